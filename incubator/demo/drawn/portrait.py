"""Portraits that are nobody's: a head in profile before a sun with rays."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from incubator.demo.drawn.canvas import Page, smooth
from incubator.demo.drawn.palettes import RGB, mix, rgb

Put = Callable[..., None]
Spot = Callable[[float, float], tuple[float, float]]
SKINS: tuple[RGB, ...] = (rgb("#3b1d16"), rgb("#4f271b"), rgb("#6b3823"), rgb("#8a4d2f"), rgb("#a8683f"))


def portrait(page: Page) -> None:
    """A head in profile before a sun with rays."""
    p, r = page.palette, page.random
    page.ground((0, p.second), (1, p.body))
    cx, cy = page.width * 0.5, page.height * (0.5 if page.seed % 4 == 1 else 0.44)
    rays = int(r.choice([18, 22, 28]))
    reach = page.width + page.height
    shift = r.uniform(0, 20)
    for n in range(rays):
        page.slice(cx, cy, reach, n * 360 / rays + shift, (n + 0.5) * 360 / rays + shift, mix(p.second, p.accent, 0.28))
    s = min(page.width, page.height) / 1000 * (1.25 if page.height > page.width else 1.0)
    for ring, share in ((1.16, 0.25), (1.0, 0.0)):
        page.disc(cx, cy, 385 * s * ring, mix(p.accent, p.second, share))
    side = float(r.choice([-1, 1]))
    skin = SKINS[int(r.integers(0, len(SKINS)))]
    hair = mix(p.night, (0, 0, 0), 0.35)

    def put(points: Sequence[tuple[float, float]], fill: RGB | tuple[RGB, RGB], steps: int = 12) -> None:
        page.shape(smooth(np.array(points, dtype=float) * (side * s, s) + (cx, cy), steps=steps), fill)

    def spot(x: float, y: float) -> tuple[float, float]:
        return cx + x * side * s, cy + y * s

    style = page.seed % 4
    if style == 0:
        for x, y, size in ((-90, -160, 265), (40, -230, 200), (-190, -40, 205), (-150, 90, 130)):
            page.disc(*spot(x, y), size * s, hair)
    _shoulders(page, put, spot, s)
    _head(page, put, spot, s, skin)
    (_afro, _wrap, _braids, _cap)[style](page, put, spot, s, hair)
    page.line([spot(120, -44), spot(150, -58), spot(186, -50)], hair, 9 * s)
    page.line([spot(126, -8), spot(152, -14), spot(176, -2)], hair, 10 * s)
    _jewels(page, spot, s)


# fmt: off
FACE = (
    (-150, -220), (0, -276), (120, -244), (176, -160), (190, -70), (206, -20), (250, 52), (244, 70), (206, 82), (214, 116),
    (204, 134), (214, 164), (188, 190), (186, 232), (150, 268), (60, 262), (-30, 214), (-120, 160), (-176, 20),
)
# fmt: on
SHADOW = ((-150, -220), (-30, -262), (-10, -120), (-24, 60), (10, 210), (60, 262), (-30, 214), (-120, 160), (-176, 20))


def _head(page: Page, put: Put, spot: Spot, s: float, skin: RGB) -> None:
    black = (0, 0, 0)
    neck = [(-130, 120), (-150, 330), (-70, 440), (60, 440), (120, 330), (96, 200), (120, 100)]
    put(neck, (mix(skin, black, 0.25), mix(skin, black, 0.1)))
    put(FACE, skin, 10)
    put(SHADOW, mix(skin, black, 0.22))
    put([(170, 158), (212, 146), (216, 166), (180, 176)], mix(page.palette.deep, skin, 0.35))


def _jewels(page: Page, spot: Spot, s: float) -> None:
    p = page.palette
    for ring in range(4):
        curve = [spot(x, 300 + ring * 34 + 26 * np.sin(np.pi * (x + 140) / 270)) for x in range(-132, 122, 20)]
        page.line(curve, (p.accent, p.light, p.body, p.light)[ring], 13 * s)
    page.disc(*spot(-50, 92), 34 * s, p.accent)
    page.disc(*spot(-50, 92), 17 * s, p.deep)


def _shoulders(page: Page, put: Put, spot: Spot, s: float) -> None:
    p, r = page.palette, page.random
    put([(-120, 330), (-330, 430), (-450, 640), (-470, 1600), (470, 1600), (430, 640), (300, 440), (110, 340)], (p.night, p.deep))
    kind = int(r.integers(0, 3))
    for row in range(9):
        y = 520 + row * 78
        for n in range(-6, 7):
            at = spot(n * 70 + (35 if row % 2 else 0), y)
            if abs(n * 70) > 380 + row * 8:
                continue
            colour = (p.accent, p.second, p.light)[(row + n) % 3]
            if kind == 0:
                page.disc(*at, 13 * s, colour)
            elif kind == 1:
                page.shape(
                    [(at[0] - 20 * s, at[1]), (at[0], at[1] - 26 * s), (at[0] + 20 * s, at[1]), (at[0], at[1] + 26 * s)], colour
                )
            else:
                page.line(
                    [(at[0] - 18 * s, at[1] + 14 * s), (at[0], at[1] - 10 * s), (at[0] + 18 * s, at[1] + 14 * s)], colour, 7 * s
                )


def _afro(page: Page, put: Put, spot: Spot, s: float, hair: RGB) -> None:
    put(
        [
            (-196, 60),
            (-220, -120),
            (-120, -310),
            (60, -330),
            (166, -236),
            (120, -196),
            (10, -200),
            (-40, -120),
            (-70, -10),
            (-96, 90),
        ],
        hair,
    )
    for x, y in ((-150, -200), (-70, -280), (30, -300), (-200, -90)):
        page.disc(*spot(x, y), 9 * s, page.palette.accent)


def _wrap(page: Page, put: Put, spot: Spot, s: float, hair: RGB) -> None:
    p = page.palette
    put(
        [
            (-190, 20),
            (-300, -140),
            (-290, -380),
            (-150, -520),
            (40, -500),
            (150, -380),
            (186, -200),
            (150, -166),
            (0, -170),
            (-90, -110),
        ],
        (p.body, p.deep),
    )
    for n in range(6):
        y = -210 - n * 52
        page.line(
            [spot(-262 + n * 16, y + 60), spot(-110, y + 6), spot(40, y - 8), spot(158 - n * 14, y + 34)],
            (p.accent, p.light)[n % 2],
            13 * s,
        )
    put([(-250, -330), (-390, -470), (-330, -540), (-230, -470), (-150, -520)], p.second)


def _braids(page: Page, put: Put, spot: Spot, s: float, hair: RGB) -> None:
    put([(-190, 40), (-220, -130), (-120, -286), (50, -314), (170, -226), (130, -196), (10, -206), (-60, -110), (-90, 40)], hair)
    for n in range(6):
        x = -196 + n * 24
        page.line([spot(x, -60 + n * 8), spot(x - 40, 150), spot(x - 30, 330), spot(x - 56, 470 - n * 18)], hair, 19 * s)
        for y in (170, 250, 330):
            page.disc(*spot(x - 36, y + n * 6), 10 * s, (page.palette.accent, page.palette.light)[n % 2])
    page.disc(*spot(-90, -340), 84 * s, hair)
    page.line([spot(-150, -300), spot(-40, -296)], page.palette.accent, 15 * s)


def _cap(page: Page, put: Put, spot: Spot, s: float, hair: RGB) -> None:
    p = page.palette
    put([(-186, 60), (-206, -120), (-150, -240), (-40, -200), (-60, -60), (-96, 90)], hair)
    put(
        [(-206, -130), (-196, -330), (-90, -410), (80, -400), (170, -310), (180, -170), (60, -196), (-90, -160)],
        (p.deep, p.night),
    )
    for n in range(8):
        a, b = spot(-196 + n * 50, -176 + abs(n - 4) * 8), spot(-170 + n * 50, -230 + abs(n - 4) * 6)
        page.line([a, b], p.accent, 9 * s)
    page.line([spot(-196, -250), spot(-80, -286), spot(90, -290), spot(172, -256)], p.light, 9 * s)
