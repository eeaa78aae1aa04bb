"""What is kept of a person, and what becomes of it when they go: one written rule per model, told by the model's room.

The person's row stays, emptied, so that figures counted over years stay right; what rooms keep of their own refers to a row
without name or address. Rooms call `rule(…)` in their `wiring.py`; a test asks that no model that points at a person lacks one.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.apps import apps
from django.core.exceptions import ImproperlyConfigured
from django.db.models import Model, QuerySet
from django.forms.models import model_to_dict

Rows = QuerySet[Any]


@dataclass(frozen=True)
class Rule:
    """`path`: the lookup from the model to the person, or to their address; `says`: the rule in a sentence for the person."""

    label: str
    path: str
    says: Any
    erase: Callable[[Rows], object]
    order: int = 50
    export: bool = True
    unsaid: tuple[str, ...] = ()
    as_seen: Mapping[str, Callable[[Any], Any]] = field(default_factory=dict)

    @property
    def by_address(self) -> bool:
        """Whether it finds its rows also for somebody who never had an account."""
        return self.path.rpartition("__")[2] in ("email", "address")

    def rows(self, user: Any) -> Rows:
        """`user`: a person; an address, where it is all that is known of them (rules by address only)."""
        model: Any = apps.get_model(self.label)
        if not self.by_address:
            return model._default_manager.filter(**{self.path: user})
        return model._default_manager.filter(**{f"{self.path}__iexact": user if isinstance(user, str) else user.email})


_rules: dict[tuple[str, str], Rule] = {}


def rule(
    label: str, path: str, *, says: Any, erase: Callable[[Rows], object], order: int = 50, export: bool = True,
    unsaid: tuple[str, ...] = (), as_seen: Mapping[str, Callable[[Any], Any]] | None = None,
) -> None:  # fmt: skip
    """What happens to rows of `label` ("participants.Application") that point at a person by `path` ("applicant").

    `erase` gets their queryset: one of the ways below, or the room's own. Lower orders go first. `export=False` for rows
    that say nothing about the person that they could not see anyway; `unsaid` columns are others' judgement of it, or a key; `as_seen`
    gives what the person may know of a column's value.
    """
    if (label, path) in _rules:
        raise ImproperlyConfigured(f"Two rules say what becomes of {label} by {path}: keep the one in the room's erasure.py")
    _rules[label, path] = Rule(label, path, says, erase, order, export, unsaid, as_seen or {})


def delete(rows: Rows) -> object:
    return rows.delete()


def keep(rows: Rows) -> object:
    """Nothing personal in it: it stays, beside a person without a name."""
    return rows


def blank(**values: Any) -> Callable[[Rows], object]:
    """Rows stay, with these columns emptied."""
    return lambda rows: rows.update(**values)


def rules() -> list[Rule]:
    return sorted(_rules.values(), key=lambda one: (one.order, one.label, one.path))


def plain(row: Model) -> dict[str, Any]:
    """A row's own columns as they stand; files by name, references by number."""
    shown = model_to_dict(row)
    shown.update({field.name: getattr(row, field.attname) for field in row._meta.concrete_fields if field.name not in shown})
    return {name: (str(value) if hasattr(value, "storage") else value) for name, value in shown.items() if name != "password"}


def _number(value: Any) -> Any:
    """Another row by its number; entries of a list column as they are."""
    return value.pk if isinstance(value, Model) else value


def _said(value: Any) -> Any:
    return [_number(entry) for entry in value] if isinstance(value, list) else value


def collected(user: Any) -> Iterator[tuple[str, list[dict[str, Any]]]]:
    """(model, rows) for all that is kept of a person, or at an address; many-to-many values as lists of numbers."""
    for one in rules():
        if not one.export or (isinstance(user, str) and not one.by_address):
            continue
        found = [
            {
                name: _said(one.as_seen[name](value) if name in one.as_seen else value)
                for name, value in plain(row).items()
                if name not in one.unsaid
            }
            for row in one.rows(user)
        ]
        if found:
            yield f"{one.label}.{one.path}", found
