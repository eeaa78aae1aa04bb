"""Whole points out of a whole: weights that people set become parts that add up exactly."""

from collections.abc import Mapping
from enum import Enum
from typing import TypeVar

Key = TypeVar("Key", bound=Enum)

WHOLE = 1000


def shares(weights: Mapping[Key, int], whole: int = WHOLE) -> dict[Key, int]:
    """`whole` split in proportion to the weights, by largest remainder; equal remainders go in the order given.

    Negative weights count as nought. Where every weight is nought nothing is shared out: every part is nought.
    """
    heavy = {key: max(weight, 0) for key, weight in weights.items()}
    total = sum(heavy.values())
    if total == 0:
        return dict.fromkeys(heavy, 0)
    parts = {key: weight * whole // total for key, weight in heavy.items()}
    by_remainder = sorted(heavy, key=lambda key: -(heavy[key] * whole % total))
    for key in by_remainder[: whole - sum(parts.values())]:
        parts[key] += 1
    return parts
