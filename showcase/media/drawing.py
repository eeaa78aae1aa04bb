"""A picture of a model as it stands when one opens it: its triangles shaded and laid over each other, the far ones first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw

from showcase.media.geometry import Floats, Model, Placed

SIZE = (1280, 960)
FINER = 2
FIELD, TURN, RISE = np.radians(30), np.radians(32), np.radians(16)
"""How it is looked at, as `static/js/media/model.js` does at first."""
LARGEST = 10.0
"""Pixels of a triangle's longest side, so that its middle may stand for its colour and light."""
MOST = 500_000
TEXTURE_EDGE = 1024
LIGHT = np.array([-0.45, 0.75, 0.6]) / np.linalg.norm([-0.45, 0.75, 0.6])
SKY, GROUND, SUN = np.array([0.42, 0.44, 0.5]), np.array([0.2, 0.17, 0.15]), np.array([0.78, 0.74, 0.66])


@dataclass(frozen=True)
class Soup:
    """Triangles: `places`, `normals`, `colours` are n×3×3, `where` n×3×2 (in the picture `texture`, -1 for none)."""

    places: Floats
    normals: Floats
    colours: Floats
    where: Floats
    texture: NDArray[np.int64]
    lit: NDArray[np.bool_]

    def __len__(self) -> int:
        return len(self.places)

    def some(self, chosen: Any) -> Soup:
        return Soup(**{name: value[chosen] for name, value in vars(self).items()})


def picture(model: Model, pieces: Sequence[Placed], pictures: Sequence[Image.Image]) -> Image.Image:
    soup = _joined([_soup(model, piece) for piece in pieces])
    seen = _seen(soup.places)
    soup, flat, depth = _fine(replace(soup, places=seen), _project)
    shades = _shaded(soup, [_linear(_small(one)) for one in pictures])
    canvas = _ground(shades)
    draw = ImageDraw.Draw(canvas)
    for triangle in _far_first(flat, depth, shades):
        draw.polygon(triangle[0], fill=triangle[1])
    return canvas.resize(SIZE, Image.Resampling.LANCZOS)


def _joined(soups: Sequence[Soup]) -> Soup:
    return Soup(**{name: np.concatenate([getattr(one, name) for one in soups]) for name in vars(soups[0])})


def _soup(model: Model, piece: Placed) -> Soup:
    primitive, named = piece.primitive, piece.primitive["attributes"]
    corners = model.corners(primitive)
    places = model.values(named["POSITION"])[corners] @ piece.matrix[:3, :3].T + piece.matrix[:3, 3]
    face = np.cross(places[:, 1] - places[:, 0], places[:, 2] - places[:, 0])[:, None, :].repeat(3, axis=1)
    normals = face
    if "NORMAL" in named:
        turn = np.linalg.pinv(piece.matrix[:3, :3])
        normals = model.values(named["NORMAL"])[:, :3][corners] @ turn
    material = model.part("materials")[primitive["material"]] if "material" in primitive else {}
    surface = material.get("pbrMetallicRoughness", {})
    colours = np.ones_like(places) * np.array(surface.get("baseColorFactor", (1, 1, 1, 1)))[:3]
    if "COLOR_0" in named:
        colours = colours * model.values(named["COLOR_0"])[:, :3][corners]
    texture, where = _texture(model, surface, named, corners)
    lit = np.full(len(corners), "KHR_materials_unlit" not in material.get("extensions", {}))
    return Soup(places, normals, colours, where, np.full(len(corners), texture), lit)


def _texture(model: Model, surface: dict[str, Any], named: dict[str, int], corners: NDArray[np.int64]) -> tuple[int, Floats]:
    use = surface.get("baseColorTexture")
    shift = use.get("extensions", {}).get("KHR_texture_transform", {}) if use else {}
    lies = named.get(f"TEXCOORD_{shift.get('texCoord', use.get('texCoord', 0))}") if use else None
    if use is None or lies is None:
        return -1, np.zeros((len(corners), 3, 2))
    one = model.part("textures")[use["index"]]
    source = one.get("extensions", {}).get("EXT_texture_webp", one).get("source", -1)
    where = model.values(lies)[:, :2][corners] * shift.get("scale", (1, 1)) + shift.get("offset", (0, 0))
    return source, where


def _seen(places: Floats) -> Floats:
    """From where one looks, the whole ball around the model in view: x right, y up, z towards the eye, the eye at 0."""
    low, high = places.reshape(-1, 3).min(0), places.reshape(-1, 3).max(0)
    middle = (low + high) / 2
    ball = max(float(np.linalg.norm(places.reshape(-1, 3) - middle, axis=1).max()), 1e-9)
    around, up = TURN, RISE
    turn = np.array([[np.cos(around), 0, -np.sin(around)], [0, 1, 0], [np.sin(around), 0, np.cos(around)]])
    tilt = np.array([[1, 0, 0], [0, np.cos(up), -np.sin(up)], [0, np.sin(up), np.cos(up)]])
    turned: Floats = (places - middle) / ball @ turn.T @ tilt.T
    turned[..., 2] -= 1 / np.sin(FIELD / 2)
    return turned


