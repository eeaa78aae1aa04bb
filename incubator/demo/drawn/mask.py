"""A carved mask as a binary glTF: two thousand facets, each in one colour, with a comb of rays."""

from __future__ import annotations

import json
import struct
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from incubator.demo.drawn.palettes import PALETTES, RGB, mix

Floats = NDArray[np.float64]
RINGS, PARTS, RAYS = 24, 48, 9


def mask(path: Path, seed: int) -> None:
    p = PALETTES[("corail", "faience", "savane")[seed % 3]]
    front, ways = _face()
    colours = [_paint(x, y, (p.body, p.accent, p.light, p.second, p.night)) for x, y in ways]
    pieces = [(front, colours), (_behind(front), [mix(p.night, p.deep, 0.5)] * len(front))]
    for number in range(RAYS):
        ray = _ray((number / (RAYS - 1) - 0.5) * 1.7, 0.5 - 0.26 * abs(number / (RAYS - 1) - 0.5))
        pieces.append((ray, [(p.accent, p.second, p.light)[number % 3]] * len(ray)))
    corners = np.concatenate([one for one, _ in pieces])
    path.write_bytes(glb(corners, np.array([one for _, some in pieces for one in some])))


def _face() -> tuple[Floats, list[tuple[float, float]]]:
    """Facets from the middle outwards, and where the middle of each lies, from -1 to 1."""
    out, turn = np.meshgrid(np.linspace(0.0, 1, RINGS + 1), np.linspace(0, 2 * np.pi, PARTS + 1), indexing="ij")
    x, y = out * np.sin(turn), out * np.cos(turn)
    # Wide brow, narrow chin.
    grid = np.stack([x * (0.66 + 0.14 * y), y * 1.05, _height(x, y)], axis=-1)
    flat = np.stack([x, y], axis=-1)
    found, ways = [], []
    for ring in range(RINGS):
        for part in range(PARTS):
            a, b, c, d = (ring, part), (ring + 1, part), (ring + 1, part + 1), (ring, part + 1)
            for three in ((a, b, c), (a, c, d))[: 1 if ring == 0 else 2]:
                found.append([grid[one] for one in reversed(three)])
                middle = np.mean([flat[one] for one in three], axis=0)
                ways.append((float(middle[0]), float(middle[1])))
    return np.array(found), ways


def _height(x: Floats, y: Floats) -> Floats:
    dome = 0.62 * np.sqrt(np.maximum(0.0, 1.02 - x**2 - y**2))
    nose = 0.26 * np.exp(-((x / 0.11) ** 2)) * np.clip((0.34 - y) / 0.5, 0, 1) * (y > -0.24)
    brow = 0.12 * np.exp(-(((y - 0.36 + 0.22 * x**2) / 0.07) ** 2)) * (np.abs(x) < 0.72)
    eyes = -0.2 * np.exp(-(((np.abs(x) - 0.36) / 0.15) ** 2) - ((y - 0.14) / 0.09) ** 2)
    mouth = 0.13 * np.exp(-(((np.hypot(x / 1.5, y + 0.52) - 0.13) / 0.05) ** 2))
    return np.asarray(dome + nose + brow + eyes + mouth)


def _paint(x: float, y: float, colours: tuple[RGB, RGB, RGB, RGB, RGB]) -> RGB:
    body, accent, light, second, night = colours
    side = abs(x)
    if ((side - 0.36) / 0.19) ** 2 + ((y - 0.14) / 0.1) ** 2 < 1 or np.hypot(x / 1.5, y + 0.52) < 0.1:
        return night
    if x**2 + y**2 > 0.88:
        return (second, light)[int(np.arctan2(x, y) * 24 / np.pi) % 2]
    if side < 0.09 and y < 0.9:
        return light
    if y > 0.46:
        return (accent, body)[int((y + side * 0.5) * 9) % 2]
    if side > 0.5 and y < 0.02:
        return (light, second)[int((y - side * 0.4) * 11) % 2]
    return body


def _behind(front: Floats) -> Floats:
    back = front[:, ::-1].copy()
    back[..., 2] = np.minimum(back[..., 2] - 0.07, back[..., 2] * 0.86)
    return back


def _ray(turn: float, length: float) -> Floats:
    """A slim pyramid that stands on the rim."""
    ahead, across = np.array([np.sin(turn), np.cos(turn), 0]), np.array([np.cos(turn), -np.sin(turn), 0])
    foot = ahead * (0.72 + 0.3 * np.cos(turn)) + (0, 0, 0.05)
    tip, deep = foot + ahead * length + (0, 0, 0.1), np.array([0, 0, 0.07])
    base = [foot + across * 0.09, foot + deep, foot - across * 0.09, foot - deep]
    return np.array([[base[n], base[(n + 1) % 4], tip] for n in range(4)])


def glb(corners: Floats, colours: NDArray[np.int64]) -> bytes:
    """Triangles (n×3×3) and a colour for each, as a file."""
    places = corners.reshape(-1, 3).astype("<f4")
    normals = np.cross(corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0])
    normals /= np.maximum(np.linalg.norm(normals, axis=1, keepdims=True), 1e-9)
    linear = np.c_[(colours / 255) ** 2.2 * 65535, np.full(len(colours), 65535)].astype("<u2")
    blocks = [places.tobytes(), normals.repeat(3, axis=0).astype("<f4").tobytes(), linear.repeat(3, axis=0).tobytes()]
    starts = np.cumsum([0, *map(len, blocks)]).tolist()
    views = [{"buffer": 0, "byteOffset": start, "byteLength": len(one)} for start, one in zip(starts, blocks, strict=False)]
    kinds = [(5126, "VEC3", False), (5126, "VEC3", False), (5123, "VEC4", True)]
    accessors = [
        {"bufferView": n, "componentType": of, "count": len(places), "type": shape, "normalized": shares}
        for n, (of, shape, shares) in enumerate(kinds)
    ]
    accessors[0] |= {"min": places.min(0).tolist(), "max": places.max(0).tolist()}
    described = {
        "asset": {"version": "2.0", "generator": "Veillée"},
        "scene": 0, "scenes": [{"nodes": [0]}], "nodes": [{"mesh": 0}],
        "meshes": [{"primitives": [{"attributes": {"POSITION": 0, "NORMAL": 1, "COLOR_0": 2}, "material": 0}]}],
        "materials": [{"pbrMetallicRoughness": {"metallicFactor": 0, "roughnessFactor": 0.7}, "doubleSided": True}],
        "accessors": accessors, "bufferViews": views, "buffers": [{"byteLength": starts[-1]}],
    }  # fmt: skip
    text = json.dumps(described, separators=(",", ":")).encode()
    text += b" " * (-len(text) % 4)
    data = b"".join(blocks)
    size = 12 + 8 + len(text) + 8 + len(data)
    return (
        struct.pack("<4sIIII", b"glTF", 2, size, len(text), 0x4E4F534A) + text + struct.pack("<II", len(data), 0x004E4942) + data
    )
