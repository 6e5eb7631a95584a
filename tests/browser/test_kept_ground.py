"""What comes to stand beside the map moves nothing on it, and nothing is drawn anew that is there."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.atlas_page import AtlasPage, box

pytestmark = pytest.mark.django_db

# Counts the rasters that the page asks for.
COUNT = """
window.asked = 0;
window.Worker = class extends Worker {
  postMessage(message, ...rest) {
    if (message.type === "view") window.asked += 1;
    super.postMessage(message, ...rest);
  }
};
"""


def open_counted(atlas: AtlasPage, address: str) -> Callable[[], tuple[float, float, float, int]]:
    """Open the map; gives where its ground is on the screen and how wide, and how many rasters were asked for."""
    page = atlas.page
    page.add_init_script(COUNT)
    atlas.open(address)
    rest(page)

    def state() -> tuple[float, float, float, int]:
        rest(page)
        ground = box(page.locator(".leaflet-ground-pane canvas"))
        return ground["x"], ground["y"], ground["width"], page.evaluate("window.asked")

    return state


def rest(page: Page) -> None:
    """Until a moving map stands still and finer areas were asked for."""
    page.wait_for_timeout(1200)


@pytest.mark.parametrize("language", ["", "/ar"])
def test_the_ground_stays_while_a_card_opens_and_closes(atlas: AtlasPage, language: str) -> None:
    state = open_counted(atlas, f"{language}/?date=2015-06-01&view=33.038,40.2858,8.5")
    before, width = state(), box(atlas.page.locator("#map"))["width"]
    # Rutba stands in the middle of the map, clear of the card.
    atlas.click_map()
    expect(atlas.panel.locator(".town")).to_be_visible()
    assert box(atlas.page.locator("#map"))["width"] < width - 300
    assert state() == before
    atlas.page.keyboard.press("Escape")
    expect(atlas.page.locator("#sheet")).to_be_hidden()
    assert state() == before


def test_a_town_under_the_card_is_moved_beside_it_and_the_whole_story_comes_back(atlas: AtlasPage) -> None:
    state = open_counted(atlas, "/?date=2015-06-01")
    before = state()
    atlas.find("kirkuk")
    expect(atlas.panel.locator(".town")).to_be_visible()
    assert state() != before
    atlas.page.locator("#panel-close").click()
    expect(atlas.page.locator("#sheet")).to_be_hidden()
    assert state()[:3] == before[:3]


@pytest.mark.parametrize(
    "address",
    ["/?date=2017-09-22", "/ar/?date=2017-09-22", "/?date=2017-09-22&embed=1", "/?date=2017-09-22&known=2017-01-01"],
)
@pytest.mark.parametrize("size", [(1400, 900), (390, 844)])
def test_hiding_an_actor_leaves_the_map_as_large_as_it_is(
    atlas: AtlasPage, address: str, size: tuple[int, int]
) -> None:
    page = atlas.page
    page.set_viewport_size({"width": size[0], "height": size[1]})
    state = open_counted(atlas, address)
    before, stage = state(), box(page.locator("#map"))
    page.locator(".legend-toggle").first.click()
    expect(page.locator(".legend-filtered")).to_be_in_viewport()
    assert state() == before
    assert box(page.locator("#map")) == stage
