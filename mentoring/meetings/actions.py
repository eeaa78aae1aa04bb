"""Mentorships begin and end; their sessions are booked, held or missed, and logged."""

import datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from incubator.audit.actions import action, locked, record
from incubator.lib.errors import NotLawful, NotYours, Refused
from incubator.lib.states import move
from mentoring.meetings import telling
from mentoring.meetings.models import Meeting, Mentorship
from mentoring.meetings.states import MEETING_MOVES, MENTORSHIP_MOVES, MeetingState, MentorshipState, Mode
from mentoring.mentors.models import Engagement
from participants.participations.models import Participation
from participants.participations.states import State as PlaceState

LONGEST = 8 * 60
# Clocks of phones differ a little, and a session is often logged while it ends.
SLACK = datetime.timedelta(minutes=15)


@action
def begin(participation: Participation, engagement: Engagement, *, by: Any) -> Mentorship:
    """The two work together from now on, and are told. Where they do already, nothing changes."""
    if participation.cohort_id != engagement.cohort_id:
        raise Refused(_("This mentor belongs to another cohort."))
    if participation.person_id == engagement.mentor.person_id:
        raise Refused(_("Nobody is their own mentor."))
    going = Mentorship.objects.select_for_update().filter(participation=participation, engagement=engagement)
    going = going.exclude(state=MentorshipState.ENDED)
    if (found := going.first()) is not None:
        if found.state == MentorshipState.PROPOSED:
            move(found, MentorshipState.ACTIVE, MENTORSHIP_MOVES)
            telling.begun(found)
        return found
    if participation.state != PlaceState.ACTIVE:
        raise Refused(_("%(name)s is not, or not any more, in the cohort.") % {"name": participation})
    if not engagement.active:
        raise Refused(_("%(name)s is not a mentor of this cohort any more.") % {"name": engagement})
    mentorship = Mentorship.objects.create(participation=participation, engagement=engagement, starts=timezone.localdate())
    record(by=by, verb="mentoring.begin_mentorship", on=mentorship, organisation=mentorship.organisation)
    telling.begun(mentorship)
    return mentorship


@action
def end(mentorship: Mentorship, *, by: Any) -> Mentorship:
    """The two do not work together any more; sessions still booked are cancelled, both are told."""
    mentorship = locked(mentorship)
    if not _is_mentor(mentorship, by) and not by.may_in(mentorship.organisation_id, "coordinator"):
        raise NotYours(_("Only the mentor or a coordinator can end this."))
    for meeting in Meeting.objects.select_for_update().filter(mentorship=mentorship, state=MeetingState.BOOKED):
        move(meeting, MeetingState.CANCELLED, MEETING_MOVES)
    mentorship.ends = timezone.localdate()
    move(mentorship, MentorshipState.ENDED, MENTORSHIP_MOVES, fields=("ends",))
    record(by=by, verb="mentoring.end_mentorship", on=mentorship, organisation=mentorship.organisation)
    telling.ended(mentorship, by=by)
    return mentorship


@action
def set_goals(mentorship: Mentorship, *, by: Any, goals: str) -> Mentorship:
    """What the two want to reach; either of them writes it."""
    mentorship = _working(mentorship)
    _must_be_one_of_both(mentorship, by)
    mentorship.goals = goals
    mentorship.save(update_fields=["goals"])
    record(by=by, verb="mentoring.set_goals", on=mentorship, organisation=mentorship.organisation)
    return mentorship


@action
def log(
    mentorship: Mentorship, *, by: Any, at: datetime.datetime, minutes: int = 60, mode: str = Mode.VIDEO,
    shared_notes: str = "", private_notes: str = "", next_steps: str = "",
) -> Meeting:  # fmt: skip
    """A session that took place, with its notes. Sent twice, it is logged once."""
    mentorship = locked(mentorship)
    _must_be_mentor(mentorship, by)
    _must_be_past(at)
    _must_be_short(minutes)
    if mentorship.ends and at.date() > mentorship.ends + datetime.timedelta(days=1):
        raise NotLawful(_("This mentorship had ended by then."))
    notes = {"shared_notes": shared_notes, "private_notes": private_notes, "next_steps": next_steps}
    same = mentorship.meetings.filter(at=at, state=MeetingState.HELD).first()
    if same is not None:
        if all(getattr(same, name) == text for name, text in notes.items()):
            return same
        raise Refused(_("A session at this time is logged already. Open it to change its notes."))
    meeting = Meeting.objects.create(mentorship=mentorship, at=at, minutes=minutes, mode=mode, **notes)
    _record(meeting, by, "mentoring.log_meeting")
    telling.logged(meeting)
    return meeting


