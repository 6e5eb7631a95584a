"""The pages of the site on a phone: every link in sight, large enough for a thumb, and reached by keyboard."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.atlas_page import AtlasPage

pytestmark = pytest.mark.django_db

PHONE = {"width": 390, "height": 844}
PAGES = 6


@pytest.fixture
def phone(browser: Browser, story_site: str) -> Iterator[Page]:
    context = browser.new_context(viewport=PHONE, has_touch=True, is_mobile=True)  # type: ignore[arg-type]
    yield context.new_page()
    context.close()


def expect_all_in_sight(page: Page) -> None:
    """Each page of the bar lies whole on the screen and is 44 pixels wide and high."""
    links = page.locator(".bar-nav a")
    expect(links).to_have_count(PAGES)
    for index in range(PAGES):
        box = links.nth(index).bounding_box()
        assert box is not None
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= PHONE["width"]
        assert 0 <= box["y"] < PHONE["height"] / 2
        assert min(box["width"], box["height"]) >= 44
    for name in ("scrollWidth", "clientWidth"):
        assert page.evaluate(f"document.documentElement.{name}") == PHONE["width"]


@pytest.mark.parametrize("path", ["/towns/", "/ar/towns/", "/compare/", "/ar/compare/", "/method/"])
def test_every_page_is_in_sight_on_the_bar(phone: Page, story_site: str, path: str) -> None:
    phone.goto(story_site + path)
    expect_all_in_sight(phone)


@pytest.mark.parametrize("path", ["/", "/ar/"])
def test_the_map_s_menu_opens_and_closes_by_keyboard(phone: Page, story_site: str, path: str) -> None:
    page = AtlasPage(phone, story_site).open(path).page
    expect(page.locator(".bar-nav")).to_be_hidden()
    opener = page.locator("#menu-open")
    opener.press("Enter")
    expect(opener).to_have_attribute("aria-expanded", "true")
    expect(page.locator("#map-link")).to_be_focused()
    expect_all_in_sight(page)
    page.keyboard.press("Tab")
    expect(page.locator("#compare-link")).to_be_focused()
    page.keyboard.press("Escape")
    expect(opener).to_be_focused()
    expect(page.locator(".bar-nav")).to_be_hidden()
