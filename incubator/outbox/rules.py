"""Who sees and repeats messages."""

import rules

from incubator.access.registry import register


@rules.predicate
def coordinates_it(user, message) -> bool:  # type: ignore[no-untyped-def]
    return message is not None and user.may_in(message.organisation_id, "coordinator")


PERMISSIONS = register({"incubator.resend_message": coordinates_it})
