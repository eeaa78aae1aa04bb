"""Min-cost flow between two sides with capacities: the exact core of reviewer assignment and mentor matching.

One solve is never infeasible. In this order it fills as many places as it can, meets as many minimum loads as it
can, and then makes the total of the scores as high as it can; with `protect`, the lowest score in use is first
made as high as it can be without losing a place or a minimum.

Scores are integers from 0 up. The solver is imported on use only: a web worker that never matches pays nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from zlib import crc32

if TYPE_CHECKING:
    import numpy as np

# What the solver multiplies costs by its nodes; beyond this, sums could leave 64 bits.
_LARGEST = 2**61
# Random parts of the tie-break, from the finest to none: the finest whose sums stay inside 64 bits is taken.
_TIES = (1023, 63, 0)


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
    open_loads = {right: load for right, load in loads.items() if load.most > 0}
    # More places than people to fill them would only make the numbers larger.
    wanted = {left: min(count, len(open_loads)) for left, count in places.items() if count > 0}
    allowed = [(score, left, right) for (left, right), score in scores.items() if left in wanted and right in open_loads]
    if not allowed:
        return Flow(())
    network = _Network(wanted, open_loads, allowed)
    if not protect:
        return Flow(network.best(len(allowed)))
    count = network.worst_off()
    return Flow(network.best(count), network.scores[count - 1])


class _Network:
    """The arcs of one problem, the best score first: a threshold on the score is then a prefix of them.

    Arcs: left→right capacity 1; right→sink, its first `least` units rewarded; left→sink for a place left empty.
    """

    def __init__(self, wanted: Mapping[int, int], loads: Mapping[int, Load], allowed: list[tuple[int, int, int]]) -> None:
        import numpy as np

        # By id within a score: the same people give the same answer in whatever order they were read.
        allowed.sort(key=lambda arc: (-arc[0], arc[1], arc[2]))
        self.lefts, self.rights = sorted(wanted), sorted(loads)
        self.places = [wanted[left] for left in self.lefts]
        self.loads = [loads[right] for right in self.rights]
        self.sink = len(self.lefts) + len(self.rights)
        left_node = {left: node for node, left in enumerate(self.lefts)}
        right_node = {right: node for node, right in enumerate(self.rights, start=len(self.lefts))}
        self.pairs = [(left, right) for _, left, right in allowed]
        self.scores = [score for score, _, _ in allowed]
        self.tails = np.array([left_node[left] for left, _ in self.pairs], dtype=np.int64)
        self.heads = np.array([right_node[right] for _, right in self.pairs], dtype=np.int64)
        self.costs, self.dear = self._costs(np)

    def _costs(self, numpy: Any) -> tuple[np.ndarray[Any, Any], int]:
        """The cost of each pair, with a tie-break made of both ids, and a cost above any sum of them."""
        total = sum(self.places)
        for ties in _TIES:
            step = total * ties + 1  # one point of score outweighs all tie-breaks together
            dear = total * (self.scores[0] + 1) * step + 1
            if 2 * dear * (self.sink + 2) < _LARGEST:
                break
        else:
            raise OverflowError("scores too large, or too many people, for exact costs in 64 bits")
        costs = numpy.array(self.scores, dtype=numpy.int64) * -step
        if ties:
            costs -= numpy.array(
                [crc32(b"%d:%d" % pair) & ties for pair in self.pairs],
                dtype=numpy.int64,
            )
        return costs, dear

    def best(self, count: int) -> tuple[tuple[int, int], ...]:
        """The best assignment that uses the first `count` arcs only."""
        solver = self._solve(count, self.costs[:count], empty=2 * self.dear, met=-self.dear)
        return tuple(sorted(self.pairs[arc] for arc in range(count) if solver.flow(arc)))

    def worst_off(self) -> int:
        """How many arcs remain when the lowest allowed score is as high as places and minimum loads permit."""
        ends = [arc for arc in range(1, len(self.scores)) if self.scores[arc] != self.scores[arc - 1]]
        ends.append(len(self.scores))
        goal = self._shortfall(ends[-1])
        low, high = 0, len(ends) - 1
        while low < high:
            middle = (low + high) // 2
            if self._shortfall(ends[middle]) == goal:
                high = middle
            else:
                low = middle + 1
        return ends[low]

    def _shortfall(self, count: int) -> int:
        """Empty places first, unmet minimums second, as one number; equal numbers mean both are equal."""
        import numpy as np

        weight = sum(load.least for load in self.loads) + 1
        zeros = np.zeros(count, dtype=np.int64)
        return int(self._solve(count, zeros, empty=weight, met=-1).optimal_cost())

    def _solve(self, count: int, costs: np.ndarray[Any, Any], *, empty: int, met: int) -> Any:
        import numpy as np
        from ortools.graph.python import min_cost_flow

        solver = min_cost_flow.SimpleMinCostFlow()
        solver.add_arcs_with_capacity_and_unit_cost(self.tails[:count], self.heads[:count], np.ones(count, dtype=np.int64), costs)
        add = solver.add_arc_with_capacity_and_unit_cost
        for node, places in enumerate(self.places):
            solver.set_node_supply(node, places)
            add(node, self.sink, places, empty)
        for node, load in enumerate(self.loads, start=len(self.places)):
            least = min(load.least, load.most)
            if least > 0:
                add(node, self.sink, least, met)
            add(node, self.sink, load.most - max(least, 0), 0)
        solver.set_node_supply(self.sink, -sum(self.places))
        status = solver.solve()
        if status != solver.OPTIMAL:
            raise FlowFailed(str(status))
        return solver
