"""What the outbox asks of this room."""

from typing import Any

from showcase.media import jobs, showing


def render(payload: dict[str, Any]) -> None:
    jobs.render(payload["asset"])


def place(payload: dict[str, Any]) -> None:
    showing.place(payload["asset"])
