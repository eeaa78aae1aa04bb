"""How many messages a signed-in person has not read: counted once, and only where a template asks."""

from typing import Any

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from incubator.outbox import queries


def unread(request: HttpRequest) -> dict[str, Any]:
    def count() -> int:
        user = getattr(request, "user", None)
        return queries.unread(user) if user is not None and user.is_authenticated else 0

    return {"unread": SimpleLazyObject(count)}
