"""A stage's applications as the page of moving on shows them: what the rule says of each, and where its line falls."""

import hashlib
from dataclasses import dataclass
from typing import Any

from participants.applications.models import Application
from participants.stages import line as lines
from participants.stages.line import Line
from participants.stages.models import Screening
from participants.stages.queries import left_in
from participants.stages.registry import Score, Scores, scores_of
from participants.stages.states import Finding
from programmes.calls.models import Stage
from programmes.calls.states import MovesOn, ScoreBy, StageKind

SHOWN = ("pk", "reference", "title", "name", "country", "state", "reviews_asked", "call")


@dataclass(frozen=True)
class Rule:
    """How a field is cut. `number` is how many (top) or from which score on (threshold)."""

    kind: str = MovesOn.BY_HAND
    number: int | None = None
    by: str = ScoreBy.CORRECTED

    @classmethod
    def of(cls, stage: Stage) -> "Rule":
        number = stage.moves_on_count if stage.moves_on == MovesOn.TOP else stage.moves_on_from
        return cls(stage.moves_on, number, stage.moves_on_by)


@dataclass(frozen=True)
class Row:
    """`on` is what the rule says; `tied` that it stands at the line."""

    application: Application
    score: Score | None
    value: float | None
    finding: str
    on: bool
    tied: bool

    def get_finding_display(self) -> str:
        return str(Finding(self.finding).label)


@dataclass(frozen=True)
class Field:
    rule: Rule
    rows: list[Row]
    line: Line
    scores: Scores
    mark: str

    @property
    def on(self) -> list[Row]:
        return [row for row in self.rows if row.on]

    @property
    def off(self) -> list[Row]:
        return [row for row in self.rows if not row.on]

    @property
    def unscored(self) -> int:
        return sum(row.value is None for row in self.rows)

    @property
    def short(self) -> int:
        """Applications with a score that rests on fewer reviews than were given."""
        return sum(row.score is not None and row.score.reviews < row.score.given for row in self.rows)


def field_of(stage: Stage, rule: Rule) -> Field:
    """Those who have not moved on yet, best first; one query for them and those of the scores."""
    applications = list(left_in(stage).only(*SHOWN).order_by("pk"))
    screening = stage.kind == StageKind.SCREENING
    scores = Scores() if screening else scores_of(stage)
    findings = _findings(stage) if screening else {}
    values = {one.pk: _value(scores.of[one.pk], rule) for one in applications if one.pk in scores.of}
    line = _screened(findings, applications) if screening else _line(values, rule)
    rows = [
        Row(one, scores.of.get(one.pk), values.get(one.pk), findings.get(one.pk, ""), one.pk in line.on, one.pk in line.tied)
        for one in applications
    ]
    rows.sort(key=lambda row: (not row.on, -(row.value if row.value is not None else -1), row.application.pk))
    return Field(rule, rows, line, scores, _mark(rows, rule))


def _value(score: Score, rule: Rule) -> float:
    return score.raw if rule.by == ScoreBy.RAW else score.corrected


def _findings(stage: Stage) -> dict[int, str]:
    return dict(Screening.objects.filter(stage=stage).values_list("application_id", "finding"))


def _screened(findings: dict[int, str], applications: list[Application]) -> Line:
    return Line(frozenset(one.pk for one in applications if findings.get(one.pk) == Finding.ELIGIBLE))


def _line(values: dict[int, float], rule: Rule) -> Line:
    if rule.kind == MovesOn.TOP and rule.number:
        return lines.best(values, rule.number)
    if rule.kind == MovesOn.THRESHOLD and rule.number is not None:
        return lines.from_score(values, rule.number)
    return Line()


def _mark(rows: list[Row], rule: Rule) -> str:
    """Says whether a page still shows what is: another score, finding or application gives another mark."""
    seen: list[Any] = [(row.application.pk, row.value and lines.shown(row.value), row.finding) for row in rows]
    return hashlib.sha256(repr((rule.kind, rule.number, rule.by, seen)).encode()).hexdigest()[:16]
