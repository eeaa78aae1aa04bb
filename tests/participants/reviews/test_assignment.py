from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from incubator.lib.flow import Load
from incubator.lib.shares import shares
from participants.reviews.affinity import WEIGHTS, Application, Component, Reviewer, reads
from participants.reviews.assignment import (
    Bar,
    Fairness,
    PinInConflict,
    PinsOverLoad,
    PinUnknown,
    Problem,
    Source,
    Underload,
    propose,
)
from participants.reviews.fits import Fits
from participants.reviews.wholes import Whole
from tests.incubator.lib.brute import best, measure
from tests.participants.reviews.instances import pairs, problem

TAGS = st.sampled_from(["", "fr", "fr-CA", "ar", "en"])
TOPICS = st.sampled_from(["film", "dance", "game"])


def test_assignment_with_exact_loads_protects_the_worst_off():
    result = propose(problem([[9, 8, 1], [9, 7, 2], [9, 6, 5]], least=[1, 1, 1], most=[1, 1, 1]))
    assert pairs(result) == [(0, 101), (1, 100), (2, 102)]
    assert (result.figures.total, result.figures.worst) == (2200, 500)


def test_assignment_meets_the_minimum_load_at_the_least_cost():
    result = propose(problem([[9, 8], [8, 1]], least=[0, 1]))
    assert pairs(result) == [(0, 101), (1, 100)]
    assert result.figures.total == 1600


def test_fairness_chooses_between_the_worst_and_the_total():
    matrix = [[9, 5], [6, 1]]
    fair = propose(problem(matrix, most=[1, 1]))
    total = propose(problem([[9, 3], [6, 1]], most=[1, 1], fairness=Fairness.BEST_TOTAL))
    assert (pairs(fair), fair.figures.worst) == ([(0, 101), (1, 100)], 500)
    assert (pairs(total), total.figures.worst, total.figures.total) == ([(0, 100), (1, 101)], 100, 1000)


@st.composite
def matrices(draw):
    height, width = draw(st.integers(1, 4)), draw(st.integers(1, 4))
    matrix = [[draw(st.integers(-1, 10)) for _ in range(width)] for _ in range(height)]
    most = [draw(st.integers(0, 3)) for _ in range(width)]
    least = [draw(st.integers(0, bound)) for bound in most]
    return matrix, draw(st.integers(1, 2)), least, most


@given(matrices(), st.sampled_from(Fairness))
@settings(max_examples=150, deadline=None)
def test_assignment_is_as_good_as_brute_force(instance, fairness):
    matrix, reviews, least, most = instance
    result = propose(problem(matrix, reviews=reviews, least=least, most=most, fairness=fairness))
    places = dict.fromkeys(range(len(matrix)), reviews)
    loads = {100 + column: Load(low, high) for column, (low, high) in enumerate(zip(least, most, strict=True))}
    scores = {
        (row, 100 + column): 100 * value for row, own in enumerate(matrix) for column, value in enumerate(own) if value >= 0
    }
    protect = fairness is Fairness.WORST_OFF
    value = measure(loads, scores, protect=protect)
    assert value(set(pairs(result))) == best(places, loads, scores, protect=protect)
    assert result.figures.filled + sum(gap.missing for gap in result.shortfalls) == sum(places.values())


def test_begun_reviews_stay_and_only_the_rest_is_filled():
    result = propose(problem([[1, 9, 8]] * 2, reviews=2, most=[2, 1, 2], begun=[(0, 100), (7, 101)]))
    assert [(pair.application, pair.reviewer, pair.source) for pair in result.pairs] == [
        (0, 100, Source.BEGUN),
        (0, 102, Source.PROPOSED),
        (1, 100, Source.PROPOSED),
        (1, 102, Source.PROPOSED),
        (7, 101, Source.BEGUN),
    ]
    assert result.pairs[-1].fit is None


def test_begun_review_in_conflict_stays_with_a_warning():
    result = propose(problem([[5]], begun=[(0, 100)], conflicts=[(0, 100)]))
    assert [(pair.source, pair.breaks) for pair in result.pairs] == [(Source.BEGUN, Bar.CONFLICT)]


def test_pin_is_kept_and_warns_of_the_rule_it_breaks():
    applications = [Application(1, 1, language="ar"), Application(2, 1, language="fr")]
    reviewers = [Reviewer(8, most=1, languages=("fr",)), Reviewer(9, most=1, languages=("ar", "fr"))]
    result = propose(Problem(applications, reviewers, pins=[(1, 8)]))
    assert [(*pair, found.source, found.breaks) for pair, found in zip(pairs(result), result.pairs, strict=True)] == [
        (1, 8, Source.PINNED, Bar.LANGUAGE),
        (2, 9, Source.PROPOSED, None),
    ]


