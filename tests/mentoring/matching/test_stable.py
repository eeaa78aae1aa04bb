from itertools import permutations

from hypothesis import given, settings
from hypothesis import strategies as st

from mentoring.matching.matcher import match
from mentoring.matching.stable import blocking_pairs, deferred_acceptance
from mentoring.matching.terms import Mentor, Mode, Participant, Problem

ORDERS = list(permutations(range(3)))


@st.composite
def preferences(draw):
    allowed = [(person, mentor) for person in range(3) for mentor in range(3) if draw(st.integers(0, 4))]
    wishes = (
        [draw(st.sampled_from(ORDERS)) for _ in range(3)],
        [draw(st.sampled_from(ORDERS)) for _ in range(3)],
    )
    by_participant = {(person, mentor): (wishes[0][person][mentor],) for person, mentor in allowed}
    by_mentor = {(person, mentor): (wishes[1][mentor][person],) for person, mentor in allowed}
    places = {person: draw(st.integers(0, 2)) for person in range(3)}
    capacity = {mentor: draw(st.integers(0, 2)) for mentor in range(3)}
    return places, capacity, by_participant, by_mentor


@given(preferences())
@settings(max_examples=300, deadline=None)
def test_deferred_acceptance_leaves_no_blocking_pair(instance):
    places, capacity, by_participant, by_mentor = instance
    pairs = deferred_acceptance(places, capacity, by_participant, by_mentor)
    assert blocking_pairs(set(pairs), places, capacity, by_participant, by_mentor) == 0
    assert [key for key in places if sum(person == key for person, _ in pairs) > places[key]] == []
    assert [key for key in capacity if sum(mentor == key for _, mentor in pairs) > capacity[key]] == []


def test_deferred_acceptance_gives_proposers_their_best():
    by_participant = {(0, 0): (0,), (0, 1): (1,), (1, 0): (1,), (1, 1): (0,)}
    by_mentor = {(0, 0): (1,), (0, 1): (0,), (1, 0): (0,), (1, 1): (1,)}
    one = {0: 1, 1: 1}
    assert deferred_acceptance(one, one, by_participant, by_mentor) == ((0, 0), (1, 1))


def test_stable_mode_follows_the_rankings_of_both_sides_before_scores():
    people = [
        Participant(1, needs=frozenset({"film"}), ranks=(8, 9)),
        Participant(2, needs=frozenset({"film"}), ranks=(8,)),
    ]
    mentors = [Mentor(8, 1, ranks=(2,)), Mentor(9, 1, skills=frozenset({"film"}))]
    result = match(Problem(people, mentors, mode=Mode.STABLE))
    assert [(pair.participant, pair.mentor) for pair in result.pairs] == [(1, 9), (2, 8)]
    assert result.figures.blocking == 0


def test_blocking_pairs_are_counted_in_every_mode():
    people = [Participant(1, ranks=(8,)), Participant(2, ranks=(8,), needs=frozenset({"film"}))]
    mentors = [
        Mentor(8, 1, skills=frozenset({"film"}), ranks=(1,)),
        Mentor(9, 1, skills=frozenset({"dance"})),
    ]
    best_total, stable = (match(Problem(people, mentors, mode=mode)) for mode in (Mode.BEST_TOTAL, Mode.STABLE))
    assert [(pair.participant, pair.mentor) for pair in best_total.pairs] == [(1, 9), (2, 8)]
    assert [(pair.participant, pair.mentor) for pair in stable.pairs] == [(1, 8), (2, 9)]
    assert (best_total.figures.blocking, stable.figures.blocking) == (1, 0)
    assert match(Problem(people, mentors, pins=[(2, 8)])).figures.blocking == 0
