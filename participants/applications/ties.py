"""What ties people to each other: rooms and higher floors tell here what they know, so that nobody judges a friend unseen."""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from typing import Any

Found = tuple[int, int, str]  # a person of the first side, one of the other, what it was (a name, a title)
Finder = Callable[[Collection[int], Collection[int]], Iterable[Found]]


@dataclass(frozen=True)
class Sign:
    """A kind of tie: `says` is a (lazy) sentence about the reviewer with %(fact)s, `find` gives the pairs of two groups of
    people (their keys). A pair of somebody with themself is not asked for.
    """

    code: str
    says: Any
    find: Finder


_signs: dict[str, Sign] = {}


def knows_ties(code: str, says: Any, find: Finder) -> None:
    _signs[code] = Sign(code, says, find)


def signs() -> list[Sign]:
    return [_signs[code] for code in sorted(_signs)]


def sentence(code: str, fact: str) -> str:
    """The tie in words; the bare fact where the room that knew of it is gone."""
    sign = _signs.get(code)
    return str(sign.says) % {"fact": fact} if sign else fact
