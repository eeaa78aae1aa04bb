"""`{% load texts %}`: texts per language in templates, with their own language and direction where they fall back."""

from datetime import date, datetime
from typing import Any

from django import template
from django.utils.formats import date_format
from django.utils.safestring import SafeString
from django.utils.translation import get_language, get_language_info

from incubator.lib.clock import zone, zone_city
from incubator.web.html import format_html
from incubator.web.richtext import richtext as render
from incubator.web.texts import Texts

register = template.Library()


def _attributes(code: str) -> SafeString:
    return format_html(' lang="{}" dir="{}"', code, "rtl" if get_language_info(code)["bidi"] else "ltr")


@register.simple_tag
def text(value: Any) -> SafeString:
    """The text; in a `<span lang dir>` where it is not in the page's language."""
    if not isinstance(value, Texts):
        return format_html("{}", value or "")
    words, code = value.best()
    if not words or code == get_language():
        return format_html("{}", words)
    return format_html("<span{}>{}</span>", _attributes(code), words)


@register.simple_tag
def richtext(value: Any) -> SafeString:
    """Markdown as HTML, in a `<div lang dir>` where it falls back to another language."""
    words, code = value.best() if isinstance(value, Texts) else (str(value or ""), get_language())
    html = render(words)
    return format_html("<div{}>{}</div>", _attributes(code), html) if words and code != get_language() else html


@register.filter
def iso_day(value: str) -> str:
    """A day out of a message's context ("2026-11-14…") as the reader's language writes it."""
    return date_format(date.fromisoformat(value[:10]), "DATE_FORMAT")


@register.filter
def iso_moment(value: str, zone_name: str) -> str:
    """A moment out of a message's context, in a zone: "14 novembre 2026, 23:59 (Casablanca)"."""
    local = datetime.fromisoformat(value).astimezone(zone(zone_name))
    return f"{date_format(local, 'DATE_FORMAT')}, {date_format(local, 'TIME_FORMAT')} ({zone_city(zone_name)})"
