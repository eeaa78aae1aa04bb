"""A proposed assignment becomes reviews, whole or not at all; or nobody takes it."""

from collections import Counter
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from incubator.audit.actions import action, locked, record
from incubator.lib.errors import Refused, Stale
from incubator.lib.flow import Step
from incubator.lib.shares import shares
from incubator.lib.states import move
from incubator.outbox import post
from participants.applications import actions as applications
from participants.applications.models import Application
from participants.reviews.actions.assigning import proposed, usual_weights
from participants.reviews.actions.panel import work_told
from participants.reviews.affinity import Component, affinity
from participants.reviews.assignment import Assignment, PinRefused, PinsOverLoad, Source, propose
from participants.reviews.explaining import explained
from participants.reviews.models import AssignmentRun, Review, Reviewer
from participants.reviews.problem import Inputs, inputs_of
from participants.reviews.standing import refresh
from participants.reviews.states import RUN_MOVES, Mode, RunState, Scope, State
from programmes.calls.models import Stage

BATCH = 1000
AGAIN = timedelta(seconds=30)
"""Accepting twice within this is a double click."""


def worked_out(run: AssignmentRun, inputs: Inputs, step: Step | None = None) -> Assignment:
    """The assignment of a run. Refused where what must come cannot."""
    try:
        return propose(inputs.problem(run, each=run.each), step)
    except PinRefused as why:
        raise Refused(_pin_words(why)) from why


@action
def assign(stage: Stage, *, by: Any, k: int | None = None, mode: str = Mode.WORST_OFF, scope: str = Scope.ANEW) -> AssignmentRun:
    """Work an assignment out and accept it at once, `k` reviews each."""
    stage = locked(stage)
    run = AssignmentRun.objects.create(
        stage=stage, mode=mode, scope=scope, each=k or stage.reviews_each, weights=usual_weights(), by=by, state=RunState.RUNNING
    )
    inputs = inputs_of(stage)
    return _accept(proposed(run, inputs, worked_out(run, inputs)), stage, inputs, by=by)


@action
def accept_run(run: AssignmentRun, *, by: Any) -> AssignmentRun:
    """Write what the proposal says. Stale, and nothing is written, where what it was worked out from has changed, a review that
    it would take back was begun, or somebody accepted it before.
    """
    # In this order everywhere: stage, run, reviewers, reviews, applications. Who leaves the panel, declares a conflict, hands
    # in or withdraws meanwhile comes either before, and is seen, or after, and finds what was written.
    stage = locked(run.stage)
    run = locked(run)
    if run.state == RunState.DONE:
        if run.decided_by_id == by.pk and run.decided and run.decided > timezone.now() - AGAIN:
            return run
        raise Stale(_("%(name)s has accepted this proposal already.") % {"name": run.decided_by or "–"})
    if run.state != RunState.PROPOSED:
        raise Stale(_("This proposal is not to be had any more: another one took its place. Nothing was given."))
    list(Reviewer.objects.select_for_update().filter(call=stage.call).order_by("pk").values_list("pk"))
    _lock_taken(run)
    ids = {pair[0] for pair in [*run.plan["give"], *run.plan["take"]]}
    list(Application.objects.select_for_update(no_key=True).filter(pk__in=ids).order_by("pk").values_list("pk"))
    inputs = inputs_of(stage)
    if inputs.fingerprint != run.fingerprint:
        raise Stale(
            _("The panel, the applications or the conflicts have changed since this was worked out. Nothing was given. Work it out again.")
        )  # fmt: skip
    return _accept(run, stage, inputs, by=by)


def _lock_taken(run: AssignmentRun) -> None:
    """Hold the reviews that would be taken back; Stale where one of them is begun."""
    wanted = {tuple(pair) for pair in run.plan["take"]}
    rows = Review.objects.select_for_update(of=("self",)).filter(stage=run.stage_id, application__in={a for a, _r in wanted})
    for review in rows.order_by("pk"):
        if (review.application_id, review.reviewer_id) in wanted and review.state != State.ASSIGNED:
            raise Stale(
                _("%(name)s has begun a review that this would take back. Nothing was given. Work it out again.")
                % {"name": review.reviewer}
            )


