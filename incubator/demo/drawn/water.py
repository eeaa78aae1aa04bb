"""Sea at night, a river from above, a reef."""

from __future__ import annotations

import numpy as np

from incubator.demo.drawn.canvas import Page, smooth, turn
from incubator.demo.drawn.palettes import RGB, mix


def sea(page: Page) -> None:
    """A boat between a low moon and long waves."""
    p, r = page.palette, page.random
    horizon = page.height * r.uniform(0.55, 0.64)
    share = horizon / page.height
    page.ground((0, p.night), (share * 0.66, p.deep), (share * 0.93, p.body), (share, p.second), (1, p.night))
    for _ in range(int(90 * page.width / 1000)):
        size = r.uniform(0.5, 2.1)
        page.disc(r.uniform(0, page.width), r.uniform(0, horizon * 0.85) ** 1.0, size, p.light)
    moon = (page.width * r.uniform(0.6, 0.8), horizon - r.uniform(170, 330))
    size = r.uniform(95, 150)
    page.glow(*moon, size * 2.6, p.accent, 0.55)
    page.disc(*moon, size, (p.light, mix(p.light, p.accent, 0.45)))
    _far_coast(page, horizon)
    page.shape(
        [(0, horizon), (page.width, horizon), (page.width, page.height), (0, page.height)], (mix(p.body, p.deep, 0.4), p.night)
    )
    _path_of_light(page, moon[0], horizon)
    boat_after = int(r.integers(1, 3))
    for level in range(6):
        depth = level / 5
        base = horizon + 34 + (page.height - horizon) * depth**1.25 * 0.86
        x = np.linspace(-10, page.width + 10, 220)
        lengths = 150 + 150 * depth
        y = base + (8 + 20 * depth) * np.sin(x / lengths + level * 1.7) + (4 + 8 * depth) * np.sin(x / 61 + level * 2.3)
        crest = np.stack([x, y], axis=1)
        water = mix(mix(p.deep, p.body, 0.25), p.night, depth)
        page.shape([*crest, (page.width + 10, page.height), (-10, page.height)], (mix(water, p.body, 0.22), water))
        page.line(crest, mix(p.second, water, 0.25 + depth * 0.7), 2.6 + depth, round_ends=False)
        if level == boat_after:
            boat(page, page.width * r.uniform(0.28, 0.42), base - 4, 1.0 + 0.35 * level, int(r.integers(0, 3)))


def _far_coast(page: Page, horizon: float) -> None:
    p, r = page.palette, page.random
    start = r.uniform(-0.1, 0.5) * page.width
    x = np.linspace(start, start + page.width * 0.5, 40)
    y = horizon - 46 * np.sin(np.linspace(0, np.pi, 40)) * r.uniform(0.4, 1, 40)
    page.shape([(x[0], horizon), *smooth(np.stack([x, y], axis=1), closed=False), (x[-1], horizon)], mix(p.body, p.deep, 0.55))


def _path_of_light(page: Page, x: float, horizon: float) -> None:
    p, r = page.palette, page.random
    for step in range(46):
        depth = step / 46
        y = horizon + 6 + depth**1.4 * (page.height - horizon) * 0.8
        wide = (16 + 120 * depth) * r.uniform(0.3, 1)
        at = x + r.normal(0, 16 + 50 * depth)
        page.disc(at, y, wide, mix(p.light, p.accent, r.uniform(0, 0.8)), 0.75 * (1 - depth), tall=1.6 + 2.2 * depth)


