"""A question as a form control: which template draws it, and everything that one needs to know."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from incubator.lib.places import country_choices, country_name, language_choices, region_name
from incubator.web.texts import Texts
from programmes.calls import answers as reading
from programmes.calls.answers import blank
from programmes.calls.states import FILES, OFFERING, Meaning, Type

AUTOCOMPLETE = {Meaning.NAME: "name", Meaning.BIRTH: "bday", Meaning.COUNTRY: "country", Meaning.REGION: "address-level1"}
FEW = 8
"""Options shown at once; more of them fold into a list."""
SPARE_ROWS = 2
"""Empty rows under those that are filled: who has no script adds by saving."""
INPUTS: dict[str, dict[str, str]] = {
    Type.SHORT: {"type": "text", "dir": "auto"},
    Type.REGION: {"type": "text", "dir": "auto"},
    Type.LINK: {"type": "text", "dir": "ltr", "mode": "url"},
    Type.VIDEO: {"type": "text", "dir": "ltr", "mode": "url"},
    Type.DATE: {"type": "date", "dir": "ltr"},
    Type.MONTH: {"type": "month", "dir": "ltr"},
}
Control = dict[str, Any]


def control_of(question: Any, value: Any, name: str, files: int) -> Control:
    """What the templates of a question draw; `files` counts those that are attached."""
    label, language = question.label.best()
    here = get_language()
    control: Control = {
        "value": "" if blank(value) else value,
        "label": label,
        "language": "" if language == here else language,
        "help": _said(question.help),
        "example": _said(question.example),
        "limits": question.limits or {},
        "autocomplete": AUTOCOMPLETE.get(question.meaning, ""),
        "hints": [],
        "grouped": False,
        "currency": reading.currency_of(question),
    }
    return control | _MADE.get(str(question.type), _input)(question, value, name, files)


def _said(texts: Texts) -> tuple[str, str]:
    """The text, and its language where that is not the reader's."""
    text, language = texts.best()
    return text, "" if language == get_language() else language


def _input(question: Any, value: Any, name: str, files: int) -> Control:
    limits = question.limits or {}
    control: Control = {"control": "programmes/calls/controls/input.html"}
    if question.type == Type.NUMBER:
        figure = "" if blank(value) else str(value)
        mode = "decimal" if limits.get("decimals") else "numeric"
        return control | {"value": figure, "input": {"type": "text", "dir": "ltr", "mode": mode}}
    given = INPUTS[str(question.type)]
    hints = []
    if question.type in (Type.DATE, Type.MONTH):
        given = given | {"min": limits.get("earliest", ""), "max": limits.get("latest", "")}
    if question.type == Type.MONTH:
        hints.append(_("Month and year, such as 03/2026."))
    if question.type == Type.VIDEO:
        place = reading.video_host(str(value)) if value else ""
        hints.append(place or _("YouTube, Vimeo, PeerTube or wherever else it can be watched."))
    if question.type == Type.SHORT:
        control["counted"] = {"limit": limits.get("characters") or reading.MOST[Type.SHORT]}
    return control | {"input": given, "hints": hints + _lengths(limits, least_only=True)}


def _lengths(limits: Mapping[str, Any], *, least_only: bool = False) -> list[str]:
    """The limits of a text in words."""
    said = []
    if least := limits.get("least_words"):
        said.append(ngettext("At least %(n)s word.", "At least %(n)s words.", least) % {"n": least})
    if least := limits.get("least_characters"):
        said.append(_("At least %(n)s characters.") % {"n": least})
    if least_only:
        return said
    if most := limits.get("words"):
        said.append(ngettext("At most %(n)s word.", "At most %(n)s words.", most) % {"n": most})
    elif most := limits.get("characters"):
        said.append(_("At most %(n)s characters.") % {"n": most})
    return said


def _long(question: Any, value: Any, name: str, files: int) -> Control:
    limits = question.limits or {}
    counted = None
    if limits.get("words") or limits.get("characters"):
        counted = {"limit": limits.get("words") or limits["characters"], "words": bool(limits.get("words"))}
    return {"control": "programmes/calls/controls/long.html", "counted": counted, "hints": _lengths(limits)}


