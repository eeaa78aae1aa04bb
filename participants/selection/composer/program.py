"""A whole-number programme: the most of `profit · x` with rows low ≤ a · x ≤ high and x between its walls; solved exactly.

1. The relaxation in reals (GLOP) gives prices of the rows. Whatever the prices, the Lagrangian bound is lawful; it is worked
   out in whole numbers, so the proof rests on no rounding.
2. CP-SAT solves a small part, those undecided by the prices, for a first good answer.
3. Whatever must be as the prices say in any better answer is fixed; CP-SAT solves the rest, the kernel.

A cohort of 100 from 20,000 comes down to a kernel of a few hundred this way, where CP-SAT alone finds nothing good.
Solvers are imported on use only: a web worker that never composes pays nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from math import floor as floor_of
from threading import Thread
from time import monotonic
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np

SEED = 20261127
SMALL = 60
"""So many free variables go to CP-SAT as they are."""
_ROOM = 2**61
NOUGHT = 1e-9


class Cancelled(Exception):
    """Somebody asked to stop."""


@dataclass
class Effort:
    """How long may be spent from now on, and how to learn that nobody waits any more."""

    seconds: float = 60.0
    cancelled: Callable[[], bool] = lambda: False
    began: float = field(default_factory=monotonic)

    @property
    def left(self) -> float:
        return max(self.seconds - (monotonic() - self.began), 0.0)

    def check(self) -> None:
        if self.cancelled():
            raise Cancelled

    def part(self, seconds: float) -> Effort:
        """A slice of what is left."""
        return Effort(min(seconds, self.left), self.cancelled)


@dataclass
class Row:
    """A place stands in a row once."""

    places: list[int]
    weights: list[int]
    low: int | None
    high: int | None


@dataclass
class Program:
    """Variables by their place: profit of one unit, lowest and highest value. `keep` names those never left out of a part."""

    profit: list[int] = field(default_factory=list)
    lower: list[int] = field(default_factory=list)
    upper: list[int] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)
    keep: list[int] = field(default_factory=list)

    def variable(self, profit: int, lower: int, upper: int, *, keep: bool = False) -> int:
        self.profit.append(profit)
        self.lower.append(lower)
        self.upper.append(upper)
        place = len(self.profit) - 1
        if keep:
            self.keep.append(place)
        return place

    def row(
        self, places: list[int], weights: list[int] | None = None, *, low: int | None = None, high: int | None = None
    ) -> None:
        self.rows.append(Row(places, weights or [1] * len(places), low, high))


@dataclass(frozen=True)
class Solved:
    """`x` None: nothing found; with `proven` nothing exists. `bound`: no answer can be worth more (None: not known)."""

    x: list[int] | None
    value: int
    bound: int | None
    proven: bool


def maximise(program: Program, effort: Effort, *, known: list[int] | None = None, small: int = SMALL) -> Solved:
    """The best answer, with its proof or the best bound there is when the time is over. `known` is an answer to start from."""
    effort.check()
    free = [place for place in range(len(program.profit)) if program.lower[place] < program.upper[place]]
    if len(free) <= small:
        return _cpsat(program, free, program.lower, effort, floor=None)
    prices = _prices(program, free)
    if prices is None:
        return _impossible(program, free, effort)
    return _Priced(program, free, prices, effort).best(known)


class _Priced:
    """The programme with prices on its rows: `away` is what a bound loses when a variable is not where its price wants it."""

    def __init__(self, program: Program, free: list[int], prices: list[float], effort: Effort) -> None:
        import numpy as np

        self.program, self.effort = program, effort
        self.free = np.array(free)
        self.priced = sum(abs(price) > NOUGHT for price in prices)
        reduced, constant, self.scale = _reduced(program, prices)
        lower, upper = np.array(program.lower), np.array(program.upper)
        self.rest = np.where(reduced > 0, upper, lower)
        self.away = np.abs(reduced)
        self.scaled_bound = int(constant) + int((reduced * self.rest).sum())
        self.bound = self.scaled_bound // self.scale

    def best(self, known: list[int] | None) -> Solved:
        import numpy as np

        order = self.free[np.argsort(self.away[self.free], kind="stable")]
        found = known
        proven = False
        size = 4 * self.priced + 100
        while found is None and not proven:
            part = self._with_kept(order[:size])
            first = _cpsat(self.program, part, self.rest, self.effort, floor=None)
            found, proven = first.x, first.proven and size >= len(order)
            if found is None and not first.proven:
                return Solved(None, 0, self.bound, False)
            size *= 4
        if found is None:
            return Solved(None, 0, None, True)
        return self._improve(found, part if known is None else [], first.proven if known is None else False)

    def _improve(self, found: list[int], tried: list[int], exact: bool) -> Solved:
        """Fix what cannot be otherwise in a better answer, solve the rest."""
        value = worth(self.program, found)
        if value >= self.bound:
            return Solved(found, value, value, True)
        gap = self.scaled_bound - (value + 1) * self.scale
        kernel = self._with_kept(self.free[self.away[self.free] <= gap])
        if exact and set(kernel) <= set(tried):
            return Solved(found, value, value, True)
        better = _cpsat(self.program, kernel, self.rest, self.effort, floor=value + 1)
        if better.x is not None:
            value, found = better.value, better.x
        if better.proven:
            return Solved(found, value, value, True)
        bound = self.bound if better.bound is None else min(self.bound, better.bound)
        return Solved(found, value, max(bound, value), bound <= value)

    def _with_kept(self, part: np.ndarray[Any, Any]) -> list[int]:
        program = self.program
        kept = (place for place in program.keep if program.lower[place] < program.upper[place])
        return sorted({int(place) for place in part} | set(kept))


def worth(program: Program, x: list[int]) -> int:
    return sum(profit * value for profit, value in zip(program.profit, x, strict=True))


def _prices(program: Program, free: list[int]) -> list[float] | None:
    """What one more unit of each row's limit would be worth, in reals; None where the reals allow no answer."""
    from ortools.linear_solver import pywraplp

    solver = pywraplp.Solver.CreateSolver("GLOP")
    names = {place: solver.NumVar(program.lower[place], program.upper[place], "") for place in free}
    objective = solver.Objective()
    for place, variable in names.items():
        objective.SetCoefficient(variable, program.profit[place])
    objective.SetMaximization()
    constraints = []
    for row in program.rows:
        constant = 0
        limits = solver.Constraint(-solver.infinity(), solver.infinity())
        for place, weight in zip(row.places, row.weights, strict=True):
            if place in names:
                limits.SetCoefficient(names[place], weight)
            else:
                constant += weight * program.lower[place]
        low = -solver.infinity() if row.low is None else row.low - constant
        high = solver.infinity() if row.high is None else row.high - constant
        if low > high:
            return None
        limits.SetBounds(low, high)
        constraints.append(limits)
    if solver.Solve() != pywraplp.Solver.OPTIMAL:
        return None
    return [one.dual_value() for one in constraints]


