"""Tiles, grooves, a tunnel of light, cut shapes."""

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
