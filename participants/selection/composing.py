"""What one run of the composer finds, step by step, the main answer first; as plain JSON that a row can keep."""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from itertools import islice
from typing import Any

from participants.selection import composer
from participants.selection.composer import Cohort, Count, Effort, Problem

LARGE = 3000
"""Applications above which a run takes its time among the long jobs; up to it, it stays well under the minute of the short ones."""
MAIN, ALL, STEP = 20.0, 25.0, 8.0  # seconds: the proposal, everything else together, one part of it
MAIN_LARGE, ALL_LARGE, STEP_LARGE = 90.0, 300.0, 30.0
NEXT, DIFFERENT, FREE, CONFLICTS = 2, 2, 6, 3
SHOWN_COUNTS, SPREAD, TEAM = 80, 10, "team"


@dataclass(frozen=True)
class Finding:
    """`answer` and `more` hold what is new; `done` of `total` steps."""

    answer: dict[str, Any]
    more: dict[str, Any]
    done: int
    total: int


def findings(problem: Problem, cancelled: Callable[[], bool]) -> Iterator[Finding]:
    """Everything people ask of a cohort. Raises composer.Cancelled where nobody waits any more."""
    main = Effort(MAIN_LARGE if is_large(problem) else MAIN, cancelled)
    troubles = composer.check(problem)
    found = (
        composer.compose(problem, main) if problem.pins <= {row.id for row in problem.eligible} else composer.Answer(None, True)
    )
    rest = Effort(ALL_LARGE if is_large(problem) else ALL, cancelled)
    steps = _steps(problem, found.cohort, rest) if found.cohort else _why_not(problem, rest)
    total = 1 + _count(problem, found.cohort)
    yield Finding(_answer(problem, found, troubles), {}, 1, total)
    for place, more in enumerate(steps, 2):
        yield Finding({}, more, place, total)


def is_large(problem: Problem) -> bool:
    return len(problem.candidates) > LARGE


def _count(problem: Problem, cohort: Cohort | None) -> int:
    return 2 + len(problem.quotas) + NEXT + DIFFERENT if cohort else 1 + CONFLICTS


def _answer(problem: Problem, found: composer.Answer, troubles: list[composer.Trouble]) -> dict[str, Any]:
    answer: dict[str, Any] = {"proven": found.proven, "troubles": [_trouble(one) for one in troubles]}
    return answer | (cohort_json(problem, found.cohort) if found.cohort else {"chosen": None})


def cohort_json(problem: Problem, cohort: Cohort) -> dict[str, Any]:
    return {
        "chosen": list(cohort.chosen),
        "score": cohort.score,
        "penalty": cohort.penalty,
        "bound": cohort.bound,
        "proven": cohort.proven,
        "counts": [_count_json(one) for one in _worth_showing(problem, cohort)],
        "spread": _spread(problem, cohort),
    }


def _spread(problem: Problem, cohort: Cohort) -> dict[str, list[list[Any]]]:
    """By dimension: value, how many of the chosen have it, how many of all; the most first."""
    found: dict[str, list[list[Any]]] = {}
    for dimension in sorted({name for row in problem.candidates for name in row.traits} - {TEAM}):
        everybody = Counter(value for row in problem.candidates for value in row.values(dimension))
        chosen = Counter(value for one in cohort.chosen for value in problem.by_id[one].values(dimension))
        order = sorted(everybody, key=lambda value: (-chosen[value], -everybody[value], value))
        found[dimension] = [[value, chosen[value], everybody[value]] for value in order[:SPREAD]]
    return found


def _worth_showing(problem: Problem, cohort: Cohort) -> list[Count]:
    """Every quota once at least; of a quota of each, those that bind, that are missed, that are there."""
    shown: list[Count] = []
    for one in composer.counts(problem, cohort.chosen):
        if one.low or one.miss or not one.value or (one.count and len(shown) < SHOWN_COUNTS):
            shown.append(one)
    return shown


def _count_json(one: Count) -> list[Any]:
    return [one.quota, one.value, one.count, one.low, one.high]


def _trouble(one: composer.Trouble) -> dict[str, Any]:
    return {
        "why": str(one.why),
        "needed": one.needed,
        "there": one.there,
        "quotas": list(one.quotas),
        "value": one.value,
        "person": one.person,
    }


def _steps(problem: Problem, cohort: Cohort, rest: Effort) -> Iterator[dict[str, Any]]:
    step = STEP_LARGE if is_large(problem) else STEP
    steps_in = composer.replacements(problem, cohort.chosen)
    yield {"steps_in": [[one.leaving, one.coming, one.points, list(one.blocking)] for one in steps_in]}
    costs = []
    for quota in problem.quotas:
        cost = composer.cost_of(problem, cohort, quota, rest.part(step))
        costs.append([cost.quota, cost.points, list(cost.leaving), list(cost.coming), cost.proven])
        yield {"costs": costs}
    for name, number, others in (("next", NEXT, composer.next_best), ("different", DIFFERENT, composer.really_different)):
        kept: list[Any] = []
        for other in islice(others(problem, cohort, rest.part(step * number)), number):
            kept.append(_other(problem, cohort, other))
            yield {name: kept}
        for _missing in range(number - len(kept)):
            yield {name: kept}
    stuck = (one.leaving for one in steps_in if one.coming is None and one.leaving is not None)
    impossible = [one for one in stuck if one not in problem.pins]
    yield {"free": [_free(problem, cohort, leaving, rest.part(step)) for leaving in impossible[:FREE]]}


def _other(problem: Problem, cohort: Cohort, other: Cohort) -> dict[str, Any]:
    was, now = set(cohort.chosen), set(other.chosen)
    told = cohort_json(problem, other)
    return {name: told[name] for name in ("chosen", "score", "penalty", "proven")} | {
        "less": cohort.worth - other.worth,
        "leaving": [one for one in cohort.chosen if one not in now],
        "coming": [one for one in other.chosen if one not in was],
    }


def _free(problem: Problem, cohort: Cohort, leaving: int, effort: Effort) -> dict[str, Any]:
    """Nobody can simply step in: the best cohort without this one, whoever else has to change."""
    found = composer.compose(replace(problem, bans=problem.bans | {leaving}), effort, near=cohort.chosen).cohort
    return {"without": leaving} | (_other(problem, cohort, found) if found else {"chosen": None})


def _why_not(problem: Problem, rest: Effort) -> Iterator[dict[str, Any]]:
    closest = composer.closest(problem, rest.part(rest.left / 2))
    if closest is None:
        yield {"closest": None}
    else:
        misses = [_count_json(one) for one in closest.misses]
        yield {"closest": cohort_json(problem, closest.cohort) | {"misses": misses, "empty": closest.empty}}
    told: list[dict[str, Any]] = []
    for found in composer.conflicts(problem, rest, CONFLICTS):
        told.append(_conflict(found))
        yield {"conflicts": list(told)}
    for _missing in range(CONFLICTS - len(told)):
        yield {"conflicts": told}


def _conflict(found: composer.Conflict) -> dict[str, Any]:
    return {
        "quotas": list(found.quotas),
        "pins": list(found.pins),
        "bans": list(found.bans),
        "smallest": found.smallest,
    }
