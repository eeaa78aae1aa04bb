"""What is needed of a question, what an answer may hold, and how text is taken from people."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from typing import Any, Protocol

from programmes.calls.states import Type

MOST = {Type.SHORT: 200, Type.LONG: 20_000, Type.LINK: 500, Type.VIDEO: 500, Type.REGION: 80}
"""Characters taken where a question sets no limit of its own."""

MOST_ROWS = 40
"""Rows of a list of people or of a budget, where a question sets no limit of its own."""


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


def limits_of(question: Asked) -> dict[str, Any]:
    return question.limits or {}


def blank(value: Any) -> bool:
    """Whether nothing was answered; a list of empty rows says nothing either."""
    if isinstance(value, Mapping):
        return all(blank(part) for name, part in value.items() if name not in ("currency", "total"))
    if isinstance(value, list | tuple):
        return all(blank(one) for one in value)
    return value is None or (isinstance(value, str) and not value.strip())


_UNSTORED = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")
"""Control characters but for the tabulator and the end of a line, and halves of characters."""


def text_of(raw: Any) -> str:
    """Text without control characters (a NUL cannot be stored), lines ended alike."""
    text = str(raw if raw is not None else "").replace("\r\n", "\n").replace("\r", "\n")
    return unicodedata.normalize("NFC", _UNSTORED.sub("", text)).strip()


def line_of(raw: Any) -> str:
    """Text of one line."""
    return " ".join(text_of(raw).split())


def digits(text: str) -> str:
    """Digits of any script as 0–9."""
    return "".join(str(unicodedata.digit(sign)) if sign.isdigit() and not sign.isascii() else sign for sign in text)
