"""Read the basemap's TopoJSON with GEOS, apart from the code that wrote it and from the page's decoder."""

import json
from functools import cache
from pathlib import Path
from typing import Any

from django.contrib.gis.geos import GEOSGeometry

FOLDER = Path(__file__).resolve().parents[2] / "static" / "basemap"

Position = list[float]


@cache
def topology(name: str) -> dict[str, Any]:
    """Return a file of the basemap as parsed JSON."""
    parsed: dict[str, Any] = json.loads((FOLDER / name).read_text())
    return parsed


@cache
def features(name: str, layer: str) -> list[tuple[dict[str, Any], GEOSGeometry]]:
    """Return properties and geometry (degrees, WGS 84) of a layer's features; `id` is among the properties."""
    parsed = topology(name)
    scale = parsed["transform"]["scale"]
    arcs = []
    for arc in parsed["arcs"]:
        x = y = 0
        points = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            points.append([x * scale[0], y * scale[1]])
        arcs.append(points)
    return [
        ({"id": item.get("id"), **item["properties"]}, GEOSGeometry(json.dumps(_geometry(item, arcs, scale))))
        for item in parsed["objects"][layer]["geometries"]
    ]


def _geometry(item: dict[str, Any], arcs: list[list[Position]], scale: list[float]) -> dict[str, Any]:
    if item["type"] == "Point":
        x, y = item["coordinates"]
        return {"type": "Point", "coordinates": [x * scale[0], y * scale[1]]}
    return {"type": item["type"], "coordinates": _nested(item["arcs"], arcs)}


def _nested(paths: list[Any], arcs: list[list[Position]]) -> list[Any]:
    if not isinstance(paths[0], int):
        return [_nested(path, arcs) for path in paths]
    points: list[Position] = []
    for number in paths:
        arc = arcs[number] if number >= 0 else arcs[~number][::-1]
        points += arc[1:] if points else arc
    return points
