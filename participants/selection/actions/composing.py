"""Runs of the composer: asked for, taken on by a worker, kept as far as they are, cancelled, accepted."""

from datetime import timedelta
from typing import Any

from django.db.models import Count, Sum
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from incubator.audit.actions import action, locked, record
from incubator.lib.errors import NotLawful, Refused, Stale
from incubator.lib.numbers import whole
from incubator.lib.states import move
from incubator.outbox import post
from participants.applications.models import Application
from participants.applications.states import UNDER_REVIEW
from participants.selection.actions.deciding import decide_rest, lock_open, settle
from participants.selection.candidates import mark_of, problem_of
from participants.selection.compose_models import ASKED, Composition, Quota
from participants.selection.composer import Problem
from participants.selection.composing import LARGE, Finding
from participants.selection.models import Decision, Selection
from participants.selection.states import RUN_MOVES, RunState, Verdict
from programmes.calls.states import ScoreBy

SILENT_FOR = timedelta(minutes=3)
"""A worker that was not heard of for so long is taken for dead."""
MOST_ATTEMPTS = 3
"""Workers that may break down over one composition before it is given up."""
UNFINISHED = (RunState.WAITING, RunState.RUNNING)
KEPT_RUNS = 20


@action
def request_composition(
    selection: Selection, *, by: Any, places: int | None = None, score_by: str = ScoreBy.CORRECTED
) -> Composition:
    """Ask for a cohort; a run still under way is cancelled, for what it was asked has changed."""
    selection = lock_open(selection, by)
    places = selection.call.cohort.capacity if places is None else places
    if not 1 <= places <= 2000:
        raise Refused(_("Say how many places there are: 1 to 2,000."))
    if not Application.objects.filter(call=selection.call, state__in=UNDER_REVIEW).exists():
        raise Refused(_("No application is under review, so there is nobody to choose from."))
    for old in Composition.objects.select_for_update().filter(selection=selection, state__in=UNFINISHED):
        _end(old, RunState.CANCELLED)
    run = Composition.objects.create(selection=selection, places=places, score_by=score_by, by=by)
    gone = Composition.objects.filter(selection=selection, accepted=None).order_by("-pk").values_list("pk", flat=True)
    Composition.objects.filter(pk__in=list(gone[KEPT_RUNS:])).delete()
    _ask(run)
    return run


def _ask(run: Composition, again: str = "") -> None:
    """Large ones among the long jobs: the short ones carry the post and are ended after a minute."""
    many = Application.objects.filter(call=run.selection.call, state__in=UNDER_REVIEW).count() > LARGE
    key = f"selection.compose:{run.pk}{again}"
    post.ask("selection.compose", key=key, payload={"run": run.pk}, queue="media" if many else "default")


@action
def take_composition(run: Composition) -> Composition | None:
    """For a worker: the run as its own, or None where there is nothing to do or another is at it."""
    run = locked(run)
    dead = run.state == RunState.RUNNING and (run.beat is None or run.beat < timezone.now() - SILENT_FOR)
    if run.state != RunState.WAITING and not dead:
        return None
    if run.attempts >= MOST_ATTEMPTS:
        run.reason = str(
            _(
                "The machine stopped several times while composing. Compose again; if that does not help, tell the people who run this site."
            )
        )
        _end(run, RunState.FAILED)
        return None
    run.attempts, run.beat, run.answer, run.more, run.done = run.attempts + 1, timezone.now(), {}, {}, 0
    run.asked = [
        dict(zip(ASKED, row, strict=True)) for row in Quota.objects.filter(selection=run.selection_id).values_list(*ASKED)
    ]
    fields = ("attempts", "beat", "answer", "more", "done", "asked")
    if dead:
        run.save(update_fields=fields)
    else:
        move(run, RunState.RUNNING, RUN_MOVES, fields=fields)
    return run


def hear_of_composition(run: Composition) -> bool:
    """The worker is alive; False where the run was cancelled or given to another."""
    mine = Composition.objects.filter(pk=run.pk, state=RunState.RUNNING, attempts=run.attempts)
    return bool(mine.update(beat=timezone.now()))


@action
def keep_finding(run: Composition, found: Finding, *, mark: str, solver: str, seconds: float) -> bool:
    """What is known so far can be looked at; False where nobody wants it any more."""
    mine = Composition.objects.filter(pk=run.pk, state=RunState.RUNNING, attempts=run.attempts)
    run.answer, run.more = run.answer | found.answer, run.more | found.more
    return bool(
        mine.update(
            answer=run.answer, more=run.more, done=found.done, total=found.total, mark=mark, solver=solver, seconds=seconds,
            beat=timezone.now(),
        )
    )  # fmt: skip


@action
def finish_composition(run: Composition) -> None:
    run = locked(run)
    if run.state == RunState.RUNNING:
        _end(run, RunState.DONE)


