from hypothesis import given, settings

from participants.selection.composer import Candidate, Sense, compose, counts, replacements, stepping_in
from tests.participants.selection.composer.instances import MUSIC, SIX, WOMEN, people, problem, problems, worth


def missing(asked, chosen):
    hard = {quota.id for quota in asked.quotas if quota.penalty is None}
    return {(one.quota, one.value): one.miss for one in counts(asked, chosen) if one.quota in hard}


def test_replacement_keeps_every_quota():
    asked = problem(SIX)
    found = {one.leaving: one for one in replacements(asked, (2, 3, 5, 8))}
    assert {key: one.coming for key, one in found.items()} == {2: 4, 3: 6, 5: None, 8: 10}
    assert [worth(asked, (2, 3, 5, 8)) - one.points for one in found.values() if one.coming] == [33800, 33500, 33400]
    assert found[5].blocking == (WOMEN, MUSIC)


def test_where_nobody_can_step_in_the_whole_is_composed_again():
    found = compose(problem(SIX, bans=[5])).cohort
    assert (found.worth, found.chosen) == (33700, (1, 4, 7, 8))


def test_stepping_in_follows_the_order_of_those_waiting():
    rows = [Candidate(key, 100 * key, {"country": frozenset(["MA" if key % 2 else "FR"])}) for key in range(6)]
    asked = problem([people(1, Sense.LEAST, 1, "country", "MA")], candidates=rows, places=2)
    assert stepping_in(asked, (4, 5), 5, (2, 1, 3)).coming == 1
    assert stepping_in(asked, (4, 5), 4, (2, 1, 3)).coming == 2


def test_stepping_in_does_not_ask_for_what_was_missed_before():
    rows = [Candidate(key, 100, {"country": frozenset(["FR"])}) for key in range(4)]
    asked = problem([people(1, Sense.LEAST, 2, "country", "MA")], candidates=rows, places=2)
    assert stepping_in(asked, (0, 1), 1, (3, 2)).coming == 3


@given(problems())
@settings(max_examples=60, deadline=None)
def test_replacement_is_the_best_that_misses_nothing_more(asked):
    cohort = compose(asked).cohort
    if cohort is None:
        return
    inside = set(cohort.chosen)
    others = [row for row in asked.eligible if row.id not in inside]
    for found in replacements(asked, cohort.chosen):
        before = missing(asked, cohort.chosen)
        kept = [one for one in cohort.chosen if one != found.leaving]
        lawful = []
        for row in others:
            after = missing(asked, [*kept, row.id])
            if all(miss <= before.get(key, 0) for key, miss in after.items()):
                lawful.append(row.score or 0)
        assert (found.coming is None) == (not lawful)
        if found.coming is not None:
            assert asked.by_id[found.coming].score == max(lawful)