def test_pin_in_conflict_is_refused():
    with pytest.raises(PinInConflict) as refused:
        propose(problem([[5]], pins=[(0, 100)], conflicts=[(0, 100)]))
    assert (refused.value.reviewer, refused.value.application) == (100, 0)


def test_pins_over_the_load_are_refused_with_the_numbers():
    with pytest.raises(PinsOverLoad) as refused:
        propose(problem([[5]] * 4, most=[3], begun=[(0, 100), (1, 100)], pins=[(2, 100), (3, 100)]))
    found = refused.value
    assert (found.reviewer, found.pins, found.free, found.most) == (100, 2, 1, 3)


def test_pin_of_a_stranger_is_refused():
    with pytest.raises(PinUnknown):
        propose(problem([[5]], pins=[(0, 999)]))


def test_shortfall_names_the_filter_that_took_the_last_candidate():
    applications = [
        Application(1, 1, language="ar"),
        Application(2, 2, language="fr"),
        Application(3, 1, language="en"),
        Application(4, 4, language="fr"),
    ]
    reviewers = [
        Reviewer(7, most=2, languages=("fr", "en")),
        Reviewer(8, most=9, languages=("fr",)),
        Reviewer(9, most=9, languages=("fr",)),
    ]
    result = propose(Problem(applications, reviewers, conflicts=[(2, 8), (2, 9)], begun=[(11, 7), (12, 7)]))
    assert [(gap.application, gap.missing, gap.reason, gap.candidates, gap.barred) for gap in result.shortfalls] == [
        (1, 1, Bar.LANGUAGE, 0, ((Bar.LANGUAGE, 3),)),
        (2, 2, Bar.LOAD, 0, ((Bar.CONFLICT, 2), (Bar.LOAD, 1))),
        (3, 1, Bar.LOAD, 0, ((Bar.LANGUAGE, 2), (Bar.LOAD, 1))),
        (4, 2, Bar.LOAD, 2, ((Bar.LOAD, 1),)),
    ]


def test_shortfall_tells_too_few_reviewers_from_too_little_room():
    few = propose(problem([[5, 5]], reviews=3))
    room = propose(problem([[9], [5]], most=[1]))
    assert [(gap.application, gap.reason, gap.candidates) for gap in few.shortfalls] == [(0, Bar.REVIEWERS, 2)]
    assert [(gap.application, gap.reason, gap.candidates) for gap in room.shortfalls] == [(1, Bar.CAPACITY, 1)]
    assert (room.figures.places, room.figures.capacity, room.figures.filled) == (2, 1, 1)


def test_minimum_load_that_cannot_be_met_says_why():
    result = propose(problem([[5, 5, -1]], least=[1, 1, 1]))
    below = [(gap.load, gap.least, gap.eligible, gap.reason) for gap in result.below_minimum]
    assert below == [(0, 1, 1, Underload.FEW_PLACES), (0, 1, 0, Underload.FEW_ELIGIBLE)]


def test_assignment_tells_panels_that_cannot_be_compared():
    apart = propose(problem([[9, -1], [-1, 9]]))
    joined = propose(problem([[9, 9], [-1, 9]], reviews=2))
    assert (apart.figures.panels, joined.figures.panels) == (2, 1)


def test_assignment_is_the_same_in_any_order_of_input():
    asked = problem([[5, 5, 5, 5]] * 6, reviews=2, most=[3] * 4)
    turned = Problem(asked.applications[::-1], asked.reviewers[::-1], conflicts=asked.conflicts, weights=asked.weights)
    assert propose(asked) == propose(turned)


def test_assignment_of_nobody_is_empty():
    result = propose(Problem([], []))
    assert (result.pairs, result.shortfalls, result.figures.worst) == ((), (), None)


def test_whole_topic_is_read_by_each_and_the_rest_is_filled_by_others():
    applications = [Application(1, 2, topics=frozenset({"film"})), Application(2, 2, topics=frozenset({"dance"}))]
    reviewers = [Reviewer(number, most=2) for number in (7, 8, 9)]
    found = propose(Problem(applications, reviewers, wholes=[Whole(frozenset({7, 8}), topic="film")]))
    assert [pair for pair in found.pairs if pair.source is Source.WHOLE] == [
        pair for pair in found.pairs if pair.application == 1
    ]
    assert (pairs(found)[:2], found.figures.filled) == ([(1, 7), (1, 8)], 2)


