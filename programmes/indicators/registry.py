"""Measures: figures that rooms can count for a cohort, from the thread itself."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

Count = Callable[[Any], int]


@dataclass(frozen=True)
class Measure:
    """`count(cohort)` gives the figure now; `label` is a lazy text."""

    name: str
    label: Any
    count: Count


_measures: dict[str, Measure] = {}


def measure(name: str, label: Any, count: Count) -> None:
    """Offer a figure to coordinators, under a name that never changes."""
    _measures[name] = Measure(name, label, count)


def measures() -> list[Measure]:
    return sorted(_measures.values(), key=lambda one: one.name)


def counted(name: str, cohort: Any) -> int | None:
    """The figure now, or None where no room offers it any more."""
    found = _measures.get(name)
    return found.count(cohort) if found else None
