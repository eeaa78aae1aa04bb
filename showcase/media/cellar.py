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


def folder(asset: Asset, attempt: int | None = None) -> str:
    """Follows from the secret key, so that a dead attempt's folder can be found again and emptied."""
    stamp = f"{asset.pk}:{asset.stored.token}:{attempt or asset.attempt}:{asset.stored.sha256}"
    token = salted_hmac("showcase.media", stamp, algorithm="sha256").hexdigest()[:32]
    return f"{token[:2]}/{token}"


def recipe(asset: Asset, made: Made) -> str:
    """The rendition's name in the database: "image-640", "poster-640", "film-360", "loop-360", "sound-64", "page-2-1280"."""
    if made.role == "picture":
        return f"{'image' if asset.kind == Kind.IMAGE else 'poster'}-{max(made.width, made.height)}"
    if made.role == "page":
        return f"page-{made.page}-{max(made.width, made.height)}"
    if made.role == "sound":
        return "sound-64"
    return f"{made.role}-{min(made.width, made.height)}"


def is_list(name: str) -> bool:
    """Whether a file names others."""
    return name.endswith(".m3u8")


def forget(name: str) -> None:
    """Delete a file, from the public folder first."""
    withdraw(name)
    rendition_storage().delete(name)


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
    folders = [folder(asset, attempt) for attempt in range(1, MOST_ATTEMPTS + 1)]
    return {name for one in folders for name in _listed(public_storage(), one)}


def publish(name: str) -> None:
    """The same bytes under the same name in the public folder: there whole or not at all."""
    public, made = public_storage(), rendition_storage()
    try:
        source, target = Path(made.path(name)), Path(public.path(name))
    except NotImplementedError:  # a storage without a disk: an object appears once it is whole
        with made.open(name) as file:
            public.save(name, file)
        return
    target.parent.mkdir(parents=True, exist_ok=True)
    with suppress(FileExistsError):
        os.link(source, target)  # costs no room


def withdraw(name: str) -> None:
    public = public_storage()
    public.delete(name)
    folder = name.rpartition("/")[0]
    with suppress(OSError, NotImplementedError):
        Path(public.path(folder)).rmdir()  # the last one out
