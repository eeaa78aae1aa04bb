"""Colours taken from a picture: a tone to hold its place, and stages dark enough for white words."""

from __future__ import annotations

import colorsys
from dataclasses import dataclass

from PIL import Image

from incubator.web.palette import INK, WHITE, contrast

RGB = tuple[int, int, int]
STAGE_CONTRAST = 11.0
TONE_CONTRAST = 8.0


@dataclass(frozen=True)
class Colours:
    tone: str
    stages: tuple[str, ...]


def colours(picture: Image.Image) -> Colours:
    """Of a small opaque RGB picture. Three stages of distinct hue where the picture has them."""
    small = picture.convert("RGB").resize((64, 64), Image.Resampling.BOX)
    counted = small.quantize(10, method=Image.Quantize.MEDIANCUT).convert("RGB").getcolors(4096) or []
    found: list[tuple[int, RGB]] = [(n, (c[0], c[1], c[2])) for n, c in counted if isinstance(c, tuple)]
    vivid = sorted((c for _, c in found), key=_vividness, reverse=True)
    return Colours(
        tone=to_hex(_until(vivid[0], INK, TONE_CONTRAST, start=0.6, step=0.01, most=0.75)),
        stages=tuple(to_hex(_stage(c)) for c in _apart(vivid, 3)),
    )


def to_hex(colour: RGB) -> str:
    return "#{:02x}{:02x}{:02x}".format(*colour)


def _vividness(colour: RGB) -> float:
    _, light, saturation = colorsys.rgb_to_hls(*(v / 255 for v in colour))
    return saturation * (1 - abs(2 * light - 1))


def _stage(colour: RGB) -> RGB:
    return _until(colour, WHITE, STAGE_CONTRAST, start=0.3, step=-0.01, most=0.55)


def _until(colour: RGB, against: str, wanted: float, *, start: float, step: float, most: float) -> RGB:
    """This hue, moved darker or lighter until the contrast is reached."""
    hue, _, saturation = colorsys.rgb_to_hls(*(v / 255 for v in colour))
    light = start
    while True:
        red, green, blue = (round(v * 255) for v in colorsys.hls_to_rgb(hue, light, min(saturation, most)))
        if contrast(to_hex((red, green, blue)), against) >= wanted:
            return red, green, blue
        light += step


def _apart(vivid: list[RGB], count: int) -> list[RGB]:
    """The most vivid colours whose hues differ by 25° or more, filled up with neighbours' depths."""
    chosen: list[RGB] = []
    for colour in vivid:
        hue = _hue(colour)
        if all(min(abs(hue - _hue(c)), 1 - abs(hue - _hue(c))) > 25 / 360 for c in chosen):
            chosen.append(colour)
    turn = 0
    while len(chosen) < count:
        # A picture of one hue still offers a choice: the hues beside it.
        turn += 1
        hue, light, saturation = colorsys.rgb_to_hls(*(v / 255 for v in vivid[0]))
        shifted = colorsys.hls_to_rgb((hue + turn * 30 / 360) % 1, light, max(saturation, 0.2))
        chosen.append((round(shifted[0] * 255), round(shifted[1] * 255), round(shifted[2] * 255)))
    return chosen[:count]


def _hue(colour: RGB) -> float:
    return colorsys.rgb_to_hls(*(v / 255 for v in colour))[0]
