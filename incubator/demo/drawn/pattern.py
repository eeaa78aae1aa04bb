"""Tiles, cloth, grooves, a tunnel of light, a poster's letters, cut shapes."""

from __future__ import annotations

import numpy as np
from PIL import Image

from incubator.demo.drawn.canvas import Page, smooth, star, turn
from incubator.demo.drawn.palettes import RGB, mix


def zellij(page: Page) -> None:
    """Eight-pointed stars and the crosses between them, with joints of light plaster."""
    p, r = page.palette, page.random
    side = float(r.choice([160, 200, 250]))
    page.ground((0, p.light), (1, p.light))
    shift = r.uniform(0, side, 2)
    glazes = [p.night, p.deep, p.body, p.second, p.accent]
    rosette = int(r.integers(0, 3))
    for i in range(-1, int(page.width / side) + 2):
        for j in range(-1, int(page.height / side) + 2):
            x, y = i * side + shift[0], j * side + shift[1]
            cross = glazes[(i + 2 * j) % 5]
            page.shape(star(x + side / 2, y + side / 2, side * 0.40, 4, 0.42), _worn(page, cross))
            page.shape(star(x + side / 2, y + side / 2, side * 0.16, 4, 0.45, np.pi / 4), p.light)
            page.shape(star(x + side / 2, y + side / 2, side * 0.10, 4, 0.45, np.pi / 4), _worn(page, glazes[(i + j + 2) % 5]))
    for i in range(-1, int(page.width / side) + 2):
        for j in range(-1, int(page.height / side) + 2):
            x, y = i * side + shift[0], j * side + shift[1]
            outer, inner = glazes[(2 * i + j) % 5], glazes[(2 * i + j + 2) % 5]
            page.shape(star(x, y, side * 0.545, 8, 0.765, np.pi / 8 * 0), p.light)
            page.shape(star(x, y, side * 0.50, 8, 0.765), _worn(page, outer))
            page.shape(star(x, y, side * 0.335, 8, 0.6, np.pi / 8), p.light)
            page.shape(star(x, y, side * 0.295, 8, 0.6, np.pi / 8), _worn(page, inner))
            if rosette:
                page.shape(star(x, y, side * 0.14, 8, 0.7 if rosette == 1 else 0.4), p.light)
                page.disc(x, y, side * 0.05, _worn(page, outer))
            else:
                page.disc(x, y, side * 0.09, p.light)


def _worn(page: Page, colour: RGB) -> RGB:
    """No two tiles come out of the kiln alike."""
    return mix(colour, page.palette.light if page.random.random() < 0.5 else page.palette.night, page.random.uniform(0, 0.13))


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


def _block(page: Page, area: tuple[float, float, float, float], first: RGB, other: RGB, kind: int) -> None:
    x, y, wide, high = area
    page.box(x, y, wide, high, first)
    if kind == 0:
        for n in range(7):
            page.box(x + wide * n / 7, y, wide / 14, high, other)
    elif kind == 1:
        for n in range(4):
            inset = n / 8
            page.box(x + wide * inset, y + high * inset, wide * (1 - 2 * inset), high * (1 - 2 * inset), (first, other)[n % 2])
    elif kind == 2:
        for n in range(max(2, int(high / 14))):
            page.box(x, y + n * 14, wide, 6, other)
    elif kind == 3:
        half = wide / 6
        for n in range(3):
            for m in range(max(1, int(high / (2 * half)))):
                page.shape(star(x + half + 2 * half * n, y + half + 2 * half * m, half, 2, 0.7), other)
    elif kind == 4:
        steps = 5
        for n in range(steps):
            part = wide / 2 / steps
            page.box(x + part * n, y + high * n / steps / 2, wide - 2 * part * n, high / steps / 2, other)
            page.box(x + part * n, y + high - high * (n + 1) / steps / 2, wide - 2 * part * n, high / steps / 2, other)


def _cloth(page: Page) -> None:
    """The over and under of threads, as light."""
    pixels = np.asarray(page.image).astype(np.float32)
    xs = 0.93 + 0.07 * np.sin(np.arange(pixels.shape[1], dtype=np.float32) * 0.8)
    ys = 0.93 + 0.07 * np.sin(np.arange(pixels.shape[0], dtype=np.float32) * 0.8)
    pixels *= xs[None, :, None]
    pixels *= ys[:, None, None]
    page.image.paste(Image.fromarray(pixels.astype(np.uint8)))


