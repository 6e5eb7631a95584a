"""Generalise the units of the world, keeping every line that two of them share in common.

The world is simplified once for each level of detail. Lines are cut where they enter the region, so a level can be
fine inside it and coarse outside, and the two levels still fit together at the seam.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence, Set
from dataclasses import dataclass
from typing import cast

import shapely
from areas import Unit
from shapely.geometry import LineString, MultiPolygon, Point, Polygon
from shapely.geometry.base import BaseGeometry
from simplify import importance, ring_area
from topology import Line, Topology, lines_of_path

__all__ = ["Arc", "Detail", "Ground", "World", "thin"]

LEAST_POINT = 0.5
"""Square pixels at the level's zoom: the area a point must add to stay (Visvalingam and Whyatt)."""

LEAST_ISLAND = 1.0
"""Square pixels at the level's zoom: smaller islands go, but for the largest of each unit."""
LEAST_UNIT = 1e-4
"""Square degrees, about 1 km²: a unit as small as that (Vatican City, a reef) may vanish."""

ATTEMPTS = 24

Notes = defaultdict[int, set[int]]
"""Places of points by the number of their arc."""

Bounds = tuple[float, float, float, float]
"""West, south, east, north, degrees."""


@dataclass(frozen=True, slots=True)
class Detail:
    """How much of a line stays."""

    zoom: float
    """Zoom level at which the loss stays below a pixel or so."""
    grid: int
    """Coordinates are rounded to 1/grid degree."""


@dataclass(slots=True)
class Arc:
    """A line between two nodes, the worth of each of its points, and the units on its sides."""

    points: Line
    worth: list[float]
    units: frozenset[int]
    zone: int
    """The innermost of the given boxes it lies in, counted from 0; the number of boxes when in none."""


@dataclass(slots=True)
class Ground:
    """One level of detail: the shape of every unit, and each arc as it was left (None when dropped)."""

    shapes: list[BaseGeometry]
    lines: list[list[tuple[float, float]] | None]


class World:
    """The units of the world as arcs between nodes."""

    def __init__(self, units: Sequence[Unit], boxes: Sequence[Bounds]) -> None:
        """Cut the outlines of all units into arcs, also where they enter one of the boxes (innermost box first)."""
        self.units = units
        rings = [[_rings(polygon) for polygon in shapely.get_parts(unit.shape)] for unit in units]
        every_ring = [ring for polygons in rings for polygon in polygons for ring in polygon]
        topology = Topology.of(every_ring, also_cut_at=set(_must_stay(every_ring, boxes)))
        self.paths = [[[topology.ring(ring) for ring in polygon] for polygon in polygons] for polygons in rings]
        users: dict[int, set[int]] = defaultdict(set)
        for unit, polygons in enumerate(self.paths):
            for number in (number for polygon in polygons for path in polygon for number in path):
                users[number if number >= 0 else ~number].add(unit)
        self.arcs = [
            Arc(points, importance(points), frozenset(users[number]), _zone(points, boxes))
            for number, points in enumerate(topology.arcs)
        ]
        self.held: Notes = defaultdict(set)
        self.dropped: Notes = defaultdict(set)
        self.sunk: set[tuple[int, Detail]] = set()
        self.tree = shapely.STRtree([LineString(arc.points) for arc in self.arcs])
        self.largest = [_largest_ring(polygons, topology.arcs) for polygons in self.paths]

    def at(self, detail: Callable[[Arc], Detail]) -> Ground:
        """Return the world with as much detail as asked for each arc; ask for the coarsest level first.

        What had to be held or dropped in one level stays so in the next, so that lines of equal detail are equal.
        Lines that come out crossed (as GEOS finds) are done again: first the points around are held; where the ground
        is narrower than the grid, islands in the way are left out, or else the points that draw a fjord or a channel.
        """
        wanted = [detail(arc) for arc in self.arcs]
        for attempt in range(ATTEMPTS):
            ground = self._at(wanted)
            faults = list(self._faults(ground))
            if not faults:
                self._check_areas(ground)
                return ground
            around = shapely.union_all([fault.buffer(0.01 * 1.2**attempt) for fault in faults])
            if attempt % 2 == 0:
                self._note(self.held, around)
            elif not self._sink(ground, wanted, around):
                self._note(self.dropped, around)
        message = "Some shapes stay invalid however little they are simplified."
        raise RuntimeError(message)

    def _at(self, wanted: Sequence[Detail]) -> Ground:
        coarsest: dict[tuple[float, float], int] = {}
        for arc, detail in zip(self.arcs, wanted, strict=True):
            for node in (arc.points[0], arc.points[-1]):
                coarsest[node] = min(detail.grid, coarsest.get(node, detail.grid))
        lines: list[list[tuple[float, float]] | None] = []
        for number, (arc, detail) in enumerate(zip(self.arcs, wanted, strict=True)):
            line = _thin_arc(arc, detail, coarsest, self.held[number], self.dropped[number])
            small = ring_area(arc.points) * 4.0**detail.zoom < LEAST_ISLAND or (number, detail) in self.sunk
            collapsed = arc.points[0] == arc.points[-1] and len(line) < 4
            lines.append(None if collapsed or (small and self._is_island(number)) else line)
        return Ground([_assemble(polygons, lines) for polygons in self.paths], lines)

    def _faults(self, ground: Ground) -> Iterator[BaseGeometry]:
        for unit, shape in zip(self.units, ground.shapes, strict=True):
            if shape.is_empty and unit.shape.area > LEAST_UNIT:
                yield unit.shape.envelope
            elif not shape.is_valid:
                parts = [part for part in shapely.get_parts(shape) if not part.is_valid]
                yield from (part.envelope if part.area == 0 else _fault(part) for part in parts or [shape])
        sound = [shape for shape in ground.shapes if shape.is_valid]
        yield from (edge for edge in shapely.coverage_invalid_edges(sound) if not edge.is_empty)

    def _check_areas(self, ground: Ground) -> None:
        for unit, shape in zip(self.units, ground.shapes, strict=True):
            if unit.shape.area > 2 and not 0.6 < shape.area / unit.shape.area < 1.4:
                message = f"{unit.name} lost its shape: {unit.shape.area:.2f} square degrees became {shape.area:.2f}"
                raise RuntimeError(message)

    def _sink(self, ground: Ground, wanted: Sequence[Detail], around: BaseGeometry) -> bool:
        """Leave out the islands that touch the given places; say whether there was one."""
        found = False
        for number in self.tree.query(around, predicate="intersects").tolist():
            if ground.lines[number] is not None and self._is_island(number):
                self.sunk.add((number, wanted[number]))
                found = True
        return found

    def _is_island(self, number: int) -> bool:
        arc = self.arcs[number]
        return arc.points[0] == arc.points[-1] and not any(number in self.largest[unit] for unit in arc.units)

    def _note(self, notes: Notes, around: BaseGeometry) -> None:
        """Note the points of the original lines that lie in the given places."""
        shapely.prepare(around)
        for number in self.tree.query(around, predicate="intersects").tolist():
            points = self.arcs[number].points
            inside = shapely.contains_xy(around, points)
            notes[number].update(place for place, it_is in enumerate(inside) if it_is)


