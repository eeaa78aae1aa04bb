"""The best cohort, what each quota costs, the next best and really different ones.

Of cohorts worth the same, the one with the higher sum of lots; where an earlier proposal is given (`near`), the one that
keeps most of it. The same input gives the same answer, with one version of the solver, unless the time ran out.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace

from participants.selection.composer.problem import (
    Measure,
    Problem,
    Quota,
    Sense,
    penalty_of,
    score_of,
)
from participants.selection.composer.program import Effort, Program, Row, Solved, maximise


@dataclass(frozen=True, slots=True)
class Cohort:
    """`chosen`: the best first. `score` and `penalty` (of soft quotas) in hundredths; no cohort has more than `bound` of the
    first less the second, which is then the best where `proven`.
    """

    chosen: tuple[int, ...]
    score: int
    penalty: int
    bound: int
    proven: bool

    @property
    def worth(self) -> int:
        return self.score - self.penalty


@dataclass(frozen=True, slots=True)
class Answer:
    """No `cohort`: there is none (`proven`), or none was found in the time."""

    cohort: Cohort | None
    proven: bool


@dataclass(frozen=True, slots=True)
class Cost:
    """What a quota takes from the best: without it `leaving` would give way to `coming`. Not `proven`: at least that much."""

    quota: int
    points: int
    leaving: tuple[int, ...]
    coming: tuple[int, ...]
    proven: bool


@dataclass(frozen=True, slots=True)
class Cut:
    """Not these again: at most so many of them may be in."""

    chosen: frozenset[int]
    most: int


def compose(
    problem: Problem, effort: Effort | None = None, *, near: Collection[int] = (), cuts: Sequence[Cut] = (), known: Collection[int] = ()
) -> Answer:  # fmt: skip
    """The best cohort. `known` keeps every rule and every cut: nothing worse is given, and the work is less."""
    model = Model(problem, near=near, cuts=cuts)
    solved = maximise(model.program, effort or Effort(), known=model.point(known) if known else None)
    return model.answer(solved)


def cost_of(problem: Problem, cohort: Cohort, quota: Quota, effort: Effort | None = None) -> Cost:
    """Solved again without the quota; the prices of the relaxation would miss quotas that have room and cost all the same."""
    rest = replace(problem, quotas=[one for one in problem.quotas if one.id != quota.id])
    found = compose(rest, effort, near=cohort.chosen, known=cohort.chosen).cohort
    if found is None:
        return Cost(quota.id, 0, (), (), False)
    was, now = set(cohort.chosen), set(found.chosen)
    before = score_of(rest, cohort.chosen) - penalty_of(rest, cohort.chosen)
    return Cost(
        quota.id,
        found.worth - before,
        tuple(one for one in cohort.chosen if one not in now),
        tuple(one for one in found.chosen if one not in was),
        found.proven and cohort.proven,
    )


def next_best(problem: Problem, cohort: Cohort, effort: Effort | None = None) -> Iterator[Cohort]:
    """The second best cohort, the third …; it ends where there is no other."""
    yield from _others(problem, cohort, len(cohort.chosen) - 1, effort)


def really_different(problem: Problem, cohort: Cohort, effort: Effort | None = None) -> Iterator[Cohort]:
    """The best of those that differ from it, and from each other, by a fifth of the places and two at least."""
    yield from _others(problem, cohort, len(cohort.chosen) - max(2, problem.places // 5), effort)


def _others(problem: Problem, cohort: Cohort, most: int, effort: Effort | None) -> Iterator[Cohort]:
    cuts: list[Cut] = []
    last: Cohort | None = cohort
    while last is not None and most >= 0:
        cuts.append(Cut(frozenset(last.chosen), most))
        last = compose(problem, effort, near=cohort.chosen, cuts=cuts).cohort
        if last is not None:
            yield last


class Model:
    """A problem as a whole-number programme. The first variables are the eligible candidates in their order.

    With `missing`, hard quotas may be missed, each missing one at a price above all scores together, and places may stay
    empty, each at a price above everything that can be missed: the closest cohort there is.
    """

    def __init__(self, problem: Problem, *, near: Collection[int] = (), cuts: Sequence[Cut] = (), missing: bool = False) -> None:
        self.problem, self.missing = problem, missing
        self.rows = problem.eligible
        self.place = {row.id: place for place, row in enumerate(self.rows)}
        self.program = Program()
        ties = self._ties(set(near))
        self.scale = problem.places * max(ties, default=0) + 1
        for row, tie in zip(self.rows, ties, strict=True):
            self.program.variable((row.score or 0) * self.scale + tie, 1 if row.id in problem.pins else 0, 1)
        self.heavy = sum(sorted((row.score or 0 for row in self.rows), reverse=True)[: problem.places]) + 1
        self.heavy += sum(quota.penalty * self._most_missed(quota) for quota in problem.quotas if quota.penalty)
        self._places()
        for quota in problem.quotas:
            self._quota(quota)
        for cut in cuts:
            self.program.row([self.place[one] for one in sorted(cut.chosen) if one in self.place], high=cut.most)

    def _ties(self, near: set[int]) -> list[int]:
        if self.missing:
            return [0] * len(self.rows)
        if near:
            return [1 if row.id in near else 0 for row in self.rows]
        return [row.lot for row in self.rows]

    def _places(self) -> None:
        everyone = list(range(len(self.rows)))
        if self.missing:
            everything = sum(self._most_missed(quota) for quota in self.problem.quotas) + 1
            empty = self.program.variable(-self._price(everything), 0, self.problem.places, keep=True)
            self.program.row([*everyone, empty], low=self.problem.places, high=self.problem.places)
        else:
            self.program.row(everyone, low=self.problem.places, high=self.problem.places)

    def _price(self, units: int) -> int:
        return self.heavy * units * self.scale * self._coarse

    @property
    def _coarse(self) -> int:
        """How many units of cost weigh as much as one missing person: a place's share of the smallest budget."""
        budgets = [quota.amount for quota in self.problem.quotas if quota.measure is Measure.COST and quota.penalty is None]
        return max(min(budgets, default=0) // max(self.problem.places, 1), 1)

    def _quota(self, quota: Quota) -> None:
        low, high = quota.bounds(self.problem.places)
        if quota.measure is Measure.COST:
            self._limit(quota, list(range(len(self.rows))), [row.cost for row in self.rows], low, high)
        elif quota.measure is Measure.PEOPLE:
            self._limit(quota, self.problem.with_value(quota, quota.values), None, low, high)
        elif quota.measure is Measure.EACH:
            for value in self.problem.values_of(quota):
                places = self.problem.with_value(quota, (value,))
                if low > 0 or high is None or len(places) > high:
                    self._limit(quota, places, None, low, high)
        else:
            self._different(quota, low, high)

    def _different(self, quota: Quota, low: int, high: int | None) -> None:
        """A variable for each value: never 1 where nobody has it, always where somebody does, as far as the sense asks."""
        present = []
        for value in self.problem.values_of(quota):
            holders = self.problem.holders.get(quota.dimension, {}).get(value, [])
            there = self.program.variable(0, 0, 1, keep=True)
            present.append(there)
            if quota.sense is not Sense.MOST:
                self.program.row([*holders, there], [1] * len(holders) + [-1], low=0)
            if quota.sense is not Sense.LEAST:
                for holder in holders:
                    self.program.row([holder, there], [1, -1], high=0)
        self._limit(quota, present, None, low, high)

    def _limit(self, quota: Quota, places: list[int], weights: list[int] | None, low: int, high: int | None) -> None:
        places, weights = list(places), list(weights or [1] * len(places))
        price = self._miss_price(quota)
        if price is None:
            self.program.row(places, weights, low=low or None, high=high)
            return
        if low > 0:
            lacking = self.program.variable(-price, 0, low, keep=True)
            self.program.row([*places, lacking], [*weights, 1], low=low)
        if high is not None:
            surplus = self._surplus(quota, weights, high)
            if surplus > 0:
                over = self.program.variable(-price, 0, surplus, keep=True)
                self.program.row([*places, over], [*weights, -1], high=high)

    def _most_missed(self, quota: Quota) -> int:
        low, high = quota.bounds(self.problem.places)
        if quota.measure is Measure.COST:
            return self._surplus(quota, [row.cost for row in self.rows], high or 0)
        values = self.problem.values_of(quota) if quota.measure is not Measure.PEOPLE else [""]
        each = self.problem.places if quota.measure is Measure.EACH else max(self.problem.places, len(values))
        return (max(each, low)) * max(len(values), 1)

    def _surplus(self, quota: Quota, weights: Sequence[int], high: int) -> int:
        """The most by which a cohort may exceed it; one person may bring several values."""
        heaviest = sorted(weights, reverse=True)
        return sum(heaviest if quota.measure is Measure.DIFFERENT else heaviest[: self.problem.places]) - high

    def _miss_price(self, quota: Quota) -> int | None:
        if quota.penalty is not None:
            return quota.penalty * self.scale * (self._coarse if self.missing else 1)
        if not self.missing:
            return None
        return self.heavy * self.scale * (1 if quota.measure is Measure.COST else self._coarse)

    def point(self, chosen: Collection[int]) -> list[int] | None:
        """A cohort as a point of the programme; None where it holds somebody who is not eligible."""
        if any(one not in self.place for one in chosen):
            return None
        x = [0] * len(self.program.profit)
        for one in chosen:
            x[self.place[one]] = 1
        return _filled(self.program, x, len(self.rows))

    def answer(self, solved: Solved) -> Answer:
        if solved.x is None:
            return Answer(None, solved.proven)
        rows = [row for row, value in zip(self.rows, solved.x, strict=False) if value]
        chosen = tuple(row.id for row in sorted(rows, key=lambda row: (-(row.score or 0), row.id)))
        score, penalty = score_of(self.problem, chosen), penalty_of(self.problem, chosen)
        bound = score - penalty if solved.bound is None or solved.proven else solved.bound // self.scale
        return Answer(Cohort(chosen, score, penalty, max(bound, score - penalty), solved.proven), solved.proven)


def _filled(program: Program, x: list[int], first: int) -> list[int] | None:
    """Give the variables after the first ones the best values they can have, row by row; None where a row is broken.

    Such a variable stands last in its row.
    """
    for row in program.rows:
        last = row.places[-1] if row.places else 0
        if last >= first and not x[last]:
            own = sum(weight * x[place] for place, weight in zip(row.places, row.weights, strict=True))
            x[last] = _value(program, row, own)
    return x if all(_holds(program, x, at) for at in range(len(program.rows))) else None


def _value(program: Program, row: Row, own: int) -> int:
    """A missing count takes as little as mends its row; a value's presence (-1 where holders stand) as much as they allow."""
    if row.weights[-1] > 0:
        return max((row.low or 0) - own, 0)
    if row.low == 0 and row.high is None:
        return min(own, program.upper[row.places[-1]])
    return max(own - (row.high or 0), 0)


def _holds(program: Program, x: list[int], at: int) -> bool:
    row = program.rows[at]
    total = sum(weight * x[place] for place, weight in zip(row.places, row.weights, strict=True))
    return (row.low is None or total >= row.low) and (row.high is None or total <= row.high)
