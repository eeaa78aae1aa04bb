"""How actions write: in one transaction, with their line in the ledger."""

import warnings
from collections.abc import Callable, Sequence
from functools import wraps
from typing import Any, ParamSpec, TypeVar, cast

from django.contrib.contenttypes.models import ContentType
from django.db import models, transaction

from incubator.audit.models import LogEntry
from incubator.audit.words import is_named

P = ParamSpec("P")
R = TypeVar("R")
M = TypeVar("M", bound=models.Model)


def action(act: Callable[P, R]) -> Callable[P, R]:
    """One use case: atomic; all it writes stands or falls together."""

    @wraps(act)
    def atomic(*args: P.args, **kwargs: P.kwargs) -> R:
        with transaction.atomic():
            return act(*args, **kwargs)

    return atomic


def locked(row: M) -> M:
    """The row as it stands now, locked until the transaction ends."""
    # Of the row itself, also where it comes in a lazy wrapper, as request.user does.
    model = cast("type[M]", row._meta.model)
    return model._default_manager.select_for_update().get(pk=row.pk)


def record(*, by: Any, verb: str, on: models.Model, organisation: Any = None, detail: dict[str, Any] | None = None) -> LogEntry:
    """A line in the ledger. `by` may be None for what the clock did. A verb without words shows on the log page as it is
    spelled here, in English: tests refuse it, people keep what they did."""
    entry = _line(by, verb, on, organisation, detail)
    entry.save()
    return entry


def record_all(
    *, by: Any, verb: str, on: Sequence[models.Model], organisation: Any = None, detail: dict[str, Any] | None = None
) -> None:
    """The same line for each of many rows, in few statements."""
    LogEntry.objects.bulk_create([_line(by, verb, row, organisation, detail) for row in on], batch_size=1000)


def _line(by: Any, verb: str, on: models.Model, organisation: Any, detail: dict[str, Any] | None) -> LogEntry:
    if not is_named(verb):
        warnings.warn(f"the ledger has no words for {verb}: name it in its room's wiring", stacklevel=3)
    return LogEntry(
        by=by if getattr(by, "pk", None) else None,
        verb=verb,
        content_type=ContentType.objects.get_for_model(on),
        object_id=on.pk,
        what=str(on)[:200],
        organisation=organisation,
        detail=detail or {},
    )


def change(row: M, *, by: Any, verb: str, **fields: Any) -> M:
    """Lock the row, set `fields` (lists of many-to-many rows too) and note in the ledger which of them changed."""
    row = locked(row)
    many = {name: fields.pop(name) for name in list(fields) if row._meta.get_field(name).many_to_many}
    changed = [name for name, value in fields.items() if getattr(row, name) != value]
    for name in changed:
        setattr(row, name, fields[name])
    if changed:
        row.save()
    for name, rows in many.items():
        getattr(row, name).set(rows)
    record(by=by, verb=verb, on=row, organisation=getattr(row, "organisation", None), detail={"changed": [*changed, *many]})
    return row
