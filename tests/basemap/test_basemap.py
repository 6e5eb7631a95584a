"""The embedded basemap: sizes, validity, whose ground is whose, and how the files fit together."""

from itertools import pairwise
from pathlib import Path
from typing import Any

import brotli
import pytest
from django.contrib.gis.geos import MultiPolygon, Point, Polygon

from conflictmap.atlas.first_ground import REGIONS

from .topojson import FOLDER, features, topology

REGION_FILES = tuple(f"{name}.json" for name in REGIONS)
FILES = ("world.json", *REGION_FILES)
LAYERS = ("countries", "borders", "rivers", "lakes", "provinces")

PLACES = {
    "Sevastopol": ("UA", 33.55, 44.58),
    "Majdal Shams": ("SY", 35.77, 33.27),
    "Kyrenia": ("CY", 33.32, 35.32),
    "Mount of Olives": ("PS", 35.245, 31.778),
    "Knesset": ("IL", 35.205, 31.777),
    "Hebron": ("PS", 35.1, 31.53),
    "Gaza": ("PS", 34.45, 31.49),
    "Laayoune": ("EH", -13.1, 27.1),
    "Hargeisa": ("SO", 44.06, 9.56),
    "Pristina": ("XK", 21.16, 42.66),
    "Donetsk": ("UA", 37.8, 48.0),
    "Sukhumi": ("GE", 41.1, 43.05),
    "Srinagar": ("IN", 74.8, 34.08),
    "Gilgit": ("PK", 74.31, 35.92),
    "Taipei": ("TW", 121.5, 25.0),
    "Abyei": ("SD", 28.43, 9.6),
    "Guantanamo Bay": ("CU", -75.16, 20.02),
    "Baghdad": ("IQ", 44.4, 33.3),
    "Hawija": ("IQ", 43.77, 35.32),
    "Raqqa": ("SY", 39.0, 35.95),
    "Antakya": ("TR", 36.16, 36.2),
    "Kyiv": ("UA", 30.52, 50.45),
    "Belgorod": ("RU", 36.58, 50.6),
    "Vovchansk": ("UA", 36.94, 50.29),
    "Kinburn Spit": ("UA", 31.6, 46.53),
    "Tiraspol": ("MD", 29.6, 46.84),
    "Baku": ("AZ", 49.7, 40.4),
    "Vostok": ("AQ", 106.8, -78.46),
    "Chukotka, west of the antimeridian": ("RU", 178.0, 67.5),
    "Chukotka, east of the antimeridian": ("RU", -175.0, 66.5),
    "Viti Levu": ("FJ", 178.0, -17.8),
}

TOO_NEAR_FOR_THE_WORLD = {"Knesset", "Mount of Olives"}
"""Places nearer to a line than the few kilometres to which world.json is true."""


def country_at(file: str, lon: float, lat: float) -> str | None:
    """Return the code of the country that covers a point."""
    found = [properties["iso"] for properties, shape in features(file, "countries") if shape.contains(Point(lon, lat))]
    assert len(found) <= 1, f"{found} overlap at {lon}, {lat}"
    return found[0] if found else None


@pytest.mark.parametrize("name", PLACES)
def test_each_place_lies_in_the_country_the_overrides_say(name: str) -> None:
    iso, lon, lat = PLACES[name]
    for file in REGION_FILES:
        if iso in topology(file)["region"]["countries"]:
            assert country_at(file, lon, lat) == iso
    if name not in TOO_NEAR_FOR_THE_WORLD:
        assert country_at("world.json", lon, lat) == iso


def test_the_files_fit_the_first_load() -> None:
    sizes = {path.name: len(brotli.compress(path.read_bytes())) for path in FOLDER.glob("*.json")}
    assert sizes["world.json"] <= 98_000
    assert all(sizes[file] <= 50_000 for file in REGION_FILES)


def test_the_server_knows_the_regions_as_they_were_built() -> None:
    for name, box in REGIONS.items():
        region = topology(f"{name}.json")["region"]
        assert (region["name"], tuple(region["bbox"])) == (name, box)


def test_no_country_is_in_two_regions_nor_a_border() -> None:
    drawn = [set(topology(file)["region"]["countries"]) for file in REGION_FILES]
    assert not set.intersection(*drawn)
    lines = [{tuple(found["countries"]) for found, _ in features(file, "borders")} for file in REGION_FILES]
    assert not set.intersection(*lines)


@pytest.mark.parametrize("file", FILES)
def test_every_file_has_every_layer(file: str) -> None:
    assert tuple(topology(file)["objects"]) == LAYERS


@pytest.mark.parametrize("file", FILES)
@pytest.mark.parametrize("layer", LAYERS)
def test_every_shape_is_valid_and_on_the_globe(file: str, layer: str) -> None:
    for properties, shape in features(file, layer):
        assert not shape.empty, properties
        assert shape.valid, (properties, shape.valid_reason)
        west, south, east, north = shape.extent
        assert -180 <= west <= east <= 180
        assert -90 <= south <= north <= 90


@pytest.mark.parametrize("file", FILES)
def test_rings_are_right_handed(file: str) -> None:
    for layer in ("countries", "lakes"):
        for properties, shape in features(file, layer):
            for polygon in shape if isinstance(shape, MultiPolygon) else [shape]:
                assert isinstance(polygon, Polygon)
                assert polygon[0].is_counterclockwise, properties
                assert not any(hole.is_counterclockwise for hole in list(polygon)[1:]), properties


