"""Totals worked out anew where the rubric changed under reviews that are in."""

from collections import defaultdict
from typing import Any

from incubator.audit.actions import action
from participants.reviews.models import Review, Score
from participants.reviews.standing import outdate, refresh
from participants.reviews.states import State
from participants.reviews.weighing import weighted

BATCH = 500


def submitted(stage: Any) -> int:
    return Review.objects.filter(stage=stage, state=State.SUBMITTED).count()


@action
def recount(stage: Any) -> None:
    """Each submitted review by what it scored of what is scored now; one without any of it keeps the total it has."""
    criteria = list(stage.criteria.asked())
    reviews = list(Review.objects.select_for_update().filter(stage=stage, state=State.SUBMITTED).order_by("pk"))
    values: dict[int, dict[int, int]] = defaultdict(dict)
    rows = Score.objects.filter(review__stage=stage, review__state=State.SUBMITTED)
    for review_id, criterion_id, value in rows.values_list("review_id", "criterion_id", "value"):
        values[review_id][criterion_id] = value
    moved = []
    for review in reviews:
        total = weighted(criteria, values[review.pk])
        if total is not None and total != review.total:
            review.total = total
            moved.append(review)
    Review.objects.bulk_update(moved, ["total"], batch_size=BATCH)
    refresh({review.application_id for review in moved})
    if moved:
        outdate(stage.pk)
