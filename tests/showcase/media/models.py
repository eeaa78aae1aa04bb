"""3D models made by a few lines: a right one, and many that mean harm."""

from __future__ import annotations

import base64
import io
import json
import struct
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
from PIL import Image

Change = Callable[[dict[str, Any]], object]
CORNERS = np.array([[0, 0, 0], [1, 0, 0], [0, 1, 0], [0, 0, 1]], "<f4")
ORDER = np.array([0, 2, 1, 0, 1, 3, 1, 2, 3, 0, 3, 2], "<u2")
WHERE = np.array([[0, 0], [1, 0], [0, 1], [1, 1]], "<f4")


def picture(size: tuple[int, int] = (64, 64), form: str = "PNG", **more: Any) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", size, (220, 60, 30)).save(out, form, **more)
    return out.getvalue()


def parts(image: bytes | None = None) -> tuple[dict[str, Any], bytes]:
    """A pyramid, with a picture on it where one is given: its description and its numbers."""
    blocks = [CORNERS.tobytes(), ORDER.tobytes(), WHERE.tobytes(), *([image] if image else [])]
    views, data = [], b""
    for block in blocks:
        data += b"\0" * (-len(data) % 4)
        views.append({"buffer": 0, "byteOffset": len(data), "byteLength": len(block)})
        data += block
    found: dict[str, Any] = {
        "asset": {"version": "2.0"}, "scene": 0, "scenes": [{"nodes": [0]}], "nodes": [{"mesh": 0}],
        "meshes": [{"primitives": [{"attributes": {"POSITION": 0, "TEXCOORD_0": 2}, "indices": 1, "material": 0}]}],
        "materials": [{"pbrMetallicRoughness": {"baseColorFactor": [0.9, 0.2, 0.1, 1], "metallicFactor": 0}}],
        "accessors": [
            {"bufferView": 0, "componentType": 5126, "count": 4, "type": "VEC3", "min": [0, 0, 0], "max": [1, 1, 1]},
            {"bufferView": 1, "componentType": 5123, "count": 12, "type": "SCALAR"},
            {"bufferView": 2, "componentType": 5126, "count": 4, "type": "VEC2"},
        ],
        "bufferViews": views, "buffers": [{"byteLength": len(data)}],
    }  # fmt: skip
    if image:
        found |= {"images": [{"bufferView": 3, "mimeType": "image/png"}], "textures": [{"source": 0}]}
        found["materials"][0]["pbrMetallicRoughness"] = {"baseColorTexture": {"index": 0}}
    return found, data


def packed(found: dict[str, Any] | bytes, data: bytes, *, length: int | None = None, described: int | None = None) -> bytes:
    """A file; `length` and `described` are lies about the whole and the first chunk."""
    text = found if isinstance(found, bytes) else json.dumps(found).encode()
    text += b" " * (-len(text) % 4)
    data += b"\0" * (-len(data) % 4)
    body = struct.pack("<II", len(text) if described is None else described, 0x4E4F534A) + text
    body += struct.pack("<II", len(data), 0x004E4942) + data
    return struct.pack("<4sII", b"glTF", 2, 12 + len(body) if length is None else length) + body


def glb(path: Path, change: Change | None = None, image: bytes | None = None) -> Path:
    found, data = parts(image)
    if change is not None:
        change(found)
    path.write_bytes(packed(found, data))
    return path


def read(data: bytes) -> tuple[dict[str, Any], bytes]:
    """Its description and its numbers, read without the code under test."""
    size = struct.unpack_from("<I", data, 12)[0]
    return json.loads(data[20 : 20 + size]), data[28 + size :]


def changed(change: Change, image: bytes | None = None) -> Callable[[Path], object]:
    return lambda path: glb(path, change, image)


def lying(**lies: int) -> Callable[[Path], object]:
    return lambda path: path.write_bytes(packed(*parts(), **lies))


def wrong_numbers(value: float) -> Callable[[Path], object]:
    def make(path: Path) -> None:
        found, data = parts()
        path.write_bytes(packed(found, struct.pack("<f", value) + data[4:]))

    return make


def giant_description(path: Path) -> None:
    found, data = parts()
    found["extras"] = ["x" * 1000] * 9_000
    path.write_bytes(packed(found, data))


def deep_description(path: Path) -> None:
    path.write_bytes(packed(b'{"asset":{"version":"2.0"},"extras":' + b"[" * 200_000 + b"]" * 200_000 + b"}", parts()[1]))


def many_nodes(found: dict[str, Any]) -> None:
    # 2,000 times 4,000 triangles out of a few bytes
    primitive = found["meshes"][0]["primitives"][0]
    found["meshes"][0]["primitives"] = [primitive] * 1_000
    found["nodes"] = [{"mesh": 0} for _ in range(2_000)]
    found["scenes"] = [{"nodes": list(range(2_000))}]


def millions_of_indices(path: Path) -> None:
    found, data = parts()
    order = np.tile(ORDER, 300_000)
    found["bufferViews"].append({"buffer": 0, "byteOffset": len(data), "byteLength": order.nbytes})
    found["accessors"][1] |= {"bufferView": 3, "count": len(order)}
    path.write_bytes(packed(found, data + order.tobytes()))


def zeros_out_of_nothing(found: dict[str, Any]) -> None:
    found["accessors"][0] |= {"count": 900_000_000}
    del found["accessors"][0]["bufferView"]


def circle(found: dict[str, Any]) -> None:
    found["nodes"] = [{"children": [1]}, {"children": [0], "mesh": 0}]


def two_parents(found: dict[str, Any]) -> None:
    found["nodes"] = [{"children": [2]}, {"children": [2]}, {"mesh": 0}]
    found["scenes"] = [{"nodes": [0, 1]}]


def doubling(found: dict[str, Any]) -> None:
    # each node twice under the next: two to the 60th pieces
    found["nodes"] = [{"mesh": 0}, *({"children": [n, n]} for n in range(60))]
    found["scenes"] = [{"nodes": [60]}]


def outside(where: str, address: str) -> Change:
    return lambda found: found.setdefault(where, [{}])[0].update(uri=address)


def text_bomb(found: dict[str, Any]) -> None:
    bomb = base64.b64encode(picture((3_000, 3_000))).decode()
    found["images"] = [{"uri": f"data:image/png;base64,{bomb}"}]


def put(where: str, **values: Any) -> Change:
    """`put("accessors/0", count=9)`"""

    def change(found: dict[str, Any]) -> None:
        place: Any = found
        for step in where.split("/"):
            place = place[int(step) if step.isdecimal() else step]
        place.update(values)

    return change
