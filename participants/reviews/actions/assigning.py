"""The assignment: asked for here, run as an errand, its report kept."""

from collections import Counter
from typing import Any

from django.utils.translation import gettext_lazy as _

from incubator.audit.actions import action, locked, record
from incubator.lib.errors import Refused
from incubator.lib.states import move
from incubator.outbox import post
from participants.applications import actions as applications
from participants.applications.states import State as ApplicationState
from participants.reviews.actions.panel import tell_of_work
from participants.reviews.assignment import Assigned, Assignment, Fairness, PinRefused, Source, propose
from participants.reviews.models import AssignmentRun, Review, Reviewer
from participants.reviews.problem import problem_of, report_of, under_review
from participants.reviews.standing import refresh
from participants.reviews.states import RUN_MOVES, Mode, RunState
from programmes.calls.models import Stage

BATCH = 500


@action
def request_assignment(stage: Stage, *, by: Any, each: int | None = None, mode: str = Mode.WORST_OFF) -> AssignmentRun:
    """Ask for an assignment of the stage; it runs behind the page, and its report is on the run."""
    stage = locked(stage)
    waiting = AssignmentRun.objects.filter(stage=stage, state=RunState.WAITING).first()
    if waiting is not None:
        return waiting
    if not Reviewer.objects.filter(call=stage.call, active=True).exists():
        raise Refused(_("There is nobody on the panel yet. Add reviewers first."))
    if not under_review(stage).exists():
        raise Refused(_("No application is waiting for review."))
    if not stage.criteria.asked().exists():
        raise Refused(_("This stage has no criteria yet. Write what is scored first."))
    run = AssignmentRun.objects.create(stage=stage, mode=mode, each=each or stage.reviews_each, by=by)
    post.ask("reviews.assign", key=f"reviews.assign:{run.pk}", payload={"run": run.pk})
    return run


@action
def assign(
    stage: Stage, *, by: Any, k: int | None = None, mode: str = Mode.WORST_OFF, run: AssignmentRun | None = None
) -> AssignmentRun:
    """Give out the stage's applications to the panel, `k` reviews each; reviews begun, submitted or pinned stay.

    Those assigned earlier and not begun are dealt anew. The run's report says what could not be given and why.
    """
    stage = locked(stage)
    run = locked(run) if run else AssignmentRun.objects.create(stage=stage, mode=mode, each=k or stage.reviews_each, by=by)
    if run.state != RunState.WAITING:
        return run
    problem = problem_of(stage, each=run.each, fairness=Fairness(run.mode))
    try:
        found = propose(problem)
    except PinRefused as why:
        raise Refused(_pin_words(why)) from why
    given = _write(stage, found)
    _start_reviewing(stage, by=by)
    run.report = report_of(found, given=len(given))
    move(run, RunState.DONE, RUN_MOVES, fields=("report",))
    record(by=by, verb="participants.assign_reviews", on=stage, organisation=stage.organisation, detail=run.report["figures"])
    _tell(stage, given, run)
    return run


@action
def refuse_run(run: AssignmentRun, *, reason: str) -> AssignmentRun:
    """The run could not be done; the reason is shown where its report would stand."""
    run = locked(run)
    run.report = {"refused": reason}
    move(run, RunState.REFUSED, RUN_MOVES, fields=("report",))
    return run


def _write(stage: Stage, found: Assignment) -> list[Review]:
    """Store the proposal: rows that stay are kept as they are, those no longer wanted go. Gives the new ones."""
    movable = Review.objects.select_for_update().filter(stage=stage, state="assigned", pinned=False)
    old = {(row.application_id, row.reviewer_id): row for row in movable}
    wanted = {(one.application, one.reviewer): one for one in found.pairs if one.source == Source.PROPOSED}
    gone = [row.pk for pair, row in old.items() if pair not in wanted]
    touched = {application for application, _reviewer in old.keys() ^ wanted.keys()}
    for start in range(0, len(gone), BATCH):
        Review.objects.filter(pk__in=gone[start : start + BATCH]).delete()
    new = [
        Review(stage=stage, application_id=pair[0], reviewer_id=pair[1], reasons=_reasons(one))
        for pair, one in wanted.items()
        if pair not in old
    ]
    made = Review.objects.bulk_create(new, batch_size=BATCH)
    refresh(touched)
    return made


def _reasons(one: Assigned) -> dict[str, Any]:
    """Why this reader: the fit in points (of 1,000) and its parts, as codes."""
    if one.fit is None:
        return {"source": str(one.source)}
    parts = [
        {"part": str(part.component), "points": part.points, "most": part.most, "reason": str(part.reason)}
        | {"found": list(part.found), "count": part.count, "of": part.of}
        for part in one.fit.parts
    ]
    return {"source": str(one.source), "fit": one.fit.total, "parts": parts}


def _start_reviewing(stage: Stage, *, by: Any) -> None:
    """What has a reader now is in review."""
    begun = Review.objects.filter(stage=stage).values("application")
    for application in under_review(stage).filter(state=ApplicationState.SUBMITTED, pk__in=begun):
        applications.put_in_review(application, by=by)


def _tell(stage: Stage, given: list[Review], run: AssignmentRun) -> None:
    counts = Counter(review.reviewer_id for review in given)
    for reviewer in Reviewer.objects.filter(pk__in=counts).select_related("person"):
        tell_of_work(reviewer, stage, counts[reviewer.pk], key=f"reviews_assigned:{run.pk}:{reviewer.pk}")


def _pin_words(why: PinRefused) -> str:
    reviewer = Reviewer.objects.select_related("person").filter(pk=why.reviewer).first()
    return _("What is pinned to %(name)s cannot stand: it is against a conflict or above the most they can take.") % {
        "name": reviewer or why.reviewer
    }
