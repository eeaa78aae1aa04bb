import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from incubator.lib.flow import Load
from mentoring.matching.matcher import compare, match
from mentoring.matching.terms import (
    Bar,
    Mentor,
    Mode,
    Participant,
    PinForbidden,
    PinsOverCapacity,
    PinUnknown,
    Problem,
    Rules,
)
from tests.incubator.lib.brute import best, measure
from tests.mentoring.matching.instances import pairs, problem


def summed(result):
    return sum(pair.score.total for pair in result.pairs) // 10


@pytest.mark.parametrize(
    ("matrix", "capacity", "pins", "expected", "total"),
    [
        ([[90, 80], [85, 10]], [1, 1], [], [(0, 101), (1, 100)], 165),
        ([[100, 60], [90, -1]], [1, 1], [], [(0, 101), (1, 100)], 150),
        ([[-1, 40], [90, 85], [80, 70]], [1, 2], [(0, 101)], [(0, 101), (1, 101), (2, 100)], 205),
        ([[50, 40], [60, 30], [-1, -1]], [1, 1], [], [(0, 101), (1, 100)], 100),
    ],
    ids=["greedy trap", "count before score", "pin", "impossible"],
)
def test_match_finds_the_best_total(matrix, capacity, pins, expected, total):
    result = match(problem(matrix, capacity, pins=pins, mode=Mode.BEST_TOTAL))
    assert (pairs(result), summed(result)) == (expected, total)


def test_match_of_nobody_possible_is_told_from_bad_luck():
    result = match(problem([[50, 40], [60, 30], [-1, -1], [10, 10]], [1, 1]))
    assert [(gap.participant, gap.reason, gap.impossible) for gap in result.unmatched] == [
        (2, Bar.FORBIDDEN, True),
        (3, Bar.CAPACITY, False),
    ]


@st.composite
def matrices(draw):
    matrix = [[draw(st.integers(-1, 9)) for _ in range(4)] for _ in range(4)]
    return matrix, [draw(st.integers(0, 2)) for _ in range(4)], draw(st.integers(1, 2))


@given(matrices(), st.sampled_from([Mode.BEST_TOTAL, Mode.WORST_OFF]))
@settings(max_examples=100, deadline=None)
def test_match_is_as_good_as_brute_force(instance, mode):
    matrix, capacity, mentors = instance
    result = match(problem(matrix, capacity, mentors=mentors, mode=mode))
    loads = {100 + column: Load(0, places) for column, places in enumerate(capacity)}
    scores = {(row, 100 + column): 10 * value for row, own in enumerate(matrix) for column, value in enumerate(own) if value >= 0}
    protect = mode is Mode.WORST_OFF
    value = measure(loads, scores, protect=protect)
    found = best(dict.fromkeys(range(4), mentors), loads, scores, protect=protect)
    assert value(set(pairs(result))) == found
    assert result.figures.matched + sum(gap.missing for gap in result.unmatched) == 4 * mentors


def test_worst_off_gives_up_total_for_the_lowest_score():
    worst, total, _ = compare(problem([[90, 50], [60, 10]], [1, 1], mentors=1))
    assert (worst.figures.total, worst.figures.worst, pairs(worst)) == (1100, 500, [(0, 101), (1, 100)])
    assert total.figures.total >= worst.figures.total
    low = compare(problem([[90, 30], [50, 10]], [1, 1]))
    assert [(found.mode, found.figures.total, found.figures.worst) for found in low] == [
        (Mode.WORST_OFF, 800, 300),
        (Mode.BEST_TOTAL, 1000, 100),
        (Mode.STABLE, 1000, 100),
    ]


def test_pin_over_capacity_is_refused_naming_the_mentor():
    with pytest.raises(PinsOverCapacity) as refused:
        match(problem([[5, 5]] * 3, [2, 9], pins=[(0, 100), (1, 100), (2, 100)]))
    assert (refused.value.mentor, refused.value.pins, refused.value.capacity) == (100, 3, 2)


def test_pin_of_a_forbidden_pair_is_refused():
    with pytest.raises(PinForbidden) as refused:
        match(problem([[5, 5]], [1, 1], pins=[(0, 100)], forbidden=[(0, 100)]))
    assert (refused.value.mentor, refused.value.participant) == (100, 0)


def test_pin_of_a_stranger_is_refused():
    with pytest.raises(PinUnknown):
        match(problem([[5]], [1], pins=[(0, 5)]))


def test_pin_may_break_a_rule_and_says_which():
    people = [Participant(1, languages=("ar",)), Participant(2, languages=("fr",))]
    mentors = [Mentor(8, 2, languages=("fr",))]
    result = match(Problem(people, mentors, pins=[(1, 8)], conflicts=[(2, 8)]))
    assert [(pair.participant, pair.pinned, pair.breaks) for pair in result.pairs] == [(1, True, Bar.LANGUAGE)]
    assert [(gap.participant, gap.reason) for gap in result.unmatched] == [(2, Bar.CONFLICT)]
    both = match(Problem(people, mentors, pins=[(1, 8), (2, 8)], conflicts=[(2, 8)]))
    assert [pair.breaks for pair in both.pairs] == [Bar.LANGUAGE, Bar.CONFLICT]


def test_unmatched_names_the_filter_that_took_the_last_candidate():
    people = [
        Participant(1, languages=("ar",), hours=((0, 600),)),
        Participant(2, languages=("fr",), hours=((5000, 5600),)),
        Participant(3, languages=("fr",), hours=((0, 600),)),
        Participant(4, mentors=3),
    ]
    mentors = [
        Mentor(8, 5, languages=("fr",), hours=((0, 600),)),
        Mentor(9, 5, languages=("fr", "en"), hours=((300, 900),)),
    ]
    result = match(Problem(people, mentors, forbidden=[(3, 8)], conflicts=[(3, 9)], rules=Rules(least_minutes=60)))
    assert [(gap.participant, gap.missing, gap.reason, gap.barred) for gap in result.unmatched] == [
        (1, 1, Bar.LANGUAGE, ((Bar.LANGUAGE, 2),)),
        (2, 1, Bar.HOURS, ((Bar.HOURS, 2),)),
        (3, 1, Bar.FORBIDDEN, ((Bar.CONFLICT, 1), (Bar.FORBIDDEN, 1))),
        (4, 1, Bar.MENTORS, ()),
    ]


def test_match_without_mentors_leaves_everybody_with_a_reason():
    result = match(Problem([Participant(1), Participant(2, mentors=2)], []))
    assert [(gap.participant, gap.missing, gap.reason) for gap in result.unmatched] == [
        (1, 1, Bar.MENTORS),
        (2, 2, Bar.MENTORS),
    ]
    assert match(Problem([], [Mentor(1, 3)])).pairs == ()


def test_several_mentors_of_one_participant_are_different_people():
    result = match(problem([[90, 10, 50], [80, 70, 60]], [2, 2, 1], mentors=2))
    assert sorted(pairs(result)) == sorted(set(pairs(result)))
    assert [sum(person == row for person, _ in pairs(result)) for row in (0, 1)] == [2, 2]


def test_match_is_the_same_in_any_order_of_input():
    asked = problem([[5] * 5] * 8, [2] * 5)
    turned = Problem(asked.participants[::-1], asked.mentors[::-1], weights=asked.weights)
    assert [match(asked), *compare(asked)] == [match(turned), *compare(turned)]
