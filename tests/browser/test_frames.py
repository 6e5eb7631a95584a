"""The map inside another page (`?embed=1`): what frames of every shape show."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.browser.atlas_page import AtlasPage, box

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("width", "height"), [(320, 240), (640, 400), (800, 450), (390, 600), (1000, 300)])
@pytest.mark.parametrize("language", ["", "/ar"])
def test_frames_of_every_shape_have_date_map_and_slider_at_their_full_width(
    atlas: AtlasPage, width: int, height: int, language: str
) -> None:
    """Many frames are low and wide, as phones held across are, and must not be taken for them."""
    atlas.page.set_viewport_size({"width": width, "height": height})
    page = atlas.open(f"{language}/?embed=1&date=2016-03-04&town=mosul").page
    buttons, slider = box(page.locator(".transport")), box(page.locator("#slider"))
    assert buttons["width"] + slider["width"] == pytest.approx(width, abs=48)
    assert buttons["y"] + buttons["height"] <= height + 1
    drawn = box(page.locator("#map"))
    assert drawn["width"] == width
    assert drawn["height"] > 0.44 * height
    date = box(page.locator("#date"))
    assert 0 <= date["x"] <= date["x"] + date["width"] <= width
    legend = box(page.locator(".legend-rows li").first)
    assert 0 <= legend["x"] <= legend["x"] + legend["width"] <= width
    # What the colours mean is said with a town selected, too.
    if height >= 340:
        expect(page.locator("#caption")).to_be_visible()


@pytest.mark.parametrize(("width", "height"), [(320, 240), (360, 300), (480, 360), (640, 400), (1000, 300)])
def test_frames_of_comparisons_show_both_dates_whole_and_large_maps(atlas: AtlasPage, width: int, height: int) -> None:
    atlas.page.set_viewport_size({"width": width, "height": height})
    page = atlas.open("/compare/?embed=1&a=2014-08-10&b=2017-09-22").page
    for side in "ab":
        assert page.locator(f"#date-{side}").evaluate("date => date.scrollWidth <= date.clientWidth")
    assert box(page.locator("#stage"))["height"] > 0.44 * height
    assert box(page.locator("#zoom-out"))["y"] < box(page.locator(".compare-foot"))["y"] - 32


def test_a_frame_leaves_the_history_of_its_page_alone(atlas: AtlasPage) -> None:
    page = atlas.open("/?embed=1&date=2016-03-04").page
    steps = page.evaluate("history.length")
    atlas.click_map()
    page.keyboard.press("n")
    expect(page.locator("#date")).not_to_contain_text("4 March")
    page.wait_for_timeout(600)
    assert page.url == f"{atlas.site}/?embed=1&date=2016-03-04"
    assert page.evaluate("history.length") == steps
    expect(page.locator("#full-map")).to_have_attribute("href", re.compile(r"/\?date=2016-03-0"))


@pytest.mark.parametrize(("width", "height"), [(320, 240), (600, 400)])
def test_a_frame_says_in_a_line_who_holds_the_selected_town(atlas: AtlasPage, width: int, height: int) -> None:
    atlas.page.set_viewport_size({"width": width, "height": height})
    page = atlas.open("/?embed=1&date=2016-03-04&town=hit").page
    line = page.locator("#town-line")
    expect(line).to_have_text(re.compile(r"^Hit Islamic State, since 13 Oct 2014, .*unreviewed$"))
    where, time = box(line), box(page.locator(".time"))
    assert where["width"] == width
    assert where["height"] < 0.18 * height
    assert where["y"] + where["height"] <= time["y"]
    # The line takes its room from the map, which still shows the whole story.
    assert box(page.locator("#map"))["y"] + box(page.locator("#map"))["height"] <= where["y"]
    page.keyboard.press("Escape")
    expect(line).to_be_hidden()


def test_the_legend_of_a_frame_leaves_out_who_holds_no_town(atlas: AtlasPage) -> None:
    atlas.page.set_viewport_size({"width": 600, "height": 400})
    page = atlas.open("/?embed=1&date=2016-03-04").page
    shown = page.locator(".legend li:visible").all_inner_texts()
    assert len(shown) > 3
    assert not [text for text in shown if re.search(r"\b0$", text)]
    # The full page has room for them.
    page = atlas.open("/?date=2016-03-04").page
    assert [text for text in page.locator(".legend li:visible").all_inner_texts() if re.search(r"\b0\b", text)]
