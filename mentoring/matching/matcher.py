"""Which mentor for which participant: exact by min-cost flow, or stable by deferred acceptance.

Pins are kept first and take their mentor's places; forbidden pairs, conflicts and pairs without a shared language
are no candidates. Whoever stays without comes back with the filter that took the last candidate away. Protecting
the worst-off, the default, was measured to cost at most about one hundredth of the total; stability 2 to 10.
"""

from collections import Counter
from dataclasses import replace

from incubator.lib.flow import Load, assign
from incubator.lib.shares import shares
from mentoring.matching.scoring import bar, score
from mentoring.matching.stable import Order, blocking_pairs, deferred_acceptance
from mentoring.matching.terms import (
    WEIGHTS,
    Bar,
    Component,
    Figures,
    Matched,
    Matching,
    Mentor,
    Mode,
    Move,
    Obstacle,
    Pair,
    Participant,
    PinForbidden,
    PinsOverCapacity,
    PinUnknown,
    Problem,
    Score,
    Unmatched,
    WhyNot,
)


def match(problem: Problem) -> Matching:
    """The proposed pairs. Raises a PinRefused where the pins themselves cannot stand."""
    return _Run(problem).result(problem.mode)


def compare(problem: Problem) -> tuple[Matching, ...]:
    """The matching in every mode, to be shown side by side."""
    run = _Run(problem)
    return tuple(run.result(mode) for mode in Mode)


def why_not(problem: Problem, participant: int, mentor: int) -> WhyNot:
    """What giving this participant that mentor would cost: the same problem solved again with the pair fixed.

    A wish beyond the rules (no shared language, a conflict) is tried all the same and says what it breaks, as a pin
    may; a pair the coordinator forbade, or a mentor whose places are all pinned, is not.
    """
    run = _Run(problem)
    now = run.result(problem.mode)
    person, other = run.participants[participant], run.mentors[mentor]
    held = _by_participant(now)
    answer = WhyNot(
        participant,
        mentor,
        run.score(person, other),
        run.bar(person, other),
        _obstacle(run, (participant, mentor), held),
        before=sum(pair.score.total for pair in now.pairs),
        matched_before=len(now.pairs),
    )
    if answer.obstacle is not None:
        return answer
    then = match(replace(problem, pins=_forced(run, person, mentor)))
    after = _by_participant(then)
    return replace(
        answer,
        after=sum(pair.score.total for pair in then.pairs),
        matched_after=len(then.pairs),
        moves=tuple(
            Move(key, held.get(key, ()), after.get(key, ()))
            for key in sorted(run.participants)
            if held.get(key, ()) != after.get(key, ())
        ),
    )


def _by_participant(matching: Matching) -> dict[int, tuple[int, ...]]:
    found: dict[int, tuple[int, ...]] = {}
    for pair in matching.pairs:
        found[pair.participant] = (*found.get(pair.participant, ()), pair.mentor)
    return found


def _obstacle(run: "_Run", pair: Pair, held: dict[int, tuple[int, ...]]) -> Obstacle | None:
    participant, mentor = pair
    if mentor in held.get(participant, ()):
        return Obstacle.MATCHED
    if pair in run.forbidden:
        return Obstacle.FORBIDDEN
    others = sum(pinned == mentor for person, pinned in run.pins if person != participant)
    return Obstacle.PINS if others >= run.mentors[mentor].capacity else None


def _forced(run: "_Run", participant: Participant, mentor: int) -> set[Pair]:
    """The pins with this pair added; the participant's own other pins give way where no place is left for it."""
    own = {pair for pair in run.pins if pair[0] == participant.id}
    kept = run.pins - own if len(own) >= participant.mentors else run.pins
    return kept | {(participant.id, mentor)}


