"""What higher rooms know of a call's applicants, and say here: who writes, who used a late pass, who took part before."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Use:
    """What became of one use of a late pass. Drafts are their writer's alone: they have no name and no address here."""

    sent: bool
    name: str = ""
    href: str = ""


Uses = Callable[[Any], dict[int, list[Use]]]
Writers = Callable[[Any], int]
Earlier = Callable[[Any, int], bool]
_uses: list[Uses] = []
_writers: list[Writers] = []
_earlier: list[Earlier] = []


def tells_uses(provider: Uses) -> None:
    """`provider(call)` gives the uses of a call's late passes by the pass's primary key."""
    if provider not in _uses:
        _uses.append(provider)


def uses_of(call: Any) -> dict[int, list[Use]]:
    found: dict[int, list[Use]] = {}
    for provider in _uses:
        for late_pass, uses in provider(call).items():
            found.setdefault(late_pass, []).extend(uses)
    return found


def tells_writers(provider: Writers) -> None:
    """`provider(call)` counts the people who have written without sending, and are told of a later deadline."""
    if provider not in _writers:
        _writers.append(provider)


def writers_of(call: Any) -> int:
    return sum(provider(call) for provider in _writers)


def knows_earlier(provider: Earlier) -> None:
    """`provider(call, pk)`: whether the person of that primary key took part in an earlier cohort of the call's programme."""
    if provider not in _earlier:
        _earlier.append(provider)


def took_part_before(call: Any, person: int) -> bool:
    return any(provider(call, person) for provider in _earlier)
