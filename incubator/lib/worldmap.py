"""The countries' outlines as paths of one small drawing, from a topology of the world (TopoJSON).

Areas are true to each other (the Equal Earth projection), so that Africa is as large as it is.
Source of the projection: B. Šavrič, T. Patterson, B. Jenny, "The Equal Earth map projection", 2018, equations 1 to 4.
"""

import json
from collections.abc import Iterable, Iterator
from itertools import pairwise
from math import asin, cos, radians, sin, sqrt
from pathlib import Path
from typing import Any

import pycountry

WIDTH = 1000
SOUTH, NORTH = -57.0, 84.0
"""Degrees of latitude between which the drawing lies: without the ice of the south."""
A = (1.340264, -0.081106, 0.000893, 0.003796)
Point = tuple[float, float]


def projected(longitude: float, latitude: float) -> Point:
    """Equal Earth, in radii of the globe; y grows northwards."""
    turn = asin(sqrt(3) / 2 * sin(radians(latitude)))
    square = turn * turn
    sixth = square**3
    bend = 9 * A[3] * sixth * square + 7 * A[2] * sixth + 3 * A[1] * square + A[0]
    x = 2 * sqrt(3) * radians(longitude) * cos(turn) / (3 * bend)
    return x, turn * (A[0] + A[1] * square + sixth * (A[2] + A[3] * square))


_EDGE = projected(180, 0)[0]
_TOP, _BOTTOM = projected(0, NORTH)[1], projected(0, SOUTH)[1]
HEIGHT = round((_TOP - _BOTTOM) / (2 * _EDGE) * WIDTH)


def placed(longitude: float, latitude: float) -> tuple[int, int]:
    """On the drawing: WIDTH by HEIGHT, from the upper left corner."""
    x, y = projected(longitude, latitude)
    scale = WIDTH / (2 * _EDGE)
    return round((x + _EDGE) * scale), round((_TOP - y) * scale)


def outlines(topology: dict[str, Any]) -> Iterator[tuple[str, list[list[Point]]]]:
    """(code of two letters, "" where the world does not agree; rings of longitude and latitude) of each country."""
    scale, shift = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs = [_unfolded(arc, scale, shift) for arc in topology["arcs"]]
    codes = {country.numeric: country.alpha_2 for country in pycountry.countries}
    for shape in topology["objects"]["countries"]["geometries"]:
        if not shape.get("arcs"):
            continue
        parts = shape["arcs"] if shape["type"] == "MultiPolygon" else [shape["arcs"]]
        rings = [piece for part in parts for ring in part for piece in _cut(_ring(ring, arcs))]
        yield codes.get(str(shape.get("id", "")).zfill(3), ""), rings


def _unfolded(arc: Iterable[list[int]], scale: list[float], shift: list[float]) -> list[Point]:
    x = y = 0
    found = []
    for dx, dy in arc:
        x, y = x + dx, y + dy
        found.append((x * scale[0] + shift[0], y * scale[1] + shift[1]))
    return found


def _ring(numbers: list[int], arcs: list[list[Point]]) -> list[Point]:
    """Arcs one after the other; ~n is arc n backwards. Where two meet their point is there once."""
    found: list[Point] = []
    for number in numbers:
        part = arcs[number] if number >= 0 else arcs[~number][::-1]
        found += part[1:] if found else part
    return found


def _cut(ring: list[Point]) -> list[list[Point]]:
    """A land that goes on beyond 180° is cut there: one piece at each edge of the drawing."""
    turned, shift = [], 0.0
    for at, (x, y) in enumerate(ring):
        if at and abs(x - ring[at - 1][0]) > 180:
            shift += 360 if x < ring[at - 1][0] else -360
        turned.append((x + shift, y))
    if not any(abs(x) > 180 for x, _y in turned):
        return [ring]
    east = any(x > 180 for x, _y in turned)
    here = [(min(max(x, -180.0), 180.0), y) for x, y in turned]
    beyond = [(max(x - 360, -180.0), y) if east else (min(x + 360, 180.0), y) for x, y in turned]
    return [here, beyond]


def path(rings: Iterable[list[Point]]) -> str:
    """The rings as path data in whole units; what is too small to be seen is left out."""
    drawn = []
    for ring in rings:
        points = [placed(x, y) for x, y in ring if y > SOUTH]
        corners = [point for at, point in enumerate(points) if at == 0 or point != points[at - 1]]
        if len(corners) > 3:
            steps = (f"{b[0] - a[0]} {b[1] - a[1]}" for a, b in pairwise(corners))
            drawn.append(f"M{corners[0][0]} {corners[0][1]}l{' '.join(steps)}z".replace(" -", "-"))
    return "".join(drawn)


def centre(rings: list[list[Point]]) -> tuple[int, int]:
    """The middle of the largest part, where a sign for the country stands."""
    largest = max(rings, key=lambda ring: abs(_area(ring)))
    area = _area(largest)
    if not area:
        return placed(*largest[0])
    around = list(zip(largest, largest[1:] + largest[:1], strict=True))
    x = sum((a[0] + b[0]) * (a[0] * b[1] - b[0] * a[1]) for a, b in around) / (6 * area)
    y = sum((a[1] + b[1]) * (a[0] * b[1] - b[0] * a[1]) for a, b in around) / (6 * area)
    return placed(x, y)


def _area(ring: list[Point]) -> float:
    return sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(ring, ring[1:] + ring[:1], strict=True)) / 2


def drawing(coarse: Path, fine: Path) -> dict[str, Any]:
    """Everything a page needs: `size`, `land` (all countries' outlines), `countries` by code {d, x, y}.

    Small islands are not in the coarse topology; they get their place, and no outline.
    """
    shapes = {"": ""}
    land = []
    for code, rings in outlines(json.loads(coarse.read_text())):
        found = path(rings)
        land.append(found)
        if code:
            shapes[code] = found
    places = {code: centre(rings) for code, rings in outlines(json.loads(fine.read_text())) if code}
    countries = {code: {"d": shapes.get(code, ""), "x": x, "y": y} for code, (x, y) in sorted(places.items())}
    return {"size": [WIDTH, HEIGHT], "land": "".join(land), "countries": countries}
