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
from pathlib import Path
from typing import Any

import brotli
import shapely
import yaml
from areas import units
from encode import topojson
from generalise import Arc, Detail, World
from layers import borders, countries, lakes, lines, province_names, tributary
from shapely.geometry import MultiLineString, Polygon, box
from sources import Sources

HERE = Path(__file__).parent

REGION = (32.0, 28.5, 49.0, 38.5)
"""West, south, east, north of the finely drawn region, degrees."""

AROUND = (20.0, 20.0, 62.0, 47.0)
"""The surroundings a reader of the region sees beside it; drawn a little finer than the rest of the world."""

REGION_COUNTRIES = frozenset({"CY", "IL", "IQ", "IR", "JO", "KW", "LB", "PS", "SA", "SY", "TR"})
"""Countries that region.json draws."""

STORY_COUNTRIES = {"IRQ": "IQ", "SYR": "SY"}
"""Countries whose provinces are drawn: Natural Earth's code and ISO 3166-1 alpha-2."""

COARSE = Detail(zoom=1.8, grid=200)
MIDDLE = Detail(zoom=4.2, grid=200)
RIVERS = Detail(zoom=3, grid=200)
FINE = Detail(zoom=9, grid=1000)
CONTEXT = Detail(zoom=8.5, grid=1000)

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
    region = box(*REGION)
    world = World(units(sources, overrides["merges"], overrides["areas"]), [REGION, AROUND])
    inside = _disputed_lines(sources, overrides["disputed_lines"])
    files = {
        "world.json": _world(world, sources, overrides, inside, names),
        "region.json": _region(world, sources, overrides, names, region),
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
    everywhere, region = box(-180, -90, 180, 90), box(*REGION)
    disputed = borders(world, ground, overrides["disputed_borders"])
    for country, line in inside:
        disputed += lines([({"kind": "disputed", "countries": (country,)}, line)], everywhere, COARSE)
    rivers = []
    for place, ground_there in ({"in_region": True}, region), ({}, shapely.difference(everywhere, region)):
        named = (
            ({"name": _river_name(record, names), "zoom": max(3, round(record["scalerank"])), **place}, shape)
            for record, shape in sources.rivers("50m")
            if record["scalerank"] <= MOST_WORLD_RIVERS
        )
        rivers += lines(named, ground_there, RIVERS)
    pools = lakes(sources.physical("ne_10m_lakes"), everywhere, COARSE, to_zoom=4)
    for pool in pools:
        if pool.geometry.intersects(region):
            pool.properties["in_region"] = True
    return topojson(
        {
            "countries": countries(world, ground, names["countries"]),
            "borders": disputed,
            "rivers": rivers,
            "lakes": pools,
            "provinces": [],
            "province_names": [],
        },
        COARSE.grid,
        {},
    )


def _region(
    world: World, sources: Sources, overrides: dict[str, Any], names: dict[str, Any], region: Polygon
) -> dict[str, Any]:
    def detail(arc: Arc) -> Detail:
        drawn = all(world.units[number].country in REGION_COUNTRIES for number in arc.units)
        return FINE if drawn and arc.zone == 0 else _coarse(arc)

    ground = world.at(detail)
    named = (
        ({"name": _river_name(record, names), "zoom": _river_zoom(record["scalerank"])}, shape)
        for record, shape in sources.rivers("10m")
    )
    provinces, labels = [], []
    for adm0_a3, country in STORY_COUNTRIES.items():
        found = [shape for record, shape in sources.province_lines() if record["adm0_a3"] == adm0_a3]
        provinces += lines((({"country": country}, shape) for shape in found), region, CONTEXT)
        labels += province_names(sources.provinces(adm0_a3), country, names["provinces"][country])
    return topojson(
        {
            "countries": countries(world, ground, names["countries"], REGION_COUNTRIES),
            "borders": borders(world, ground, overrides["disputed_borders"], REGION_COUNTRIES),
            "rivers": lines(named, region, CONTEXT),
            "lakes": lakes(sources.physical("ne_10m_lakes"), region, CONTEXT, to_zoom=8),
            "provinces": provinces,
            "province_names": labels,
        },
        FINE.grid,
        {"region": {"countries": sorted(REGION_COUNTRIES), "bbox": list(REGION)}},
    )


def _coarse(arc: Arc) -> Detail:
    return MIDDLE if arc.zone < 2 else COARSE


def _tributaries(sources: Sources, tributaries: Sequence[dict[str, Any]]) -> dict[str, Any]:
    west, south, east, north = REGION
    pieces = [piece for piece in sources.tributaries() if west < piece[0][0] < east and south < piece[0][1] < north]
    found = (
        ({"name": entry["name"], "zoom": entry["zoom"]}, tributary(pieces, [tuple(point) for point in entry["along"]]))
        for entry in tributaries
    )
    return topojson({"rivers": lines(found, box(*REGION), CONTEXT)}, CONTEXT.grid, {})


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
