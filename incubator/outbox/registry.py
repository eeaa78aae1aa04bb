"""Who does an errand, and what is due each minute: told by rooms in AppConfig.ready()."""

import logging
from collections.abc import Callable
from typing import Any

from incubator.lib.accidents import told

Handler = Callable[[dict[str, Any]], None]
_handlers: dict[str, list[Handler]] = {}
_minute: list[Callable[[], None]] = []
log = logging.getLogger(__name__)


def subscribe(kind: str, handler: Handler) -> None:
    """`handler(payload)` is called at least once for every errand of that kind; it must be idempotent."""
    handlers = _handlers.setdefault(kind, [])
    if handler not in handlers:
        handlers.append(handler)


def handlers(kind: str) -> list[Handler]:
    return _handlers.get(kind, [])


def each_minute(job: Callable[[], None]) -> None:
    """`job()` is called about once a minute, possibly by two processes at once: it claims its rows itself."""
    if job not in _minute:
        _minute.append(job)


def run_minute() -> None:
    for job in _minute:
        with told(log, "each-minute job %s failed", job):
            job()
