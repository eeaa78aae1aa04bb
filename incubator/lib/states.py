"""The one funnel through which a state moves."""

from collections.abc import Mapping, Sequence
from typing import Any

from incubator.lib.errors import NotLawful

BATCH = 1000


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


def move_all(rows: Sequence[Any], to: str, moves: Mapping[Any, Any]) -> None:
    """The same step for many rows of one model, in few statements; all or none."""
    if not all(may_move(moves, row.state, to) for row in rows):
        raise NotLawful
    for start in range(0, len(rows), BATCH):
        batch = rows[start : start + BATCH]
        type(batch[0])._default_manager.filter(pk__in=[row.pk for row in batch]).update(state=to)
        for row in batch:
            row.state = to