def _reduced(program: Program, prices: list[float]) -> tuple[Any, int, int]:
    """Reduced profits and the constant of the Lagrangian bound, in whole numbers of 1/scale."""
    import numpy as np

    size: float = sum(abs(p) * max(abs(u), 1) for p, u in zip(program.profit, program.upper, strict=True)) + 1
    size += sum(
        abs(price) * (sum(map(abs, row.weights)) + abs(row.low or 0) + abs(row.high or 0))
        for price, row in zip(prices, program.rows, strict=True)
    )
    scale = 2**20
    while scale > 1 and size * scale * 2 > _ROOM:
        scale //= 2
    kind: Any = np.int64 if size * scale * 2 <= _ROOM else object
    reduced = np.array(program.profit, dtype=kind) * scale
    constant = 0
    for price, row in zip(prices, program.rows, strict=True):
        whole = round(price * scale)
        limit = row.high if whole > 0 else row.low
        if whole == 0 or limit is None:
            continue
        constant += whole * limit
        np.subtract.at(reduced, row.places, np.array(row.weights, dtype=kind) * whole)
    return reduced, constant, scale


def _impossible(program: Program, free: list[int], effort: Effort) -> Solved:
    """The reals say there is no answer. Believed only with a proof in whole numbers: what must be missed, at its best bound."""
    relaxed = Program([0] * len(program.profit), list(program.lower), list(program.upper), [], list(program.keep))
    for row in program.rows:
        places, weights = list(row.places), list(row.weights)
        span = sum(abs(w) * max(abs(program.lower[p]), abs(program.upper[p])) for p, w in zip(places, weights, strict=True))
        if row.low is not None:
            places.append(relaxed.variable(-1, 0, span + abs(row.low), keep=True))
            weights.append(1)
        if row.high is not None:
            places.append(relaxed.variable(-1, 0, span + abs(row.high), keep=True))
            weights.append(-1)
        relaxed.row(places, weights, low=row.low, high=row.high)
    open_places = [place for place in range(len(relaxed.profit)) if relaxed.lower[place] < relaxed.upper[place]]
    prices = _prices(relaxed, open_places)
    if prices is not None and _Priced(relaxed, open_places, prices, effort).scaled_bound < 0:
        return Solved(None, 0, None, True)
    return _cpsat(program, free, program.lower, effort, floor=None)


