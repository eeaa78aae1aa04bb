"""Who steps in for whom: the others stay, no quota is missed more than before."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from participants.selection.composer.problem import Candidate, Count, Measure, Problem, Quota, counts, counts_for


@dataclass(frozen=True, slots=True)
class Replacement:
    """`coming` steps in for `leaving` and the score falls by `points` (hundredths). None: nobody can without breaking a quota;
    `blocking` are those that stand in the way of everybody, or, where none does alone, of somebody.
    """

    leaving: int | None
    coming: int | None
    points: int = 0
    blocking: tuple[int, ...] = ()


def replacements(problem: Problem, chosen: Sequence[int]) -> list[Replacement]:
    """For each of the chosen, the best of those not chosen, excluded or unscored who can take the place."""
    inside = set(chosen)
    waiting = [row.id for row in problem.eligible if row.id not in inside]
    waiting.sort(key=lambda one: (-(problem.by_id[one].score or 0), -problem.by_id[one].lot, one))
    return [stepping_in(problem, chosen, leaving, waiting) for leaving in chosen]


def stepping_in(problem: Problem, chosen: Collection[int], leaving: int | None, waiting: Sequence[int]) -> Replacement:
    """The first of the waiting (in their order) who takes the place so that no quota misses more than with `leaving`; None leaves
    a place that was free."""
    scale = _Scale(problem, chosen, leaving)
    for one in waiting:
        if next(scale.worse_with(problem.by_id[one]), None) is None:
            left = problem.by_id[leaving].score or 0 if leaving in problem.by_id else 0
            return Replacement(leaving, one, left - (problem.by_id[one].score or 0))
    return Replacement(leaving, None, 0, _blocking(problem, scale, waiting))


def _blocking(problem: Problem, scale: "_Scale", waiting: Sequence[int]) -> tuple[int, ...]:
    ways = [set(scale.worse_with(problem.by_id[one])) for one in waiting]
    everybody = set.intersection(*ways) if ways else set()
    alone = {min(way) for way in ways if len(way) == 1}
    order = [quota.id for quota in problem.quotas]
    return tuple(sorted(everybody or alone or set().union(*ways), key=order.index))


class _Scale:
    """Weighs one candidate after another in the place of somebody who left; soft quotas are not asked."""

    def __init__(self, problem: Problem, chosen: Collection[int], leaving: int | None) -> None:
        self.problem = problem
        rest = [one for one in chosen if one != leaving]
        before = {(one.quota, one.value): one.miss for one in counts(problem, chosen)}
        after = counts(problem, rest)
        self.hard = {quota.id: quota for quota in problem.quotas if quota.penalty is None}
        self.by_quota: dict[int, dict[str, Count]] = {}
        for one in after:
            if one.quota in self.hard:
                self.by_quota.setdefault(one.quota, {})[one.value] = one
        self.before: Mapping[tuple[int, str], int] = before
        self.tight = {
            key: {value for value, one in own.items() if one.miss > before.get((key, value), 0)}
            for key, own in self.by_quota.items()
        }
        self.present = {
            quota.id: {value for one in rest for value in problem.by_id[one].values(quota.dimension)}
            for quota in problem.quotas
            if quota.measure is Measure.DIFFERENT
        }

    def worse_with(self, row: Candidate) -> Iterator[int]:
        """The quotas that would miss more with this one in the place, one after the other."""
        return (key for key, quota in self.hard.items() if self._worse(quota, row))

    def _worse(self, quota: Quota, row: Candidate) -> bool:
        own = self.by_quota.get(quota.id, {})
        if quota.measure is Measure.EACH:
            held = row.values(quota.dimension)
            touched = own.keys() & held if held or not quota.unknown_counts else set(own)
            new = row.values(quota.dimension) - own.keys() if not quota.values else set()
            low, high = quota.bounds(self.problem.places)
            if new and (high == 0 or low > 1):
                return True
            return any(self._missed(own[value], 1) for value in touched) or bool(self.tight.get(quota.id, set()) - touched)
        return any(self._missed(one, self._adds(quota, row)) for one in own.values())

    def _adds(self, quota: Quota, row: Candidate) -> int:
        if quota.measure is Measure.COST:
            return row.cost
        if quota.measure is Measure.PEOPLE:
            return int(counts_for(quota, row, quota.values))
        new = row.values(quota.dimension) - self.present[quota.id]
        return len(new & quota.values if quota.values else new)

    def _missed(self, one: Count, added: int) -> bool:
        now = Count(one.quota, one.value, one.count + added, one.low, one.high)
        return now.miss > self.before.get((one.quota, one.value), 0)
