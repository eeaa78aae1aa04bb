"""Who declares and verifies outcomes. Nobody verifies their own."""

from typing import Any

import rules

from incubator.access.registry import register
from incubator.organisations.rules import coordinates


@rules.predicate
def is_own(user: Any, outcome: Any) -> bool:
    return outcome is not None and outcome.participation.person_id == user.pk


PERMISSIONS = register(
    {
        "participants.view_outcomes": coordinates,
        "participants.verify_outcome": coordinates & ~is_own,
    }
)