def _options(question: Any, value: Any, name: str, files: int) -> Control:
    chosen = {str(one) for one in (value if isinstance(value, list) else [value])}
    options = []
    for option in question.options or []:
        on = str(option["value"]) in chosen
        if option.get("retired") and not on:
            continue
        label, language = Texts(option.get("label") or {}).best()
        language = "" if language == get_language() else language
        options.append({"value": option["value"], "label": label or option["value"], "language": language, "on": on})
    shown = question.type == Type.SEVERAL or len(options) <= FEW
    kind = "options" if shown else "select"
    return {
        "control": f"programmes/calls/controls/{kind}.html",
        "options": options,
        "grouped": shown,
        "hints": _choices(question),
    }


def _choices(question: Any) -> list[str]:
    limits, said = question.limits or {}, []
    if question.type != Type.SEVERAL:
        return []
    if least := limits.get("least"):
        said.append(ngettext("At least %(n)s choice.", "At least %(n)s choices.", least) % {"n": least})
    if most := limits.get("most"):
        said.append(ngettext("At most %(n)s choice.", "At most %(n)s choices.", most) % {"n": most})
    return said


def _listed(question: Any, value: Any, name: str, files: int) -> Control:
    pairs = country_choices() if question.type == Type.COUNTRY else language_choices()
    options = [{"value": code, "label": label, "on": code == value} for code, label in pairs]
    return {"control": "programmes/calls/controls/select.html", "options": options}


def _scale(question: Any, value: Any, name: str, files: int) -> Control:
    points, ends = reading.points_of(question), tuple(str(end) for end in reading.ends_of(question))
    said = {points[0]: ends[0], points[-1]: ends[1]}
    rows = [
        {"value": point, "on": str(point) == str(value), "said": f"{point} · {said[point]}" if said.get(point) else ""}
        for point in points
    ]
    return {"control": "programmes/calls/controls/scale.html", "points": rows, "ends": ends, "grouped": True}


def _money(question: Any, value: Any, name: str, files: int) -> Control:
    amount = value.get("amount", "") if isinstance(value, Mapping) else value
    currency = value.get("currency") if isinstance(value, Mapping) else ""
    control: Control = {"control": "programmes/calls/controls/money.html", "value": "" if blank(amount) else amount}
    return control | ({"currency": currency} if currency else {})


def _region(question: Any, value: Any, name: str, files: int) -> Control:
    groups = reading.region_groups(question)
    if not groups:
        return _input(question, region_name(str(value or "")), name, files) | {"value": region_name(str(value or ""))}
    known = {code for _country, regions in groups for code, _name in regions}
    rows = [
        (country_name(country), [{"value": code, "label": label, "on": code == value} for code, label in regions])
        for country, regions in groups
    ]
    other = "" if value in known else region_name(str(value or ""))
    return {"control": "programmes/calls/controls/region.html", "groups": rows, "other": other, "grouped": True}


def _files(question: Any, value: Any, name: str, files: int) -> Control:
    rules = reading.file_rules(question)
    said = ngettext(
        "%(kinds)s. One file, at most %(mb)s MB.", "%(kinds)s. Up to %(n)s files, at most %(mb)s MB each.", rules.files
    )
    hint = said % {"kinds": rules.words, "mb": rules.megabytes, "n": rules.files}
    room = max(rules.files - files, 0)
    return {"control": "programmes/calls/controls/files.html", "rules": rules, "room": room, "hints": [hint]}


def _rows(given: Any, cells: Sequence[tuple[str, str, str, str]], name: str, most: int) -> list[dict[str, Any]]:
    """Rows for the page, with empty ones under them; `cells`: (name, label, type, direction)."""
    kept = [row for row in given if isinstance(row, Mapping)] if isinstance(given, list) else []
    filled, rows = len(kept), []
    for place in range(min(max(filled + SPARE_ROWS, 3), most)):
        values = kept[place] if place < filled else {}
        row = []
        for cell, label, kind, direction in cells:
            said = _("%(what)s, row %(row)s") % {"what": label, "row": place + 1}
            row.append({
                "name": f"{name}-{place}-{cell}", "label": label, "type": kind, "dir": direction, "said": said,
                "value": str(values.get(cell, "") or ""), "money": cell == "amount",
            })  # fmt: skip
        rows.append({"cells": row, "spare": place > filled})
    return rows


