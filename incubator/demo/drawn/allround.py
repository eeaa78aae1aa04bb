"""A place to stand in, drawn all round: dunes behind, the ocean before, kites between. Twice as wide as high."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw

from incubator.demo.drawn.palettes import PALETTES, RGB, mix

SIZE = (1280, 640)
Floats = NDArray[np.float32]


def _ways(size: tuple[int, int]) -> tuple[Floats, Floats]:
    """For each point: how far around (0 ahead) and how high, in radians."""
    width, height = size
    around = ((np.arange(width) + 0.5) / width - 0.5).astype(np.float32) * np.float32(2 * np.pi)
    high = (0.5 - (np.arange(height) + 0.5) / height).astype(np.float32) * np.float32(np.pi)
    return around[None, :].repeat(height, 0), high[:, None].repeat(width, 1)


def _over(picture: Floats, colour: RGB | Floats, share: Floats) -> Floats:
    laid: Floats = picture + (np.asarray(colour, np.float32) - picture) * share[..., None]
    return laid


def lagoon(seed: int, seconds: float, size: tuple[int, int] = SIZE) -> Callable[[float], Image.Image]:
    p = PALETTES[("savane", "lagune", "corail")[seed % 3]]
    around, high = _ways(size)
    still = _place(seed, around, high)
    sea = (high < 0) & (high > -0.26) & (np.abs(around) < 1.5)
    depth = 1 / np.maximum(-high, 0.02)

    def paint(now: float) -> Image.Image:
        turn = 2 * np.pi * now / seconds
        wave = np.sin(depth * 1.6 + 3 * np.sin(around * 5 + turn) + 2 * turn) * np.sin(around * 23 + depth * 0.7 - turn)
        light = (wave > 0.62) & sea
        picture = _over(still, p.light, light * (0.5 * np.clip(1.9 - np.abs(around), 0, 1)))
        image = Image.fromarray(picture.clip(0, 255).astype(np.uint8))
        _kites(image, seed, turn, (p.accent, p.second, p.body, p.light), p.night)
        return image

    return paint


def _place(seed: int, around: Floats, high: Floats) -> Floats:
    p, random = PALETTES[("savane", "lagune", "corail")[seed % 3]], np.random.default_rng(seed)
    share = np.clip(high / (np.pi / 2), -1, 1)
    picture = np.empty((*around.shape, 3), np.float32)
    picture[:] = p.light
    picture = _over(picture, mix(p.second, p.light, 0.25), np.clip(share * 2.2, 0, 1))
    picture = _over(picture, mix(p.second, p.night, 0.45), np.clip(share * 1.5 - 0.4, 0, 1))
    sun = np.arccos(np.clip(np.sin(high) * np.sin(0.32) + np.cos(high) * np.cos(0.32) * np.cos(around - 0.5), -1, 1))
    picture = _over(picture, p.accent, np.exp(-((sun / 0.5) ** 2)) * 0.6)
    picture = _over(picture, p.light, np.clip((0.16 - sun) * 60, 0, 1))
    water = mix(p.deep, p.light, 0.2)
    picture = _over(picture, water, np.clip(-high * 400, 0, 1))
    picture = _over(picture, mix(water, p.night, 0.6), np.clip(-share * 1.6, 0, 1))
    for level in range(7):
        far = level / 6
        crest = _crest(random, around[0], far)
        below = np.clip((crest[None, :] - high) * 160, 0, 1)
        sand = mix(mix(p.accent, p.light, 0.45), mix(p.accent, p.second, 0.75), far)
        shade = mix(sand, p.night, 0.4)
        slope = np.clip(np.gradient(crest) * 160 + 0.5, 0, 1)[None, :, None]
        colour = np.asarray(sand, np.float32) * slope + np.asarray(shade, np.float32) * (1 - slope)
        ripple = 1 + 0.05 * np.sin((crest[None, :] - high) * 90 + around * 8)
        picture = _over(picture, colour * ripple[..., None], below)
    return picture


def _crest(random: np.random.Generator, around: Floats, far: float) -> Floats:
    """A line of hills that meets itself: high behind, gone in front, but for the beach one stands on."""
    line = sum(
        float(random.uniform(0.3, 1)) / turns * np.sin(turns * around + float(random.uniform(0, 6.3))) for turns in (2, 3, 5, 9)
    )
    share = np.clip((np.abs(around) - 0.9) / 1.7, 0, 1)
    behind = share * share * (3 - 2 * share)
    return np.asarray((0.24 - 0.5 * far + 0.1 * line) * behind - (1 - behind) * (0.3 + 0.7 * far - 0.03 * line), np.float32)


def _kites(image: Image.Image, seed: int, turn: float, colours: tuple[RGB, ...], night: RGB) -> None:
    random, draw = np.random.default_rng(seed + 7), ImageDraw.Draw(image)
    wide, tall = image.size
    for number in range(9):
        ahead, up, phase = random.uniform(-1.5, 1.5), random.uniform(0.18, 0.75), random.uniform(0, 6.3)
        x = (0.5 + (ahead + 0.1 * np.sin(turn + phase)) / (2 * np.pi)) * wide
        y = (0.5 - (up + 0.05 * np.sin(2 * turn + phase)) / np.pi) * tall
        span = wide * 0.022 / np.cos(up)
        arc = np.linspace(-1, 1, 15)
        top, foot = y - span * 0.5 * (1 - arc**2), y + span * 0.12 - span * 0.25 * (1 - arc**2)
        outline = [*zip(x + arc * span, top, strict=True), *zip(x + arc[::-1] * span, foot[::-1], strict=True)]
        rider = (x + span * 1.2, tall * 0.512)
        draw.line([(x - span, y), rider, (x + span, y)], fill=mix(night, colours[3], 0.5), width=1)
        draw.polygon(outline, fill=colours[number % 4])
        draw.polygon([(rider[0] - 3, rider[1] + 4), (rider[0], rider[1] - 7), (rider[0] + 4, rider[1] + 4)], fill=night)
