"""Where the line falls: which applications a rule lets on, and who stands at the line. Scores in, applications out.

Scores are compared as they are shown, with two decimals: what reads the same is the same.
"""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Line:
    """`score` is the lowest that moves on, None where nothing does. `tied` are those who share it, where the number asked
    for would have split them: all of them move on, so that nobody is left behind by a toss, and the page says so.
    """

    on: frozenset[int] = frozenset()
    score: float | None = None
    tied: frozenset[int] = frozenset()


def shown(score: float) -> float:
    return round(score, 2)


def best(scores: Mapping[int, float], count: int) -> Line:
    """The `count` best, and everybody who shares the score of the last of them."""
    if count < 1 or not scores:
        return Line()
    order = sorted((shown(score) for score in scores.values()), reverse=True)
    score = order[min(count, len(order)) - 1]
    on = frozenset(key for key, value in scores.items() if shown(value) >= score)
    at = frozenset(key for key, value in scores.items() if shown(value) == score)
    return Line(on, score, at if len(on) > count else frozenset())


def from_score(scores: Mapping[int, float], least: float) -> Line:
    """Everybody from `least` points on, `least` itself included."""
    on = frozenset(key for key, value in scores.items() if shown(value) >= least)
    return Line(on, float(least) if on else None)
