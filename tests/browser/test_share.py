"""Sharing: link, frame, picture, time lapse; the map inside another page."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.atlas_page import AtlasPage

pytestmark = pytest.mark.django_db

PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
STATE = "date=2016-03-04&view=35.5,43.2,7.5&town=mosul&areas=off&reviewed=1&hide=islamic-state"
# The map keeps to whole pixels, so its middle may move by a part of one.
WRITTEN = re.compile(STATE.replace("view=35.5,43.2", r"view=35\.(5|49\d|50\d),43\.(2|19\d|20\d)") + "$")


def test_the_link_in_the_dialog_is_the_state_and_is_copied_by_keyboard(atlas: AtlasPage) -> None:
    atlas.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page = atlas.open(f"/?{STATE}").page
    page.keyboard.press("s")
    dialog = page.get_by_role("dialog", name="Share")
    expect(dialog.get_by_label("Link", exact=True)).to_have_value(WRITTEN)
    page.get_by_role("button", name="Copy link").press("Enter")
    expect(dialog.get_by_role("status")).to_have_text("Copied.")
    assert WRITTEN.search(page.evaluate("navigator.clipboard.readText()"))
    # Keys of the map do nothing below the dialog.
    page.keyboard.press("n")
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    expect(atlas.date).to_contain_text("4 March")


def test_a_refused_clipboard_leaves_the_link_selected(atlas: AtlasPage) -> None:
    page = atlas.open("/?date=2016-03-04").page
    page.evaluate("navigator.clipboard.writeText = () => Promise.reject(); document.execCommand = () => false")
    page.get_by_role("button", name="Share", exact=True).click()
    page.get_by_role("button", name="Copy link").click()
    expect(page.locator(".share-status")).to_contain_text("The text is selected")
    assert page.evaluate("getSelection().toString()") == f"{atlas.site}/?date=2016-03-04"


def test_the_frame_s_code_shows_the_map_at_its_state_and_leads_back(atlas: AtlasPage) -> None:
    page = atlas.open(f"/?{STATE}").page
    page.keyboard.press("s")
    page.get_by_role("button", name="Embed").click()
    page.get_by_label("Size").select_option("320 × 240")
    page.get_by_label("Colours").select_option("Dark")
    code = page.get_by_label("Code", exact=True).input_value()
    assert '"320" height="240"' in code
    # Only pages of the site itself may show it, unless the operator says otherwise.
    page.goto(f"{atlas.site}/robots.txt")
    page.set_content(code)
    frame = page.frame_locator("iframe")
    expect(frame.locator("#date")).to_contain_text("4 March 2016")
    expect(frame.locator("html")).to_have_attribute("data-theme", "dark")
    expect(frame.locator("#slider")).to_be_visible()
    for hidden in ["#bar", "#sheet", "#latest", "#variant-open", "#share"]:
        expect(frame.locator(hidden)).to_be_hidden()
    with page.expect_popup() as opened:
        frame.locator("#full-map").click()
    assert opened.value.url.startswith(f"{atlas.site}/?date=")
    assert WRITTEN.search(opened.value.url)


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


def share_on_phone(page: Page) -> None:
    page.get_by_role("button", name="Pages").tap()
    page.get_by_role("button", name="Share", exact=True).tap()


@pytest.mark.browser_context_args(**PHONE)
def test_a_phone_shares_by_touch_with_large_targets(atlas: AtlasPage) -> None:
    page = atlas.open("/?date=2016-03-04").page
    share_on_phone(page)
    dialog = page.get_by_role("dialog", name="Share")
    expect(dialog).to_be_visible()
    for target in dialog.locator("button:visible, select:visible, input:visible").all():
        box = target.bounding_box()
        assert box is not None
        assert box["height"] >= 44, target.inner_text()
