"""Hours, invitations, what candidates answer, reminders."""

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta
from typing import Any

from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext_lazy as _

from incubator.audit.actions import action, locked, record
from incubator.lib.errors import NotLawful, NotYours, Refused, Stale
from incubator.lib.states import move
from incubator.outbox import post
from incubator.web.components.dates import moment, zone_name
from participants.applications import actions as applications
from participants.applications.states import State as ApplicationState
from participants.interviews.models import Interview, Slot
from participants.interviews.queries import answerable, bars_on, choices_for, overlaps, panel_of, uninvited
from participants.interviews.states import MOVES, WAITING, State
from participants.reviews.models import Review, Reviewer
from participants.reviews.queries import coordinators_of
from participants.reviews.standing import refresh
from participants.reviews.states import State as ReviewState
from participants.stages.rules import must_be_impartial
from programmes.calls.models import Stage
from programmes.calls.states import StageKind

MOST_AT_ONCE = 40
REMINDED = timedelta(hours=26)
"""Before an interview: a day and a little, so that nobody's evening is too late."""
WAITED = timedelta(days=3)
"""After an invitation without an answer."""


def _interviews(stage: Stage, by: Any) -> None:
    if stage.kind != StageKind.INTERVIEW:
        raise NotLawful(_("This stage has no interviews."))
    must_be_impartial(stage.call, by)


@action
def add_slots(
    stage: Stage, *, by: Any, first: datetime, panel: Sequence[Reviewer], count: int = 1, minutes: int = 30, pause: int = 0,
    time_zone: str = "", place: str = "", link: str = "",
) -> list[Slot]:  # fmt: skip
    """`count` hours one after the other from `first` on, with `pause` minutes between them, all with the same panel."""
    _interviews(stage, by)
    if first <= timezone.now():
        raise Refused(_("This hour has passed."))
    if not 1 <= count <= MOST_AT_ONCE:
        raise Refused(_("From 1 to 40 hours at once."))
    if not panel:
        raise Refused(_("Say who asks the questions."))
    if not (place.strip() or link.strip()):
        raise Refused(_("Say where it takes place, or give the link of the meeting."))
    made = []
    for number in range(count):
        starts = first + number * timedelta(minutes=minutes + pause)
        slot = Slot(
            stage=stage, starts=starts, minutes=minutes, time_zone=time_zone or stage.call.time_zone, place=place, link=link
        )
        busy = overlaps(panel, slot)
        if busy is not None:
            raise Refused(_("%(name)s sits in another interview at %(hour)s.") % {"name": busy, "hour": _hour(slot)})
        slot.save()
        slot.panel.set(panel)
        made.append(slot)
    detail = {"count": count, "first": first.isoformat()}
    record(by=by, verb="participants.add_slots", on=stage, organisation=stage.organisation, detail=detail)
    return made


@action
def remove_slot(slot: Slot, *, by: Any) -> None:
    """Only an hour that nobody has."""
    slot = locked(slot)
    must_be_impartial(slot.stage.call, by)
    if Interview.objects.filter(slot=slot).exists():
        raise NotLawful(_("Somebody has this hour. Give them another one first."))
    record(by=by, verb="participants.remove_slot", on=slot.stage, organisation=slot.organisation, detail={"slot": str(slot)})
    slot.delete()


@action
def invite(stage: Stage, chosen: Collection[int], *, by: Any) -> list[Interview]:
    """Ask candidates (application ids) to choose an hour. They learn by it that they were shortlisted."""
    call = stage.call
    stage = locked(stage)
    stage.call = call
    _interviews(stage, by)
    rows = list(uninvited(stage, by).filter(pk__in=chosen).select_related("applicant"))
    if not rows:
        raise Refused(_("Tick the applications first."))
    if not Slot.objects.filter(stage=stage, interview=None, starts__gt=timezone.now()).exists():
        raise Refused(_("There is no free hour to choose. Add hours first."))
    made = []
    for row in rows:
        row.call = call
        if row.state in (ApplicationState.SUBMITTED, ApplicationState.IN_REVIEW):
            row = applications.shortlist(applications.put_in_review(row, by=by), by=by)
            row.call = call
        interview, new = Interview.objects.get_or_create(stage=stage, application=row, defaults={"by": by})
        if not new:
            move(interview, State.INVITED, MOVES)
        interview.stage, interview.application = stage, row
        _tell_candidate(interview, "interview_invited")
        made.append(interview)
    record(by=by, verb="participants.invite_interviews", on=stage, organisation=stage.organisation, detail={"count": len(made)})
    return made


