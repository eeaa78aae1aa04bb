"""A page to draw on: lengths in units (the short side is 1000), twice the pixels while drawing so that edges are smooth."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageChops, ImageDraw, ImageFilter

from incubator.demo.drawn.palettes import RGB, Palette

Points = NDArray[np.float64]
Fill = RGB | tuple[RGB, RGB]
FINE = 2


class Page:
    """Every shape takes a colour or a pair of colours (top, bottom of the shape)."""

    def __init__(self, seed: int, ratio: float, long_edge: int, palette: Palette, *, fine: int = FINE) -> None:
        self.width = 1000.0 * max(1.0, ratio)
        self.height = 1000.0 * max(1.0, 1 / ratio)
        width = long_edge if ratio >= 1 else round(long_edge * ratio)
        height = long_edge if ratio < 1 else round(long_edge / ratio)
        self.size = (width, height)
        self.fine = fine
        self.k = fine * width / self.width
        self.seed = seed
        self.random = np.random.default_rng(seed)
        self.palette = palette
        self.image = Image.new("RGB", (width * fine, height * fine), palette.night)
        self._pen = ImageDraw.Draw(self.image)

    def over(self, picture: Image.Image) -> None:
        """Begin again on top of a picture of the page's full size."""
        self.image = picture.copy()
        self._pen = ImageDraw.Draw(self.image)

    # where things are
    def at(self, x: float, y: float) -> tuple[float, float]:
        """Units from shares of the page."""
        return x * self.width, y * self.height

    def _px(self, points: Sequence[tuple[float, float]] | Points) -> list[tuple[float, float]]:
        return [(x, y) for x, y in (np.asarray(points, dtype=np.float64) * self.k).tolist()]

    # grounds
    def ground(self, *stops: tuple[float, RGB], across: bool = False) -> None:
        """A gradient over the whole page, from top to bottom."""
        count = self.image.size[0 if across else 1]
        line = gradient(count, stops)
        strip = Image.fromarray(line[None, :, :] if across else line[:, None, :])
        self.image.paste(strip.resize(self.image.size, Image.Resampling.NEAREST))

    # shapes
    def shape(self, points: Sequence[tuple[float, float]] | Points, fill: Fill, alpha: float = 1.0) -> None:
        if not isinstance(fill[0], tuple) and alpha >= 1:
            self._pen.polygon((np.asarray(points, dtype=np.float64) * self.k).ravel().tolist(), fill=fill)
            return
        outline = self._px(points)
        xs, ys = [p[0] for p in outline], [p[1] for p in outline]

        def cut(pen: ImageDraw.ImageDraw, left: float, top: float) -> None:
            pen.polygon([(x - left, y - top) for x, y in outline], fill=round(255 * alpha))

        self._masked((min(xs), min(ys), max(xs), max(ys)), cut, fill)

    def disc(self, x: float, y: float, radius: float, fill: Fill, alpha: float = 1.0, *, tall: float | None = None) -> None:
        """A circle, or an ellipse `tall` high (half of it)."""
        k, up = self.k, radius if tall is None else tall
        box = ((x - radius) * k, (y - up) * k, (x + radius) * k, (y + up) * k)
        if not isinstance(fill[0], tuple) and alpha >= 1:
            self._pen.ellipse(box, fill=fill)
            return

        def cut(pen: ImageDraw.ImageDraw, left: float, top: float) -> None:
            pen.ellipse((box[0] - left, box[1] - top, box[2] - left, box[3] - top), fill=round(255 * alpha))

        self._masked(box, cut, fill)

    def _masked(
        self,
        box: tuple[float, float, float, float],
        cut: Callable[[ImageDraw.ImageDraw, float, float], None],
        fill: Fill,
    ) -> None:
        left, top = max(0, int(box[0])), max(0, int(box[1]))
        right, bottom = min(self.image.width, int(box[2]) + 2), min(self.image.height, int(box[3]) + 2)
        if right <= left or bottom <= top:
            return
        mask = Image.new("L", (right - left, bottom - top), 0)
        cut(ImageDraw.Draw(mask), left, top)
        if isinstance(fill[0], tuple):
            # The gradient runs over the whole shape, also where the page cuts it.
            full = gradient(max(2, int(box[3] - box[1]) + 2), ((0, fill[0]), (1, fill[1])))
            first = int(top - box[1])
            line = full[max(0, first) : max(0, first) + mask.height]
            line = np.pad(line, ((0, mask.height - len(line)), (0, 0)), mode="edge")
            strip = Image.fromarray(line[:, None, :]).resize(mask.size, Image.Resampling.NEAREST)
            self.image.paste(strip, (left, top), mask)
        else:
            self.image.paste(fill, (left, top, right, bottom), mask)

    def box(self, x: float, y: float, width: float, height: float, fill: Fill, radius: float = 0) -> None:
        k = self.k
        if radius and not isinstance(fill[0], tuple):
            corners = (x * k, y * k, (x + width) * k, (y + height) * k)
            self._pen.rounded_rectangle(corners, radius * k, fill=fill)
        else:
            self.shape([(x, y), (x + width, y), (x + width, y + height), (x, y + height)], fill)

    def line(
        self, points: Sequence[tuple[float, float]] | Points, fill: RGB, width: float = 4, *, round_ends: bool = True
    ) -> None:
        path = self._px(points)
        thick = max(1, round(width * self.k))
        self._pen.line(path, fill=fill, width=thick, joint="curve" if thick > 3 else None)
        if round_ends and thick > 3:
            for x, y in (path[0], path[-1]):
                r = thick / 2
                self._pen.ellipse((x - r, y - r, x + r, y + r), fill=fill)

    def arc(self, x: float, y: float, radius: float, start: float, end: float, fill: RGB, width: float) -> None:
        """Degrees clockwise from three o'clock."""
        k = self.k
        box = ((x - radius) * k, (y - radius) * k, (x + radius) * k, (y + radius) * k)
        self._pen.arc(box, start, end, fill=fill, width=max(1, round(width * k)))

    def slice(self, x: float, y: float, radius: float, start: float, end: float, fill: RGB) -> None:
        k = self.k
        box = ((x - radius) * k, (y - radius) * k, (x + radius) * k, (y + radius) * k)
        self._pen.pieslice(box, start, end, fill=fill)

    # light
    def glow(self, x: float, y: float, radius: float, colour: RGB, strength: float = 0.7) -> None:
        """Light added around a point; made small and enlarged, since it has no edges."""
        small = 8
        k = self.k / small
        box = [round(v) for v in ((x - 2 * radius) * k, (y - 2 * radius) * k, (x + 2 * radius) * k, (y + 2 * radius) * k)]
        wide, high = max(2, box[2] - box[0]), max(2, box[3] - box[1])
        ys, xs = np.mgrid[0:high, 0:wide]
        away = np.hypot((xs - wide / 2) / (wide / 2), (ys - high / 2) / (high / 2))
        level = np.clip(1 - away, 0, 1) ** 2.2 * strength
        light = Image.fromarray((level[..., None] * np.array(colour)).astype(np.uint8))
        left, top = box[0] * small, box[1] * small
        area = (max(0, left), max(0, top), min(self.image.width, left + wide * small), min(self.image.height, top + high * small))
        if area[2] <= area[0] or area[3] <= area[1]:
            return
        light = light.resize((wide * small, high * small), Image.Resampling.BILINEAR)
        light = light.crop((area[0] - left, area[1] - top, area[2] - left, area[3] - top))
        self.image.paste(ImageChops.screen(self.image.crop(area), light), area[:2])

    def soften(self, radius: float) -> None:
        self.image = self.image.filter(ImageFilter.GaussianBlur(radius * self.k))
        self._pen = ImageDraw.Draw(self.image)

    def finish(self, grain: float = 6.0, vignette: float = 0.0) -> Image.Image:
        """The drawing at its real size, with the tooth of paper."""
        small = self.image.reduce(self.fine)
        pixels = np.asarray(small).astype(np.float32)
        if vignette:
            ys = np.linspace(-1, 1, pixels.shape[0], dtype=np.float32)[:, None]
            xs = np.linspace(-1, 1, pixels.shape[1], dtype=np.float32)[None, :]
            pixels *= (1 - vignette * np.clip(xs**2 + ys**2 - 0.5, 0, 1.5) / 1.5)[..., None]
        if grain:
            tooth = self.random.standard_normal(pixels.shape[:2], dtype=np.float32) * grain
            pixels += tooth[..., None]
        return Image.fromarray(np.clip(pixels, 0, 255).astype(np.uint8))