class _Run:
    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        self.participants = {row.id: row for row in problem.participants}
        self.mentors = {row.id: row for row in problem.mentors}
        weights = problem.weights or WEIGHTS
        self.points = shares({component: weights.get(component, 0) for component in Component})
        self.forbidden = set(problem.forbidden)
        self.conflicts = set(problem.conflicts)
        self.pins = set(problem.pins)
        self._check_pins()
        served = Counter(participant for participant, _ in self.pins)
        self.loads = Counter(mentor for _, mentor in self.pins)
        self.places = {row.id: max(row.mentors - served[row.id], 0) for row in problem.participants}
        self.capacity = {row.id: max(row.capacity - self.loads[row.id], 0) for row in problem.mentors}
        self.barred: dict[int, Counter[Bar]] = {key: Counter() for key in self.participants}
        self.scores: dict[Pair, Score] = {}
        self._weigh()

    def _check_pins(self) -> None:
        for participant, mentor in sorted(self.pins):
            if participant not in self.participants or mentor not in self.mentors:
                raise PinUnknown(mentor, participant)
            if (participant, mentor) in self.forbidden:
                raise PinForbidden(mentor, participant)
        for mentor, pins in sorted(Counter(mentor for _, mentor in self.pins).items()):
            if pins > self.mentors[mentor].capacity:
                raise PinsOverCapacity(mentor, pins=pins, capacity=self.mentors[mentor].capacity)

    def _weigh(self) -> None:
        for participant in self.participants.values():
            for mentor in self.mentors.values():
                pair = (participant.id, mentor.id)
                if pair in self.pins:
                    continue
                reason = self.bar(participant, mentor)
                if reason is None:
                    self.scores[pair] = self.score(participant, mentor)
                else:
                    self.barred[participant.id][reason] += 1

    def bar(self, participant: Participant, mentor: Mentor) -> Bar | None:
        own = bar(participant, mentor, self.problem.rules)
        if own is not None:
            return own
        pair = (participant.id, mentor.id)
        if pair in self.conflicts:
            return Bar.CONFLICT
        return Bar.FORBIDDEN if pair in self.forbidden else None

    def score(self, participant: Participant, mentor: Mentor) -> Score:
        return score(participant, mentor, self.points, self.problem.rules)

    def result(self, mode: Mode) -> Matching:
        by_participant, by_mentor = self._orders()
        if mode is Mode.STABLE:
            chosen = deferred_acceptance(self.places, self.capacity, by_participant, by_mentor)
        else:
            chosen = assign(
                self.places,
                {key: Load(0, capacity) for key, capacity in self.capacity.items()},
                {pair: fit.total for pair, fit in self.scores.items()},
                protect=mode is Mode.WORST_OFF,
            ).pairs
        scores = [self.scores[pair].total for pair in chosen]
        return Matching(
            mode=mode,
            pairs=tuple(self._matched(pair) for pair in sorted(self.pins | set(chosen))),
            unmatched=self._unmatched(Counter(participant for participant, _ in chosen)),
            figures=Figures(
                wanted=sum(self.places.values()),
                matched=len(chosen),
                total=sum(scores),
                worst=min(scores, default=None),
                blocking=blocking_pairs(set(chosen), self.places, self.capacity, by_participant, by_mentor),
            ),
        )

    def _orders(self) -> tuple[Order, Order]:
        """What each side would rather have: whom they ranked, in that order; then by score; then by id."""
        places_of_mentor = {key: _places(row.ranks) for key, row in self.participants.items()}
        places_of_participant = {key: _places(row.ranks) for key, row in self.mentors.items()}
        by_participant: dict[Pair, tuple[int, ...]] = {}
        by_mentor: dict[Pair, tuple[int, ...]] = {}
        for pair, fit in self.scores.items():
            participant, mentor = pair
            ranks = places_of_mentor[participant]
            by_participant[pair] = (ranks.get(mentor, len(ranks)), -fit.total, mentor)
            ranks = places_of_participant[mentor]
            by_mentor[pair] = (ranks.get(participant, len(ranks)), -fit.total, participant)
        return by_participant, by_mentor

    def _matched(self, pair: Pair) -> Matched:
        if pair not in self.pins:
            return Matched(*pair, self.scores[pair])
        participant, mentor = self.participants[pair[0]], self.mentors[pair[1]]
        fit, breaks = self.score(participant, mentor), self.bar(participant, mentor)
        return Matched(*pair, fit, pinned=True, breaks=breaks)

    def _unmatched(self, given: Counter[int]) -> tuple[Unmatched, ...]:
        candidates = Counter(participant for participant, _ in self.scores)
        found = []
        for key in sorted(self.participants):
            missing = self.places[key] - given[key]
            if missing > 0:
                barred = tuple((reason, count) for reason in Bar if (count := self.barred[key][reason]))
                reason = Bar.CAPACITY
                if candidates[key] < self.places[key]:
                    reason = barred[-1][0] if barred else Bar.MENTORS
                found.append(Unmatched(key, missing, reason, candidates[key], barred))
        return tuple(found)


def _places(ranks: tuple[int, ...]) -> dict[int, int]:
    return {key: place for place, key in enumerate(ranks)}
