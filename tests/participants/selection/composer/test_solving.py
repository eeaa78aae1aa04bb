from dataclasses import replace
from itertools import islice

import pytest
from hypothesis import given, settings

from participants.selection.composer import (
    Cancelled,
    Candidate,
    Effort,
    Measure,
    Quota,
    Sense,
    compose,
    cost_of,
    next_best,
    really_different,
)
from tests.participants.selection.composer.instances import (
    BUDGET,
    CANDIDATES,
    COUNTRIES,
    FRANCE,
    MUSIC,
    ORGANISATION,
    SIX,
    WOMEN,
    every,
    lawful,
    people,
    problem,
    problems,
    worth,
)


def best(asked):
    found = compose(asked).cohort
    assert (found.proven, found.bound) == (True, found.worth)
    return found.worth, found.chosen


def test_cohort_without_quotas_is_the_best_scores():
    assert best(problem()) == (36700, (1, 2, 3, 4))


def test_cohort_keeps_six_quotas_at_once():
    assert best(problem(SIX)) == (34300, (2, 3, 5, 8))


def test_quota_costs_what_the_best_gains_without_it():
    asked = problem(SIX)
    cohort = compose(asked).cohort
    found = {quota.id: cost_of(asked, cohort, quota) for quota in SIX}
    costs = {WOMEN: 400, COUNTRIES: 200, MUSIC: 600, BUDGET: 1500, FRANCE: 0, ORGANISATION: 0}
    assert {key: cost.points for key, cost in found.items()} == costs
    assert all(cost.proven for cost in found.values())
    assert (found[WOMEN].leaving, found[WOMEN].coming) == ((8,), (7,))
    assert (found[FRANCE].leaving, found[FRANCE].coming) == ((), ())


def test_next_best_cohorts_come_in_order():
    asked = problem(SIX)
    cohort = compose(asked).cohort
    found = list(islice(next_best(asked, cohort), 3))
    assert [one.worth for one in found] == [34200, 33900, 33800]
    assert found[0].chosen == (3, 4, 5, 7)


def test_next_best_ends_where_no_other_is_lawful():
    asked = problem(SIX)
    assert [one.worth for one in next_best(asked, compose(asked).cohort)] == every(asked)[1:]


def test_different_cohorts_differ_by_two_at_least():
    asked = problem(SIX)
    cohort = compose(asked).cohort
    found = [cohort, *islice(really_different(asked, cohort), 4)]
    assert len(found) == 5
    assert min(len(set(a.chosen) - set(b.chosen)) for a in found for b in found if a is not b) == 2


def test_pin_is_kept_and_ban_is_left_out():
    assert best(problem(SIX, pins=[9])) == (33500, (2, 4, 5, 9))
    assert best(problem(SIX, bans=[4])) == (34300, (2, 3, 5, 8))


def test_equal_cohorts_are_decided_by_lot():
    rows = [Candidate(key, 500, lot=lot) for key, lot in enumerate([3, 9, 1, 7])]
    assert best(problem(candidates=rows, places=2)) == (1000, (1, 3))


def test_all_equal_scores_give_the_same_cohort_in_whatever_order_they_are_read():
    rows = [Candidate(key, 500, {"country": frozenset(["FR" if key % 3 else "MA"])}, lot=key * 37 % 101) for key in range(200)]
    quota = people(1, Sense.EXACTLY, 4, "country", "MA")
    first = best(problem([quota], candidates=rows, places=12))
    assert best(problem([quota], candidates=rows[::-1], places=12)) == first


def test_unscored_is_never_proposed_unless_pinned():
    rows = [Candidate(1, 100), Candidate(2, None), Candidate(3, 0)]
    assert best(problem(candidates=rows, places=2)) == (100, (1, 3))
    assert best(problem(candidates=rows, places=2, pins=[2])) == (100, (1, 2))


def test_soft_quota_is_missed_where_that_is_worth_more():
    cheap = people(1, Sense.LEAST, 2, "country", "MA", penalty=100)
    found = {price: compose(problem([replace(cheap, penalty=price)])).cohort for price in (100, 2000, 2600)}
    assert [one.chosen for one in found.values()] == [(1, 2, 3, 4), (1, 2, 3, 8), (1, 2, 8, 10)]
    assert [(one.score, one.penalty) for one in found.values()] == [(36700, 200), (35400, 2000), (32900, 0)]


def test_shares_round_up_for_least_down_for_most_to_the_nearest_for_exactly():
    bounds = {sense: Quota(1, Measure.PEOPLE, sense, 50, "gender", share=True).bounds(15) for sense in Sense}
    assert bounds == {Sense.LEAST: (8, None), Sense.MOST: (0, 7), Sense.EXACTLY: (8, 8)}


def test_unknown_counts_only_where_the_quota_says_so():
    rows = [Candidate(1, 900), Candidate(2, 800, {"gender": frozenset(["woman"])}), Candidate(3, 700)]
    quota = people(1, Sense.LEAST, 1, "gender", "woman")
    assert best(problem([quota], candidates=rows, places=1)) == (800, (2,))
    assert best(problem([replace(quota, unknown_counts=True)], candidates=rows, places=1)) == (900, (1,))


def test_cancelled_work_stops():
    with pytest.raises(Cancelled):
        compose(problem(SIX), Effort(cancelled=lambda: True))


def test_input_order_does_not_matter():
    assert best(problem(SIX[::-1], candidates=CANDIDATES[::-1])) == (34300, (2, 3, 5, 8))


@given(problems())
@settings(max_examples=120, deadline=None)
def test_cohort_is_as_good_as_brute_force(asked):
    found = compose(asked)
    if not asked.pins <= {row.id for row in asked.eligible}:
        return
    worths = every(asked)
    assert found.proven
    if found.cohort is None:
        assert worths == []
        return
    assert (found.cohort.worth, found.cohort.bound) == (worths[0], worths[0])
    assert lawful(asked, found.cohort.chosen)
    assert worth(asked, found.cohort.chosen) == worths[0]


@given(problems())
@settings(max_examples=40, deadline=None)
def test_cost_and_others_are_as_brute_force_says(asked):
    cohort = compose(asked).cohort
    if cohort is None:
        return
    assert [one.worth for one in islice(next_best(asked, cohort), 3)] == every(asked)[1:4]
    for quota in asked.quotas:
        rest = replace(asked, quotas=[one for one in asked.quotas if one.id != quota.id])
        assert cost_of(asked, cohort, quota).points == every(rest)[0] - worth(rest, cohort.chosen)
