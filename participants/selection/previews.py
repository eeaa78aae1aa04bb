"""Letters as they will be read: one of each sort in each language, with how many get it."""

from dataclasses import dataclass

from django.utils import translation

from participants.applications.models import Application
from participants.applications.states import UNDER_REVIEW
from participants.selection.letters import Letter, language_of, letter
from participants.selection.models import Decision, Selection
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

    @property
    def falls_back(self) -> bool:
        return bool(self.letter.written_in) and self.letter.written_in != self.language

    @property
    def standing(self) -> bool:
        return not self.letter.written_in


def previews(selection: Selection) -> list[Preview]:
    """In the order of verdicts, the language most read first."""
    rows = Decision.objects.filter(selection=selection).select_related("application__applicant").order_by("pk")
    if selection.state != State.PUBLISHED:
        rows = rows.filter(application__state__in=UNDER_REVIEW)
    found: dict[tuple[str, str], list[Application]] = {}
    for decision in rows:
        found.setdefault((decision.verdict, language_of(decision.application)), []).append(decision.application)
    made = []
    for (verdict, language), applications in found.items():
        reader = applications[0]
        with translation.override(language):
            rtl = translation.get_language_bidi()
        made.append(
            Preview(
                verdict,
                str(Verdict(verdict).label),
                language,
                rtl,
                len(applications),
                reader.name or str(reader.applicant),
                letter(selection, reader, verdict),
            )
        )
    order = list(Verdict.values)
    return sorted(made, key=lambda one: (order.index(one.verdict), -one.count, one.language))
