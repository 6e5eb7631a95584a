"""The canvases of the map are drawn one by one: together they would hold up the page."""

from __future__ import annotations

from collections import defaultdict

import pytest
from playwright.sync_api import Page, expect

from tests.browser.atlas_page import AtlasPage, box

pytestmark = pytest.mark.django_db

CANVASES = ("ground", "lines", "towns", "names")
# Notes in which frame each canvas of the map is cleared, as all are before they are drawn.
WATCH = """
window.cleared = [];
let frame = 0;
const count = () => { frame += 1; requestAnimationFrame(count); };
requestAnimationFrame(count);
const { clearRect } = CanvasRenderingContext2D.prototype;
CanvasRenderingContext2D.prototype.clearRect = function (...given) {
  const pane = /leaflet-(\\w+)-pane/.exec(this.canvas.parentElement?.className ?? "");
  if (pane) window.cleared.push([frame, pane[1]]);
  clearRect.apply(this, given);
};
"""


def open_watched(atlas: AtlasPage, address: str) -> Page:
    """Open the map, wait until it rests, and begin to note what is drawn."""
    atlas.page.add_init_script(WATCH)
    atlas.open(address)
    atlas.page.wait_for_timeout(1200)
    atlas.page.evaluate("window.cleared.length = 0")
    return atlas.page


def drawn_by_frame(page: Page) -> list[set[str]]:
    """The canvases that were drawn in each frame, once all were and the map rests again."""
    page.wait_for_function(f"() => new Set(window.cleared.map(([, pane]) => pane)).size === {len(CANVASES)}")
    page.wait_for_timeout(1200)
    frames: dict[int, set[str]] = defaultdict(set)
    for frame, pane in page.evaluate("window.cleared"):
        frames[frame].add(pane)
    return list(frames.values())


def assert_one_by_one(page: Page) -> None:
    """All canvases are drawn, no two in one frame, and all of them cover the map as it stands now."""
    frames = drawn_by_frame(page)
    assert max(map(len, frames)) == 1, frames
    stage = box(page.locator("#map"))
    for pane in CANVASES:
        canvas = box(page.locator(f".leaflet-{pane}-pane canvas"))
        assert canvas["x"] < stage["x"], pane
        assert canvas["width"] == pytest.approx(1.4 * stage["width"], abs=1), pane
        assert canvas["y"] + canvas["height"] > stage["y"] + stage["height"], pane


def test_a_town_out_of_view_brings_the_canvases_anew_one_by_one(atlas: AtlasPage) -> None:
    page = open_watched(atlas, "/?date=2015-06-01&view=33.038,40.2858,8.5")
    atlas.find("mosul")
    expect(atlas.panel.locator(".town")).to_be_visible()
    assert_one_by_one(page)


@pytest.mark.parametrize("deed", ["zoom", "chart"])
def test_another_scale_or_size_of_the_map_does_too(atlas: AtlasPage, deed: str) -> None:
    page = open_watched(atlas, "/?date=2015-06-01")
    if deed == "zoom":
        page.locator("#zoom-in").click()
    else:
        # Shares over time are drawn higher than changes; a map of the whole story fits itself into what is left.
        page.select_option("#chart", "towns")
    assert_one_by_one(page)
