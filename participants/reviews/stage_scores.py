"""What the room below asks of reviews: the scores of a stage, and how many reviews hang on applications in later stages."""

from collections import Counter
from collections.abc import Collection
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from participants.reviews.differences import progress_of, round_of
from participants.reviews.models import Review
from participants.reviews.queries import calibration
from participants.reviews.states import LIVE, OPEN, RoundState
from participants.stages.registry import Door, Score, Scores
from programmes.calls.states import StageKind


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


def round_door(stage: Any) -> Door | None:
    """How the calibration round of a stage stands."""
    if stage.kind == StageKind.SCREENING:
        return None
    href = reverse("participants:review_round", args=[*stage.call.cohort.slugs, stage.pk])
    found = round_of(stage)
    if found is None:
        return Door(30, _("Calibration round"), href, _("none"))
    if found.state == RoundState.CLOSED:
        return Door(30, _("Calibration round"), href, found.get_state_display())
    counts = progress_of(found)
    line = _("%(done)s of %(asked)s reviews in") % counts
    return Door(30, _("Calibration round"), href, line, "warn" if counts["done"] < counts["asked"] else "ok")
