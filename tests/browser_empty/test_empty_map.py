"""The map page of a site that has no data yet."""

from __future__ import annotations

import re

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
