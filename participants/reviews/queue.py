"""A reviewer's queue as its page shows it: a shelf for each stage, what to read next in front."""

from dataclasses import dataclass, field

from incubator.accounts.models import User
from participants.applications.states import UNDER_REVIEW
from participants.reviews.models import Review
from participants.reviews.queries import queue
from participants.reviews.severity import Severity
from participants.reviews.sheet import title_of, told_within
from participants.reviews.states import OPEN, State
from programmes.calls.models import Stage


@dataclass(frozen=True)
class Row:
    review: Review
    title: str


@dataclass
class Shelf:
    """One stage's reviews: those to read, the submitted ones."""

    stage: Stage
    waiting: list[Row] = field(default_factory=list)
    done: list[Row] = field(default_factory=list)
    severity: Severity | None = None

    @property
    def total(self) -> int:
        return len(self.waiting) + len(self.done)

    @property
    def round(self) -> bool:
        """Whether a calibration round is part of it."""
        return any(row.review.trial for row in (*self.waiting, *self.done))

    @property
    def next(self) -> Row | None:
        begun = [row for row in self.waiting if row.review.state == State.DRAFT]
        return next(iter(begun or self.waiting), None)


def shelves(user: User) -> list[Shelf]:
    """Stages with something left come first, the nearest end in front."""
    found: dict[int, Shelf] = {}
    rows = queue(user)
    told = told_within(review.application for review in rows if review.stage.blind)
    for review in rows:
        shelf = found.setdefault(review.stage_id, Shelf(review.stage))
        row = Row(review, title_of(review.application, review.stage, told.get(review.application_id, ())))
        (shelf.waiting if review.state in OPEN else shelf.done).append(row)
    return sorted(found.values(), key=lambda shelf: not shelf.waiting)


def waiting_count(user: User) -> int:
    return Review.objects.of(user).filter(state__in=OPEN, application__state__in=UNDER_REVIEW).count()
