"""A review's total: each criterion's place on its own scale, by weight."""

from collections.abc import Iterable, Mapping
from decimal import ROUND_HALF_UP, Decimal

from programmes.calls.models import Criterion

CENT = Decimal("0.01")


def weighted(criteria: Iterable[Criterion], values: Mapping[int, int]) -> Decimal | None:
    """On 0–100, over those criteria that have a value (by primary key); None where none has."""
    points, weight = Decimal(0), 0
    for criterion in criteria:
        if criterion.pk not in values:
            continue
        place = Decimal(values[criterion.pk] - criterion.lowest)
        points += criterion.weight * place / max(criterion.highest - criterion.lowest, 1)
        weight += criterion.weight
    return (100 * points / weight).quantize(CENT, ROUND_HALF_UP) if weight else None
