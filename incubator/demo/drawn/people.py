"""Masks, a crowd before lights, a shadow theatre."""

from __future__ import annotations

import numpy as np

from incubator.demo.drawn.canvas import Page, smooth
from incubator.demo.drawn.palettes import RGB, mix


def masks(page: Page) -> None:
    """Carved faces, halved in colour, on a patterned cloth."""
    p = page.palette
    page.ground((0, p.deep), (1, p.night))
    step = 70.0
    for i in range(int(page.width / step) + 2):
        for j in range(int(page.height / step) + 2):
            x, y = i * step + (step / 2 if j % 2 else 0), j * step
            page.line([(x - 14, y + 10), (x, y - 10), (x + 14, y + 10)], mix(p.deep, p.second, 0.5), 4)
    if page.width > page.height * 1.3:
        places = [(0.2, 0.57, 0.7), (0.5, 0.57, 0.84), (0.8, 0.57, 0.7)]
    elif page.height > page.width * 1.2:
        places = [(0.5, 0.57, 0.98)]
    else:
        places = [(0.5, 0.56, 0.88)]
    for across, down, scale in places:
        _mask(page, across * page.width, down * page.height, scale * min(page.width * 1.2, page.height) / 1000)


def _mask(page: Page, x: float, y: float, s: float) -> None:
    p, r = page.palette, page.random
    colours = [p.second, p.accent, p.body, p.light]
    r.shuffle(colours)
    left, right, mark, trim = colours
    half = np.array([(0, -330), (120, -320), (205, -220), (225, -60), (190, 120), (110, 290), (0, 390)])
    _crown(page, x, y, s, page.seed % 3, trim, mark)
    page.shape(
        smooth([*(half * (1.09, 1.05)), *(half[::-1] * (-1.09, 1.05))]) * s + (x + 8 * s, y + 16 * s),
        mix(p.night, (0, 0, 0), 0.4),
        0.6,
    )
    outline = smooth([*(half * (1.09, 1.05)), *(half[::-1][1:-1] * (-1.09, 1.05))])
    page.shape(outline * s + (x, y), p.night)
    whole = smooth([*half, *(half[::-1][1:-1] * (-1, 1))])
    page.shape(whole * s + (x, y), left)
    page.shape(whole[whole[:, 0] >= -1] * s + (x, y), right)
    for side, ground in ((-1, left), (1, right)):
        at = x + side * 100 * s
        page.disc(at, y - 70 * s, 76 * s, p.night, tall=58 * s)
        page.disc(at, y - 70 * s, 62 * s, p.light, tall=44 * s)
        page.disc(at, y - 70 * s, 50 * s, p.night, tall=20 * s)
        page.line(smooth([(side * 30, -150), (side * 100, -176), (side * 178, -130)], closed=False) * s + (x, y), p.night, 17 * s)
        _scars(page, at + side * 20 * s, y + 56 * s, s, side, p.night if sum(ground) > 300 else p.light)
    page.shape(np.array([(-24, -160), (24, -160), (44, 90), (0, 118), (-44, 90)]) * s + (x, y), (mark, mix(mark, p.night, 0.25)))
    page.line(np.array([(0, -330), (0, -170)]) * s + (x, y), p.night, 7 * s)
    for n in range(3):
        page.disc(x, y + (-296 + n * 44) * s, 13 * s, trim)
    page.disc(x, y + 218 * s, 82 * s, p.night, tall=48 * s)
    for n in range(-3, 4):
        page.box(x + (n * 21 - 8) * s, y + 198 * s, 15 * s, 38 * s, p.light)
    page.line(np.array([(-66, 300), (0, 318), (66, 300)]) * s + (x, y), p.night, 6 * s)


def _crown(page: Page, x: float, y: float, s: float, kind: int, trim: RGB, mark: RGB) -> None:
    p = page.palette
    if kind == 0:
        for n in range(-5, 6):
            tip = (x + n * 62 * s, y - (520 - abs(n) * 34) * s)
            page.line([(x + n * 38 * s, y - 270 * s), tip], trim if n % 2 else mark, 15 * s)
            page.disc(*tip, 21 * s, p.light)
    elif kind == 1:
        for side in (-1, 1):
            horn = smooth([(60, -280), (190, -360), (230, -500), (170, -590), (200, -480), (140, -390), (20, -330)]) * (
                side * s,
                s,
            )
            page.shape(np.add(horn, (x, y)), mark)
    else:
        for n in range(13):
            page.slice(x, y - 240 * s, 300 * s, 180 + n * 180 / 13, 180 + (n + 0.62) * 180 / 13, trim if n % 2 else mark)