def thin(points: Line, detail: Detail) -> list[tuple[float, float]]:
    """Return a line of its own (a river, a lake's ring) simplified and rounded."""
    arc = Arc(points, importance(points), frozenset(), zone=0)
    return _thin_arc(arc, detail, {}, set(), set())


def _rounded(point: tuple[float, float], grid: int) -> tuple[float, float]:
    return round(point[0] * grid) / grid, round(point[1] * grid) / grid


def _thin_arc(
    arc: Arc, detail: Detail, node_grids: dict[tuple[float, float], int], held: Set[int], dropped: Set[int]
) -> list[tuple[float, float]]:
    least = LEAST_POINT / 4.0**detail.zoom
    if arc.points[0] == arc.points[-1] and len(arc.worth) > 4:
        least = min(least, sorted(arc.worth)[-4])  # a ring keeps its two best points between the ends
    line = []
    ends = {0, len(arc.points) - 1}
    for place, (point, worth) in enumerate(zip(arc.points, arc.worth, strict=True)):
        if place in ends or ((worth >= least or place in held) and place not in dropped):
            grid = node_grids.get(point, detail.grid) if place in ends else detail.grid
            line.append(_rounded(point, grid))
    line = _without_repeats(line)
    return line if len(line) > 1 else line * 2


def _without_repeats(points: Iterable[tuple[float, float]]) -> list[tuple[float, float]]:
    result: list[tuple[float, float]] = []
    for point in points:
        if not result or result[-1] != point:
            result.append(point)
    return result


def _assemble(polygons: Sequence[Sequence[Sequence[int]]], lines: Sequence[Line | None]) -> BaseGeometry:
    shapes = []
    for outer, *holes in polygons:
        rings = [_closed(path, lines) for path in (outer, *holes)]
        if rings[0] is not None:
            shapes.append(Polygon(rings[0], [ring for ring in rings[1:] if ring is not None]))
    return MultiPolygon(shapes) if len(shapes) != 1 else shapes[0]


def _closed(path: Sequence[int], lines: Sequence[Line | None]) -> list[tuple[float, float]] | None:
    if any(lines[number if number >= 0 else ~number] is None for number in path):
        return None
    ring = _without_repeats(lines_of_path(cast("Sequence[Line]", lines), path))
    return ring if len(ring) >= 4 else None


def _fault(shape: BaseGeometry) -> Point:
    reason = shapely.is_valid_reason(shape)  # such as "Self-intersection[35.1 33.2]"
    return Point([float(number) for number in reason[reason.index("[") + 1 : -1].split()])


def _rings(polygon: Polygon) -> list[Line]:
    return [list(ring.coords) for ring in (polygon.exterior, *polygon.interiors)]


def _must_stay(rings: Iterable[Line], boxes: Sequence[Bounds]) -> Iterator[tuple[float, float]]:
    """Yield the points where a line enters or leaves a box, and those on the antimeridian."""
    for ring in rings:
        before = None
        for point in ring:
            zone = _zone([point], boxes)
            if (before is not None and zone != before) or abs(point[0]) == 180:
                yield point
            before = zone


def _zone(points: Line, boxes: Sequence[Bounds]) -> int:
    x, y = points[len(points) // 2]  # not an end: ends lie on the edge of the box
    return next((zone for zone, (w, s, e, n) in enumerate(boxes) if w <= x <= e and s <= y <= n), len(boxes))


def _largest_ring(polygons: Sequence[Sequence[Sequence[int]]], arcs: Sequence[Line]) -> set[int]:
    def area(path: Sequence[int]) -> float:
        return ring_area(list(lines_of_path(arcs, path)))

    best = max((polygon[0] for polygon in polygons), key=area, default=[])
    return {number if number >= 0 else ~number for number in best}
