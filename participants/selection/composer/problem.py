"""What a cohort is composed from: candidates, quotas, pins and exclusions; and what a cohort counts against each quota.

Rounding of shares, one rule: at least p % of the places rounds up, at most p % rounds down, exactly p % goes to the
nearest whole number, a half up. A value that is not known counts for nothing, unless a quota says otherwise.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property


class Measure(StrEnum):
    PEOPLE = "people"  # those with any of the values, together
    EACH = "each"  # those with one value, for each of the values by itself; no values named: each there is
    DIFFERENT = "different"  # how many different values there are among the chosen
    COST = "cost"  # what the chosen cost together; without a dimension


class Sense(StrEnum):
    LEAST = "least"
    MOST = "most"
    EXACTLY = "exactly"


@dataclass(frozen=True, slots=True)
class Candidate:
    """`score` in hundredths of a point; None where nobody scored it: such a one is never proposed, but may be pinned
    and counts nought then. `traits`: the values by dimension, several where an answer may hold several, none where it
    is not known. `lot` decides between equals, the higher first.
    """

    id: int
    score: int | None
    traits: Mapping[str, frozenset[str]] = field(default_factory=dict)
    cost: int = 0
    lot: int = 0

    def values(self, dimension: str) -> frozenset[str]:
        return self.traits.get(dimension, frozenset())


@dataclass(frozen=True, slots=True)
class Quota:
    """`amount` people, values or units of cost; with `share` a percentage of the places.

    Soft where `penalty` is set: hundredths of a point that each missing (or surplus) one costs. `unknown_counts`: who has
    no value in the dimension counts as having it, for a prudent "at most".
    """

    id: int
    measure: Measure
    sense: Sense
    amount: int
    dimension: str = ""
    values: frozenset[str] = frozenset()
    share: bool = False
    penalty: int | None = None
    unknown_counts: bool = False

    def bounds(self, places: int) -> tuple[int, int | None]:
        """The lowest and the highest lawful count; no highest for "at least"."""
        if self.sense is Sense.LEAST:
            return (-(-places * self.amount // 100) if self.share else self.amount), None
        if self.sense is Sense.MOST:
            return 0, (places * self.amount // 100 if self.share else self.amount)
        exact = (2 * places * self.amount + 100) // 200 if self.share else self.amount
        return exact, exact


@dataclass(frozen=True)
class Problem:
    """`quotas` in the coordinator's order: of several conflicts, the one of the later quotas is named."""

    places: int
    candidates: Sequence[Candidate]
    quotas: Sequence[Quota] = ()
    pins: frozenset[int] = frozenset()
    bans: frozenset[int] = frozenset()

    @cached_property
    def by_id(self) -> dict[int, Candidate]:
        return {row.id: row for row in self.candidates}

    @cached_property
    def eligible(self) -> tuple[Candidate, ...]:
        """Who may be chosen at all, by id: not excluded, and scored or pinned."""
        rows = (row for row in self.candidates if row.id not in self.bans and (row.score is not None or row.id in self.pins))
        return tuple(sorted(rows, key=lambda row: row.id))

    @cached_property
    def holders(self) -> dict[str, dict[str, list[int]]]:
        """By dimension and value, the places (in `eligible`) of those who have it; under "" those of whom it is not known."""
        found: dict[str, dict[str, list[int]]] = {}
        for dimension in {quota.dimension for quota in self.quotas if quota.dimension}:
            held: dict[str, list[int]] = defaultdict(list)
            for place, row in enumerate(self.eligible):
                for value in row.values(dimension) or ("",):
                    held[value].append(place)
            found[dimension] = dict(held)
        return found

    def values_of(self, quota: Quota) -> list[str]:
        """The values that a quota of each or of different values looks at, sorted."""
        if quota.values:
            return sorted(quota.values)
        return sorted(value for value in self.holders.get(quota.dimension, {}) if value)

    def with_value(self, quota: Quota, values: Collection[str]) -> list[int]:
        """Places (in `eligible`) of those who count for the quota with any of the values."""
        held = self.holders.get(quota.dimension, {})
        wanted = [*values, ""] if quota.unknown_counts else list(values)
        lists = [held.get(value, []) for value in wanted]
        return lists[0] if len(lists) == 1 else sorted({place for own in lists for place in own})


@dataclass(frozen=True, slots=True)
class Count:
    """What a cohort counts against one quota (of one `value`, for a quota of each): `miss` is what lacks or is too much."""

    quota: int
    value: str
    count: int
    low: int
    high: int | None

    @property
    def miss(self) -> int:
        over = 0 if self.high is None else self.count - self.high
        return max(self.low - self.count, over, 0)


def counts(problem: Problem, chosen: Iterable[int]) -> list[Count]:
    """Every quota's count among the chosen (ids), quotas and values in order."""
    rows = [problem.by_id[one] for one in chosen]
    found = []
    for quota in problem.quotas:
        low, high = quota.bounds(problem.places)
        found += [Count(quota.id, value, count, low, high) for value, count in _counted(problem, quota, rows)]
    return found


def counts_for(quota: Quota, row: Candidate, values: Collection[str]) -> bool:
    own = row.values(quota.dimension)
    return not own.isdisjoint(values) if own else quota.unknown_counts


def _counted(problem: Problem, quota: Quota, rows: Sequence[Candidate]) -> list[tuple[str, int]]:
    if quota.measure is Measure.COST:
        return [("", sum(row.cost for row in rows))]
    if quota.measure is Measure.PEOPLE:
        return [("", sum(counts_for(quota, row, quota.values) for row in rows))]
    if quota.measure is Measure.DIFFERENT:
        held = {value for row in rows for value in row.values(quota.dimension)}
        return [("", len(held & quota.values if quota.values else held))]
    held_by = Counter(value for row in rows for value in row.values(quota.dimension))
    unknown = sum(not row.values(quota.dimension) for row in rows) if quota.unknown_counts else 0
    named = quota.values or set(problem.values_of(quota)) | held_by.keys()
    return [(value, held_by[value] + unknown) for value in sorted(named)]


def penalty_of(problem: Problem, chosen: Iterable[int]) -> int:
    """What the soft quotas take off, in hundredths of a point."""
    prices = {quota.id: quota.penalty for quota in problem.quotas if quota.penalty is not None}
    return sum(one.miss * prices[one.quota] for one in counts(problem, chosen) if one.quota in prices)


def breaches(problem: Problem, chosen: Iterable[int]) -> list[Count]:
    """The hard quotas that the chosen break."""
    hard = {quota.id for quota in problem.quotas if quota.penalty is None}
    return [one for one in counts(problem, chosen) if one.miss and one.quota in hard]


def score_of(problem: Problem, chosen: Iterable[int]) -> int:
    return sum(problem.by_id[one].score or 0 for one in chosen)
