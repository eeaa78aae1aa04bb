"""The agenda as a calendar file (RFC 5545, RFC 7986) that phones and desktops subscribe to.

The bytes depend on the entries alone: an unchanged agenda gives the same file, so that a repeated fetch is a 304.
"""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

CONTENT_TYPE = "text/calendar; charset=utf-8"
_PRODUCT = "-//Veillee//Agenda//EN"


@dataclass(frozen=True, slots=True)
class Entry:
    """One event. `uid` never changes (`uid()`); `updated` and `sequence` grow when people must hear of a change.

    `zone` names the zone in which the times are written; empty for UTC. A cancelled event stays in the feed: taken
    out, it would stay on some phones for ever.
    """

    uid: str
    title: str
    start: datetime
    end: datetime
    updated: datetime
    zone: str = ""
    sequence: int = 0
    location: str = ""
    description: str = ""
    url: str = ""
    cancelled: bool = False
    position: tuple[float, float] | None = None  # latitude, longitude
    categories: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Feed:
    name: str
    entries: Sequence[Entry]
    description: str = ""
    language: str = ""
    url: str = ""
    refresh: timedelta = timedelta(hours=1)


def uid(kind: str, key: int, host: str) -> str:
    """The name under which calendars know an event through all its changes."""
    return f"{kind}-{key}@{host}"


def calendar(feed: Feed) -> bytes:
    """The file. Times of entries must know their zone (ValueError otherwise)."""
    from icalendar import Calendar

    found = Calendar()
    found.add("version", "2.0")
    found.add("prodid", _PRODUCT)
    found.add("calscale", "GREGORIAN")
    found.add("method", "PUBLISH")
    language = {"language": feed.language} if feed.language else {}
    found.add("name", _text(feed.name), parameters=language)
    found.add("x-wr-calname", _text(feed.name))  # the older name of the same, which most programs read
    if feed.description:
        found.add("description", _text(feed.description), parameters=language)
        found.add("x-wr-caldesc", _text(feed.description))
    if feed.url:
        found.add("url", _address(feed.url))
    found.add("refresh-interval", feed.refresh, parameters={"VALUE": "DURATION"})
    found.add("x-published-ttl", _duration(feed.refresh))
    for entry in sorted(feed.entries, key=lambda entry: (entry.start.astimezone(UTC), entry.uid)):
        found.add_component(_event(entry, language))
    _add_zones(found, feed.entries)
    return bytes(found.to_ical())


def _event(entry: Entry, language: dict[str, str]) -> Any:
    from icalendar import Event

    event = Event()
    event.add("uid", entry.uid)
    # In a published calendar both mean: when this was last changed.
    event.add("dtstamp", _utc(entry.updated))
    event.add("last-modified", _utc(entry.updated))
    event.add("sequence", entry.sequence)
    event.add("summary", _text(entry.title), parameters=language)
    event.add("dtstart", _local(entry.start, entry.zone))
    event.add("dtend", _local(entry.end, entry.zone))
    event.add("status", "CANCELLED" if entry.cancelled else "CONFIRMED")
    if entry.cancelled:
        event.add("transp", "TRANSPARENT")
    if entry.location:
        event.add("location", _text(entry.location), parameters=language)
    if entry.description:
        event.add("description", _text(entry.description), parameters=language)
    if entry.url:
        event.add("url", _address(entry.url))
    if entry.position:
        event.add("geo", entry.position)
    if entry.categories:
        event.add("categories", [_text(category) for category in entry.categories])
    return event


def _add_zones(found: Any, entries: Sequence[Entry]) -> None:
    """The rules of the zones in use, over the years of the entries: some programs know no zone by its name."""
    moments = [moment for entry in entries for moment in (entry.start, entry.end)]
    if moments:
        year = timedelta(days=366)
        found.add_missing_timezones(first_date=(min(moments) - year).date(), last_date=(max(moments) + year).date())


def _local(moment: datetime, zone: str) -> datetime:
    """The time on the wall of its zone; in UTC where that hour comes twice, since a file cannot say which it means."""
    known = _utc(moment)
    if not zone or zone == "UTC":
        return known
    local = known.astimezone(ZoneInfo(zone))
    return known if local.utcoffset() != local.replace(fold=1 - local.fold).utcoffset() else local


def _utc(moment: datetime) -> datetime:
    if moment.utcoffset() is None:
        raise ValueError("a calendar's times must know their zone")
    return moment.astimezone(UTC)


def _text(text: str) -> str:
    """Without control characters, which no calendar file may hold; line ends become plain ones."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(letter for letter in lines if letter in "\n\t" or unicodedata.category(letter) not in {"Cc", "Cs"})


def _address(url: str) -> str:
    """Without blanks and line ends, on which the library stops."""
    return "".join(_text(url).split())


def _duration(span: timedelta) -> str:
    """As `PT90M`: whole minutes are all that a refresh needs."""
    return f"PT{max(int(span.total_seconds() // 60), 1)}M"
