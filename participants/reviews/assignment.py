"""Who reads which application: the exact assignment under loads, languages and conflicts.

In this order: begun and pinned reviews stay; every place is filled that can be; minimum loads are met as far as
possible; with `Fairness.WORST_OFF` the least fitting pair is made as fitting as can be; then the sum of the fits is
the highest there is. Places that stay empty come back as shortfalls with the filter that emptied them, never as an
error: people can act on "3 applications in Arabic have 1 reviewer who reads it", not on "no solution".
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from incubator.lib.flow import Load, Step, assign_arcs
from incubator.lib.shares import shares
from participants.reviews.affinity import WEIGHTS, Affinity, Application, Component, Reviewer, reads
from participants.reviews.fits import Fits, Pair
from participants.reviews.joining import joined
from participants.reviews.panels import panels
from participants.reviews.wholes import Whole, whole_pairs


class Fairness(StrEnum):
    WORST_OFF = "worst_off"
    BEST_TOTAL = "best_total"


class Bar(StrEnum):
    """Why a place stays empty; the first four also why a reviewer may not take it, in the order they are tried."""

    LANGUAGE = "language"
    CONFLICT = "conflict"
    RULE = "rule"  # ruled out for this run, or a whole discipline or language is others' to read
    LOAD = "load"  # begun and pinned reviews already fill the reviewer's maximum
    REVIEWERS = "reviewers"  # nobody is ruled out: there are fewer reviewers than reviews wanted
    CAPACITY = "capacity"  # candidates there were, but all their places were needed elsewhere


FILTERS = (Bar.LANGUAGE, Bar.CONFLICT, Bar.RULE, Bar.LOAD)


class Source(StrEnum):
    BEGUN = "begun"
    PINNED = "pinned"
    WHOLE = "whole"  # the reviewer reads everything of its discipline or language
    PROPOSED = "proposed"


class Underload(StrEnum):
    FEW_ELIGIBLE = "few-eligible"  # fewer applications that this reviewer may read than the minimum
    FEW_PLACES = "few-places"  # not enough reviews wanted to go round


@dataclass(frozen=True, slots=True)
class Problem:
    """`begun` reviews are facts and stay whatever they break; `conflicts` also holds recusals, `ruled_out` what this run alone
    must not propose.
    """

    applications: Sequence[Application]
    reviewers: Sequence[Reviewer]
    conflicts: Collection[Pair] = ()
    begun: Collection[Pair] = ()
    pins: Collection[Pair] = ()
    ruled_out: Collection[Pair] = ()
    wholes: Sequence[Whole] = ()
    weights: Mapping[Component, int] | None = None
    fairness: Fairness = Fairness.WORST_OFF
    need_language: bool = True


@dataclass(frozen=True, slots=True)
class Assigned:
    """`breaks` names the rule that a pinned or begun pair breaks: shown as a warning."""

    application: int
    reviewer: int
    source: Source
    fit: Affinity | None  # none where a begun review's reviewer has left the pool
    breaks: Bar | None = None


@dataclass(frozen=True, slots=True)
class Shortfall:
    """`candidates`: reviewers whom no filter ruled out; `barred`: how many each filter did."""

    application: int
    wanted: int
    missing: int
    reason: Bar
    candidates: int
    barred: tuple[tuple[Bar, int], ...]


@dataclass(frozen=True, slots=True)
class BelowMinimum:
    reviewer: int
    load: int
    least: int
    eligible: int
    reason: Underload


@dataclass(frozen=True, slots=True)
class Figures:
    """`capacity` is what reviewers could still take before this run; `worst` the least fitting proposed pair."""

    places: int
    filled: int
    capacity: int
    total: int
    worst: int | None
    panels: int  # above 1, scores of different panels will not be comparable


@dataclass(frozen=True, slots=True)
class Assignment:
    """`left_out`: pairs that a whole would have and a conflict forbids."""

    pairs: tuple[Assigned, ...]
    left_out: tuple[Pair, ...]
    shortfalls: tuple[Shortfall, ...]
    below_minimum: tuple[BelowMinimum, ...]
    figures: Figures


class PinRefused(ValueError):
    """A pin that cannot be kept; `reviewer` (and `application` where one pair is meant) say which."""

    def __init__(self, reviewer: int, application: int | None = None) -> None:
        self.reviewer, self.application = reviewer, application
        super().__init__(f"reviewer {reviewer}, application {application}")


class PinInConflict(PinRefused):
    """The pinned reviewer has a conflict with that application."""


class PinUnknown(PinRefused):
    """The pinned application or reviewer does not take part."""


class PinsOverLoad(PinRefused):
    """More pins than the reviewer may still take: `pins` of them for `free` places of `most`."""

    def __init__(self, reviewer: int, *, pins: int, free: int, most: int) -> None:
        self.pins, self.free, self.most = pins, free, most
        super().__init__(reviewer)


def propose(problem: Problem, step: Step | None = None) -> Assignment:
    """The assignment of reviewers. Raises a PinRefused where the pins themselves cannot stand.

    `step` is told before each solve how many are done, of how many at most; what it raises ends the work.
    """
    return _Run(problem).result(step)


class _Run:
    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        self.applications = {row.id: row for row in problem.applications}
        self.reviewers = {row.id: row for row in problem.reviewers}
        weights = problem.weights or WEIGHTS
        points = shares({component: weights.get(component, 0) for component in Component})
        rows, columns = sorted(self.applications), sorted(self.reviewers)
        self.fits = Fits([self.applications[key] for key in rows], [self.reviewers[key] for key in columns], points)
        self.conflicts = set(problem.conflicts)
        self.begun = set(problem.begun)
        self.pins = set(problem.pins) - self.begun
        of_wholes = whole_pairs(problem.wholes, problem.applications, self.reviewers) - self.begun - self.pins
        self.left_out = tuple(sorted(of_wholes & self.conflicts))
        self.whole = of_wholes - self.conflicts
        self.fixed = self.begun | self.pins | self.whole
        self.loads = Counter(reviewer for _, reviewer in self.fixed)
        self.served = Counter(application for application, _ in self.fixed)
        self._check_pins()
        self.totals = self.fits.table()
        self.bars = self._bars()

    def _check_pins(self) -> None:
        for application, reviewer in sorted(self.pins):
            if application not in self.applications or reviewer not in self.reviewers:
                raise PinUnknown(reviewer, application)
            if (application, reviewer) in self.conflicts:
                raise PinInConflict(reviewer, application)
        pinned = Counter(reviewer for _, reviewer in self.pins | self.whole)
        for key, pins in sorted(pinned.items()):
            most = self.reviewers[key].most
            free = max(most - (self.loads[key] - pins), 0)
            if pins > free:
                raise PinsOverLoad(key, pins=pins, free=free, most=most)

    def _bars(self) -> Any:
        """For each pair 0 where it may be proposed, the place of the first filter in FILTERS (from 1) otherwise, -1 where fixed."""
        import numpy as np

        table = np.zeros(self.totals.shape, dtype=np.int8)
        full = np.array([self._free(one) == 0 for one in self.fits.reviewers], dtype=bool)
        table[:, full] = FILTERS.index(Bar.LOAD) + 1
        table[self.fits.marked(self.problem.ruled_out)] = FILTERS.index(Bar.RULE) + 1
        for whole in self.problem.wholes:
            if not whole.everyone:
                rows = [place for place, one in enumerate(self.fits.applications) if whole.holds(one)]
                others = [place for place, one in enumerate(self.fits.reviewers) if one.id not in whole.reviewers]
                table[np.ix_(rows, others)] = FILTERS.index(Bar.RULE) + 1
        table[self.fits.marked(self.conflicts)] = FILTERS.index(Bar.CONFLICT) + 1
        if self.problem.need_language:
            table[~self.fits.readable()] = FILTERS.index(Bar.LANGUAGE) + 1
        table[self.fits.marked(self.fixed)] = -1
        return table

    def _rule(self, application: Application, reviewer: Reviewer) -> Bar | None:
        if self.problem.need_language and not reads(application, reviewer):
            return Bar.LANGUAGE
        return Bar.CONFLICT if (application.id, reviewer.id) in self.conflicts else None

    def _free(self, reviewer: Reviewer) -> int:
        return max(reviewer.most - self.loads[reviewer.id], 0)

    def _missing(self, application: Application) -> int:
        return max(application.reviews - self.served[application.id], 0)

    def _fit(self, pair: Pair) -> int | None:
        row, column = self.fits.row[pair[0]], self.fits.column[pair[1]]
        return int(self.totals[row, column]) if self.bars[row, column] == 0 else None

    def result(self, step: Step | None) -> Assignment:
        import numpy as np

        applications, reviewers = self.fits.applications, self.fits.reviewers
        places = [self._missing(row) for row in applications]
        room = [self._free(row) for row in reviewers]
        least = [max(row.least - self.loads[row.id], 0) for row in reviewers]
        tails, heads = np.nonzero(self.bars == 0)
        protect = self.problem.fairness is Fairness.WORST_OFF
        loads = [Load(*own) for own in zip(least, room, strict=True)]
        flow = assign_arcs(places, loads, tails, heads, self.totals[tails, heads], protect=protect, step=step)
        chosen = {(applications[row].id, reviewers[column].id) for row, column in flow.pairs}
        pairs = joined(chosen, self.fixed, self._fit)
        scores = [self._fit(pair) or 0 for pair in pairs]
        return Assignment(
            pairs=tuple(self._assigned(pair, pairs) for pair in sorted(self.fixed | pairs)),
            left_out=self.left_out,
            shortfalls=self._shortfalls(Counter(application for application, _ in pairs)),
            below_minimum=self._below(Counter(reviewer for _, reviewer in pairs)),
            figures=Figures(
                places=sum(places),
                filled=len(pairs),
                capacity=sum(room),
                total=sum(scores),
                worst=min(scores, default=None),
                panels=len(set(panels(self.fixed | pairs)[0].values())),
            ),
        )

    def _assigned(self, pair: Pair, proposed: Collection[Pair]) -> Assigned:
        if pair in proposed:
            return Assigned(*pair, Source.PROPOSED, self.fits.of(pair))
        source = Source.BEGUN if pair in self.begun else Source.PINNED if pair in self.pins else Source.WHOLE
        application, reviewer = self.applications.get(pair[0]), self.reviewers.get(pair[1])
        if application is None or reviewer is None:
            return Assigned(*pair, source, None)
        return Assigned(*pair, source, self.fits.of(pair), self._rule(application, reviewer))

    def _shortfalls(self, given: Counter[int]) -> tuple[Shortfall, ...]:
        found = []
        for place, row in enumerate(self.fits.applications):
            missing = self._missing(row) - given[row.id]
            if missing > 0:
                own = self.bars[place]
                candidates = int((own == 0).sum())
                barred = tuple((bar, count) for at, bar in enumerate(FILTERS, start=1) if (count := int((own == at).sum())))
                found.append(Shortfall(row.id, row.reviews, missing, self._reason(row, candidates, barred), candidates, barred))
        return tuple(found)

    def _reason(self, application: Application, candidates: int, barred: Sequence[tuple[Bar, int]]) -> Bar:
        if candidates >= self._missing(application):
            return Bar.CAPACITY
        return barred[-1][0] if barred else Bar.REVIEWERS

    def _below(self, given: Counter[int]) -> tuple[BelowMinimum, ...]:
        eligible = (self.bars == 0).sum(axis=0)
        found = []
        for place, row in enumerate(self.fits.reviewers):
            load = self.loads[row.id] + given[row.id]
            if load < row.least:
                may = self.loads[row.id] + int(eligible[place])
                reason = Underload.FEW_ELIGIBLE if may < row.least else Underload.FEW_PLACES
                found.append(BelowMinimum(row.id, load, row.least, may, reason))
        return tuple(found)
