"""What the room below asks of reviews: the scores of a stage, and how many reviews hang on applications in later stages."""

from collections import Counter
from collections.abc import Collection
from typing import Any

from participants.reviews.models import Review
from participants.reviews.queries import calibration
from participants.reviews.states import LIVE, OPEN
from participants.stages.registry import Score, Scores


def scores_of(stage: Any) -> Scores:
    found = calibration(stage)
    rows = Review.objects.filter(stage=stage, state__in=LIVE).order_by().values_list("application_id", "state")
    given, waiting = Counter[int](), 0
    for application, state in rows:
        given[application] += 1
        waiting += state in OPEN
    scores = {
        pk: Score(one.raw, one.corrected, one.reviews, max(given[pk], one.reviews)) for pk, one in found.applications.items()
    }
    return Scores(scores, found.panels, waiting)


def held(stages: Collection[Any], applications: Collection[int]) -> int:
    """Reviews given in these stages, begun or not: their readers were told."""
    return Review.objects.filter(stage__in=stages, application__in=applications, state__in=LIVE).count()