def _scars(page: Page, x: float, y: float, s: float, side: int, ink: RGB) -> None:
    for n in range(4):
        page.line([(x - side * 40 * s, y + n * 24 * s), (x + side * 40 * s, y + (n * 24 - 16) * s)], ink, 8 * s)


def bokeh(page: Page) -> None:
    """Backs of heads before a stage's lights out of focus."""
    p, r = page.palette, page.random
    page.ground((0, mix(p.night, (0, 0, 0), 0.55)), (0.6, p.night), (1, mix(p.night, p.deep, 0.5)))
    lights = [p.accent, p.second, p.body, p.light]
    for _ in range(int(85 * page.width / 1000)):
        x, y = r.uniform(0, page.width), r.normal(page.height * 0.5, page.height * 0.17)
        size, colour = r.uniform(9, 74) ** 1.0, lights[int(r.integers(0, 4))]
        page.disc(x, y, size, colour, r.uniform(0.12, 0.5))
        page.disc(x, y, size * 0.86, mix(colour, p.night, 0.2), 0.25)
    for _ in range(3):
        page.glow(r.uniform(0.1, 0.9) * page.width, r.uniform(0.1, 0.5) * page.height, 300, lights[int(r.integers(0, 4))], 0.35)
    ink = mix(p.night, (0, 0, 0), 0.75)
    for row, (share, scale) in enumerate(((0.78, 0.8), (0.92, 1.15))):
        count = max(3, int(page.width / (210 * scale)))
        for n in range(count):
            x = (n + 0.5 + r.uniform(-0.3, 0.3)) * page.width / count
            _back(
                page,
                x,
                page.height * share + r.uniform(-30, 40),
                scale * r.uniform(0.85, 1.1),
                mix(ink, p.deep, 0.22 * (1 - row)),
            )


def _back(page: Page, x: float, y: float, s: float, ink: RGB) -> None:
    r = page.random
    hair = int(r.integers(0, 4))
    page.disc(x, y - 60 * s, 46 * s, ink, tall=56 * s)
    if hair == 0:
        page.disc(x, y - 78 * s, 72 * s, ink, tall=66 * s)
    elif hair == 1:
        page.disc(x, y - 134 * s, 27 * s, ink)
    elif hair == 2:
        page.shape(smooth([(-52, -60), (-44, -124), (0, -140), (44, -124), (52, -60)]) * s + (x, y), ink)
    page.shape(
        smooth([(-30, -20), (-120, 30), (-140, 120), (-140, 700), (140, 700), (140, 120), (120, 30), (30, -20)]) * s + (x, y), ink
    )
    if r.random() < 0.3:
        side = float(r.choice([-1, 1]))
        page.line(np.array([(side * 104, 60), (side * 130, -80), (side * 104, -216)]) * s + (x, y), ink, 34 * s)
        page.disc(x + side * 102 * s, y - 236 * s, 25 * s, ink)


def puppets(page: Page) -> None:
    """A lit cloth, jointed figures on sticks, children's heads in front."""
    p, r = page.palette, page.random
    page.ground((0, p.night), (1, mix(p.night, (0, 0, 0), 0.4)))
    left, right, top, bottom = page.width * 0.13, page.width * 0.87, page.height * 0.14, page.height * 0.8
    arch = smooth(
        [
            (left, bottom),
            (left, top + 120),
            (left + 60, top + 20),
            (page.width / 2, top - 40),
            (right - 60, top + 20),
            (right, top + 120),
            (right, bottom),
        ],
        closed=False,
    )
    page.shape(arch, (p.accent, p.light))
    page.glow(page.width / 2, page.height * 0.5, min(page.width, page.height) * 0.55, p.light, 0.5)
    ink = mix(p.night, (0, 0, 0), 0.3)
    moon = (page.width * r.uniform(0.36, 0.64), top + (bottom - top) * 0.28)
    page.disc(*moon, 84, mix(p.accent, p.second, 0.6))
    ground = bottom - 70
    page.shape(
        [
            (left, bottom),
            (left, ground),
            *smooth(
                [(left, ground), (page.width * 0.35, ground - 34), (page.width * 0.6, ground + 8), (right, ground - 20)],
                closed=False,
            ),
            (right, bottom),
        ],
        ink,
    )
    wide = right - left
    count = 2 if page.width < 1150 else 3
    for n in range(count):
        x = left + wide * (n + 0.5) / count + r.uniform(-20, 20)
        _puppet(
            page,
            x,
            ground + 14,
            min(1.15, (bottom - top) / 640) * r.uniform(0.86, 1.05),
            float(r.choice([-1, 1])),
            ink,
            int(r.integers(0, 3)),
        )
    _theatre(page, left, right, bottom)


