"""Logos of the demo's partners and organisations: simple forms and a word, drawn here. They are not the real ones."""

import io
from collections.abc import Callable
from math import cos, pi, sin
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, ImageDraw

from incubator.demo.facts import data
from incubator.demo.stage import Stage
from showcase.emblems import actions as emblems
from showcase.sharing.lettering import POSTER, width, wrapped, write

FINE, HIGH, EDGE, LETTERS = 3, 200, 12, 74
Pen = ImageDraw.ImageDraw
Draw = Callable[[Pen, float, str, str], None]


def _rings(pen: Pen, s: float, one: str, two: str) -> None:
    for step, colour in ((0.0, one), (0.17, two), (0.34, one)):
        pen.arc((s * step, s * step, s - s * step, s - s * step), 40 + 500 * step, 320 + 500 * step, colour, round(s * 0.1))


def _petals(pen: Pen, s: float, one: str, two: str) -> None:
    half = s / 2
    for number, (x, y) in enumerate(((0.0, 0.0), (half, 0.0), (half, half), (0.0, half))):
        # a quarter disc in its own square, turned around the corner that comes next
        turn = (x, y + half), (x, y), (x + half, y), (x + half, y + half)
        at, start = turn[number], (270, 0, 90, 180)[number]
        pen.pieslice((at[0] - half, at[1] - half, at[0] + half, at[1] + half), start, start + 90, (one, two)[number % 2])


def _bars(pen: Pen, s: float, one: str, two: str) -> None:
    for number, high in enumerate((0.35, 0.7, 1.0, 0.55)):
        x = s * number / 4
        pen.rectangle((x, s * (1 - high), x + s * 0.17, s), (one, two)[number % 2])


def _arch(pen: Pen, s: float, one: str, two: str) -> None:
    for step, colour in ((0.0, one), (0.16, two), (0.32, one)):
        pen.pieslice((s * step, s * step, s - s * step, s * (2 - step)), 180, 360, colour)
        inner = step + 0.08
        pen.pieslice((s * inner, s * inner, s - s * inner, s * (2 - inner)), 180, 360, (0, 0, 0, 0))


def _wave(pen: Pen, s: float, one: str, two: str) -> None:
    for number, colour in enumerate((one, two, one)):
        y = s * (0.22 + 0.28 * number)
        points = [(s * x / 40, y + s * 0.11 * sin(2 * pi * x / 20 + number)) for x in range(41)]
        pen.line(points, colour, round(s * 0.11), joint="curve")


def _dots(pen: Pen, s: float, one: str, two: str) -> None:
    for number in range(9):
        x, y, r = s * (0.17 + 0.33 * (number % 3)), s * (0.17 + 0.33 * (number // 3)), s * (0.07 + 0.022 * (number % 5))
        pen.ellipse((x - r, y - r, x + r, y + r), (one, two)[number % 2])


def _sun(pen: Pen, s: float, one: str, two: str) -> None:
    for step in range(9):
        turn = pi * step / 8
        near, far = s * 0.32, s * 0.5
        pen.line(
            [(s / 2 - cos(turn) * near, s * 0.72 - sin(turn) * near), (s / 2 - cos(turn) * far, s * 0.72 - sin(turn) * far)],
            two, round(s * 0.055),
        )  # fmt: skip
    pen.pieslice((s * 0.25, s * 0.47, s * 0.75, s * 0.97), 180, 360, one)
    pen.rectangle((0, s * 0.78, s, s * 0.84), two)


def _reel(pen: Pen, s: float, one: str, two: str) -> None:
    pen.ellipse((0, 0, s, s), one)
    for step in range(5):
        x, y, r = s / 2 + sin(2 * pi * step / 5) * s * 0.29, s / 2 - cos(2 * pi * step / 5) * s * 0.29, s * 0.11
        pen.ellipse((x - r, y - r, x + r, y + r), (0, 0, 0, 0))
    pen.ellipse((s * 0.43, s * 0.43, s * 0.57, s * 0.57), two)


FORMS: dict[str, Draw] = {
    "rings": _rings, "petals": _petals, "bars": _bars, "arch": _arch, "wave": _wave, "dots": _dots, "sun": _sun, "reel": _reel,
}  # fmt: skip


def _set(word: str) -> tuple[int, list[str]]:
    """The largest letters in which the word stands in three short lines."""
    for share in (1.0, 0.72, 0.58, 0.46):
        size = round(LETTERS * share) * FINE
        lines = wrapped(word, size, POSTER, LETTERS * FINE * 5.2)
        if len(lines) * size < HIGH * FINE * 0.8 and len(lines) <= 3:
            break
    return size, lines


def drawn(word: str, form: str, one: str, two: str) -> bytes:
    """A PNG without a ground: the form, and the word beside it in up to three lines."""
    size, lines = _set(word)
    wide = max(width(line, size, POSTER) for line in lines)
    side, edge = (HIGH - 2 * EDGE) * FINE, EDGE * FINE
    page = Image.new("RGBA", (round(side + 4 * edge + wide), HIGH * FINE))
    figure = Image.new("RGBA", (side, side))
    FORMS[form](ImageDraw.Draw(figure), float(side), one, two)
    page.paste(figure, (edge, edge), figure)
    pen, y = ImageDraw.Draw(page), HIGH * FINE / 2 + size * (0.36 - 0.47 * (len(lines) - 1))
    for line in lines:
        write(pen, (side + 3 * edge, y), line, size, POSTER, "#17131f", right=False)
        y += size * 0.94
    out = io.BytesIO()
    page.resize((page.width // FINE, HIGH), Image.Resampling.LANCZOS).save(out, "PNG")
    return out.getvalue()


def _put(bearer: Any, row: list[str], *, by: Any) -> None:
    word, form, one, two = row
    upload = SimpleUploadedFile(f"{form}.png", drawn(word, form, one, two), "image/png")
    emblems.put(bearer, upload, by=by)


def load(stage: Stage) -> None:
    """Every partner that the data knows a form for, and the organisations."""
    for key, page in data("pages").items():
        organisation, by = stage.rows[f"{key}/organisation"], stage.people[f"coordinator.{key}"]
        _put(organisation, page["mark"], by=by)
        for partner in organisation.partners.order_by("pk"):
            if row := page.get("marks", {}).get(partner.name):
                _put(partner, row, by=by)
