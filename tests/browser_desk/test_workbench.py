"""The workbench by keyboard alone, and on a phone."""

from __future__ import annotations

from django.urls import reverse
from playwright.sync_api import Route, expect

from tests.admin.test_workbench import TEXT
from tests.browser.atlas_page import AtlasPage, box
from tests.factories import make_actor


def test_a_text_is_read_and_looked_into_by_keyboard(desk: AtlasPage) -> None:
    page, keys = desk.page, desk.page.keyboard
    make_actor("Islamic State")
    page.goto(desk.site + reverse("desk:workbench"))
    page.get_by_label("Text:").focus()
    keys.insert_text(TEXT)
    keys.press("Tab")
    expect(page.get_by_label("Day of publication:")).to_be_focused()
    page.get_by_label("Day of publication:").fill("2014-09-22")
    keys.press("Enter")
    expect(page.get_by_role("heading", name="Claims")).to_be_visible()
    assert TEXT.split()[0] not in page.url
    quote = page.locator("#quote-1")
    quote.focus()
    expect(page.locator(".context .quoted").first).to_have_class("quoted line-1 is-current")
    keys.press("Tab")
    word = page.get_by_role("link", name="Islamic State fighters party")
    expect(word).to_be_focused()
    note = page.get_by_role("tooltip").first
    expect(note).to_contain_text("a name in the theatre pack of")
    keys.press("Escape")
    expect(note).to_be_hidden()
    keys.press("Enter")
    expect(page.locator("tr:target")).to_contain_text("Islamic State fighters")
    keys.press("Tab")
    expect(page.locator("tr:target a")).to_be_focused()
    keys.press("Enter")
    expect(page.locator("a.word:target")).to_be_in_viewport()
    quote.focus()
    keys.press("Enter")
    expect(page.locator("article:target")).to_contain_text("the rule capture")
    assert desk.errors == []


def test_a_focus_from_before_the_script_counts(desk: AtlasPage) -> None:
    page = desk.page
    make_actor("Islamic State")
    page.goto(desk.site + reverse("desk:workbench"))
    page.get_by_label("Text:").fill(TEXT)
    page.get_by_label("Day of publication:").fill("2014-09-22")
    held: list[Route] = []
    page.route("**/desk/workbench.js", lambda route: held.append(route))
    page.keyboard.press("Enter")
    page.locator("#quote-1").focus()
    quoted = page.locator(".context .quoted").first
    expect(quoted).not_to_have_class("quoted line-1 is-current")
    held[-1].continue_()
    expect(quoted).to_have_class("quoted line-1 is-current")


def test_its_fields_fit_a_phone_and_its_button_is_seen_in_the_dark(desk: AtlasPage) -> None:
    page = desk.page
    page.set_viewport_size({"width": 390, "height": 844})
    page.emulate_media(color_scheme="dark")
    page.goto(desk.site + reverse("desk:workbench"))
    field, row = box(page.locator("textarea")), box(page.locator(".form-row").first)
    assert field["x"] + field["width"] <= row["x"] + row["width"]
    # Not the colour of the page.
    expect(page.locator("input.default")).to_have_css("background-color", "rgb(112, 118, 123)")