def _theatre(page: Page, left: float, right: float, bottom: float) -> None:
    """What stands before the cloth: boards, curtains, a valance, the children."""
    p, r = page.palette, page.random
    page.box(0, bottom, page.width, page.height - bottom, (mix(p.deep, p.night, 0.35), mix(p.night, (0, 0, 0), 0.4)))
    page.line([(0, bottom + 4), (page.width, bottom + 4)], p.accent, 7)
    for n in range(1, 12):
        page.line(
            [(page.width * n / 12, bottom + 8), (page.width * (n + (n - 6) * 0.1) / 12, page.height)],
            mix(p.night, (0, 0, 0), 0.4),
            3,
        )
    for side, edge in ((1, left), (-1, right)):
        for fold in range(6):
            x = edge - side * (fold * 36 - 30)
            page.shape(
                [(x, 0), (x - side * 40, 0), (x - side * (52 + fold), page.height), (x - side * 2, page.height)],
                (mix(p.body, p.deep, fold % 2 * 0.7), mix(p.deep, p.night, fold % 2 * 0.5)),
            )
    for n in range(9):
        page.slice(page.width * (n + 0.5) / 9, -8, page.width / 15, 0, 180, (p.body, p.deep)[n % 2])
        page.arc(page.width * (n + 0.5) / 9, -8, page.width / 15, 0, 180, p.accent, 6)
    for n in range(int(page.width / 120)):
        x = (n + 0.5 + r.uniform(-0.2, 0.2)) * 120
        page.disc(x, page.height - 34 + r.uniform(-14, 16), r.uniform(42, 56), mix(p.night, (0, 0, 0), 0.65))


def _puppet(page: Page, x: float, y: float, s: float, way: float, ink: RGB, kind: int) -> None:
    p = page.palette

    def put(points: list[tuple[float, float]], fill: RGB) -> None:
        page.shape(smooth(np.array(points, dtype=float) * (way * s, s) + (x, y), steps=8), fill)

    page.line([(x, y - 150 * s), (x - 10 * s, y + 240 * s)], ink, 5 * s)
    page.line([(x + way * 150 * s, y - 250 * s), (x + way * 110 * s, y + 240 * s)], ink, 3.4 * s)
    put([(-34, -290), (30, -292), (50, -190), (70, -60), (96, 0), (-86, 0), (-60, -80), (-44, -190)], ink)
    for row in range(4):
        for n in range(-1, 2):
            page.disc(x + n * (16 + row * 7) * s, y - (230 - row * 58) * s, (6 + row) * s, p.second)
    put([(-34, -300), (-40, -360), (0, -396), (36, -372), (62, -336), (34, -324), (30, -294)], ink)
    page.disc(x + way * 16 * s, y - 352 * s, 6.5 * s, p.accent)
    if kind == 0:
        put([(-50, -372), (0, -470), (20, -460), (40, -376)], ink)
    elif kind == 1:
        for n in range(5):
            page.line([(x + way * (-30 + n * 14) * s, y - 380 * s), (x + way * (-54 + n * 26) * s, y - 452 * s)], ink, 8 * s)
    else:
        put([(-60, -376), (-52, -430), (40, -436), (56, -380)], ink)
    page.line(np.array([(24, -270), (90, -220), (152, -256)]) * (way * s, s) + (x, y), ink, 17 * s)
    page.line(np.array([(-24, -270), (-84, -200), (-60, -130)]) * (way * s, s) + (x, y), ink, 17 * s)
    for at in ((24, -270), (90, -220), (-84, -200)):
        page.disc(x + at[0] * way * s, y + at[1] * s, 5 * s, p.accent)
