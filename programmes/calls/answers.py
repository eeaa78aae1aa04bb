"""One answer to one question: checked as the question's type asks, shown as people read it.

A question here is anything with `type`, `required`, `options`, `limits`, `shown_if_id` and `shown_if_value`. Values are
JSON: text, number, ISO date, country code, option value, list of option values. Files are attachments of the
application; as the value of a file question counts the list of their names.

Limits by type: short and long `characters` and `words`; several `least` and `most`; number `min`, `max`, `decimals`
(0 where absent); date `earliest` and `latest` (ISO); file `kinds` (image, document, film, sound), `files`, `mb`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any, Protocol

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils.formats import date_format, number_format
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy, override

from incubator.files.actions import kinds_in_words
from incubator.files.content import Kind
from incubator.lib.places import country_choices, country_name
from incubator.web.texts import Texts
from programmes.calls.states import Type

MOST = {Type.SHORT: 200, Type.LONG: 20_000, Type.LINK: 500}
"""Characters taken where a question sets no limit of its own."""


class Asked(Protocol):
    """What is needed of a question."""

    pk: Any
    type: Any
    required: Any
    options: Any
    limits: Any


class Problem(Exception):
    """An answer that cannot stand as it is; `message` is a (lazy) sentence for the person."""

    def __init__(self, code: str, message: Any) -> None:
        super().__init__(code)
        self.code, self.message = code, message

    def __str__(self) -> str:
        return str(self.message)


@dataclass(frozen=True)
class FileRules:
    """What a file question takes: kinds (image, document …), how many, and the most bytes each."""

    kinds: tuple[str, ...]
    files: int
    size: int

    @property
    def megabytes(self) -> int:
        return self.size // 1_000_000

    @property
    def words(self) -> str:
        """The kinds in words, to begin a sentence."""
        said = kinds_in_words([Kind(kind) for kind in self.kinds])
        return said[:1].upper() + said[1:]

    @property
    def accept(self) -> str:
        """For the control's `accept` attribute."""
        types = {"image": "image/*", "document": "application/pdf", "film": "video/*", "sound": "audio/*"}
        return ",".join(types[kind] for kind in self.kinds if kind in types)


def file_rules(question: Asked) -> FileRules:
    limits = question.limits or {}
    return FileRules(
        tuple(limits.get("kinds") or ("image", "document")),
        int(limits.get("files") or 1),
        int(limits.get("mb") or 20) * 1_000_000,
    )


def read(question: Asked, data: Any, name: str) -> Any:
    """The raw answer in a posted form: a list for several choices, else text."""
    return data.getlist(name) if question.type == Type.SEVERAL else data.get(name, "")


def _plain(raw: Any) -> str:
    """Text without control characters (a NUL cannot be stored), lines ended alike."""
    text = str(raw if raw is not None else "").replace("\r\n", "\n").replace("\r", "\n")
    kept = (sign for sign in text if sign in "\n\t" or unicodedata.category(sign) not in ("Cc", "Cs"))
    return unicodedata.normalize("NFC", "".join(kept)).strip()


def _digits(text: str) -> str:
    """Digits of any script as 0–9."""
    return "".join(str(unicodedata.digit(sign)) if sign.isdigit() and not sign.isascii() else sign for sign in text)


def words(text: str) -> int:
    return len(text.split())


def _text(question: Asked, raw: Any) -> str | None:
    text = _plain(raw)
    if question.type == Type.SHORT:
        text = " ".join(text.split())
    limits = question.limits or {}
    most = int(limits.get("characters") or MOST[Type(question.type)])
    if len(text) > most:
        said = _("This is %(count)s characters long; at most %(most)s fit. What you typed is kept.")
        raise Problem("too_long", said % {"count": len(text), "most": most})
    if limits.get("words") and words(text) > int(limits["words"]):
        said = _("This is %(count)s words long; at most %(most)s fit. What you typed is kept.")
        raise Problem("too_many_words", said % {"count": words(text), "most": limits["words"]})
    return text or None


