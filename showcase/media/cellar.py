"""Where renditions lie: a folder for each attempt, under a name nobody can guess."""

import os
from contextlib import suppress
from pathlib import Path
from typing import Any

from django.utils.crypto import salted_hmac

from showcase.media.models import Asset, public_storage, rendition_storage
from showcase.media.report import Made
from showcase.media.states import Kind

MOST_ATTEMPTS = 3
BESIDE = 0


def folder(asset: Asset, attempt: int | None = None) -> str:
    """Follows from the secret key, so that a dead attempt's folder can be found again and emptied. In the folder of attempt
    `BESIDE` lies what is not made anew with the rest: captions, a chosen poster."""
    number = asset.attempt if attempt is None else attempt
    stamp = f"{asset.pk}:{asset.stored.token}:{number}:{asset.stored.sha256}"
    token = salted_hmac("showcase.media", stamp, algorithm="sha256").hexdigest()[:32]
    return f"{token[:2]}/{token}"


def recipe(asset: Asset, made: Made) -> str:
    """The rendition's name in the database: "image-640", "poster-640", "light", "film-360", "audio", "loop-360", "sound-64",
    "page-2-1280", "candidate-1", "strip", "hls-360", "hls"."""
    long, short = max(made.width, made.height), min(made.width, made.height)
    match made.role:
        case "picture":
            return f"{'image' if asset.kind == Kind.IMAGE else 'poster'}-{long}"
        case "page":
            return f"page-{made.page}-{long}"
        case "candidate":
            return f"candidate-{made.page}"
        case "sound":
            return f"sound-{made.page}"
        case "hls-master":
            return "hls"
        case "film" | "loop" | "hls":
            return f"{made.role}-{short}"
        case _:
            return made.role


def is_list(name: str) -> bool:
    """Whether a file names others."""
    return name.endswith(".m3u8")


def forget(name: str) -> None:
    """Delete a file, from the public folder first."""
    withdraw(name)
    _delete(rendition_storage(), name)


def empty(name: str) -> None:
    """Delete a folder's files and the folder, where the storage has such a thing."""
    for storage in (public_storage(), rendition_storage()):
        for file in _listed(storage, name):
            storage.delete(file)
        with suppress(FileNotFoundError):
            storage.delete(name)


def _listed(storage: Any, name: str) -> list[str]:
    with suppress(FileNotFoundError):
        return [f"{name}/{file}" for file in storage.listdir(name)[1]]
    return []


def published(asset: Asset) -> set[str]:
    """Names in the public folder, of whichever attempt."""
    return _names(asset, public_storage())


def kept(asset: Asset) -> set[str]:
    """Names of all that was made of it, of whichever attempt."""
    return _names(asset, rendition_storage())


def _names(asset: Asset, storage: Any) -> set[str]:
    folders = [folder(asset, attempt) for attempt in range(BESIDE, MOST_ATTEMPTS + 1)]
    return {name for one in folders for name in _listed(storage, one)}


def publish(name: str) -> None:
    """The same bytes under the same name in the public folder: there whole or not at all."""
    source, target = Path(rendition_storage().path(name)), Path(public_storage().path(name))
    target.parent.mkdir(parents=True, exist_ok=True)
    with suppress(FileExistsError):
        os.link(source, target)  # costs no room


def withdraw(name: str) -> None:
    _delete(public_storage(), name)


def _delete(storage: Any, name: str) -> None:
    storage.delete(name)
    with suppress(OSError):
        Path(storage.path(name.rpartition("/")[0])).rmdir()  # the last one out
