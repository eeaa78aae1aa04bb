"""Min-cost flow between two sides with capacities: the exact core of reviewer assignment and mentor matching.

One solve is never infeasible. In this order it fills as many places as it can, meets as many minimum loads as it
can, and then makes the total of the scores as high as it can; with `protect`, the lowest score in use is first
made as high as it can be without losing a place or a minimum.

Scores are integers from 0 up. The solver is imported on use only: a web worker that never matches pays nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np

    Numbers = np.ndarray[Any, Any]

# What the solver multiplies costs by its nodes; beyond this, sums could leave 64 bits.
_LARGEST = 2**61
# Random parts of the tie-break, from the finest to none: the finest whose sums stay inside 64 bits is taken.
_TIES = (1023, 63, 0)

Step = Callable[[int, int], None]
"""Told before each solve how many are done, and of how many at most; what it raises ends the work."""


@dataclass(frozen=True, slots=True)
class Load:
    """How many places somebody should take at least (a wish) and may take at most (a wall)."""

    least: int
    most: int


@dataclass(frozen=True, slots=True)
class Flow:
    """The chosen pairs, sorted, and the score below which no pair was allowed (None where nothing was protected)."""

    pairs: tuple[tuple[int, int], ...]
    threshold: int | None = None


class FlowFailed(RuntimeError):
    """The solver gave no proven optimum: a defect, never a property of the people to be matched."""


def assign(
    places: Mapping[int, int],
    loads: Mapping[int, Load],
    scores: Mapping[tuple[int, int], int],
    *,
    protect: bool = False,
) -> Flow:
    """Give each left id up to `places[id]` different right ids. A pair that is not in `scores` is not allowed."""
    if not scores:
        return Flow(())
    import numpy as np

    lefts, rights = sorted(places), sorted(loads)
    left_place = {left: place for place, left in enumerate(lefts)}
    right_place = {right: place for place, right in enumerate(rights)}
    arcs = [
        (left_place[left], right_place[right], score)
        for (left, right), score in scores.items()
        if left in left_place and right in right_place
    ]
    columns = np.array(arcs, dtype=np.int64).reshape(-1, 3).T
    found = assign_arcs([places[left] for left in lefts], [loads[right] for right in rights], *columns, protect=protect)
    return Flow(tuple((lefts[left], rights[right]) for left, right in found.pairs), found.threshold)


def assign_arcs(
    places: Sequence[int],
    loads: Sequence[Load],
    tails: Numbers,
    heads: Numbers,
    scores: Numbers,
    *,
    protect: bool = False,
    step: Step | None = None,
) -> Flow:
    """The same for large problems: people are named by their place in the lists, and three arrays hold the allowed pairs."""
    import numpy as np

    takers = sum(load.most > 0 for load in loads)
    # More places than people to fill them would only make the numbers larger.
    wanted = np.array([min(max(count, 0), takers) for count in places], dtype=np.int64)
    least = np.array([min(load.least, load.most) for load in loads], dtype=np.int64).clip(min=0)
    most = np.array([load.most for load in loads], dtype=np.int64).clip(min=0)
    useful = (wanted[tails] > 0) & (most[heads] > 0) if len(tails) else np.zeros(0, dtype=bool)
    if not useful.any():
        return Flow(())
    network = _Network(wanted, least, most, tails[useful], heads[useful], scores[useful], step or (lambda _done, _total: None))
    return network.protected() if protect else Flow(network.pairs(network.best(len(network.scores))[0]))


class _Network:
    """The arcs of one problem, the best score first: a threshold on the score is then a prefix of them.

    Arcs: left→right capacity 1; left→sink for a place left empty; right→sink, its first `least` units rewarded.
    """

    def __init__(
        self, wanted: Numbers, least: Numbers, most: Numbers, tails: Numbers, heads: Numbers, scores: Numbers, step: Step
    ) -> None:
        import numpy as np

        # By place within a score: the same people give the same answer in whatever order they were read.
        order = np.lexsort((heads, tails, -scores))
        self.wanted, self.least, self.most, self.step = wanted, least, most, step
        self.tails, self.heads, self.scores = tails[order], heads[order], scores[order].astype(np.int64)
        self.sink = len(wanted) + len(most)
        self.costs, self.dear = self._costs()
        self.solves, self.at_most = 0, 1

    def _costs(self) -> tuple[Numbers, int]:
        """The cost of each pair, with a tie-break made of both places, and a cost above any sum of them."""
        total = int(self.wanted.sum())
        for ties in _TIES:
            step = total * ties + 1  # one point of score outweighs all tie-breaks together
            dear = total * (int(self.scores[0]) + 1) * step + 1
            if 2 * dear * (self.sink + 2) < _LARGEST:
                break
        else:
            raise OverflowError("scores too large, or too many people, for exact costs in 64 bits")
        costs = self.scores * -step
        return (costs - self._mixed(ties) if ties else costs), dear

    def _mixed(self, mask: int) -> Numbers:
        """A number for each pair that looks like chance and is the same on every machine."""
        import numpy as np

        mixed = self.tails.astype(np.uint64) * np.uint64(0x9E3779B97F4A7C15)
        mixed ^= self.heads.astype(np.uint64) * np.uint64(0xC2B2AE3D27D4EB4F)
        mixed ^= mixed >> np.uint64(29)
        mixed *= np.uint64(0xBF58476D1CE4E5B9)
        mixed ^= mixed >> np.uint64(32)
        return (mixed & np.uint64(mask)).astype(np.int64)

    def pairs(self, chosen: Numbers) -> tuple[tuple[int, int], ...]:
        return tuple(sorted(zip(self.tails[chosen].tolist(), self.heads[chosen].tolist(), strict=True)))

    def best(self, count: int) -> tuple[Numbers, int]:
        """The best assignment that uses the first `count` arcs only: the numbers of its arcs, and how many there are."""
        import numpy as np

        solver = self._solve(count, self.costs[:count], empty=2 * self.dear, met=-self.dear)
        chosen = np.flatnonzero(solver.flows(np.arange(count, dtype=np.int64)))
        return chosen, len(chosen)

    def protected(self) -> Flow:
        """Best total above the highest threshold that loses neither a place nor a minimum.

        The best total of all is found first: it says what there is to lose, and often it protects as well as anything can.
        """
        import numpy as np

        chosen, filled = self.best(len(self.scores))
        if not filled:
            return Flow(())
        loads = np.bincount(self.heads[chosen], minlength=len(self.most))
        met = int(np.minimum(loads, self.least).sum())
        ends = np.append(np.flatnonzero(np.diff(self.scores)) + 1, len(self.scores))
        plain = high = int(np.searchsorted(ends, int(chosen.max()) + 1))  # as well protected as the best total is
        low = self._bound(ends, high, filled, met)
        self.at_most += (high - low).bit_length() + 2 if low < high else 0
        goal, middle = self._worth(int(self.wanted.sum()) - filled, met), low  # what is not plainly impossible mostly works
        while low < high:
            if self._shortfall(int(ends[middle])) == goal:
                high = middle
            else:
                low = middle + 1
            middle = (low + high) // 2
        if high != plain:
            chosen, _filled = self.best(int(ends[high]))
        return Flow(self.pairs(chosen), int(self.scores[ends[high] - 1]))

    def _bound(self, ends: Numbers, high: int, filled: int, met: int) -> int:
        """The first threshold at which neither side is plainly short of pairs; none above it can do."""
        import numpy as np

        low = 0
        while low < high:
            middle = (low + high) // 2
            count = int(ends[middle])
            places = np.minimum(np.bincount(self.tails[:count], minlength=len(self.wanted)), self.wanted).sum()
            minimums = np.minimum(np.bincount(self.heads[:count], minlength=len(self.most)), self.least).sum()
            if places >= filled and minimums >= met:
                high = middle
            else:
                low = middle + 1
        return low

    def _worth(self, empty: int, met: int) -> int:
        """Empty places first, met minimums second, as one number; equal numbers mean both are equal."""
        return (int(self.least.sum()) + 1) * empty - met

    def _shortfall(self, count: int) -> int:
        import numpy as np

        zeros = np.zeros(count, dtype=np.int64)
        return int(self._solve(count, zeros, empty=self._worth(1, 0), met=-1).optimal_cost())

    def _solve(self, count: int, costs: Numbers, *, empty: int, met: int) -> Any:
        import numpy as np
        from ortools.graph.python import min_cost_flow

        self.step(self.solves, self.at_most)
        self.solves += 1
        lefts, rights = len(self.wanted), len(self.most)
        solver = min_cost_flow.SimpleMinCostFlow()
        add = solver.add_arcs_with_capacity_and_unit_cost
        add(self.tails[:count], self.heads[:count] + lefts, np.ones(count, dtype=np.int64), costs)
        sources, sinks = np.arange(lefts, dtype=np.int64), np.arange(lefts, self.sink, dtype=np.int64)
        add(sources, np.full(lefts, self.sink), self.wanted, np.full(lefts, empty))
        add(sinks, np.full(rights, self.sink), self.least, np.full(rights, met))
        add(sinks, np.full(rights, self.sink), self.most - self.least, np.zeros(rights, dtype=np.int64))
        solver.set_nodes_supplies(sources, self.wanted)
        solver.set_node_supply(self.sink, -int(self.wanted.sum()))
        status = solver.solve()
        if status != solver.OPTIMAL:
            raise FlowFailed(str(status))
        return solver