def _people(question: Any, value: Any, name: str, files: int) -> Control:
    limits = question.limits or {}
    email = _("E-mail") if limits.get("emails") else _("E-mail (if they agree)")
    cells = [("name", _("Name"), "text", "auto"), ("role", _("What they do"), "text", "auto"), ("email", email, "email", "ltr")]
    most = min(int(limits.get("most") or reading.MOST_ROWS), reading.MOST_ROWS)
    hints = []
    if least := limits.get("least"):
        hints.append(ngettext("At least %(n)s person.", "At least %(n)s people.", least) % {"n": least})
    if limits.get("most"):
        hints.append(ngettext("At most %(n)s person.", "At most %(n)s people.", most) % {"n": most})
    control: Control = {"control": "programmes/calls/controls/people.html", "rows": _rows(value, cells, name, most)}
    return control | {"hints": hints, "grouped": True, "most": most}


def _budget(question: Any, value: Any, name: str, files: int) -> Control:
    kept = value if isinstance(value, Mapping) else {"lines": value}
    currency = str(kept.get("currency") or reading.currency_of(question))
    cells = [("label", _("What for"), "text", "auto"), ("amount", _("Amount"), "text", "ltr")]
    limits, hints = question.limits or {}, []

    def told(limit: str) -> dict[str, str]:
        return {"amount": reading.in_words(limits[limit], ""), "currency": currency}

    if limits.get("total"):
        hints.append(_("The total has to come to %(amount)s %(currency)s.") % told("total"))
    if limits.get("ceiling"):
        hints.append(_("The total may come to %(amount)s %(currency)s at most.") % told("ceiling"))
    if limits.get("asked") and limits.get("asked_most"):
        hints.append(_("You can ask for %(amount)s %(currency)s at most.") % told("asked_most"))
    if limits.get("asked") and limits.get("percent"):
        hints.append(_("You can ask for %(percent)s %% of the total at most.") % {"percent": limits["percent"]})
    return {
        "control": "programmes/calls/controls/budget.html", "rows": _rows(kept.get("lines"), cells, name, reading.MOST_ROWS),
        "asked": kept.get("asked") or "", "total": kept.get("total") or "0", "currency": currency, "hints": hints, "grouped": True,
    }  # fmt: skip


def _consent(question: Any, value: Any, name: str, files: int) -> Control:
    """The text asked now; to who agreed already, what that was."""
    text, language = reading.text_asked(question)
    agreement: Control = {"text": text, "language": language, "token": reading.token(language, text), "on": False}
    if isinstance(value, Mapping) and value.get("at"):
        text, language = str(value.get("text")), str(value.get("language"))
        now = (question.limits or {}).get("text") or {}
        try:
            day = date_format(datetime.fromisoformat(str(value["at"])), "DATE_FORMAT")
        except ValueError:
            day = ""
        older = now.get(language) != text
        agreement = {"text": text, "language": language, "token": reading.token(language, text), "on": True} | {
            "day": day, "older": older,
        }  # fmt: skip
    elif isinstance(value, str) and value:
        agreement["on"] = value == agreement["token"]
    return {"control": "programmes/calls/controls/consent.html", "agreement": agreement, "grouped": True}


_MADE: dict[str, Callable[[Any, Any, str, int], Control]] = {
    Type.LONG: _long,
    Type.COUNTRY: _listed,
    Type.LANGUAGE: _listed,
    Type.SCALE: _scale,
    Type.MONEY: _money,
    Type.REGION: _region,
    Type.PEOPLE: _people,
    Type.BUDGET: _budget,
    Type.CONSENT: _consent,
    **dict.fromkeys(OFFERING, _options),
    **dict.fromkeys(FILES, _files),
}
