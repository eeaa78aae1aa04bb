"""The demo's clock: a story that happened over months is told in seconds, each step at its own moment."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.utils import timezone

_real_now = timezone.now
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


@contextmanager
def told_at(moment: datetime) -> Iterator[None]:
    """Inside, `timezone.now()` starts at `moment` and runs on."""
    ahead = moment - _real_now()

    def now() -> datetime:
        return _real_now() + ahead

    before, timezone.now = timezone.now, now
    try:
        yield
    finally:
        timezone.now = before


def days(number: float) -> timedelta:
    return timedelta(days=number)


def from_today(number: float) -> datetime:
    """The moment that many days from the day of loading (negative: before)."""
    return _real_now() + days(number)


def on(what: int | date, hour: float, zone: str, weekday: str = "") -> datetime:
    """A local hour (9.5 is half past nine) of a date, or of the day that many days from the day of loading.

    With a `weekday` ("sat") it is the first such day from there on.
    """
    there = ZoneInfo(zone)
    day = what if isinstance(what, date) else from_today(what).astimezone(there).date()
    if weekday:
        day += timedelta(days=(WEEKDAYS.index(weekday) - day.weekday()) % 7)
    return datetime.combine(day, time(), there) + timedelta(hours=hour)
