"""The whole story of a selection, from its ledger: who did what, when, in words, the oldest first."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Model, Q
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from incubator.audit.models import LogEntry
from incubator.audit.words import verb_in_words
from incubator.web.phrases import in_a_row
from participants.applications.models import Application
from participants.selection.compose_models import Composition, Pin, Quota
from participants.selection.models import Selection
from participants.selection.states import Promotion, Verdict
from programmes.calls.models import Stage

NAMED = 6
"""Applications of one line that are named; of more their number is said."""
APART = timedelta(minutes=30)
"""The same step by the same person within this time is one line."""
ON_APPLICATIONS = (
    "decide_application", "edit_feedback", "add_note", "edit_note", "confirm_application", "turn_down_application",
    "confirm_for_application", "turn_down_for_application", "lapse_application", "take_back_application",
    "promote_application", "extend_offer", "hand_decision", "withdraw_application", "pin_application", "unpin_application",
)  # fmt: skip
"""What belongs to the story of single applications; that publishing moved each of them is said once, with its figures."""


@dataclass
class Line:
    """One step. `said` is what its detail tells; `about` names the applications it was on, `count` says how many these were."""

    at: datetime
    who: str
    did: str
    said: str
    verb: str
    about: list[str] = field(default_factory=list)
    count: int = 0
    until: datetime | None = None

    @property
    def unnamed(self) -> int:
        return self.count - len(self.about)


def entries(selection: Selection) -> Iterator[LogEntry]:
    """Every entry of the ledger that is about the selection, its stages, what it was composed from, or its applications."""
    wanted = Q()
    for model, rows in (
        (Selection, {"pk": selection.pk}),
        (Stage, {"call": selection.call_id}),
        (Quota, {"selection": selection}),
        (Pin, {"selection": selection}),
        (Composition, {"selection": selection}),
    ):
        wanted |= Q(content_type=_type_of(model), object_id__in=model._default_manager.filter(**rows).order_by().values("pk"))
    applications = Application.objects.filter(call=selection.call_id).order_by().values("pk")
    verbs = [f"participants.{verb}" for verb in ON_APPLICATIONS]
    wanted |= Q(content_type=_type_of(Application), object_id__in=applications, verb__in=verbs)
    yield from LogEntry.objects.filter(wanted).select_related("by").order_by("at", "pk").iterator(chunk_size=2_000)


def _type_of(model: type[Model]) -> ContentType:
    return ContentType.objects.get_for_model(model)


def story(selection: Selection) -> list[Line]:
    """The entries as lines; steps that somebody took on many applications in a row are one."""
    found: list[Line] = []
    on_one = _type_of(Application).pk
    for entry in entries(selection):
        line = Line(entry.at, str(entry.by) if entry.by else "", verb_in_words(entry.verb), in_words(entry), entry.verb)
        last = found[-1] if found else None
        if entry.content_type_id != on_one:
            found.append(line)
            continue
        if last and last.count and _same(last, line):
            last.count, last.until = last.count + 1, entry.at
            if last.count <= NAMED:
                last.about.append(entry.what)
            continue
        line.about, line.count = [entry.what], 1
        found.append(line)
    return found


def _same(one: Line, other: Line) -> bool:
    alike = (one.who, one.verb, one.said) == (other.who, other.verb, other.said)
    return alike and other.at - (one.until or one.at) < APART


# --- what an entry's detail says ---
def in_words(entry: LogEntry) -> str:
    """The detail in words; "" where the verb says it all, or for details this room does not know."""
    tell = TELLING.get(entry.verb.removeprefix("participants."))
    try:
        return tell(entry.detail) if tell else str(entry.detail.get("reason") or "")
    except (KeyError, ValueError, TypeError):
        return ""  # written by an earlier version of the product


def _verdict(value: str) -> str:
    return str(Verdict(value).label) if value else _("no decision")


def _decided(detail: dict[str, Any]) -> str:
    if not detail["from"]:
        return _verdict(detail["to"])
    return _("%(before)s, now %(after)s") % {"before": _verdict(detail["from"]), "after": _verdict(detail["to"])}


def _published(detail: dict[str, Any]) -> str:
    return in_a_row(f"{detail[value]} {_verdict(value)}" for value in Verdict.values if value in detail)


def _until(detail: dict[str, Any]) -> str:
    return _("until %(day)s") % {"day": date_format(date.fromisoformat(detail["reply_by"]), "DATE_FORMAT")}


def _signed(detail: dict[str, Any]) -> str:
    return _("under the code %(code)s") % {"code": detail["code"]}


def _stepped_in(detail: dict[str, Any]) -> str:
    return _("in the place of %(name)s") % {"name": detail["instead_of"]} if detail.get("instead_of") else ""


def _settled(detail: dict[str, Any]) -> str:
    days = ngettext("%(n)s day to answer", "%(n)s days to answer", detail["days"]) % {"n": detail["days"]}
    return f"{Promotion(detail['promotion']).label}, {days}"


def _closed(detail: dict[str, Any]) -> str:
    return ngettext("%(n)s person", "%(n)s people", detail["n"]) % {"n": detail["n"]}


def _how(detail: dict[str, Any]) -> str:
    return str(detail.get("how") or "")


TELLING = {
    "decide_application": _decided,
    "publish_selection": _published,
    "extend_reply": _until,
    "extend_offer": _until,
    "sign_selection": _signed,
    "promote_application": _stepped_in,
    "edit_offers": _settled,
    "close_waiting": _closed,
    "confirm_for_application": _how,
    "turn_down_for_application": _how,
    "hand_decision": _how,
}
