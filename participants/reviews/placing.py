"""From calibrated scores to the rows of a ranking: places inside each panel, orders through all of them."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from participants.reviews.calibration import Calibration, Corrected, Rating

BINS = 10
HIGHEST = 100


@dataclass(frozen=True, slots=True)
class Placed:
    """One application's place and numbers, as a row keeps them."""

    application: int
    score: Corrected | None
    scores: tuple[float, ...]
    place: int | None
    raw_place: int | None
    by_corrected: int
    by_raw: int
    by_spread: int

    @property
    def spread(self) -> float | None:
        """Points between the kindest and the severest; None with fewer than two reviews."""
        return self.scores[-1] - self.scores[0] if len(self.scores) > 1 else None


def bins(scores: Iterable[float]) -> list[int]:
    """How many lie in each tenth of 0–100."""
    counts = Counter(min(max(int(score * BINS / HIGHEST), 0), BINS - 1) for score in scores)
    return [counts[place] for place in range(BINS)]


def places(found: Calibration, ratings: Sequence[Rating], wanted: Iterable[int]) -> list[Placed]:
    """A row for each application of `wanted`, those without a score last in every order.

    The largest panel comes first; equal scores share no place, but stand in the order of their numbers.
    """
    given: dict[int, list[float]] = defaultdict(list)
    for rating in ratings:
        given[rating.application].append(rating.score)
    for own in given.values():
        own.sort()
    keys = list(wanted)
    scored = {key: found.applications[key] for key in keys if key in found.applications}
    corrected, place = _order(keys, scored, lambda one: one.corrected)
    raw, raw_place = _order(keys, scored, lambda one: one.raw)
    apart = sorted(keys, key=lambda key: (-(own[-1] - own[0]) if len(own := given.get(key, [])) > 1 else 1, corrected[key]))
    spread = {key: number for number, key in enumerate(apart, 1)}
    return [
        Placed(
            key, scored.get(key), tuple(given.get(key, ())), place.get(key), raw_place.get(key),
            corrected[key], raw[key], spread[key],
        )
        for key in keys
    ]  # fmt: skip


def _order(
    keys: Iterable[int], scored: Mapping[int, Corrected], value: Callable[[Corrected], float]
) -> tuple[dict[int, int], dict[int, int]]:
    """(the number of each in the whole order, its place inside its panel)."""
    sizes = Counter(one.panel for one in scored.values())

    def rank(key: int) -> tuple[int, int, float, int]:
        one = scored.get(key)
        return (1, 0, 0.0, key) if one is None else (-sizes[one.panel], one.panel, -round(value(one), 6), key)

    ordered = sorted(keys, key=rank)
    place: dict[int, int] = {}
    reached: Counter[int] = Counter()
    for key in ordered:
        if (one := scored.get(key)) is not None:
            reached[one.panel] += 1
            place[key] = reached[one.panel]
    return {key: number for number, key in enumerate(ordered, 1)}, place
