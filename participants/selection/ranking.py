"""The ranking of a stage as the desk shows it: raw and corrected side by side, decisions beside them.

The whole order is worked out from scores alone and kept a while; a page then reads only its own applications.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.core.cache import cache
from django.db.models import Count, Max, Sum

from participants.applications.models import Application
from participants.applications.states import UNDER_REVIEW
from participants.reviews.calibration import Calibration, Corrected
from participants.reviews.models import Review
from participants.reviews.queries import calibration, names_of
from participants.selection.models import Decision, Selection
from participants.selection.states import State, Verdict
from programmes.calls.models import Stage

PAGE = 60
BINS = 10
ORDERS = ("corrected", "raw", "disagreement")
SHOWN = ("all", "undecided", *Verdict.values)
KEPT = 3600  # seconds


def calibrated(stage: Stage) -> Calibration:
    """The stage's calibration; worked out anew whenever a review came in, was opened again or changed its score."""
    rows = Review.objects.counting().filter(stage=stage)
    mark = rows.aggregate(n=Count("pk"), last=Max("submitted"), sum=Sum("total"))
    last = mark["last"].isoformat() if mark["last"] else ""
    key = f"calibration:{stage.pk}:{mark['n']}:{last}:{mark['sum']}".replace(" ", "")
    found: Calibration | None = cache.get(key)
    if found is None:
        found = calibration(stage)
        cache.set(key, found, KEPT)
    return found


@dataclass(frozen=True)
class Line:
    """One application in the ranking; `place` is its place by the order asked for, None without a score."""

    application: Application
    place: int | None
    raw_place: int | None
    score: Corrected | None
    decision: Decision | None
    open: bool

    @property
    def version(self) -> int:
        return self.decision.version if self.decision else 0

    @property
    def verdict(self) -> str:
        return self.decision.verdict if self.decision else ""


@dataclass(frozen=True)
class Severity:
    name: str
    reviews: int
    leniency: float


@dataclass(frozen=True)
class Ranking:
    lines: list[Line]
    start: int
    total: int
    panels: int
    bins: list[int]
    severities: list[Severity]

    @property
    def previous(self) -> int | None:
        return max(self.start - PAGE, 0) if self.start else None

    @property
    def next(self) -> int | None:
        return self.start + PAGE if self.start + PAGE < self.total else None


def _key(score: Corrected, order: str) -> tuple[float, int]:
    value = {"raw": score.raw, "corrected": score.corrected, "disagreement": score.disagreement or -1.0}[order]
    return -round(value, 6), score.application


def _wanted(selection: Selection, shown: str) -> dict[int, str]:
    """Ids of the applications on the list, with their verdict."""
    rows = Application.objects.filter(call=selection.call).order_by()
    rows = rows.exclude(decision__isnull=True) if selection.state == State.PUBLISHED else rows.filter(state__in=UNDER_REVIEW)
    verdicts: dict[int, str] = {pk: verdict or "" for pk, verdict in rows.values_list("pk", "decision__verdict")}
    if shown == "all":
        return verdicts
    return {pk: verdict for pk, verdict in verdicts.items() if verdict == ("" if shown == "undecided" else shown)}


def ranking(selection: Selection, stage: Stage | None, *, order: str, shown: str, start: int) -> Ranking:
    """One page of the ranking; four queries however long it is."""
    found = calibrated(stage) if stage else Calibration({}, {}, 0)
    wanted = _wanted(selection, shown)
    places = _places(found.applications, order)
    raw_places = _places(found.applications, "raw")
    ids = sorted(wanted, key=lambda pk: (places.get(pk, len(places) + 1), pk))
    page = ids[start : start + PAGE]
    rows = Application.objects.select_related("decision__decided_by").in_bulk(page)
    lines = [_line(rows[pk], found, places, raw_places) for pk in page if pk in rows]
    names = names_of(found.reviewers)
    severities = [Severity(names.get(pk, "–"), one.reviews, one.leniency) for pk, one in found.reviewers.items()]
    return Ranking(
        lines=lines,
        start=start,
        total=len(ids),
        panels=found.panels,
        bins=_bins(found),
        severities=sorted(severities, key=lambda one: one.leniency),
    )


def _places(scores: Mapping[int, Corrected], order: str) -> dict[int, int]:
    ordered = sorted(scores.values(), key=lambda score: _key(score, order))
    return {score.application: place for place, score in enumerate(ordered, 1)}


def _line(application: Application, found: Calibration, places: dict[int, int], raw_places: dict[int, int]) -> Line:
    decision: Any = getattr(application, "decision", None)
    pk = application.pk
    return Line(
        application,
        places.get(pk),
        raw_places.get(pk),
        found.applications.get(pk),
        decision,
        application.state in UNDER_REVIEW,
    )


def _bins(found: Calibration) -> list[int]:
    """How the raw scores (0–100) spread, in steps of ten."""
    counts = Counter(min(int(score.raw * BINS / 100), BINS - 1) for score in found.applications.values())
    return [counts[place] for place in range(BINS)] if counts else []
