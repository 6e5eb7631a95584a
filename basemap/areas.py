"""Units of ground: the countries of the source, with the disputed areas of overrides.yaml cut out."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import shapely
from shapely.geometry import LineString, MultiPoint, MultiPolygon, Point, Polygon, box
from shapely.geometry.base import BaseGeometry
from shapely.ops import nearest_points
from sources import Sources

__all__ = ["Unit", "units"]

# Natural Earth's own codes for ground that ISO 3166 gives no code; shown only as long as overrides.yaml leaves them.
NO_ISO_CODE = {"-99", ""}

NEAR = 0.005
"""Degrees; a boundary line closer than this to an outline is that outline, drawn again."""

SLIVER = 0.002
"""Square degrees, about 20 km²; a smaller piece between two boundary lines goes with the area beside it."""


@dataclass(slots=True)
class Unit:
    """A piece of ground that belongs to one country (or none) as a whole."""

    name: str
    country: str | None
    """ISO 3166-1 alpha-2 code, or Natural Earth's three letters where there is none, or None for nobody's ground."""
    shape: BaseGeometry
    attributes: dict[str, Any] = field(default_factory=dict)
    disputed_with: frozenset[str | None] = frozenset()


def units(sources: Sources, merges: Sequence[dict[str, Any]], areas: Sequence[dict[str, Any]]) -> list[Unit]:
    """Return all units of the world; together they cover the land without overlap.

    Raises:
        SystemExit: when an area of overrides.yaml cannot be found or cut out; the message names it.
    """
    found = [_country(attributes, shape) for attributes, shape in sources.countries()]
    for merge in merges:
        found = _merged(found, merge)
    land = sources.physical("ne_10m_land")
    boundary_lines = sources.physical("ne_10m_admin_0_boundary_lines_land")
    for area in areas:
        at = Point(area["at"])
        ground = _left_out(at, land, found) if area["taken_from"] is None else _cut_out(at, area, found, boundary_lines)
        if ground is None:
            message = f"overrides.yaml: {area['name']}: no such area around {area['at']}"
            raise SystemExit(message)
        found.append(Unit(area["name"], area["country"], ground, disputed_with=frozenset(area["disputed_with"])))
    return [unit for unit in found if not unit.shape.is_empty]


def _country(attributes: dict[str, Any], shape: BaseGeometry) -> Unit:
    iso = attributes["ISO_A2_EH"]
    code = attributes["ADM0_A3"] if iso in NO_ISO_CODE else iso
    return Unit(attributes["ADMIN"], code, shapely.make_valid(shape), attributes)


def _merged(found: list[Unit], merge: dict[str, Any]) -> list[Unit]:
    around = next(unit for unit in found if unit.country == merge["into"])
    small = [unit for unit in found if unit.country in merge["units"]]
    around.shape = shapely.coverage_union_all([around.shape, *(unit.shape for unit in small)])
    return [unit for unit in found if unit.country not in merge["units"]]


def _left_out(at: Point, land: Sequence[BaseGeometry], found: Sequence[Unit]) -> BaseGeometry | None:
    window = box(at.x - 3, at.y - 3, at.x + 3, at.y + 3)
    ground = shapely.union_all([shapely.intersection(shapely.make_valid(piece), window) for piece in land])
    taken = [shapely.intersection(unit.shape, window) for unit in found]
    return _part_at(at, shapely.difference(ground, shapely.union_all(taken)))


def _cut_out(
    at: Point, area: dict[str, Any], found: Sequence[Unit], boundary_lines: Sequence[BaseGeometry]
) -> BaseGeometry | None:
    owner = next((unit for unit in found if unit.country == area["taken_from"] and unit.shape.intersects(at)), None)
    if owner is None:
        return None
    part = _part_at(at, owner.shape)
    others = [other for other in shapely.get_parts(owner.shape) if not other.contains(at)]
    piece, cut = part, area.get("cut")
    if cut is not None:
        lines = shapely.line_merge(shapely.union_all(boundary_lines if cut == "natural_earth" else [LineString(cut)]))
        inside = [_ends_on_outline(line, part) for line in shapely.get_parts(lines) if _crosses(line, part)]
        network = shapely.union_all([part.boundary, *inside])
        faces = [face for face in shapely.get_parts(shapely.polygonize([network])) if _is_part(face, part)]
        if len(faces) < 2:
            return None
        core = next(face for face in faces if face.contains(at))
        piece = shapely.coverage_union_all([core, *(face for face in faces if _is_sliver(face, core))])
        others += [face for face in faces if not piece.covers(face)]
    owner.shape = shapely.coverage_union_all(others) if others else MultiPolygon()
    return piece


def _crosses(line: LineString, part: Polygon) -> bool:
    middle = line.interpolate(0.5, normalized=True)
    return bool(part.contains(middle) and part.boundary.distance(middle) > NEAR)


def _is_part(face: Polygon, part: Polygon) -> bool:
    return bool(part.contains(face.representative_point()))


def _is_sliver(face: Polygon, core: Polygon) -> bool:
    return bool(face is not core and face.area < SLIVER and shapely.intersection(face, core).length > 0)


def _ends_on_outline(line: LineString, part: Polygon) -> LineString:
    """Move both ends to the nearest corner of the outline, so that the neighbours beyond need no new corner."""
    corners = MultiPoint(part.exterior.coords)
    first, *middle, last = line.coords
    ends = [nearest_points(corners, Point(end))[0].coords[0] for end in (first, last)]
    return LineString([ends[0], *middle, ends[1]])


def _part_at(at: Point, shape: BaseGeometry) -> BaseGeometry | None:
    return next((part for part in shapely.get_parts(shape) if part.contains(at)), None)
