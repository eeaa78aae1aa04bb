"""Cloth woven in narrow strips."""

from __future__ import annotations

import numpy as np
from PIL import Image

from incubator.demo.drawn.canvas import Page, star
from incubator.demo.drawn.palettes import RGB, mix

Area = tuple[float, float, float, float]


def weave(page: Page) -> None:
    """Narrow strips sewn side by side, each with its own run of blocks."""
    p, r = page.palette, page.random
    threads = [p.accent, p.deep, p.second, p.night, p.light, p.body]
    strip = float(r.choice([100, 125, 143]))
    for column in range(int(page.width / strip) + 1):
        x, y, turn_of = column * strip, -r.uniform(0, 120), int(r.integers(0, 6))
        while y < page.height:
            high = strip * float(r.choice([0.25, 0.5, 1.0, 1.0, 0.75]))
            first = threads[(turn_of * 2 + column) % 6]
            other = threads[(turn_of * 3 + column * 2 + 1) % 6]
            if first == other:
                other = threads[(turn_of + 3) % 6]
            _block(page, (x, y, strip, high), first, other, int(r.integers(0, 6)))
            y += high
            turn_of += 1
        page.line([(x, 0), (x, page.height)], mix(p.night, (0, 0, 0), 0.3), 3, round_ends=False)
    _cloth(page)


def _block(page: Page, area: Area, first: RGB, other: RGB, kind: int) -> None:
    page.box(*area, first)
    if kind < len(BLOCKS):
        BLOCKS[kind](page, area, first, other)


def _stripes(page: Page, area: Area, first: RGB, other: RGB) -> None:
    x, y, wide, high = area
    for n in range(7):
        page.box(x + wide * n / 7, y, wide / 14, high, other)


def _nested(page: Page, area: Area, first: RGB, other: RGB) -> None:
    x, y, wide, high = area
    for n in range(4):
        inset = n / 8
        page.box(x + wide * inset, y + high * inset, wide * (1 - 2 * inset), high * (1 - 2 * inset), (first, other)[n % 2])


def _weft(page: Page, area: Area, first: RGB, other: RGB) -> None:
    x, y, wide, high = area
    for n in range(max(2, int(high / 14))):
        page.box(x, y + n * 14, wide, 6, other)


def _lozenges(page: Page, area: Area, first: RGB, other: RGB) -> None:
    x, y, wide, high = area
    half = wide / 6
    for n in range(3):
        for m in range(max(1, int(high / (2 * half)))):
            page.shape(star(x + half + 2 * half * n, y + half + 2 * half * m, half, 2, 0.7), other)


def _steps(page: Page, area: Area, first: RGB, other: RGB) -> None:
    x, y, wide, high = area
    for n in range(5):
        part = wide / 10
        page.box(x + part * n, y + high * n / 10, wide - 2 * part * n, high / 10, other)
        page.box(x + part * n, y + high - high * (n + 1) / 10, wide - 2 * part * n, high / 10, other)


BLOCKS = (_stripes, _nested, _weft, _lozenges, _steps)


def _cloth(page: Page) -> None:
    """The over and under of threads, as light."""
    pixels = np.asarray(page.image).astype(np.float32)
    xs = 0.93 + 0.07 * np.sin(np.arange(pixels.shape[1], dtype=np.float32) * 0.8)
    ys = 0.93 + 0.07 * np.sin(np.arange(pixels.shape[0], dtype=np.float32) * 0.8)
    pixels *= xs[None, :, None]
    pixels *= ys[:, None, None]
    page.image.paste(Image.fromarray(pixels.astype(np.uint8)))
