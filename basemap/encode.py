"""Write layers of GeoJSON-like features as one TopoJSON topology."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

import shapely
from shapely.geometry.base import BaseGeometry
from topology import Line, Topology

__all__ = ["Feature", "topojson"]


@dataclass(slots=True)
class Feature:
    """A geometry in degrees, rounded to the grid, and what is said of it."""

    geometry: BaseGeometry
    properties: dict[str, Any] = field(default_factory=dict)
    id: str | None = None


def topojson(layers: dict[str, Sequence[Feature]], grid: int, members: dict[str, Any]) -> dict[str, Any]:
    """Return a TopoJSON object with one GeometryCollection for each layer, and the given members beside.

    Outer rings are turned counter-clockwise (RFC 7946, 3.1.6). Numbers are 1/grid degree, counted from (0, 0).
    """
    features = [feature for layer in layers.values() for feature in layer]
    parts = [part for feature in features for part in shapely.get_parts(shapely.orient_polygons(feature.geometry))]
    rings = [ring for part in parts if part.geom_type == "Polygon" for ring in _rings(part, grid)]
    lines = [_points(part, grid) for part in parts if part.geom_type == "LineString"]
    topology = Topology.of(rings, lines)
    objects = {
        name: {"type": "GeometryCollection", "geometries": [_geometry(feature, topology, grid) for feature in layer]}
        for name, layer in layers.items()
    }
    return {
        "type": "Topology",
        "transform": {"scale": [1 / grid, 1 / grid], "translate": [0, 0]},
        **members,
        "objects": objects,
        "arcs": [list(_deltas(arc)) for arc in topology.arcs],
    }


def _geometry(feature: Feature, topology: Topology, grid: int) -> dict[str, Any]:
    parts = list(shapely.get_parts(shapely.orient_polygons(feature.geometry)))
    kind = parts[0].geom_type
    coordinates: list[Any]
    if kind == "Polygon":
        coordinates = [[topology.ring(ring) for ring in _rings(part, grid)] for part in parts]
    elif kind == "LineString":
        coordinates = [topology.line(_points(part, grid)) for part in parts]
    else:
        coordinates = [[round(number * grid) for number in part.coords[0]] for part in parts]
    several = len(parts) > 1
    result: dict[str, Any] = {"type": f"Multi{kind}" if several else kind}
    if feature.id is not None:
        result["id"] = feature.id
    result["properties"] = feature.properties
    result["coordinates" if kind == "Point" else "arcs"] = coordinates if several else coordinates[0]
    return result


def _rings(polygon: BaseGeometry, grid: int) -> list[Line]:
    return [_points(ring, grid) for ring in (polygon.exterior, *polygon.interiors)]


def _points(line: BaseGeometry, grid: int) -> Line:
    return [(round(x * grid), round(y * grid)) for x, y in line.coords]


def _deltas(arc: Line) -> Iterator[list[int]]:
    before = (0, 0)
    for x, y in arc:
        yield [int(x - before[0]), int(y - before[1])]
        before = (int(x), int(y))
