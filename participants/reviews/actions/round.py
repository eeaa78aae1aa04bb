"""The calibration round: everybody on the panel scores the same few, looks where they differ, then the reading is opened."""

from collections.abc import Collection
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from incubator.audit.actions import action, locked, record
from incubator.lib.errors import NotLawful, Refused
from incubator.lib.states import move
from incubator.outbox import post
from participants.applications import actions as applications
from participants.applications.models import Application
from participants.applications.states import State as ApplicationState
from participants.reviews.actions.panel import work_told
from participants.reviews.conflicts import bars
from participants.reviews.models import Review, Reviewer, Round
from participants.reviews.standing import outdate, refresh
from participants.reviews.states import LIVE, ROUND_MOVES, Counting, RoundState
from participants.stages.queries import in_stage
from participants.stages.rules import must_be_impartial
from programmes.calls.models import Stage
from programmes.calls.states import StageKind

LEAST, MOST = 2, 3


@action
def open_round(stage: Stage, chosen: Collection[int], *, by: Any, counting: str = Counting.NEEDED) -> Round:
    """Give two or three applications (ids) to everybody on the panel; nothing else can be submitted before it is over."""
    call = stage.call
    stage = locked(stage)
    stage.call = call
    must_be_impartial(call, by)
    if stage.kind == StageKind.SCREENING:
        raise Refused(_("A screening has no scores to compare."))
    if Round.objects.filter(stage=stage).exists():
        raise NotLawful(_("This stage has its calibration round already."))
    rows = list(in_stage(stage).filter(pk__in=chosen).order_by("pk"))
    if len(rows) != len(set(chosen)) or not LEAST <= len(rows) <= MOST:
        raise Refused(_("Choose two or three applications of this stage."))
    if not stage.criteria.asked().exists():
        raise Refused(_("This stage has no criteria yet. Write what is scored first."))
    if not Reviewer.objects.filter(call=call, active=True).exists():
        raise Refused(_("There is nobody on the panel yet. Add reviewers first."))
    found = Round.objects.create(stage=stage, counting=counting, by=by)
    found.applications.set(rows)
    given = _deal(found, rows, by=by)
    detail = {"applications": [row.reference for row in rows], "reviews": given, "counting": counting}
    record(by=by, verb="participants.open_round", on=stage, organisation=call.organisation, detail=detail)
    return found


def _deal(found: Round, rows: list[Application], *, by: Any) -> int:
    """Everybody's reviews of the round, where no conflict stands against it; those given before become part of it."""
    stage = found.stage
    panel = list(Reviewer.objects.filter(call=stage.call, active=True).select_related("person").order_by("pk"))
    barred = bars(stage.call, rows, panel)
    kept = Review.objects.filter(stage=stage, application__in=rows, state__in=LIVE)
    kept.update(trial=True)
    taken = set(kept.values_list("application_id", "reviewer_id"))
    new = [
        Review(stage=stage, application=row, reviewer=seat, pinned=True, trial=True, reasons={"source": "round"})
        for row in rows
        for seat in panel
        if (row.pk, seat.pk) not in barred | taken
    ]
    made = Review.objects.bulk_create(new)
    for row in rows:
        row.call = stage.call
        if row.state == ApplicationState.SUBMITTED:
            applications.put_in_review(row, by=by)
    refresh([row.pk for row in rows])
    counts = {seat: sum(review.reviewer_id == seat.pk for review in made) for seat in panel}
    moment = timezone.now().isoformat()
    post.tell_all(
        [work_told(seat, stage, n, key=f"round_dealt:{found.pk}:{seat.pk}:{moment}") for seat, n in counts.items() if n]
    )
    return len(made)


@action
def extend_round(found: Round, *, by: Any) -> int:
    """Give the round to those who joined the panel since; gives how many reviews."""
    found = _held(found, by)
    if found.state != RoundState.OPEN:
        raise NotLawful(_("The calibration round is over."))
    given = _deal(found, list(found.applications.order_by("pk")), by=by)
    detail = {"reviews": given}
    record(by=by, verb="participants.extend_round", on=found.stage, organisation=found.organisation, detail=detail)
    return given


def _held(found: Round, by: Any) -> Round:
    stage = found.stage
    locked(stage)
    found = locked(found)
    found.stage = stage
    must_be_impartial(stage.call, by)
    return found


@action
def edit_round(found: Round, *, by: Any, counting: str, words: str) -> Round:
    """What counts of it, and what was agreed: all of the panel reads these words."""
    found = _held(found, by)
    found.counting, found.words = counting, words.strip()
    found.save(update_fields=["counting", "words"])
    refresh(found.applications.values_list("pk", flat=True))
    outdate(found.stage_id)
    detail = {"counting": counting}
    record(by=by, verb="participants.edit_round", on=found.stage, organisation=found.organisation, detail=detail)
    return found


@action
def close_round(found: Round, *, by: Any) -> Round:
    """End the round: the real reading is open, and everybody who took part is told where to see how far apart they were."""
    found = _held(found, by)
    found.closed = timezone.now()
    move(found, RoundState.CLOSED, ROUND_MOVES, fields=("closed",))
    refresh(found.applications.values_list("pk", flat=True))
    outdate(found.stage_id)
    stage = found.stage
    record(by=by, verb="participants.close_round", on=stage, organisation=found.organisation)
    seats = Reviewer.objects.filter(reviews__stage=stage, reviews__trial=True, active=True).distinct().select_related("person")
    for seat in seats:
        post.tell(
            seat.person,
            "round_closed",
            key=f"round_closed:{found.pk}:{seat.pk}:{found.closed.isoformat()}",
            context={"call": stage.call.title, "stage": stage.name, "words": found.words},
            organisation=stage.organisation,
            within=stage.call.cohort,
            link=f"/reviews/rounds/{stage.pk}/",
        )
    return found


@action
def reopen_round(found: Round, *, by: Any) -> Round:
    """Begin the round again, for instance for those who had not submitted."""
    found = _held(found, by)
    found.closed = None
    move(found, RoundState.OPEN, ROUND_MOVES, fields=("closed",))
    record(by=by, verb="participants.reopen_round", on=found.stage, organisation=found.organisation)
    return found
