"""Hills and masts, dunes and a caravan, a baobab, terraces, cut paper."""

from __future__ import annotations

import numpy as np
from PIL import Image, ImageChops, ImageFilter

from incubator.demo.drawn.canvas import FINE, Page, field, ridge, smooth
from incubator.demo.drawn.palettes import RGB, mix


def antenna(page: Page) -> None:
    """A sun behind five rows of hills, and a mast that calls."""
    p, r = page.palette, page.random
    page.ground((0, p.accent), (0.55, p.second), (1, p.body))
    sun = (page.width * r.uniform(0.22, 0.42), page.height * r.uniform(0.36, 0.48))
    size = r.uniform(125, 195)
    page.glow(*sun, size * 2.4, p.light, 0.6)
    for ring in (1.7, 1.35):
        page.disc(*sun, size * ring, p.light, 0.13)
    page.disc(*sun, size, p.light)
    mast_on, steps = int(r.integers(1, 3)), 5
    x = np.linspace(0, page.width, 360)
    for row in range(steps):
        depth = row / (steps - 1)
        colour = mix(mix(p.body, p.second, 0.35), p.night, 0.08 + 0.92 * depth)
        base = page.height * (0.56 + 0.105 * row)
        y = base + ridge(r, 360, first=2 + row) * page.height * (0.05 - 0.005 * row)
        if row == mast_on:
            at = int(360 * r.uniform(0.68, 0.82))
            _mast(page, float(x[at]), float(y[at]) + 14, page.height * 0.46)
        page.shape([*np.stack([x, y], axis=1), (page.width, page.height), (0, page.height)], (mix(colour, p.second, 0.2), colour))
        if row == mast_on + 1:
            _village(page, x, y, colour)


def _mast(page: Page, x: float, y: float, high: float) -> None:
    p = page.palette
    ink, sections, foot = mix(p.night, p.deep, 0.2), 9, high * 0.1
    for side in (-1, 1):
        page.line([(x + side * foot, y), (x, y - high)], ink, 6)
    for n in range(sections):
        low, up = n / sections, (n + 1) / sections
        left, right, top_left, top_right = -foot * (1 - low), foot * (1 - low), -foot * (1 - up), foot * (1 - up)
        page.line([(x + left, y - high * low), (x + top_right, y - high * up)], ink, 3.2)
        page.line([(x + right, y - high * low), (x + top_left, y - high * up)], ink, 3.2)
        page.line([(x + left, y - high * low), (x + right, y - high * low)], ink, 3.2)
    for n in range(1, 6):
        page.arc(x, y - high, 38 * n, 205, 335, p.deep if n % 2 else p.light, 8.5 - n)
    page.disc(x, y - high, 11, p.light)


def _village(page: Page, x: np.ndarray, y: np.ndarray, colour: RGB) -> None:
    r = page.random
    start = int(r.integers(30, 220))
    for n in range(5):
        at = start + n * 13
        wide, high = r.uniform(20, 34), r.uniform(18, 44)
        left, foot = float(x[at]), float(y[at]) + 12
        page.box(left, foot - high, wide, high, mix(colour, page.palette.night, 0.35))
        page.box(left + wide * 0.4, foot - high * 0.65, 6, 8, page.palette.accent)


