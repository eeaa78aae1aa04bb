"""What the desk of this room gives to others: its errands and its clock, what becomes of views, exports and mailings."""

from typing import Any

from django.utils.translation import gettext_lazy

from incubator.accounts.erasure import Rows, blank, rule
from incubator.audit.words import name_verbs
from incubator.outbox.registry import each_minute, subscribe
from participants.applications import actions as applications


def leave_shared_views(rows: Rows) -> None:
    rows.filter(shared=False).delete()
    rows.update(owner=None)


def make_export(payload: dict[str, Any]) -> None:
    from participants.applications.desk_errands import make_export as run

    run(payload)


def write_out(payload: dict[str, Any]) -> None:
    from participants.applications.desk_errands import write_out as run

    run(payload)


def tend_exports() -> None:
    applications.tend_exports()


def forget_exports(rows: Rows) -> None:
    for export in rows:
        applications.forget_export(export)
    rows.delete()


def register() -> None:
    subscribe("applications.export", make_export)
    subscribe("applications.mailing", write_out)
    each_minute(tend_exports)
    rule(
        "participants.SavedView", "owner", says=gettext_lazy("Views of lists you kept are deleted; shared ones stay, without your name."),
        erase=leave_shared_views, order=40,
    )  # fmt: skip
    rule(
        "participants.Export", "owner", says=gettext_lazy("Exports you asked for are deleted with their files."),
        erase=forget_exports, order=40, export=False,
    )  # fmt: skip
    rule(
        "participants.Mailing", "by", says=gettext_lazy("Mailings you sent stay, without your name and address."),
        erase=blank(by=None, reply_to=""), order=40,
    )  # fmt: skip
    name_verbs({
        "participants.send_mailing": gettext_lazy("wrote to applicants"),
        "participants.stop_mailing": gettext_lazy("stopped a mailing to applicants"),
    })  # fmt: skip
