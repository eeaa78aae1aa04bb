"""Who sees and repeats messages."""

from typing import Any

import rules

from incubator.access.registry import register


@rules.predicate
def coordinates_it(user: Any, message: Any) -> bool:
    return message is not None and user.may_in(message.organisation_id, "coordinator")


PERMISSIONS = register(
    {
        "incubator.view_message": coordinates_it,
        "incubator.resend_message": coordinates_it,
    }
)
