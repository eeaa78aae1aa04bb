"""Putting a mark up, describing it, taking it away."""

from typing import Any

from django.core.files.uploadedfile import UploadedFile

from incubator.access.stamps import touch
from incubator.audit.actions import action, locked, record
from incubator.files import actions as files
from incubator.files.content import Kind
from incubator.files.states import Purpose
from incubator.organisations.models import Organisation
from incubator.web.texts import Texts
from programmes.partners.models import Partner
from showcase.emblems import queries
from showcase.emblems.models import Mark
from showcase.media import actions as media
from showcase.media import showing

MOST_BYTES = 5 * files.MEGABYTE


@action
def put(bearer: Partner | Organisation, upload: UploadedFile, *, by: Any, alt: Texts | dict[str, str] | None = None) -> Mark:
    """The mark from now on; an earlier one goes. Raises FileRefused with a sentence for what is no picture or too heavy."""
    locked(bearer)
    stored = files.receive(upload, by=by, purpose=Purpose.ORIGINAL, kinds=[Kind.IMAGE], most=MOST_BYTES)
    if (old := queries.of(bearer)) is not None:
        _clear(old, by=by)
    asset = media.take(stored, by=by, alt=alt)
    mark = Mark.objects.create(asset=asset, **_of(bearer))
    showing.settle([asset.pk])
    record(by=by, verb="showcase.put_mark", on=mark, organisation=mark.organisation)
    touch()
    return mark


def _of(bearer: Partner | Organisation) -> dict[str, Any]:
    return {"partner": bearer} if isinstance(bearer, Partner) else {"bearer": bearer}


@action
def describe(mark: Mark, *, by: Any, alt: Texts | dict[str, str]) -> None:
    media.describe(mark.asset, by=by, alt=alt)
    touch()


@action
def remove(mark: Mark, *, by: Any) -> None:
    record(by=by, verb="showcase.remove_mark", on=mark, organisation=mark.organisation)
    _clear(mark, by=by)
    touch()


def _clear(mark: Mark, *, by: Any) -> None:
    asset = mark.asset
    mark.delete()
    showing.settle([asset.pk])
    media.discard(asset, by=by)


@action
def note_ready(asset: int) -> None:
    """A mark is prepared: pages that named its bearer in letters show it."""
    if Mark.objects.filter(asset=asset).exists():
        touch()
