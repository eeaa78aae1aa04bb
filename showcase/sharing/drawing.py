"""The picture that other sites show for a link: 1200 by 630, the work's own picture and stage, its title in our letters."""

from __future__ import annotations

import io
from dataclasses import dataclass

from PIL import Image, ImageDraw, ImageOps

from showcase.sharing.lettering import PLAIN, POSTER, width, wrapped, write

WIDTH, HEIGHT = 1200, 630
EDGE = 64
BULB, PAPER = "#ffc531", "#ffffff"
SIZES = (148, 128, 112, 98, 86, 74, 64)
MOST_LINES = 3
TALLEST = 324
"""Pixels that a title may take: what stands above it keeps clear of the mark."""
QUALITY = 84
WIDE = 1.25
"""From this proportion on a picture fills the card; others stand at its end."""


@dataclass(frozen=True)
class Card:
    """`title` large, `above` and `below` small; `mark` is the name of the site. `right`: read from right to left."""

    title: str
    above: str = ""
    below: str = ""
    mark: str = "Veillée"
    stage: str = "#1b1826"
    right: bool = False


def draw(card: Card, picture: Image.Image | None = None) -> bytes:
    """A JPEG without metadata."""
    page = Image.new("RGB", (WIDTH, HEIGHT), card.stage)
    room = float(WIDTH - 2 * EDGE)
    if picture is not None and picture.width / picture.height >= WIDE:
        _fill(page, picture.convert("RGB"), card.stage)
    elif picture is not None:
        room -= _stand(page, picture.convert("RGB"), right=card.right)
    pen = ImageDraw.Draw(page)
    start = WIDTH - EDGE if card.right else EDGE
    _words(pen, card, start, room)
    _bulbs(pen)
    out = io.BytesIO()
    page.save(out, "JPEG", quality=QUALITY, progressive=True, optimize=True)
    return out.getvalue()


def _fill(page: Image.Image, picture: Image.Image, stage: str) -> None:
    """The whole card, sinking into the stage's colour towards the words."""
    page.paste(ImageOps.fit(picture, (WIDTH, HEIGHT), Image.Resampling.LANCZOS, centering=(0.5, 0.4)))
    column = Image.new("L", (1, HEIGHT))
    for y in range(HEIGHT):
        deep = max(0.0, (y / HEIGHT - 0.26) / 0.54)
        column.putpixel((0, y), int(250 * min(1.0, deep) ** 1.15))
    top = Image.new("L", (1, HEIGHT), 0)
    for y in range(150):
        top.putpixel((0, y), int(130 * (1 - y / 150)))
    for mask in (top, column):
        page.paste(Image.new("RGB", (WIDTH, HEIGHT), stage), mask=mask.resize((WIDTH, HEIGHT)))


def _stand(page: Image.Image, picture: Image.Image, *, right: bool) -> float:
    """At the card's end, in its own proportion; gives the width it takes from the words."""
    wide = min(round(HEIGHT * picture.width / picture.height), 620)
    shown = ImageOps.fit(picture, (wide, HEIGHT), Image.Resampling.LANCZOS)
    page.paste(shown, (0 if right else WIDTH - wide, 0))
    return float(wide)


def _words(pen: ImageDraw.ImageDraw, card: Card, start: int, room: float) -> None:
    """From the foot upwards, so that the last line always stands on the same height."""
    leading = 1.18 if card.right else 0.98
    size, lines = _set(card.title, room, leading)
    y = float(HEIGHT - EDGE - 8)
    if card.below:
        write(pen, (start, y), _short(card.below, 30, room), 30, PLAIN, PAPER, right=card.right)
        y -= 34 + 0.3 * size
    for line in reversed(lines):
        write(pen, (start, y), line, size, POSTER, PAPER, right=card.right)
        y -= size * leading
    if card.above:
        write(pen, (start, y - (4 if card.right else 14)), _short(card.above, 28, room), 28, PLAIN, PAPER, right=card.right)
    write(pen, (start, EDGE + 24), card.mark, 46, POSTER, BULB, right=card.right)


def _set(title: str, room: float, leading: float) -> tuple[int, list[str]]:
    """The largest size in which the title stands in three lines; what does not fit even so ends with an ellipsis."""
    for size in SIZES:
        lines = wrapped(title, size, POSTER, room)
        if (
            len(lines) <= MOST_LINES
            and all(width(line, size, POSTER) <= room for line in lines)
            and size * leading * len(lines) < TALLEST
        ):
            return size, lines
    lines = wrapped(title, SIZES[-1], POSTER, room)[:MOST_LINES]
    return SIZES[-1], [_short(line, SIZES[-1], room, POSTER) for line in lines]


def _short(text: str, size: int, room: float, faces: tuple[str, ...] = PLAIN) -> str:
    if width(text, size, faces) <= room:
        return text
    while text and width(f"{text}…", size, faces) > room:
        text = text[:-1].rstrip()
    return f"{text}…"


def _bulbs(pen: ImageDraw.ImageDraw) -> None:
    for x in range(10, WIDTH, 20):
        pen.ellipse((x - 3, HEIGHT - 15, x + 3, HEIGHT - 9), fill=BULB)
