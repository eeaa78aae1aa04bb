from datetime import timedelta

import pytest
from django.utils import timezone

from incubator.audit.models import LogEntry
from incubator.lib.errors import NotLawful, NotYours, Refused
from incubator.lib.states import may_move
from incubator.outbox.models import Message
from mentoring.meetings import actions as meetings
from mentoring.meetings.models import Meeting, Mentorship
from mentoring.meetings.states import MEETING_MOVES, MENTORSHIP_MOVES, MeetingState, MentorshipState
from tests.mentoring.making import CANARY, engaged, mentorship, met, placed

NOW = timezone.now


def test_begin_twice_is_once_and_tells_both(world):
    pair = mentorship(world)
    assert meetings.begin(pair.participation, pair.engagement, by=world.coordinator) == pair
    told = Message.objects.filter(kind="mentorship_begun").values_list("person__name", flat=True)
    assert sorted(told) == ["Mariam Bakkali", "Paul Mwangi"]


def test_begin_again_after_the_end_is_another_one(world):
    pair = mentorship(world)
    meetings.end(pair, by=world.mentor)
    assert meetings.begin(pair.participation, pair.engagement, by=world.coordinator).pk != pair.pk
    assert Mentorship.objects.count() == 2


def test_nobody_is_their_own_mentor(world):
    with pytest.raises(Refused):
        meetings.begin(placed(world), engaged(world, world.participant), by=world.coordinator)


def test_log_tells_what_is_shared_and_nothing_else(world):
    meeting = met(mentorship(world))
    message = Message.objects.get(kind="meeting_logged")
    assert message.person == world.participant
    assert "Découpage revu." in message.text
    written = [str(row) for row in Message.objects.values_list("text", "context", "subject")]
    written += [str(row) for row in LogEntry.objects.values_list("detail", "what")]
    assert [text for text in written if CANARY in text] == []
    assert meeting.private_notes == CANARY


def test_log_sent_twice_is_one_session(world):
    pair = mentorship(world)
    at = NOW() - timedelta(hours=1)
    first = meetings.log(pair, by=world.mentor, at=at, shared_notes="Oui.")
    assert meetings.log(pair, by=world.mentor, at=at, shared_notes="Oui.") == first
    with pytest.raises(Refused):
        meetings.log(pair, by=world.mentor, at=at, shared_notes="Autre.")
    assert Meeting.objects.count() == 1


@pytest.mark.parametrize("role", ["coordinator", "participant", "stranger"])
def test_log_is_the_mentors_alone(world, role):
    with pytest.raises(NotYours):
        meetings.log(mentorship(world), by=world.cast[role], at=NOW() - timedelta(hours=1))


def test_log_of_a_time_to_come_or_a_strange_length_is_refused(world):
    pair = mentorship(world)
    with pytest.raises(Refused):
        meetings.log(pair, by=world.mentor, at=NOW() + timedelta(hours=1))
    with pytest.raises(Refused):
        meetings.log(pair, by=world.mentor, at=NOW() - timedelta(hours=1), minutes=600)


def test_booked_session_is_held_missed_or_cancelled(world, time_machine):
    pair = mentorship(world)
    meeting = meetings.book(pair, by=world.participant, at=NOW() + timedelta(days=1), place="Salle 2")
    assert Message.objects.get(kind="meeting_booked").person == world.mentor
    with pytest.raises(Refused):
        meetings.miss(meeting, by=world.mentor)
    time_machine.move_to(NOW() + timedelta(days=2), tick=False)
    assert meetings.miss(meeting, by=world.mentor).state == "missed"
    assert meetings.hold(meeting, by=world.mentor, minutes=45, next_steps="Relire").minutes == 45
    with pytest.raises(NotLawful):
        meetings.cancel(meeting, by=world.participant)


def test_end_cancels_what_is_booked(world):
    pair = mentorship(world)
    meeting = meetings.book(pair, by=world.mentor, at=NOW() + timedelta(days=1))
    with pytest.raises(NotYours):
        meetings.end(pair, by=world.participant)
    meetings.end(pair, by=world.coordinator)
    assert Meeting.objects.get(pk=meeting.pk).state == "cancelled"
    with pytest.raises(NotLawful):
        meetings.book(pair, by=world.mentor, at=NOW() + timedelta(days=3))
    with pytest.raises(NotLawful):
        meetings.set_goals(pair, by=world.participant, goals="Finir")


def test_edit_is_the_mentors_alone(world):
    meeting = met(mentorship(world))
    at = meeting.at
    with pytest.raises(NotYours):
        meetings.edit_meeting(meeting, by=world.coordinator, at=at, minutes=30, mode="call")
    assert meetings.edit_meeting(meeting, by=world.mentor, at=at, minutes=30, mode="call").minutes == 30


@pytest.mark.parametrize(("states", "moves"), [(MeetingState, MEETING_MOVES), (MentorshipState, MENTORSHIP_MOVES)])
def test_states_square(states, moves):
    lawful = {(one, to) for one in states for to in states if may_move(moves, one, to)}
    assert lawful == {(one, to) for one, tos in moves.items() for to in tos}
    assert set(moves) == set(states)
    assert all((one, one) not in lawful for one in states)
