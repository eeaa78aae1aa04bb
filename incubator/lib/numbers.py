"""Whole numbers as addresses, forms and headers give them."""

from collections.abc import Iterable

LONGEST = 18
"""Digits; a key of the database has no more."""


def whole(said: str | None) -> int | None:
    """None for what is no number. `str.isdigit` also takes "²", and `int` breaks on it, as on a few thousand digits."""
    return int(said) if said and len(said) <= LONGEST and said.isascii() and said.isdecimal() else None


def wholes(said: Iterable[str]) -> list[int]:
    """Those that are numbers, in their order."""
    return [number for one in said if (number := whole(one)) is not None]


def key(said: str | None) -> int:
    """The key of a row; 0, which no row has, for what is no number."""
    return whole(said) or 0
