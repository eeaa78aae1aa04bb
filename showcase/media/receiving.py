"""Where a resumable upload beside a film goes: the sound that tells it aloud, as long as the film and as heavy as its sound."""

from typing import Any

from django.http import Http404

from incubator.access.registry import allowed
from incubator.files.content import LIMITS
from incubator.files.content import Kind as Sort
from incubator.files.models import StoredFile, Upload
from incubator.files.resumable import Terms, Wish, register_destination
from incubator.files.states import Purpose
from incubator.lib.errors import Refused
from incubator.lib.numbers import key
from incubator.web.http import Request
from showcase.media import wording
from showcase.media.models import Asset
from showcase.media.states import Kind

DESCRIPTION = "description"


def holder_of(asset: Asset) -> str:
    return f"description:{asset.pk}"


def _editable(user: Any, pk: int) -> Asset | None:
    """The film, where this person sees it and may change what belongs to it."""
    if user is None or not user.is_authenticated:
        return None
    film = Asset.objects.visible_to(user).filter(pk=pk, kind=Kind.FILM).first()
    return film if film is not None and allowed("showcase.edit_asset", user, film) else None


def begin(request: Request, wish: Wish) -> Terms:
    """Metadata: `asset`, the film's number."""
    film = _editable(request.user, key(wish.fields.get("asset")))
    if film is None:
        raise Http404
    return Terms(holder_of(film), str(film.pk), {Sort.SOUND: LIMITS[Sort.SOUND]}, request.user)


def may_go_on(request: Request, upload: Upload) -> bool:
    return upload.person_id == request.user.pk and _editable(request.user, int(upload.target)) is not None


def finish(upload: Upload, stored: StoredFile) -> None:
    film = _editable(upload.person, int(upload.target))
    if film is None:
        raise Refused
    wording.describe_aloud(film, stored, by=upload.person)


def register() -> None:
    register_destination(DESCRIPTION, purpose=Purpose.ORIGINAL, begin=begin, may_go_on=may_go_on, finish=finish)