def gradient(count: int, stops: Sequence[tuple[float, RGB]]) -> NDArray[np.uint8]:
    places = [stop[0] for stop in stops]
    at = np.linspace(0, 1, count)
    channels = [np.interp(at, places, [stop[1][c] for stop in stops]) for c in range(3)]
    return np.stack(channels, axis=-1).astype(np.uint8)


def smooth(points: Sequence[tuple[float, float]] | Points, *, closed: bool = True, steps: int = 14) -> Points:
    """A soft curve through all points (Catmull–Rom)."""
    known = np.asarray(points, dtype=np.float64)
    known = np.concatenate([known[-1:], known, known[:2]] if closed else [known[:1], known, known[-1:]])
    share = np.linspace(0, 1, steps, endpoint=False)[:, None]
    pieces = []
    for a, b, c, d in zip(known[:-3], known[1:-2], known[2:-1], known[3:], strict=True):
        pieces.append(
            0.5 * (2 * b + (c - a) * share + (2 * a - 5 * b + 4 * c - d) * share**2 + (3 * b - a - 3 * c + d) * share**3)
        )
    if not closed:
        pieces.append(known[-2:-1])
    return np.concatenate(pieces)


def ridge(random: np.random.Generator, count: int, octaves: int = 5, first: int = 3, keep: float = 0.55) -> Points:
    """A line of hills, about −1…1."""
    x, y, weight = np.linspace(0, 1, count), np.zeros(count), 1.0
    for octave in range(octaves):
        knots = first * 2**octave + 1
        y += weight * np.interp(x, np.linspace(0, 1, knots), random.uniform(-1, 1, knots))
        weight *= keep
    window = max(3, count // 120 | 1)
    return np.convolve(np.pad(y, window // 2, "edge"), np.ones(window) / window, "valid")[:count]


def field(random: np.random.Generator, rows: int, columns: int, cells: int = 4, octaves: int = 3) -> Points:
    """Soft hills seen from above, about −1…1."""
    total, weight = np.zeros((rows, columns)), 1.0
    for octave in range(octaves):
        high = max(2, round(cells * 2**octave * rows / max(rows, columns))) + 2
        wide = max(2, round(cells * 2**octave * columns / max(rows, columns))) + 2
        knots = Image.fromarray(random.uniform(-1, 1, (high, wide)).astype(np.float32), "F")
        total += weight * np.asarray(knots.resize((columns, rows), Image.Resampling.BICUBIC))
        weight *= 0.45
    return total


def turn(
    points: Sequence[tuple[float, float]] | Points, angle: float, scale: float = 1.0, *, to: tuple[float, float] = (0, 0)
) -> Points:
    """Turned by radians about the origin, scaled, moved."""
    known = np.asarray(points, dtype=np.float64) * scale
    c, s = np.cos(angle), np.sin(angle)
    return known @ np.array([[c, s], [-s, c]]) + np.asarray(to)


def star(x: float, y: float, radius: float, tips: int, inner: float, angle: float = 0.0) -> Points:
    corners = np.arange(2 * tips) * np.pi / tips + angle
    reach = np.where(np.arange(2 * tips) % 2 == 0, radius, radius * inner)
    return np.stack([x + reach * np.cos(corners), y + reach * np.sin(corners)], axis=1)
