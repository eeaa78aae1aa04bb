"""The one funnel through which a state moves."""

from collections.abc import Mapping
from typing import Any

from incubator.lib.errors import NotLawful


def may_move(moves: Mapping[Any, Any], state: str, to: str) -> bool:
    return to in moves.get(state, ())


def move(row: Any, to: str, moves: Mapping[Any, Any], *, fields: tuple[str, ...] = ()) -> None:
    """Set `row.state` to `to` and save it with `fields`. The caller holds the row's lock.

    Raises NotLawful where `moves` has no such step.
    """
    if not may_move(moves, row.state, to):
        raise NotLawful
    row.state = to
    row.save(update_fields=["state", *fields])
