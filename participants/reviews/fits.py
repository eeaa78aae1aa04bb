"""The fits of a whole pool at once: tables of each component's points, of which every pair is a sum.

Thousands of applications share a few languages, topics and countries, and so do reviewers: only those are weighed, and
the table of all pairs is looked up. One pair's explanation is made when somebody asks for it.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from participants.reviews.affinity import (
    Affinity,
    Application,
    Component,
    Reviewer,
    affinity,
    country,
    expertise,
    language,
    reads,
)

if TYPE_CHECKING:
    import numpy as np

    Table = np.ndarray[Any, Any]

Pair = tuple[int, int]  # application, reviewer


class Fits:
    """Fit and right to read of every application (rows) with every reviewer (columns), both in the order given."""

    def __init__(
        self, applications: Sequence[Application], reviewers: Sequence[Reviewer], points: Mapping[Component, int]
    ) -> None:
        self.applications, self.reviewers, self.points = applications, reviewers, points
        self.row = {one.id: place for place, one in enumerate(applications)}
        self.column = {one.id: place for place, one in enumerate(reviewers)}

    def of(self, pair: Pair) -> Affinity:
        return affinity(self.applications[self.row[pair[0]]], self.reviewers[self.column[pair[1]]], self.points)

    def total(self, pair: Pair) -> int:
        return self.of(pair).total

    def table(self) -> Table:
        """The totals, 0 to 1000."""
        most = self.points
        return (
            self._looked_up(lambda a: a.topics, lambda r: r.topics, lambda a, r: expertise(a, r, most[Component.EXPERTISE]).points)
            + self._looked_up(lambda a: a.language, lambda r: r.languages, lambda a, r: language(a, r, most[Component.LANGUAGE]).points)
            + self._looked_up(lambda a: a.country, lambda r: r.countries, lambda a, r: country(a, r, most[Component.COUNTRY]).points)
        )  # fmt: skip

    def readable(self) -> Table:
        """Whether the reviewer reads the application's language."""
        return self._looked_up(lambda a: a.language, lambda r: r.languages, reads).astype(bool)

    def _looked_up(
        self,
        of_application: Callable[[Application], Hashable],
        of_reviewer: Callable[[Reviewer], Hashable],
        value: Callable[[Application, Reviewer], int],
    ) -> Table:
        import numpy as np

        rows, kinds = numbered([of_application(one) for one in self.applications])
        columns, sorts = numbered([of_reviewer(one) for one in self.reviewers])
        small = np.array(
            [[value(self.applications[kind], self.reviewers[sort]) for sort in sorts] for kind in kinds], dtype=np.int16
        ).reshape(len(kinds), len(sorts))
        return small[np.array(rows, dtype=np.intp)[:, None], np.array(columns, dtype=np.intp)[None, :]]

    def marked(self, pairs: Collection[Pair]) -> Table:
        """True where a pair is one of these; pairs of others are left out."""
        import numpy as np

        table = np.zeros((len(self.applications), len(self.reviewers)), dtype=bool)
        places = [(self.row[a], self.column[r]) for a, r in pairs if a in self.row and r in self.column]
        if places:
            rows, columns = zip(*places, strict=True)
            table[list(rows), list(columns)] = True
        return table


def numbered(values: Sequence[Hashable]) -> tuple[list[int], list[int]]:
    """For each value the number of its kind, and for each kind the place of the first that is of it."""
    kinds: dict[Hashable, int] = {}
    firsts: list[int] = []
    numbers = []
    for place, value in enumerate(values):
        if value not in kinds:
            kinds[value] = len(firsts)
            firsts.append(place)
        numbers.append(kinds[value])
    return numbers, firsts
