"""Birds over plants, kites over a hill, a kora under its strings."""

from __future__ import annotations

import numpy as np

from incubator.demo.drawn.canvas import Page, smooth, turn
from incubator.demo.drawn.palettes import RGB, mix


def birds(page: Page) -> None:
    """A sun, stalks with leaves on both sides, geometric birds."""
    p, r = page.palette, page.random
    page.ground((0, mix(p.light, p.body, 0.35)), (1, mix(p.light, p.accent, 0.4)))
    sun = page.at(r.uniform(0.4, 0.6), r.uniform(0.36, 0.5))
    page.disc(*sun, min(page.width, page.height) * 0.29, (mix(p.second, p.accent, 0.3), p.second))
    count = int(page.width / 105)
    for n in range(count):
        _stalk(page, (n + r.uniform(0.2, 0.8)) * page.width / count, page.height * r.uniform(0.24, 0.6))
    blues = [p.night, mix(p.night, p.deep, 0.5), p.second, p.accent]
    flock = int(r.integers(4, 7))
    for n in range(flock):
        x = page.width * (0.14 + 0.72 * ((n * 0.618 + 0.2) % 1))
        y = page.height * (0.12 + 0.56 * n / flock)
        bird(page, x, y, r.uniform(0.62, 1.12), float(r.choice([-1, 1])), blues[n % 4], r.uniform(0.4, 1))


