"""A plan of streets, market umbrellas, a metro map, windows at night, lanterns, a sound system."""

from __future__ import annotations

import math
from itertools import pairwise

import numpy as np

from incubator.demo.drawn.canvas import Page, smooth, turn
from incubator.demo.drawn.palettes import RGB, mix


def city(page: Page) -> None:
    """Blocks between streets at an angle, a river, and people linked across."""
    p, r = page.palette, page.random
    page.ground((0, p.night), (1, p.night))
    tilt = r.uniform(-0.45, 0.45)
    centre = page.at(0.5, 0.5)
    reach = (page.width + page.height) * 0.52
    quiet = [mix(p.night, p.deep, 0.45), mix(p.night, p.deep, 0.75), p.deep, mix(p.deep, p.body, 0.4)]

    def split(x0: float, y0: float, x1: float, y1: float, left: int) -> None:
        wide, high = x1 - x0, y1 - y0
        if left == 0 or wide < 52 or high < 52:
            chance = r.random()
            colour = (
                p.accent
                if chance > 0.95
                else p.second
                if chance > 0.9
                else p.body
                if chance > 0.82
                else quiet[int(r.integers(0, 4))]
            )
            gap = 4.5
            corners = [(x0 + gap, y0 + gap), (x1 - gap, y0 + gap), (x1 - gap, y1 - gap), (x0 + gap, y1 - gap)]
            page.shape(turn(corners, tilt, to=centre), colour)
            return
        share = r.uniform(0.34, 0.66)
        if wide > high:
            middle = x0 + wide * share
            split(x0, y0, middle, y1, left - 1)
            split(middle, y0, x1, y1, left - 1)
        else:
            middle = y0 + high * share
            split(x0, y0, x1, middle, left - 1)
            split(x0, middle, x1, y1, left - 1)

    split(-reach, -reach, reach, reach, 9)
    bank = smooth(
        [
            (-60, page.height * r.uniform(0.2, 0.8)),
            (page.width * 0.3, page.height * r.uniform(0.3, 0.7)),
            (page.width * 0.65, page.height * r.uniform(0.3, 0.7)),
            (page.width + 60, page.height * r.uniform(0.2, 0.8)),
        ],
        closed=False,
        steps=30,
    )
    page.line(bank, p.night, 96)
    page.line(bank, mix(p.body, p.night, 0.55), 78)
    spots = [(r.uniform(0.08, 0.92) * page.width, r.uniform(0.1, 0.9) * page.height) for _ in range(11)]
    for spot in spots:
        for other in sorted(spots, key=lambda one: math.dist(one, spot))[1:3]:
            page.line([spot, other], p.light, 3.6)
    for spot in spots:
        page.disc(*spot, 17, p.light)
        page.disc(*spot, 9.5, p.second)


def market(page: Page) -> None:
    """Umbrellas and trays of fruit, from a balcony straight down."""
    p, r = page.palette, page.random
    page.ground((0, mix(p.light, p.accent, 0.25)), (1, mix(p.light, p.second, 0.3)))
    step = 74
    for i in range(int(page.width / step) + 1):
        for j in range(int(page.height / step) + 1):
            tint = mix(p.light, (p.accent, p.second)[(i + j) % 2], r.uniform(0.12, 0.34))
            page.box(i * step + 2, j * step + 2, step - 4, step - 4, tint)
    spots = [
        (x * 250 + (125 if y % 2 else 0) + r.uniform(-34, 34), y * 216 + r.uniform(-30, 30))
        for y in range(-1, int(page.height / 216) + 2)
        for x in range(-1, int(page.width / 250) + 2)
    ]
    for x, y in spots:
        if r.random() < 0.45:
            _tray(page, x + 122 + r.uniform(-14, 14), y + r.uniform(-16, 16), r.uniform(-0.5, 0.5))
    for x, y in spots:
        if r.random() < 0.35:
            _passer(page, x + r.uniform(-120, 120), y + 118 + r.uniform(-20, 20))
    order = [spots[n] for n in r.permutation(len(spots))]
    for x, y in order:
        if r.random() < 0.8:
            _umbrella(page, x, y, r.uniform(92, 138))