def values_of(question: Asked) -> list[str]:
    return [str(option["value"]) for option in question.options or []]


def _choice(question: Asked, raw: Any) -> str | None:
    value = _plain(raw)
    if value and value not in values_of(question):
        raise Problem("unknown_choice", _("Choose one of the answers offered."))
    return value or None


def _several(question: Asked, raw: Any) -> list[str] | None:
    wanted = [_plain(one) for one in (raw if isinstance(raw, list | tuple) else [raw])]
    wanted = [one for one in wanted if one]
    offered = values_of(question)
    if set(wanted) - set(offered):
        raise Problem("unknown_choice", _("Choose among the answers offered."))
    chosen = [value for value in offered if value in wanted]
    limits = question.limits or {}
    if chosen and limits.get("least") and len(chosen) < int(limits["least"]):
        least = int(limits["least"])
        raise Problem("too_few", ngettext_lazy("Choose at least %(n)s.", "Choose at least %(n)s.", least) % {"n": least})
    if limits.get("most") and len(chosen) > int(limits["most"]):
        most = int(limits["most"])
        raise Problem("too_many", ngettext_lazy("Choose at most %(n)s.", "Choose at most %(n)s.", most) % {"n": most})
    return chosen or None


def _number(question: Asked, raw: Any) -> int | float | None:
    text = re.sub(r"[\s\u00a0\u202f']", "", _digits(_plain(raw))).replace("٫", ".").replace(",", ".")
    if not text:
        return None
    try:
        number = Decimal(text)
    except InvalidOperation:
        number = Decimal("NaN")
    if not number.is_finite() or abs(number) >= Decimal(10) ** 15:
        raise Problem("not_a_number", _("Write a number, in figures only."))
    limits = question.limits or {}
    places = int(limits.get("decimals") or 0)
    if number != round(number, places):
        said = _("Write a whole number.") if not places else _("Write at most %(places)s decimals.") % {"places": places}
        raise Problem("too_fine", said)
    for key, wrong, said in (
        ("min", number.__lt__, _("Write a number from %(limit)s upwards.")),
        ("max", number.__gt__, _("Write a number up to %(limit)s.")),
    ):
        if limits.get(key) not in (None, "") and wrong(Decimal(str(limits[key]))):
            raise Problem(f"beyond_{key}", said % {"limit": limits[key]})
    return int(number) if number == number.to_integral_value() else float(number)


def _date(question: Asked, raw: Any) -> str | None:
    text = _digits(_plain(raw))
    if not text:
        return None
    parts = re.fullmatch(r"(\d{1,2})[/.\- ](\d{1,2})[/.\- ](\d{4})", text)
    try:
        found = date(int(parts[3]), int(parts[2]), int(parts[1])) if parts else date.fromisoformat(text[:10])
    except ValueError:
        raise Problem("not_a_date", _("This date does not exist. Write day, month and year.")) from None
    limits = question.limits or {}
    if limits.get("earliest") and found < date.fromisoformat(limits["earliest"]):
        raise Problem("too_early", _("This date is too early: it may be %(day)s at the earliest.") % {"day": limits["earliest"]})
    if limits.get("latest") and found > date.fromisoformat(limits["latest"]):
        raise Problem("too_late", _("This date is too late: it may be %(day)s at the latest.") % {"day": limits["latest"]})
    if found.year < 1900 or found.year > 2200:
        raise Problem("not_a_date", _("Look at the year again."))
    return found.isoformat()


def _country(question: Asked, raw: Any) -> str | None:
    code = _plain(raw).upper()
    if code and code not in dict(country_choices()):
        raise Problem("unknown_country", _("Choose a country of the list."))
    return code or None


_is_address = URLValidator(schemes=["http", "https"])


