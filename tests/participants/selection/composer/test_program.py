"""The prices, the bound and the kernel against every point there is, and against the solver on the whole."""

from itertools import product
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from participants.selection.composer import Candidate, Measure, Problem, Quota, Sense
from participants.selection.composer.program import Effort, Program, maximise, worth
from participants.selection.composer.solving import Model

WHOLE = 10**9


@st.composite
def programs(draw) -> Program:
    made = Program()
    count = draw(st.integers(1, 6))
    for _place in range(count):
        low = draw(st.integers(0, 1))
        made.variable(draw(st.integers(-6, 12)), low, low + draw(st.integers(0, 2)), keep=draw(st.booleans()))
    for _row in range(draw(st.integers(0, 4))):
        places = draw(st.lists(st.integers(0, count - 1), min_size=1, unique=True))
        weights = [draw(st.integers(-3, 4)) for _ in places]
        low = draw(st.one_of(st.none(), st.integers(-4, 6)))
        high = draw(st.one_of(st.none(), st.integers(-2, 9)))
        made.row(places, weights, low=low, high=None if high is None or low is None else max(low, high))
    return made


def holds(program: Program, x) -> bool:
    for row in program.rows:
        total = sum(weight * x[place] for place, weight in zip(row.places, row.weights, strict=True))
        if (row.low is not None and total < row.low) or (row.high is not None and total > row.high):
            return False
    return True


def every(program: Program):
    walls = [range(low, high + 1) for low, high in zip(program.lower, program.upper, strict=True)]
    return [list(x) for x in product(*walls) if holds(program, x)]


@given(programs())
@settings(max_examples=150, deadline=None)
def test_priced_way_is_as_good_as_brute_force(program):
    points = every(program)
    found = maximise(program, Effort(), small=0)
    assert found.proven
    if not points:
        assert found.x is None
        return
    best = max(worth(program, x) for x in points)
    assert (found.value, found.bound, holds(program, found.x)) == (best, best, True)


@given(programs())
@settings(max_examples=80, deadline=None)
def test_known_point_leads_to_the_same_best(program):
    for known in every(program)[:2]:
        best = max(worth(program, x) for x in every(program))
        assert maximise(program, Effort(), known=known, small=0).value == best


def crowd(seed: int, places: int = 12, count: int = 240) -> Problem:
    chance = Random(seed)
    dimensions = {"country": "abcdefg", "gender": "wwmmo", "discipline": "fgmdv", "team": [f"t{n}" for n in range(150)]}
    rows = [
        Candidate(
            key,
            chance.randrange(2_000, 9_900),
            {name: frozenset([chance.choice(values)]) for name, values in dimensions.items()},
            chance.randrange(20, 80),
            chance.randrange(1024),
        )
        for key in range(count)
    ]
    people, most = Measure.PEOPLE, Sense.MOST
    quotas = [
        Quota(1, Measure.DIFFERENT, Sense.LEAST, 5, "country"),
        Quota(2, people, Sense.LEAST, 50, "gender", frozenset("w"), share=True),
        Quota(3, people, most, 30, "discipline", frozenset("f"), share=True),
        Quota(4, Measure.EACH, most, 1, "team"),
        Quota(5, Measure.COST, most, 45 * places),
        Quota(6, people, Sense.LEAST, 3, "country", frozenset("g"), penalty=150),
        Quota(7, Measure.EACH, most, 3, "country"),
    ]
    return Problem(places, rows, quotas, frozenset([7]), frozenset([11, 12]))


def test_kernel_is_as_good_as_the_solver_on_the_whole():
    for seed in range(6):
        program = Model(crowd(seed)).program
        priced, whole = maximise(program, Effort()), maximise(program, Effort(), small=WHOLE)
        assert (priced.proven, priced.value) == (True, whole.value)


def test_more_than_machine_words_hold_is_reckoned_all_the_same():
    program = Program()
    for place in range(70):
        program.variable(10**15 + place, 0, 1)
    program.row(list(range(70)), high=3)
    found = maximise(program, Effort())
    assert (found.proven, found.value) == (True, 3 * 10**15 + 69 + 68 + 67)


def test_no_time_at_all_still_gives_a_lawful_bound():
    program = Model(crowd(1)).program
    found = maximise(program, Effort(0.0))
    best = maximise(program, Effort()).value
    assert found.bound is None or found.bound >= best
    assert found.x is None or holds(program, found.x)