@action
def book(
    mentorship: Mentorship, *, by: Any, at: datetime.datetime, minutes: int = 60, mode: str = Mode.VIDEO, place: str = ""
) -> Meeting:
    """Agree on a session to come; the other side is told."""
    mentorship = _working(mentorship)
    _must_be_one_of_both(mentorship, by)
    _must_be_short(minutes)
    if at <= timezone.now():
        raise Refused(_("This time has passed. Choose one to come, or log the session if it took place."))
    same = mentorship.meetings.filter(at=at, state=MeetingState.BOOKED).first()
    if same is not None:
        return same
    meeting = Meeting.objects.create(
        mentorship=mentorship, state=MeetingState.BOOKED, at=at, minutes=minutes, mode=mode, place=place
    )
    _record(meeting, by, "mentoring.book_meeting")
    telling.booked(meeting, by=by)
    return meeting


@action
def hold(
    meeting: Meeting, *, by: Any, minutes: int | None = None, mode: str = "", at: datetime.datetime | None = None,
    shared_notes: str = "", private_notes: str = "", next_steps: str = "",
) -> Meeting:  # fmt: skip
    """A booked session took place: its log. What is not given stays as it was booked."""
    meeting = locked(meeting)
    _must_be_mentor(meeting.mentorship, by)
    meeting.at, meeting.minutes, meeting.mode = at or meeting.at, minutes or meeting.minutes, mode or meeting.mode
    _must_be_past(meeting.at)
    _must_be_short(meeting.minutes)
    meeting.shared_notes, meeting.private_notes, meeting.next_steps = shared_notes, private_notes, next_steps
    changed = ("at", "minutes", "mode", "shared_notes", "private_notes", "next_steps")
    move(meeting, MeetingState.HELD, MEETING_MOVES, fields=changed)
    _record(meeting, by, "mentoring.log_meeting")
    telling.logged(meeting)
    return meeting


@action
def miss(meeting: Meeting, *, by: Any) -> Meeting:
    """Somebody did not come."""
    meeting = locked(meeting)
    _must_be_mentor(meeting.mentorship, by)
    _must_be_past(meeting.at)
    move(meeting, MeetingState.MISSED, MEETING_MOVES)
    _record(meeting, by, "mentoring.miss_meeting")
    return meeting


@action
def cancel(meeting: Meeting, *, by: Any) -> Meeting:
    """A booked session will not take place; the other side is told."""
    meeting = locked(meeting)
    _must_be_one_of_both(meeting.mentorship, by)
    move(meeting, MeetingState.CANCELLED, MEETING_MOVES)
    _record(meeting, by, "mentoring.cancel_meeting")
    telling.cancelled(meeting, by=by)
    return meeting


@action
def edit_meeting(
    meeting: Meeting, *, by: Any, at: datetime.datetime, minutes: int, mode: str,
    shared_notes: str = "", private_notes: str = "", next_steps: str = "",
) -> Meeting:  # fmt: skip
    """Correct the log of a session that took place."""
    meeting = locked(meeting)
    _must_be_mentor(meeting.mentorship, by)
    if meeting.state != MeetingState.HELD:
        raise NotLawful
    _must_be_past(at)
    _must_be_short(minutes)
    meeting.at, meeting.minutes, meeting.mode = at, minutes, mode
    meeting.shared_notes, meeting.private_notes, meeting.next_steps = shared_notes, private_notes, next_steps
    meeting.save()
    _record(meeting, by, "mentoring.edit_meeting")
    return meeting


def _record(meeting: Meeting, by: Any, verb: str) -> None:
    # Never the notes: the ledger is read by coordinators.
    detail = {"at": meeting.at.isoformat(), "minutes": meeting.minutes}
    record(by=by, verb=verb, on=meeting, organisation=meeting.organisation, detail=detail)


def _is_mentor(mentorship: Mentorship, by: Any) -> bool:
    return mentorship.engagement.mentor.person_id == by.pk


def _must_be_mentor(mentorship: Mentorship, by: Any) -> None:
    if not _is_mentor(mentorship, by):
        raise NotYours(_("Only the mentor logs sessions."))


def _must_be_one_of_both(mentorship: Mentorship, by: Any) -> None:
    if not _is_mentor(mentorship, by) and mentorship.participation.person_id != by.pk:
        raise NotYours(_("Only the mentor and the participant can do this."))


def _working(mentorship: Mentorship) -> Mentorship:
    mentorship = locked(mentorship)
    if mentorship.state != MentorshipState.ACTIVE:
        raise NotLawful(_("This mentorship has ended."))
    return mentorship


def _must_be_past(at: datetime.datetime) -> None:
    if at > timezone.now() + SLACK:
        raise Refused(_("This time is still to come. Book the session now, and log it when it has taken place."))


def _must_be_short(minutes: int) -> None:
    if not 5 <= minutes <= LONGEST:
        raise Refused(_("A session lasts between 5 minutes and 8 hours."))
