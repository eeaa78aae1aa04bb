"""The numbers of a model: read within their bounds, held to what their description promises, and put in place."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from incubator.files.content import Reason, Unacceptable
from showcase.media.glb import broken

Floats = NDArray[np.float64]
MOST_ELEMENTS = 12_000_000
MOST_TRIANGLES = 1_000_000
MOST_DRAWN = 4_000
"""Pieces drawn one by one: what a telephone does sixty times a second."""
DTYPES = {5120: "<i1", 5121: "<u1", 5122: "<i2", 5123: "<u2", 5125: "<u4", 5126: "<f4"}
WIDTHS = {"SCALAR": 1, "VEC2": 2, "VEC3": 3, "VEC4": 4, "MAT2": 4, "MAT3": 9, "MAT4": 16}
FARTHEST = 1e9
TRIANGLES, STRIP, FAN = 4, 5, 6


@dataclass(frozen=True)
class Placed:
    """One piece of the model where it stands: `primitive` of a mesh, and the matrix that puts it there."""

    primitive: dict[str, Any]
    matrix: Floats


class Model:
    """A cleaned description with its numbers."""

    def __init__(self, found: dict[str, Any], data: memoryview) -> None:
        self.found, self.data = found, data
        self._check_views()
        self._check_accessors()

    def part(self, name: str) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = self.found.get(name, [])
        return found

    def view(self, index: int) -> memoryview:
        one = self.part("bufferViews")[index]
        start = one.get("byteOffset", 0)
        return self.data[start : start + one["byteLength"]]

    def _check_views(self) -> None:
        total = 0
        for one in self.part("bufferViews"):
            total += one["byteLength"]
            if one.get("byteOffset", 0) + one["byteLength"] > len(self.data):
                raise broken("bytes that are not there")
        if total > 2 * len(self.data) + 1_000_000:
            raise Unacceptable(Reason.TOO_COMPLEX, "the same bytes again and again")

    def _check_accessors(self) -> None:
        total = sum(one["count"] * WIDTHS[one["type"]] for one in self.part("accessors"))
        if total > MOST_ELEMENTS * 4:
            raise Unacceptable(Reason.TOO_COMPLEX, "numbers")
        for index, one in enumerate(self.part("accessors")):
            values = self.raw(index)
            if one["componentType"] == 5126 and not (np.isfinite(values).all() and np.abs(values).max() < FARTHEST):
                raise broken("numbers that are none")

    def raw(self, index: int) -> NDArray[Any]:
        """`count` rows as they are stored."""
        one = self.part("accessors")[index]
        width, count = WIDTHS[one["type"]], one["count"]
        dtype = np.dtype(DTYPES[one["componentType"]])
        if "bufferView" in one:
            stride = self.part("bufferViews")[one["bufferView"]].get("byteStride", 0)
            values = _rows(self.view(one["bufferView"]), one.get("byteOffset", 0), count, width, dtype, stride)
        else:
            values = np.zeros((count, width), dtype)
        return self._with_exceptions(values, one["sparse"], width, dtype) if "sparse" in one else values

    def _with_exceptions(self, values: NDArray[Any], sparse: dict[str, Any], width: int, dtype: np.dtype[Any]) -> NDArray[Any]:
        at, to, count = sparse["indices"], sparse["values"], sparse["count"]
        if at["componentType"] not in (5121, 5123, 5125):
            raise broken("sparse places")
        places = _rows(self.view(at["bufferView"]), at.get("byteOffset", 0), count, 1, np.dtype(DTYPES[at["componentType"]]), 0)
        if int(places.max()) >= len(values):
            raise broken("sparse places")
        values = values.copy()
        values[places[:, 0]] = _rows(self.view(to["bufferView"]), to.get("byteOffset", 0), count, width, dtype, 0)
        return values

    def values(self, index: int) -> Floats:
        """As numbers that count: normalised ones from 0 to 1 or -1 to 1."""
        raw, one = self.raw(index), self.part("accessors")[index]
        values = raw.astype(np.float64)
        if one.get("normalized") and one["componentType"] not in (5125, 5126):
            values = np.maximum(values / np.iinfo(raw.dtype).max, -1.0)
        return values

    def corners(self, primitive: dict[str, Any]) -> NDArray[np.int64]:
        """Triples of places in its attributes; empty for points and lines."""
        count = self.part("accessors")[primitive["attributes"]["POSITION"]]["count"]
        order = self.raw(primitive["indices"])[:, 0].astype(np.int64) if "indices" in primitive else np.arange(count)
        mode = primitive.get("mode", TRIANGLES)
        if mode == TRIANGLES:
            return order[: len(order) // 3 * 3].reshape(-1, 3)
        if mode not in (STRIP, FAN) or len(order) < 3:
            return np.zeros((0, 3), np.int64)
        if mode == FAN:
            return np.stack([np.full(len(order) - 2, order[0]), order[1:-1], order[2:]], axis=1)
        found = np.stack([order[:-2], order[1:-1], order[2:]], axis=1)
        found[1::2] = found[1::2, ::-1]
        return found


def _rows(view: memoryview, start: int, count: int, width: int, dtype: np.dtype[Any], stride: int) -> NDArray[Any]:
    """Rows out of a block, refused where they would leave it."""
    size = width * dtype.itemsize
    stride = stride or size
    if start % dtype.itemsize or stride % dtype.itemsize:
        raise broken("numbers across their places")
    if stride < size or start + (count - 1) * stride + size > len(view):
        raise broken("numbers outside their block")
    block = np.frombuffer(view, np.uint8)[start:]
    rows = np.lib.stride_tricks.as_strided(block, (count, size), (stride, 1), writeable=False)
    return np.ascontiguousarray(rows).view(dtype)


def checked(model: Model) -> None:
    """Every piece has places, as many of all else, and points at none that is not there."""
    accessors = model.part("accessors")
    for mesh in model.part("meshes"):
        for one in mesh["primitives"]:
            if "POSITION" not in one["attributes"]:
                raise Unacceptable(Reason.NOTHING, "no places")
            count = accessors[one["attributes"]["POSITION"]]["count"]
            for named in (one["attributes"], *one.get("targets", [])):
                if any(accessors[index]["count"] != count for index in named.values()):
                    raise broken("attributes of other lengths")
                if "POSITION" in named and accessors[named["POSITION"]]["type"] != "VEC3":
                    raise broken("places")
            if "indices" in one:
                _order_fits(model, one["indices"], count)


def _order_fits(model: Model, index: int, count: int) -> None:
    one = model.part("accessors")[index]
    if one["type"] != "SCALAR" or one["componentType"] not in (5121, 5123, 5125) or int(model.raw(index).max()) >= count:
        raise broken("order")


def placed(model: Model) -> list[Placed]:
    """All pieces of the shown scene. Raises `Unacceptable` for nodes in a circle or under two others, and for too much."""
    nodes, scenes = model.part("nodes"), model.part("scenes")
    scene = scenes[model.found.get("scene", 0)] if scenes else {"nodes": list(range(len(nodes)))}
    _one_parent(nodes)
    waiting: list[tuple[int, Floats]] = [(index, np.eye(4)) for index in dict.fromkeys(scene.get("nodes", []))]
    found: list[Placed] = []
    seen: set[int] = set()
    while waiting:
        index, above = waiting.pop()
        if index in seen:
            raise broken("a node twice")
        seen.add(index)
        node = nodes[index]
        matrix = above @ _matrix(node)
        waiting += [(child, matrix) for child in node.get("children", [])]
        if "mesh" in node:
            found += [Placed(one, matrix) for one in model.part("meshes")[node["mesh"]]["primitives"]]
    _not_too_much(model, found)
    return found


def _one_parent(nodes: list[dict[str, Any]]) -> None:
    children = [child for node in nodes for child in node.get("children", [])]
    if len(children) != len(set(children)):
        raise broken("a node under two others")
    # With one parent each, what never reaches a root goes in a circle.
    free = set(range(len(nodes))) - set(children)
    reached, waiting = 0, list(free)
    while waiting:
        reached += 1
        waiting += nodes[waiting.pop()].get("children", [])
    if reached != len(nodes):
        raise broken("nodes in a circle")


def _not_too_much(model: Model, found: list[Placed]) -> None:
    if len(found) > MOST_DRAWN:
        raise Unacceptable(Reason.TOO_COMPLEX, "pieces")
    counts: dict[int, int] = {}
    total = 0
    for one in found:
        key = id(one.primitive)
        if key not in counts:
            counts[key] = len(model.corners(one.primitive))
        total += counts[key]
        if total > MOST_TRIANGLES:
            raise Unacceptable(Reason.TOO_COMPLEX, "triangles")
    if not total:
        raise Unacceptable(Reason.NOTHING)


def _matrix(node: dict[str, Any]) -> Floats:
    if "matrix" in node:
        return np.array(node["matrix"], np.float64).reshape(4, 4).T
    matrix = np.eye(4)
    x, y, z, w = node.get("rotation", (0, 0, 0, 1))
    turn = np.array(
        [[1 - 2 * (y * y + z * z), 2 * (x * y - z * w), 2 * (x * z + y * w)],
         [2 * (x * y + z * w), 1 - 2 * (x * x + z * z), 2 * (y * z - x * w)],
         [2 * (x * z - y * w), 2 * (y * z + x * w), 1 - 2 * (x * x + y * y)]], np.float64,
    )  # fmt: skip
    matrix[:3, :3] = turn * np.array(node.get("scale", (1, 1, 1)), np.float64)
    matrix[:3, 3] = node.get("translation", (0, 0, 0))
    return matrix