def _own(interview: Interview, by: Any) -> Interview:
    known = interview
    interview = locked(interview)
    interview.stage, interview.application = known.stage, known.application
    if interview.application.applicant_id != by.pk:
        raise NotYours
    if not answerable(interview):
        raise NotLawful(_("This interview is over or called off. Write to the organisation if you need to."))
    return interview


@action
def choose(interview: Interview, slot_id: int, *, by: Any) -> Interview:
    """The candidate takes a free hour, also instead of one they had. Stale where somebody was faster."""
    interview = _own(interview, by)
    slot = Slot.objects.select_for_update(of=("self",)).filter(pk=slot_id, stage=interview.stage_id).first()
    if slot is None or slot not in choices_for(interview):
        raise Stale(_("This hour was taken a moment ago. Here are those that are still free; what you had stays yours."))
    return _book(interview, slot, by=by)


@action
def confirm(interview: Interview, *, by: Any) -> Interview:
    """The candidate agrees to the hour proposed; a second time nothing happens."""
    interview = _own(interview, by)
    if interview.state == State.BOOKED:
        return interview
    if interview.slot is None or interview.slot.starts <= timezone.now():
        raise NotLawful(_("This hour has passed. Choose another one, or write that none suits you."))
    return _book(interview, interview.slot, by=by)


def _book(interview: Interview, slot: Slot, *, by: Any) -> Interview:
    interview.slot, interview.answered, interview.words = slot, timezone.now(), ""
    interview.sequence += 1
    move(interview, State.BOOKED, MOVES, fields=("slot", "answered", "words", "sequence", "changed"))
    _seat(interview)
    detail = {"hour": slot.starts.isoformat()}
    record(by=by, verb="participants.book_interview", on=interview, organisation=interview.organisation, detail=detail)
    _tell_candidate(interview, "interview_booked")
    for person in panel_of(slot):
        _tell(interview, person, "interview_with", link="/reviews/")
    return interview


@action
def none_suits(interview: Interview, words: str, *, by: Any) -> Interview:
    """The candidate gives the hour back, or says that none suits; coordinators read why."""
    interview = _own(interview, by)
    if not words.strip():
        raise Refused(_("Say in a few words when you could come, or why not."))
    interview.slot, interview.words, interview.answered = None, words.strip()[:1000], timezone.now()
    interview.sequence += 1
    fields = ("slot", "words", "answered", "sequence", "changed")
    if interview.state == State.INVITED:
        interview.save(update_fields=fields)
    else:
        move(interview, State.INVITED, MOVES, fields=fields)
    _seat(interview)
    record(
        by=by, verb="participants.refuse_hour", on=interview, organisation=interview.organisation, detail={"reason": words[:300]}
    )
    for person in coordinators_of(interview.organisation_id, but=interview.application.applicant_id):
        _tell(interview, person, "interview_unable", link=_desk(interview), words=interview.words)
    return interview


def _held_by_desk(interview: Interview, by: Any) -> Interview:
    known = interview
    interview = locked(interview)
    interview.stage, interview.application = known.stage, known.application
    must_be_impartial(interview.stage.call, by)
    return interview


@action
def propose(interview: Interview, slot: Slot, *, by: Any) -> Interview:
    """Give a candidate an hour, to be confirmed by them."""
    interview = _held_by_desk(interview, by)
    slot = locked(slot)
    if slot.stage_id != interview.stage_id:
        raise Refused
    if Interview.objects.filter(slot=slot).exclude(pk=interview.pk).exists():
        raise Stale(_("Somebody took this hour a moment ago."))
    barred = bars_on(interview, list(slot.panel.all()))
    if barred:
        name = Reviewer.objects.select_related("person").get(pk=min(barred))
        raise Refused(_("%(name)s has a conflict with this application.") % {"name": name})
    interview.slot = slot
    interview.sequence += 1
    move(interview, State.PROPOSED, MOVES, fields=("slot", "sequence", "changed"))
    _seat(interview)
    record(by=by, verb="participants.propose_hour", on=interview, organisation=interview.organisation, detail={"hour": slot.starts.isoformat()})  # fmt: skip
    _tell_candidate(interview, "interview_proposed")
    return interview


@action
def conclude(interview: Interview, state: str, *, by: Any) -> Interview:
    """Held or missed, said by the desk once the hour has begun."""
    interview = _held_by_desk(interview, by)
    if state not in (State.HELD, State.MISSED):
        raise Refused
    if interview.slot is None or interview.slot.starts > timezone.now():
        raise NotLawful(_("This interview has not begun yet."))
    move(interview, state, MOVES)
    record(by=by, verb="participants.conclude_interview", on=interview, organisation=interview.organisation, detail={"to": state})
    return interview