def _accept(run: AssignmentRun, stage: Stage, inputs: Inputs, *, by: Any) -> AssignmentRun:
    given = _write(run, stage, inputs)
    begun = applications.put_all_in_review(Application.objects.filter(pk__in={one.application_id for one in given}), by=by)
    run.decided_by, run.decided = by, timezone.now()
    move(run, RunState.DONE, RUN_MOVES, fields=("decided_by", "decided"))
    detail = {**run.report["figures"], "run": run.pk, "begun": begun}
    record(by=by, verb="participants.assign_reviews", on=stage, organisation=stage.organisation, detail=detail)
    _tell(stage, given, run)
    return run


def _write(run: AssignmentRun, stage: Stage, inputs: Inputs) -> list[Review]:
    """Take back what goes, give what comes. Gives the new ones."""
    gone = {tuple(pair) for pair in run.plan["take"]}
    rows = Review.objects.filter(stage=stage, state=State.ASSIGNED).values_list("pk", "application_id", "reviewer_id")
    ids = [pk for pk, application, reviewer in rows if (application, reviewer) in gone]
    for start in range(0, len(ids), BATCH):
        Review.objects.filter(pk__in=ids[start : start + BATCH]).delete()
    reasons = _explainer(run, inputs)
    new = [
        Review(
            stage=stage, application_id=application, reviewer_id=reviewer, pinned=source == Source.PINNED,
            reasons=reasons(application, reviewer, source),
        )
        for application, reviewer, _fit, source in run.plan["give"]
    ]  # fmt: skip
    made = Review.objects.bulk_create(new, batch_size=BATCH)
    refresh({application for application, *_rest in [*run.plan["give"], *run.plan["take"]]})
    return made


def _explainer(run: AssignmentRun, inputs: Inputs) -> Callable[[int, int, str], dict[str, Any]]:
    """Why this reader: the fit in points (of 1,000) and its parts, as codes."""
    of_application = {one.id: one for one in inputs.applications}
    of_reviewer = {one.id: one for one in inputs.reviewers}
    points = shares({component: run.weights.get(component, 0) for component in Component})

    def reasons(application: int, reviewer: int, source: str) -> dict[str, Any]:
        return {"source": source, **explained(affinity(of_application[application], of_reviewer[reviewer], points))}

    return reasons


@action
def discard_run(run: AssignmentRun, *, by: Any) -> AssignmentRun:
    """Nobody takes it; nothing changes."""
    run = locked(run)
    run.decided_by, run.decided = by, timezone.now()
    move(run, RunState.DISCARDED, RUN_MOVES, fields=("decided_by", "decided"))
    return run


def is_good(run: AssignmentRun) -> bool:
    """Whether a proposal could still be accepted as it is."""
    return run.state == RunState.PROPOSED and inputs_of(run.stage).fingerprint == run.fingerprint


def _tell(stage: Stage, given: list[Review], run: AssignmentRun) -> None:
    counts = Counter(review.reviewer_id for review in given)
    people = Reviewer.objects.filter(pk__in=counts).select_related("person").order_by("pk")
    post.tell_all([work_told(one, stage, counts[one.pk], key=f"reviews_assigned:{run.pk}:{one.pk}") for one in people])


def _pin_words(why: PinRefused) -> object:
    name = Reviewer.objects.select_related("person").filter(pk=why.reviewer).first() or why.reviewer
    if isinstance(why, PinsOverLoad):
        said = _(
            "%(name)s would have to read %(pins)s applications that are pinned or given as a whole, and can take %(free)s more of "
            "%(most)s. Raise what they can take, or give less."
        )
        return said % {"name": name, "pins": why.pins, "free": why.free, "most": why.most}
    return _("What is pinned to %(name)s cannot stand: there is a conflict, or one of the two is not there any more.") % {
        "name": name
    }
