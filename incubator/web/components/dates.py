"""Times, always with the zone they are in."""

from datetime import UTC, date, datetime
from functools import lru_cache
from typing import Any
from zoneinfo import ZoneInfo

from babel import Locale, UnknownLocaleError
from babel.dates import format_timedelta, get_timezone_location
from django import template
from django.template.context import Context
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from incubator.web.html import format_html, format_html_join

register = template.Library()


@lru_cache(maxsize=512)
def city_of(zone: str, language: str) -> str:
    """The zone's city in a language ("Casablanca"); UTC stays UTC."""
    if zone in ("UTC", "Etc/UTC", ""):
        return "UTC"
    try:
        return get_timezone_location(zone, locale=Locale.parse(language), return_city=True)
    except (UnknownLocaleError, LookupError, ValueError):
        return zone.rsplit("/", 1)[-1].replace("_", " ")


def zone_name(zone: str) -> str:
    """ "Casablanca time", in the reader's language."""
    city = city_of(zone, get_language() or "fr")
    return city if city == "UTC" else _("%(city)s time") % {"city": city}


def _zone(zone: Any) -> str:
    return str(zone or timezone.get_current_timezone_name())


def moment(value: datetime, zone: str) -> str:
    """Day and time in a zone: "14 novembre 2026, 23:59"."""
    local = timezone.localtime(value, ZoneInfo(zone))
    return _("%(day)s, %(time)s") % {
        "day": date_format(local, "DATE_FORMAT"),
        "time": local.strftime("%H:%M"),
    }


def _element(value: datetime, text: str) -> SafeString:
    return format_html('<time datetime="{}">{}</time>', value.astimezone(UTC).strftime("%Y-%m-%dT%H:%MZ"), text)


@register.simple_tag
def when(value: datetime | None, zone: Any = "", *, named: bool = True) -> SafeString:
    """Day and time in a zone that is named (the reader's where none is given). `{% when session.start site.time_zone %}`"""
    if value is None:
        return SafeString("–")
    element = _element(value, moment(value, _zone(zone)))
    return format_html("<span>{} ({})</span>", element, zone_name(_zone(zone))) if named else element


@register.simple_tag
def day(value: date | datetime | None, zone: Any = "", *, short: bool = False) -> SafeString:
    """A day, without a time. `{% day work.published_at short=True %}`"""
    if value is None:
        return SafeString("–")
    local = timezone.localtime(value, ZoneInfo(_zone(zone))) if isinstance(value, datetime) else value
    return format_html(
        '<time datetime="{}">{}</time>',
        local.strftime("%Y-%m-%d"),
        date_format(local, "MONTH_DAY_FORMAT" if short else "DATE_FORMAT"),
    )


@register.simple_tag
def hours(start: datetime, end: datetime, zone: Any = "") -> SafeString:
    """From–to on one day: "09:30–12:00". `{% hours session.start session.end site.time_zone %}`"""
    first, last = (timezone.localtime(value, ZoneInfo(_zone(zone))).strftime("%H:%M") for value in (start, end))
    return format_html('<span dir="ltr">{}–{}</span>', _element(start, first), _element(end, last))


@register.simple_tag
def span(start: date | None, end: date | None) -> SafeString:
    """From–to in days. `{% span cohort.starts cohort.ends %}`"""
    if not start or not end or start == end:
        return day(start or end)
    return format_html("{} – {}", day(start), day(end))


def left(value: datetime, now: datetime | None = None) -> str:
    """How far off a moment is, in the reader's language: "in 12 days", "2 hours ago". Days are counted up to two months."""
    apart = value - (now or timezone.now())
    days = abs(apart).total_seconds() / 86400
    # Babel takes the largest unit that comes up to the threshold: the count of days itself keeps weeks out.
    threshold = int(days) if 2 <= days < 60 else 2 if days < 2 else 1.5
    return format_timedelta(apart, add_direction=True, threshold=threshold, locale=get_language() or "fr")


def _here(value: datetime, zone: str, reader: str) -> SafeString | str:
    """The moment in the reader's zone: "" where it is the same hour, to be filled in by script where it is not known."""
    if not reader:
        said = _("{moment} where you are")
        iso = value.astimezone(UTC).isoformat()
        return format_html('<small class="muted" data-here="{}" data-said="{}" hidden></small>', iso, said)
    theirs = timezone.localtime(value, ZoneInfo(reader))
    if theirs.utcoffset() == timezone.localtime(value, ZoneInfo(zone)).utcoffset():
        return ""
    parts = {"moment": moment(value, reader), "zone": zone_name(reader)}
    return format_html('<small class="muted">{}</small>', _("%(moment)s where you are (%(zone)s)") % parts)


@register.simple_tag(takes_context=True)
def deadline(context: Context, value: datetime | None, zone: str, *, compact: bool = False) -> SafeString:
    """When it ends: in its own zone, in the reader's where that says another hour, and how long there is left.

    Where the reader's zone is not known yet, `static/js/ui/zone.js` fills it in.
    """
    if value is None:
        return SafeString("–")
    parts: list[SafeString | str] = [when(value, zone)]
    if not compact:
        parts.append(_here(value, zone, str(context.get("reader_zone") or "")))
    late = " late" if value < timezone.now() else ""
    parts.append(format_html('<span class="left{}">{}</span>', late, left(value)))
    inside = format_html_join(" ", "{}", ((part,) for part in parts if part))
    return format_html('<span class="due">{}</span>', inside)


@register.simple_tag
def ago(value: datetime | None) -> SafeString:
    """How far off, with the exact moment in the element. `{% ago message.sent_at %}`"""
    return SafeString("–") if value is None else _element(value, left(value))
