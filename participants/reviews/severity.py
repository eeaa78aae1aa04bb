"""A reviewer's own severity, in kind words and only when nothing can be changed by knowing it."""

from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from participants.reviews.models import Review
from participants.reviews.ranking_models import Temper
from participants.reviews.states import OPEN
from programmes.calls.models import Stage

ALIKE = 2.0
"""Points of 100 within which somebody scores like the others."""
FEW = 6
"""Reviews below which leniency says little."""


@dataclass(frozen=True)
class Severity:
    """`points` of 100 that one gave more (`kind`) or fewer than others gave the same applications, over so many `reviews`."""

    points: int
    kind: bool
    alike: bool
    reviews: int

    @property
    def few(self) -> bool:
        return self.reviews < FEW


def is_over(stage: Stage) -> bool:
    """Nobody submits in it any more: its end has passed; where it has none, all that was given out is in."""
    if stage.closes is not None:
        return timezone.now() > stage.closes
    return not Review.objects.filter(stage=stage, state__in=OPEN).exists()


def own_severity(user: Any, stage: Stage) -> Severity | None:
    """As the ranking has it; None where it was never worked out with reviews of theirs."""
    temper = Temper.objects.filter(ranking__stage=stage, reviewer__person=user).first()
    if temper is None:
        return None
    points = abs(temper.leniency)
    return Severity(round(points), temper.leniency > 0, points < ALIKE, temper.reviews)