def test_whole_shared_out_keeps_others_away_and_says_so():
    applications = [Application(1, 2, "ar"), Application(2, 2, "fr")]
    reviewers = [Reviewer(number, most=2, languages=("ar", "fr")) for number in (7, 8, 9)]
    found = propose(Problem(applications, reviewers, wholes=[Whole(frozenset({7}), language="ar-TN", everyone=False)]))
    assert [(gap.application, gap.missing, gap.reason, gap.barred) for gap in found.shortfalls] == [
        (1, 1, Bar.RULE, ((Bar.RULE, 2),))
    ]
    assert [pair for pair in pairs(found) if pair[0] == 1] == [(1, 7)]


def test_whole_in_conflict_is_left_out_and_filled_by_somebody_else():
    applications = [Application(1, 1, "fr"), Application(2, 1, "fr")]
    found = propose(
        Problem(applications, [Reviewer(7, most=2), Reviewer(8, most=2)], conflicts=[(1, 7)], wholes=[Whole(frozenset({7}), language="fr")])
    )  # fmt: skip
    assert (pairs(found), found.left_out) == ([(1, 8), (2, 7)], ((1, 7),))


def test_whole_over_the_load_is_refused_with_the_numbers():
    with pytest.raises(PinsOverLoad) as refused:
        propose(
            Problem(
                [Application(n, 1, "fr") for n in range(4)], [Reviewer(7, most=3)], wholes=[Whole(frozenset({7}), language="fr")]
            )
        )
    assert (refused.value.pins, refused.value.free) == (4, 3)


def test_ruled_out_pair_is_not_proposed():
    result = propose(problem([[9, 5]], ruled_out=[(0, 100)]))
    assert (pairs(result), result.shortfalls) == ([(0, 101)], ())


def test_topping_up_keeps_what_is_given_and_fills_the_rest_best():
    """One of three has dropped out: what she had begun is nobody's, what others have stays, though dealt anew it were better."""
    matrix = [[1, 9], [1, 8], [9, 1]]
    anew = propose(problem(matrix, most=[3, 2]))
    top_up = propose(problem(matrix, most=[3, 2], begun=[(0, 100)]))
    assert pairs(anew) == [(0, 101), (1, 101), (2, 100)]
    assert pairs(top_up) == [(0, 100), (1, 101), (2, 100)]


def test_step_is_told_and_may_end_the_work():
    class Enough(Exception):
        pass

    def step(done, total):
        assert 0 <= done < total
        raise Enough

    with pytest.raises(Enough):
        propose(problem([[9, 5], [6, 1]]), step)


@given(matrices(), st.sampled_from(Fairness), st.randoms(use_true_random=False))
@settings(max_examples=60, deadline=None)
def test_assignment_is_the_same_in_whatever_order_it_is_given(instance, fairness, random):
    matrix, reviews, least, most = instance
    asked = problem(matrix, reviews=reviews, least=least, most=most, fairness=fairness)
    applications, reviewers, conflicts = list(asked.applications), list(asked.reviewers), list(asked.conflicts)
    for rows in (applications, reviewers, conflicts):
        random.shuffle(rows)
    shuffled = replace(asked, applications=applications, reviewers=reviewers, conflicts=conflicts)
    assert propose(shuffled) == propose(asked)


def test_nobody_to_read_and_nothing_to_read_are_answers_too():
    assert propose(Problem([], [Reviewer(1, most=3)])).figures.filled == 0
    alone = propose(Problem([Application(1, 2, "fr")], []))
    assert [(gap.missing, gap.reason, gap.candidates) for gap in alone.shortfalls] == [(2, Bar.REVIEWERS, 0)]


@given(
    st.lists(st.tuples(TAGS, st.frozensets(TOPICS, max_size=2)), min_size=1, max_size=4),
    st.lists(st.tuples(st.lists(TAGS, max_size=3, unique=True), st.frozensets(TOPICS, max_size=2)), min_size=1, max_size=4),
)
@settings(max_examples=60, deadline=None)
def test_table_of_fits_says_of_each_pair_what_the_pair_alone_says(wanted, people):
    applications = [Application(n, 1, language, topics) for n, (language, topics) in enumerate(wanted)]
    reviewers = [Reviewer(n, 1, 0, tuple(languages), topics) for n, (languages, topics) in enumerate(people)]
    fits = Fits(applications, reviewers, shares({component: WEIGHTS[component] for component in Component}))
    table, readable = fits.table(), fits.readable()
    for row, application in enumerate(applications):
        for column, reviewer in enumerate(reviewers):
            assert table[row, column] == fits.total((application.id, reviewer.id))
            assert readable[row, column] == reads(application, reviewer)
