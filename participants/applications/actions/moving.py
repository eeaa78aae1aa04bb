"""Moving what was sent through its states: by the desk, by reviews and selection, by its applicant's answer, by the clock."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from incubator.accounts.actions import person_for
from incubator.audit.actions import action, locked, record, record_all
from incubator.lib import states
from incubator.lib.errors import NotYours, Refused
from incubator.outbox import post
from participants.applications.actions.sending import link, words
from participants.applications.errors import Stranger
from participants.applications.models import Application
from participants.applications.rules import takes_part
from participants.applications.states import MOVES, UNDER_REVIEW, State
from programmes.calls.models import Call, LatePass

EXPIRED_AT_ONCE = 200
"""Drafts of one call put away in one go of the clock, so that a large call does not hold the worker."""


def _move(application: Application, to: str, *, by: Any, verb: str, detail: dict[str, Any] | None = None) -> Application:
    """One step of a sent application, with its line in the ledger. `by` is None for the clock.

    Raises NotYours where somebody would decide on their own application, NotLawful where there is no such step.
    """
    call = application.call
    application = locked(application)
    application.call = call
    if by is not None and takes_part(by, application):
        raise NotYours
    was = application.state
    states.move(application, to, MOVES)
    told = {"from": was, "to": str(to), **(detail or {})}
    record(by=by, verb=f"participants.{verb}_application", on=application, organisation=call.organisation, detail=told)
    return application


@action
def put_in_review(application: Application, *, by: Any) -> Application:
    """Its first reviewer was named. Nothing happens where it is in review, or further, already."""
    if application.state in (State.IN_REVIEW, State.SHORTLISTED):
        return application
    return _move(application, State.IN_REVIEW, by=by, verb="review")


@action
def put_all_in_review(rows: QuerySet[Application], *, by: Any) -> int:
    """The same for those of `rows` that wait, in a few statements, however many there are; gives how many were moved."""
    waiting = list(rows.filter(state=State.SUBMITTED).select_for_update(no_key=True).select_related(None).order_by("pk"))
    own = set(Application.objects.taking_part(by).values_list("pk", flat=True)) if waiting else set()
    if any(row.pk in own for row in waiting):
        raise NotYours
    states.move_all(waiting, State.IN_REVIEW, MOVES)
    told = {"from": str(State.SUBMITTED), "to": str(State.IN_REVIEW)}
    call = Call.objects.select_related("cohort__programme__organisation").get(pk=waiting[0].call_id) if waiting else None
    if call is not None:
        record_all(by=by, verb="participants.review_application", on=waiting, organisation=call.organisation, detail=told)
    return len(waiting)


@action
def shortlist(application: Application, *, by: Any) -> Application:
    return _move(application, State.SHORTLISTED, by=by, verb="shortlist")


@action
def accept(application: Application, *, by: Any) -> Application:
    """Called when a decision is published, never before: an applicant reads this state."""
    return _move(application, State.ACCEPTED, by=by, verb="accept")


@action
def waitlist(application: Application, *, by: Any) -> Application:
    """Called when a decision is published, never before."""
    return _move(application, State.WAITLISTED, by=by, verb="waitlist")


@action
def decline(application: Application, *, by: Any) -> Application:
    """Called when a decision is published, never before."""
    return _move(application, State.DECLINED, by=by, verb="decline")


DECIDED = {State.ACCEPTED: "accept", State.WAITLISTED: "waitlist", State.DECLINED: "decline"}


@action
def decide_all(call: Call, outcomes: Mapping[int, str], *, by: Any) -> dict[int, Application]:
    """The same three for many of a call (by number), in a few statements. Gives those that were still under review, moved."""
    rows = Application.objects.filter(call=call, state__in=UNDER_REVIEW).select_for_update(no_key=True).order_by("pk")
    waiting = [row for row in rows if row.pk in outcomes]
    if waiting and set(outcomes) & set(Application.objects.taking_part(by).values_list("pk", flat=True)):
        raise NotYours
    for was, to in sorted({(row.state, str(outcomes[row.pk])) for row in waiting}):
        some = [row for row in waiting if row.state == was and outcomes[row.pk] == to]
        states.move_all(some, to, MOVES)
        told = {"from": was, "to": to}
        verb = f"participants.{DECIDED[State(to)]}_application"
        record_all(by=by, verb=verb, on=some, organisation=call.organisation, detail=told)
    return {row.pk: row for row in waiting}


def _answer(application: Application, to: str, *, by: Any, verb: str) -> Application:
    call = application.call
    application = locked(application)
    application.call = call
    if application.applicant_id is None or by.pk != application.applicant_id:
        raise Stranger
    states.move(application, to, MOVES)
    record(by=by, verb=f"participants.{verb}_application", on=application, organisation=call.organisation)
    return application


@action
def confirm(application: Application, *, by: Any) -> Application:
    """The applicant takes the place offered."""
    return _answer(application, State.CONFIRMED, by=by, verb="confirm")


@action
def turn_down(application: Application, *, by: Any) -> Application:
    """The applicant does not take the place offered."""
    return _answer(application, State.TURNED_DOWN, by=by, verb="turn_down")


@action
def confirm_for(application: Application, *, by: Any, how: str) -> Application:
    """The desk notes a yes that came by phone or on paper. Who left an address on paper becomes its person with it."""
    application = _move(application, State.CONFIRMED, by=by, verb="confirm_for", detail={"how": how})
    if application.applicant is None and application.email:
        application.applicant = person_for(application.email, name=application.name, language=application.language)
        application.save(update_fields=["applicant"])
    return application


@action
def turn_down_for(application: Application, *, by: Any, how: str) -> Application:
    """The desk notes a no that came by phone or on paper."""
    return _move(application, State.TURNED_DOWN, by=by, verb="turn_down_for", detail={"how": how})


@action
def lapse(application: Application, *, by: Any) -> Application:
    """No answer came in time: the place is free again."""
    return _move(application, State.TURNED_DOWN, by=by, verb="lapse")


@action
def take_place_back(application: Application, *, by: Any, reason: str) -> Application:
    """The organisation takes back a place that it offered and nobody has taken yet."""
    return _move(application, State.DECLINED, by=by, verb="take_back", detail={"reason": reason})


@action
def mark_ineligible(application: Application, *, by: Any, reason: str) -> Application:
    """The rules of the call keep it out. The applicant is told at once, with the reason, and can object."""
    if not reason.strip():
        raise Refused(_("Say why, in a sentence that the applicant can read."))
    application = _move(application, State.INELIGIBLE, by=by, verb="exclude", detail={"reason": reason.strip()})
    _tell(application, "application_ineligible", by=by, reason=reason.strip())
    return application


@action
def restore(application: Application, *, by: Any) -> Application:
    """Takes back that it was marked as not eligible, and tells the applicant."""
    application = _move(application, State.SUBMITTED, by=by, verb="restore")
    _tell(application, "application_restored", by=by)
    return application


@action
def mark_all_ineligible(applications: Sequence[Application], *, by: Any, reason: str) -> list[Application]:
    """Several at once, all or none."""
    return [mark_ineligible(application, by=by, reason=reason) for application in applications]


def _tell(application: Application, kind: str, *, by: Any, **more: str) -> None:
    if application.applicant is None:
        return
    # The same mark can be made, taken back and made again: each time is told.
    moment = timezone.now().isoformat()
    post.tell(
        application.applicant, kind, key=f"{kind}:{application.pk}:{moment}",
        context={**words(application, application.applicant.language), **more}, organisation=application.organisation,
        within=application.call.cohort,
        link=link(application),
    )  # fmt: skip


def expire_drafts() -> int:
    """Put away the drafts of calls whose deadline, grace included, has passed. What was typed stays readable.

    Called each minute, possibly by two processes at once.
    """
    now, done = timezone.now(), 0
    late = Call.objects.filter(closes__lt=now, applications__state=State.DRAFT).distinct()
    for call in late.select_related("cohort__programme__organisation"):
        if call.accepts_until >= now:
            continue
        for draft in _without_pass(call)[:EXPIRED_AT_ONCE]:
            draft.call = call
            done += _expire(draft)
    return done


def _without_pass(call: Call) -> QuerySet[Application]:
    """Drafts that nothing lets be sent any more: neither the pass they were written with nor one of their person's own."""
    own = LatePass.objects.running().filter(call=call, email=OuterRef("applicant__email"))
    let_in = Q(late_pass__revoked=None, late_pass__until__gt=timezone.now(), late_pass__isnull=False)
    return Application.objects.filter(call=call, state=State.DRAFT).exclude(let_in).exclude(Exists(own)).order_by("pk")


@action
def _expire(draft: Application) -> bool:
    call, draft = draft.call, locked(draft)
    if draft.state != State.DRAFT or not Call.objects.filter(pk=call.pk, closes=call.closes).exists():
        # sent, or the deadline moved, since this round began
        return False
    states.move(draft, State.EXPIRED, MOVES)
    record(by=None, verb="participants.expire_application", on=draft, organisation=call.organisation)
    return True


@action
def note_export(call: Call, *, by: Any, narrowed: dict[str, str]) -> None:
    """A spreadsheet of people's data left the product: who took it, and how it was narrowed."""
    record(by=by, verb="participants.export_applications", on=call, organisation=call.organisation, detail={"narrowed": narrowed})
