"""Addresses made of titles: "Ɲɔgɔn & co" is `nogon-co`."""

import re
from collections.abc import Callable, Iterable

from incubator.lib.folding import fold
from incubator.lib.references import code


def slug(text: str, longest: int = 80) -> str:
    """Small Latin letters, digits and dashes; empty where the text has no such letter (a title in Arabic)."""
    words = re.findall(r"[a-z0-9]+", fold(text).replace("'", " "))
    found = ""
    for word in words:
        if len(found) + len(word) + 1 > longest:
            break
        found += f"-{word}" if found else word
    return found or "".join(words)[:longest]


def unused_slug(texts: Iterable[str], taken: Callable[[str], bool], *, fallback: str, longest: int = 80) -> str:
    """The first text's slug that is not empty, with a random ending where `taken` says so."""
    base = next((found for text in texts if (found := slug(text, longest - 6))), "")
    if base and not taken(base):
        return base
    while True:
        found = code(base or fallback).lower()
        if not taken(found):
            return found
