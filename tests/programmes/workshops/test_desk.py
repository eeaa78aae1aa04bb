"""Workshops, their sessions, their clashes, one's agenda and its calendar."""

from datetime import UTC, date, datetime

import icalendar
import pytest
from django.urls import reverse

from incubator.outbox.models import Message
from programmes.agenda import actions as agenda
from programmes.agenda.queries import agenda_of, clashes_of
from programmes.editions import actions as editions
from programmes.sites import actions as sites
from programmes.workshops import actions as workshops
from programmes.workshops.models import Session, Workshop
from tests.world import World


def moment(hour: int) -> datetime:
    return datetime(2026, 3, 2, hour, tzinfo=UTC)


@pytest.fixture
def workshop(world: World) -> Workshop:
    site = sites.add_site(
        world.organisation, by=world.coordinator, name="Ribat", city="Tunis", country="TN", time_zone="Africa/Tunis"
    )
    sites.add_space(site, by=world.coordinator, name="Studio")
    return workshops.create(
        world.cohort, by=world.coordinator, slug="tunis", title={"fr": "Tunis"}, starts=date(2026, 3, 2), ends=date(2026, 3, 13),
        sites=[site],
    )  # fmt: skip


def session(world: World, workshop: Workshop, start: int, end: int, **more) -> Session:
    return workshops.add_session(
        workshop, by=world.coordinator, title={"fr": f"De {start} h"}, starts=moment(start), ends=moment(end), **more
    )


def test_session_is_typed_in_its_zone(world: World, workshop: Workshop, enter) -> None:
    data = {
        "title_fr": "Montage",
        "kind": "practice",
        "day": "2026-03-02",
        "begin": "09:30",
        "finish": "12:00",
        "time_zone": "Africa/Tunis",
    }
    address = reverse("programmes:new_session", kwargs=world.slugs | {"workshop": "tunis"})
    assert enter(world.coordinator).post(address, data).status_code == 302
    made = workshop.sessions.get()
    assert (made.starts, made.ends) == (datetime(2026, 3, 2, 8, 30, tzinfo=UTC), datetime(2026, 3, 2, 11, tzinfo=UTC))


def test_evening_session_ends_on_the_next_day(world: World, workshop: Workshop, enter) -> None:
    data = {
        "title_fr": "Veillée",
        "kind": "screening",
        "day": "2026-03-02",
        "begin": "22:00",
        "finish": "01:00",
        "time_zone": "UTC",
    }
    enter(world.coordinator).post(reverse("programmes:new_session", kwargs=world.slugs | {"workshop": "tunis"}), data)
    assert workshop.sessions.get().ends == datetime(2026, 3, 3, 1, tzinfo=UTC)


def test_clashes_of_person_room_and_group_are_named(world: World, workshop: Workshop) -> None:
    by = world.coordinator
    space = workshop.sites.get().spaces.get()
    expert = workshops.add_facilitator(world.organisation, by=by, name="Experte")
    group = editions.add_group(world.cohort, by=by, name={"fr": "Tunisie"}, kind="country")
    other = editions.add_group(world.cohort, by=by, name={"fr": "Maroc"}, kind="country")
    session(world, workshop, 9, 11, spaces=[space], facilitators=[expert], groups=[group])
    session(world, workshop, 10, 12, spaces=[space], facilitators=[expert], groups=[other])
    session(world, workshop, 11, 12, groups=[group])
    assert sorted((one.kind, one.what) for one in clashes_of(world.cohort, workshop=workshop)) == [
        ("person", "Experte"), ("room", "Studio (Ribat, Tunis)"),
    ]  # fmt: skip


def test_session_for_all_clashes_with_one_for_a_group(world: World, workshop: Workshop) -> None:
    group = editions.add_group(world.cohort, by=world.coordinator, name={"fr": "Tunisie"}, kind="country")
    session(world, workshop, 9, 11)
    session(world, workshop, 10, 12, groups=[group])
    assert [(one.kind, one.what) for one in clashes_of(world.cohort)] == [("group", "Tunisie")]


def test_room_of_another_organisation_is_refused(world: World, workshop: Workshop, enter) -> None:
    strange = sites.add_site(
        world.elsewhere.memberships.get().organisation, by=world.elsewhere, name="X", city="Fès", country="MA", time_zone="UTC"
    )
    space = sites.add_space(strange, by=world.elsewhere, name="Leur salle")
    data = {"title_fr": "X", "kind": "practice", "day": "2026-03-02", "begin": "09:00", "finish": "10:00", "time_zone": "UTC",
            "spaces": [space.pk]}  # fmt: skip
    address = reverse("programmes:new_session", kwargs=world.slugs | {"workshop": "tunis"})
    assert enter(world.coordinator).post(address, data).status_code == 422


def test_facilitator_has_the_session_in_the_agenda_and_the_calendar(world: World, workshop: Workshop, enter) -> None:
    by = world.coordinator
    expert = workshops.add_facilitator(world.organisation, by=by, name="Fatou Ndoye", person=world.facilitator)
    made = session(world, workshop, 9, 11, facilitators=[expert])
    assert agenda_of(world.facilitator) == [made]
    assert agenda_of(world.stranger) == []
    feed = agenda.open_feed(by=world.facilitator)
    found = icalendar.Calendar.from_ical(enter().get(reverse("feed", args=[feed.token])).content)
    assert [str(event["summary"]) for event in found.walk("VEVENT")] == ["De 9 h"]
    workshops.cancel_session(made, by=by)
    found = icalendar.Calendar.from_ical(enter().get(reverse("feed", args=[feed.token])).content)
    assert [str(event["status"]) for event in found.walk("VEVENT")] == ["CANCELLED"]


def test_renewed_feed_leaves_the_old_address_dead(world: World, enter) -> None:
    old = agenda.open_feed(by=world.participant).token
    new = agenda.renew_feed(by=world.participant).token
    assert [enter().get(reverse("feed", args=[token])).status_code for token in (old, new)] == [404, 200]


def test_published_twice_tells_once(world: World, workshop: Workshop) -> None:
    from participants.participations import actions as participations

    invited = participations.invite(world.cohort, by=world.coordinator, person=world.participant)
    participations.accept_invitation(invited, by=world.participant)
    for _again in range(2):
        workshops.publish(workshop, by=world.coordinator)
    assert Message.objects.filter(kind="workshop_published").count() == 1


@pytest.mark.parametrize("count", [1, 3])
def test_timetable_costs_the_same(world: World, workshop: Workshop, enter, count: int, django_assert_num_queries) -> None:
    for number in range(count):
        session(world, workshop, 9 + number, 10 + number)
    client = enter(world.coordinator)
    address = reverse("programmes:desk_workshop", kwargs=world.slugs | {"workshop": "tunis"})
    client.get(address)
    with django_assert_num_queries(16):
        assert client.get(address).status_code == 200
