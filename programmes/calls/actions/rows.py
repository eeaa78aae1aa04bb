"""What the writes of a call share: setting fields with a record of what changed, moving rows in their order, removing."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, TypeVar

from django.db import models, transaction
from django.db.models import ProtectedError, RestrictedError
from django.db.models.deletion import Collector

from incubator.access import stamps
from incubator.accounts.models import User
from incubator.audit.actions import locked, record
from incubator.lib.errors import NotLawful
from programmes.calls.models import Call
from programmes.calls.states import State

M = TypeVar("M", bound=models.Model)
STEPS = {"up": -1, "down": 1}


def changeable(call: Call) -> Call:
    """The call, locked. Raises NotLawful for an archived one."""
    row = locked(call)
    if row.state == State.ARCHIVED:
        raise NotLawful
    return row


def told(call: Call, verb: str, *, by: User | None, on: models.Model | None = None, detail: dict[str, Any] | None = None) -> None:
    """A line in the ledger, and fresh public pages where the call is public."""
    record(by=by, verb=f"programmes.{verb}", on=on or call, organisation=call.organisation, detail=detail)
    if call.state in (State.PUBLISHED, State.DECIDED):
        stamps.touch()


def _plain(value: Any) -> Any:
    if isinstance(value, models.Model):
        return value.pk
    if value is None or isinstance(value, str | int | float | bool | list | dict):
        return value
    return str(value)


def put(row: models.Model, fields: Mapping[str, Any], allowed: Iterable[str]) -> dict[str, Any]:
    """Set and save the fields that differ; gives {name: [before, after]}. An unknown field is an error of the caller."""
    if strange := set(fields) - set(allowed):
        raise TypeError(f"{type(row).__name__} takes no {', '.join(sorted(strange))}")
    changed = {}
    for name, value in fields.items():
        before = getattr(row, name)
        if before != value:
            setattr(row, name, value)
            changed[name] = [_plain(before), _plain(value)]
    if changed:
        row.save(update_fields=list(changed))
    return changed


def fill(row: models.Model, fields: Mapping[str, Any], allowed: Iterable[str]) -> None:
    """Set fields of a row that is not saved yet."""
    if strange := set(fields) - set(allowed):
        raise TypeError(f"{type(row).__name__} takes no {', '.join(sorted(strange))}")
    for name, value in fields.items():
        setattr(row, name, value)


def next_place(rows: models.QuerySet[Any]) -> int:
    last = rows.aggregate(last=models.Max("order"))["last"]
    return 0 if last is None else last + 1


def swap(rows: Sequence[M], row: M, direction: str) -> bool:
    """Move `row` one place among `rows`, which are written in order; False where it stands at that end."""
    order = list(rows)
    here = order.index(row)
    there = here + STEPS[direction]
    if not 0 <= there < len(order):
        return False
    order[here], order[there] = order[there], order[here]
    write_order(order)
    return True


def write_order(rows: Sequence[M]) -> None:
    for place, row in enumerate(rows):
        if getattr(row, "order") != place:  # noqa: B009
            setattr(row, "order", place)  # noqa: B010
            row.save(update_fields=["order"])


def in_use(row: models.Model) -> bool:
    """Whether something of a higher floor holds on to the row, such as answers or scores."""
    try:
        Collector(using=row._state.db or "default", origin=row).collect([row])
    except (ProtectedError, RestrictedError):
        return True
    return False


def gone(row: models.Model) -> bool:
    """Delete a row that nothing in use holds on to; False where something does."""
    try:
        with transaction.atomic():
            row.delete()
    except (ProtectedError, RestrictedError):
        return False
    return True
