"""Answers made of several parts: a list of people, a budget, a consent with its text."""

from __future__ import annotations

import json
from collections.abc import Mapping
from decimal import Decimal
from hashlib import sha256
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from incubator.web.texts import Texts
from programmes.calls.answers.asked import MOST_ROWS, Asked, Problem, blank, limits_of, line_of
from programmes.calls.answers.figures import amount_of, currency_of, plain

CELLS = {"people": ("name", "role", "email"), "budget": ("label", "amount")}
"""What each row holds, by type."""
LONGEST_CELL = 160


def _text_from(data: Any, name: str) -> Any:
    """The value a script sent in one field, None where the page's own fields have to be read."""
    if name not in data:
        return None
    try:
        return json.loads(data.get(name) or "null") or []
    except (ValueError, RecursionError):
        return None


def _rows_from(data: Any, name: str, cells: tuple[str, ...]) -> list[dict[str, str]]:
    """Rows of the page's own fields `q-7-0-name`, those that were taken out left out."""
    places = range(MOST_ROWS * 2)
    found = [{cell: data.get(f"{name}-{place}-{cell}", "") for cell in cells} for place in places]
    return [row for row in found if any(row.values())][:MOST_ROWS]


def read_people(data: Any, name: str) -> Any:
    sent = _text_from(data, name)
    return sent if sent is not None else _rows_from(data, name, CELLS["people"])


def read_budget(data: Any, name: str) -> Any:
    sent = _text_from(data, name)
    if sent is not None:
        return sent
    return {"lines": _rows_from(data, name, CELLS["budget"]), "asked": data.get(f"{name}-asked", "")}


def _cell(row: Mapping[str, Any], name: str) -> str:
    value = row.get(name)
    return "" if isinstance(value, list | dict) else line_of(value)


def _lines(raw: Any, cells: tuple[str, ...], most: int) -> list[dict[str, str]]:
    """Rows with something in them, each with its cells as one line of text. Raises Problem."""
    rows = [row for row in raw if isinstance(row, Mapping)] if isinstance(raw, list | tuple) else []
    found = [row for row in ({cell: _cell(one, cell) for cell in cells} for one in rows) if any(row.values())]
    if len(found) > most:
        said = ngettext_lazy("There is room for %(n)s row.", "There is room for %(n)s rows.", most)
        raise Problem("too_many_rows", said % {"n": most})
    for place, row in enumerate(found, 1):
        if any(len(value) > LONGEST_CELL for value in row.values()):
            said = _("Row %(row)s is too long: at most %(most)s characters fit into a field.")
            raise Problem("too_long", said % {"row": place, "most": LONGEST_CELL})
    return found


def people(question: Asked, raw: Any) -> list[dict[str, str]] | None:
    limits = limits_of(question)
    found = _lines(raw, CELLS["people"], min(int(limits.get("most") or MOST_ROWS), MOST_ROWS))
    for place, row in enumerate(found, 1):
        if row["email"]:
            try:
                validate_email(row["email"])
            except ValidationError:
                said = _("Row %(row)s: this is not an e-mail address.")
                raise Problem("not_an_email", said % {"row": place}) from None
    return found or None


def whole_people(question: Asked, value: list[dict[str, str]]) -> None:
    """Asked only of what is to be sent."""
    for place, row in enumerate(value, 1):
        if not row["name"]:
            raise Problem("no_name", _("Row %(row)s has no name yet.") % {"row": place})
        if limits_of(question).get("emails") and not row["email"]:
            raise Problem("no_email", _("Row %(row)s has no e-mail address yet.") % {"row": place})
    least = int(limits_of(question).get("least") or 0)
    if len(value) < least:
        said = ngettext_lazy("At least %(n)s person is asked for.", "At least %(n)s people are asked for.", least)
        raise Problem("too_few", said % {"n": least})