def _umbrella(page: Page, x: float, y: float, size: float) -> None:
    p, r = page.palette, page.random
    parts = int(r.choice([8, 10, 12]))
    pair = [
        (p.second, p.light),
        (p.body, p.light),
        (p.accent, p.deep),
        (p.deep, p.light),
        (p.body, p.accent),
        (p.second, p.night),
    ][int(r.integers(0, 6))]
    start = r.uniform(0, 6.3)
    page.disc(x + size * 0.16, y + size * 0.22, size * 0.98, p.night, 0.35)
    for n in range(parts):
        a, b = start + n * 2 * np.pi / parts, start + (n + 1) * 2 * np.pi / parts
        middle = (a + b) / 2
        colour = mix(pair[n % 2], p.night if np.cos(middle - 0.8) > 0 else p.light, 0.15 * abs(np.cos(middle - 0.8)))
        rim = smooth(
            [
                (x + size * np.cos(a), y + size * np.sin(a)),
                (x + size * 0.95 * np.cos(middle), y + size * 0.95 * np.sin(middle)),
                (x + size * np.cos(b), y + size * np.sin(b)),
            ],
            closed=False,
            steps=5,
        )
        page.shape([(x, y), *rim], colour)
    for ring in (0.66,):
        page.line(
            [(x + size * ring * np.cos(a), y + size * ring * np.sin(a)) for a in np.linspace(0, 2 * np.pi, 40)],
            mix(pair[0], p.light, 0.45),
            5,
        )
    page.disc(x, y, size * 0.09, pair[1])
    page.disc(x, y, size * 0.045, p.night)


def _tray(page: Page, x: float, y: float, angle: float) -> None:
    p, r = page.palette, page.random
    wide, high = 96, 74
    page.shape(turn([(-wide, -high), (wide, -high), (wide, high), (-wide, high)], angle, 0.62, to=(x + 7, y + 9)), p.night, 0.4)
    page.shape(
        turn([(-wide, -high), (wide, -high), (wide, high), (-wide, high)], angle, 0.62, to=(x, y)),
        (p.deep, p.body, p.night)[int(r.integers(0, 3))],
    )
    colour = (p.accent, p.second, p.light, p.body)[int(r.integers(0, 4))]
    for i in range(5):
        for j in range(4):
            spot = turn([(-72 + i * 36, -52 + j * 35)], angle, 0.62, to=(x, y))[0] + r.normal(0, 1.5, 2)
            page.disc(float(spot[0]), float(spot[1]), 10, mix(colour, p.night, 0.18))
            page.disc(float(spot[0]) - 2, float(spot[1]) - 2, 7, colour)


def _passer(page: Page, x: float, y: float) -> None:
    p, r = page.palette, page.random
    angle = r.uniform(0, 6.3)
    page.disc(x + 9, y + 12, 24, p.night, 0.35)
    page.shape(
        turn(smooth([(-30, -10), (0, -16), (30, -10), (30, 10), (0, 16), (-30, 10)]), angle, to=(x, y)),
        p.all[int(r.integers(1, 5))],
    )
    page.disc(x, y, 12, p.night)
    if r.random() < 0.4:
        page.disc(x, y, 22, p.accent)
        page.disc(x, y, 15, mix(p.accent, p.deep, 0.4))


