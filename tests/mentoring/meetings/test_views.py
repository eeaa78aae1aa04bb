from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from mentoring.meetings import actions as meetings
from mentoring.meetings import queries
from mentoring.meetings.models import Meeting
from tests.house.routes import ours
from tests.mentoring.making import CANARY, cost, engaged, mentorship, met, placed
from tests.world import person

LOG = {"at": "2026-03-02T10:00", "minutes": "45", "mode": "call", "shared_notes": "Oui.", "private_notes": CANARY}


@pytest.fixture
def pair(world, time_machine):
    time_machine.move_to("2026-03-05T12:00:00Z", tick=False)
    return mentorship(world)


def pages(pair, meeting):
    """Every page of this floor that opens by GET, with this mentorship in it."""
    values = dict(zip(("organisation", "programme", "cohort"), pair.participation.cohort.slugs, strict=True))
    values |= {"mentorship": pair.pk, "meeting": meeting.pk, "engagement": pair.engagement_id}
    routes = [route for route in ours() if route.name.startswith("mentoring:") and set(route.arguments) <= set(values)]
    own = ["incubator:me", "incubator:landing"]
    return [reverse(route.name, kwargs={name: values[name] for name in route.arguments}) for route in routes] + [
        reverse(name) for name in own
    ]


def test_log_is_written_in_the_mentors_zone(world, enter, pair):
    answer = enter(world.mentor).post(reverse("mentoring:log_meeting", args=[pair.pk]), LOG)
    meeting = Meeting.objects.get()
    assert answer["Location"] == f"{reverse('mentoring:mentorship', args=[pair.pk])}?logged={meeting.pk}#meeting-{meeting.pk}"
    assert (meeting.at.isoformat(), meeting.minutes) == ("2026-03-02T10:00:00+00:00", 45)


def test_log_by_others_is_refused(world, enter, pair):
    address = reverse("mentoring:log_meeting", args=[pair.pk])
    statuses = {
        who: enter(getattr(world, who)).post(address, LOG).status_code
        for who in ("stranger", "elsewhere", "participant", "coordinator")
    }
    assert statuses == {"stranger": 404, "elsewhere": 404, "participant": 403, "coordinator": 403}
    assert Meeting.objects.count() == 0


def test_log_of_the_future_comes_back_with_what_was_typed(world, enter, pair):
    answer = enter(world.mentor).post(reverse("mentoring:log_meeting", args=[pair.pk]), LOG | {"at": "2026-04-01T10:00"})
    assert answer.status_code == 422
    assert CANARY in answer.content.decode()


@pytest.mark.parametrize("role", ["owner", "coordinator", "editor", "participant", "stranger", "admin", "elsewhere"])
def test_private_notes_are_the_mentors_alone(world, enter, pair, role):
    meeting = met(pair)
    client = enter(getattr(world, role))
    leaks = [path for path in pages(pair, meeting) if CANARY in client.get(path).content.decode()]
    assert leaks == []
    assert CANARY not in str(list(queries.history(pair, getattr(world, role)).values_list("shared_notes", "next_steps")))
    assert CANARY in enter(world.mentor).get(reverse("mentoring:mentorship", args=[pair.pk])).content.decode()


def test_another_mentor_of_the_cohort_sees_nothing(world, enter, pair):
    other = person("Moussa Autre")
    engaged(world, other)
    meeting = met(pair)
    statuses = [
        enter(other).get(reverse("mentoring:mentorship", args=[pair.pk])).status_code,
        enter(other).get(reverse("mentoring:edit_meeting", args=[meeting.pk])).status_code,
    ]
    assert statuses == [404, 404]


def test_booking_is_logged_from_the_list(world, enter, pair, time_machine):
    meeting = meetings.book(pair, by=world.participant, at=timezone.now() + timedelta(hours=2))
    time_machine.move_to("2026-03-06T12:00:00Z", tick=False)
    client = enter(world.mentor)
    assert list(queries.waiting_for_log(world.mentor)) == [meeting]
    client.post(reverse("mentoring:edit_meeting", args=[meeting.pk]), LOG | {"at": "2026-03-05T14:00"})
    assert Meeting.objects.get().state == "held"
    assert list(queries.waiting_for_log(world.mentor)) == []


def test_participant_without_a_session_for_a_month_is_named(world, enter, pair, time_machine):
    assert list(queries.quiet(world.cohort)) == []
    time_machine.move_to("2026-04-10T12:00:00Z", tick=False)
    assert list(queries.quiet(world.cohort)) == [pair.participation]
    met(pair)
    assert list(queries.quiet(world.cohort)) == []
    assert queries.hours_logged(world.cohort) == 1


@pytest.mark.parametrize("count", [1, 3])
def test_lists_cost_the_same_at_one_and_three(world, enter, count):
    engagement = engaged(world, capacity=5)
    for name in ("Bintou", "Cheikh", "Djamila")[:count]:
        met(meetings.begin(placed(world, person(f"{name} Élan")), engagement, by=world.coordinator))
    own = cost(enter(world.mentor), reverse("mentoring:mentoring"))
    desk = cost(enter(world.coordinator), reverse("mentoring:desk_mentorships", kwargs=world.slugs))
    assert {"mentoring": own, "desk_mentorships": desk} == {"mentoring": 11, "desk_mentorships": 11}


def test_companions_are_mentors_who_agreed(world, pair):
    project = pair.participation.projects.get()
    assert queries.companions_of(project) == []
    mentor = pair.engagement.mentor
    mentor.may_be_named = True
    mentor.save()
    assert [one.name for one in queries.companions_of(project)] == ["Mariam Bakkali"]
