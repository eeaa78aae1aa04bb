"""Short films in which things really move: a crossing by night, a flight, a day of kites, a way into the light."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
from PIL import Image

from incubator.demo.drawn import allround, music
from incubator.demo.drawn.canvas import Page, Points, smooth
from incubator.demo.drawn.palettes import PALETTES, RGB, mix
from incubator.demo.drawn.sky import bird, kite
from incubator.demo.drawn.water import boat

RATE = 20
SIZE = (1280, 720)
RATIO = SIZE[0] / SIZE[1]
Paint = Callable[[float], Image.Image]


def page_for(seed: int, palette: str, fine: int = 1) -> Page:
    """A page for frames: no enlargement, since films are shown at half their size."""
    return Page(seed, RATIO, SIZE[0], PALETTES[palette], fine=fine)


def crossing(seed: int, seconds: float) -> Paint:
    """A boat from one side to the other under a moon that its path of light follows."""
    name = ("nuit", "corail", "glacier")[seed // 4 % 3]
    back, page = page_for(seed, name, 2), page_for(seed, name)
    p, r = page.palette, back.random
    horizon, moon = 560.0, (1230.0, 250.0)
    back.ground((0, p.night), (0.36, p.deep), (0.52, p.body), (0.56, p.second), (1, p.night))
    for _ in range(170):
        back.disc(r.uniform(0, back.width), r.uniform(0, 470), r.uniform(0.6, 2.2), p.light)
    back.glow(*moon, 320, p.accent, 0.55)
    back.disc(*moon, 118, (p.light, mix(p.light, p.accent, 0.45)))
    back.shape([(0, horizon), (page.width, horizon), (page.width, 1000), (0, 1000)], (mix(p.body, p.deep, 0.4), p.night))
    still = back.finish(grain=3)
    x = np.linspace(-10, page.width + 10, 110)
    sparks = [(r.uniform(0, 1), r.uniform(0, 6.3), r.normal(0, 1)) for _ in range(40)]
    kind = seed // 4 % 3

    def paint(now: float) -> Image.Image:
        page.over(still)
        for level in range(6):
            depth = level / 5
            base = horizon + 34 + 400 * depth**1.25
            crest = _wave(x, base, depth, level, now)
            water = mix(mix(p.deep, p.body, 0.25), p.night, depth)
            page.shape([*crest, (page.width + 10, 1000), (-10, 1000)], water)
            page.line(crest, mix(p.second, water, 0.25 + depth * 0.7), 2.6 + depth, round_ends=False)
            for far, phase, side in sparks[level::6]:
                y = base + 12 + 26 * far * (1 + level)
                wide = (16 + 80 * depth) * (0.5 + 0.5 * np.sin(now * 2.4 + phase))
                page.disc(
                    moon[0] + side * (20 + 60 * depth),
                    y,
                    max(2, wide),
                    mix(p.light, water, 0.25 + 0.6 * depth),
                    tall=2 + 2 * depth,
                )
            if level == 2:
                at = -260 + (page.width + 520) * (0.06 + 0.88 * now / seconds)
                bob = float(np.interp(at, x, crest[:, 1]))
                boat(page, at, bob - 6, 1.6, kind)
        for n in range(3):
            far = 300 + 190 * n + now * 92
            bird(
                page,
                far % (page.width + 300) - 150,
                170 + 46 * n + 14 * np.sin(now * 2 + n),
                0.2,
                1,
                p.night,
                np.sin(now * 9 + n),
            )
        return page.image

    return paint


def _wave(x: Points, base: float, depth: float, level: int, now: float) -> Points:
    way = 1 if level % 2 else -1
    long = (8 + 20 * depth) * np.sin(x / (150 + 150 * depth) + level * 1.7 + way * now * 0.9)
    short = (4 + 8 * depth) * np.sin(x / 61 + level * 2.3 - way * now * 1.6)
    return np.stack([x, base + long + short], axis=1)


def flight(seed: int, seconds: float) -> Paint:
    """A flock before a sun that climbs, over reeds that sway."""
    name = ("savane", "menthe", "faience")[seed // 4 % 3]
    back, page = page_for(seed, name, 2), page_for(seed, name)
    p, r = page.palette, page.random
    back.ground((0, mix(p.light, p.body, 0.35)), (1, mix(p.light, p.accent, 0.4)))
    still = back.finish(grain=3)
    reeds = [(r.uniform(-20, page.width + 20), r.uniform(260, 620), r.uniform(0, 6.3), int(r.integers(0, 3))) for _ in range(24)]
    flock = [
        (r.uniform(-900, 700), r.uniform(110, 560), r.uniform(0.4, 1.0), r.uniform(0, 6.3), int(r.integers(0, 4)))
        for _ in range(9)
    ]
    colours = [p.night, mix(p.night, p.deep, 0.5), p.second, p.accent]
    greens = [p.deep, mix(p.deep, p.body, 0.5), p.body]

    def paint(now: float) -> Image.Image:
        page.over(still)
        page.disc(page.width * 0.56, 760 - 330 * min(1.0, now / seconds * 1.15), 268, mix(p.second, p.accent, 0.25))
        for begin, y, size, phase, colour in flock:
            x = begin + now * (150 + 90 * size)
            bird(page, x, y + 26 * np.sin(now * 1.3 + phase), size, 1, colours[colour], np.sin(now * (9 - 3 * size) + phase))
        for x, high, phase, green in reeds:
            _reed(page, x, high, phase + now * 1.1, greens[green], greens[(green + 1) % 3], p.accent)
        return page.image

    return paint


LEAF = smooth([(0, 0), (26, -20), (66, -19), (36, 5)], steps=4)


def _reed(page: Page, x: float, high: float, phase: float, green: RGB, other: RGB, flower: RGB) -> None:
    t = np.linspace(0, 1, 15)
    stem = np.stack([x + 30 * np.sin(t * 2.6 + phase) * t, 1010 - t * high], axis=1)
    page.line(stem, green, 7, round_ends=False)
    for n in range(2, 15, 2):
        size = 1.35 - n / 16
        for way in (-1, 1):
            page.shape(LEAF * (way * size, size) + stem[n], other if way > 0 else green)
    page.disc(float(stem[-1][0]), float(stem[-1][1]), 13, flower)


def kites_day(seed: int, seconds: float) -> Paint:
    """Kites pull at their strings; small people hold on."""
    name = ("glacier", "indigo", "savane")[seed // 4 % 3]
    back, page = page_for(seed, name, 2), page_for(seed, name)
    p, r = page.palette, page.random
    back.ground((0, mix(p.deep, p.body, 0.5)), (0.7, mix(p.body, p.light, 0.7)), (1, p.light))
    still = back.finish(grain=3)
    x = np.linspace(-10, page.width + 10, 60)
    y = 850 - 60 * np.sin(x / page.width * np.pi)
    hands = [(float(x[n]), float(y[n])) for n in range(6, 56, 7)]
    homes = [(hx + r.uniform(-120, 200), r.uniform(130, 480), r.uniform(0.7, 1.25), r.uniform(0, 6.3)) for hx, _ in hands]
    colours = [p.second, p.accent, p.night, p.light, mix(p.second, p.accent, 0.5), p.deep]
    clouds = [(r.uniform(0, page.width), r.uniform(80, 480), r.uniform(0.6, 1.3)) for _ in range(6)]

    def paint(now: float) -> Image.Image:
        page.over(still)
        for cx, cy, size in clouds:
            _cloud(page, (cx + now * 30 * size) % (page.width + 400) - 200, cy, size, mix(p.light, p.body, 0.12))
        for n, ((hx, hy), (kx, ky, size, phase)) in enumerate(zip(hands, homes, strict=True)):
            at = (kx + 70 * np.sin(now * 0.9 + phase), ky + 52 * np.sin(now * 1.35 + phase * 2))
            page.line(smooth([(hx + 12, hy - 50), ((hx + at[0]) / 2 + 36, (hy + at[1]) / 2 + 64), at], closed=False), p.deep, 1.7)
            kite(page, at, size, 0.4 * np.sin(now * 1.2 + phase), colours[n % 6], colours[(n + 1) % 6], phase + now * 6)
        page.shape([*np.stack([x, y], axis=1), (page.width + 10, 1000), (-10, 1000)], p.deep)
        for n, (hx, hy) in enumerate(hands):
            lean = 5 * np.sin(now * 2 + n)
            page.disc(hx + lean, hy - 60, 9, p.night)
            page.shape([(hx - 10 + lean, hy - 50), (hx + 10 + lean, hy - 50), (hx + 13, hy + 6), (hx - 13, hy + 6)], p.night)
            page.line([(hx + 5 + lean, hy - 42), (hx + 14, hy - 54)], p.night, 5)
        return page.image

    return paint


def _cloud(page: Page, x: float, y: float, s: float, colour: RGB) -> None:
    for dx, dy, size in ((-90, 0, 40), (-40, -22, 56), (24, -30, 66), (84, -8, 46)):
        page.disc(x + dx * s, y + dy * s, size * s, colour)
    page.box(x - 128 * s, y, 256 * s, 36 * s, colour, 18 * s)


def passage(seed: int, seconds: float) -> Paint:
    """Through a corridor of colours: one map of depth and angle, looked up again for every frame."""
    p = PALETTES[("hibiscus", "indigo", "lagune")[seed // 4 % 3]]
    width, height = SIZE
    ys, xs = np.mgrid[0:height, 0:width].astype(np.float32)
    x, y = (xs - width / 2) / 360, (ys - height / 2) / 360
    away, angle = np.hypot(x, y) + 1e-3, np.arctan2(y, x)
    spokes = (6, 8, 10)[seed // 4 % 3]
    into = ((1 / away) * 9 / (2 * np.pi) * 256).astype(np.int32) & 255
    around = (((angle / (2 * np.pi) * spokes + 1 / away * 0.5) * 256).astype(np.int32)) & 255
    grid = np.sin(np.arange(256) / 256 * 2 * np.pi)
    wave = grid[:, None] * grid[None, :]
    flat = np.array(mix(p.night, p.deep, 0.5), np.float32)
    one = np.clip((wave - 0.3) * 7, 0, 1)[..., None]
    two = np.clip((-wave - 0.4) * 7, 0, 1)[..., None]
    table = flat * (1 - one) + np.array(p.second, np.float32) * one
    colours = (table * (1 - two) + np.array(p.accent, np.float32) * two).astype(np.uint8).reshape(-1, 3)
    shade = (np.clip(away / 1.2, 0.12, 1) * 255).astype(np.uint8)
    mask = Image.fromarray(shade)
    lit = np.exp(-((away / 0.2) ** 2))
    glow = Image.fromarray((lit * 255).astype(np.uint8))
    night, light = Image.new("RGB", SIZE, p.night), Image.new("RGB", SIZE, p.light)

    def paint(now: float) -> Image.Image:
        index = (((into + int(now * 208)) & 255) << 8) | ((around + int(now * 68)) & 255)
        picture = Image.composite(Image.fromarray(np.take(colours, index, axis=0)), night, mask)
        picture.paste(light, mask=glow)
        return picture

    return paint


def _sea_sound(tape: music.Tape, seed: int) -> None:
    tape.lay(music.air(tape.seconds, 3.4), 0, 0.5, -0.4)
    tape.lay(music.air(tape.seconds, 4.3, 5), 0, 0.5, 0.4)
    random = np.random.default_rng(seed)
    for n in range(int(tape.seconds / 0.42)):
        step = (0, 2, 4, 7, 4, 2)[n % 6] + int(random.choice([0, 0, 1]))
        tape.lay(music.pluck(music.note(196.0, music.PENTA, step), 2.2, 0.45), n * 0.42, 0.5, 0.3 * (-1) ** n)


def _flight_sound(tape: music.Tape, seed: int) -> None:
    music.wood(tape, seed, 293.7)
    random = np.random.default_rng(seed)
    for _ in range(int(tape.seconds * 1.4)):
        t = np.arange(int(0.12 * music.RATE)) / music.RATE
        pitch = random.uniform(2300, 3600) * (1 + random.choice([-0.18, 0.22]) * t / 0.12)
        tape.lay(
            np.sin(2 * np.pi * np.cumsum(pitch) / music.RATE) * np.sin(np.pi * t / 0.12),
            random.uniform(0, tape.seconds),
            0.1,
            random.uniform(-1, 1),
        )


def _kites_sound(tape: music.Tape, seed: int) -> None:
    tape.lay(music.air(tape.seconds, 2.6), 0, 0.35)
    music.kora(tape, seed, 220.0)


def _passage_sound(tape: music.Tape, seed: int) -> None:
    t = np.arange(int(tape.seconds * music.RATE)) / music.RATE
    for number, pitch in enumerate((55.0, 82.5, 110.4, 165.3)):
        swell = 0.5 + 0.5 * np.sin(2 * np.pi * t * (0.11 + 0.05 * number) + number)
        tape.lay(np.sin(2 * np.pi * pitch * t) * swell, 0, 0.32, (-0.6, 0.6, -0.2, 0.2)[number])
    music.night(tape, seed)


@dataclass(frozen=True)
class Story:
    painted: Callable[[int, float], Paint]
    heard: Callable[[music.Tape, int], None]


STORIES = (
    Story(crossing, _sea_sound),
    Story(flight, _flight_sound),
    Story(kites_day, _kites_sound),
    Story(passage, _passage_sound),
)
ALL_ROUND = Story(allround.lagoon, _kites_sound)


def film(path: Path, seed: int, seconds: float = 8.0, *, around: bool = False) -> Path:
    """A 720p film with its sound (MP4). `seed % 4` is the story, `seed // 4` its colours; `around`: one to stand in."""
    story, size = (ALL_ROUND, allround.SIZE) if around else (STORIES[seed % len(STORIES)], SIZE)
    paint, tape = story.painted(seed, seconds), music.Tape(seconds)
    story.heard(tape, seed)
    with av.open(str(path), "w", options={"movflags": "+faststart"}) as out:
        options = {"preset": "superfast", "crf": "25", "g": str(RATE * 2)}
        stream = out.add_stream("libx264", rate=RATE, options=options)
        stream.width, stream.height, stream.pix_fmt = *size, "yuv420p"
        stream.codec_context.thread_count = 2
        track = out.add_stream("aac", rate=music.RATE, layout="stereo")
        track.bit_rate = 128_000
        sounds = music.encoded(track, tape.finished(fade=1.2))
        count = int(seconds * RATE)
        for number in range(count):
            picture = paint(number / RATE) if around else _faded(paint(number / RATE), number, count)
            frame = av.VideoFrame.from_ndarray(np.asarray(picture), format="rgb24")
            frame.pts, frame.time_base = number, Fraction(1, RATE)
            out.mux(stream.encode(frame))
            while sounds and sounds[0].pts is not None and float(sounds[0].pts * sounds[0].time_base) <= number / RATE:
                out.mux(sounds.pop(0))
        out.mux(stream.encode(None))
        out.mux(sounds)
    return path


def _faded(picture: Image.Image, number: int, count: int) -> Image.Image:
    level = min(1.0, (number + 1) / 14, (count - number) / 20)
    return picture if level >= 1 else picture.point([int(v * level) for v in range(256)] * 3)
