"""The map page of a site that has no data yet."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from tests.browser.atlas_page import AtlasPage


def test_without_data_the_page_says_what_to_do(live_server: LiveServer, page: Page) -> None:
    empty = AtlasPage(page, live_server.url).open("/?date=2017-09-22")
    expect(page.locator("#empty")).to_have_text("No claims yet. Add an article in the desk, or load the demo.")
    expect(empty.message).to_be_hidden()
    for name in ("Play", "One step on", "Previous change", "Next change", "Loop"):
        expect(page.get_by_role("button", name=name, exact=True)).to_be_disabled()
    page.keyboard.press("n")
    page.keyboard.press("Space")
    expect(page.locator("body")).not_to_have_class(re.compile("is-playing"))
    assert empty.errors == []


def test_a_comparison_without_claims_says_so(live_server: LiveServer, page: Page) -> None:
    page.goto(f"{live_server.url}/compare/")
    page.wait_for_selector("html[data-ready]")
    expect(page.locator("#empty")).to_contain_text("No claims yet.")
    expect(page.locator("#differences-title")).to_be_hidden()


@pytest.mark.browser_context_args(viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
@pytest.mark.parametrize("path", ["/ar/", "/ar/?embed=1", "/ar/compare/"])
def test_an_empty_site_lies_straight_on_a_phone(live_server: LiveServer, page: Page, path: str) -> None:
    page.goto(live_server.url + path)
    page.wait_for_selector("html[data-ready]")
    assert page.evaluate("[scrollX, document.documentElement.scrollWidth]") == [0, 390]
    # Nothing lies on what the page has to say.
    words = page.locator("#empty").bounding_box()
    assert words is not None
    middle = [words["x"] + words["width"] / 2, words["y"] + words["height"] / 2]
    assert page.evaluate("(at) => document.elementFromPoint(...at).closest('[id]').id", middle) == "empty"