def _stalk(page: Page, x: float, high: float) -> None:
    p, r = page.palette, page.random
    phase = r.uniform(0, 6.3)
    t = np.linspace(0, 1, 26)
    stem = np.stack([x + 36 * np.sin(t * 3 + phase), page.height - t * high], axis=1)
    page.line(stem, p.deep, 8)
    kind = int(r.integers(0, 3))
    for n in range(3, 25, 3):
        for side in (-1, 1):
            if kind != 1 or (n // 3) % 2 == (side > 0):
                size = (1.25 - n / 26) * 82
                leaf = smooth([(0, 0), (size * 0.4, -size * 0.3), (size, -size * 0.28), (size * 0.55, size * 0.08)]) * (side, 1)
                page.shape(leaf + stem[n], (p.deep, mix(p.deep, p.body, 0.5), p.body)[int(r.integers(0, 3))])
    if kind == 2:
        page.disc(float(stem[-1][0]), float(stem[-1][1]), 22, p.accent)
        page.disc(float(stem[-1][0]), float(stem[-1][1]), 10, p.second)


def bird(page: Page, x: float, y: float, s: float, way: float, colour: RGB, lift: float) -> None:
    """`lift` −1…1: where the wing is in its beat."""
    p = page.palette

    def put(points: list[tuple[float, float]], fill: RGB) -> None:
        page.shape(np.array(points) * (way * s, s) + (x, y), fill)

    wing = mix(colour, p.night, 0.5) if colour != p.night else p.deep
    put([(-10, -6), (-96, 34), (-132, 66), (-84, -2)], wing)
    page.shape(smooth([(-30, -14), (50, -42), (126, -40), (168, -12), (120, 34), (30, 40)]) * (way * s, s) + (x, y), colour)
    put([(36, -16), (10 - 30 * lift, -170 * lift - 20), (118, -24)], wing)
    put([(36, -16), (10 - 30 * lift, -170 * lift - 20), (60, -100 * lift - 16), (80, -20)], mix(wing, p.light, 0.2))
    put([(164, -24), (214, -8), (160, 4)], p.accent if colour != p.accent else p.second)
    page.disc(x + 142 * way * s, y - 20 * s, 8 * s, p.light)
    page.disc(x + 144 * way * s, y - 20 * s, 4 * s, p.night)


def kites(page: Page) -> None:
    """Many kites, and very small people who hold them."""
    p, r = page.palette, page.random
    page.ground((0, mix(p.deep, p.body, 0.5)), (0.7, mix(p.body, p.light, 0.7)), (1, p.light))
    for _ in range(7):
        _cloud(page, r.uniform(0, page.width), r.uniform(0.05, 0.6) * page.height, r.uniform(0.6, 1.5))
    hill = page.height * 0.84
    x = np.linspace(-10, page.width + 10, 60)
    y = hill - 56 * np.sin((x / page.width) * np.pi) + 10 * np.sin(x / 90)
    people = np.linspace(6, 53, 9).astype(int)
    colours = [p.second, p.accent, p.night, p.light, mix(p.second, p.accent, 0.5), p.deep]
    for n, index in enumerate(people):
        foot = (float(x[index]), float(y[index]))
        top = (foot[0] + r.uniform(-160, 220), page.height * r.uniform(0.1, 0.52))
        hand = (foot[0] + 12, foot[1] - 50)
        middle = ((hand[0] + top[0]) / 2 + 40, (hand[1] + top[1]) / 2 + 70)
        page.line(smooth([hand, middle, top], closed=False), mix(p.night, p.body, 0.3), 1.6)
        kite(page, top, r.uniform(0.6, 1.2), r.uniform(-0.5, 0.5), colours[n % 6], colours[(n + 1) % 6], r.uniform(0, 6))
    page.shape([*np.stack([x, y], axis=1), (page.width + 10, page.height), (-10, page.height)], (p.deep, p.night))
    for index in people:
        _person(page, float(x[index]), float(y[index]), p.night)
    for _ in range(int(page.width / 14)):
        at = r.uniform(0, page.width)
        page.line([(at, page.height), (at + r.normal(0, 8), page.height - r.uniform(10, 60))], mix(p.deep, p.body, 0.35), 2.5)


def _cloud(page: Page, x: float, y: float, s: float) -> None:
    p = page.palette
    for dx, dy, size in ((-90, 0, 40), (-40, -22, 56), (24, -30, 66), (84, -8, 46)):
        page.disc(x + dx * s, y + dy * s, size * s, p.light, 0.5)
    page.box(x - 128 * s, y, 256 * s, 34 * s, p.light, 17 * s)


def kite(page: Page, at: tuple[float, float], s: float, angle: float, one: RGB, two: RGB, phase: float) -> None:
    t = np.linspace(0, 1, 22)
    tail = np.stack([14 * np.sin(t * 9 + phase) * t * 3, 110 + t * 210], axis=1)
    page.line(turn(tail, angle, s, to=at), one, 4 * s)
    for n in (6, 11, 16, 21):
        bow = turn(np.array([(-17, -9), (17, 9), (17, -9), (-17, 9)]) + tail[n], angle, s, to=at)
        page.shape(bow, two)
    for points, colour in (
        ([(0, -120), (84, -10), (0, -10)], one),
        ([(0, -120), (-84, -10), (0, -10)], two),
        ([(0, 110), (84, -10), (0, -10)], two),
        ([(0, 110), (-84, -10), (0, -10)], one),
    ):
        page.shape(turn(points, angle, s, to=at), colour)
    knot = turn([(0, -10)], angle, s, to=at)[0]
    page.disc(float(knot[0]), float(knot[1]), 15 * s, page.palette.light)


def _person(page: Page, x: float, y: float, ink: RGB) -> None:
    page.disc(x, y - 58, 8, ink)
    page.shape(np.add(smooth([(-9, -48), (9, -48), (12, -6), (8, 4), (-8, 4), (-12, -6)]), (x, y)), ink)
    page.line([(x + 5, y - 42), (x + 14, y - 52)], ink, 5)


def kora(page: Page) -> None:
    """The gourd, its bridge and twenty-one strings; what it plays goes outward in rings."""
    p = page.palette
    page.ground((0, p.deep), (1, p.night))
    tall = page.height >= page.width
    cx, cy = (page.width * 0.5, page.height * 0.66) if tall else (page.width * 0.36, page.height * 0.6)
    for n in range(12, 0, -1):
        colour = mix((p.deep, p.body, p.second)[n % 3], p.night, 0.28 + n * 0.03)
        wobble = [
            (cx + (150 + n * 88 + 16 * np.sin(a * 5 + n)) * np.cos(a), cy + (150 + n * 88 + 16 * np.sin(a * 5 + n)) * np.sin(a))
            for a in np.linspace(0, 2 * np.pi, 60)
        ]
        page.shape(wobble, colour)
    tilt = 0.0 if tall else 0.5
    length = page.height * 0.62

    def spot(x: float, y: float) -> tuple[float, float]:
        found = turn([(x, y)], tilt, to=(cx, cy))[0]
        return float(found[0]), float(found[1])

    page.line([spot(0, 60), spot(0, -length)], mix(p.night, (0, 0, 0), 0.3), 38)
    page.line([spot(-8, 60), spot(-8, -length)], mix(p.second, p.night, 0.55), 9)
    size = 268
    page.disc(cx + 12, cy + 20, size, p.night, 0.5)
    page.disc(cx, cy, size, (mix(p.accent, p.second, 0.35), p.second))
    page.disc(cx, cy, size * 0.86, (p.light, mix(p.light, p.accent, 0.5)))
    for n in range(30):
        a = n * 2 * np.pi / 30
        page.disc(cx + size * 0.93 * np.cos(a), cy + size * 0.93 * np.sin(a), 7, p.night)
    hole = spot(150, 60)
    page.disc(*hole, 34, p.night)
    for way in (-1, 1):
        page.line([spot(way * 78, 190), spot(way * 62, -330)], mix(p.second, p.night, 0.5), 13)
    page.line([spot(0, 150), spot(0, -170)], p.night, 25)
    for n in range(21):
        way = -1 if n % 2 else 1
        top = spot(way * 12, -length + 50 + n * (length - 420) / 21)
        foot = spot(way * (20 + n * 1.1), 120 - n * 12.5)
        page.line([top, foot], (p.light, p.accent)[n % 2], 2.6)
        page.disc(*foot, 4.2, p.night)
    page.line([spot(-52, 168), spot(52, 168)], p.night, 17)
    for n in range(9):
        page.line([spot(-27, -length + 40 + n * 36), spot(27, -length + 30 + n * 36)], (p.accent, p.body)[n % 2], 8)
