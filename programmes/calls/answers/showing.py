"""Answers as people read them, and as a spreadsheet or a column takes them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any

from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _
from django.utils.translation import override

from incubator.lib.places import country_name, language_name, region_name
from programmes.calls.answers.asked import Asked, blank
from programmes.calls.answers.chosen import option_label, points_of
from programmes.calls.states import Type


def in_words(amount: Any, currency: Any) -> str:
    """An amount with its currency's code, grouped as the active language does; kept on one line."""
    try:
        number = Decimal(str(amount))
    except InvalidOperation:
        return f"{amount} {currency}".strip()
    places = 0 if number == number.to_integral_value() else 2
    return f"{number_format(number, places, use_l10n=True, force_grouping=abs(number) >= 10_000)}\u00a0{currency}".strip()


def _options(question: Asked, value: Any, language: str) -> list[str]:
    chosen = value if isinstance(value, list) else [value]
    return [", ".join(option_label(question, str(one), language) for one in chosen)]


def _scale(question: Asked, value: Any, language: str) -> list[str]:
    return [_("%(point)s out of %(most)s") % {"point": value, "most": points_of(question)[-1]}]


def _number(question: Asked, value: Any, language: str) -> list[str]:
    if not isinstance(value, int | float):
        return [str(value)]
    return [number_format(value, use_l10n=True, force_grouping=abs(value) >= 10_000)]


def _money(question: Asked, value: Any, language: str) -> list[str]:
    return [in_words(value.get("amount"), value.get("currency", ""))] if isinstance(value, Mapping) else [str(value)]


def _day(question: Asked, value: Any, language: str) -> list[str]:
    try:
        return [date_format(date.fromisoformat(str(value)), "DATE_FORMAT")]
    except ValueError:
        return [str(value)]


def _month(question: Asked, value: Any, language: str) -> list[str]:
    try:
        return [date_format(date.fromisoformat(f"{value}-01"), "YEAR_MONTH_FORMAT")]
    except ValueError:
        return [str(value)]


def _country(question: Asked, value: Any, language: str) -> list[str]:
    return [country_name(str(value))]


def _region(question: Asked, value: Any, language: str) -> list[str]:
    return [region_name(str(value))]


def _language(question: Asked, value: Any, language: str) -> list[str]:
    return [language_name(str(value))]


def _person(row: Any) -> str:
    if not isinstance(row, Mapping):
        return str(row)
    return " · ".join(str(row[cell]) for cell in ("name", "role", "email") if row.get(cell))


def _people(question: Asked, value: Any, language: str) -> list[str]:
    return [said for row in (value if isinstance(value, list) else [value]) if (said := _person(row))]


def _budget(question: Asked, value: Any, language: str) -> list[str]:
    if not isinstance(value, Mapping):
        return [str(value)]
    currency = value.get("currency", "")
    rows = value.get("lines")
    lines = [row for row in rows if isinstance(row, Mapping)] if isinstance(rows, list) else []
    pair = _("%(name)s: %(amount)s")
    said = [pair % {"name": row.get("label") or "–", "amount": in_words(row.get("amount") or 0, currency)} for row in lines]
    for name, label in (("total", _("Total")), ("asked", _("Asked for"))):
        if value.get(name):
            said.append(pair % {"name": label, "amount": in_words(value[name], currency)})
    return said


def _consent(question: Asked, value: Any, language: str) -> list[str]:
    """The text that was agreed to, in the language it was read in, not the one it may have become."""
    if not isinstance(value, Mapping):
        return [str(value)]
    try:
        moment = date_format(datetime.fromisoformat(str(value.get("at"))), "DATE_FORMAT")
    except ValueError:
        moment = str(value.get("at"))
    return [_("agreed on %(day)s") % {"day": moment}, str(value.get("text") or "")]


_IN_LINES: dict[str, Callable[[Asked, Any, str], list[str]]] = {
    Type.CHOICE: _options,
    Type.SEVERAL: _options,
    Type.SCALE: _scale,
    Type.NUMBER: _number,
    Type.MONEY: _money,
    Type.DATE: _day,
    Type.MONTH: _month,
    Type.COUNTRY: _country,
    Type.REGION: _region,
    Type.LANGUAGE: _language,
    Type.PEOPLE: _people,
    Type.BUDGET: _budget,
    Type.CONSENT: _consent,
}


def show_lines(question: Asked, value: Any, language: str) -> list[str]:
    """An answer as lines of text in a language: one for most types, one for each person or line of a budget."""
    if blank(value):
        return []
    with override(language):
        if say := _IN_LINES.get(str(question.type)):
            return say(question, value, language)
        return [", ".join(map(str, value)) if isinstance(value, list) else str(value)]


def show_answer(question: Asked, value: Any, language: str) -> str:
    """An answer as text, in a language: labels of choices, names of countries, dates written out; "" for none.

    A value that its question no longer knows is shown as it is: what was answered is never lost.
    """
    return "\n".join(show_lines(question, value, language))


def cell(question: Asked, value: Any, language: str) -> Any:
    """An answer for a spreadsheet: figures stay figures, dates ISO, the rest as one reads it."""
    if blank(value):
        return ""
    if question.type in (Type.NUMBER, Type.SCALE) and isinstance(value, int | float):
        return value
    if question.type in (Type.DATE, Type.MONTH):
        return str(value)
    return show_answer(question, value, language)


def column(question: Asked, value: Any) -> str:
    """What the application's own column of the question's meaning takes: a code, or a name that rules can be held against."""
    if blank(value):
        return ""
    return region_name(str(value)) if question.type == Type.REGION else str(value)
