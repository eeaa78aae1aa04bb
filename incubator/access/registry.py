"""What rooms tell the doors: permissions, and extra sight that a higher floor grants."""

from collections import defaultdict
from collections.abc import Callable
from typing import Any

import rules
from django.db.models import Q
from django.http import HttpRequest, HttpResponse

Sight = Callable[[Any], Q]
Gate = Callable[[HttpRequest, Any], HttpResponse | None]

PERMISSIONS: set[str] = set()
_sights: defaultdict[str, list[Sight]] = defaultdict(list)
_gates: list[Gate] = []


def register(table: dict[str, Any]) -> dict[str, Any]:
    """Register a room's permissions: name "floor.verb_noun" -> django-rules predicate on (user, object)."""
    for name, predicate in table.items():
        if rules.perm_exists(name):
            rules.set_perm(name, predicate)
        else:
            rules.add_perm(name, predicate)
        PERMISSIONS.add(name)
    return table


def allowed(permission: str, user: Any, on: Any = None) -> bool:
    """Whether a person may do a thing, on an object where it needs one. An unknown name is an error, not a no."""
    if permission not in PERMISSIONS:
        raise LookupError(f"No such permission: {permission}")
    return bool(user.is_authenticated and user.is_active and rules.has_perm(permission, user, on))


def register_sight(label: str, sight: Sight) -> None:
    """A higher floor lets its people see rows of `label` ("participants.Participation"): user -> Q on that model."""
    _sights[label].append(sight)


def extra_sight(label: str, user: Any) -> Q:
    """The registered sights of a model, joined by "or"; matches nothing where there is none."""
    seen = Q(pk__in=[])
    for sight in _sights[label]:
        seen |= sight(user)
    return seen


def register_gate(gate: Gate) -> None:
    """One more condition behind guarded doors: `gate(request, row)` gives an answer to stop with, or None to let pass."""
    if gate not in _gates:
        _gates.append(gate)


def stopped(request: HttpRequest, row: Any) -> HttpResponse | None:
    return next((answer for gate in _gates if (answer := gate(request, row)) is not None), None)
