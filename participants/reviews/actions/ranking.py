"""The ranking of a stage, worked out and kept: at once where that is quick, behind the page where it is not."""

from collections import defaultdict
from datetime import timedelta
from typing import Any

from django.core.cache import cache
from django.db.models import Q
from django.utils import timezone

from incubator.audit.actions import action
from incubator.outbox import post
from participants.applications.queries import COUNTED_EVERY
from participants.reviews.calibration import calibrate
from participants.reviews.placing import Placed, bins, places
from participants.reviews.queries import mark_of, ranked, ranking_of, ratings_of
from participants.reviews.ranking_models import Placing, Ranking, Temper
from programmes.calls.models import Stage

QUICK = 2_000
"""Applications up to which the page that shows the ranking works it out itself."""
AGAIN_AFTER = timedelta(minutes=2)
"""How long a larger ranking stands before it is worked out anew while reviews come in."""
GIVEN_UP_AFTER = timedelta(minutes=10)
"""How long somebody who began may take; a worker that died holds it no longer."""
BATCH = 2_000


def rank(stage: Stage) -> Ranking:
    """The stage's ranking, up to date where that is quick; else as it stands, and asked for anew where it is old."""
    ranking = ranking_of(stage)
    if ranking.applications > QUICK and ranking.made and ranking.made > timezone.now() - AGAIN_AFTER:
        return ranking
    count = _count(stage)
    current = ranking.done == ranking.turn and ranking.applications == count
    if max(ranking.applications, count) <= QUICK:
        return ranking if current and ranking.mark == mark_of(stage) else work_out(stage)
    if not current:
        asked = f"{ranking.turn}:{ranking.made.isoformat() if ranking.made else ''}"
        post.ask("reviews.rank", key=f"reviews.rank:{stage.pk}:{asked}", payload={"stage": stage.pk})
    return ranking


def _count(stage: Stage) -> int:
    """How many are ranked; of many kept for a moment, since counting reads them all."""
    key = f"reviews.ranked:{stage.pk}"
    known: int | None = cache.get(key)
    if known is None:
        known = ranked(stage).count()
        if known > QUICK:
            cache.set(key, known, COUNTED_EVERY)
    return known


def work_out(stage: Stage) -> Ranking:
    """Calibrate the stage's submitted reviews and write every application's place. Two at once: the second leaves it to the first.

    Neither the stage nor the ranking is locked meanwhile: who submits a review counts the turn up, and must not wait for this.
    """
    ranking = ranking_of(stage)
    now = timezone.now()
    free = Q(working=None) | Q(working__lt=now - GIVEN_UP_AFTER)
    if not Ranking.objects.filter(free, pk=ranking.pk).update(working=now):
        return ranking
    try:
        return _work_out(stage, ranking)
    finally:
        Ranking.objects.filter(pk=ranking.pk).update(working=None)


@action
def _work_out(stage: Stage, ranking: Ranking) -> Ranking:
    wanted = list(ranked(stage).order_by("pk").values_list("pk", flat=True))
    mark = mark_of(stage)
    if (ranking.done, ranking.applications, ranking.mark) == (ranking.turn, len(wanted), mark):
        return ranking
    turn, ratings = ranking.turn, ratings_of(stage)
    found = calibrate(ratings)
    placed = places(found, ratings, wanted)
    _write(ranking, placed)
    _write_tempers(ranking, found, ratings)
    ranking.bins = bins(one.score.raw for one in placed if one.score) if found.applications else []
    ranking.panels = len({one.score.panel for one in placed if one.score})
    ranking.applications, ranking.scored = len(placed), sum(one.score is not None for one in placed)
    ranking.done, ranking.mark, ranking.made = turn, mark, timezone.now()
    ranking.save(update_fields=["bins", "panels", "applications", "scored", "done", "mark", "made"])
    return ranking


def _write(ranking: Ranking, placed: list[Placed]) -> None:
    Placing.objects.filter(ranking=ranking).delete()
    for start in range(0, len(placed), BATCH):
        Placing.objects.bulk_create([_row(ranking, one) for one in placed[start : start + BATCH]])


def _row(ranking: Ranking, one: Placed) -> Placing:
    score = one.score
    numbers: dict[str, Any] = {}
    if score is not None:
        numbers = {"raw": score.raw, "corrected": score.corrected, "disagreement": score.disagreement, "panel": score.panel}
    return Placing(
        ranking=ranking,
        application_id=one.application,
        reviews=len(one.scores),
        scores=list(one.scores),
        spread=one.spread,
        place=one.place,
        raw_place=one.raw_place,
        by_corrected=one.by_corrected,
        by_raw=one.by_raw,
        by_spread=one.by_spread,
        **numbers,
    )


def _write_tempers(ranking: Ranking, found: Any, ratings: Any) -> None:
    given: dict[int, list[float]] = defaultdict(list)
    for rating in ratings:
        given[rating.reviewer].append(rating.score)
    Temper.objects.filter(ranking=ranking).delete()
    rows = [
        Temper(
            ranking=ranking, reviewer_id=key, reviews=one.reviews, leniency=one.leniency, panel=one.panel, bins=bins(given[key])
        )
        for key, one in found.reviewers.items()
    ]
    Temper.objects.bulk_create(rows, batch_size=BATCH)
