"""Colours that were chosen by eye to stand together: from the darkest to the lightest, two of them loud."""

from __future__ import annotations

from dataclasses import dataclass, fields

RGB = tuple[int, int, int]


@dataclass(frozen=True)
class Palette:
    """`night` and `deep` carry shadows, `body` and `second` the large shapes, `accent` what is looked at first."""

    night: RGB
    deep: RGB
    body: RGB
    second: RGB
    accent: RGB
    light: RGB

    @property
    def all(self) -> tuple[RGB, ...]:
        return tuple(getattr(self, one.name) for one in fields(self))

    @property
    def loud(self) -> tuple[RGB, ...]:
        return self.body, self.second, self.accent


def rgb(code: str) -> RGB:
    return int(code[1:3], 16), int(code[3:5], 16), int(code[5:7], 16)


def mix(one: RGB, other: RGB, share: float) -> RGB:
    """`share` 0 is the first colour, 1 the second."""
    return (
        round(one[0] + (other[0] - one[0]) * share),
        round(one[1] + (other[1] - one[1]) * share),
        round(one[2] + (other[2] - one[2]) * share),
    )


def _palette(codes: str) -> Palette:
    night, deep, body, second, accent, light = (rgb(code) for code in codes.split())
    return Palette(night, deep, body, second, accent, light)


PALETTES: dict[str, Palette] = {
    "nuit": _palette("#0b1030 #23306e #6d4d8f #e98a6b #ffc531 #ffe7bd"),
    "terre": _palette("#33121f #8c2a2c #d8562f #f08a3c #f6c453 #fff3c9"),
    "corail": _palette("#141a4a #a3173f #ff5a36 #ff9a55 #ffcf4a #ffe9d0"),
    "lagune": _palette("#0c3b3a #11807a #2fb5a0 #f5b53d #e4572e #f0e7d2"),
    "indigo": _palette("#12103a #2a2f86 #4a5fd0 #ff7a59 #ffd447 #eef0ff"),
    "faience": _palette("#123a7c #0d5e6e #0e8f7a #c8492b #e0a526 #f2ecdc"),
    "savane": _palette("#20365c #1c5a4b #6db38a #f26b4b #f4b63c #f3e9c4"),
    "wax": _palette("#15131c #1c6b52 #2c4b9b #c23a2e #e8b83a #f1e6cf"),
    "hibiscus": _palette("#2b0f33 #7a1f5c #d23a7d #ff8a9b #ffc27a #fff0e0"),
    "menthe": _palette("#0f2b2a #1f6f5b #7cc6a4 #f2d16b #e8614f #f6f4e6"),
    "encre": _palette("#14131c #3b3652 #7d7690 #c9c2d6 #ff5a36 #f3f0ea"),
    "soleil": _palette("#3a1320 #a8243c #f0643c #2f6fb0 #ffb13c #fff2d0"),
    "rose": _palette("#402238 #8d4a5f #d98a7a #2d7f86 #f2bfa0 #fbeadb"),
    "glacier": _palette("#0a2233 #14507a #3f94c4 #a6d8e8 #f7c65a #f4fbff"),
}
