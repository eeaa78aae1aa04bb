import random

from participants.stages.line import Line, best, from_score


def test_best_takes_so_many_and_says_where_the_line_is():
    assert best({1: 50.0, 2: 80.0, 3: 70.0}, 2) == Line(frozenset({2, 3}), 70.0)


def test_best_leaves_nobody_behind_who_shares_the_last_score():
    assert best({1: 70.0, 2: 80.0, 3: 70.0, 4: 60.0}, 2) == Line(frozenset({1, 2, 3}), 70.0, frozenset({1, 3}))


def test_best_calls_it_no_tie_where_all_that_share_the_score_fit():
    assert best({1: 70.0, 2: 80.0, 3: 70.0, 4: 60.0}, 3) == Line(frozenset({1, 2, 3}), 70.0)


def test_best_of_equals_takes_all():
    assert best(dict.fromkeys(range(4), 50.0), 1) == Line(frozenset(range(4)), 50.0, frozenset(range(4)))


def test_best_compares_scores_as_they_are_shown():
    assert best({1: 70.001, 2: 70.004}, 1).tied == frozenset({1, 2})


def test_best_of_fewer_than_asked_takes_what_there_is():
    assert best({1: 10.0}, 5) == Line(frozenset({1}), 10.0)
    assert best({}, 5) == best({1: 10.0}, 0) == Line()


def test_from_score_includes_the_score_itself():
    assert from_score({1: 60.0, 2: 59.99, 3: 59.996}, 60) == Line(frozenset({1, 3}), 60.0)
    assert from_score({1: 10.0}, 60) == Line()


def test_best_holds_what_it_promises_on_random_scores():
    chance = random.Random(5)
    for _round in range(300):
        scores = {key: chance.randint(0, 8) * 12.5 for key in range(chance.randint(1, 9))}
        count = chance.randint(1, 9)
        found = best(scores, count)
        inside, outside = found.on, scores.keys() - found.on
        assert len(inside) >= min(count, len(scores))
        assert all(scores[one] > scores[other] for one in inside for other in outside)
        assert len(inside - found.tied) < count or not found.tied
