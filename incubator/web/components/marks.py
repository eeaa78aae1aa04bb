"""Small marks: icons, tags, states, dots, badges, people."""

import hashlib
from functools import lru_cache
from typing import Any

from django import template
from django.db.models import Model
from django.utils.safestring import SafeString, mark_safe

from incubator.web import icons
from incubator.web.components import TONES, UnknownAttributeError, accent_attr, attrs, one_of
from incubator.web.html import format_html, format_html_join
from incubator.web.palette import stages, tones

register = template.Library()

LOOKS = {
    "idle": "open c-quiet", "waiting": "open c-warn", "working": "half c-info", "sent": "c-info", "good": "c-ok",
    "better": "half c-ok",
    "reserve": "sq c-wait", "bad": "sq c-no", "gone": "sq open c-quiet", "final": "c-ink", "special": "dia c-accent",
}  # fmt: skip
"""Look of a state: a colour and always a shape with it."""

STATE_LOOKS = {
    "draft": "idle", "assigned": "idle", "proposed": "idle", "invited": "waiting", "uploading": "working", "received": "sent",
    "requested": "waiting", "pending": "waiting", "booked": "waiting", "waiting": "reserve", "submitted": "sent",
    "registered": "sent",
    "processing": "working", "running": "working", "sending": "working", "in_review": "waiting", "shortlisted": "working", "waitlisted": "reserve", "accepted": "good",
    "confirmed": "good", "approved": "good", "active": "good", "open": "good", "published": "good", "ready": "good", "held": "good",
    "attended": "good",
    "sent": "good", "done": "good", "frozen": "working", "returned": "reserve", "declined": "bad",
    "ineligible": "bad", "failed": "bad", "eligible": "good", "not_eligible": "bad", "query": "reserve",
    "refused": "bad", "missed": "bad", "absent": "bad", "abandoned": "bad", "turned_down": "gone",
    "withdrawn": "gone", "expired": "gone", "left": "gone", "removed": "gone",
    "cancelled": "gone", "stopped": "gone", "discarded": "gone", "dismissed": "gone", "stands": "bad", "recused": "gone",
    "unpublished": "gone", "closed": "final", "decided": "final", "ended": "final",
    "completed": "final", "alumni": "special", "archived": "gone",
}  # fmt: skip
"""Look by the value of a state, the same over the whole product."""


@register.simple_tag
def icon(name: str, *, label: str = "", big: bool = False) -> SafeString:
    """A drawn icon. `label` only where no text stands beside it. `{% icon "search" %}`"""
    if name not in icons.ICONS:
        raise UnknownAttributeError(f"icon: “{name}” is not in incubator/web/icons.py")
    classes = "ic" + (" flip" if name in icons.FLIPPED else "") + (" big" if big else "")
    spoken = attrs(role="img", aria_label=label) if label else attrs(aria_hidden="true")
    path = icons.drawings().get(name, "")
    return format_html('<svg class="{}" viewBox="0 0 256 256"{}><path d="{}"/></svg>', classes, spoken, path)


@register.simple_tag
def tag(text: str, *, line: bool = False, quiet: bool = False, accent: str = "") -> SafeString:
    """A need, kind or topic as a filled label. `{% tag _("Coproduction") accent=programme.accent %}`"""
    classes = "tag" + (" line" if line else "") + (" quiet" if quiet else "")
    return format_html('<span class="{}"{}>{}</span>', classes, accent_attr(accent, "tag"), text)


@register.simple_tag
def pill(text: str, look: str = "idle") -> SafeString:
    """A state in words, with colour and shape. Looks: LOOKS. `{% pill _("Waiting list") "reserve" %}`"""
    return format_html('<span class="pill {}">{}</span>', LOOKS[one_of(look, LOOKS, "pill")], text)


@register.simple_tag
def state(row: Any, *, field: str = "state") -> SafeString:
    """The pill of a row's state field, named in the reader's language. `{% state application %}`"""
    value = getattr(row, field)
    known = _names(type(row), field) if isinstance(row, Model) else {}
    text = known[value] if value in known else getattr(row, f"get_{field}_display", lambda: value)()
    return pill(str(text), STATE_LOOKS.get(str(value), "idle"))


