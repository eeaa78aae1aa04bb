"""An assignment from its asking to its proposal: asked for here, worked out as an errand that can be cancelled at any moment."""

from collections.abc import Sequence
from datetime import timedelta
from importlib.metadata import version
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from incubator.audit.actions import action, locked
from incubator.lib.errors import Refused
from incubator.lib.states import move
from incubator.outbox import post
from participants.reviews.affinity import WEIGHTS
from participants.reviews.assignment import Assignment
from participants.reviews.models import AssignmentRun, Reviewer
from participants.reviews.problem import Inputs, plan_of, report_of, under_review
from participants.reviews.states import RUN_MOVES, UNFINISHED, Mode, RunState, Scope
from programmes.calls.models import Stage

SILENT_FOR = timedelta(minutes=2)
"""A worker that was not heard of for so long is taken for dead."""
MOST_ATTEMPTS = 3
NOT_MADE = _("It could not be worked out. Ask for it again; if that does not help either, tell the people who run this site.")


@action
def request_assignment(
    stage: Stage, *, by: Any, each: int | None = None, mode: str = Mode.WORST_OFF, scope: str = Scope.ANEW,
    wholes: Sequence[dict[str, Any]] = (),
) -> AssignmentRun:  # fmt: skip
    """Ask for an assignment of the stage; it is worked out behind the page, and proposed. Asked twice, it gives the first."""
    stage = locked(stage)
    running = AssignmentRun.objects.filter(stage=stage, state__in=UNFINISHED).first()
    if running is not None:
        return running
    _check(stage, each or stage.reviews_each)
    run = AssignmentRun.objects.create(
        stage=stage, mode=mode, scope=scope, each=each or stage.reviews_each, wholes=list(wholes), weights=usual_weights(), by=by
    )
    return _asked(run)


def _check(stage: Stage, each: int) -> None:
    panel = Reviewer.objects.filter(call=stage.call, active=True).count()
    if not panel:
        raise Refused(_("There is nobody on the panel yet. Add reviewers first."))
    if not under_review(stage).exists():
        raise Refused(_("No application is waiting for review."))
    if not stage.criteria.asked().exists():
        raise Refused(_("This stage has no criteria yet. Write what is scored first."))
    if each > panel:
        said = ngettext_lazy(
            "You ask for %(each)s reviews of each application, and there is %(count)s person on the panel. Ask for fewer, or add people.",
            "You ask for %(each)s reviews of each application, and there are %(count)s people on the panel. Ask for fewer, or add people.",
            panel,
        )
        raise Refused(said % {"each": each, "count": panel})


def usual_weights() -> dict[str, int]:
    return {str(component): weight for component, weight in WEIGHTS.items()}


def _asked(run: AssignmentRun) -> AssignmentRun:
    """An earlier proposal for the stage gives way."""
    for earlier in AssignmentRun.objects.select_for_update().filter(stage=run.stage, state=RunState.PROPOSED).exclude(pk=run.pk):
        move(earlier, RunState.DISCARDED, RUN_MOVES)
    post.ask("reviews.assign", key=f"reviews.assign:{run.pk}", payload={"run": run.pk})
    return run


Pairs = Sequence[tuple[int, int]]


@action
def rework(run: AssignmentRun, *, by: Any, keep: Pairs = (), bar: Pairs = (), free: bool = False) -> AssignmentRun:
    """Work a proposal out again: `keep` (application, reviewer) pairs in it, rule the others out; what was kept or ruled out
    before holds, unless `free` lets go of all of it.
    """
    stage = locked(run.stage)
    run = locked(run)
    if AssignmentRun.objects.filter(stage=stage, state__in=UNFINISHED).exists():
        raise Refused(_("An assignment of this stage is being worked out. Wait for it, or cancel it."))
    kept = set() if free else {(a, r) for a, r in run.keep}
    barred = set() if free else {(a, r) for a, r in run.bar}
    kept, barred = (kept - set(bar)) | set(keep), (barred - set(keep)) | set(bar)
    _check(stage, run.each)
    new = AssignmentRun.objects.create(
        stage=stage, mode=run.mode, scope=run.scope, each=run.each, wholes=run.wholes, weights=run.weights, by=by,
        keep=sorted(map(list, kept)), bar=sorted(map(list, barred)),
    )  # fmt: skip
    return _asked(new)


