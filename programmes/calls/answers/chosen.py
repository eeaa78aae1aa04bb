"""Answers that are chosen: of the question's own options, on a scale, among countries, regions, languages."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from incubator.lib.folding import fold
from incubator.lib.places import country_choices, language_choices, regions_of
from incubator.web.texts import Texts
from programmes.calls.answers.asked import MOST, Asked, Problem, digits, limits_of, line_of, text_of
from programmes.calls.states import OFFERING, Type


def values_of(question: Asked) -> list[str]:
    """Every option an answer may hold, those no longer offered too."""
    return [str(option["value"]) for option in question.options or []]


def offered_of(question: Asked) -> list[dict[str, Any]]:
    """The options that are offered now."""
    return [option for option in question.options or [] if not option.get("retired")]


def option_label(question: Asked, value: str, language: str) -> str:
    for option in question.options or []:
        if str(option["value"]) == value:
            return Texts(option.get("label") or {}).best(language)[0] or value
    return value


def choice(question: Asked, raw: Any) -> str | None:
    value = text_of(raw)
    if value and value not in values_of(question):
        raise Problem("unknown_choice", _("Choose one of the answers offered."))
    return value or None


def several(question: Asked, raw: Any) -> list[str] | None:
    wanted = [text_of(one) for one in (raw if isinstance(raw, list | tuple) else [raw])]
    wanted = [one for one in wanted if one]
    known = values_of(question)
    if set(wanted) - set(known):
        raise Problem("unknown_choice", _("Choose among the answers offered."))
    chosen = [value for value in known if value in wanted]
    limits = limits_of(question)
    if chosen and limits.get("least") and len(chosen) < int(limits["least"]):
        least = int(limits["least"])
        raise Problem("too_few", ngettext_lazy("Choose at least %(n)s.", "Choose at least %(n)s.", least) % {"n": least})
    if limits.get("most") and len(chosen) > int(limits["most"]):
        most = int(limits["most"])
        raise Problem("too_many", ngettext_lazy("Choose at most %(n)s.", "Choose at most %(n)s.", most) % {"n": most})
    return chosen or None


def points_of(question: Asked) -> range:
    """The points of a scale, ends included."""
    limits = limits_of(question)
    lowest = int(limits.get("lowest", 1))
    return range(lowest, max(int(limits.get("highest") or 5), lowest + 1) + 1)


def ends_of(question: Asked) -> tuple[Texts, Texts]:
    """What the lowest and the highest point of a scale mean."""
    limits = limits_of(question)
    return Texts(limits.get("low_end") or {}), Texts(limits.get("high_end") or {})


def scale(question: Asked, raw: Any) -> int | None:
    text = digits(text_of(raw))
    if not text:
        return None
    points = points_of(question)
    if text not in [str(point) for point in points]:
        said = _("Choose a point from %(low)s to %(high)s.")
        raise Problem("off_the_scale", said % {"low": points[0], "high": points[-1]})
    return int(text)


def country(question: Asked, raw: Any) -> str | None:
    code = text_of(raw).upper()
    if code and code not in dict(country_choices()):
        raise Problem("unknown_country", _("Choose a country of the list."))
    return code or None


def language(question: Asked, raw: Any) -> str | None:
    code = text_of(raw)
    if code and code not in dict(language_choices()):
        raise Problem("unknown_language", _("Choose a language of the list."))
    return code or None


def region_groups(question: Asked) -> list[tuple[str, tuple[tuple[str, str], ...]]]:
    """The regions offered: (country, (code, name) …) for each country the question names; of none, one types the name."""
    countries = limits_of(question).get("countries") or []
    return [(code, regions) for code in countries if (regions := regions_of(str(code)))]


def region(question: Asked, raw: Any) -> str | None:
    """A code of ISO 3166-2 where the region is among those offered, else its name as typed."""
    name = line_of(raw)
    offered = [pair for _country, regions in region_groups(question) for pair in regions]
    for code, known in offered:
        if name == code or (name and fold(name) == fold(known)):
            return code
    if len(name) > MOST[Type.REGION]:
        said = _("This is %(count)s characters long; at most %(most)s fit. What you typed is kept.")
        raise Problem("too_long", said % {"count": len(name), "most": MOST[Type.REGION]})
    return name or None


def conditions_of(question: Asked) -> list[tuple[str, str]]:
    """The answers on which another question can hang, with what they say; none where there are none to name."""
    if question.type in OFFERING:
        return [(str(option["value"]), str(Texts(option["label"]))) for option in offered_of(question)]
    if question.type == Type.SCALE:
        return [(str(point), str(point)) for point in points_of(question)]
    return [("yes", str(_("agreed")))] if question.type == Type.CONSENT else []


def marks(value: Any) -> Iterable[str]:
    """What a condition is held against."""
    if isinstance(value, dict):
        return ["yes"] if value.get("at") else []
    return [str(one) for one in value] if isinstance(value, list) else [str(value) if value is not None else ""]
