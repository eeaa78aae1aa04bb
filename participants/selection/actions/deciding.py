"""Deciding: each decision knows its version, so that two coordinators notice each other."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from incubator.audit.actions import action, locked, record
from incubator.lib.errors import NotLawful, Refused, Stale
from participants.applications.models import Application
from participants.applications.states import UNDER_REVIEW
from participants.selection.models import Decision, Selection
from participants.selection.queries import undecided
from participants.selection.states import State, Verdict
from participants.stages.rules import must_be_impartial
from programmes.calls.models import Call


@action
def open_selection(call: Call, *, by: Any) -> Selection:
    """The selection of a call; made when it is first asked for."""
    selection, made = Selection.objects.get_or_create(call=call)
    if made:
        record(by=by, verb="participants.open_selection", on=selection, organisation=call.organisation)
    return selection


def lock_open(selection: Selection, by: Any) -> Selection:
    """The selection, locked, while decisions may still change, for somebody without a stake in it."""
    selection = (
        Selection.objects.select_for_update(of=("self",))
        .select_related("call__cohort__programme__organisation")
        .get(pk=selection.pk)
    )
    if selection.state == State.FROZEN:
        raise NotLawful(_("The selection is frozen. Unfreeze it to change decisions."))
    if selection.state == State.PUBLISHED:
        raise NotLawful(_("The decisions are published. They cannot be changed any more."))
    must_be_impartial(selection.call, by)
    return selection


@action
def decide(
    application: Application, verdict: str, *, by: Any, version: int | None = None, note: str | None = None
) -> Decision | None:
    """Decide on one application; an empty `verdict` takes the decision back. Nobody outside the desk can see it yet.

    `version` is that of the decision on the page (0 where there was none): Stale where a colleague decided meanwhile.
    """
    selection = lock_open(open_selection(application.call, by=by), by)
    return _decide(selection, application, verdict, by=by, version=version, note=note)


def _decide(
    selection: Selection, application: Application, verdict: str, *, by: Any, version: int | None, note: str | None
) -> Decision | None:
    application = locked(application)
    if application.state not in UNDER_REVIEW:
        raise NotLawful(_("This application is not under review any more: it was withdrawn or ruled out."))
    decision = Decision.objects.select_for_update(of=("self",)).filter(application=application).first()
    _check_version(decision, version)
    was = decision.verdict if decision else ""
    if verdict not in ("", *Verdict.values):
        raise Refused
    if not verdict:
        if decision is not None:
            decision.delete()
            _note_in_ledger(application, by=by, was=was, verdict="")
        return None
    if decision is None:
        decision = Decision(selection=selection, application=application, version=0)
    decision.verdict, decision.decided_by = verdict, by
    decision.version += 1
    decision.note = decision.note if note is None else note
    decision.rank = _rank(selection, decision) if verdict == Verdict.WAITLISTED else None
    decision.save()
    if was != verdict:
        _note_in_ledger(application, by=by, was=was, verdict=verdict)
    return decision


def _check_version(decision: Decision | None, version: int | None) -> None:
    if version is None or version == (decision.version if decision else 0):
        return
    if decision is None:
        raise Stale(_("A colleague took the decision on this application back a moment ago. Look at it and decide again."))
    raise Stale(
        _("%(name)s decided this a moment ago: %(verdict)s. Look at it and decide again.")
        % {"name": decision.decided_by or _("A colleague"), "verdict": decision.get_verdict_display()}
    )


def _rank(selection: Selection, decision: Decision) -> int:
    if decision.rank:
        return decision.rank
    last = Decision.objects.filter(selection=selection).aggregate(last=Max("rank"))["last"]
    return (last or 0) + 1


def _note_in_ledger(application: Application, *, by: Any, was: str, verdict: str) -> None:
    record(
        by=by,
        verb="participants.decide_application",
        on=application,
        organisation=application.organisation,
        detail={"from": was, "to": verdict},
    )


@action
def decide_many(applications: Iterable[Application], verdict: str, *, by: Any) -> int:
    """The same decision for several of one call, all or none; gives how many changed."""
    rows = list(applications)
    if not rows:
        raise Refused(_("Tick the applications first."))
    selection = lock_open(open_selection(rows[0].call, by=by), by)
    if any(row.call_id != selection.call_id for row in rows):
        raise Refused(_("These applications are not of one call."))
    for row in rows:
        row.call = selection.call
        _decide(selection, row, verdict, by=by, version=None, note=None)
    return len(rows)


@action
def decide_rest(selection: Selection, verdict: str, *, by: Any) -> int:
    """Give everyone who has no decision yet the same one."""
    rows = list(undecided(lock_open(selection, by)))
    return decide_many(rows, verdict, by=by) if rows else 0


@action
def settle(selection: Selection, *, accepted: list[int], waitlisted: list[int], by: Any) -> None:
    """Accept these and put those on the waiting list in this order, by primary key; whoever else was accepted or waited has no
    decision any more. Declined ones of neither list stay declined.
    """
    selection = lock_open(selection, by)
    wanted = dict.fromkeys(waitlisted, Verdict.WAITLISTED) | dict.fromkeys(accepted, Verdict.ACCEPTED)
    now = dict(Decision.objects.filter(selection=selection).values_list("application_id", "verdict"))
    undone = [pk for pk, verdict in now.items() if pk not in wanted and verdict != Verdict.DECLINED]
    moved = [pk for pk, verdict in wanted.items() if now.get(pk) != verdict]
    rows = Application.objects.filter(call=selection.call, state__in=UNDER_REVIEW).in_bulk([*undone, *moved])
    for pk in (*undone, *moved):
        if pk in rows:
            rows[pk].call = selection.call
            _decide(selection, rows[pk], wanted.get(pk, ""), by=by, version=None, note=None)
    places = {pk: place for place, pk in enumerate(waitlisted, 1)}
    decisions = list(Decision.objects.filter(selection=selection, application__in=waitlisted))
    for decision in decisions:
        decision.rank = places[decision.application_id]
    Decision.objects.bulk_update(decisions, ["rank"], batch_size=500)