def boat(page: Page, x: float, y: float, s: float, kind: int) -> None:
    """0: a felucca under one lateen sail; 1: two sails; 2: a long pirogue with rowers."""
    p = page.palette
    dark = mix(p.night, (0, 0, 0), 0.25)
    if kind == 2:
        hull = smooth([(-190, -34), (-150, 4), (0, 20), (160, 2), (214, -44), (150, -14), (0, -2), (-140, -14)])
        page.shape(hull * s + (x, y), dark)
        for at in (-90, -30, 40, 104):
            page.disc(x + at * s, y - 46 * s, 11 * s, dark)
            page.shape(smooth([(at - 14, -2), (at - 10, -34), (at + 12, -34), (at + 15, -2)]) * s + (x, y), dark)
            page.line([(x + (at + 4) * s, y - 26 * s), (x + (at + 46) * s, y + 24 * s)], dark, 4 * s)
        page.line([(x - 186 * s, y - 32 * s), (x + 208 * s, y - 40 * s)], p.accent, 0.1)
        page.line(np.array([(-170, -13), (-60, 1), (80, 0), (178, -22)]) * s + (x, y), p.second, 5 * s)
        return
    hull = smooth([(-118, -22), (-60, -12), (60, -12), (134, -34), (96, 20), (0, 30), (-84, 18)])
    page.shape(hull * s + (x, y), dark)
    page.line(np.array([(-104, -6), (0, 4), (112, -14)]) * s + (x, y), p.second, 4.5 * s)
    page.line([(x, y - 8 * s), (x - 10 * s, y - 196 * s)], dark, 6 * s)
    sail = np.array([(-96, -24), (-40, -120), (60, -232), (76, -130), (104, -26), (0, -40)]) if kind == 0 else None
    if sail is not None:
        page.shape(np.array([(-100, -26), (66, -238), (112, -26)]) * s + (x, y), (p.accent, p.second))
        page.shape(np.array([(66, -238), (112, -26), (30, -34)]) * s + (x, y), mix(p.second, p.deep, 0.25))
        page.line(np.array([(-108, -18), (70, -246)]) * s + (x, y), dark, 5 * s)
    else:
        page.shape(np.array([(8, -198), (124, -34), (8, -26)]) * s + (x, y), (p.second, mix(p.second, p.deep, 0.3)))
        page.shape(np.array([(-14, -166), (-88, -32), (-10, -24)]) * s + (x, y), p.accent)


def river(page: Page) -> None:
    """Fields, a meander and its boats, seen as a bird does."""
    p, r = page.palette, page.random
    page.ground((0, p.second), (1, p.accent))
    cell = 118.0
    tilt = r.uniform(-0.35, 0.35)
    reach = max(page.width, page.height) * 0.8
    greens = [p.body, p.deep, p.accent, p.second, p.light, mix(p.body, p.light, 0.4), mix(p.deep, p.body, 0.5)]
    for gx in np.arange(-reach, reach, cell):
        gy = -reach + r.uniform(0, 60)
        while gy < reach:
            high = cell * float(r.choice([0.5, 0.8, 1.0, 1.6]))
            _field(page, (gx, gy, cell - 5, high - 5), tilt, greens[int(r.integers(0, len(greens)))], greens)
            gy += high
    along = page.width > page.height
    path = _meander(page, along)
    for width, colour in (
        (196, mix(p.light, p.second, 0.3)),
        (168, p.night),
        (150, mix(p.night, p.deep, 0.55)),
        (86, mix(p.night, p.deep, 0.85)),
    ):
        page.line(path, colour, width)
    for _ in range(60):
        at = path[int(r.integers(10, len(path) - 10))]
        side = r.normal(0, 30, 2)
        page.line(
            [(at[0] + side[0] - 9, at[1] + side[1]), (at[0] + side[0] + 9, at[1] + side[1] - 3)], mix(p.deep, p.light, 0.35), 1.6
        )
    for share in r.uniform(0.15, 0.85, 4):
        index = int(share * (len(path) - 8))
        ahead = path[index + 6] - path[index]
        _craft(page, path[index] + r.normal(0, 22, 2), float(np.arctan2(ahead[1], ahead[0])))
    for _ in range(70):
        x, y = r.uniform(0, page.width), r.uniform(0, page.height)
        if np.min(np.hypot(path[:, 0] - x, path[:, 1] - y)) > 118:
            size = r.uniform(7, 18)
            page.disc(x + 5, y + 7, size, mix(p.night, p.deep, 0.3), 0.45)
            page.disc(x, y, size, mix(p.deep, p.body, r.uniform(0, 0.5)))
            page.disc(x - size * 0.3, y - size * 0.3, size * 0.4, mix(p.body, p.light, 0.35))


