"""What of a model's description is kept: the words that drawing it needs, each checked, and nothing else.

Names, notes, the maker's program, rights and cameras stay in the original: they say who sat at which machine, and nothing that
is seen. A list below says what there may be of each thing.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from incubator.files.content import Reason, Unacceptable
from showcase.media.glb import broken

Sizes = Mapping[str, int]
Check = Callable[[Any, Sizes], Any]
KNOWN = {
    "KHR_materials_unlit", "KHR_materials_emissive_strength", "KHR_texture_transform", "KHR_mesh_quantization", "EXT_texture_webp",
}  # fmt: skip
"""Extensions that may be demanded. Of others a file may do without, and does here."""
MOST = 1_000_000_000


def whole(low: int = 0, high: int = MOST) -> Check:
    def check(value: Any, _sizes: Sizes) -> int:
        # Some exporters write 3.0.
        if isinstance(value, bool) or not isinstance(value, int | float) or not low <= value <= high or value != int(value):
            raise broken("whole number")
        return int(value)

    return check


def number(low: float = -1e12, high: float = 1e12) -> Check:
    def check(value: Any, _sizes: Sizes) -> float:
        if isinstance(value, bool) or not isinstance(value, int | float) or not low <= value <= high:
            raise broken("number")
        return value

    return check


def flag(value: Any, _sizes: Sizes) -> bool:
    if not isinstance(value, bool):
        raise broken("yes or no")
    return value


def one_of(*values: Any) -> Check:
    def check(value: Any, _sizes: Sizes) -> Any:
        if isinstance(value, bool | list | dict) or value not in values:
            raise broken("word")
        return value

    return check


def ref(name: str) -> Check:
    """The place of something in the list of that name."""

    def check(value: Any, sizes: Sizes) -> int:
        if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value < sizes.get(name, 0):
            raise broken(f"reference to {name}")
        return value

    return check


def listed(one: Check, most: int, least: int = 1) -> Check:
    def check(value: Any, sizes: Sizes) -> list[Any]:
        if not isinstance(value, list) or len(value) < least:
            raise broken("list")
        if len(value) > most:
            raise Unacceptable(Reason.TOO_COMPLEX, "list")
        return [one(item, sizes) for item in value]

    return check


def numbers(count: int) -> Check:
    return listed(number(), count, count)


def record(known: Mapping[str, Check], *required: str) -> Check:
    """An object with these words; others are left out."""

    def check(value: Any, sizes: Sizes) -> dict[str, Any]:
        if not isinstance(value, dict) or any(name not in value for name in required):
            raise broken("object")
        return {name: one(value[name], sizes) for name, one in known.items() if name in value}

    return check


_ATTRIBUTE = re.compile(r"POSITION|NORMAL|TANGENT|TEXCOORD_[0-3]|COLOR_0|JOINTS_[01]|WEIGHTS_[01]")


def attributes(value: Any, sizes: Sizes) -> dict[str, int]:
    if not isinstance(value, dict):
        raise broken("attributes")
    return {name: ref("accessors")(value[name], sizes) for name in sorted(value) if _ATTRIBUTE.fullmatch(name)}


SHIFT = record({"offset": numbers(2), "rotation": number(), "scale": numbers(2), "texCoord": whole(0, 3)})
TEXTURE_USE = record(
    {"index": ref("textures"), "texCoord": whole(0, 3), "scale": number(), "strength": number(0, 1),
     "extensions": record({"KHR_texture_transform": SHIFT})},
    "index",
)  # fmt: skip
SURFACE = record(
    {"baseColorFactor": numbers(4), "baseColorTexture": TEXTURE_USE, "metallicFactor": number(0, 1), "roughnessFactor": number(0, 1),
     "metallicRoughnessTexture": TEXTURE_USE}
)  # fmt: skip
GLOW = record({"emissiveStrength": number(0, 1000)})
MATERIAL = record(
    {"pbrMetallicRoughness": SURFACE, "normalTexture": TEXTURE_USE, "occlusionTexture": TEXTURE_USE, "emissiveTexture": TEXTURE_USE,
     "emissiveFactor": numbers(3), "alphaMode": one_of("OPAQUE", "MASK", "BLEND"), "alphaCutoff": number(0, 1), "doubleSided": flag,
     "extensions": record({"KHR_materials_unlit": record({}), "KHR_materials_emissive_strength": GLOW})}
)  # fmt: skip
PRIMITIVE = record(
    {"attributes": attributes, "indices": ref("accessors"), "material": ref("materials"), "mode": whole(0, 6),
     "targets": listed(attributes, 64)},
    "attributes",
)  # fmt: skip
NODE = record(
    {"children": listed(ref("nodes"), 10_000), "mesh": ref("meshes"), "skin": ref("skins"), "translation": numbers(3),
     "rotation": numbers(4), "scale": numbers(3), "matrix": numbers(16), "weights": listed(number(), 64)}
)  # fmt: skip
MOVEMENT = record({"node": ref("nodes"), "path": one_of("translation", "rotation", "scale", "weights")}, "path")
CURVE = record(
    {"input": ref("accessors"), "output": ref("accessors"), "interpolation": one_of("LINEAR", "STEP", "CUBICSPLINE")},
    "input", "output",
)  # fmt: skip
COMPONENTS = one_of(5120, 5121, 5122, 5123, 5125, 5126)
SHAPES = one_of("SCALAR", "VEC2", "VEC3", "VEC4", "MAT2", "MAT3", "MAT4")
SPARSE_AT = record(
    {"bufferView": ref("bufferViews"), "byteOffset": whole(), "componentType": COMPONENTS}, "bufferView", "componentType"
)
SPARSE_TO = record({"bufferView": ref("bufferViews"), "byteOffset": whole()}, "bufferView")
PARTS: dict[str, tuple[Check, int]] = {
    "scenes": (record({"nodes": listed(ref("nodes"), 10_000)}), 100),
    "nodes": (NODE, 10_000),
    "meshes": (record({"primitives": listed(PRIMITIVE, 4_000), "weights": listed(number(), 64)}, "primitives"), 10_000),
    "materials": (MATERIAL, 1_000),
    "textures": (
        record({"sampler": ref("samplers"), "source": ref("images"),
                "extensions": record({"EXT_texture_webp": record({"source": ref("images")}, "source")})}), 200,
    ),
    "images": (record({"bufferView": ref("bufferViews")}, "bufferView"), 64),
    "samplers": (
        record({"magFilter": one_of(9728, 9729), "minFilter": one_of(9728, 9729, 9984, 9985, 9986, 9987),
                "wrapS": one_of(33071, 33648, 10497), "wrapT": one_of(33071, 33648, 10497)}), 200,
    ),
    "skins": (
        record({"joints": listed(ref("nodes"), 1_000), "skeleton": ref("nodes"), "inverseBindMatrices": ref("accessors")}, "joints"),
        100,
    ),
    "animations": (
        record({"channels": listed(record({"sampler": whole(), "target": MOVEMENT}, "sampler", "target"), 10_000),
                "samplers": listed(CURVE, 10_000)}, "channels", "samplers"), 100,
    ),
    "accessors": (
        record({"bufferView": ref("bufferViews"), "byteOffset": whole(), "componentType": COMPONENTS, "normalized": flag,
                "count": whole(1), "type": SHAPES,
                "sparse": record({"count": whole(1), "indices": SPARSE_AT, "values": SPARSE_TO}, "count", "indices", "values")},
               "componentType", "count", "type"), 20_000,
    ),
    "bufferViews": (
        record({"buffer": whole(0, 0), "byteOffset": whole(), "byteLength": whole(1), "byteStride": whole(4, 252)},
               "buffer", "byteLength"), 20_000,
    ),
}  # fmt: skip


def cleaned(description: dict[str, Any]) -> dict[str, Any]:
    """The same model with what is known and checked of it. Raises `Unacceptable`."""
    asset = description.get("asset")
    if not isinstance(asset, dict) or asset.get("version") not in ("2.0", "2.1"):
        raise broken("version")
    _embedded(description)
    demanded = description.get("extensionsRequired", [])
    if not isinstance(demanded, list) or any(not isinstance(name, str) for name in demanded):
        raise broken("extensions")
    if beyond := sorted(set(demanded) - KNOWN):
        raise Unacceptable(Reason.PACKED, ", ".join(beyond))
    lists = {name: description[name] for name in PARTS if name in description}
    if any(not isinstance(one, list) for one in lists.values()):
        raise broken("list")
    sizes = {name: len(one) for name, one in lists.items()}
    found = {name: listed(PARTS[name][0], PARTS[name][1], 0)(one, sizes) for name, one in lists.items()}
    if "scene" in description:
        found["scene"] = ref("scenes")(description["scene"], sizes)
    _curves_there(found)
    return found


def _embedded(description: dict[str, Any]) -> None:
    """Nothing may lie elsewhere, nor be written in as text: the viewer asks for nothing, whatever a file says."""
    for name in ("buffers", "images"):
        for one in description.get(name) or []:
            if isinstance(one, dict) and "uri" in one:
                raise Unacceptable(Reason.OUTSIDE, name)
    buffers = description.get("buffers", [])
    if not isinstance(buffers, list) or len(buffers) > 1:
        raise Unacceptable(Reason.OUTSIDE, "buffers")


def _curves_there(found: dict[str, Any]) -> None:
    for one in found.get("animations", []):
        if any(channel["sampler"] >= len(one["samplers"]) for channel in one["channels"]):
            raise broken("curve")
