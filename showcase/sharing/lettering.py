"""Letters on pictures, in the faces of the pages: Latin with the letters of African orthographies, and Arabic, shaped."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import fontpkg
from fontTools.ttLib import TTFont
from PIL import ImageDraw, ImageFont

BUILT = Path(__file__).resolve().parents[2] / "static" / "built" / "fonts"
POSTER = ("affiche-latin", "affiche-african", "affiche-extended", "sahra-arabic")
PLAIN = ("Noto Sans", "sahra-arabic", "Amiri")


@dataclass(frozen=True)
class Run:
    """Letters that stand side by side in one face."""

    text: str
    font: ImageFont.FreeTypeFont
    right: bool

    @property
    def width(self) -> float:
        return self.font.getlength(self.text, direction="rtl" if self.right else "ltr")


def _file(name: str) -> Path:
    """A cut face of ours where assets were built, else the whole face of a package."""
    built = BUILT / f"{name}.woff2"
    if built.exists():
        return built
    return Path(fontpkg.path("Amiri" if name in ("sahra-arabic", "Amiri") else "Noto Sans"))


@lru_cache(maxsize=8)
def _letters(name: str) -> frozenset[int]:
    return frozenset(TTFont(_file(name)).getBestCmap())


@lru_cache(maxsize=64)
def _font(name: str, size: int) -> ImageFont.FreeTypeFont:
    font = ImageFont.truetype(str(_file(name)), size, layout_engine=ImageFont.Layout.RAQM)
    if name == "Noto Sans":
        font.set_variation_by_axes([600, 100])
    return font


def _kind(letter: str) -> str:
    return unicodedata.bidirectional(letter)


def from_right(text: str) -> bool:
    """Whether a text begins with a letter that is written from right to left."""
    return next((_kind(letter) != "L" for letter in text if _kind(letter) in ("L", "R", "AL")), False)


def runs(text: str, size: int, faces: tuple[str, ...]) -> list[Run]:
    """The text cut where the face or the direction changes; signs that belong to neither stay with what is before them."""
    found: list[tuple[str, str, bool]] = []
    for letter in unicodedata.normalize("NFC", text):
        kind = _kind(letter)
        before = found[-1] if found else None
        if kind not in ("L", "R", "AL") and before and ord(letter) in _letters(before[1]):
            name, right = before[1], before[2]
        else:
            name = next((face for face in faces if ord(letter) in _letters(face)), faces[0])
            right = kind in ("R", "AL") or (kind not in ("L", "EN") and bool(before and before[2]))
        if before and before[1:] == (name, right):
            found[-1] = (before[0] + letter, name, right)
        else:
            found.append((letter, name, right))
    return [Run(piece, _font(name, size), right) for piece, name, right in found]


def width(text: str, size: int, faces: tuple[str, ...]) -> float:
    return sum(run.width for run in runs(text, size, faces))


def wrapped(text: str, size: int, faces: tuple[str, ...], room: float) -> list[str]:
    """Lines no wider than `room` pixels; a word that is wider stands alone."""
    lines: list[str] = []
    for word in text.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and width(longer, size, faces) <= room:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def write(
    draw: ImageDraw.ImageDraw, at: tuple[float, float], text: str, size: int, faces: tuple[str, ...], fill: str, *, right: bool
) -> None:
    """One line on the baseline at `at`, which is its beginning: its right end where `right`."""
    pieces = runs(text, size, faces)
    x, y = at
    if right:
        x -= sum(run.width for run in pieces)
        pieces = pieces[::-1]
    for run in pieces:
        draw.text((x, y), run.text, font=run.font, fill=fill, anchor="ls", direction="rtl" if run.right else "ltr")
        x += run.width