def metro(page: Page) -> None:
    """Lines that only turn by forty-five degrees, with stations and one great exchange."""
    p, r = page.palette, page.random
    page.ground((0, p.light), (1, mix(p.light, p.second, 0.08)))
    water = smooth(
        [
            (-80, page.height * 0.72),
            (page.width * 0.3, page.height * 0.6),
            (page.width * 0.7, page.height * 0.78),
            (page.width + 80, page.height * 0.56),
        ],
        closed=False,
        steps=24,
    )
    page.line(water, mix(p.light, p.deep, 0.16), 120)
    unit = 84.0
    hub = (round(page.width * r.uniform(0.4, 0.6) / unit) * unit, round(page.height * r.uniform(0.4, 0.6) / unit) * unit)
    colours = [p.second, p.deep, p.accent, p.body, p.night, mix(p.body, p.second, 0.5)]
    for n, colour in enumerate(colours):
        _line(
            page,
            hub if n < 4 else (hub[0] + unit * int(r.integers(-3, 4)), hub[1] + unit * int(r.integers(-2, 3))),
            n,
            colour,
            unit,
        )
    page.disc(*hub, 44, p.night)
    page.disc(*hub, 33, p.light)
    page.disc(*hub, 15, p.second)


def _line(page: Page, hub: tuple[float, float], number: int, colour: RGB, unit: float) -> None:
    p, r = page.palette, page.random
    for end in (0, 1):
        direction = (number * 2 + end * 4 + int(r.integers(0, 2))) % 8
        path, at = [hub], hub
        while -200 < at[0] < page.width + 200 and -200 < at[1] < page.height + 200:
            length = unit * int(r.integers(2, 5))
            angle = direction * np.pi / 4
            diagonal = np.sqrt(2) if direction % 2 else 1.0
            at = (at[0] + np.cos(angle) * length * diagonal, at[1] + np.sin(angle) * length * diagonal)
            path.append(at)
            direction = (direction + int(r.choice([-1, 0, 1]))) % 8
        page.line(path, p.light, 32)
        page.line(path, colour, 22)
        for one, other in pairwise(path):
            stops = max(2, round(math.dist(one, other) / (unit * 1.4)))
            for share in np.arange(1, stops + 1) / stops:
                x, y = one[0] + (other[0] - one[0]) * share, one[1] + (other[1] - one[1]) * share
                page.disc(x, y, 16, colour)
                page.disc(x, y, 10, p.light)


def windows(page: Page) -> None:
    """Houses stacked up a slope at night, an evening behind each window."""
    p, r = page.palette, page.random
    page.ground((0, mix(p.night, (0, 0, 0), 0.3)), (0.45, p.night), (0.8, p.deep))
    for _ in range(60):
        page.disc(r.uniform(0, page.width), r.uniform(0, page.height * 0.4), r.uniform(0.7, 2), p.light)
    moon = page.at(r.uniform(0.65, 0.85), r.uniform(0.1, 0.18))
    page.glow(*moon, 150, p.light, 0.4)
    page.disc(*moon, 48, p.light)
    page.disc(moon[0] + 22, moon[1] - 10, 42, mix(p.night, (0, 0, 0), 0.22))
    rows = 6
    for row in range(rows):
        depth = row / (rows - 1)
        base = page.height * (0.4 + 0.125 * row)
        x = -r.uniform(20, 90)
        while x < page.width:
            wide, high = r.uniform(105, 210), r.uniform(130, 250)
            top = base - high * 0.72 + 46 * np.sin(x / page.width * 3.4 + 0.5)
            wall = mix(
                [p.body, p.second, p.deep, mix(p.body, p.light, 0.3), mix(p.deep, p.second, 0.35)][int(r.integers(0, 5))],
                p.night,
                0.66 - 0.5 * depth,
            )
            _house(page, x, top, wide, page.height - top, wall)
            x += wide - 3