def _link(question: Asked, raw: Any) -> str | None:
    text = _plain(raw)
    if not text:
        return None
    if not re.match(r"[a-z][a-z0-9+.\-]*:", text, re.IGNORECASE):
        text = f"https://{text}"
    try:
        _is_address(text)
    except ValidationError:
        raise Problem("not_a_link", _("This is not a web address. It looks like https://example.org/page.")) from None
    if len(text) > MOST[Type.LINK]:
        raise Problem("too_long", _("This address is too long to be kept. Look for a shorter one."))
    return text


def _file(question: Asked, raw: Any) -> list[str] | None:
    return [str(name) for name in raw] if raw else None


_CLEANERS: dict[str, Callable[[Asked, Any], Any]] = {
    Type.SHORT: _text,
    Type.LONG: _text,
    Type.CHOICE: _choice,
    Type.SEVERAL: _several,
    Type.NUMBER: _number,
    Type.DATE: _date,
    Type.COUNTRY: _country,
    Type.LINK: _link,
    Type.FILE: _file,
}


def blank(value: Any) -> bool:
    return value is None or value == "" or value == [] or (isinstance(value, str) and not value.strip())


def clean(question: Asked, raw: Any, *, complete: bool = False) -> Any:
    """The JSON value of a raw answer, None where there is none. `complete` also asks for what is required.

    Raises Problem. A value that came out once goes in again unchanged.
    """
    value = _CLEANERS[str(question.type)](question, raw)
    if complete and question.required and blank(value):
        raise Problem("missing", _("This answer is still missing."))
    return value


def check_file(question: Asked, *, kind: str, size: int, already: int) -> None:
    """Whether one more file may be added: `kind` as its bytes say, `size` in bytes, `already` there. Raises Problem."""
    wanted = file_rules(question)
    if already >= wanted.files:
        said = ngettext_lazy(
            "There is room for %(n)s file here. Remove it before you add another.",
            "There is room for %(n)s files here. Remove one before you add another.",
            wanted.files,
        )
        raise Problem("too_many_files", said % {"n": wanted.files})
    if kind not in wanted.kinds:
        raise Problem(
            "wrong_kind", _("Here we need %(kinds)s.") % {"kinds": kinds_in_words([Kind(kind) for kind in wanted.kinds])}
        )
    if size > wanted.size:
        said = _("This file is too large: at most %(most)s MB. Send a smaller version; the rest of your form is kept.")
        raise Problem("too_large", said % {"most": wanted.size // 1_000_000})


def shown(question: Any, answers: Mapping[int, Any]) -> bool:
    """Whether a question is asked at all, given the answers by question id so far."""
    if question.shown_if_id is None:
        return True
    value = answers.get(question.shown_if_id)
    return question.shown_if_value in (value if isinstance(value, list) else [str(value) if value is not None else ""])


def option_label(question: Asked, value: str, language: str) -> str:
    for option in question.options or []:
        if str(option["value"]) == value:
            return Texts(option.get("label") or {}).best(language)[0] or value
    return value


def show_answer(question: Asked, value: Any, language: str) -> str:
    """An answer as text, in a language: labels of choices, names of countries, dates written out; "" for none.

    A value that its question no longer knows is shown as it is: what was answered is never lost.
    """
    if blank(value):
        return ""
    with override(language):
        if question.type in (Type.CHOICE, Type.SEVERAL):
            chosen = value if isinstance(value, list) else [value]
            return ", ".join(option_label(question, str(one), language) for one in chosen)
        if question.type == Type.COUNTRY:
            return country_name(str(value))
        if question.type == Type.DATE:
            try:
                return date_format(date.fromisoformat(str(value)), "DATE_FORMAT")
            except ValueError:
                return str(value)
        if question.type == Type.NUMBER and isinstance(value, int | float):
            return number_format(value, use_l10n=True, force_grouping=abs(value) >= 10_000)
        return ", ".join(map(str, value)) if isinstance(value, list) else str(value)
