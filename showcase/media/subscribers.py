"""What the outbox asks of this room."""

from typing import Any

from showcase.media import jobs


def render(payload: dict[str, Any]) -> None:
    jobs.render(payload["asset"])