@action
def fail_composition(run: Composition, *, reason: Any) -> None:
    run = locked(run)
    if run.state in UNFINISHED:
        run.reason = str(reason)[:300]
        _end(run, RunState.FAILED)


@action
def put_composition_back(run: Composition) -> None:
    """A worker broke down over it: the next one may take it up at once, or nobody any more."""
    if run.attempts < MOST_ATTEMPTS:
        Composition.objects.filter(pk=run.pk, attempts=run.attempts).update(beat=None)
        return
    reason = _("It could not be composed. Try again; if that does not help either, tell the people who run this site.")
    fail_composition(run, reason=reason)


@action
def cancel_composition(run: Composition, *, by: Any) -> Composition:
    """Stop looking; what was found so far stays. Its worker notices within a second."""
    run = locked(run)
    if run.state in UNFINISHED:
        _end(run, RunState.CANCELLED)
    return run


def _end(run: Composition, state: str) -> None:
    run.ended = timezone.now()
    move(run, state, RUN_MOVES, fields=("ended", "reason"))


def tend_compositions() -> None:
    """Each minute: what a dead worker left is asked for again."""
    dead = Composition.objects.filter(state=RunState.RUNNING, beat__lt=timezone.now() - SILENT_FOR)
    for run in dead.select_related("selection__call")[:20]:
        _ask(run, f":{timezone.now():%Y%m%d%H%M%S}")


def decided_mark(selection: Selection) -> str:
    """Another one when anybody decided anything since."""
    found = Decision.objects.filter(selection=selection).aggregate(n=Count("pk"), versions=Sum("version"))
    return f"{found['n']}-{found['versions'] or 0}"


@action
def accept_composition(run: Composition, *, by: Any, decided: str, proposal: str = "", waiting: int = 0, rest: str = "") -> int:
    """The proposal becomes decisions: accepted, then `waiting` of the best others in order on the waiting list, then `rest` for all
    who are left ("" leaves them undecided, and takes back what contradicts it). Gives how many are accepted.

    `decided` is the mark of decisions on the page, `proposal` "next:0", "different:1" or "" for the best. Nothing is written
    where anything changed since it was composed.
    """
    selection = lock_open(run.selection, by)
    run = locked(run)
    run.selection = selection
    chosen = proposed(run, proposal)
    if not chosen:
        raise NotLawful(_("There is no proposal to accept. Compose first."))
    problem = problem_of(selection, places=run.places, score_by=run.score_by)
    if mark_of(problem) != run.mark:
        raise Stale(_changed(run, chosen))
    if decided != decided_mark(selection):
        raise Stale(
            _("A colleague decided on applications a moment ago. Nothing was written: look at the decisions and accept again.")
        )
    line = _waiting(problem, run, chosen, waiting, best=not proposal)
    settle(selection, accepted=chosen, waitlisted=line, by=by)
    if rest:
        decide_rest(selection, Verdict(rest), by=by)
    run.accepted = timezone.now()
    run.save(update_fields=["accepted"])
    detail = {"run": run.pk, "accepted": len(chosen), "waiting": len(line), "rest": rest, "proposal": proposal}
    record(by=by, verb="participants.accept_composition", on=selection, organisation=selection.organisation, detail=detail)
    return len(chosen)


def _waiting(problem: Problem, run: Composition, chosen: list[int], waiting: int, *, best: bool) -> list[int]:
    """Who waits, the best first: those who would step in for somebody, so that each quota can be kept, then the best others."""
    needed = {row[1] for row in run.more.get("steps_in", []) if row[1]} if best else set()
    others = [row for row in problem.eligible if row.id not in set(chosen)]
    order = sorted(others, key=lambda row: (-(row.score or 0), -row.lot, row.id))
    kept = {row.id for row in sorted(order, key=lambda row: row.id not in needed)[: max(waiting, 0)]}
    return [row.id for row in order if row.id in kept]


def proposed(run: Composition, proposal: str) -> list[int]:
    """Ids of a proposal of the run; empty where it has none of that name."""
    if not proposal:
        return list(run.answer.get("chosen") or [])
    name, _colon, place = proposal.partition(":")
    rows = run.more.get(name, []) if name in ("next", "different") else []
    number = whole(place)
    return list(rows[number]["chosen"]) if number is not None and number < len(rows) else []


def _changed(run: Composition, chosen: list[int]) -> Any:
    gone = Application.objects.filter(pk__in=chosen).exclude(state__in=UNDER_REVIEW).order_by("pk")
    names = [row.name or row.reference or "" for row in gone[:3]]
    if names:
        return _("Since this was composed, %(names)s withdrew or was ruled out. Nothing was written: compose again.") % {
            "names": ", ".join(names)
        }
    return _("Since this was composed, scores, applications, quotas or places changed. Nothing was written: compose again.")
