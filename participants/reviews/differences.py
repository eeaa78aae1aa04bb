"""Where the readers of a calibration round differ: per application and criterion, one's own score against the spread."""

from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

from incubator.accounts.models import User
from participants.applications.models import Application
from participants.reviews.models import Review, Round, Score
from participants.reviews.sheet import title_of
from participants.reviews.states import LIVE, RoundState, State
from programmes.calls.models import Criterion

FEWEST = 3
"""Below so many a spread would say who gave what."""


@dataclass(frozen=True)
class Spread:
    """One criterion of one application: how many gave which score, and one's own (None without)."""

    criterion: Criterion
    counts: list[int]
    own: int | None

    @property
    def total(self) -> int:
        return sum(self.counts)

    @property
    def given(self) -> list[int]:
        """Every score given, from low to high."""
        return [self.criterion.lowest + place for place, count in enumerate(self.counts) for _one in range(count)]

    @property
    def low(self) -> int:
        return self.given[0]

    @property
    def high(self) -> int:
        return self.given[-1]

    @property
    def mean(self) -> float:
        return sum(self.given) / self.total

    @property
    def mark(self) -> float | None:
        """Where one's own score stands in the picture, from 0 to 1: in the middle of its column."""
        return None if self.own is None else (self.own - self.criterion.lowest + 0.5) / len(self.counts)

    @property
    def names(self) -> list[int]:
        return list(range(self.criterion.lowest, self.criterion.highest + 1))

    @property
    def apart(self) -> float:
        """How far apart, in parts of the scale: to name the criterion to talk about first."""
        return (self.high - self.low) / max(self.criterion.highest - self.criterion.lowest, 1)


@dataclass
class Part:
    """One application of the round. `spreads` stay empty while its reader may not see them: own review first."""

    application: Application
    title: str
    own: Review | None
    submitted: int
    given: int
    spreads: list[Spread] = field(default_factory=list)
    readers: list[tuple[Review, list[int | None]]] = field(default_factory=list)

    @property
    def widest(self) -> Spread | None:
        """The criterion on which they are furthest apart; None where all agree."""
        found = max(self.spreads, key=lambda spread: spread.apart, default=None)
        return found if found and found.apart > 0 else None


def _rows(found: Round) -> tuple[list[Application], list[Criterion], dict[int, list[Review]], dict[int, dict[int, int]]]:
    applications = list(found.applications.select_related("applicant").order_by("pk"))
    criteria = list(found.stage.criteria.asked())
    rows = Review.objects.filter(stage=found.stage, application__in=applications, state__in=LIVE)
    by_application: dict[int, list[Review]] = defaultdict(list)
    for review in rows.select_related("reviewer__person").order_by("reviewer__person__name", "pk"):
        by_application[review.application_id].append(review)
    values: dict[int, dict[int, int]] = defaultdict(dict)
    submitted = Score.objects.filter(review__in=rows.filter(state=State.SUBMITTED).values("pk"))
    for review_id, criterion_id, value in submitted.values_list("review_id", "criterion_id", "value"):
        values[review_id][criterion_id] = value
    return applications, criteria, by_application, values


def _spreads(
    criteria: list[Criterion], reviews: list[Review], values: dict[int, dict[int, int]], own: Review | None
) -> list[Spread]:
    found = []
    for one in criteria:
        counts = [0] * (one.highest - one.lowest + 1)
        for review in reviews:
            value = values.get(review.pk, {}).get(one.pk)
            if value is not None and one.lowest <= value <= one.highest:
                counts[value - one.lowest] += 1
        if any(counts):
            found.append(Spread(one, counts, values.get(own.pk, {}).get(one.pk) if own else None))
    return found


def for_reader(found: Round, user: User) -> list[Part]:
    """What a reader may see: of an application whose own review is submitted the spread, never a name."""
    applications, criteria, reviews, values = _rows(found)
    parts = []
    for row in applications:
        here = reviews[row.pk]
        own = next((one for one in here if one.reviewer.person_id == user.pk), None)
        submitted = [one for one in here if one.state == State.SUBMITTED]
        part = Part(row, title_of(row, found.stage), own, len(submitted), len(here))
        if own and own.state == State.SUBMITTED and len(submitted) >= FEWEST:
            part.spreads = _spreads(criteria, submitted, values, own)
        parts.append(part)
    return parts


def for_desk(found: Round) -> list[Part]:
    """Everything with names, for the coordinator."""
    applications, criteria, reviews, values = _rows(found)
    parts = []
    for row in applications:
        here = reviews[row.pk]
        submitted = [one for one in here if one.state == State.SUBMITTED]
        part = Part(row, row.title, None, len(submitted), len(here), _spreads(criteria, submitted, values, None))
        part.readers = [(one, [values.get(one.pk, {}).get(criterion.pk) for criterion in criteria]) for one in here]
        parts.append(part)
    return parts


def round_of(stage: Any) -> Round | None:
    return Round.objects.filter(stage=stage).select_related("by").first()


def seen_by(user: User, stage_id: int) -> Round | None:
    """The round of a stage for somebody who reads in it."""
    mine = Review.objects.of(user).filter(stage=stage_id, trial=True)
    rows = Round.objects.filter(stage=stage_id, stage__in=mine.values("stage"))
    return rows.select_related("stage__call__cohort__programme__organisation").first()


def progress_of(found: Round) -> dict[str, int]:
    rows = Review.objects.filter(stage=found.stage_id, trial=True, state__in=LIVE)
    return {"asked": rows.count(), "done": rows.filter(state=State.SUBMITTED).count()}


def is_open(stage_id: int) -> bool:
    return Round.objects.filter(stage=stage_id, state=RoundState.OPEN).exists()
