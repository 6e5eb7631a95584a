"""The page as a whole: its address, themes, phones, failures, and life without JavaScript."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.atlas_page import AtlasPage

pytestmark = pytest.mark.django_db

PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}


def test_a_shared_address_restores_date_view_town_and_drawing(atlas: AtlasPage) -> None:
    address = "/?date=2016-03-04&view=35.5,43.2,7.5&town=mosul&areas=off&patterns=off"
    page = atlas.open(address).page
    expect(atlas.date).to_contain_text("4 March")
    expect(atlas.panel.locator(".town-name")).to_have_text("Mosul")
    expect(page.get_by_role("button", name="Dots only")).to_have_attribute("aria-pressed", "true")
    expect(page.get_by_role("button", name="Patterns")).to_have_attribute("aria-pressed", "false")
    page.keyboard.press("ArrowRight")
    expect(page).to_have_url(
        re.compile(r"date=2016-03-05&view=35\.\d+,43\.\d+,7\.5&town=mosul&areas=off&patterns=off$")
    )


def test_going_back_closes_the_town_that_was_opened(atlas: AtlasPage) -> None:
    page = atlas.open("/?date=2016-03-04").page
    atlas.find("mosul")
    expect(atlas.panel.locator(".town-name")).to_have_text("Mosul")
    atlas.find("raqqa")
    expect(atlas.panel.locator(".town-name")).to_have_text("Raqqa")
    page.go_back()
    expect(atlas.panel.locator(".town-name")).to_have_text("Mosul")
    page.go_back()
    expect(page.locator("#sheet")).to_be_hidden()
    page.go_forward()
    expect(atlas.panel.locator(".town-name")).to_have_text("Mosul")


@pytest.mark.parametrize(
    ("address", "message"),
    [
        ("/?view=35,44", "Part of this link could not be read (view). The rest is shown."),
        ("/?date=2017-13-40", "date"),
        ("/?town=atlantis", "The map knows no town “atlantis”."),
        ("/?date=1970-01-01", "The story runs from"),
        ("/?only=atlantis", "The map knows no actor “atlantis”."),
    ],
)
def test_what_an_address_has_wrong_is_told(atlas: AtlasPage, address: str, message: str) -> None:
    atlas.open(address)
    expect(atlas.message).to_contain_text(message)


def test_theme_is_the_system_s_until_chosen_and_then_kept(atlas: AtlasPage) -> None:
    page = atlas.page
    page.emulate_media(color_scheme="dark")
    atlas.open()
    paper = "getComputedStyle(document.querySelector('.time')).backgroundColor"
    assert page.evaluate(paper) == "rgb(22, 25, 28)"
    page.get_by_role("button", name="Light", exact=True).click()
    assert page.evaluate(paper) == "rgb(255, 255, 255)"
    page.reload()
    assert page.evaluate(paper) == "rgb(255, 255, 255)"


def test_forced_colours_leave_the_map_its_own(atlas: AtlasPage) -> None:
    page = atlas.page
    page.emulate_media(forced_colors="active")
    atlas.open("/?date=2017-09-22")
    page.wait_for_load_state("networkidle")
    colours = page.evaluate(
        """() => {
          const canvas = document.querySelector(".leaflet-ground-pane canvas");
          const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
          const seen = new Set();
          for (let at = 0; at < data.length; at += 4000) seen.add(data.slice(at, at + 3).join());
          return seen.size;
        }"""
    )
    assert colours > 2, "land and neighbours are one plane"


def test_help_lists_the_keys(atlas: AtlasPage) -> None:
    page = atlas.open().page
    page.keyboard.press("?")
    expect(page.get_by_role("dialog")).to_contain_text("Next change")
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_be_hidden()


def test_a_story_that_cannot_be_loaded_is_told_and_tried_again(atlas: AtlasPage) -> None:
    page = atlas.page
    page.route("**/atlas/timeline-*.bin", lambda route: route.fulfill(status=503))
    page.goto(atlas.site)
    expect(page.locator("#empty")).to_contain_text("The story could not be loaded: the server answered 503.")
    page.unroute("**/atlas/timeline-*.bin")
    page.get_by_role("button", name="Try again").click()
    expect(page.locator("#legend")).to_contain_text("Who holds")
    atlas.errors.clear()


def test_counts_of_the_legend_are_those_of_the_table(atlas: AtlasPage) -> None:
    page = atlas.open("/?date=2016-01-01").page
    held = page.locator("#legend h2 span").inner_text()
    assert re.fullmatch(r"Who holds \d+ towns", held)
    counts = [int(text) for text in page.locator(".legend-count").all_inner_texts()]
    assert sum(counts) > 20
    assert counts == sorted(counts, reverse=True)


@pytest.mark.browser_context_args(**PHONE)
def test_phone_finds_a_town_by_touch_and_moves_its_sheet(atlas: AtlasPage) -> None:
    page = atlas.open("/?date=2017-09-22").page
    page.get_by_role("button", name="Find a town, actor or source").tap()
    page.get_by_role("combobox", name="Find a town").fill("hawija")
    page.get_by_role("option").first.tap()
    sheet = page.locator("#sheet")
    expect(sheet).to_be_visible()
    expect(sheet).to_have_attribute("data-height", "half")
    grip = page.locator("#sheet-grip")
    grip.tap()
    expect(sheet).to_have_attribute("data-height", "full")
    # At one moment, since the sheet is growing: the button stands on the row of the grip, not over the story.
    edges = "['sheet-grip', 'panel-close'].map((id) => document.getElementById(id).getBoundingClientRect())"
    row, close = page.evaluate(f"{edges}.map(({{ top, bottom }}) => [Math.round(top), Math.round(bottom)])")
    assert row[0] <= close[0] < close[1] <= row[1]
    targets = [target for target in sheet.locator(".source-switch, .town-all a").all() if target.is_visible()]
    assert len(targets) > 4
    for target in targets:
        box = target.bounding_box()
        assert box is not None
        assert box["height"] >= 44, target.inner_text()
    grip.tap()
    expect(sheet).to_have_attribute("data-height", "peek")
    grip.focus()
    page.keyboard.press("ArrowUp")
    expect(sheet).to_have_attribute("data-height", "half")
    page.get_by_role("button", name="Close", exact=True).tap()
    expect(sheet).to_be_hidden()


@pytest.mark.browser_context_args(**PHONE)
def test_phone_shows_legend_and_options_and_is_no_wider_than_its_screen(atlas: AtlasPage) -> None:
    page = atlas.open("/?date=2017-09-22").page
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    expect(page.get_by_role("button", name="Dots only")).to_be_hidden()
    page.get_by_role("button", name="Legend and options").tap()
    expect(page.get_by_role("button", name="Dots only")).to_be_visible()
    expect(page.locator("#latest-list")).to_be_visible()
    page.get_by_role("button", name="Pages", exact=True).tap()
    expect(page.get_by_role("link", name="Towns")).to_be_visible()
    expect(page.get_by_role("button", name="Dots only")).to_be_hidden()
    page.get_by_role("button", name="Legend and options").tap()
    page.locator("#latest-list button").first.tap()
    expect(page.locator("#sheet")).to_be_visible()
    expect(page.get_by_role("button", name="Legend and options")).to_have_attribute("aria-expanded", "false")


@pytest.mark.browser_context_args(viewport={"width": 320, "height": 568}, has_touch=True, is_mobile=True)
def test_the_smallest_phone_shows_the_whole_date(atlas: AtlasPage) -> None:
    page = atlas.open("/?date=2017-09-22").page
    assert page.evaluate("document.documentElement.scrollWidth") == 320
    right = """() => {
      const words = document.createRange();
      words.selectNodeContents(document.querySelector("#date"));
      return words.getBoundingClientRect().right;
    }"""
    search = page.get_by_role("button", name="Find a town, actor or source").bounding_box()
    assert search is not None
    assert page.evaluate(right) <= search["x"]


@pytest.mark.browser_context_args(**PHONE)
def test_phone_buttons_are_large_enough_to_touch(atlas: AtlasPage) -> None:
    page = atlas.open("/?date=2017-09-22").page
    for name in (
        "Find a town, actor or source",
        "Legend and options",
        "Pages",
        "Previous change",
        "Play",
        "Next change",
    ):
        box = page.get_by_role("button", name=name, exact=True).bounding_box()
        assert box is not None
        assert box["width"] >= 44, name
        assert box["height"] >= 44, name


def test_without_javascript_the_page_leads_to_the_table(story_site: str, browser: Browser) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{story_site}/?date=2017-09-22")
    expect(page.get_by_role("heading", level=1)).to_contain_text("22 September")
    page.get_by_role("link", name="all towns").click()
    expect(page.get_by_role("row", name="Mosul").first).to_be_visible()
    context.close()


@pytest.mark.parametrize(("address", "first"), [("/?date=2017-09-22", "map"), ("/compare/?a=2016-03-04", "map-a")])
def test_two_steps_of_the_keyboard_lead_to_the_map(atlas: AtlasPage, address: str, first: str) -> None:
    page = atlas.open(address).page
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to content")).to_be_focused()
    page.keyboard.press("Tab")
    skip = page.get_by_role("link", name="Skip to the map")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.locator(f"#{first}")).to_be_focused()
    page.keyboard.press("+")
    expect(page).to_have_url(re.compile(r"[?&]view="))


def test_a_frame_has_no_skip_links(atlas: AtlasPage) -> None:
    page = atlas.open("/?embed=1&date=2017-09-22").page
    assert not any(link.is_visible() for link in page.locator(".skip").all())
