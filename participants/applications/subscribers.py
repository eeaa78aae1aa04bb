"""What this room does when something happens to a call."""

from typing import Any

from incubator.outbox.registry import subscribe
from participants.applications import actions as applications
from participants.applications.queries import call_by_key


def deadline_extended(payload: dict[str, Any]) -> None:
    """Nothing where the deadline moved once more since: then that is told."""
    call = call_by_key(payload["call"])
    if call is not None and call.closes.isoformat() == payload["closes"]:
        applications.announce_extension(call, payload["mark"])


def register() -> None:
    subscribe("call_extended", deadline_extended)
