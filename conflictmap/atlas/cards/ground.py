"""The embedded basemap (docs/basemap.md) as shapes to draw: TopoJSON, projected to Web Mercator, kept in memory."""

from __future__ import annotations

import json
import math
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
from django.contrib.staticfiles import finders
from numpy.typing import NDArray

from conflictmap.atlas.first_ground import REGIONS

Point = tuple[float, float]
Line = NDArray[np.float64]
"""Points of a line, one a row: Mercator x and y."""

# Beyond this latitude the square world of Web Mercator ends.
NORTHERNMOST = 85.0511


def mercator(lon: float, lat: float) -> Point:
    """Degrees (WGS 84) as Web Mercator: the whole world from 0 to 1 in both directions, y downwards."""
    sine = math.sin(math.radians(max(-NORTHERNMOST, min(NORTHERNMOST, lat))))
    return lon / 360 + 0.5, 0.5 - math.log((1 + sine) / (1 - sine)) / (4 * math.pi)


def project(degrees: Line) -> Line:
    """The same for many points: rows of lon and lat."""
    sine = np.sin(np.radians(degrees[:, 1].clip(-NORTHERNMOST, NORTHERNMOST)))
    return np.column_stack((degrees[:, 0] / 360 + 0.5, 0.5 - np.log((1 + sine) / (1 - sine)) / (4 * math.pi)))


@dataclass(frozen=True, slots=True)
class Shape:
    """Lines of Mercator points, the box around them (left, top, right, bottom), and the countries concerned."""

    lines: list[Line]
    box: tuple[float, float, float, float]
    countries: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Ground:
    """What a card draws below its towns."""

    countries: list[Shape]
    borders: list[Shape]
    lakes: list[Shape]
    rivers: list[Shape]


@cache
def read_ground() -> Ground:
    """The world with the finer shapes of all regions in place of its own, as `static/basemap/combine.js` does."""
    world, *regions = (json.loads(read_static(f"basemap/{name}.json")) for name in ("world", *REGIONS))
    inside = {country for region in regions for country in region["region"]["countries"]}
    coarse, fine = layers(world), [layers(region) for region in regions]

    def beyond(shapes: Iterable[tuple[Shape, dict[str, Any]]]) -> list[Shape]:
        return [shape for shape, _ in shapes if not inside.intersection(shape.countries)]

    def outside(shapes: Iterable[tuple[Shape, dict[str, Any]]]) -> list[Shape]:
        return [shape for shape, properties in shapes if not properties.get("region")]

    def all_of(name: str) -> list[Shape]:
        return [shape for region in fine for shape, _ in region[name]]

    return Ground(
        countries=beyond(coarse["countries"]) + all_of("countries"),
        borders=beyond(coarse["borders"]) + all_of("borders"),
        lakes=outside(coarse["lakes"]) + all_of("lakes"),
        rivers=outside(coarse["rivers"]) + all_of("rivers"),
    )


def read_static(name: str) -> bytes:
    """A static file as it lies in the source."""
    path = finders.find(name)
    if not isinstance(path, str):
        raise FileNotFoundError(name)
    with open(path, "rb") as file:  # noqa: PTH123 (finders answer with texts)
        return file.read()


def layers(topology: dict[str, Any]) -> dict[str, list[tuple[Shape, dict[str, Any]]]]:
    """The shapes of a TopoJSON file by layer, each with its properties."""
    scale, translate = np.array(topology["transform"]["scale"]), np.array(topology["transform"]["translate"])
    arcs = [project(np.cumsum(np.array(arc, float), axis=0) * scale + translate) for arc in topology["arcs"]]

    def join(path: list[int]) -> Line:
        parts = [arcs[~number][::-1] if number < 0 else arcs[number] for number in path]
        return np.concatenate([parts[0], *(part[1:] for part in parts[1:])])

    def shape(geometry: dict[str, Any]) -> tuple[Shape, dict[str, Any]]:
        paths = geometry["arcs"]
        match geometry["type"]:
            case "LineString":
                lines = [join(paths)]
            case "MultiPolygon":
                lines = [join(path) for rings in paths for path in rings]
            case _:
                lines = [join(path) for path in paths]
        properties = geometry.get("properties", {})
        (left, top), (right, bottom) = (
            np.min([line.min(axis=0) for line in lines], axis=0),
            np.max([line.max(axis=0) for line in lines], axis=0),
        )
        countries = properties.get("countries") or [properties.get("iso") or ""]
        return Shape(lines, (float(left), float(top), float(right), float(bottom)), tuple(countries)), properties

    names = ("countries", "borders", "lakes", "rivers")
    return {
        name: [shape(one) for one in topology["objects"].get(name, {"geometries": []})["geometries"] if "arcs" in one]
        for name in names
    }
