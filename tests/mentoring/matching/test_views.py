import pytest
from django.urls import reverse

from mentoring.matching import actions as matching
from mentoring.matching import queries
from mentoring.matching.models import Matching, PairRule
from mentoring.matching.terms import WEIGHTS
from mentoring.meetings.models import Mentorship
from tests.mentoring.making import cost, several

RUN = {component.value: weight for component, weight in WEIGHTS.items()}


def at(world, name, *args):
    return reverse(f"mentoring:{name}", args=[*world.cohort.slugs, *args])


def test_run_page_tells_pairs_and_reasons(world, enter):
    people, helpers = several(world, 2)
    matching.rank(people[0], by=people[0].person, engagements=[helpers[1]])
    desk = enter(world.coordinator)
    answer = desk.post(at(world, "run_matching"), RUN | {"mode": "stable"})
    run = Matching.objects.get()
    assert (answer["Location"], run.mode) == (at(world, "desk_run", run.pk), "stable")
    page = desk.get(answer["Location"], {"participation": people[0].pk, "engagement": helpers[0].pk}).content.decode()
    assert [name for name in ("Bintou Élan", "Mbintou Guide", "aria-current") if name not in page] == []


def test_run_without_weights_is_refused_on_the_page(world, enter):
    several(world, 1)
    answer = enter(world.coordinator).post(at(world, "run_matching"), dict.fromkeys(RUN, 0))
    assert (answer.status_code, Matching.objects.count()) == (422, 0)


def test_pair_is_pinned_and_freed_from_the_page(world, enter):
    people, helpers = several(world, 2)
    run = matching.run(world.cohort, by=world.coordinator)
    desk, pair = enter(world.coordinator), {"participation": people[0].pk, "engagement": helpers[1].pk}
    desk.post(at(world, "pin_pair", run.pk), pair)
    assert (PairRule.objects.get().kind, queries.is_stale(run)) == ("pin", True)
    desk.post(at(world, "clear_pair", run.pk), pair)
    assert (PairRule.objects.count(), queries.is_stale(run)) == (0, False)
    assert desk.post(at(world, "pin_pair", run.pk), {"participation": "x"}).status_code == 302


def test_publish_is_asked_first(world, enter):
    several(world, 1)
    run = matching.run(world.cohort, by=world.coordinator)
    desk = enter(world.coordinator)
    assert desk.get(at(world, "publish_matching", run.pk)).status_code == 200
    assert Mentorship.objects.count() == 0
    desk.post(at(world, "publish_matching", run.pk))
    assert Mentorship.objects.count() == 1


def test_participant_ranks_on_one_page(world, enter):
    people, helpers = several(world, 2)
    client = enter(people[0].person)
    data = {"language": "fr", "needs": ["sound"], f"order_{helpers[0].pk}": "2", f"order_{helpers[1].pk}": "1"}
    assert client.post(at(world, "my_mentors"), data).status_code == 302
    people[0].refresh_from_db()
    assert (queries.ranked_by(people[0]), people[0].needs) == ([helpers[1].pk, helpers[0].pk], ["sound"])
    assert enter(world.stranger).get(at(world, "my_mentors")).status_code == 404


def test_mentor_ranks_people_of_the_cohort(world, enter):
    people, helpers = several(world, 2)
    client = enter(helpers[0].mentor.person)
    address = reverse("mentoring:rank_participants", args=[helpers[0].pk])
    client.post(address, {f"order_{people[1].pk}": "1"})
    assert queries.ranked_by_mentor(helpers[0]) == [people[1].pk]
    assert client.get(reverse("mentoring:rank_participants", args=[helpers[1].pk])).status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_pages_cost_the_same_at_one_and_three(world, enter, count):
    people, helpers = several(world, count)
    for row in people:
        matching.rank(row, by=row.person, engagements=helpers)
    matching.run(world.cohort, by=world.coordinator)
    desk, own = enter(world.coordinator), enter(people[0].person)
    visits = {name: (desk, at(world, name)) for name in ("desk_mentoring", "desk_preferences", "desk_matching")}
    visits["my_mentors"] = (own, at(world, "my_mentors"))
    visits["rank_participants"] = (enter(helpers[0].mentor.person), reverse("mentoring:rank_participants", args=[helpers[0].pk]))
    assert {name: cost(*visit) for name, visit in visits.items()} == COSTS


COSTS = {"desk_mentoring": 8, "desk_preferences": 9, "desk_matching": 20, "my_mentors": 8, "rank_participants": 8}
