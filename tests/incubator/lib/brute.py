"""Every possible assignment of a small instance, and the best of them by plain comparison."""

from collections.abc import Callable, Iterator, Mapping
from itertools import combinations, product

from incubator.lib.flow import Load

Pair = tuple[int, int]
Scores = Mapping[Pair, int]


def all_assignments(places: Mapping[int, int], loads: Mapping[int, Load], scores: Scores) -> Iterator[set[Pair]]:
    choices = []
    for left, count in places.items():
        rights = [right for right in loads if (left, right) in scores]
        sets = [set(own) for size in range(min(count, len(rights)) + 1) for own in combinations(rights, size)]
        choices.append([{(left, right) for right in own} for own in sets])
    for parts in product(*choices):
        pairs = set().union(*parts)
        if all(sum(right == key for _, right in pairs) <= load.most for key, load in loads.items()):
            yield pairs


def met(pairs: set[Pair], loads: Mapping[int, Load]) -> int:
    """How many units of the minimum loads are met."""
    return sum(min(sum(right == key for _, right in pairs), load.least, load.most) for key, load in loads.items())


def best(places: Mapping[int, int], loads: Mapping[int, Load], scores: Scores, *, protect: bool = False) -> tuple[int, ...]:
    """Places filled, minimums met, (lowest score,) total: the best there is, in this order."""
    value = measure(loads, scores, protect=protect)
    return max(value(pairs) for pairs in all_assignments(places, loads, scores))


def measure(loads: Mapping[int, Load], scores: Scores, *, protect: bool = False) -> Callable[[set[Pair]], tuple[int, ...]]:
    def value(pairs: set[Pair]) -> tuple[int, ...]:
        own = [scores[pair] for pair in pairs]
        worst = (min(own, default=0),) if protect else ()
        return (len(pairs), met(pairs, loads), *worst, sum(own))

    return value
