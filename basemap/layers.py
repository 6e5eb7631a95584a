"""Turn generalised ground into the layers of the basemap: countries, borders, rivers, lakes, provinces."""

import heapq
import itertools
import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import shapely
from encode import Feature
from generalise import Detail, Ground, World, thin
from shapely.geometry import LineString, MultiLineString, Polygon
from shapely.geometry.base import BaseGeometry
from simplify import ring_area
from topology import Line

Node = tuple[float, float]

__all__ = ["borders", "countries", "lakes", "lines", "tributary"]

VISIBLE_LAKE = 12.0
"""Square pixels from which a lake is drawn."""

WORLD = (-180, -90, 180, 90)

WIDEST_GAP = 0.3
"""Degrees; World Data Bank II leaves rivers out where they run through a lake."""


def countries(
    world: World, ground: Ground, names: Mapping[str, str], only: frozenset[str | None] | None = None
) -> list[Feature]:
    """Return one feature a country, its units dissolved, in the order of their codes."""
    members: dict[str | None, list[int]] = defaultdict(list)
    for number, unit in enumerate(world.units):
        if only is None or unit.country in only:
            members[unit.country].append(number)
    features = []
    for country, numbers in sorted(members.items(), key=lambda item: item[0] or ""):
        shapes = [part for number in numbers for part in shapely.get_parts(ground.shapes[number])]
        if not shapes:
            continue
        named = [world.units[number] for number in numbers if world.units[number].attributes]
        main = max(named, key=lambda unit: unit.shape.area, default=None)
        shape = shapely.coverage_union_all(shapes)
        attributes = main.attributes if main else {}
        label = (attributes["LABEL_X"], attributes["LABEL_Y"]) if attributes else shape.representative_point().coords[0]
        properties = {
            "iso": country if country and len(country) == 2 else None,
            "name": names.get(country or "") or (main or world.units[numbers[0]]).name,
            "name_ar": attributes.get("NAME_AR"),
            "label": [round(label[0], 2), round(label[1], 2)],
            "zoom": math.ceil(attributes.get("MIN_LABEL", 6)),
        }
        features.append(Feature(shape, properties, country))
    return features


def borders(
    world: World, ground: Ground, disputed: Sequence[dict[str, Any]], touching: frozenset[str | None] | None = None
) -> list[Feature]:
    """Return the lines between countries, and the disputed lines inside one, gathered by kind and countries."""
    gathered: dict[tuple[str, tuple[str | None, ...]], list[Line]] = defaultdict(list)
    for arc, line in zip(world.arcs, ground.lines, strict=True):
        if line is None or len(arc.units) != 2:
            continue
        sides = [world.units[number] for number in sorted(arc.units)]
        codes = tuple(sorted({side.country for side in sides}, key=lambda code: code or ""))
        claimed = any(
            side.disputed_with and other.country in side.disputed_with for side, other in (sides, sides[::-1])
        )
        if len(codes) == 1 and not claimed:
            continue
        if touching is None or any(code in touching for code in codes):
            if claimed:
                gathered["disputed", codes].append(line)
            else:
                for kind, piece in _by_kind(line, codes, disputed):
                    gathered[kind, codes].append(piece)
    return [
        Feature(shapely.line_merge(MultiLineString(found)), {"kind": kind, "countries": list(codes)})
        for (kind, codes), found in sorted(gathered.items(), key=str)
    ]


def lines(shapes: Iterable[tuple[dict[str, Any], BaseGeometry]], clip: Polygon, detail: Detail) -> list[Feature]:
    """Return one feature for each set of properties: its lines inside `clip`, joined and simplified."""
    gathered: dict[tuple[tuple[str, Any], ...], list[BaseGeometry]] = defaultdict(list)
    for properties, shape in shapes:
        gathered[tuple(properties.items())].append(shapely.intersection(shape, clip))
    features = []
    for key, found in sorted(gathered.items(), key=str):
        merged = shapely.line_merge(shapely.union_all(found))
        thinned = [
            thin(list(part.coords), detail) for part in shapely.get_parts(merged) if part.geom_type == "LineString"
        ]
        kept = [line for line in thinned if line[0] != line[-1] or len(line) > 3]
        if kept:
            features.append(Feature(MultiLineString(kept), dict(key)))
    return features