def _house(page: Page, x: float, y: float, wide: float, high: float, wall: RGB) -> None:
    p, r = page.palette, page.random
    page.box(x, y, wide, high, (mix(wall, p.light, 0.07), mix(wall, p.night, 0.3)))
    roof = int(r.integers(0, 4))
    if roof == 0:
        page.disc(x + wide / 2, y + 2, wide * 0.3, wall)
    elif roof == 1:
        for n in range(5):
            page.box(x + wide * (n + 0.15) / 5, y - 13, wide / 9, 16, wall)
    elif roof == 2:
        page.line([(x + wide * 0.3, y), (x + wide * 0.3, y - 52)], mix(wall, p.night, 0.5), 3)
        page.line([(x + wide * 0.16, y - 44), (x + wide * 0.44, y - 44)], mix(wall, p.night, 0.5), 3)
    columns = max(1, int(wide / 62))
    for i in range(columns):
        for j in range(2):
            wx, wy, w, h = x + wide * (i + 0.5) / columns - 15, y + 26 + j * 72, 30.0, 42.0
            lit = r.random() < 0.58
            glass: RGB = (
                (p.accent, p.light, mix(p.accent, p.second, 0.5))[int(r.integers(0, 3))] if lit else mix(wall, p.night, 0.6)
            )
            if r.random() < 0.5:
                page.disc(wx + w / 2, wy, w / 2, glass)
            page.box(wx, wy, w, h, glass)
            if lit and r.random() < 0.3:
                page.disc(wx + w / 2, wy + 17, 7, p.night)
                page.box(wx + w / 2 - 10, wy + 25, 20, 17, p.night)
            elif lit:
                page.line([(wx + w / 2, wy - 8), (wx + w / 2, wy + h)], mix(glass, p.night, 0.5), 2.4)


def lanterns(page: Page) -> None:
    """Pierced lamps on strings over a street of heads."""
    p, r = page.palette, page.random
    page.ground((0, mix(p.night, (0, 0, 0), 0.35)), (0.55, p.night), (1, mix(p.deep, p.night, 0.35)))
    for row in range(4):
        y = page.height * (0.06 + 0.15 * row)
        left, right = (-30, y + r.uniform(-50, 50)), (page.width + 30, y + r.uniform(-50, 50))
        sag = r.uniform(60, 130)
        share = np.linspace(0, 1, 50)
        string = np.stack(
            [left[0] + (right[0] - left[0]) * share, left[1] + (right[1] - left[1]) * share + sag * np.sin(np.pi * share)], axis=1
        )
        page.line(string, mix(p.deep, p.light, 0.25), 2.4)
        count = max(3, int(page.width / (250 - 20 * row)))
        scale = 0.72 + 0.17 * row
        for n in range(count):
            at = string[int((n + 0.5 + r.uniform(-0.15, 0.15)) / count * 49)]
            _lamp(
                page,
                float(at[0]),
                float(at[1]),
                scale * r.uniform(0.85, 1.15),
                (p.accent, p.second, p.body, p.light)[int(r.integers(0, 4))],
            )
    roofs = np.linspace(0, page.width, 14)
    ink = mix(p.night, (0, 0, 0), 0.6)
    for n, x in enumerate(roofs[:-1]):
        high = page.height * r.uniform(0.05, 0.15)
        if n < 4 or n > 8:
            page.box(float(x), page.height - high - 110, page.width / 13 + 2, high + 200, ink)
    for n in range(int(page.width / 62)):
        x = n * 62 + r.uniform(-14, 14)
        s = r.uniform(0.6, 0.9)
        y = page.height - 26 + r.uniform(-26, 22)
        page.disc(x, y - 56 * s, 30 * s, ink, tall=36 * s)
        page.shape(smooth([(-70, 160), (-66, 10), (-20, -26), (20, -26), (66, 10), (70, 160)]) * s + (x, y), ink)