def vinyl(page: Page) -> None:
    """Rings that bend into petals around a label."""
    p, r = page.palette, page.random
    rows, columns = page.size[1], page.size[0]
    ys, xs = np.mgrid[0:rows, 0:columns].astype(np.float32)
    unit = min(rows, columns) / 1000
    x, y = (xs - columns / 2) / unit, (ys - rows / 2) / unit
    away, angle = np.hypot(x, y), np.arctan2(y, x)
    petals, second = int(r.integers(5, 10)), int(r.integers(11, 17))
    bend = r.uniform(26, 46) * np.sin(angle * petals) + r.uniform(10, 24) * np.sin(angle * second + 1)
    wave = away + bend * np.clip(away / 300, 0.2, 1.2)
    width = float(r.choice([26, 32, 40]))
    bands = np.array([p.night, p.deep, p.accent, p.light, p.second, p.body, p.night], dtype=np.float32)
    ring = wave / width
    low = np.floor(ring).astype(int)
    soft = np.clip((ring - low) * width * unit / 1.5, 0, 1)[..., None]
    pixels = bands[low % 7] * soft + bands[(low - 1) % 7] * (1 - soft)
    pixels *= (0.91 + 0.09 * np.cos(2 * angle + 0.6))[..., None]
    page.image.paste(Image.fromarray(pixels.clip(0, 255).astype(np.uint8)).resize(page.image.size, Image.Resampling.BILINEAR))
    cx, cy = page.at(0.5, 0.5)
    page.disc(cx, cy, 128, p.night)
    page.disc(cx, cy, 118, p.accent)
    for turn_of in range(12):
        page.slice(cx, cy, 118, turn_of * 30, turn_of * 30 + 15, mix(p.accent, p.second, 0.55))
    page.disc(cx, cy, 60, p.light)
    page.disc(cx, cy, 15, p.night)


def tunnel(page: Page) -> None:
    """A corridor of coloured cells running into a light."""
    p, r = page.palette, page.random
    rows, columns = page.size[1], page.size[0]
    ys, xs = np.mgrid[0:rows, 0:columns].astype(np.float32)
    unit = min(rows, columns) / 2
    x, y = (xs - columns * r.uniform(0.42, 0.58)) / unit, (ys - rows * r.uniform(0.45, 0.55)) / unit
    away, angle = np.hypot(x, y) + 1e-3, np.arctan2(y, x)
    spokes, twist = int(r.choice([6, 8, 10, 12])), r.uniform(1.2, 3)
    depth = 1 / away
    wave = np.sin(depth * r.uniform(7, 11)) * np.sin(angle * spokes + depth * twist)
    fade = np.clip(away / 1.7, 0, 1)[..., None]
    ground = np.array(p.night, np.float32) * (1 - fade) + np.array(mix(p.night, p.deep, 0.7), np.float32) * fade
    one = np.array(p.second, np.float32) * (0.4 + 0.6 * fade)
    two = np.array(p.accent, np.float32) * (0.35 + 0.65 * fade)
    sharp = 9.0
    share_one = np.clip((wave - 0.3) * sharp, 0, 1)[..., None]
    share_two = np.clip((-wave - 0.5) * sharp, 0, 1)[..., None]
    pixels = ground * (1 - share_one) + one * share_one
    pixels = pixels * (1 - share_two) + two * share_two
    light = np.exp(-((away / 0.17) ** 2))[..., None]
    pixels = pixels * (1 - light) + np.array(p.light, np.float32) * light
    page.image.paste(Image.fromarray(pixels.clip(0, 255).astype(np.uint8)).resize(page.image.size, Image.Resampling.BILINEAR))


def poster(page: Page) -> None:
    """A grid of quarter turns, half discs, dots and bars: letters that are almost words."""
    p, r = page.palette, page.random
    across = int(r.choice([4, 5, 6])) if page.width <= page.height else int(r.choice([6, 7, 8]))
    cell = page.width / across
    down = int(np.ceil(page.height / cell))
    colours = [p.night, p.deep, p.body, p.second, p.accent, p.light]
    last = -1
    for j in range(down):
        for i in range(across):
            ground = int(r.integers(0, 6))
            while ground == last:
                ground = int(r.integers(0, 6))
            last = ground
            form = (ground + int(r.integers(1, 6))) % 6
            x, y = i * cell, j * cell
            page.box(x, y, cell + 1, cell + 1, colours[ground])
            _letter(page, x, y, cell, colours[form], colours[(form + 2) % 6], int(r.integers(0, 9)))


def _letter(page: Page, x: float, y: float, c: float, colour: RGB, other: RGB, kind: int) -> None:
    way = int(page.random.integers(0, 4))
    corner = ((x, y, 0), (x + c, y, 90), (x + c, y + c, 180), (x, y + c, 270))[way]
    if kind in (0, 1):
        page.slice(corner[0], corner[1], c, corner[2], corner[2] + 90, colour)
        if kind == 1:
            page.slice(corner[0], corner[1], c * 0.5, corner[2], corner[2] + 90, other)
    elif kind == 2:
        page.slice(x + c / 2, y + c / 2, c / 2, way * 90, way * 90 + 180, colour)
    elif kind == 3:
        for n in range(4):
            page.box(
                x + (c * n / 4 if way % 2 else 0),
                y + (0 if way % 2 else c * n / 4),
                c / 8 if way % 2 else c,
                c if way % 2 else c / 8,
                colour,
            )
    elif kind == 4:
        page.disc(x + c / 2, y + c / 2, c * 0.36, colour)
        page.disc(x + c / 2, y + c / 2, c * 0.15, other)
    elif kind == 5:
        page.shape([(x, y), (x + c, y), (x, y + c)] if way % 2 else [(x + c, y), (x + c, y + c), (x, y + c)], colour)
    elif kind == 6:
        for n in range(3):
            for m in range(3):
                page.disc(x + c * (n + 0.5) / 3, y + c * (m + 0.5) / 3, c * 0.085, colour)
    elif kind == 7:
        for n in (0.9, 0.62, 0.34):
            page.arc(corner[0], corner[1], c * n, corner[2], corner[2] + 90, colour, c * 0.14)


