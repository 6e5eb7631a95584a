"""The map page on a phone held across: the map has most of the screen, and targets stay large enough for a thumb."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.atlas_page import AtlasPage, box

pytestmark = pytest.mark.django_db

THUMB = 44


@pytest.fixture
def phone(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 667, "height": 375}, has_touch=True, is_mobile=True)
    yield context.new_page()
    context.close()


@pytest.mark.parametrize(("width", "height", "path"), [(844, 390, "/"), (667, 375, "/ar/"), (932, 430, "/")])
def test_the_map_has_most_of_the_screen(phone: Page, story_site: str, width: int, height: int, path: str) -> None:
    phone.set_viewport_size({"width": width, "height": height})
    page = AtlasPage(phone, story_site).open(f"{path}?date=2017-09-22").page
    assert box(page.locator("#map"))["height"] >= 0.7 * height
    assert page.evaluate("document.documentElement.scrollWidth") == width
    pressed = page.locator(".transport button:visible, .date-buttons button, .legend-toggle:visible")
    for button in pressed.all():
        assert box(button)["height"] >= THUMB - 0.5
    # A town opens beside the map, which keeps its height and is left in sight.
    atlas = AtlasPage(phone, story_site)
    page.locator("#search-open").tap()
    page.keyboard.type("hawija" if path == "/" else "الحويجة")
    expect(page.get_by_role("option").first).to_be_visible()
    page.keyboard.press("Enter")
    expect(atlas.panel.locator(".town-name")).to_be_visible()
    beside, sheet = box(page.locator("#map")), box(page.locator("#sheet"))
    assert beside["height"] >= 0.7 * height
    assert beside["width"] >= 0.5 * width
    assert sheet["width"] + beside["width"] == pytest.approx(width, abs=1)
    assert box(page.locator("#panel-close"))["height"] >= THUMB


def test_legend_options_and_pages_open_over_the_map(phone: Page, story_site: str) -> None:
    page = AtlasPage(phone, story_site).open("/?date=2017-09-22").page
    page.locator("#options-open").tap()
    expect(page.locator("#step-choice button").first).to_be_visible()
    play, options = box(page.locator("#play")), box(page.locator(".plate"))
    assert options["y"] + options["height"] <= play["y"]
    page.locator("#options-open").tap()
    page.locator("#menu-open").tap()
    for link in page.locator(".bar-nav a").all():
        assert box(link)["height"] >= THUMB
        assert box(link)["y"] + box(link)["height"] <= 375


@pytest.mark.parametrize(("width", "height", "path"), [(844, 390, "/"), (667, 375, "/ar/")])
def test_a_comparison_fits_one_screen(phone: Page, story_site: str, width: int, height: int, path: str) -> None:
    phone.set_viewport_size({"width": width, "height": height})
    page = AtlasPage(phone, story_site).open(f"{path}compare/?a=2014-08-10&b=2017-09-22").page
    stage = box(page.locator("#stage"))
    assert stage["height"] >= 0.5 * height
    assert stage["y"] + stage["height"] <= box(page.locator(".time"))["y"] + 1
    assert page.evaluate("document.documentElement.scrollWidth") == width
    for button in page.locator(".compare-head button:not(.link)").all():
        assert box(button)["height"] >= THUMB
