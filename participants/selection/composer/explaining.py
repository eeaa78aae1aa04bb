"""Why there is no cohort, in numbers: what plain counting already shows, then a smallest set that cannot hold together, and
the cohort that misses least."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from participants.selection.composer.problem import Count, Measure, Problem, Quota, breaches
from participants.selection.composer.program import Effort, Program, maximise
from participants.selection.composer.solving import Cohort, Model


class Why(StrEnum):
    """`needed` and `there` of the trouble carry the numbers."""

    FEW = "few"  # places, and people who may be chosen
    MANY_PINS = "many-pins"  # people pinned, and places
    PIN_BANNED = "pin-banned"  # `person` is pinned and excluded
    PIN_UNKNOWN = "pin-unknown"  # `person` is pinned and does not stand for selection any more
    LOW = "low"  # what a quota needs, and how many there are
    ABOVE_PLACES = "above-places"  # what a quota needs, and places
    PINS_OVER = "pins-over"  # how many pinned ones count, and the most a quota lets in
    SUM_OF_LOWS = "sum-of-lows"  # what quotas of one dimension need together, and places
    SUM_OF_HIGHS = "sum-of-highs"  # places, and what quotas of one dimension let in together
    COST = "cost"  # what the cheapest cohort costs, and the budget


@dataclass(frozen=True, slots=True)
class Trouble:
    why: Why
    needed: int
    there: int
    quotas: tuple[int, ...] = ()
    value: str = ""
    person: int | None = None


@dataclass(frozen=True, slots=True)
class Conflict:
    """Quotas, pins and exclusions that cannot hold together, while without any one of them the others can.

    Not `smallest`: the time ended before that was sure. All empty: the places cannot be filled by whoever there is.
    """

    quotas: tuple[int, ...]
    pins: tuple[int, ...]
    bans: tuple[int, ...]
    smallest: bool


@dataclass(frozen=True, slots=True)
class Closest:
    """The cohort that misses least; `empty` places that nobody may take."""

    cohort: Cohort
    misses: tuple[Count, ...]
    empty: int


def check(problem: Problem) -> list[Trouble]:
    """What counting alone shows. Nothing here: the quotas may still not hold together."""
    found = list(_pins(problem))
    if len(problem.eligible) < problem.places:
        found.append(Trouble(Why.FEW, problem.places, len(problem.eligible)))
    for quota in problem.quotas:
        if quota.penalty is None:
            found += _alone(problem, quota)
    return found + list(_together(problem))


def _pins(problem: Problem) -> Iterator[Trouble]:
    if len(problem.pins) > problem.places:
        yield Trouble(Why.MANY_PINS, len(problem.pins), problem.places)
    for one in sorted(problem.pins):
        if one in problem.bans:
            yield Trouble(Why.PIN_BANNED, 0, 0, person=one)
        elif one not in problem.by_id:
            yield Trouble(Why.PIN_UNKNOWN, 0, 0, person=one)


def _alone(problem: Problem, quota: Quota) -> Iterator[Trouble]:
    low, high = quota.bounds(problem.places)
    if quota.measure is Measure.COST:
        cheapest = sum(sorted(row.cost for row in problem.eligible)[: problem.places])
        if high is not None and cheapest > high:
            yield Trouble(Why.COST, cheapest, high, (quota.id,))
        return
    if quota.measure is Measure.DIFFERENT:
        there = sum(bool(problem.holders.get(quota.dimension, {}).get(value)) for value in problem.values_of(quota))
        if low > there:
            yield Trouble(Why.LOW, low, there, (quota.id,))
        return
    for value, places in _groups(problem, quota):
        if low > len(places):
            yield Trouble(Why.LOW, low, len(places), (quota.id,), value)
        elif low > problem.places:
            yield Trouble(Why.ABOVE_PLACES, low, problem.places, (quota.id,), value)
        pinned = sum(problem.eligible[place].id in problem.pins for place in places)
        if high is not None and pinned > high:
            yield Trouble(Why.PINS_OVER, pinned, high, (quota.id,), value)


def _groups(problem: Problem, quota: Quota) -> list[tuple[str, list[int]]]:
    if quota.measure is Measure.EACH:
        return [(value, problem.with_value(quota, (value,))) for value in problem.values_of(quota)]
    return [("", problem.with_value(quota, quota.values))]


def _together(problem: Problem) -> Iterator[Trouble]:
    """Quotas of one dimension over values that nobody shares: their minimums are counted up, and their maximums where they hold everybody."""
    by_dimension: dict[str, list[Quota]] = {}
    for quota in problem.quotas:
        if quota.penalty is None and quota.measure in (Measure.PEOPLE, Measure.EACH):
            by_dimension.setdefault(quota.dimension, []).append(quota)
    for own in by_dimension.values():
        for lows in (True, False):
            yield from _sum(problem, own, lows=lows)


def _sum(problem: Problem, own: list[Quota], *, lows: bool) -> Iterator[Trouble]:
    total, named, held = 0, [], set[int]()
    for quota in own:
        low, high = quota.bounds(problem.places)
        limit = low if lows else high
        groups = _groups(problem, quota)
        everyone = [place for _value, places in groups for place in places]
        if not limit if lows else limit is None:
            continue
        if len(set(everyone)) < len(everyone) or held & set(everyone):
            continue
        held |= set(everyone)
        named.append(quota.id)
        total += sum(min(limit or 0, problem.places if lows else len(places)) for _value, places in groups)
    if lows and total > problem.places and (len(named) > 1 or len(_groups(problem, own[0])) > 1):
        yield Trouble(Why.SUM_OF_LOWS, total, problem.places, tuple(named))
    if not lows and named and len(problem.eligible) >= problem.places > total and len(held) == len(problem.eligible):
        yield Trouble(Why.SUM_OF_HIGHS, problem.places, total, tuple(named))


@dataclass(frozen=True, slots=True)
class _Item:
    kind: str  # quota, pin, ban; nothing stands for all exclusions at once
    id: int


def conflicts(problem: Problem, effort: Effort | None = None, most: int = 3) -> Iterator[Conflict]:
    """Up to `most` conflicts that have nothing in common, each as small as can be: loosening one leaves the others."""
    effort = effort or Effort()
    left = _scored(problem)
    for _place in range(most):
        found = conflict(left, effort)
        yield found
        left = _without(left, found)
        if not (found.quotas or found.pins or found.bans) or _possible(_with(left, _items(left)), effort) is not False:
            return


def _without(problem: Problem, found: Conflict) -> Problem:
    quotas = [quota for quota in problem.quotas if quota.id not in found.quotas]
    return replace(problem, quotas=quotas, pins=problem.pins - set(found.pins), bans=problem.bans - set(found.bans))


def conflict(problem: Problem, effort: Effort | None = None) -> Conflict:
    """A smallest conflict by leaving out one after the other: what is still impossible without it does not need it.

    The later quotas are left out last, for they were mostly added last; exclusions and pins go first, all at once where possible.
    """
    effort = effort or Effort()
    problem = _scored(problem)
    left = _items(problem)
    bans, pins = ([item for item in left if item.kind == kind] for kind in ("ban", "pin"))
    smallest = True
    for group in (bans, pins, *[[item] for item in left]):
        if not group or not set(group) <= set(left):
            continue
        rest = [item for item in left if item not in set(group)]
        possible = _possible(_with(problem, rest), effort)
        smallest = smallest and possible is not None
        if possible is False:
            left = rest
    return Conflict(_ids(left, "quota"), _ids(left, "pin"), _ids(left, "ban"), smallest)


def _scored(problem: Problem) -> Problem:
    """With a score for those who are pinned without one: else leaving out a pin would leave out the person, which is another rule."""
    rows = [replace(row, score=0) if row.score is None and row.id in problem.pins else row for row in problem.candidates]
    return replace(problem, candidates=rows)


def _items(problem: Problem) -> list[_Item]:
    return [
        *(_Item("ban", one) for one in sorted(problem.bans)),
        *(_Item("pin", one) for one in sorted(problem.pins)),
        *(_Item("quota", quota.id) for quota in problem.quotas if quota.penalty is None),
    ]


def _ids(items: Iterable[_Item], kind: str) -> tuple[int, ...]:
    return tuple(item.id for item in items if item.kind == kind)


def _with(problem: Problem, items: list[_Item]) -> Problem:
    """The problem with these rules alone; soft quotas forbid nothing."""
    kept = set(_ids(items, "quota"))
    quotas = [quota for quota in problem.quotas if quota.id in kept]
    return replace(problem, quotas=quotas, pins=frozenset(_ids(items, "pin")), bans=frozenset(_ids(items, "ban")))


def _possible(problem: Problem, effort: Effort) -> bool | None:
    """Whether any cohort keeps the rules; None where the time ended first. Scores do not matter."""
    if not problem.pins <= {row.id for row in problem.eligible}:
        return False
    program = Model(problem).program
    solved = maximise(_without_profit(program), effort)
    return True if solved.x is not None else False if solved.proven else None


def _without_profit(program: Program) -> Program:
    return Program([0] * len(program.profit), program.lower, program.upper, program.rows, program.keep)


def closest(problem: Problem, effort: Effort | None = None) -> Closest | None:
    """The cohort that misses least, and of those the best. Pins stay as far as they can be chosen; None where the time ended."""
    kept = replace(problem, pins=problem.pins & {row.id for row in problem.eligible})
    if len(kept.pins) > kept.places:
        kept = replace(kept, pins=frozenset())
    model = Model(kept, missing=True)
    found = model.answer(maximise(model.program, effort or Effort())).cohort
    if found is None:
        return None
    return Closest(found, tuple(breaches(problem, found.chosen)), problem.places - len(found.chosen))
