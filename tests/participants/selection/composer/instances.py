"""The ten applications of the written cases, small random problems, and the best cohort by looking at every one."""

from itertools import combinations

from hypothesis import strategies as st

from participants.selection.composer import (
    Candidate,
    Measure,
    Problem,
    Quota,
    Sense,
    breaches,
    penalty_of,
    score_of,
)

TEN = """
a1 95 FR man film o1 60
a2 93 FR man film o1 50
a3 91 FR man game o2 40
a4 88 SN woman film o3 50
a5 84 KE woman music o4 70
a6 83 FR woman game o5 40
a7 79 SN man music o6 30
a8 75 MA woman dance o7 30
a9 70 KE man game o8 20
a10 66 MA woman film o9 20
"""


def candidate(line: str) -> Candidate:
    name, score, country, gender, discipline, organisation, cost = line.split()
    traits = {"country": country, "gender": gender, "discipline": discipline, "organisation": organisation}
    return Candidate(int(name[1:]), int(score) * 100, {key: frozenset([value]) for key, value in traits.items()}, int(cost))


CANDIDATES = [candidate(line) for line in TEN.strip().splitlines()]
FRANCE, WOMEN, COUNTRIES, MUSIC, BUDGET, ORGANISATION, WOMEN3, FILM, MOROCCO, KENYA = range(1, 11)


def people(key: int, sense: Sense, amount: int, dimension: str, *values: str, **more) -> Quota:
    return Quota(key, Measure.PEOPLE, sense, amount, dimension, frozenset(values), **more)


SIX = (
    people(FRANCE, Sense.MOST, 2, "country", "FR"),
    people(WOMEN, Sense.LEAST, 2, "gender", "woman"),
    Quota(COUNTRIES, Measure.DIFFERENT, Sense.LEAST, 3, "country"),
    people(MUSIC, Sense.LEAST, 1, "discipline", "music"),
    Quota(BUDGET, Measure.COST, Sense.MOST, 190),
    Quota(ORGANISATION, Measure.EACH, Sense.MOST, 1, "organisation"),
)
FOUR_MORE = (
    people(WOMEN3, Sense.LEAST, 3, "gender", "woman"),
    people(FILM, Sense.LEAST, 2, "discipline", "film"),
    people(MOROCCO, Sense.MOST, 0, "country", "MA"),
    people(KENYA, Sense.MOST, 0, "country", "KE"),
)


def problem(quotas=(), *, places: int = 4, candidates=CANDIDATES, pins=(), bans=()) -> Problem:
    return Problem(places, candidates, tuple(quotas), frozenset(pins), frozenset(bans))


def lawful(asked: Problem, chosen) -> bool:
    return asked.pins <= set(chosen) and not breaches(asked, chosen)


def worth(asked: Problem, chosen) -> int:
    return score_of(asked, chosen) - penalty_of(asked, chosen)


def every(asked: Problem) -> list[int]:
    """What every lawful cohort is worth, the best first."""
    ids = [row.id for row in asked.eligible]
    return sorted((worth(asked, one) for one in combinations(ids, asked.places) if lawful(asked, one)), reverse=True)


def possible(asked: Problem) -> bool:
    return bool(every(asked))


VALUES = {"country": ("FR", "MA", "SN"), "gender": ("woman", "man"), "skill": ("a", "b", "c")}


@st.composite
def candidates(draw, key: int) -> Candidate:
    traits = {}
    for dimension, values in VALUES.items():
        most = 2 if dimension == "skill" else 1
        held = draw(st.frozensets(st.sampled_from(values), max_size=most))
        if held:
            traits[dimension] = held
    score = draw(st.one_of(st.none(), st.integers(0, 12))) if key % 4 == 0 else draw(st.integers(0, 12))
    return Candidate(key, score, traits, draw(st.integers(0, 5)), draw(st.integers(0, 3)))


@st.composite
def quotas(draw, key: int, places: int) -> Quota:
    measure, sense = draw(st.sampled_from(Measure)), draw(st.sampled_from(Sense))
    penalty = draw(st.one_of(st.none(), st.none(), st.integers(0, 6)))
    if measure is Measure.COST:
        return Quota(key, measure, Sense.MOST, draw(st.integers(0, 5 * places)), penalty=penalty)
    dimension = draw(st.sampled_from(sorted(VALUES)))
    smallest = 1 if measure is Measure.PEOPLE else 0
    values = draw(st.frozensets(st.sampled_from([*VALUES[dimension], "nobody"]), min_size=smallest, max_size=2))
    share = measure is not Measure.DIFFERENT and draw(st.booleans())
    amount = draw(st.integers(0, 100)) if share else draw(st.integers(0, places))
    unknown = measure is not Measure.DIFFERENT and draw(st.booleans())
    return Quota(key, measure, sense, amount, dimension, values, share, penalty, unknown)


@st.composite
def problems(draw) -> Problem:
    places = draw(st.integers(1, 4))
    rows = [draw(candidates(key)) for key in range(draw(st.integers(1, 8)))]
    asked = [draw(quotas(key, places)) for key in range(draw(st.integers(0, 4)))]
    ids = st.sampled_from([row.id for row in rows])
    pins = draw(st.frozensets(ids, max_size=1))
    bans = draw(st.frozensets(ids, max_size=1))
    return Problem(places, rows, tuple(asked), pins - bans, bans)