@lru_cache(maxsize=200)
def _names(model: type[Model], field: str) -> dict[Any, Any]:
    """A field's values with their names. Django's `get_…_display` translates all of them to say one: much, fifty times a page."""
    found = next((one for one in model._meta.fields if one.name == field), None)
    return dict(found.flatchoices) if found is not None else {}


@register.simple_tag
def dots(done: int, total: int, *, label: str) -> SafeString:
    """How many of a few: filled and empty dots. `{% dots 2 3 label=_("2 of 3 reviews") %}`"""
    marks = mark_safe('<i class="on"></i>' * min(done, total) + "<i></i>" * max(total - done, 0))  # nosec B308 B703
    return format_html('<span class="dots" role="img" aria-label="{}">{}</span>', label, marks)


@register.simple_tag
def badge(count: int, *, label: str = "") -> SafeString:
    """A count beside a word, nothing at zero. `{% badge unread label=_("unread messages") %}`"""
    if not count:
        return SafeString("")
    spoken = format_html(' <span class="vh">{}</span>', label) if label else ""
    return format_html('<span class="badge">{}{}</span>', "99+" if count > 99 else count, spoken)


def initials(name: str) -> str:
    """First letters of the first and last word: of "Yosra Ben Amor" YA, of one word its first letter."""
    words = [word for word in name.replace("-", " ").split() if word[:1].isalpha()]
    letters = [words[0][0], words[-1][0]] if len(words) > 1 else [word[0] for word in words]
    # A zero-width non-joiner keeps Arabic initials from running into one word.
    return "\u200c".join(letters).upper()


def _drawing(seed: bytes, light: str) -> SafeString:
    """Two shapes placed by the name: the same person has the same mark everywhere."""
    x, y, size = 6 + seed[1] % 28, 6 + seed[2] % 28, 9 + seed[3] % 12
    shapes = (
        ("<circle cx='{}' cy='{}' r='{}'/>", (x, y, size)),
        ("<path d='M{} 0h{}L{} 40H{}z'/>", (x, size, size, x - size)),
        ("<path d='M0 {}q20-{} 40 0V40H0z'/>", (y, size * 2)),
        ("<path d='M0 {}l10-{} 10 {} 10-{} 10 {}V40H0z'/>", (y, size, size, size, size)),
    )
    first, second = shapes[seed[4] % 4], shapes[(seed[4] // 4 + 1 + seed[4]) % 4]
    return format_html(
        "<g fill='{}' opacity='.3'>{}{}</g>",
        light,
        format_html(first[0], *first[1]),
        format_html(second[0], *second[1]),
    )


@register.simple_tag
def face(name: str, *, size: str = "") -> SafeString:
    """A person's drawn mark with initials (sizes: "", "small", "big"). Decorative: the name stands beside it."""
    one_of(size, ("", "small", "big"), "face")
    seed = hashlib.sha256(name.encode()).digest()
    dark, light = stages()[seed[0] % 36], tones()[seed[0] % 48]
    return format_html(
        '<svg class="face {}" viewBox="0 0 40 40" aria-hidden="true"><rect width="40" height="40" fill="{}"/>{}'
        '<text x="20" y="20" fill="#fff" font-size="15" font-weight="700" text-anchor="middle" '
        'dominant-baseline="central">{}</text></svg>',
        size, dark, _drawing(seed, light), initials(name),
    )  # fmt: skip


@register.simple_tag
def person(name: str, *, href: str = "", line: str = "", size: str = "") -> SafeString:
    """Mark, name and a line under it. `{% person user.name href=url line=user.city %}`"""
    shown = format_html('<a class="ttl" href="{}">{}</a>', href, name) if href else format_html("<b>{}</b>", name)
    under = format_html("<small>{}</small>", line) if line else ""
    return format_html('<span class="who">{}<span>{}{}</span></span>', face(name, size=size), shown, under)


@register.simple_tag
def tag_list(texts: list[str], *, quiet: bool = True) -> SafeString:
    """Several tags in a row. `{% tag_list mentor.expertise %}`"""
    return format_html(
        '<span class="row">{}</span>',
        format_html_join("", "{}", ((tag(text, quiet=quiet),) for text in texts)),
    )


def tone_class_of(tone: str, component: str) -> str:
    """`c-ok` of "ok"; nothing of nothing."""
    return f"c-{one_of(tone, TONES, component)}" if tone else ""