def _lamp(page: Page, x: float, y: float, s: float, colour: RGB) -> None:
    p, r = page.palette, page.random
    page.glow(x, y + 96 * s, 118 * s, colour, 0.62)
    page.line([(x, y), (x, y + 40 * s)], mix(p.deep, p.light, 0.3), 2.4)
    kind = int(r.integers(0, 3))
    outline = {
        0: [(-16, 40), (16, 40), (56, 84), (58, 124), (22, 160), (-22, 160), (-58, 124), (-56, 84)],
        1: [(-24, 42), (24, 42), (44, 96), (20, 176), (-20, 176), (-44, 96)],
        2: [(-12, 38), (12, 38), (34, 70), (34, 150), (14, 172), (-14, 172), (-34, 150), (-34, 70)],
    }[kind]
    page.shape(smooth(outline, steps=8) * s + (x, y), (mix(colour, p.light, 0.45), colour))
    dark = mix(colour, p.night, 0.62)
    for row, wide in ((66, 26), (92, 38), (118, 38), (144, 24)):
        for n in (-1, 0, 1):
            page.shape(
                np.array(
                    [
                        (n * wide * 0.66, row - 9),
                        (n * wide * 0.66 + 7, row),
                        (n * wide * 0.66, row + 9),
                        (n * wide * 0.66 - 7, row),
                    ]
                )
                * s
                + (x, y),
                dark,
            )
    page.box(x - 17 * s, y + 34 * s, 34 * s, 9 * s, dark)
    page.line([(x, y + 170 * s), (x, y + 196 * s)], colour, 3)


def speakers(page: Page) -> None:
    """A wall of loudspeakers, every one of another make."""
    p, r = page.palette, page.random
    page.ground((0, p.second), (1, p.body))
    for n in range(26):
        a = n * 360 / 26
        page.slice(page.width / 2, page.height * 0.62, page.width + page.height, a, a + 6.9, mix(p.body, p.accent, 0.25))
    across = max(2, round(page.width / 380))
    wide = page.width * 0.88 / across
    for i in range(across):
        y = page.height
        x = page.width * 0.06 + i * wide
        limit = page.height * r.uniform(0.08, 0.3)
        while y > limit + 150:
            high = min(wide * float(r.choice([0.62, 0.9, 1.25])), y - limit)
            y -= high
            _cabinet(page, x + 4, y + 4, wide - 8, high - 8)


def _cabinet(page: Page, x: float, y: float, wide: float, high: float) -> None:
    p, r = page.palette, page.random
    body = (p.night, p.deep, mix(p.deep, p.night, 0.5), p.light)[int(r.integers(0, 4))]
    page.box(x, y, wide, high, body, 14)
    rim = p.accent if body != p.light else p.second
    if high > wide * 1.1:
        _cone(page, x + wide / 2, y + high * 0.66, min(wide, high) * 0.36, rim)
        _cone(page, x + wide / 2, y + high * 0.2, min(wide, high) * 0.16, p.light if body != p.light else p.night)
    elif high > wide * 0.8:
        _cone(page, x + wide / 2, y + high / 2, min(wide, high) * 0.4, rim)
    elif r.random() < 0.5:
        for share in (0.27, 0.73):
            _cone(page, x + wide * share, y + high / 2, min(wide * 0.21, high * 0.36), rim)
    else:
        for n in range(7):
            page.box(x + wide * 0.1, y + high * (0.14 + n * 0.11), wide * 0.8, high * 0.05, mix(body, rim, 0.6))
    for cx in (x + 15, x + wide - 15):
        for cy in (y + 15, y + high - 15):
            page.disc(cx, cy, 4.4, rim)


def _cone(page: Page, x: float, y: float, size: float, rim: RGB) -> None:
    p = page.palette
    page.disc(x, y, size, rim)
    page.disc(x, y, size * 0.9, p.night)
    for n, share in enumerate((0.8, 0.66, 0.52, 0.38)):
        page.disc(x, y, size * share, mix(p.night, rim, 0.14 + 0.13 * n))
    page.disc(x, y, size * 0.24, p.light)
    page.disc(x - size * 0.06, y - size * 0.07, size * 0.12, mix(p.light, rim, 0.35))