def _project(places: Floats) -> Floats:
    height = SIZE[1] * FINER
    scale = height / 2 / np.tan(FIELD / 2)
    away = np.maximum(-places[..., 2:], 1e-3)
    return places[..., :2] * (scale, -scale) / away + (SIZE[0] * FINER / 2, height / 2)


def _fine(soup: Soup, project: Any) -> tuple[Soup, Floats, Floats]:
    """Large triangles in four, again and again; those that show nothing left out."""
    for _ in range(9):
        flat = project(soup.places)
        longest = np.linalg.norm(flat - np.roll(flat, 1, axis=1), axis=2).max(1)
        large = longest > LARGEST * FINER
        if not large.any() or len(soup) + 3 * int(large.sum()) > MOST:
            break
        soup = _joined([soup.some(~large), _in_four(soup.some(large))])
    return soup, project(soup.places), soup.places[..., 2].mean(1)


def _in_four(soup: Soup) -> Soup:
    def cut(value: Any) -> Any:
        if value.ndim < 3:
            return np.tile(value, 4)
        a, b, c = value[:, 0], value[:, 1], value[:, 2]
        ab, bc, ca = (a + b) / 2, (b + c) / 2, (c + a) / 2
        return np.concatenate([np.stack(one, axis=1) for one in ((a, ab, ca), (ab, b, bc), (ca, bc, c), (ab, bc, ca))])

    return Soup(**{name: cut(value) for name, value in vars(soup).items()})


def _small(image: Image.Image) -> Image.Image:
    image = image.convert("RGB")
    image.thumbnail((TEXTURE_EDGE, TEXTURE_EDGE))
    return image


def _linear(image: Image.Image) -> Floats:
    shares = np.arange(256) / 255
    table = np.where(shares <= 0.04045, shares / 12.92, ((shares + 0.055) / 1.055) ** 2.4)
    return table[np.asarray(image)]


def _shaded(soup: Soup, pictures: Sequence[Floats]) -> NDArray[np.uint8]:
    """One sRGB colour for each triangle."""
    colours = soup.colours.mean(1)
    for number, pixels in enumerate(pictures):
        here = soup.texture == number
        if here.any():
            share = soup.where[here].mean(1) % 1.0
            rows, columns = pixels.shape[:2]
            colours[here] *= pixels[(share[:, 1] * rows).astype(int) % rows, (share[:, 0] * columns).astype(int) % columns]
    light = _lighted(soup)
    lit = np.where(soup.lit[:, None], colours * light, colours).clip(0, 1)
    bent = np.where(lit <= 0.0031308, lit * 12.92, 1.055 * lit ** (1 / 2.4) - 0.055)
    return (bent * 255 + 0.5).astype(np.uint8)


def _lighted(soup: Soup) -> Floats:
    around, up = TURN, RISE
    normals = soup.normals.mean(1)
    turn = np.array([[np.cos(around), 0, -np.sin(around)], [0, 1, 0], [np.sin(around), 0, np.cos(around)]])
    tilt = np.array([[1, 0, 0], [0, np.cos(up), -np.sin(up)], [0, np.sin(up), np.cos(up)]])
    normals = normals @ turn.T @ tilt.T
    normals /= np.maximum(np.linalg.norm(normals, axis=1, keepdims=True), 1e-12)
    # Seen from behind, a face is lit as one that looks here.
    away = (normals * soup.places.mean(1)).sum(1) > 0
    normals[away] *= -1
    height = (normals[:, 1:2] + 1) / 2
    facing = np.maximum(normals @ LIGHT, 0)[:, None]
    return SKY * height + GROUND * (1 - height) + SUN * facing


def _ground(shades: NDArray[np.uint8]) -> Image.Image:
    """Light above, deeper below, in a pale tint of what stands on it."""
    tint = shades.reshape(-1, 3).mean(0)
    top, foot = tint * 0.12 + 255 * 0.86, tint * 0.3 + 255 * 0.5
    share = np.linspace(0, 1, SIZE[1] * FINER)[:, None, None]
    column = (top * (1 - share) + foot * share).clip(0, 255)
    return Image.fromarray(column.astype(np.uint8)).resize((SIZE[0] * FINER, SIZE[1] * FINER))


def _far_first(flat: Floats, depth: Floats, shades: NDArray[np.uint8]) -> Iterator[tuple[list[float], tuple[int, ...]]]:
    order = np.argsort(depth)
    corners, colours = flat[order].reshape(-1, 6).tolist(), shades[order].tolist()
    for corner, colour in zip(corners, colours, strict=True):
        yield corner, tuple(colour)
