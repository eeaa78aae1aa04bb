"""Who reads which application: the exact assignment under loads, languages and conflicts.

In this order: begun and pinned reviews stay; every place is filled that can be; minimum loads are met as far as
possible; with `Fairness.WORST_OFF` the least fitting pair is made as fitting as can be; then the sum of the fits is
the highest there is. Places that stay empty come back as shortfalls with the filter that emptied them, never as an
error: people can act on "3 applications in Arabic have 1 reviewer who reads it", not on "no solution".
"""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from incubator.lib.flow import Load, assign
from incubator.lib.shares import shares
from participants.reviews.affinity import (
    WEIGHTS,
    Affinity,
    Application,
    Component,
    Reviewer,
    affinity,
    reads,
)
from participants.reviews.joining import joined
from participants.reviews.panels import panels

Pair = tuple[int, int]  # application, reviewer


class Fairness(StrEnum):
    WORST_OFF = "worst_off"
    BEST_TOTAL = "best_total"


class Bar(StrEnum):
    """Why a place stays empty; the first three also why a reviewer may not take it, in the order they are tried."""

    LANGUAGE = "language"
    CONFLICT = "conflict"
    LOAD = "load"  # begun and pinned reviews already fill the reviewer's maximum
    REVIEWERS = "reviewers"  # nobody is ruled out: there are fewer reviewers than reviews wanted
    CAPACITY = "capacity"  # candidates there were, but all their places were needed elsewhere


class Source(StrEnum):
    BEGUN = "begun"
    PINNED = "pinned"
    PROPOSED = "proposed"


class Underload(StrEnum):
    FEW_ELIGIBLE = "few-eligible"  # fewer applications that this reviewer may read than the minimum
    FEW_PLACES = "few-places"  # not enough reviews wanted to go round


@dataclass(frozen=True, slots=True)
class Problem:
    """`begun` reviews are facts and stay whatever they break; `conflicts` also holds recusals."""

    applications: Sequence[Application]
    reviewers: Sequence[Reviewer]
    conflicts: Collection[Pair] = ()
    begun: Collection[Pair] = ()
    pins: Collection[Pair] = ()
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
    pairs: tuple[Assigned, ...]
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


def propose(problem: Problem) -> Assignment:
    """The assignment of reviewers. Raises a PinRefused where the pins themselves cannot stand."""
    return _Run(problem).result()


