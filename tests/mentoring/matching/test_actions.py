import pytest

from incubator.lib.errors import NotYours, Refused, Stale
from incubator.outbox.models import Message
from mentoring.matching import actions as matching
from mentoring.matching import queries
from mentoring.matching.models import Matching, PairRule, Preference
from mentoring.meetings.models import Mentorship
from participants.participations import actions as participations
from tests.mentoring.making import engaged, placed, several
from tests.world import person


def test_rank_keeps_the_order_and_replaces_the_last(world):
    people, helpers = several(world, 3)
    who = people[0].person
    matching.rank(people[0], by=who, engagements=helpers)
    matching.rank(people[0], by=who, engagements=[helpers[2], helpers[0]])
    assert list(Preference.objects.values_list("engagement", "rank")) == [(helpers[2].pk, 1), (helpers[0].pk, 2)]
    with pytest.raises(NotYours):
        matching.rank(people[0], by=people[1].person, engagements=helpers)
    with pytest.raises(Refused):
        matching.rank(people[0], by=who, engagements=[helpers[0], helpers[0]])


def test_rank_by_mentor_is_the_mentors(world):
    people, helpers = several(world, 2)
    matching.rank_by_mentor(helpers[0], by=helpers[0].mentor.person, participations=people)
    assert Preference.objects.filter(by_mentor=True).count() == 2
    with pytest.raises(NotYours):
        matching.rank_by_mentor(helpers[0], by=world.coordinator, participations=people)


def test_run_follows_ranks_and_explains_to_the_point(world):
    people, helpers = several(world, 3)
    for place, row in enumerate(people):
        matching.rank(row, by=row.person, engagements=[helpers[2 - place]])
    result = matching.run(world.cohort, by=world.coordinator)
    pairs = {pair.participation_id: pair.engagement_id for pair in result.pairs.all()}
    assert pairs == {row.pk: helpers[2 - place].pk for place, row in enumerate(people)}
    assert all(pair.score == sum(part["points"] for part in pair.reasons) for pair in result.pairs.all())
    assert set(result.facts["modes"]) == {"worst_off", "best_total", "stable"}


def test_run_says_who_stays_without_and_why(world):
    place = placed(world)
    participations.describe(place, by=world.participant, languages=["pt"])
    engaged(world, languages=["fr"])
    result = matching.run(world.cohort, by=world.coordinator)
    [alone] = result.facts["unmatched"]
    assert (alone["participant"], alone["reason"], alone["impossible"]) == (place.pk, "language", True)


def test_run_needs_both_sides(world):
    with pytest.raises(Refused):
        matching.run(world.cohort, by=world.coordinator)


def test_pin_over_capacity_names_the_mentor(world):
    people, helpers = several(world, 2)
    matching.pin(people[0], helpers[0], by=world.coordinator)
    assert matching.pin(people[0], helpers[0], by=world.coordinator) == PairRule.objects.get()
    with pytest.raises(Refused, match="Mbintou Guide"):
        matching.pin(people[1], helpers[0], by=world.coordinator)


def test_pin_and_forbid_exclude_each_other(world):
    people, helpers = several(world, 1)
    pair = (people[0], helpers[0])
    matching.pin(*pair, by=world.coordinator)
    with pytest.raises(Refused):
        matching.forbid(*pair, by=world.coordinator)
    matching.clear(*pair, by=world.coordinator)
    matching.forbid(*pair, by=world.coordinator)
    with pytest.raises(Refused):
        matching.pin(*pair, by=world.coordinator)


def test_pin_and_forbid_are_kept_by_the_run(world):
    people, helpers = several(world, 2)
    matching.pin(people[0], helpers[1], by=world.coordinator)
    matching.forbid(people[1], helpers[0], by=world.coordinator)
    result = matching.run(world.cohort, by=world.coordinator)
    assert [(row.participation_id, row.engagement_id, row.pinned) for row in result.pairs.all()] == [
        (people[0].pk, helpers[1].pk, True)
    ]
    assert [row["participant"] for row in result.facts["unmatched"]] == [people[1].pk]


def test_publish_twice_begins_and_tells_once(world):
    several(world, 2)
    result = matching.run(world.cohort, by=world.coordinator)
    matching.publish(result, by=world.coordinator)
    matching.publish(result, by=world.coordinator)
    assert (Mentorship.objects.count(), Message.objects.filter(kind="mentorship_begun").count()) == (2, 4)
    assert Matching.objects.get().state == "published"


def test_run_after_publishing_keeps_those_at_work(world):
    several(world, 2)
    matching.publish(matching.run(world.cohort, by=world.coordinator), by=world.coordinator)
    before = set(Mentorship.objects.values_list("pk", flat=True))
    newcomer = placed(world, person("Gaston Élan"))
    engaged(world, person("Mgaston Guide"), capacity=1)
    matching.publish(matching.run(world.cohort, by=world.coordinator), by=world.coordinator)
    assert list(Mentorship.objects.exclude(pk__in=before).values_list("participation", flat=True)) == [newcomer.pk]


def test_publish_of_an_old_run_is_refused(world):
    people, _helpers = several(world, 2)
    result = matching.run(world.cohort, by=world.coordinator)
    participations.withdraw(people[0], by=world.coordinator)
    with pytest.raises(Stale):
        matching.publish(result, by=world.coordinator)
    assert Mentorship.objects.count() == 0


def test_why_not_tells_the_cost_from_what_the_run_was_given(world):
    people, helpers = several(world, 2)
    matching.rank(people[0], by=people[0].person, engagements=[helpers[0]])
    result = matching.run(world.cohort, by=world.coordinator)
    answer = queries.why_not(result, people[0], helpers[1])
    assert (answer.obstacle, answer.lost) == (None, answer.before - answer.after)
    assert len(answer.moves) == 2


def test_nobody_instructs_on_their_own_pair(world):
    place, engagement = placed(world), engaged(world, world.coordinator)
    with pytest.raises(NotYours):
        matching.pin(place, engagement, by=world.coordinator)
