"""What higher rooms tell this one: the scores of a stage, what already hangs on a later one, their part of a stage's desk."""

from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Score:
    """One application's standing in a stage: both scores (0–100), how many reviews are in, of how many given."""

    raw: float
    corrected: float
    reviews: int
    given: int


@dataclass(frozen=True)
class Scores:
    """`waiting` reviews are not in yet; with more than one panel the scores stand on several scales."""

    of: dict[int, Score] = field(default_factory=dict)
    panels: int = 0
    waiting: int = 0


@dataclass(frozen=True)
class Door:
    """A way from a stage's desk into one of its parts: where to, what it is called, how it stands."""

    order: int
    text: Any
    href: str
    line: Any = ""
    tone: str = ""


_scores: list[Callable[[Any], Scores]] = []
_holds: list[Callable[[Collection[Any], Collection[int]], int]] = []
_doors: list[Callable[[Any], Door | None]] = []


def scores_come_from(source: Callable[[Any], Scores]) -> None:
    """Called once by the room that holds scores: `source(stage)`."""
    _scores[:] = [source]


def scores_of(stage: Any) -> Scores:
    return _scores[0](stage) if _scores else Scores()


def holds_on(count: Callable[[Collection[Any], Collection[int]], int]) -> None:
    """`count(stages, applications)` says how many things of a room hang on these applications in these stages."""
    if count not in _holds:
        _holds.append(count)


def held_by(stages: Collection[Any], applications: Collection[int]) -> int:
    return sum(count(stages, applications) for count in _holds) if stages and applications else 0


def on_stage_desk(maker: Callable[[Any], Door | None]) -> None:
    """`maker(stage)` gives a way into a room's part of the stage, or None."""
    if maker not in _doors:
        _doors.append(maker)


def doors_of(stage: Any) -> list[Door]:
    return sorted((door for make in _doors if (door := make(stage))), key=lambda door: door.order)
