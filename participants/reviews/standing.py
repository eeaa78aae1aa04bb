"""What an application carries of its reviews: how many were asked, how many are in, their mean score."""

from collections import Counter
from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from django.db.models import Avg, Count, F, Q

from participants.applications.models import Application
from participants.reviews.models import Review
from participants.reviews.ranking_models import Ranking
from participants.reviews.states import LIVE, Counting, State

CENT = Decimal("0.01")
BATCH = 1000


def refresh(application_ids: Iterable[int]) -> None:
    """Bring the copies on these applications up to their reviews. The stage that counts is the last one with a live review."""
    wanted = sorted(set(application_ids))
    for start in range(0, len(wanted), BATCH):
        _refresh(wanted[start : start + BATCH])


def _refresh(ids: list[int]) -> None:
    # Locked before anything is counted, or of two reviews given in at once each would miss the other.
    rows_of = Application.objects.select_for_update(no_key=True).only("pk", "score", "reviews_asked", "reviews_done")
    applications = rows_of.order_by("pk").in_bulk(ids)
    _say_what_counts(ids)
    submitted = Count("pk", filter=Q(state=State.SUBMITTED))
    mean = Avg("total", filter=Q(state=State.SUBMITTED, counts=True))
    rows = Review.objects.filter(application__in=ids, state__in=LIVE).order_by("stage__order", "stage")
    figures = rows.values("application", "stage__order", "stage").annotate(asked=Count("pk"), done=submitted, mean=mean)
    last: dict[int, dict[str, Any]] = {row["application"]: dict(row) for row in figures}
    changed: dict[tuple[Any, int, int], list[int]] = {}
    for pk, application in applications.items():
        row = last.get(pk, {"asked": 0, "done": 0, "mean": None})
        score = None if row["mean"] is None else Decimal(str(row["mean"])).quantize(CENT, ROUND_HALF_UP)
        now = (score, row["asked"], row["done"])
        if (application.score, application.reviews_asked, application.reviews_done) != now:
            changed.setdefault(now, []).append(pk)
    # A new assignment gives thousands the same three values: one statement for all of them.
    for (score, asked, done), pks in changed.items():
        Application.objects.filter(pk__in=pks).update(score=score, reviews_asked=asked, reviews_done=done)


def _say_what_counts(ids: list[int]) -> None:
    """Bring `counts` of reviews of a calibration round up to what the round says.

    As a rule they stay out: they were written before the readers agreed on what the scale means. Yet everybody on the panel
    has read these applications then, so there is nobody left to read them afresh; an application that has fewer other
    reviews than the stage gives each would stand without a score. So it counts all those of the round: all, since to pick
    some of them would be arbitrary.
    """
    rows = Review.objects.filter(application__in=ids, trial=True).select_related("stage__round").only(
        "pk", "application_id", "stage__reviews_each", "stage__round__counting", "counts"
    )  # fmt: skip
    trials = list(rows)
    if not trials:
        return
    others = Review.objects.filter(application__in={one.application_id for one in trials}, trial=False, state=State.SUBMITTED)
    read = Counter(others.values_list("stage_id", "application_id"))
    for counts in (True, False):
        wanted = [one.pk for one in trials if _counts(one, read) is counts and one.counts is not counts]
        Review.objects.filter(pk__in=wanted).update(counts=counts)


def _counts(review: Review, read: Counter[tuple[int, int]]) -> bool:
    counting = review.stage.round.counting
    if counting == Counting.NEEDED:
        return read[review.stage_id, review.application_id] < review.stage.reviews_each
    return bool(counting == Counting.ALL)


def outdate(stage_id: int) -> None:
    """A submitted review of the stage came, went or changed: its ranking is to be worked out anew."""
    if not Ranking.objects.filter(stage=stage_id).update(turn=F("turn") + 1):
        Ranking.objects.get_or_create(stage_id=stage_id)