class _Run:
    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        self.applications = {row.id: row for row in problem.applications}
        self.reviewers = {row.id: row for row in problem.reviewers}
        weights = problem.weights or WEIGHTS
        self.points = shares({component: weights.get(component, 0) for component in Component})
        self.conflicts = set(problem.conflicts)
        self.begun = set(problem.begun)
        self.pins = set(problem.pins) - self.begun
        self.fixed = self.begun | self.pins
        self.loads = Counter(reviewer for _, reviewer in self.fixed)
        self.served = Counter(application for application, _ in self.fixed)
        self._check_pins()
        self.barred: dict[int, Counter[Bar]] = {key: Counter() for key in self.applications}
        self.fits: dict[Pair, Affinity] = {}
        self._weigh()

    def _check_pins(self) -> None:
        for application, reviewer in sorted(self.pins):
            if application not in self.applications or reviewer not in self.reviewers:
                raise PinUnknown(reviewer, application)
            if (application, reviewer) in self.conflicts:
                raise PinInConflict(reviewer, application)
        pinned = Counter(reviewer for _, reviewer in self.pins)
        for key, pins in sorted(pinned.items()):
            most = self.reviewers[key].most
            free = max(most - (self.loads[key] - pins), 0)
            if pins > free:
                raise PinsOverLoad(key, pins=pins, free=free, most=most)

    def _weigh(self) -> None:
        for application in self.applications.values():
            for reviewer in self.reviewers.values():
                pair = (application.id, reviewer.id)
                if pair in self.fixed:
                    continue
                bar = self._bar(application, reviewer)
                if bar is None:
                    self.fits[pair] = affinity(application, reviewer, self.points)
                else:
                    self.barred[application.id][bar] += 1

    def _bar(self, application: Application, reviewer: Reviewer) -> Bar | None:
        rule = self._rule(application, reviewer)
        return rule or (Bar.LOAD if self._free(reviewer) == 0 else None)

    def _rule(self, application: Application, reviewer: Reviewer) -> Bar | None:
        if self.problem.need_language and not reads(application, reviewer):
            return Bar.LANGUAGE
        return Bar.CONFLICT if (application.id, reviewer.id) in self.conflicts else None

    def _free(self, reviewer: Reviewer) -> int:
        return max(reviewer.most - self.loads[reviewer.id], 0)

    def _missing(self, application: Application) -> int:
        return max(application.reviews - self.served[application.id], 0)

    def result(self) -> Assignment:
        places = {row.id: self._missing(row) for row in self.applications.values()}
        room = {row.id: self._free(row) for row in self.reviewers.values()}
        flow = assign(
            places,
            {row.id: Load(max(row.least - self.loads[row.id], 0), room[row.id]) for row in self.reviewers.values()},
            {pair: fit.total for pair, fit in self.fits.items()},
            protect=self.problem.fairness is Fairness.WORST_OFF,
        )
        pairs = joined(flow.pairs, self.fixed, {pair: fit.total for pair, fit in self.fits.items()})
        scores = [self.fits[pair].total for pair in pairs]
        return Assignment(
            pairs=tuple(self._assigned(pair) for pair in sorted(self.fixed | pairs)),
            shortfalls=self._shortfalls(Counter(application for application, _ in pairs)),
            below_minimum=self._below(Counter(reviewer for _, reviewer in pairs)),
            figures=Figures(
                places=sum(places.values()),
                filled=len(pairs),
                capacity=sum(room.values()),
                total=sum(scores),
                worst=min(scores, default=None),
                panels=len(set(panels(self.fixed | pairs)[0].values())),
            ),
        )

    def _assigned(self, pair: Pair) -> Assigned:
        if pair in self.fits:
            return Assigned(*pair, Source.PROPOSED, self.fits[pair])
        source = Source.BEGUN if pair in self.begun else Source.PINNED
        application, reviewer = self.applications.get(pair[0]), self.reviewers.get(pair[1])
        if application is None or reviewer is None:
            return Assigned(*pair, source, None)
        fit = affinity(application, reviewer, self.points)
        return Assigned(*pair, source, fit, self._rule(application, reviewer))

    def _shortfalls(self, given: Counter[int]) -> tuple[Shortfall, ...]:
        candidates = Counter(application for application, _ in self.fits)
        found = []
        for key in sorted(self.applications):
            row = self.applications[key]
            missing = self._missing(row) - given[key]
            if missing > 0:
                reason = self._reason(row, candidates[key])
                barred = tuple((bar, count) for bar in Bar if (count := self.barred[key][bar]))
                found.append(Shortfall(key, row.reviews, missing, reason, candidates[key], barred))
        return tuple(found)

    def _reason(self, application: Application, candidates: int) -> Bar:
        if candidates >= self._missing(application):
            return Bar.CAPACITY
        tried = [bar for bar in Bar if self.barred[application.id][bar]]
        return tried[-1] if tried else Bar.REVIEWERS

    def _below(self, given: Counter[int]) -> tuple[BelowMinimum, ...]:
        eligible = Counter(reviewer for _, reviewer in self.fits)
        found = []
        for key in sorted(self.reviewers):
            load, least = self.loads[key] + given[key], self.reviewers[key].least
            if load < least:
                may = self.loads[key] + eligible[key]
                reason = Underload.FEW_ELIGIBLE if may < least else Underload.FEW_PLACES
                found.append(BelowMinimum(key, load, least, may, reason))
        return tuple(found)
