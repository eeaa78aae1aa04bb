"""The demo's clock: a story that happened over months is told in seconds, each step at its own moment."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta

from django.utils import timezone

_real_now = timezone.now


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
