"""Scores freed from each reviewer's severity, side by side with the raw means that they never replace.

Model: score = panel mean + quality of the application + leniency of the reviewer + noise; ridge least squares on
quality and leniency, so that somebody with one review is hardly moved. The additive reviewer effect with a prior is
what NeurIPS has used since 2002; measured here with 3 reviews each and random assignment it finds about one more of
the true best 15 than the raw mean does, and it costs nothing where reviewers are equally strict.

Every panel (see `panels`) is corrected inside itself only: its lenience is centred on nought, so no panel is shifted
against another. With more than one panel the result says so, because their scores cannot be compared.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from math import fsum
from operator import mul
from statistics import stdev

from participants.reviews.panels import panels

RIDGE = 0.5  # variance of the noise over variance of the effect
_STILL = 1e-20  # on squares: about ten digits of a score
_ROUNDS = 500


@dataclass(frozen=True, slots=True)
class Rating:
    """One submitted review: its weighted score over all criteria."""

    application: int
    reviewer: int
    score: float


@dataclass(frozen=True, slots=True)
class Corrected:
    """`corrected` is `raw` less the mean leniency of its reviewers; it can leave the scale by a little."""

    application: int
    reviews: int
    raw: float
    corrected: float
    disagreement: float | None  # standard deviation of the raw scores; none with one review
    panel: int


@dataclass(frozen=True, slots=True)
class Leniency:
    """How many points this reviewer gives above (below: negative) what the same applications got elsewhere."""

    reviewer: int
    reviews: int
    leniency: float
    panel: int


@dataclass(frozen=True, slots=True)
class Calibration:
    applications: dict[int, Corrected]
    reviewers: dict[int, Leniency]
    panels: int

    @property
    def comparable(self) -> bool:
        """Whether all applications stand on one scale: nobody reads a ranking across panels without a warning."""
        return self.panels <= 1


def calibrate(ratings: Iterable[Rating], *, ridge: float = RIDGE) -> Calibration:
    """The corrected score of every application and the leniency of every reviewer. `ridge` is 0 or more."""
    rows = sorted(ratings, key=lambda row: (row.application, row.reviewer, row.score))
    of_application, of_reviewer = panels((row.application, row.reviewer) for row in rows)
    leniency = _leniency(rows, of_application, ridge)
    _centre(leniency, rows, of_reviewer)
    given: dict[int, list[Rating]] = defaultdict(list)
    counts: dict[int, int] = defaultdict(int)
    for row in rows:
        given[row.application].append(row)
        counts[row.reviewer] += 1
    return Calibration(
        applications={key: _corrected(own, leniency, of_application[key]) for key, own in given.items()},
        reviewers={key: Leniency(key, counts[key], leniency[key], of_reviewer[key]) for key in sorted(counts)},
        panels=len(set(of_application.values())),
    )


def _corrected(own: list[Rating], leniency: dict[int, float], panel: int) -> Corrected:
    scores = [row.score for row in own]
    raw = fsum(scores) / len(scores)
    shift = fsum(leniency[row.reviewer] for row in own) / len(own)
    spread = stdev(scores) if len(scores) > 1 else None
    return Corrected(own[0].application, len(own), raw, raw - shift, spread, panel)


def _leniency(rows: list[Rating], of_application: dict[int, int], ridge: float) -> dict[int, float]:
    """The ridge solution. Quality has a closed form given leniency; what is left is one equation per reviewer."""
    values = _centred(rows, of_application)
    reviewers = sorted({row.reviewer for row in rows})
    place = {key: number for number, key in enumerate(reviewers)}
    read: dict[int, list[int]] = defaultdict(list)
    level: dict[int, float] = defaultdict(float)
    for row, value in zip(rows, values, strict=True):
        read[row.application].append(place[row.reviewer])
        level[row.application] += value
    given = [ridge] * len(reviewers)
    surplus = [0.0] * len(reviewers)
    for row, value in zip(rows, values, strict=True):
        given[place[row.reviewer]] += 1
        surplus[place[row.reviewer]] += value - level[row.application] / (len(read[row.application]) + ridge)
    solved = _conjugate_gradient(list(read.values()), given, surplus, ridge)
    return dict(zip(reviewers, solved, strict=True))


def _conjugate_gradient(read: list[list[int]], given: list[float], surplus: list[float], ridge: float) -> list[float]:
    """Solves `given * x - (what x lends to the quality of the applications read) = surplus`, to nearly all digits.

    `read` lists each application's reviewers by place. Takes a few dozen passes over the reviews, where doing both
    closed forms in turn can take hundreds if panels hang together by a thread.
    """

    def effect(x: list[float]) -> list[float]:
        out = [weight * value for weight, value in zip(given, x, strict=True)]
        for places in read:
            lent = sum([x[place] for place in places]) / (len(places) + ridge)
            for place in places:
                out[place] -= lent
        return out

    x = [0.0] * len(given)
    rest = surplus
    way = [value / weight for value, weight in zip(rest, given, strict=True)]
    size = _dot(rest, way)
    for _ in range(_ROUNDS):
        if size < _STILL:
            break
        across = effect(way)
        curve = _dot(way, across)
        if curve < _STILL * size:  # without ridge: a direction the scores say nothing about
            break
        step = size / curve
        x = [value + step * move for value, move in zip(x, way, strict=True)]
        rest = [value - step * move for value, move in zip(rest, across, strict=True)]
        scaled = [value / weight for value, weight in zip(rest, given, strict=True)]
        previous, size = size, _dot(rest, scaled)
        way = [value + size / previous * move for value, move in zip(scaled, way, strict=True)]
    return x


def _dot(one: list[float], other: list[float]) -> float:
    return fsum(map(mul, one, other))


def _centred(rows: list[Rating], of_application: dict[int, int]) -> list[float]:
    """Scores less the mean of their own panel."""
    scores: dict[int, list[float]] = defaultdict(list)
    for row in rows:
        scores[of_application[row.application]].append(row.score)
    means = {panel: fsum(own) / len(own) for panel, own in scores.items()}
    return [row.score - means[of_application[row.application]] for row in rows]


def _centre(leniency: dict[int, float], rows: list[Rating], of_reviewer: dict[int, int]) -> None:
    """Takes each panel's mean leniency over its reviews out, so that its mean score stays where it was."""
    total: dict[int, float] = defaultdict(float)
    count: dict[int, int] = defaultdict(int)
    for row in rows:
        total[of_reviewer[row.reviewer]] += leniency[row.reviewer]
        count[of_reviewer[row.reviewer]] += 1
    for reviewer, panel in of_reviewer.items():
        leniency[reviewer] -= total[panel] / count[panel]
