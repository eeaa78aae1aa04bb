"""Components: template tags that own how a thing looks. All of them come with `{% load ui %}`.

A tag takes named attributes only and refuses those it does not know, at the time the template is compiled; lists of
dictionaries are checked the same way when the page is made. Colours are words of meaning, never values.
"""

from collections.abc import Mapping
from typing import Any

from django.utils.safestring import SafeString, mark_safe

from incubator.web.html import format_html
from incubator.web.palette import ACCENTS

TONES = ("ok", "no", "warn", "info", "wait", "ink", "accent", "quiet")
"""Words for the colour of a figure, pill or bar."""


class UnknownAttributeError(TypeError):
    """A component was given something it does not know."""


def checked(item: Mapping[str, Any], component: str, required: str, optional: str = "") -> Mapping[str, Any]:
    """`item` if it has the required keys and none but the optional ones besides (both as words in a string)."""
    must, may = set(required.split()), set(optional.split())
    missing, strange = must - set(item), set(item) - must - may
    if missing or strange:
        wrong = ", ".join(
            [
                *(f"{name} is missing" for name in sorted(missing)),
                *(f"{name} is unknown" for name in sorted(strange)),
            ]
        )
        raise UnknownAttributeError(f"{component}: {wrong}")
    return item


def one_of(value: str, allowed: tuple[str, ...] | Mapping[str, Any], component: str) -> str:
    """`value` if it is among those allowed."""
    if value not in allowed:
        raise UnknownAttributeError(f"{component}: “{value}” is not one of {', '.join(allowed)}")
    return value


def attrs(**values: object) -> SafeString:
    """HTML attributes, each with a space before it; None, "" and False are left out, True is a bare name.

    An underscore in a name stands for a dash, one at its end is dropped (`class_`, `aria_label`).
    """
    parts = []
    for name, value in values.items():
        if value is None or value is False or value == "":
            continue
        name = name.rstrip("_").replace("_", "-")
        parts.append(format_html(" {}", name) if value is True else format_html(' {}="{}"', name, value))
    return mark_safe("".join(parts))  # nosec B308 B703: every part is escaped above


def accent_attr(accent: str, component: str) -> SafeString:
    """` data-accent="…"` or nothing."""
    return attrs(data_accent=one_of(accent, ACCENTS, component)) if accent else SafeString("")
