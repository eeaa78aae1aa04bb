"""Colours of the product as data, so that the style sheet, the models and the contrast tests share one table.

Nothing here imports Django: the assets step turns it into CSS, the media room asks it for the class of a picture.
"""

from collections.abc import Iterator
from colorsys import hls_to_rgb, rgb_to_hls
from dataclasses import dataclass
from functools import cache
from math import cos, dist, sin, tau

LIGHT = {
    "paper": "#eff1ec", "raised": "#ffffff", "sunk": "#e4e7e0", "ink": "#17131f", "ink-2": "#544e60",
    "line": "#cdd0c8", "line-2": "#827e8c", "focus": "#3a22c9",
    "ok": "#0a6b50", "warn": "#7a4a00", "no": "#a3142f", "info": "#2a3bd4", "wait": "#9a3412",
}  # fmt: skip
DARK = {
    "paper": "#120f1a", "raised": "#1d1928", "sunk": "#0b0911", "ink": "#f3f0ea", "ink-2": "#b9b3c6",
    "line": "#342e42", "line-2": "#7d7690", "focus": "#ffc531",
    "ok": "#5fd6ac", "warn": "#ffc04a", "no": "#ff8a9a", "info": "#98a4ff", "wait": "#ff9d76",
}  # fmt: skip
INK = LIGHT["ink"]
WHITE = "#ffffff"


@dataclass(frozen=True)
class Accent:
    """A programme's colour: the fill, what is written on it, and the same hue as text on light and on dark paper."""

    fill: str
    on: str
    text_light: str
    text_dark: str


ACCENTS = {
    "sudsud": Accent("#b3124f", WHITE, "#b3124f", "#ff86ae"),
    "arts": Accent("#2a3bd4", WHITE, "#2a3bd4", "#98a4ff"),
    "takafa": Accent("#0a6b50", WHITE, "#0a6b50", "#5fd6ac"),
    "connexions": Accent("#f5a800", INK, "#7a4a00", "#ffc04a"),
    "sonores": Accent("#b8360f", WHITE, "#b8360f", "#ff9070"),
    "violet": Accent("#6a2a9e", WHITE, "#6a2a9e", "#c9a0f2"),
    "lagoon": Accent("#0b6180", WHITE, "#0b6180", "#6fd0ef"),
    "olive": Accent("#5a5e0a", WHITE, "#5a5e0a", "#cfd467"),
    "clay": Accent("#7d4325", WHITE, "#7d4325", "#e8a883"),
    "slate": Accent("#46506b", WHITE, "#46506b", "#b4bedb"),
    "coral": Accent("#ff8f73", INK, "#9c3417", "#ff9f86"),
    "mint": Accent("#58cfa6", INK, "#0c664a", "#74dcb8"),
}

DEFAULT_ACCENT = "arts"
RATIOS = [step / 100 for step in range(40, 245, 5)]


def _channels(colour: str) -> tuple[float, float, float]:
    value = colour.removeprefix("#")
    return (int(value[0:2], 16) / 255, int(value[2:4], 16) / 255, int(value[4:6], 16) / 255)


def _hex(channels: tuple[float, float, float]) -> str:
    return "#" + "".join(f"{round(min(1.0, max(0.0, part)) * 255):02x}" for part in channels)