def cutouts(page: Page) -> None:
    """Leaves, seaweed and dancers cut with scissors from painted sheets."""
    p, r = page.palette, page.random
    across = 2 if page.width <= page.height * 1.2 else 3
    down = 3 if page.height > page.width * 1.2 else 2
    sheets = [p.body, p.second, p.accent, p.light, p.deep, p.night]
    r.shuffle(sheets)
    wide, high = page.width / across, page.height / down
    for i in range(across):
        for j in range(down):
            ground = sheets[(i + j * across) % 6]
            lean = r.uniform(-8, 8)
            page.shape(
                [
                    (i * wide - 9, j * high - 9 + lean),
                    ((i + 1) * wide + 9, j * high - 9 - lean),
                    ((i + 1) * wide + 9, (j + 1) * high + 9),
                    (i * wide - 9, (j + 1) * high + 9),
                ],
                ground,
            )
    for i in range(across):
        for j in range(down):
            centre = ((i + 0.5) * wide, (j + 0.5) * high)
            colour = sheets[(i + j * across + 2) % 6]
            other = sheets[(i + j * across + 4) % 6]
            scale = min(wide, high) / 500
            kind = (i + 2 * j + int(r.integers(0, 2))) % 3
            if kind == 0:
                page.shape(turn(_frond(page, 7), r.uniform(-0.5, 0.5), scale, to=centre), colour)
            elif kind == 1:
                page.shape(turn(_dancer(page), r.uniform(-0.2, 0.2), scale * 1.06, to=centre), colour)
                head = turn([(10, -196)], 0, scale * 1.06, to=centre)[0]
                page.disc(float(head[0]), float(head[1]), 34 * scale, colour, tall=42 * scale)
            else:
                for n in range(5):
                    page.shape(turn(_leaf(), n * 2 * np.pi / 5 + r.uniform(-0.2, 0.2), scale, to=centre), colour)
                page.disc(*centre, 34 * scale, other)
            for _ in range(3):
                spot = (centre[0] + r.uniform(-0.42, 0.42) * wide, centre[1] + r.choice([-0.4, 0.4]) * high)
                page.shape(turn(_leaf(), r.uniform(0, 6.3), scale * 0.32, to=(float(spot[0]), float(spot[1]))), other)


def _frond(page: Page, arms: int) -> np.ndarray:
    """A stem with rounded arms, alternating, as one closed outline."""
    r, left, right = page.random, [], []
    for n in range(arms):
        y = 205 - n * 410 / (arms - 1)
        reach = 150 * np.sin(np.pi * (n + 0.9) / (arms + 0.8)) + 34
        left += [
            (-16, y + 18),
            (-reach * 0.75, y - 6 + r.uniform(-8, 8)),
            (-reach, y - 34),
            (-reach * 0.66, y - 44),
            (-15, y - 16),
        ]
        right += [(16, y + 18), (reach * 0.75, y - 6 + r.uniform(-8, 8)), (reach, y - 34), (reach * 0.66, y - 44), (15, y - 16)]
    return smooth([*left, (0, -240), *right[::-1]], steps=7)


def _leaf() -> np.ndarray:
    return smooth([(30, 0), (80, -44), (150, -40), (206, 0), (150, 30), (80, 36)])


def _dancer(page: Page) -> np.ndarray:
    """One bent body, arms thrown, one knee up."""
    side = float(page.random.choice([-1, 1]))
    body = [
        (-8, -150),
        (-70, -176),
        (-150, -232),
        (-168, -214),
        (-96, -130),
        (-44, -96),
        (-40, -20),
        (-70, 60),
        (-120, 150),
        (-170, 214),
        (-138, 226),
        (-70, 160),
        (0, 66),
        (56, 96),
        (96, 60),
        (128, 118),
        (166, 196),
        (196, 184),
        (168, 90),
        (126, 6),
        (60, 20),
        (46, -40),
        (52, -96),
        (120, -120),
        (196, -96),
        (206, -120),
        (120, -166),
        (40, -156),
    ]
    return smooth(np.array(body) * (side, 1), steps=8)