def dunes(page: Page) -> None:
    """Each dune has its lit and its dark side; a caravan walks an edge."""
    p, r = page.palette, page.random
    page.ground((0, mix(p.deep, p.night, 0.2)), (0.3, p.body), (0.5, p.light))
    sun = (page.width * r.uniform(0.6, 0.85), page.height * r.uniform(0.16, 0.26))
    page.glow(*sun, 330, p.light, 0.7)
    page.disc(*sun, r.uniform(60, 95), p.light)
    rows = 6
    for row in range(rows):
        depth = row / (rows - 1)
        base = page.height * (0.42 + 0.1 * row)
        crest_at = page.width * r.uniform(0.15, 0.85)
        lit = mix(mix(p.second, p.light, 0.5), p.second, depth)
        dark = mix(mix(p.body, p.deep, 0.3 + 0.2 * depth), p.night, 0.25 * depth)
        rise = page.height * r.uniform(0.1, 0.17)
        left = smooth(
            [(-80, base + rise * 0.5), (crest_at * 0.45, base + rise * 0.35), (crest_at, base - rise * 0.4)],
            closed=False,
            steps=40,
        )
        right = smooth(
            [
                (crest_at, base - rise * 0.4),
                (crest_at + (page.width - crest_at) * 0.55, base + rise * 0.25),
                (page.width + 80, base + rise * 0.4),
            ],
            closed=False,
            steps=40,
        )
        page.shape([*left, *right[1:], (page.width + 80, page.height), (-80, page.height)], (lit, mix(lit, p.second, 0.5)))
        sway = np.linspace(0, 1, 40)
        inner = np.stack(
            [
                crest_at + (sway * 0.34 + 0.10 * np.sin(sway * 5)) * page.width * 0.62,
                base - rise * 0.4 + sway * (page.height - base + rise),
            ],
            axis=1,
        )
        page.shape([*right, (page.width + 80, page.height), *inner[::-1]], (dark, mix(dark, p.night, 0.35)))
        if row == 2:
            _caravan(page, left)
    for _ in range(14):
        y = page.height * r.uniform(0.86, 0.99)
        x = r.uniform(0, page.width * 0.8)
        wave = np.linspace(0, r.uniform(100, 240), 20)
        page.line(np.stack([x + wave, y + 5 * np.sin(wave / 22)], axis=1), mix(p.second, p.light, 0.35), 2)


def _caravan(page: Page, edge: np.ndarray) -> None:
    ink = mix(page.palette.night, (0, 0, 0), 0.2)
    for n, index in enumerate(np.linspace(len(edge) * 0.42, len(edge) * 0.84, 6).astype(int)):
        x, y = float(edge[index][0]), float(edge[index][1])
        s = 0.9
        if n % 3 == 2:
            page.disc(x, y - 34 * s, 5.5 * s, ink)
            page.shape(np.array([(-8, 0), (-5, -28), (5, -28), (9, 0)]) * s + (x, y), ink)
            continue
        body = smooth([(-26, -28), (-12, -34), (-2, -48), (10, -34), (24, -30), (22, -20), (-24, -18)])
        page.shape(body * s + (x, y), ink)
        for leg in (-20, -13, 13, 19):
            page.line([(x + leg * s, y - 22 * s), (x + (leg + 1) * s, y + 3 * s)], ink, 3.4)
        page.line([(x + 22 * s, y - 27 * s), (x + 38 * s, y - 44 * s), (x + 46 * s, y - 44 * s)], ink, 5)


def baobab(page: Page) -> None:
    """One old tree against a very large sun."""
    p, r = page.palette, page.random
    page.ground((0, p.accent), (0.6, p.second), (0.86, p.body), (1, p.deep))
    sun = (page.width * r.uniform(0.4, 0.6), page.height * 0.48)
    size = min(page.width, page.height) * r.uniform(0.31, 0.37)
    page.glow(*sun, size * 1.9, p.light, 0.5)
    page.disc(*sun, size, (p.light, mix(p.accent, p.second, 0.4)))
    for _ in range(int(r.integers(8, 14))):
        x, y, s = r.uniform(0.1, 0.9) * page.width, r.uniform(0.12, 0.36) * page.height, r.uniform(9, 20)
        page.line(
            smooth(
                [(x - s, y - s * 0.4), (x - s * 0.4, y - s * 0.55), (x, y), (x + s * 0.4, y - s * 0.55), (x + s, y - s * 0.4)],
                closed=False,
            ),
            p.night,
            3,
        )
    ground = page.height * 0.84
    across = np.linspace(0, page.width, 200)
    page.shape(
        [*np.stack([across, ground - 30 + 14 * ridge(r, 200)], axis=1), (page.width, page.height), (0, page.height)],
        mix(p.deep, p.night, 0.4),
    )
    ink = mix(p.night, (0, 0, 0), 0.3)
    _trunk(page, sun[0] + r.uniform(-70, 70), ground + 24, min(page.width, page.height) * 0.58, ink)
    page.shape(
        [*np.stack([across, ground + 18 + 12 * ridge(r, 200, first=5)], axis=1), (page.width, page.height), (0, page.height)], ink
    )
    for _ in range(int(page.width / 9)):
        at, tall = r.uniform(0, page.width), r.uniform(14, 60)
        page.line([(at, ground + 34), (at + r.normal(0, 9), ground + 26 - tall)], ink, 2.2)
    for n in range(int(r.integers(2, 5))):
        _walker(page, page.width * (0.1 + 0.06 * n) + r.uniform(-9, 9), ground + 26, r.uniform(0.8, 1.1), ink)


