"""Who or what would be in two places at once: sessions that share a person, a room or a group at the same time."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from heapq import heappop, heappush


class Kind(StrEnum):
    PERSON = "person"
    ROOM = "room"
    GROUP = "group"


@dataclass(frozen=True, slots=True)
class Session:
    """Half-open: one that ends at ten leaves the room to one that begins at ten. A streamed session has a room per site.

    `start` and `end` know their zone (ValueError otherwise), and `end` is not before `start`.
    """

    id: int
    start: datetime
    end: datetime
    rooms: frozenset[int] = frozenset()
    people: frozenset[int] = frozenset()
    groups: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Clash:
    """Two sessions, the smaller id first, and the time in UTC during which both want the same."""

    kind: Kind
    what: int
    first: int
    second: int
    start: datetime
    end: datetime


def clashes(sessions: Iterable[Session]) -> tuple[Clash, ...]:
    """Every clash, in order of time. Costs n log n plus the clashes found."""
    # In UTC, because two times of one zone are compared by the clock on the wall, which an hour of autumn shows twice.
    timed = [(_utc(session.start), _utc(session.end), session.id, session) for session in sessions]
    users: dict[tuple[Kind, int], list[tuple[datetime, datetime, int]]] = defaultdict(list)
    for start, end, key, session in sorted(timed, key=lambda row: row[:3]):
        if end < start:
            raise ValueError(f"session {key} ends before it begins")
        if start == end:
            continue
        wanted = ((Kind.PERSON, session.people), (Kind.ROOM, session.rooms), (Kind.GROUP, session.groups))
        for kind, whats in wanted:
            for what in whats:
                users[kind, what].append((start, end, key))
    found = [clash for (kind, what), spans in users.items() for clash in _sweep(kind, what, spans)]
    return tuple(sorted(found, key=lambda clash: (clash.start, clash.first, clash.second, clash.kind, clash.what)))


def _sweep(kind: Kind, what: int, spans: list[tuple[datetime, datetime, int]]) -> Iterable[Clash]:
    """`spans` in order of start."""
    running: list[tuple[datetime, int]] = []
    for start, end, key in spans:
        while running and running[0][0] <= start:
            heappop(running)
        for other_end, other in running:
            yield Clash(kind, what, min(key, other), max(key, other), start, min(end, other_end))
        heappush(running, (end, key))


def _utc(moment: datetime) -> datetime:
    if moment.utcoffset() is None:
        raise ValueError("a session's times must know their zone")
    return moment.astimezone(UTC)
