"""A map of the world with what there is in each country."""

import json
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

from django import template
from django.conf import settings
from django.utils.safestring import SafeString

from incubator.web.components import checked
from incubator.web.components.figures import shown
from incubator.web.html import format_html, format_html_join

register = template.Library()
STRENGTHS = 4
AROUND, LEAST = 45, 420
"""Units left around the countries that are shown, and the least width of what is shown, of the drawing's 1,000."""
SMALL = 40
"""Characters of an outline below which a country is too small to be met by a finger: it gets a dot as well."""


@cache
def drawn() -> dict[str, Any]:
    """What the assets step drew (lib.worldmap.drawing); nothing before it ran."""
    built = settings.BASE_DIR / "static" / "built" / "map.json"
    if not built.exists():
        return {"size": [1000, 435], "land": "", "countries": {}}
    found: dict[str, Any] = json.loads(built.read_text())
    return found


@register.simple_tag
def world(items: Iterable[Mapping[str, Any]]) -> SafeString:
    """Countries on a map, stronger where there is more; items: {code, text, value, href}. Say the same in a list beside it:
    the map is for eyes and pointers only. It shows the part of the world that has something."""
    found = drawn()
    items = [checked(item, "world", "code text value href") for item in items if item["code"] in found["countries"]]
    most = max((item["value"] for item in items), default=0) or 1
    rows = []
    for item in items:
        place = found["countries"][item["code"]]
        strength = max(1, -(-STRENGTHS * item["value"] // most))
        dot = format_html('<circle cx="{}" cy="{}" r="6"/>', place["x"], place["y"]) if len(place["d"]) < SMALL else ""
        path = format_html('<path d="{}"/>', place["d"]) if place["d"] else ""
        rows.append((item["href"], strength, item["text"], shown(item["value"]), path, dot))
    links = format_html_join("", '<a href="{}" tabindex="-1" class="m{}"><title>{} · {}</title>{}{}</a>', rows)
    box = " ".join(str(one) for one in _shown(found, [item["code"] for item in items]))
    return format_html(
        '<svg class="world" viewBox="{}" aria-hidden="true"><path class="land" d="{}"/>{}</svg>', box, found["land"], links
    )


def _shown(found: Mapping[str, Any], codes: list[str]) -> tuple[int, int, int, int]:
    """The part of the drawing around these countries: x, y, width, height, never taller than wide."""
    width, height = found["size"]
    places = [found["countries"][code] for code in codes]
    if not places:
        return 0, 0, width, height
    left, right = min(one["x"] for one in places) - AROUND, max(one["x"] for one in places) + AROUND
    top, bottom = min(one["y"] for one in places) - AROUND, max(one["y"] for one in places) + AROUND
    wide = min(max(right - left, LEAST, bottom - top), width)
    high = min(max(bottom - top, wide * height // width), height)
    x = min(max((left + right - wide) // 2, 0), width - wide)
    y = min(max((top + bottom - high) // 2, 0), height - high)
    return x, y, wide, high
