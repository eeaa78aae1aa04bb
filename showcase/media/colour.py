"""Colours taken from a picture: a tint to hold its place, and stages dark enough for white words."""

from __future__ import annotations

import colorsys
from dataclasses import dataclass

from PIL import Image

RGB = tuple[int, int, int]
WHITE: RGB = (255, 255, 255)
INK: RGB = (23, 19, 31)
STAGE_CONTRAST = 11.0
TINT_CONTRAST = 8.0


@dataclass(frozen=True)
class Colours:
    dominant: str
    tint: str
    stages: tuple[str, ...]
    tone: str


def luminance(colour: RGB) -> float:
    """Relative luminance, WCAG 2.2."""
    parts = [v / 255 / 12.92 if v <= 10 else ((v / 255 + 0.055) / 1.055) ** 2.4 for v in colour]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def contrast(one: RGB, other: RGB) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def colours(picture: Image.Image) -> Colours:
    """Of a small opaque RGB picture. Three stages of distinct hue where the picture has them."""
    small = picture.convert("RGB").resize((64, 64), Image.Resampling.BOX)
    counted = small.quantize(10, method=Image.Quantize.MEDIANCUT).convert("RGB").getcolors(4096) or []
    found: list[tuple[int, RGB]] = [(n, (c[0], c[1], c[2])) for n, c in counted if isinstance(c, tuple)]
    found.sort(reverse=True)
    dominant = found[0][1]
    vivid = sorted((c for _, c in found), key=_vividness, reverse=True)
    return Colours(
        dominant=to_hex(dominant),
        tint=to_hex(_until(vivid[0], INK, TINT_CONTRAST, start=0.6, step=0.01, most=0.75)),
        stages=tuple(to_hex(_stage(c)) for c in _apart(vivid, 3)),
        tone=tone(dominant),
    )


def tone(colour: RGB) -> str:
    """The nearest of the placeholder tones the style sheet knows: `h00`–`h11` by hue, `l` or `d`
    for light or dark after it, or `grey-l`, `grey-d`."""
    hue, light, saturation = colorsys.rgb_to_hls(*(v / 255 for v in colour))
    depth = "l" if light > 0.5 else "d"
    if saturation * (1 - abs(2 * light - 1)) < 0.12:
        return f"grey-{depth}"
    return f"h{round(hue * 12) % 12:02d}-{depth}"


def to_hex(colour: RGB) -> str:
    return "#{:02x}{:02x}{:02x}".format(*colour)


def _vividness(colour: RGB) -> float:
    _, light, saturation = colorsys.rgb_to_hls(*(v / 255 for v in colour))
    return saturation * (1 - abs(2 * light - 1))


def _stage(colour: RGB) -> RGB:
    return _until(colour, WHITE, STAGE_CONTRAST, start=0.3, step=-0.01, most=0.55)


def _until(colour: RGB, against: RGB, wanted: float, *, start: float, step: float, most: float) -> RGB:
    """This hue, moved darker or lighter until the contrast is reached."""
    hue, _, saturation = colorsys.rgb_to_hls(*(v / 255 for v in colour))
    light = start
    while True:
        red, green, blue = (round(v * 255) for v in colorsys.hls_to_rgb(hue, light, min(saturation, most)))
        if contrast((red, green, blue), against) >= wanted:
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