def luminance(colour: str) -> float:
    """Relative luminance, 0 to 1 (WCAG 2.2, definition of relative luminance)."""
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in _channels(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Contrast ratio, 1 to 21 (WCAG 2.2, definition of contrast ratio)."""
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def _hue(hue: float, saturation: float, lightness: float) -> str:
    """HSL to hex; hue in degrees, the rest 0 to 1."""
    return _hex(hls_to_rgb(hue / 360, lightness, saturation))


def _until(hue: float, saturation: float, against: str, least: float, step: float, start: float) -> str:
    """The first lightness from `start` by `step` at which the hue reaches the contrast `least` against a colour."""
    lightness = start
    while contrast(_hue(hue, saturation, lightness), against) < least:
        lightness += step
    return _hue(hue, saturation, lightness)


@cache
def tones() -> tuple[str, ...]:
    """64 light tints (ink on each is at least 8:1): what stands where a picture has not come yet."""
    found = [_until(hue, saturation, INK, 8.2, 0.01, 0.4) for saturation in (0.35, 0.7) for hue in range(0, 360, 15)]
    found += [_until(hue, 0.5, INK, 12.0, 0.01, 0.5) for hue in range(0, 360, 30)]
    found += [_hue(260, 0.06, 0.7 + step * 0.08) for step in range(4)]
    return tuple(found)


@cache
def stages() -> tuple[str, ...]:
    """58 dark colours (white on each is at least 11:1): the room around a work, by day and by night."""
    hues = range(0, 360, 20)
    found = [_until(hue, 0.35, WHITE, 11.2, -0.01, 0.5) for hue in hues]
    found += [_until(hue, 0.6, WHITE, 11.2, -0.01, 0.5) for hue in hues]
    found += [_until(hue, 0.55, WHITE, 16.2, -0.01, 0.3) for hue in hues]
    found += [_hue(250, 0.14, lightness) for lightness in (0.06, 0.1, 0.14, 0.18)]
    return tuple(found)


def _place(colour: str) -> tuple[float, float, float]:
    """A colour as a point: hue as an angle, saturation as the distance from grey, lightness as the height."""
    hue, lightness, saturation = rgb_to_hls(*_channels(colour))
    channels = _channels(colour)
    if max(channels) - min(channels) < 0.06:
        saturation = 0.0
    return saturation * cos(tau * hue), saturation * sin(tau * hue), lightness * 0.4


def _nearest(colour: str, among: tuple[str, ...]) -> int:
    """Index of the closest colour; hue counts most, since the palettes have evened the lightness out."""
    wanted = _place(colour)
    return min(range(len(among)), key=lambda index: dist(wanted, _place(among[index])))


@cache
def tone_class(colour: str) -> str:
    """Class of the tint nearest to `#rrggbb` (`tone-17`); an empty colour gives the neutral one."""
    return f"tone-{_nearest(colour or '#b9b3c6', tones())}"


@cache
def stage_class(colour: str) -> str:
    """Class of the dark stage nearest to `#rrggbb` (`stage-17`); an empty colour gives the night."""
    return f"stage-{_nearest(colour or '#1b1826', stages())}"


def ratio_class(width: float, height: float) -> str:
    """Class of the proportion width:height, rounded to 0.05 between 0.40 and 2.40 (`r-065`)."""
    ratio = width / height if width and height else 1.5
    return f"r-{round(min(2.4, max(0.4, ratio)) * 20) * 5:03d}"


def _set(colours: dict[str, str], *more: str) -> str:
    return "{" + ";".join([*(f"--{name}:{value}" for name, value in colours.items()), *more]) + "}"


def tokens_css() -> Iterator[str]:
    """Theme and accent tokens. A theme is the reader's system's, unless `data-theme` on a root or section says otherwise."""
    dark = _set(DARK, "color-scheme:dark", "--scrim:rgb(0 0 0/.65)")
    yield ":root,[data-theme=light]" + _set(LIGHT, "color-scheme:light", "--scrim:rgb(23 19 31/.55)")
    yield "@media (prefers-color-scheme:dark){:root:not([data-theme=light])" + dark + "}"
    yield "[data-theme=dark]" + dark
    for name, accent in ACCENTS.items():
        colours = {
            "accent": accent.fill,
            "on-accent": accent.on,
            "al": accent.text_light,
            "ad": accent.text_dark,
        }
        yield (":root," if name == DEFAULT_ACCENT else "") + f"[data-accent={name}]" + _set(colours)
    yield ":root,[data-theme=light],[data-accent]{--accent-text:var(--al)}"
    yield "[data-theme=dark],[data-theme=dark] [data-accent]{--accent-text:var(--ad)}"
    yield (
        "@media (prefers-color-scheme:dark){:root:not([data-theme=light]),"
        ":root:not([data-theme=light]) [data-accent]{--accent-text:var(--ad)}}"
    )


def picture_css() -> Iterator[str]:
    """Proportions, tints and stages as classes: pages may not carry inline styles, and cached pages no nonce."""
    for ratio in RATIOS:
        yield f".{ratio_class(ratio, 1)}{{--r:{ratio:g}}}"
    for index, colour in enumerate(tones()):
        yield f".tone-{index}{{--tone:{colour}}}"
    for index, colour in enumerate(stages()):
        yield f".stage-{index}{{--stage:{colour}}}"
