"""The words of a matching: who takes part, what may rule a pair out, and what comes back. Codes and numbers only."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from mentoring.matching.hours import Spans

Pair = tuple[int, int]  # participant, mentor


@dataclass(frozen=True, slots=True)
class Participant:
    """`needs` are codes of skills or disciplines; `languages` best first; `ranks` mentors, the most wished first.

    `hours` are free minutes of a UTC week (`hours.utc_week`); `offset` is the zone's distance from UTC in minutes.
    What is unknown stays empty or None and is worth half.
    """

    id: int
    needs: frozenset[str] = frozenset()
    stage: str = ""
    languages: tuple[str, ...] = ()
    hours: Spans = ()
    offset: int | None = None
    ranks: tuple[int, ...] = ()
    mentors: int = 1  # how many are wanted


@dataclass(frozen=True, slots=True)
class Mentor:
    """`ranks` participants, the most wished first."""

    id: int
    capacity: int
    skills: frozenset[str] = frozenset()
    stages: frozenset[str] = frozenset()
    languages: tuple[str, ...] = ()
    hours: Spans = ()
    offset: int | None = None
    ranks: tuple[int, ...] = ()


class Component(StrEnum):
    SKILL = "skill"
    STAGE = "stage"
    LANGUAGE = "language"
    HOURS = "hours"
    PARTICIPANT_RANK = "participant-rank"
    MENTOR_RANK = "mentor-rank"


WEIGHTS: Mapping[Component, int] = {
    Component.SKILL: 35,
    Component.STAGE: 10,
    Component.LANGUAGE: 15,
    Component.HOURS: 10,
    Component.PARTICIPANT_RANK: 20,
    Component.MENTOR_RANK: 10,
}


class Reason(StrEnum):
    """Why a component got its points; `count`, `of` and `found` of the part carry what a sentence needs."""

    SKILLS_MET = "skills-met"  # `count` of `of` needs: `found`
    SKILLS_UNSTATED = "skills-unstated"
    STAGE_MET = "stage-met"  # `found[0]`
    STAGE_NOT_MET = "stage-not-met"
    STAGE_UNSTATED = "stage-unstated"
    LANGUAGE_SHARED = "language-shared"  # `found[0]`, the participant's language number `count` of `of`
    LANGUAGE_NOT_SHARED = "language-not-shared"
    LANGUAGE_UNSTATED = "language-unstated"
    HOURS_SHARED = "hours-shared"  # `count` minutes a week in common; `of` and more give all points
    ZONES_APART = "zones-apart"  # `count` minutes between their clocks; `of` and more give none
    HOURS_UNSTATED = "hours-unstated"
    RANKED = "ranked"  # as number `count` of `of`
    NOT_RANKED = "not-ranked"  # ranked `of` others
    NO_RANKING = "no-ranking"  # this side ranked nobody


@dataclass(frozen=True, slots=True)
class Part:
    component: Component
    points: int
    most: int
    reason: Reason
    count: int = 0
    of: int = 0
    found: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Score:
    """`total` (0 to 1000) is the sum of the points of its parts, to the point."""

    total: int
    parts: tuple[Part, ...]


class Mode(StrEnum):
    WORST_OFF = "worst_off"  # the lowest score as high as can be, then the best total
    BEST_TOTAL = "best_total"
    STABLE = "stable"  # no participant and mentor who would both rather have each other


class Bar(StrEnum):
    """Why somebody stays without; the first four also why a pair is ruled out, in the order they are tried."""

    LANGUAGE = "language"
    HOURS = "hours"
    CONFLICT = "conflict"
    FORBIDDEN = "forbidden"
    MENTORS = "mentors"  # nobody is ruled out: there are fewer mentors than wanted
    CAPACITY = "capacity"  # mentors there were, but all their places went to others


@dataclass(frozen=True, slots=True)
class Rules:
    """`least_minutes`: a pair that states its hours and shares fewer minutes a week is ruled out; 0 rules out none."""

    need_language: bool = True
    least_minutes: int = 0
    wanted_minutes: int = 240  # as many shared minutes a week give all points for hours


@dataclass(frozen=True, slots=True)
class Problem:
    """`conflicts` come from the people (same family, same company), `forbidden` from the coordinator."""

    participants: Sequence[Participant]
    mentors: Sequence[Mentor]
    pins: Collection[Pair] = ()
    forbidden: Collection[Pair] = ()
    conflicts: Collection[Pair] = ()
    weights: Mapping[Component, int] | None = None
    rules: Rules = Rules()
    mode: Mode = Mode.WORST_OFF


@dataclass(frozen=True, slots=True)
class Matched:
    """`breaks` names the rule that a pinned pair breaks: shown as a warning."""

    participant: int
    mentor: int
    score: Score
    pinned: bool = False
    breaks: Bar | None = None


@dataclass(frozen=True, slots=True)
class Unmatched:
    """`candidates`: mentors whom no filter ruled out; `barred`: how many each filter did."""

    participant: int
    missing: int
    reason: Bar
    candidates: int
    barred: tuple[tuple[Bar, int], ...]

    @property
    def impossible(self) -> bool:
        """Ruled out from the start, as against unlucky: no other matching would serve this person fully."""
        return self.reason is not Bar.CAPACITY


@dataclass(frozen=True, slots=True)
class Figures:
    """One column of the comparison of modes. `total`, `worst` and `blocking` leave pinned pairs out.

    `blocking` counts pairs who would both rather have each other than somebody they got.
    """

    wanted: int
    matched: int
    total: int
    worst: int | None
    blocking: int


@dataclass(frozen=True, slots=True)
class Matching:
    mode: Mode
    pairs: tuple[Matched, ...]
    unmatched: tuple[Unmatched, ...]
    figures: Figures


@dataclass(frozen=True, slots=True)
class Move:
    """A participant whose mentors would change."""

    participant: int
    before: tuple[int, ...]
    after: tuple[int, ...]


class Obstacle(StrEnum):
    """Why a pair cannot even be tried."""

    MATCHED = "matched"  # they are matched already
    FORBIDDEN = "forbidden"
    PINS = "pins"  # pins fill the mentor's capacity


@dataclass(frozen=True, slots=True)
class WhyNot:
    """What it would cost to give this participant that mentor.

    Totals count every pair, pinned ones too, so that both sides of the comparison hold the same kind of pairs;
    `lost` is what the score of all would lose, and can be below nought where the mode is not the best total.
    """

    participant: int
    mentor: int
    score: Score
    breaks: Bar | None
    obstacle: Obstacle | None
    before: int
    after: int | None = None
    matched_before: int = 0
    matched_after: int | None = None
    moves: tuple[Move, ...] = ()

    @property
    def lost(self) -> int | None:
        return None if self.after is None else self.before - self.after


class PinRefused(ValueError):
    """A pin that cannot be kept; `mentor` (and `participant` where one pair is meant) say which."""

    def __init__(self, mentor: int, participant: int | None = None) -> None:
        self.mentor, self.participant = mentor, participant
        super().__init__(f"mentor {mentor}, participant {participant}")


class PinForbidden(PinRefused):
    """The same pair is pinned and forbidden."""


class PinUnknown(PinRefused):
    """The pinned participant or mentor does not take part."""


class PinsOverCapacity(PinRefused):
    """More pins than the mentor has places."""

    def __init__(self, mentor: int, *, pins: int, capacity: int) -> None:
        self.pins, self.capacity = pins, capacity
        super().__init__(mentor)
