"""A story told by scrolling: the map follows the chapter that is read."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.atlas_page import AtlasPage

pytestmark = pytest.mark.django_db

STORY = "/stories/islamic-state-2014-2017/"
PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}


def test_the_map_goes_to_the_day_of_the_chapter_that_is_read(atlas: AtlasPage) -> None:
    page = atlas.open(STORY).page
    expect(page.locator("#stage-day")).to_have_text("15 January 2014")
    page.get_by_role("link", name="Raqqa", exact=True).first.click()
    expect(page.locator("#stage-day")).to_have_text("17 October 2017")
    expect(page.locator("#chapter-9")).to_have_class("chapter is-read")
    page.locator("#chapter-9").get_by_role("link", name="Open this map").click()
    expect(page.locator("#date")).to_have_text("17 October 2017")


@pytest.mark.browser_context_args(**PHONE, reduced_motion="reduce")
def test_on_a_phone_in_arabic_nothing_is_cut_off(atlas: AtlasPage) -> None:
    page = atlas.open(f"/ar{STORY}").page
    expect(page.locator("#stage-day")).to_have_text("١٥ كانون الثاني ٢٠١٤")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.locator("#chapter-4").scroll_into_view_if_needed()
    page.evaluate("document.querySelector('#chapter-4').scrollIntoView()")
    expect(page.locator("#stage-day")).to_have_text("١٣ آب ٢٠١٤")


@pytest.mark.browser_context_args(**PHONE, reduced_motion="reduce")
def test_a_phone_shows_and_names_each_town_of_the_chapter(atlas: AtlasPage) -> None:
    """Views are chosen on larger maps: what a chapter speaks of must not lie outside a phone's."""
    page = atlas.page
    page.add_init_script(
        """window.drawn = new Set(); const fill = CanvasRenderingContext2D.prototype.fillText;
        CanvasRenderingContext2D.prototype.fillText = function (text, ...at) {
          drawn.add(`${text} at ${at}`); return fill.call(this, text, ...at); }"""
    )
    atlas.open(STORY)
    for number, day in ((5, "20 May 2015"), (9, "17 October 2017")):
        page.evaluate("drawn.clear()")
        page.evaluate(f"document.querySelector('#chapter-{number}').scrollIntoView()")
        expect(page.locator("#stage-day")).to_have_text(day)
        names = page.locator(f"#chapter-{number} .chapter-towns a").all_inner_texts()
        assert len(names) == 3
        # Each canvas is drawn in a frame of its own, after the day is told.
        page.wait_for_function("(names) => names.every((name) => `${[...drawn]}`.includes(`${name} at `))", arg=names)
        page.wait_for_load_state("networkidle")
        places = page.evaluate("[...drawn].map((name) => name.split(' at ')[0])")
        assert [places.count(name) for name in names] == [1, 1, 1]


def test_without_a_script_all_is_text_and_links(story_site: str, browser: Browser) -> None:
    page = browser.new_context(java_script_enabled=False).new_page()
    page.goto(story_site + STORY)
    expect(page.locator("#stage")).to_be_hidden()
    expect(page.locator("#chapter-9 .chapter-towns li")).to_have_count(3)
    expect(page.locator("#chapter-9 .chapter-towns")).to_contain_text("Syrian Democratic Forces")
    picture = page.locator("#chapter-9 .chapter-map")
    expect(picture).to_be_visible()
    assert picture.evaluate("(map) => map.decode().then(() => map.naturalWidth)") == 800
    expect(page.get_by_role("button", name="Print with the maps")).to_be_hidden()


def test_pictures_take_the_place_of_a_map_that_fails(story_site: str, page: Page) -> None:
    page.route("**/atlas/timeline-*", lambda route: route.fulfill(status=503))
    page.goto(story_site + STORY)
    expect(page.get_by_role("status")).to_contain_text("The map could not be loaded")
    expect(page.locator("#chapter-1 .chapter-map")).to_be_visible()
    expect(page.locator("#stage")).to_be_hidden()
