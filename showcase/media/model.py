"""A 3D model: a copy for everyone that holds what is seen and nothing else, and a drawn picture of it."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import numpy as np
from PIL import Image

from incubator.files.content import MAX_PIXELS, MAX_SIDE, Content, Kind, Reason, Unacceptable, sniff
from showcase.media import drawing, geometry, glb, gltf, images
from showcase.media.glb import broken
from showcase.media.report import Made, Progress, Reporter, uncounted

TEXTURE_EDGE = 2048
MOST_TEXTURE_PIXELS = 32_000_000
"""Of all pictures on a model together, as they lie in a telephone's memory."""
MOST_READ_PIXELS = 120_000_000


def render(source: Path, folder: Path, content: Content, report: Reporter) -> None:
    """Raises `Unacceptable`. What it makes: "model.glb" and pictures."""
    description, data = glb.read(source.read_bytes())
    model = geometry.Model(gltf.cleaned(description), data)
    geometry.checked(model)
    pieces = geometry.placed(model)
    pictures = textures(model)
    report(Progress(1, 3, "steps"))
    picture = drawing.picture(model, pieces, pictures)
    images.pictures(picture, folder, uncounted(report), original=picture.size, edges_at_most=1280)
    report(Progress(2, 3, "steps"))
    report(kept(copy(model, pictures), folder))
    report(Progress(3, 3, "steps"))


def kept(data: bytes, folder: Path) -> Made:
    path = folder / "model.glb"
    part = path.with_name("model.glb.part")
    part.write_bytes(data)
    part.replace(path)
    return Made("model", path.name, "model/gltf-binary", len(data))


def textures(model: geometry.Model) -> list[Image.Image]:
    """The pictures on it, decoded within limits, small enough together."""
    found: list[Image.Image] = []
    read = 0
    for one in model.part("images"):
        picture = _picture(bytes(model.view(one["bufferView"])))
        read += picture.width * picture.height
        if read > MOST_READ_PIXELS:
            raise Unacceptable(Reason.TOO_MANY_PIXELS)
        picture.load()
        picture.thumbnail((TEXTURE_EDGE, TEXTURE_EDGE), Image.Resampling.LANCZOS)
        found.append(_plain(picture))
    edge = TEXTURE_EDGE
    while sum(picture.width * picture.height for picture in found) > MOST_TEXTURE_PIXELS:
        edge //= 2
        for picture in found:
            picture.thumbnail((edge, edge), Image.Resampling.LANCZOS)
    return found


def _picture(data: bytes) -> Image.Image:
    content = sniff(data[:4096])
    if content is None or content.kind is not Kind.IMAGE or content.pillow not in ("PNG", "JPEG", "WEBP"):
        raise broken("a picture on it")
    Image.MAX_IMAGE_PIXELS = MAX_PIXELS
    picture = Image.open(io.BytesIO(data), formats=[content.pillow])
    if picture.width * picture.height > MAX_PIXELS or max(picture.size) > MAX_SIDE:
        raise Unacceptable(Reason.TOO_MANY_PIXELS)
    return picture


def _plain(picture: Image.Image) -> Image.Image:
    through = picture.mode in ("RGBA", "LA", "PA") or "transparency" in picture.info
    plain = picture.convert("RGBA" if through else "RGB")
    if through and plain.getchannel("A").getextrema() == (255, 255):
        plain = plain.convert("RGB")
    plain.info = {}
    return plain


def copy(model: geometry.Model, pictures: list[Image.Image]) -> bytes:
    """The file written anew: checked words, the numbers they use, the pictures encoded by us. What no word points at, and
    what stood beside the pictures, is not in it."""
    found = {name: one for name, one in model.found.items() if name != "bufferViews"}
    packed = _Packed(model)
    found["accessors"] = [packed.accessor(index, one) for index, one in enumerate(model.part("accessors"))]
    found["images"] = [packed.image(one) for one in pictures]
    found["textures"] = [_texture(one) for one in model.part("textures")]
    found["bufferViews"] = packed.views
    if packed.data:
        found["buffers"] = [{"byteLength": len(packed.data)}]
    if used := sorted(_extensions(found.get("materials", []))):
        found["extensionsUsed"] = used
    found = {name: one for name, one in found.items() if one or name == "scene"}
    return glb.written({"asset": {"version": "2.0"}, **found}, bytes(packed.data))


def _texture(one: dict[str, Any]) -> dict[str, Any]:
    # A WebP beside the plain picture is now the plain picture.
    webp = one.get("extensions", {}).get("EXT_texture_webp", {})
    source = {"source": webp["source"]} if webp else {}
    return {name: value for name, value in one.items() if name != "extensions"} | source


def _extensions(value: Any) -> set[str]:
    found: set[str] = set()
    if isinstance(value, dict):
        found |= set(value.get("extensions", {}))
        value = list(value.values())
    if isinstance(value, list):
        for one in value:
            found |= _extensions(one)
    return found


class _Packed:
    """Blocks that are pointed at, one after the other."""

    def __init__(self, model: geometry.Model) -> None:
        self.model, self.data, self.views = model, bytearray(), list[dict[str, Any]]()
        self.places: dict[int, int] = {}

    def block(self, data: bytes | memoryview, **more: Any) -> int:
        self.data += b"\0" * (-len(self.data) % 4)
        self.views.append({"buffer": 0, "byteOffset": len(self.data), "byteLength": len(data), **more})
        self.data += data
        return len(self.views) - 1

    def view(self, index: int) -> int:
        if index not in self.places:
            old = self.model.part("bufferViews")[index]
            stride = {"byteStride": old["byteStride"]} if "byteStride" in old else {}
            self.places[index] = self.block(self.model.view(index), **stride)
        return self.places[index]

    def accessor(self, index: int, one: dict[str, Any]) -> dict[str, Any]:
        new = dict(one)
        if "bufferView" in one:
            new["bufferView"] = self.view(one["bufferView"])
        if "sparse" in one:
            parts = {name: one["sparse"][name] | {"bufferView": self.view(one["sparse"][name]["bufferView"])}
                     for name in ("indices", "values")}  # fmt: skip
            new["sparse"] = one["sparse"] | parts
        if one["type"] in ("VEC3", "SCALAR"):
            # The viewer stands where these say that the model is.
            values = self.model.raw(index)
            new["min"], new["max"] = np.min(values, 0).tolist(), np.max(values, 0).tolist()
        return new

    def image(self, picture: Image.Image) -> dict[str, Any]:
        out = io.BytesIO()
        if picture.mode == "RGBA":
            picture.save(out, "PNG")
            form = "image/png"
        else:
            picture.save(out, "JPEG", quality=86, optimize=True)
            form = "image/jpeg"
        return {"bufferView": self.block(out.getvalue()), "mimeType": form}