def budget(question: Asked, raw: Any) -> dict[str, Any] | None:
    """Lines with their sum, which is counted here and never taken from the page."""
    raw = raw if isinstance(raw, Mapping) else {"lines": raw}
    limits = limits_of(question)
    lines = _lines(raw.get("lines"), CELLS["budget"], MOST_ROWS)
    total = Decimal(0)
    for place, row in enumerate(lines, 1):
        try:
            amount = amount_of(row["amount"])
        except Problem as problem:
            said = _("Line %(row)s: %(problem)s")
            raise Problem(problem.code, said % {"row": place, "problem": problem.message}) from problem
        total += amount or 0
        row["amount"] = "" if amount is None else plain(amount)
    asked = amount_of(raw.get("asked")) if limits.get("asked") else None
    if not lines and asked is None:
        return None
    currency = str(raw.get("currency") or currency_of(question))
    value = {"lines": lines, "total": plain(total), "currency": currency, "asked": "" if asked is None else plain(asked)}
    _within(limits, total, asked, currency)
    return value


def _within(limits: Mapping[str, Any], total: Decimal, asked: Decimal | None, currency: str) -> None:
    if limits.get("ceiling") and total > Decimal(str(limits["ceiling"])):
        said = _("The lines come to %(total)s %(currency)s; at most %(most)s may be planned.")
        raise Problem("over_ceiling", said % {"total": plain(total), "most": limits["ceiling"], "currency": currency})
    if asked is None:
        return
    if limits.get("asked_most") and asked > Decimal(str(limits["asked_most"])):
        said = _("At most %(most)s %(currency)s can be asked for.")
        raise Problem("asks_too_much", said % {"most": limits["asked_most"], "currency": currency})
    if asked > total > 0:
        raise Problem("asks_more_than_total", _("More is asked for than the lines come to."))
    if limits.get("percent") and total and asked * 100 > total * Decimal(str(limits["percent"])):
        said = _("At most %(percent)s %% of the total can be asked for: that is %(most)s %(currency)s.")
        most = (total * Decimal(str(limits["percent"])) / 100).quantize(Decimal("0.01"), rounding="ROUND_DOWN")
        raise Problem("asks_too_much", said % {"percent": limits["percent"], "most": plain(most), "currency": currency})


def whole_budget(question: Asked, value: dict[str, Any]) -> None:
    """Asked only of what is to be sent."""
    limits = limits_of(question)
    for place, row in enumerate(value["lines"], 1):
        if not row["label"] or not row["amount"]:
            raise Problem("half_a_line", _("Line %(row)s needs both what it is for and an amount.") % {"row": place})
    if limits.get("total") and Decimal(value["total"]) != Decimal(str(limits["total"])):
        said = _("The lines come to %(total)s %(currency)s; they have to come to %(wanted)s.")
        wanted = {"total": value["total"], "wanted": limits["total"], "currency": value["currency"]}
        raise Problem("other_total", said % wanted)
    if limits.get("asked") and not value["asked"]:
        raise Problem("nothing_asked", _("Say how much of it you ask for."))


def text_asked(question: Asked, language: str | None = None) -> tuple[str, str]:
    """The text one agrees to, and the language it is in."""
    return Texts(limits_of(question).get("text") or {}).best(language)


def token(language: str, text: str) -> str:
    """What a ticked box says: the very text that stood beside it."""
    return f"{language}.{sha256(text.encode()).hexdigest()[:16]}"


def consent(question: Asked, raw: Any) -> dict[str, str] | None:
    """{text, language, at}: what was agreed to stays as it was, whatever becomes of the question's text."""
    if isinstance(raw, Mapping):
        kept = {name: str(raw.get(name) or "") for name in ("text", "language", "at")}
        return kept if kept["at"] else None
    ticked = line_of(raw)
    if not ticked:
        return None
    for language, text in (limits_of(question).get("text") or {}).items():
        if text and ticked == token(language, text):
            return {"text": text, "language": language, "at": timezone.now().isoformat(timespec="seconds")}
    raise Problem("text_changed", _("The text changed since this page was opened. Load the page again and read it anew."))


def agreed_already(raw: Any, before: Any) -> bool:
    """Whether a ticked box says what was agreed to before: the first moment counts."""
    if not isinstance(before, Mapping) or blank(before.get("at")) or not isinstance(raw, str):
        return False
    return line_of(raw) == token(str(before.get("language")), str(before.get("text")))
