"""Numbers, money, days, months."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from django.utils.translation import gettext_lazy as _

from programmes.calls.answers.asked import Asked, Problem, digits, limits_of, text_of

DEFAULT_CURRENCY = "EUR"
"""Of a question that says none; the editor writes the cohort's."""


def decimal_of(raw: Any) -> Decimal | None:
    """A number in any script's digits, with spaces and a comma or a point, None for nothing. Raises Problem."""
    text = re.sub(r"[\s\u00a0\u202f'’]", "", digits(text_of(raw))).replace("٫", ".").replace("٬", "").replace(",", ".")
    if not text:
        return None
    try:
        number = Decimal(text)
    except InvalidOperation:
        number = Decimal("NaN")
    if not number.is_finite() or abs(number) >= Decimal(10) ** 15:
        raise Problem("not_a_number", _("Write a number, in figures only."))
    return number


def _within(question: Asked, number: Decimal) -> None:
    limits = limits_of(question)
    for key, wrong, said in (
        ("min", number.__lt__, _("Write a number from %(limit)s upwards.")),
        ("max", number.__gt__, _("Write a number up to %(limit)s.")),
    ):
        if limits.get(key) not in (None, "") and wrong(Decimal(str(limits[key]))):
            raise Problem(f"beyond_{key}", said % {"limit": limits[key]})


def number(question: Asked, raw: Any) -> int | float | None:
    found = decimal_of(raw)
    if found is None:
        return None
    places = int(limits_of(question).get("decimals") or 0)
    if found != round(found, places):
        said = _("Write a whole number.") if not places else _("Write at most %(places)s decimals.") % {"places": places}
        raise Problem("too_fine", said)
    _within(question, found)
    return int(found) if found == found.to_integral_value() else float(found)


def currency_of(question: Asked) -> str:
    return str(limits_of(question).get("currency") or DEFAULT_CURRENCY)


def amount_of(raw: Any) -> Decimal | None:
    """An amount of money with at most two decimals. Raises Problem."""
    found = decimal_of(raw)
    if found is not None and found != round(found, 2):
        raise Problem("too_fine", _("Write at most %(places)s decimals.") % {"places": 2})
    if found is not None and found < 0:
        raise Problem("negative", _("An amount cannot be below zero."))
    return found


def plain(amount: Decimal) -> str:
    """As JSON keeps an amount: no exponent, no zeros that say nothing."""
    whole = amount == amount.to_integral_value()
    return str(int(amount)) if whole else f"{amount:.2f}"


def money(question: Asked, raw: Any) -> dict[str, str] | None:
    """What was answered keeps the currency it was answered in."""
    kept = raw if isinstance(raw, dict) else {}
    found = amount_of(kept.get("amount") if isinstance(raw, dict) else raw)
    if found is None:
        return None
    _within(question, found)
    return {"amount": plain(found), "currency": str(kept.get("currency") or currency_of(question))}


def day(question: Asked, raw: Any) -> str | None:
    text = digits(text_of(raw))
    if not text:
        return None
    parts = re.fullmatch(r"(\d{1,2})[/.\- ](\d{1,2})[/.\- ](\d{4})", text)
    try:
        found = date(int(parts[3]), int(parts[2]), int(parts[1])) if parts else date.fromisoformat(text[:10])
    except ValueError:
        raise Problem("not_a_date", _("This date does not exist. Write day, month and year.")) from None
    limits = limits_of(question)
    if limits.get("earliest") and found < date.fromisoformat(limits["earliest"]):
        raise Problem("too_early", _("This date is too early: it may be %(day)s at the earliest.") % {"day": limits["earliest"]})
    if limits.get("latest") and found > date.fromisoformat(limits["latest"]):
        raise Problem("too_late", _("This date is too late: it may be %(day)s at the latest.") % {"day": limits["latest"]})
    if found.year < 1900 or found.year > 2200:
        raise Problem("not_a_date", _("Look at the year again."))
    return found.isoformat()


def month(question: Asked, raw: Any) -> str | None:
    """A month of a year as "2026-03"; typed also as 3/2026."""
    text = digits(text_of(raw))
    if not text:
        return None
    turned = re.fullmatch(r"(\d{1,2})[/.\- ](\d{4})", text)
    parts = re.fullmatch(r"(\d{4})[/.\- ](\d{1,2})(?:-\d\d)?", text)
    year, number = (turned[2], turned[1]) if turned else (parts[1], parts[2]) if parts else ("0", "0")
    if not (1 <= int(number) <= 12 and 1900 <= int(year) <= 2200):
        raise Problem("not_a_month", _("Write a month and its year, such as 03/2026."))
    found = f"{int(year)}-{int(number):02}"
    limits = limits_of(question)
    if limits.get("earliest") and found < limits["earliest"]:
        raise Problem("too_early", _("This date is too early: it may be %(day)s at the earliest.") % {"day": limits["earliest"]})
    if limits.get("latest") and found > limits["latest"]:
        raise Problem("too_late", _("This date is too late: it may be %(day)s at the latest.") % {"day": limits["latest"]})
    return found
