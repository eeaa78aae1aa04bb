import pytest

from incubator.audit.models import LogEntry
from incubator.lib.errors import NotYours, Refused
from incubator.outbox.models import Message
from mentoring.meetings import actions as meetings
from mentoring.mentors import actions as mentors
from mentoring.mentors.models import Engagement, Mentor
from tests.mentoring.making import engaged, mentorship


def test_engaged_by_address_is_asked_by_mail(world):
    engagement = mentors.engage(world.cohort, by=world.coordinator, email="Guide@People.test", name="Ghita", capacity=3)
    message = Message.objects.get(kind="invitation_mentor")
    assert (engagement.capacity, engagement.answered, str(engagement)) == (3, None, "Ghita")
    assert (message.person, message.by_mail, message.link) == (engagement.mentor.person, True, "/mentoring/profile/")
    with pytest.raises(Refused):
        mentors.engage(world.cohort, by=world.coordinator, person=engagement.mentor.person)


def test_state_is_the_mentors_own_or_a_coordinators_noted(world):
    engagement = mentors.engage(world.cohort, by=world.coordinator, person=world.mentor)
    with pytest.raises(NotYours):
        mentors.state(engagement, by=world.stranger, skills=["law"])
    with pytest.raises(NotYours):
        mentors.state(engagement, by=world.coordinator, may_be_named=True)
    mentors.state(engagement, by=world.coordinator, skills=["law"])
    assert LogEntry.objects.get(verb="mentoring.state_engagement").detail == {"on_behalf_of": "Mariam Bakkali"}
    mentors.state(engagement, by=world.mentor, may_be_named=True, capacity=4)
    mentor = Mentor.objects.get()
    assert (mentor.skills, mentor.may_be_named) == (["law"], True)
    assert Engagement.objects.get().capacity == 4
    assert Engagement.objects.get().answered is not None


def test_describe_answers_every_engagement_named(world):
    engagement = mentors.engage(world.cohort, by=world.coordinator, person=world.mentor)
    mentors.describe(engagement.mentor, by=world.mentor, capacities={engagement.pk: 1}, languages=["fr"])
    assert (Engagement.objects.get().capacity, Engagement.objects.get().answered is not None) == (1, True)
    with pytest.raises(NotYours):
        mentors.describe(engagement.mentor, by=world.coordinator, languages=["en"])


def test_disengage_waits_for_mentorships(world):
    pair = mentorship(world)
    with pytest.raises(Refused, match="Mariam Bakkali"):
        mentors.disengage(pair.engagement, by=world.coordinator)
    meetings.end(pair, by=world.coordinator)
    assert mentors.disengage(pair.engagement, by=world.coordinator).active is False
    assert engaged(world).active is True