# --- for the worker ---
@action
def take_run(run: AssignmentRun) -> AssignmentRun | None:
    """The run as the worker's own, or None where there is nothing to do or another is at it."""
    run = locked(run)
    dead = run.state == RunState.RUNNING and (run.beat is None or run.beat < timezone.now() - SILENT_FOR)
    if run.state != RunState.WAITING and not dead:
        return None
    if run.attempts >= MOST_ATTEMPTS:
        _end(run, str(NOT_MADE))
        return None
    run.attempts, run.beat, run.done = run.attempts + 1, timezone.now(), 0
    if dead:
        run.save(update_fields=["attempts", "beat", "done"])
    else:
        move(run, RunState.RUNNING, RUN_MOVES, fields=("attempts", "beat", "done"))
    return run


def hear_of_run(run: AssignmentRun, *, done: int, total: int) -> bool:
    """How far its worker is; False where it was cancelled or given to another."""
    mine = AssignmentRun.objects.filter(pk=run.pk, state=RunState.RUNNING, attempts=run.attempts)
    return bool(mine.update(done=done, total=total, beat=timezone.now()))


@action
def keep_proposal(run: AssignmentRun, inputs: Inputs, found: Assignment) -> AssignmentRun | None:
    """What was worked out, to be looked at. None where it was cancelled or given to another meanwhile."""
    attempts, run = run.attempts, locked(run)
    if run.state != RunState.RUNNING or run.attempts != attempts:
        return None
    return proposed(run, inputs, found)


def proposed(run: AssignmentRun, inputs: Inputs, found: Assignment) -> AssignmentRun:
    run.plan = plan_of(found, inputs)
    run.report = report_of(found, given=len(run.plan["give"]), taken=len(run.plan["take"]))
    run.fingerprint, run.solver = inputs.fingerprint, f"ortools {version('ortools')}"
    run.done = run.total
    move(run, RunState.PROPOSED, RUN_MOVES, fields=("plan", "report", "fingerprint", "solver", "done"))
    return run


@action
def put_run_back(run: AssignmentRun) -> None:
    """Its worker met trouble: it is tried again."""
    run = locked(run)
    if run.state == RunState.RUNNING:
        move(run, RunState.WAITING, RUN_MOVES)


@action
def refuse_run(run: AssignmentRun, *, reason: str) -> AssignmentRun:
    """It cannot be done; the reason is shown where its report would stand."""
    run = locked(run)
    if run.state in UNFINISHED:
        _end(run, reason)
    return run


def _end(run: AssignmentRun, reason: str) -> None:
    run.report = {"refused": reason}
    move(run, RunState.REFUSED, RUN_MOVES, fields=("report",))


@action
def cancel_run(run: AssignmentRun, *, by: Any) -> AssignmentRun:
    """Nobody wants it any more; its worker notices before its next step. Nothing was changed, and nothing is."""
    run = locked(run)
    if run.state in UNFINISHED:
        run.decided_by, run.decided = by, timezone.now()
        move(run, RunState.CANCELLED, RUN_MOVES, fields=("decided_by", "decided"))
    return run


def tend_runs() -> None:
    """Each minute: what a dead worker left, or nobody took, is asked for again."""
    late = timezone.now() - SILENT_FOR
    forgotten: QuerySet[AssignmentRun] = AssignmentRun.objects.filter(state=RunState.RUNNING, beat__lt=late)
    waiting = AssignmentRun.objects.filter(state=RunState.WAITING, made__lt=late)
    for run in [*forgotten[:20], *waiting[:20]]:
        key = f"reviews.assign:{run.pk}:{timezone.now():%Y%m%d%H%M}"
        post.ask("reviews.assign", key=key, payload={"run": run.pk})
