from mentoring.matching.matcher import match, why_not
from mentoring.matching.terms import Bar, Mentor, Mode, Move, Obstacle, Participant, Problem
from tests.mentoring.matching.instances import pairs, problem


def test_why_not_shows_what_is_lost_and_who_moves():
    answer = why_not(problem([[90, 80], [85, 10]], [1, 1], mode=Mode.BEST_TOTAL), 0, 100)
    assert (answer.before, answer.after, answer.lost) == (1650, 1000, 650)
    assert answer.moves == (Move(0, (101,), (100,)), Move(1, (100,), (101,)))
    assert (answer.score.total, answer.obstacle, answer.breaks) == (900, None, None)
    assert (answer.matched_before, answer.matched_after) == (2, 2)


def test_why_not_shows_who_would_stay_without():
    answer = why_not(problem([[100, 60], [90, -1]], [1, 1]), 0, 100)
    assert (answer.matched_before, answer.matched_after) == (2, 1)
    assert answer.moves == (Move(0, (101,), (100,)), Move(1, (100,), ()))


def test_why_not_of_a_matched_pair_says_so():
    assert why_not(problem([[90]], [1]), 0, 100).obstacle is Obstacle.MATCHED


def test_why_not_of_a_forbidden_pair_is_not_tried():
    answer = why_not(problem([[-1, 5]], [1, 1]), 0, 100)
    assert (answer.obstacle, answer.after, answer.lost, answer.moves) == (Obstacle.FORBIDDEN, None, None, ())


def test_why_not_of_a_mentor_full_of_pins_is_not_tried():
    answer = why_not(problem([[5, 5], [5, 5]], [1, 1], pins=[(1, 100)]), 0, 100)
    assert answer.obstacle is Obstacle.PINS


def test_why_not_lets_the_own_pin_give_way():
    asked = problem([[5, 5]], [1, 1], pins=[(0, 101)])
    assert why_not(asked, 0, 100).moves == (Move(0, (101,), (100,)),)
    assert pairs(match(asked)) == [(0, 101)]


def test_why_not_beyond_the_rules_says_what_it_breaks():
    asked = Problem([Participant(1, languages=("ar",))], [Mentor(8, 1, languages=("fr",))])
    answer = why_not(asked, 1, 8)
    assert (answer.breaks, answer.matched_before, answer.matched_after) == (Bar.LANGUAGE, 0, 1)
