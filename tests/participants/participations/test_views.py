import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from participants.participations import actions as participations
from participants.participations.models import Participation
from tests.world import person


def joined(world, count=1, start=0):
    places = []
    for number in range(start, start + count):
        place = participations.invite(world.cohort, by=world.coordinator, person=person(f"p{number} Diop"), country="SN")
        place = participations.accept_invitation(place, by=place.person)
        participations.create_project(world.cohort, by=world.coordinator, title=f"Projet {number}", members=[place])
        places.append(place)
    return places


def space(world):
    return f"/fr/me/cohort/{'/'.join(world.cohort.slugs)}/"


def desk(world):
    return f"/fr/desk/{'/'.join(world.cohort.slugs)}/people/"


def count_queries(client, address):
    with CaptureQueriesContext(connection) as found:
        assert client.get(address).status_code == 200
    return len(found)


def test_participants_know_names_of_each_other_and_no_address(world, enter):
    first, second = joined(world, 2)
    body = enter(first.person).get(space(world)).content.decode()
    assert [text in body for text in (str(second.person), "Projet 1", second.person.email)] == [True, True, False]
    assert enter(world.stranger).get(space(world)).status_code == 404


def test_invited_person_answers_on_their_space(world, enter):
    place = participations.invite(world.cohort, by=world.coordinator, person=world.participant)
    client = enter(world.participant)
    assert b'name="answer"' in client.get(space(world)).content
    client.post(f"/fr/me/invitations/{place.pk}/", {"answer": "yes"})
    assert Participation.objects.get().state == "active"


def test_participant_changes_their_project(world, enter):
    (place,) = joined(world)
    project = place.projects.get()
    address = f"{space(world)}projects/{project.pk}/"
    data = {"title": "Nouveau titre", "summary": "", "discipline": "documentary", "stage": "production"}
    assert enter(place.person).post(address, data).url == space(world)
    project.refresh_from_db()
    assert (project.title, project.stage) == ("Nouveau titre", "production")
    assert enter(world.stranger).get(address).status_code == 404


def test_people_are_found_by_name_project_and_state(world, enter):
    joined(world, 3)
    client = enter(world.coordinator)
    for query, found in (("q=p1", 1), ("q=Projet+2", 1), ("state=completed", 0), ("country=SN", 3)):
        assert len(client.get(f"{desk(world)}?{query}").context["page"].rows) == found, query


@pytest.mark.parametrize("count", [1, 3])
def test_lists_cost_the_same_for_one_and_three(world, enter, count):
    joined(world, count)
    client = enter(world.coordinator)
    addresses = (desk(world), f"{desk(world)}projects/", f"{desk(world)}outcomes/")
    assert [count_queries(client, address) for address in addresses] == [15, 10, 10]


def test_space_costs_the_same_with_one_fellow_and_three(world, enter):
    """Higher rooms add panels of their own, so that the number itself is not held here."""
    place, _fellow = joined(world, 2)
    client = enter(place.person)
    few = count_queries(client, space(world))
    joined(world, 2, start=2)
    assert count_queries(client, space(world)) == few
