"""Where renditions lie: a folder for each attempt, under a name nobody can guess."""

from contextlib import suppress

from django.utils.crypto import salted_hmac

from showcase.media.models import Asset, public_storage
from showcase.media.report import Made
from showcase.media.states import Kind


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


def forget(name: str) -> None:
    public_storage().delete(name)


def empty(name: str) -> None:
    """Delete a folder's files and the folder, where the storage has such a thing."""
    storage = public_storage()
    with suppress(FileNotFoundError):
        for file in storage.listdir(name)[1]:
            storage.delete(f"{name}/{file}")
        storage.delete(name)
