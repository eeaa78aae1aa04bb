"""Applications side by side: what they answer, what each criterion got, what readers and the committee wrote."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from statistics import fmean
from typing import Any

from django.utils.translation import get_language

from participants.applications.content import contents_of
from participants.applications.models import Application
from participants.reviews.models import Review
from participants.reviews.queries import submitted_on
from participants.reviews.ranking_models import Placing
from participants.selection.models import Decision
from participants.selection.note_models import Note
from programmes.calls.answers import blank, show_answer
from programmes.calls.models import Call, Criterion, Stage
from programmes.calls.queries import questions_of
from programmes.calls.states import Meaning

FEWEST, MOST = 2, 4
APART = (Meaning.NAME, Meaning.TITLE, Meaning.COUNTRY)
"""What stands in the head already."""


@dataclass
class Column:
    application: Application
    placing: Placing | None
    decision: Decision | None
    reviews: list[Review] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)


@dataclass(frozen=True)
class Given:
    """What one application got on one criterion: each reading's value and their mean."""

    values: list[int]

    @property
    def mean(self) -> float | None:
        return fmean(self.values) if self.values else None


@dataclass(frozen=True)
class Compared:
    """Rows have a cell for each column, in the same order."""

    columns: list[Column]
    criteria: list[tuple[Criterion, list[Given]]]
    answers: list[tuple[str, list[str]]]

    @property
    def enough(self) -> bool:
        return len(self.columns) >= FEWEST

    @property
    def one_scale(self) -> bool:
        """Whether their scores may be held against each other: all were read in one part of the panel."""
        return len({column.placing.panel for column in self.columns if column.placing and column.placing.panel}) <= 1


def compared(call: Call, stage: Stage, asked: Sequence[int], user: Any) -> Compared:
    """Up to four applications of the call, in the order asked for."""
    chosen = list(dict.fromkeys(asked))[:MOST]
    rows = Application.objects.on_desk(user).filter(call=call).select_related("decision").in_bulk(chosen)
    found = [rows[pk] for pk in chosen if pk in rows]
    keys = [one.pk for one in found]
    placings = {row.application_id: row for row in Placing.objects.filter(ranking__stage=stage, application__in=keys)}
    columns = {one.pk: Column(one, placings.get(one.pk), getattr(one, "decision", None)) for one in found}
    for review in submitted_on(stage, keys):
        columns[review.application_id].reviews.append(review)
    for note in Note.objects.filter(application__in=keys).select_related("by"):
        columns[note.application_id].notes.append(note)  # type: ignore[index]
    shown = list(columns.values())
    return Compared(shown, _criteria(stage, shown), _answers(call, found))


def _criteria(stage: Stage, columns: list[Column]) -> list[tuple[Criterion, list[Given]]]:
    values: dict[tuple[int, int], list[int]] = defaultdict(list)
    for column in columns:
        for review in column.reviews:
            for score in review.scores.all():
                values[column.application.pk, score.criterion_id].append(score.value)
    return [
        (criterion, [Given(values[column.application.pk, criterion.pk]) for column in columns])
        for criterion in stage.criteria.asked()
    ]


def _answers(call: Call, applications: list[Application]) -> list[tuple[str, list[str]]]:
    """Each question that one of them answered; files by their number, for their pages have them."""
    questions = [question for question in questions_of(call) if question.meaning not in APART]
    contents = contents_of(applications, {call.pk: questions}) if applications else {}
    language = get_language() or "fr"
    rows = []
    for question in questions:
        cells = []
        for application in applications:
            content = contents[application.pk]
            value = content.value(question)
            said = "" if blank(value) or not content.is_shown(question) else value
            cells.append(_said(question, said, language))
        if any(cells):
            rows.append((str(question.label), cells))
    return rows


def _said(question: Any, value: Any, language: str) -> str:
    if not value and value != 0:
        return ""
    return " · ".join(str(name) for name in value) if question.takes_files else str(show_answer(question, value, language))
