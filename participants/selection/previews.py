"""Letters as they will be read: one of each sort in each language, with how many get it."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils import translation

from participants.applications.models import Application
from participants.applications.states import UNDER_REVIEW
from participants.selection.feedback import feedback_for
from participants.selection.letters import CLOSING, Letter, first_reply_by, has_address, language_of, languages, letter
from participants.selection.models import Decision, Selection
from participants.selection.queries import waiting_list
from participants.selection.states import State, Verdict


@dataclass(frozen=True)
class Preview:
    """`falls_back`: the letter is not written in the reader's language; `standing`: nobody wrote one."""

    verdict: str
    label: str
    language: str
    rtl: bool
    count: int
    reader: str
    letter: Letter
    comments: list[str]

    @property
    def falls_back(self) -> bool:
        return bool(self.letter.written_in) and self.letter.written_in != self.language

    @property
    def standing(self) -> bool:
        return not self.letter.written_in


@dataclass(frozen=True)
class Outcome:
    """One sort of answer: how many letters go in each language, and how many people have no address."""

    verdict: str
    label: str
    languages: dict[str, int]
    people: int

    @property
    def letters(self) -> int:
        return sum(self.languages.values())

    @property
    def by_hand(self) -> int:
        return self.people - self.letters


def decided(selection: Selection) -> list[Decision]:
    """Decisions of those who will be told, or were."""
    rows = Decision.objects.filter(selection=selection).select_related("application__applicant").order_by("pk")
    if selection.state != State.PUBLISHED:
        rows = rows.filter(application__state__in=UNDER_REVIEW)
    return list(rows)


def outcomes(decisions: Iterable[Decision]) -> list[Outcome]:
    """In the order of verdicts; those that nobody gets are left out."""
    found: dict[str, list[Application]] = {}
    for decision in decisions:
        found.setdefault(decision.verdict, []).append(decision.application)
    return [
        Outcome(str(verdict), str(verdict.label), languages(found[verdict]), len(found[verdict]))
        for verdict in Verdict
        if verdict in found
    ]


def previews(selection: Selection, decisions: list[Decision]) -> list[Preview]:
    """A real person of each outcome and language, one with feedback before one without; the language most read first."""
    feedback = feedback_for(selection, decisions)
    groups: dict[tuple[str, str], list[Application]] = {}
    for decision in decisions:
        if has_address(decision.application):
            groups.setdefault((decision.verdict, language_of(decision.application)), []).append(decision.application)
    made = []
    for (verdict, _language), applications in groups.items():
        reader = next((one for one in applications if feedback[one.pk]), applications[0])
        made.append(preview(selection, reader, verdict, len(applications), feedback[reader.pk]))
    order = list(Verdict.values)
    return sorted(made, key=lambda one: (order.index(one.verdict), -one.count, one.language))


def preview(selection: Selection, reader: Application, kind: str, count: int, comments: list[str]) -> Preview:
    language = language_of(reader)
    with translation.override(language):
        rtl = translation.get_language_bidi()
    label = str(Verdict(kind).label) if kind in Verdict.values else ""
    reply_by = first_reply_by(selection) if kind == Verdict.ACCEPTED else None
    written = letter(selection, reader, kind, reply_by=reply_by)
    return Preview(kind, label, language, rtl, count, reader.name or str(reader.applicant or reader.email), written, comments)


def closing_previews(selection: Selection) -> list[Preview]:
    """How the letter reads that closes the waiting list, in each language of those who wait."""
    found: dict[str, list[Application]] = {}
    for decision in waiting_list(selection).select_related("application__applicant"):
        if has_address(decision.application):
            found.setdefault(language_of(decision.application), []).append(decision.application)
    made = [preview(selection, rows[0], CLOSING, len(rows), []) for rows in found.values()]
    return sorted(made, key=lambda one: (-one.count, one.language))