def _field(page: Page, area: tuple[float, float, float, float], tilt: float, colour: RGB, others: list[RGB]) -> None:
    r = page.random
    x, y, wide, high = area
    centre = page.at(0.5, 0.5)

    def put(points: list[tuple[float, float]], fill: RGB) -> None:
        page.shape(turn(points, tilt, to=centre), fill)

    corners = turn([(x + wide / 2, y + high / 2)], tilt, to=centre)[0]
    if not (-130 < corners[0] < page.width + 130 and -200 < corners[1] < page.height + 200):
        return
    put([(x, y), (x + wide, y), (x + wide, y + high), (x, y + high)], colour)
    kind, other = int(r.integers(0, 5)), mix(colour, others[int(r.integers(0, len(others)))], 0.55)
    if kind == 0:
        for at in np.arange(6, wide - 4, 13):
            put([(x + at, y + 4), (x + at + 5, y + 4), (x + at + 5, y + high - 4), (x + at, y + high - 4)], other)
    elif kind == 1:
        for at in np.arange(6, high - 4, 15):
            put([(x + 4, y + at), (x + wide - 4, y + at), (x + wide - 4, y + at + 6), (x + 4, y + at + 6)], other)
    elif kind == 2:
        for dx in np.arange(14, wide - 6, 20):
            for dy in np.arange(14, high - 6, 20):
                spot = turn([(x + dx, y + dy)], tilt, to=centre)[0]
                page.disc(float(spot[0]), float(spot[1]), 5, other)


def _meander(page: Page, along: bool) -> np.ndarray:
    r = page.random
    length, across = (page.width, page.height) if along else (page.height, page.width)
    steps = np.array([-0.1, 0.06, 0.2, 0.38, 0.5, 0.64, 0.83, 0.94, 1.1]) + r.uniform(-0.03, 0.03, 9)
    first = float(r.choice([-1, 1]))
    sway = np.array([first * (-1) ** n * r.choice([0.05, 0.14, 0.26]) for n in range(9)]) + np.linspace(
        r.uniform(0.35, 0.65), r.uniform(0.35, 0.65), 9
    )
    knots = np.stack([steps * length, sway * across], axis=1)
    curve = smooth(knots, closed=False, steps=26)
    return curve if along else curve[:, ::-1]


def _craft(page: Page, at: np.ndarray, angle: float) -> None:
    p = page.palette
    for side in (-1, 1):
        wake = np.array([(-20, side * 6), (-70, side * 22), (-120, side * 34)])
        page.line(turn(wake, angle, to=(at[0], at[1])), mix(p.deep, p.light, 0.7), 2.4)
    hull = smooth([(-34, -9), (20, -11), (44, 0), (20, 11), (-34, 9)])
    page.shape(turn(hull, angle, to=(at[0] + 4, at[1] + 6)), p.night, 0.5)
    page.shape(turn(hull, angle, to=(at[0], at[1])), p.light)
    page.shape(turn([(-26, -6), (10, -7), (10, 7), (-26, 6)], angle, to=(at[0], at[1])), p.second)


def coral(page: Page) -> None:
    """A reef: branches, fans, a shoal, light from above."""
    p, r = page.palette, page.random
    page.ground((0, mix(p.deep, p.light, 0.45)), (0.35, p.deep), (1, p.night))
    for _ in range(7):
        x, wide, lean = r.uniform(-0.1, 1) * page.width, r.uniform(30, 110), r.uniform(60, 260)
        page.shape([(x, 0), (x + wide, 0), (x + wide * 2.2 + lean, page.height), (x + lean - wide, page.height)], p.light, 0.055)
    floor = page.height
    for layer, dim in enumerate((0.62, 0.34, 0.0)):
        count = int(7 * page.width / 1000) + 2
        for number in range(count):
            x = (number + r.uniform(0.1, 0.9)) / count * page.width
            colour = mix([p.accent, p.second, p.body, p.light][int(r.integers(0, 4))], p.night, dim)
            high = page.height * r.uniform(0.16, 0.4) * (1.15 - 0.22 * layer)
            [_branches, _fan, _fingers][int(r.integers(0, 3))](page, x, floor + 10, high, colour)
        if layer == 0:
            _shoal(page)
    for _ in range(46):
        size = r.uniform(2, 8)
        page.disc(r.uniform(0, page.width), r.uniform(0, page.height * 0.8), size, p.light, 0.35)


