"""What a recipe says while it works, as JSON lines between the child process and its parent."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from typing import Any, Protocol


@dataclass(frozen=True)
class Made:
    """One finished file in the working folder; `seconds` only where it plays."""

    role: str  # picture | film | loop | sound | page
    name: str
    content_type: str
    size: int
    width: int = 0
    height: int = 0
    seconds: float = 0.0
    page: int = 0


@dataclass(frozen=True)
class Progress:
    """`done` of `total`, counted in `unit` (files, seconds of film, pages). `total` 0: not known."""

    done: int
    total: int
    unit: str = "files"


@dataclass(frozen=True)
class Facts:
    """What was learnt about the original: duration, dimensions, colours, pages."""

    values: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Refused:
    reason: str
    detail: str = ""


@dataclass(frozen=True)
class Tick:
    """Nothing new, still working: the moment to renew a lease."""


Event = Made | Progress | Facts | Refused | Tick
_KINDS: dict[str, type[Made | Progress | Facts | Refused]] = {
    "made": Made,
    "progress": Progress,
    "facts": Facts,
    "refused": Refused,
}
_NAMES = {cls: name for name, cls in _KINDS.items()}


def line(event: Made | Progress | Facts | Refused) -> str:
    return json.dumps({"event": _NAMES[type(event)], **asdict(event)}, separators=(",", ":"))


def parse(text: str) -> Event:
    """The event a line stands for. Raises ValueError on anything else: what the child says
    comes from a process that has just read a stranger's file."""
    values = json.loads(text)
    if not isinstance(values, dict) or values.get("event") not in _KINDS:
        raise ValueError("not an event")
    cls = _KINDS[values.pop("event")]
    try:
        return cls(**values)
    except TypeError as error:
        raise ValueError("not an event") from error


class Reporter(Protocol):
    """Where a recipe tells what it did."""

    def __call__(self, event: Made | Progress | Facts | Refused, /) -> None: ...


def uncounted(report: Reporter) -> Reporter:
    """The same ear, deaf to progress: for a part of a work that counts in another unit."""

    def heard(event: Made | Progress | Facts | Refused, /) -> None:
        if not isinstance(event, Progress):
            report(event)

    return heard