@pytest.mark.parametrize("file", FILES)
def test_nothing_leaps_over_the_antimeridian(file: str) -> None:
    for layer in ("countries", "borders", "rivers"):
        for properties, shape in features(file, layer):
            if properties.get("iso") == "AQ":
                continue  # its southern edge runs along the pole, below what a Mercator map shows
            for line in _lines(shape):
                assert all(abs(a[0] - b[0]) < 90 for a, b in pairwise(line)), properties


def test_countries_have_names_codes_and_labels() -> None:
    codes = [properties["iso"] for properties, _ in features("world.json", "countries") if properties["iso"]]
    assert len(codes) == len(set(codes)) > 230
    for properties, _ in features("world.json", "countries"):
        assert properties["name"]
        assert len(properties["label"]) == 2
        assert 0 <= properties["zoom"] <= 12
    arabic = {properties["iso"]: properties["name_ar"] for properties, _ in features("iraq-syria.json", "countries")}
    assert arabic["IQ"] == "العراق"
    assert arabic["SY"] == "سوريا"


@pytest.mark.parametrize(
    ("file", "countries"),
    [
        ("iraq-syria.json", ["IL", "SY"]),
        ("iraq-syria.json", ["SY"]),  # the eastern edge of the Golan Heights
        ("iraq-syria.json", ["IL", "PS"]),
        ("iraq-syria.json", ["CY"]),
        ("world.json", ["UA"]),
        ("ukraine.json", ["UA"]),  # the neck of Crimea
        ("ukraine.json", ["MD"]),  # Transnistria
        ("world.json", ["GE"]),
        ("world.json", ["MD"]),
        ("world.json", ["SO"]),
        ("world.json", ["RS", "XK"]),
        ("world.json", ["EH", "MA"]),
        ("world.json", ["IN", "PK"]),
    ],
)
def test_disputed_lines_are_drawn_as_disputed(file: str, countries: list[str]) -> None:
    kinds = {properties["kind"] for properties, _ in features(file, "borders") if properties["countries"] == countries}
    assert "disputed" in kinds


def test_a_border_agreed_on_both_sides_is_plain() -> None:
    kinds = {
        tuple(properties["countries"]): properties["kind"] for properties, _ in features("iraq-syria.json", "borders")
    }
    assert kinds["IQ", "SY"] == kinds["SY", "TR"] == kinds["IQ", "IR"] == "border"


@pytest.mark.parametrize(("file", "least"), [("iraq-syria.json", 8), ("ukraine.json", 8)])
def test_a_region_meets_the_world_without_a_seam(file: str, least: int) -> None:
    """Around each country that the region's file lacks, its edge towards the region's countries is in both files."""
    inside = set(topology(file)["region"]["countries"])
    fine = {
        (round(x, 3), round(y, 3))
        for _, shape in features(file, "countries")
        for line in _lines(shape)
        for x, y in line
    }
    seams = 0
    for properties, shape in features("world.json", "borders"):
        sides = set(properties["countries"])
        if len(sides) == 2 and len(sides & inside) == 1:
            points = [point for line in _lines(shape) for point in line]
            shared = sum((round(x, 3), round(y, 3)) in fine for x, y in points)
            assert shared >= 0.9 * len(points), properties
            seams += 1
    assert seams >= least


def test_rivers_lakes_and_provinces_of_the_region() -> None:
    rivers = {properties["name"] for properties, _ in features("iraq-syria.json", "rivers")}
    assert {"Euphrates", "Tigris", "Jordan", "Shatt al Arab"} <= rivers
    tributaries = {properties["name"] for properties, _ in features("tributaries.json", "rivers")}
    assert {"Khabur", "Great Zab", "Little Zab", "Diyala", "Orontes"} <= tributaries
    assert any(shape.contains(Point(38.09, 36.05)) for _, shape in features("iraq-syria.json", "lakes")), "Lake Assad"
    assert {properties["country"] for properties, _ in features("iraq-syria.json", "provinces")} == {"IQ", "SY"}


def test_rivers_lakes_and_provinces_of_ukraine() -> None:
    rivers = {properties["name"] for properties, _ in features("ukraine.json", "rivers")}
    assert {"Dnipro", "Dniester", "Donets", "Desna", "Southern Bug"} <= rivers
    assert any(shape.contains(Point(32.6, 49.3)) for _, shape in features("ukraine.json", "lakes")), "Kremenchuk"
    assert {properties["country"] for properties, _ in features("ukraine.json", "provinces")} == {"UA"}


def test_the_euphrates_passes_raqqa() -> None:
    river = next(
        shape for properties, shape in features("iraq-syria.json", "rivers") if properties["name"] == "Euphrates"
    )
    assert river.distance(Point(39.02, 35.93)) < 0.05


def test_licences_are_noted() -> None:
    text = (FOLDER / "README.md").read_text()
    assert "public domain" in text
    assert "LGPL-3.0-or-later" in text
    for path in FOLDER.iterdir():
        assert f"`{path.name}`" in text or path == Path(FOLDER / "README.md")


def _lines(shape: Any) -> list[list[tuple[float, ...]]]:
    """Return the lines or rings of a geometry as lists of positions."""
    if shape.geom_type == "LineString":
        return [list(shape.coords)]
    if shape.geom_type == "Polygon":
        return [list(ring) for ring in shape.coords]
    return [line for part in shape for line in _lines(part)]
