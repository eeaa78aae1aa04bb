"""Time in named zones: stored in UTC, entered and shown in the zone of the call, site or person."""

from calendar import monthrange
from datetime import UTC, date, datetime, time
from functools import lru_cache
from zoneinfo import ZoneInfo, available_timezones

from babel.dates import get_timezone_location
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from incubator.lib.errors import Refused


def zone(name: str) -> ZoneInfo:
    """The zone of that name; UTC where the name is unknown, so that an old row never breaks a page."""
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        return ZoneInfo("UTC")


def at(day: date, clock: time, zone_name: str) -> datetime:
    """The instant of a wall-clock reading in a zone.

    A reading that a clock change skips is refused; one that happens twice means its later occurrence.
    """
    tz = zone(zone_name)
    early = datetime.combine(day, clock, tz)
    late = early.replace(fold=1)
    back = late.astimezone(UTC).astimezone(tz)
    if back.replace(tzinfo=None, fold=0) != late.replace(tzinfo=None, fold=0):
        raise Refused(_("This time does not exist on that day: the clocks change then. Choose another hour."))
    return max(early.astimezone(UTC), late.astimezone(UTC))


def months_later(moment: datetime, months: int) -> datetime:
    """The same day and hour so many months later, earlier where negative; the last day of a shorter month."""
    year, month = divmod(moment.year * 12 + moment.month - 1 + months, 12)
    return moment.replace(year=year, month=month + 1, day=min(moment.day, monthrange(year, month + 1)[1]))


@lru_cache(maxsize=8)
def _choices(language: str) -> tuple[tuple[str, str], ...]:
    zones = [n for n in available_timezones() if "/" in n and not n.startswith(("Etc/", "SystemV/", "US/", "posix"))]
    areas = ("Africa/", "America/", "Asia/", "Atlantic/", "Europe/", "Indian/", "Pacific/", "Australia/")
    pairs = [(name, name.replace("_", " ")) for name in sorted(zones) if name.startswith(areas)]
    return (("UTC", "UTC"), *pairs)


def zone_choices() -> list[tuple[str, str]]:
    return list(_choices(get_language() or "en"))


def zone_city(name: str) -> str:
    """The zone's city in the reader's language ("Casablanca"), for showing beside a time."""
    if name == "UTC":
        return "UTC"
    try:
        return get_timezone_location(name, locale=(get_language() or "en").split("-")[0], return_city=True)
    except (LookupError, ValueError):
        return name.rsplit("/", 1)[-1].replace("_", " ")
