"""Errands of the desk: exports are made, mailings written out. Each can be cut short at any moment and goes on or begins anew."""

import logging
from time import monotonic
from typing import Any

from django.http import QueryDict
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from incubator.lib.accidents import repairing
from incubator.lib.errors import NotLawful
from participants.applications import actions as applications
from participants.applications import archive
from participants.applications import desk_queries as queries
from participants.applications.desk_models import Export
from participants.applications.exports import applications_xlsx
from participants.applications.filters import narrowed
from participants.applications.readers import recipients
from participants.applications.states import ExportKind

SLICE = 60  # seconds of one errand; then the queue has its turn
HEARD_EVERY = 1  # seconds between two words of an export's worker
NO_ROOM = _("The files together are larger than the room that is left on the server. Narrow the list and try again.")
log = logging.getLogger(__name__)


class Stopped(Exception):
    """The export was cancelled, or given to another worker."""


class Pulse:
    """Says how far an export is, now and then; raises Stopped where nobody wants it any more."""

    def __init__(self, export: Export, total: int) -> None:
        self.export, self.total, self.next = export, total, 0.0

    def __call__(self, done: int) -> None:
        if monotonic() < self.next:
            return
        self.next = monotonic() + HEARD_EVERY
        if not applications.hear_of_export(self.export, done=done, total=self.total):
            raise Stopped


def make_export(payload: dict[str, Any]) -> None:
    """Make a file of what its owner's list shows."""
    found = queries.export_of(payload["export"])
    export = applications.take_export(found) if found else None
    if export is None:
        return
    unwanted = (Stopped, NotLawful)
    try:
        with repairing(lambda: applications.put_export_back(export), but=unwanted):
            _make(export)
    except unwanted:
        log.info("export %s is not wanted any more", export.pk)
    finally:
        applications.drop(applications.part_of(export))
    applications.start_next_export()


def _make(export: Export) -> None:
    call, owner = export.call, export.owner
    if not queries.may_still_have(export):
        applications.cancel_export(export, by=owner)
        return
    filterset = narrowed(call, owner, QueryDict(export.query))
    rows, path = filterset.qs, applications.part_of(export)
    path.parent.mkdir(parents=True, exist_ok=True)
    if export.kind == ExportKind.XLSX:
        each = Pulse(export, rows.count())
        applications_xlsx(path, rows.order_by(*filterset.order, "-pk"), call, language=export.language, each=each)
    else:
        number, size = queries.weight_of(rows)
        if not applications.room_for(size):
            applications.fail_export(export, reason=NO_ROOM)
            return
        each = Pulse(export, number)
        with override(export.language):
            lost = str(_("These files could not be found any more:"))
        archive.write(path, archive.files_of(rows), lost=lost, each=each)
    each.next = 0
    each(each.total)
    export.total = each.total
    applications.finish_export(export, path=path, name=f"{slugify(call.slug)}.{export.kind}")


def write_out(payload: dict[str, Any]) -> None:
    """Write a mailing to its readers, batch by batch; what is left after a SLICE is another errand."""
    mailing = queries.mailing_of(payload["mailing"])
    until = monotonic() + SLICE
    while mailing is not None and applications.write_batch(mailing, to=recipients(mailing)):
        if monotonic() > until:
            mailing.refresh_from_db(fields=["after"])
            applications.ask_for_batch(mailing)
            return