def _trunk(page: Page, x: float, y: float, high: float, ink: RGB) -> None:
    r = page.random
    foot, waist = high * 0.2, high * 0.13
    trunk = smooth(
        [
            (x - foot, y),
            (x - waist, y - high * 0.16),
            (x - waist * 0.95, y - high * 0.42),
            (x - waist * 0.6, y - high * 0.56),
            (x + waist * 0.6, y - high * 0.56),
            (x + waist * 0.95, y - high * 0.42),
            (x + waist, y - high * 0.16),
            (x + foot, y),
        ]
    )
    page.shape(trunk, ink)

    def grow(at: tuple[float, float], angle: float, length: float, width: float, left: int) -> None:
        middle = (at[0] + np.cos(angle) * length * 0.5, at[1] + np.sin(angle) * length * 0.5)
        bent = angle + r.uniform(-0.35, 0.35)
        end = (middle[0] + np.cos(bent) * length * 0.5, middle[1] + np.sin(bent) * length * 0.5)
        page.line([at, middle, end], ink, width)
        if left == 0:
            for _ in range(3):
                page.disc(end[0] + r.normal(0, 12), end[1] + r.normal(0, 9), r.uniform(7, 15), ink)
            return
        for way in (-1, 0.1, 1) if left > 2 else (-1, 1):
            grow(
                end,
                bent * 0.85 - np.pi / 2 * 0.15 + way * r.uniform(0.25, 0.62),
                length * r.uniform(0.62, 0.8),
                width * 0.62,
                left - 1,
            )

    for angle, share in ((-2.65, -0.55), (-2.1, -0.3), (-1.57, 0.0), (-1.05, 0.3), (-0.5, 0.55)):
        grow((x + waist * share, y - high * 0.5), angle + r.uniform(-0.1, 0.1), high * 0.24, high * 0.07, 3)


def _walker(page: Page, x: float, y: float, s: float, ink: RGB) -> None:
    page.disc(x, y - 78 * s, 10 * s, ink)
    page.shape(smooth([(-13, -66), (13, -66), (20, -8), (14, 0), (-14, 0), (-20, -8)]) * s + (x, y), ink)
    page.shape(smooth([(-20, -92), (0, -86), (20, -92), (14, -106), (-14, -106)]) * s + (x, y), ink)


