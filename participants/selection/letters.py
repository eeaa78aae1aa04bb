"""Letters: the coordinator's words per language, else standing ones, with names filled in and nothing else."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from string import Template
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _

from incubator.lib.clock import at
from incubator.web.components.dates import moment, zone_name
from incubator.web.texts import Texts
from participants.applications.models import Application
from participants.selection.models import Decision, Selection
from participants.selection.states import Verdict
from programmes.calls.models import Call

CLOSING, REMINDER = "closing", "reminder"
FIELDS = {
    str(Verdict.ACCEPTED): "accepted_letter",
    str(Verdict.WAITLISTED): "waitlisted_letter",
    str(Verdict.DECLINED): "declined_letter",
    CLOSING: "closing_letter",
    REMINDER: "reminder_letter",
}


WORDS = ("name", "title", "reference", "cohort", "programme", "organisation", "reply_by")
"""What a letter may name, each with a $ before it."""


@dataclass(frozen=True)
class Letter:
    """What one person is sent; `written_in` is "" where the coordinator wrote nothing and the standing letter goes."""

    text: str
    language: str
    written_in: str


def standing(kind: str) -> str:
    """The letter in the active language where the coordinator wrote none."""
    if kind == Verdict.ACCEPTED:
        return _(
            "Dear $name,\n\nYour project “$title” ($reference) has been accepted for $cohort. We are very glad.\n\n"
            "Please tell us in your space by $reply_by whether you take your place."
        )
    if kind == Verdict.WAITLISTED:
        return _(
            "Dear $name,\n\nYour project “$title” ($reference) is on the waiting list for $cohort. "
            "We will write to you at once if a place becomes free."
        )
    if kind == REMINDER:
        return _(
            "Dear $name,\n\nA place in $cohort waits for you with “$title” ($reference). "
            "Please tell us in your space by $reply_by whether you take it. If you cannot come, say so: somebody else is waiting."
        )
    if kind == CLOSING:
        return _(
            "Dear $name,\n\nAll places in $cohort are taken now, and the waiting list for it closes. Your project “$title” "
            "($reference) was among those we would have liked to accept. Thank you for your patience; "
            "we hope to read you again at the next call."
        )
    return _(
        "Dear $name,\n\nWe read your project “$title” ($reference) with care. We could not accept it for $cohort this time. "
        "We thank you for your work and hope to read you again."
    )


def unknown_words(texts: Texts | dict[str, str]) -> list[str]:
    """$words of a letter that stand for nothing, as they are written in it: nobody must be sent one."""
    found: dict[str, None] = {}
    for text in texts.values():
        found |= dict.fromkeys(f"${word}" for word in Template(text).get_identifiers() if word not in WORDS)
    return list(found)


def end_of(day: date, call: Call) -> datetime:
    """The last minute of a day where the call is."""
    return at(day, time(23, 59), call.time_zone)


def first_reply_by(selection: Selection) -> datetime | None:
    """Until when those accepted at publication may answer."""
    return end_of(selection.reply_by, selection.call) if selection.reply_by else None


def takes_until(decision: Decision) -> datetime | None:
    """The real limit of an offer, with the silent grace of the call."""
    grace = timedelta(minutes=decision.selection.call.grace_minutes)
    return decision.reply_by + grace if decision.reply_by else None


def in_words(reply_by: datetime | None, call: Call) -> str:
    """A moment to answer by, in the call's zone, which is named; in the active language."""
    if reply_by is None:
        return _("the date named in your space")
    return f"{moment(reply_by, call.time_zone)} ({zone_name(call.time_zone)})"


def names_in(selection: Selection, application: Application, reply_by: datetime | None) -> dict[str, str]:
    """What the letter's $words stand for, in the active language."""
    person = application.name or str(application.applicant or "")
    cohort = selection.call.cohort
    return {
        "name": person,
        "title": application.title,
        "reference": application.reference or "",
        "cohort": str(cohort),
        "programme": str(cohort.programme),
        "organisation": cohort.organisation.name,
        "reply_by": in_words(reply_by, selection.call),
    }


def language_of(application: Application) -> str:
    """The language a person reads: their own setting, else the one they applied in."""
    return (application.applicant.language if application.applicant else "") or application.language


def has_address(application: Application) -> bool:
    """Whether a letter can be sent at all; who came on paper may have left none."""
    return application.applicant is not None or bool(application.email)


def letter(
    selection: Selection, application: Application, kind: str, *, reply_by: datetime | None = None, language: str = ""
) -> Letter:
    """One person's letter as it will be sent; `kind` is a verdict, CLOSING or REMINDER. Nothing in it is ever executed."""
    language = language or language_of(application)
    with translation.override(language):
        written: Any = getattr(selection, FIELDS[kind])
        text, written_in = written.best(language) if written else ("", "")
        filled = Template(text or standing(kind)).safe_substitute(names_in(selection, application, reply_by))
    return Letter(filled, language, written_in)


def languages(applications: Iterable[Application]) -> dict[str, int]:
    """How many of these read each language, the most read first; who has no address is not counted."""
    found: dict[str, int] = {}
    for application in applications:
        if has_address(application):
            found[language_of(application)] = found.get(language_of(application), 0) + 1
    return dict(sorted(found.items(), key=lambda pair: (-pair[1], pair[0])))
