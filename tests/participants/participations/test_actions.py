import pytest

from incubator.lib.errors import NotLawful, NotYours, Refused
from incubator.outbox.models import Message
from participants.applications.models import Application
from participants.participations import actions as participations
from participants.participations.models import Participation, Project
from participants.participations.registry import Companion, companions, names_companions
from participants.participations.states import MOVES
from programmes.editions.models import Group
from programmes.workshops import actions as workshops
from programmes.workshops.models import Session, Workshop
from tests.participants.applications.making import sent


def test_welcome_twice_is_one_place_and_one_project(world):
    application = sent(world)
    first = participations.welcome(application, by=world.applicant)
    assert participations.welcome(application, by=world.applicant).pk == first.pk
    assert (Participation.objects.count(), Project.objects.count()) == (1, 1)
    assert Message.objects.filter(kind="participation_welcome").count() == 1
    assert Application.objects.get().participation == first


def test_invited_person_answers_themself(world):
    place = participations.invite(world.cohort, by=world.coordinator, email="guest@people.test", name="Ginette")
    with pytest.raises(NotYours):
        participations.accept_invitation(place, by=world.coordinator)
    assert participations.accept_invitation(place, by=place.person).state == "active"
    with pytest.raises(NotLawful):
        participations.refuse_invitation(place, by=place.person)
    with pytest.raises(Refused):
        participations.invite(world.cohort, by=world.coordinator, person=place.person)


def test_place_is_edited_within_its_cohort(world):
    place = participations.invite(world.cohort, by=world.coordinator, person=world.participant)
    group = Group.objects.create(cohort=world.cohort, name={"fr": "Dakar"}, kind="country")
    participations.edit(place, by=world.coordinator, groups=[group], country="KE", languages=["sw"])
    place.refresh_from_db()
    assert (place.country, place.languages, list(place.groups.all())) == ("KE", ["sw"], [group])


def test_project_belongs_to_people_of_its_cohort(world):
    place = participations.invite(world.cohort, by=world.coordinator, person=world.participant)
    project = participations.create_project(world.cohort, by=world.coordinator, title="Matatu", members=[place])
    assert participations.advance(project, by=world.participant, stage="production").stage == "production"
    with pytest.raises(Refused):
        participations.edit_project(project, by=world.coordinator, title="Matatu", members=[])


def test_participant_sees_workshops_of_own_cohort_and_own_groups(world):
    place = participations.invite(world.cohort, by=world.coordinator, person=world.participant)
    workshop = Workshop.objects.create(
        cohort=world.cohort,
        slug="first",
        title={"fr": "Premier"},
        published=True,
        starts=world.cohort.starts,
        ends=world.cohort.starts,
    )
    assert list(Workshop.objects.visible_to(world.participant)) == []
    participations.accept_invitation(place, by=world.participant)
    assert list(Workshop.objects.visible_to(world.participant)) == [workshop]
    assert list(Session.objects.visible_to(world.participant)) == []
    assert list(Workshop.objects.visible_to(world.stranger)) == []


def test_companions_are_named_by_those_who_know(world):
    project = Project.objects.create(cohort=world.cohort, title="Seul")
    assert companions(project) == []

    def names(found):
        return [Companion("Mariam Bakkali", "mentor")] if found == project else []

    names_companions(names)
    assert [companion.name for companion in companions(project)] == ["Mariam Bakkali"]
    from participants.participations import registry

    registry._companions.remove(names)


def test_participation_moves_by_the_table_alone():
    lawful = {(str(a), str(b)) for a, row in MOVES.items() for b in row}
    assert lawful == {("invited", "active"), ("invited", "withdrawn"), ("active", "completed"), ("active", "withdrawn")}


def test_published_workshop_is_told_to_those_who_take_part(world):
    place = participations.invite(world.cohort, by=world.coordinator, person=world.participant)
    participations.accept_invitation(place, by=world.participant)
    participations.invite(world.cohort, by=world.coordinator, person=world.stranger)  # has not said yes
    starts = world.cohort.starts
    workshop = workshops.create(
        world.cohort, by=world.coordinator, slug="first", title={"fr": "Premier"}, starts=starts, ends=starts
    )
    workshops.publish(workshop, by=world.coordinator)
    told = Message.objects.filter(kind="workshop_published")
    assert list(told.values_list("person", flat=True)) == [world.participant.pk]
