"""Where resumable uploads to a work go: its authors and editors send them, and they become its files."""

from typing import Any

from django.http import Http404

from incubator.files.content import LIMITS
from incubator.files.models import StoredFile, Upload
from incubator.files.resumable import Terms, Wish, register_destination
from incubator.files.states import Purpose
from incubator.lib.errors import Refused
from incubator.lib.numbers import key
from incubator.web.http import Request
from showcase.media import actions as media
from showcase.works import actions, queries
from showcase.works.models import Work
from showcase.works.rules import may_edit

WORK = "work"


def holder_of(work: Work) -> str:
    return f"work:{work.pk}"


def _editable(user: Any, pk: int) -> Work | None:
    """The work, where this person sees it and may change it."""
    work = queries.visible_work(user, pk) if user is not None and user.is_authenticated else None
    return work if work is not None and may_edit(user, work) else None


def begin(request: Request, wish: Wish) -> Terms:
    """Metadata: `work`, its number."""
    work = _editable(request.user, key(wish.fields.get("work")))
    if work is None:
        raise Http404
    return Terms(holder_of(work), str(work.pk), LIMITS, request.user)


def may_go_on(request: Request, upload: Upload) -> bool:
    """Whoever began it, as long as they may change the work; a colleague has not the file."""
    return upload.person_id == request.user.pk and _editable(request.user, int(upload.target)) is not None


def finish(upload: Upload, stored: StoredFile) -> None:
    work = _editable(upload.person, int(upload.target))
    if work is None:
        raise Refused
    actions.add_asset(work, media.take(stored, by=upload.person), by=upload.person)


def register() -> None:
    register_destination(WORK, purpose=Purpose.ORIGINAL, begin=begin, may_go_on=may_go_on, finish=finish)
