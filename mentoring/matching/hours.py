"""Weekly free hours of people in different zones, laid over each other."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

DAY = 24 * 60
WEEK = 7 * DAY

# Half-open spans of minutes since Monday 00:00 UTC, in order, apart from each other, inside one week.
Spans = tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Slot:
    """Free every week on `weekday` (Monday is 0) between two local times; an end not after the start is next day's."""

    weekday: int
    start: time
    end: time


_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
# Three hours each: what people mean when they say that they are free on Monday morning.
_HALVES = {"am": (time(9), time(12)), "pm": (time(14), time(17)), "ev": (time(18), time(21))}


def half_days(codes: Iterable[str]) -> tuple[Slot, ...]:
    """The slots of half-days like "mon-am". Codes that say nothing are left out."""
    asked = [code.partition("-") for code in codes]
    return tuple(Slot(_DAYS.index(day), *_HALVES[half]) for day, _, half in asked if day in _DAYS and half in _HALVES)


def utc_week(slots: Iterable[Slot], zone: str, monday: date) -> Spans:
    """The slots as minutes of a UTC week, with the offsets that hold in the week of `monday`.

    What spills over either end of the week comes round at the other: the week repeats.
    """
    info = ZoneInfo(zone)
    origin = datetime.combine(monday - timedelta(days=monday.weekday()), time(), UTC)
    found: list[tuple[int, int]] = []
    for slot in slots:
        day = origin.date() + timedelta(days=slot.weekday)
        end_day = day if slot.end > slot.start else day + timedelta(days=1)
        start = _minutes(datetime.combine(day, slot.start, info), origin)
        length = _minutes(datetime.combine(end_day, slot.end, info), origin) - start
        start %= WEEK
        found.append((start, min(start + length, WEEK)))
        found.append((0, start + length - WEEK))
    return _merged(span for span in found if span[0] < span[1])


def shared_minutes(one: Spans, other: Spans) -> int:
    """How many minutes a week both are free."""
    total = first = second = 0
    while first < len(one) and second < len(other):
        (start, end), (begin, finish) = one[first], other[second]
        total += max(min(end, finish) - max(start, begin), 0)
        if end <= finish:
            first += 1
        else:
            second += 1
    return total


def apart(one: int, other: int) -> int:
    """Minutes between two clocks, given their offsets from UTC, the short way round."""
    distance = abs(one - other) % DAY
    return min(distance, DAY - distance)


def _minutes(moment: datetime, origin: datetime) -> int:
    return int((moment.astimezone(UTC) - origin) / timedelta(minutes=1))


def _merged(spans: Iterable[tuple[int, int]]) -> Spans:
    merged: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return tuple(merged)
