"""Letters: the coordinator's words per language, else standing ones, with names filled in and nothing else."""

from dataclasses import dataclass
from string import Template
from typing import Any

from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from participants.applications.models import Application
from participants.selection.models import Selection
from participants.selection.states import Verdict

FIELDS = {
    Verdict.ACCEPTED: "accepted_letter",
    Verdict.WAITLISTED: "waitlisted_letter",
    Verdict.DECLINED: "declined_letter",
}


WORDS = ("name", "title", "reference", "cohort", "programme", "organisation", "reply_by")
"""What a letter may name, each with a $ before it."""


@dataclass(frozen=True)
class Letter:
    """What one person is sent; `written_in` is "" where the coordinator wrote nothing and the standing letter goes."""

    text: str
    language: str
    written_in: str


def standing(verdict: str) -> str:
    """The letter in the active language where the coordinator wrote none."""
    if verdict == Verdict.ACCEPTED:
        return _(
            "Dear $name,\n\nYour project “$title” ($reference) has been accepted for $cohort. We are very glad.\n\n"
            "Please tell us in your space by $reply_by whether you take your place."
        )
    if verdict == Verdict.WAITLISTED:
        return _(
            "Dear $name,\n\nYour project “$title” ($reference) is on the waiting list for $cohort. "
            "We will write to you at once if a place becomes free."
        )
    return _(
        "Dear $name,\n\nWe read your project “$title” ($reference) with care. We could not accept it for $cohort this time. "
        "We thank you for your work and hope to read you again."
    )


def names_in(selection: Selection, application: Application) -> dict[str, str]:
    """What the letter's $words stand for, in the active language."""
    reply_by = date_format(selection.reply_by, "DATE_FORMAT") if selection.reply_by else _("the date named in your space")
    person = application.name or str(application.applicant or "")
    cohort = selection.call.cohort
    return {
        "name": person,
        "title": application.title,
        "reference": application.reference or "",
        "cohort": str(cohort),
        "programme": str(cohort.programme),
        "organisation": cohort.organisation.name,
        "reply_by": reply_by,
    }


def language_of(application: Application) -> str:
    """The language a person reads: their own setting, else the one they applied in."""
    return (application.applicant.language if application.applicant else "") or application.language


def letter(selection: Selection, application: Application, verdict: str, *, language: str = "") -> Letter:
    """One person's letter as it will be sent. Unknown $words stay as they are; nothing in it is ever executed."""
    language = language or language_of(application)
    with translation.override(language):
        written: Any = getattr(selection, FIELDS[Verdict(verdict)])
        text, written_in = written.best(language) if written else ("", "")
        filled = Template(text or standing(verdict)).safe_substitute(names_in(selection, application))
    return Letter(filled, language, written_in)