def _cpsat(program: Program, part: list[int], rest: Any, effort: Effort, *, floor: int | None) -> Solved:
    """The best over the variables of the part, the others staying as in `rest`; with `floor` only what is worth that much."""
    from ortools.sat.python import cp_model

    model = cp_model.CpModel()
    names = {place: model.new_int_var(program.lower[place], program.upper[place], "") for place in part}
    for row in program.rows:
        constant, own, weights = 0, [], []
        for place, weight in zip(row.places, row.weights, strict=True):
            if place in names:
                own.append(names[place])
                weights.append(weight)
            else:
                constant += weight * int(rest[place])
        low = -_ROOM if row.low is None else row.low - constant
        high = _ROOM if row.high is None else row.high - constant
        if not own:
            if not low <= 0 <= high:
                return Solved(None, 0, None, True)
            continue
        model.add_linear_constraint(cp_model.LinearExpr.weighted_sum(own, weights), low, high)
    fixed = sum(profit * int(rest[place]) for place, profit in enumerate(program.profit) if place not in names)
    goal = cp_model.LinearExpr.weighted_sum(list(names.values()), [program.profit[place] for place in names])
    if floor is not None:
        model.add_linear_constraint(goal, floor - fixed, _ROOM)
    model.maximize(goal)
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.random_seed = SEED
    solver.parameters.max_time_in_seconds = max(effort.left, 0.05)
    status = _watched(solver, model, effort)
    if status == cp_model.INFEASIBLE:
        return Solved(None, 0, None, True)
    bound = fixed + floor_of(solver.best_objective_bound) if status != cp_model.UNKNOWN else None
    if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return Solved(None, 0, bound, False)
    x = [int(value) for value in rest]
    for place, variable in names.items():
        x[place] = solver.value(variable)
    return Solved(x, worth(program, x), bound, status == cp_model.OPTIMAL)


def _watched(solver: Any, model: Any, effort: Effort) -> int:
    """Solve beside this thread, which asks now and then whether somebody stopped it."""
    answer: list[int] = []
    beside = Thread(target=lambda: answer.append(solver.solve(model)), daemon=True)
    beside.start()
    beside.join(0.5)
    stopped = False
    while beside.is_alive():
        stopped = stopped or effort.cancelled()
        if stopped:
            solver.stop_search()
        beside.join(0.5)
    if stopped:
        raise Cancelled
    return answer[0]
