"""Marks of organisations and partners: a room above keeps the pictures, pages of the rooms below show them."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass

from incubator.web.texts import Texts


@dataclass(frozen=True)
class Emblem:
    """A small picture: `url` is a path, `alt` may be empty where the name beside it says the same."""

    url: str
    width: int
    height: int
    alt: Texts


Finder = Callable[[str, Collection[int]], Mapping[int, Emblem]]
_finders: list[Finder] = []


def register_emblems(finder: Finder) -> None:
    """`finder(label, keys)` gives the marks of rows of a model ("programmes.Partner") by their key, in one query."""
    if finder not in _finders:
        _finders.append(finder)


def emblems(label: str, keys: Collection[int]) -> dict[int, Emblem]:
    """The marks there are of these rows; whether they may be shown is asked of the rows themselves."""
    found: dict[int, Emblem] = {}
    if keys:
        for finder in _finders:
            found.update(finder(label, keys))
    return found