@action
def call_off(interview: Interview, *, by: Any, reason: str) -> Interview:
    """Take the invitation back; the candidate and the panel are told why, the hour is free again."""
    interview = _held_by_desk(interview, by)
    if not reason.strip():
        raise Refused(_("Say why, in a sentence that the applicant can read."))
    people = panel_of(interview.slot) if interview.slot and interview.state == State.BOOKED else []
    interview.slot = None
    interview.sequence += 1
    move(interview, State.CANCELLED, MOVES, fields=("slot", "sequence", "changed"))
    _seat(interview)
    record(by=by, verb="participants.call_off_interview", on=interview, organisation=interview.organisation, detail={"reason": reason})  # fmt: skip
    _tell_candidate(interview, "interview_called_off", reason=reason.strip())
    for person in people:
        _tell(interview, person, "interview_called_off", link="/reviews/", reason=reason.strip())
    return interview


def _seat(interview: Interview) -> None:
    """The people of the agreed hour get the application to take notes and score; who sits in it no more and has not begun, loses it."""
    booked = interview.state == State.BOOKED and interview.slot is not None
    seats = {seat.pk: seat for seat in interview.slot.panel.filter(active=True)} if booked and interview.slot else {}
    rows = Review.objects.filter(stage=interview.stage_id, application=interview.application_id)
    rows.filter(state=ReviewState.ASSIGNED, reasons__source="interview").exclude(reviewer__in=seats).delete()
    taken = set(rows.values_list("reviewer_id", flat=True)) | bars_on(interview, list(seats.values()))
    Review.objects.bulk_create(
        Review(
            stage=interview.stage, application=interview.application, reviewer=seat, pinned=True, reasons={"source": "interview"}
        )
        for pk, seat in seats.items()
        if pk not in taken
    )
    refresh([interview.application_id])


def _hour(slot: Slot, zone: str = "") -> str:
    zone = zone or slot.time_zone
    return f"{moment(slot.starts, zone)} ({zone_name(zone)})"


def _desk(interview: Interview) -> str:
    return f"/desk/{'/'.join(interview.stage.call.cohort.slugs)}/reviews/stages/{interview.stage_id}/interviews/"


def _tell_candidate(interview: Interview, kind: str, **more: Any) -> None:
    person = interview.application.applicant
    if person is not None:
        _tell(interview, person, kind, link=f"/me/interviews/{interview.pk}/", **more)


def _tell(interview: Interview, person: Any, kind: str, *, link: str, key: str = "", **more: Any) -> None:
    slot = interview.slot
    with translation.override(person.language):
        hours = {"hour": _hour(slot), "own_hour": ""} if slot else {"hour": "", "own_hour": ""}
        if slot and person.time_zone and person.time_zone != slot.time_zone:
            hours["own_hour"] = _hour(slot, person.time_zone)
    post.tell(
        person,
        kind,
        key=key or f"{kind}:{interview.pk}:{interview.sequence}:{timezone.now().isoformat()}:{person.pk}",
        context={
            "call": interview.stage.call.title.best(person.language)[0], "title": interview.application.title,
            "name": interview.application.name, "organisation_name": interview.organisation.name,
            "minutes": slot.minutes if slot else 0, "place": slot.place if slot else "", "address": slot.link if slot else "",
            **hours, **more,
        },
        organisation=interview.organisation,
        within=interview.stage.call.cohort,
        link=link,
    )  # fmt: skip


def remind() -> None:
    """Each minute: a day before an agreed hour, candidate and panel; three days after an invitation, who has not answered."""
    now = timezone.now()
    with_rows = Interview.objects.select_related("slot", "application__applicant", "stage__call__cohort__programme__organisation")
    soon = with_rows.filter(state=State.BOOKED, slot__starts__gt=now, slot__starts__lte=now + REMINDED)
    for interview in soon.order_by("pk")[:200]:
        assert interview.slot is not None
        mark = f"{interview.pk}:{interview.slot_id}:{interview.slot.starts.isoformat()}"
        if interview.application.applicant is not None:
            key = f"interview_reminder:{mark}:{interview.application.applicant_id}"
            _tell(
                interview, interview.application.applicant, "interview_reminder", link=f"/me/interviews/{interview.pk}/", key=key
            )
        for person in panel_of(interview.slot):
            _tell(interview, person, "interview_reminder", link="/reviews/", key=f"interview_reminder:{mark}:{person.pk}")
    waiting = with_rows.filter(state__in=WAITING, words="", invited__lte=now - WAITED, invited__gt=now - 4 * WAITED)
    for interview in waiting.order_by("pk")[:200]:
        if interview.application.applicant is not None:
            link = reverse("participants:own_interview", args=[interview.pk])
            key = f"interview_waiting:{interview.pk}:{interview.application.applicant_id}"
            _tell(interview, interview.application.applicant, "interview_waiting", link=link, key=key)