def lakes(shapes: Iterable[BaseGeometry], clip: Polygon, detail: Detail, to_zoom: int) -> list[Feature]:
    """Return the lakes that touch `clip` and can be seen at `to_zoom`, each with the zoom it is first drawn at."""
    features = []
    for shape in shapes:
        for part in shapely.get_parts(shape):
            area = ring_area(list(part.exterior.coords))
            zoom = max(2, math.ceil(math.log(VISIBLE_LAKE / area, 4)))
            if zoom > to_zoom or not part.intersects(clip):
                continue
            outer = thin(list(part.exterior.coords), detail)
            holes = [thin(list(ring.coords), detail) for ring in part.interiors]
            lake = Polygon(outer, [hole for hole in holes if len(hole) > 3 and Polygon(hole).is_valid])
            if not lake.is_valid:
                lake = shapely.set_precision(shapely.make_valid(lake), 1 / detail.grid)
            if not lake.is_empty:
                features.append(Feature(lake, {"zoom": zoom}))
    return sorted(features, key=lambda feature: (feature.properties["zoom"], feature.geometry.bounds))


def tributary(pieces: Sequence[Line], along: Sequence[Node]) -> LineString:
    """Follow a network of line pieces through the given points, the shortest way from each to the next.

    Raises:
        ValueError: when the pieces do not connect two of the points.
    """
    network: dict[Node, set[Node]] = defaultdict(set)
    for piece in pieces:
        for start, end in itertools.pairwise(piece):
            network[_near(start)].add(_near(end))
            network[_near(end)].add(_near(start))
    ends = sorted({_near(piece[place]) for piece in pieces for place in (0, -1)})
    nodes = sorted(network)
    for end in ends:
        for other in nodes:
            if 0 < math.dist(end, other) < WIDEST_GAP:
                network[end].add(other)
                network[other].add(end)
    stops = [min(network, key=lambda node, stop=stop: math.dist(node, stop)) for stop in along]  # type: ignore[misc]
    points: list[Node] = []
    for start, end in itertools.pairwise(stops):
        points += _way(network, start, end)[1 if points else 0 :]
    return LineString(points)


def _way(network: Mapping[Node, set[Node]], start: Node, end: Node) -> list[Node]:
    """Dijkstra's shortest path by squared lengths, so that a gap is leapt only where no line leads."""
    queue, came_from = [(0.0, start, start)], {}
    while queue:
        distance, node, before = heapq.heappop(queue)
        if node in came_from:
            continue
        came_from[node] = before
        if node == end:
            way = [node]
            while way[-1] != start:
                way.append(came_from[way[-1]])
            return way[::-1]
        for after in network[node]:
            heapq.heappush(queue, (distance + math.dist(node, after) ** 2, after, node))
    message = f"no way from {start} to {end}"
    raise ValueError(message)


def _near(point: Node) -> Node:
    return round(point[0], 2), round(point[1], 2)


def _by_kind(
    line: Line, codes: tuple[str | None, ...], disputed: Sequence[dict[str, Any]]
) -> Iterator[tuple[str, Line]]:
    """Yield the pieces of a border inside and outside the boxes in which it is disputed."""
    boxes = [entry.get("box", WORLD) for entry in disputed if set(entry["between"]) == set(codes)]
    piece: list[Node] = [line[0]]
    before = None
    for start, end in itertools.pairwise(line):
        middle = (start[0] + end[0]) / 2, (start[1] + end[1]) / 2
        kind = "disputed" if any(_in(bounds, middle) for bounds in boxes) else "border"
        if before not in (None, kind):
            yield str(before), piece
            piece = [start]
        piece.append(end)
        before = kind
    if len(piece) > 1:
        yield str(before), piece


def _in(bounds: Sequence[float], point: Node) -> bool:
    return bounds[0] <= point[0] <= bounds[2] and bounds[1] <= point[1] <= bounds[3]