def terraces(page: Page) -> None:
    """Heights drawn as steps, each with its dark rim: a map, or rice fields."""
    p, r = page.palette, page.random
    rows, columns = round(page.height * 0.8), round(page.width * 0.8)
    height = field(r, rows, columns, cells=3, octaves=3)
    ranked = (height - height.min()) / np.ptp(height)
    steps = 11
    level = (ranked * steps).astype(int).clip(0, steps - 1)
    ramp = [
        p.night,
        p.deep,
        mix(p.deep, p.body, 0.5),
        p.body,
        mix(p.body, p.second, 0.5),
        p.second,
        mix(p.second, p.accent, 0.5),
        p.accent,
        mix(p.accent, p.light, 0.5),
        p.light,
        p.light,
    ]
    pixels = np.array(ramp, dtype=np.float64)[level]
    inside = ranked * steps - level
    pixels *= (0.82 + 0.18 * np.clip(inside * 3.2, 0, 1))[..., None]
    edge = np.zeros(level.shape, bool)
    edge[1:] |= level[1:] != level[:-1]
    edge[:, 1:] |= level[:, 1:] != level[:, :-1]
    pixels[edge] = pixels[edge] * 0.45 + np.array(p.night) * 0.55
    flat = Image.fromarray(pixels.clip(0, 255).astype(np.uint8))
    page.image.paste(flat.resize(page.image.size, Image.Resampling.BICUBIC))
    peak = np.unravel_index(int(ranked.argmax()), ranked.shape)
    x, y = peak[1] / columns * page.width, peak[0] / rows * page.height
    page.disc(x, y, 46, p.second)
    page.disc(x, y, 30, p.light)
    for _ in range(26):
        at = (int(r.integers(20, rows - 20)), int(r.integers(20, columns - 20)))
        if 3 <= level[at] <= 7:
            page.disc(at[1] / columns * page.width, at[0] / rows * page.height, r.uniform(4, 8), p.night)


def strata(page: Page) -> None:
    """Sheets of coloured paper, torn in waves, each throwing a shadow on the one behind."""
    p, r = page.palette, page.random
    page.ground((0, p.light), (0.5, mix(p.light, p.accent, 0.5)))
    sun = page.at(r.uniform(0.25, 0.75), r.uniform(0.2, 0.3))
    _sheet(
        page,
        smooth([(sun[0] + 150 * np.cos(a), sun[1] + 150 * np.sin(a)) for a in np.linspace(0, 2 * np.pi, 24, endpoint=False)]),
        p.second,
    )
    count = 8
    ramp = [
        p.accent,
        p.second,
        p.body,
        mix(p.body, p.deep, 0.5),
        p.deep,
        mix(p.deep, p.night, 0.5),
        p.night,
        mix(p.night, (0, 0, 0), 0.35),
    ]
    x = np.linspace(-20, page.width + 20, 120)
    for n in range(count):
        base = page.height * (0.3 + 0.088 * n)
        swing = page.height * 0.075 * r.uniform(0.6, 1.3)
        y = base + swing * np.sin(x / page.width * np.pi * 2 * r.uniform(0.7, 1.6) + r.uniform(0, 6)) + 9 * ridge(r, 120, first=6)
        _sheet(page, [*np.stack([x, y], axis=1), (page.width + 20, page.height + 20), (-20, page.height + 20)], ramp[n])
        kind = int(r.integers(0, 4))
        for k in range(1, 4):
            line = np.stack([x, y + 17 * k], axis=1)
            if kind == 0:
                page.line(line, mix(ramp[n], p.light, 0.3), 2.4)
            elif kind == 1:
                for point in line[(k % 2) :: 3]:
                    page.disc(float(point[0]), float(point[1]), 3.4, mix(ramp[n], p.light, 0.45))


def _sheet(page: Page, points: object, colour: RGB) -> None:
    """A shape with the soft shadow of paper over paper, computed small."""
    small = 8
    outline = [(float(x) * page.k / small, float(y) * page.k / small) for x, y in points]  # type: ignore[attr-defined]
    size = (page.image.width // small, page.image.height // small)
    shadow = Image.new("L", size, 255)
    from PIL import ImageDraw

    ImageDraw.Draw(shadow).polygon([(x, y - 3 * FINE / 2) for x, y in outline], fill=120)
    shadow = shadow.filter(ImageFilter.GaussianBlur(4)).resize(page.image.size, Image.Resampling.BILINEAR)
    page.image.paste(ImageChops.multiply(page.image, Image.merge("RGB", [shadow] * 3)))
    page.shape(points, colour)  # type: ignore[arg-type]
