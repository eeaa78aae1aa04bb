"""The ranking of a stage as the desk shows it: raw and corrected side by side, decisions beside them.

The whole of it is worked out from scores alone and kept in rows (`participants.reviews.ranking_models`); a page reads its own.
"""

from dataclasses import dataclass
from typing import Any

from django.core.cache import cache
from django.db.models import F, QuerySet

from participants.applications.models import Application
from participants.applications.states import UNDER_REVIEW
from participants.reviews.calibration import Calibration
from participants.reviews.queries import calibration, mark_of
from participants.reviews.ranking_models import Placing, Ranking, Temper
from participants.selection.models import Decision, Selection
from participants.selection.states import State, Verdict
from programmes.calls.models import Stage

PAGE = 50
ORDERS = {"corrected": "by_corrected", "raw": "by_raw", "disagreement": "by_spread"}
SHOWN = ("all", "undecided", *Verdict.values)
KEPT = 3600  # seconds
FEW = 24
"""Reviewers up to which all stand beside the ranking; of more, so many at either end."""
ENDS = 8
APART = 30
"""Points between two readings from which on they differ much: on a rubric of five steps, more than one step on all of it."""


def calibrated(stage: Stage) -> Calibration:
    """The stage's calibration; worked out anew whenever a review came in, was opened again or changed its score."""
    key = f"calibration:{stage.pk}:{mark_of(stage)}"
    found: Calibration | None = cache.get(key)
    if found is None:
        found = calibration(stage)
        cache.set(key, found, KEPT)
    return found


@dataclass(frozen=True)
class Line:
    """One application in the ranking. `opens` is the number of the panel that begins with it, where there are several."""

    application: Application
    score: Placing | None
    decision: Decision | None
    open: bool
    opens: int | None = None

    @property
    def place(self) -> int | None:
        return self.score.place if self.score else None

    @property
    def version(self) -> int:
        return self.decision.version if self.decision else 0

    @property
    def verdict(self) -> str:
        return self.decision.verdict if self.decision else ""

    @property
    def apart(self) -> bool:
        return bool(self.score and self.score.spread is not None and self.score.spread >= APART)


def placings(selection: Selection, ranking: Ranking, shown: str) -> QuerySet[Placing]:
    """The ranking's rows on the list: before publication those under review, afterwards those decided."""
    rows = Placing.objects.filter(ranking=ranking)
    if selection.state == State.PUBLISHED:
        rows = rows.filter(application__decision__isnull=False)
    else:
        rows = rows.filter(application__state__in=UNDER_REVIEW)
    if shown == "undecided":
        return rows.filter(application__decision__isnull=True)
    return rows if shown == "all" else rows.filter(application__decision__verdict=shown)


def with_applications(rows: QuerySet[Placing]) -> QuerySet[Placing]:
    """What a line shows, without the long columns."""
    found = rows.select_related("application__decision__decided_by")
    return found.defer("application__summary", "application__search", "application__eligibility", "application__draft_token")


def unranked(selection: Selection, shown: str) -> QuerySet[Application]:
    """The list of a call without stages, in the order of receiving."""
    rows = Application.objects.filter(call=selection.call)
    wide = selection.state == State.PUBLISHED
    rows = rows.filter(decision__isnull=False) if wide else rows.filter(state__in=UNDER_REVIEW)
    rows = rows.select_related("decision__decided_by")
    if shown == "undecided":
        return rows.filter(decision__isnull=True)
    return rows if shown == "all" else rows.filter(decision__verdict=shown)


def lines(rows: list[Any], *, panels: int) -> list[Line]:
    """Rows of a page as lines; with several panels each one's first line on the page says so."""
    found: list[Line] = []
    for row in rows:
        placing = row if isinstance(row, Placing) else None
        application: Application = placing.application if placing else row
        opens = placing.panel if placing and panels > 1 and (not found or _panel(found[-1]) != placing.panel) else None
        decision: Any = getattr(application, "decision", None)
        found.append(Line(application, placing, decision, application.state in UNDER_REVIEW, opens))
    return found


def _panel(line: Line) -> int | None:
    return line.score.panel if line.score else None


@dataclass(frozen=True)
class Tempers:
    """Reviewers by their leniency, the severest first; of many only the ends, `between` says how many are left out."""

    first: list[Temper]
    last: list[Temper]
    between: int


def tempers(ranking: Ranking) -> Tempers:
    rows = Temper.objects.filter(ranking=ranking).select_related("reviewer__person")
    first = list(rows.order_by("leniency", "pk")[: FEW + 1])
    if len(first) <= FEW:
        return Tempers(first, [], 0)
    last = list(rows.order_by("-leniency", "-pk")[:ENDS])[::-1]
    return Tempers(first[:ENDS], last, rows.count() - 2 * ENDS)


def reviewers(ranking: Ranking) -> QuerySet[Temper]:
    """Every reviewer of the ranking."""
    return Temper.objects.filter(ranking=ranking).select_related("reviewer__person")


def fewer_than_asked(rows: QuerySet[Placing]) -> QuerySet[Placing]:
    return rows.filter(reviews__lt=F("application__reviews_asked"))