def _branches(page: Page, x: float, y: float, high: float, colour: RGB) -> None:
    r = page.random

    def grow(at: tuple[float, float], angle: float, length: float, width: float, left: int) -> None:
        end = (at[0] + np.cos(angle) * length, at[1] + np.sin(angle) * length)
        page.line([at, end], colour, width)
        if left:
            for way in (-1, 1):
                grow(end, angle + way * r.uniform(0.22, 0.6), length * r.uniform(0.66, 0.86), width * 0.74, left - 1)
        else:
            page.disc(*end, width * 0.8, mix(colour, page.palette.light, 0.5))

    grow((x, y), -np.pi / 2 + r.uniform(-0.2, 0.2), high * 0.3, high * 0.075, 5)


def _fan(page: Page, x: float, y: float, high: float, colour: RGB) -> None:
    ribs = np.linspace(-2.5, -0.64, 13)
    rim = [(x + np.cos(a) * high * (0.8 + 0.1 * np.sin(a * 9)), y + np.sin(a) * high) for a in np.linspace(-2.5, -0.64, 40)]
    page.shape([(x, y), *rim], (mix(colour, page.palette.light, 0.25), colour))
    for a in ribs:
        page.line([(x, y), (x + np.cos(a) * high * 0.82, y + np.sin(a) * high * 0.96)], mix(colour, page.palette.night, 0.35), 4)
    for ring in (0.35, 0.55, 0.75):
        page.line(
            [(x + np.cos(a) * high * 0.84 * ring, y + np.sin(a) * high * ring) for a in np.linspace(-2.5, -0.64, 20)],
            mix(colour, page.palette.night, 0.35),
            2.5,
        )


def _fingers(page: Page, x: float, y: float, high: float, colour: RGB) -> None:
    r = page.random
    for n in range(6):
        at, tall = x + (n - 2.5) * high * 0.13, high * r.uniform(0.5, 1)
        lean = (n - 2.5) * high * 0.05
        body = smooth(
            [
                (at - 16, y),
                (at - 20 + lean, y - tall * 0.6),
                (at + lean, y - tall),
                (at + 20 + lean, y - tall * 0.6),
                (at + 16, y),
            ]
        )
        page.shape(body, (mix(colour, page.palette.light, 0.35), colour))
        for dot in np.arange(0.25, 0.85, 0.15):
            page.disc(at + lean * dot, y - tall * dot, 4.5, mix(colour, page.palette.light, 0.6))


def _shoal(page: Page) -> None:
    p, r = page.palette, page.random
    cx, cy = page.width * r.uniform(0.35, 0.65), page.height * r.uniform(0.28, 0.42)
    way = float(r.choice([-1, 1]))
    for _ in range(int(16 * page.width / 1000)):
        x, y, s = cx + r.normal(0, page.width * 0.16), cy + r.normal(0, 90), r.uniform(0.5, 1.1)
        colour = [p.light, p.accent, p.second][int(r.integers(0, 3))]
        body = smooth([(-44, 0), (-8, -19), (40, -4), (46, 2), (-8, 19)])
        page.shape(body * (s * way, s) + (x, y), colour)
        page.shape(np.array([(-36, 0), (-70, -20), (-62, 0), (-70, 20)]) * (s * way, s) + (x, y), colour)
        page.line([(x - 2 * s * way, y - 15 * s), (x - 8 * s * way, y + 15 * s)], mix(colour, p.night, 0.5), 4 * s)
        page.disc(x + 30 * s * way, y - 3 * s, 3.2 * s, p.night)
