"""Choosing a town, and the evidence for what the map says of it."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.browser.atlas_page import AtlasPage

pytestmark = pytest.mark.django_db

AFP_QUOTE = "Hawija and neighboring towns form the last enclave still held by the group"


def test_evidence_of_hawija_leads_to_the_afp_sentence(atlas: AtlasPage) -> None:
    atlas.open("/?date=2017-09-22")
    atlas.find("hawija")
    expect(atlas.panel.locator(".town-name")).to_have_text("Hawija")
    mark = atlas.panel.locator("mark", has_text=AFP_QUOTE).first
    expect(mark).to_be_attached()
    quote = atlas.panel.locator(".quote", has=atlas.page.locator("mark", has_text=AFP_QUOTE)).first
    expect(quote.locator(".quote-source")).to_contain_text("AFP")
    quote.locator(".quote-source").click()
    expect(atlas.page).to_have_url(re.compile("/articles/"))
    expect(atlas.page.locator("mark", has_text="last enclave").first).to_be_visible()


def test_by_keyboard_only_a_town_is_found_read_and_closed(atlas: AtlasPage) -> None:
    page = atlas.open("/?date=2015-06-01").page
    page.keyboard.press("/")
    page.keyboard.type("mo")
    box = page.get_by_role("combobox", name="Find a town")
    expect(box).to_have_attribute("aria-expanded", "true")
    expect(page.get_by_role("option").first).to_have_attribute("aria-selected", "true")
    page.keyboard.press("Enter")
    expect(atlas.panel.locator(".town-name")).to_have_text("Mosul")
    expect(atlas.panel).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator("#sheet")).to_be_hidden()
    expect(page.locator("#map")).to_be_focused()


def test_the_keyboard_stays_on_the_change_that_it_chose(atlas: AtlasPage) -> None:
    page = atlas.open("/?date=2017-10-20").page
    second = page.locator(".latest-go").nth(1)
    town = second.locator(".latest-town").inner_text()
    second.press("Enter")
    # The list now ends with that day: the change stands first.
    expect(page.locator(".latest-go").first).to_contain_text("This day")
    expect(page.locator(".latest-go:focus .latest-town")).to_have_text(town)


def test_search_takes_arabic_and_names_the_nearest_spelling(atlas: AtlasPage) -> None:
    page = atlas.open().page
    atlas.find("الموصل")
    expect(atlas.panel.locator(".town-name")).to_have_text("Mosul")
    page.keyboard.press("/")
    page.keyboard.type("Hawigha")
    expect(page.locator("#search-nothing")).to_contain_text("is spelled like “Hawigha”. Similar names:")
    expect(page.get_by_role("option").first).to_contain_text("Hawija")
    page.keyboard.press("Enter")
    expect(atlas.panel.locator(".town-name")).to_have_text("Hawija")


def test_a_click_on_a_dot_or_on_its_colour_opens_the_town(atlas: AtlasPage) -> None:
    # The view is centred on Rutba, which stands alone in the desert.
    atlas.open("/?date=2015-06-01&view=33.038,40.2858,8.5")
    atlas.page.wait_for_timeout(500)
    atlas.click_map()
    expect(atlas.panel.locator(".town-name")).to_contain_text("Rutba")
    atlas.page.keyboard.press("Escape")
    expect(atlas.page.locator("#sheet")).to_be_hidden()
    atlas.click_map(right=30, down=25)
    expect(atlas.panel.locator(".town-name")).to_contain_text("Rutba")
    atlas.page.keyboard.press("Escape")
    atlas.page.get_by_role("button", name="Dots only").click()
    atlas.click_map(right=30, down=25)
    expect(atlas.page.locator("#sheet")).to_be_hidden()


def test_the_panel_follows_the_day_without_asking_the_server_again(atlas: AtlasPage) -> None:
    asked: list[str] = []
    atlas.page.on("request", lambda request: asked.append(request.url) if "/panel/" in request.url else None)
    atlas.open("/?date=2015-06-01&town=mosul")
    expect(atlas.status).to_contain_text("Islamic State")
    atlas.go_to("2018-06-01")
    expect(atlas.status).to_contain_text("Iraqi government")
    assert len(asked) == 1


def test_the_swatch_of_the_panel_shows_doubt_as_the_map_does(atlas: AtlasPage) -> None:
    atlas.open("/?date=2019-10-29&town=mosul")
    swatch = atlas.panel.locator(".town-period.is-now .swatch")
    expect(swatch).to_have_class("swatch is-held is-stale")
    expect(atlas.panel.locator(".town-period.is-now .town-confidence")).to_contain_text("In doubt")
    atlas.go_to("2017-09-22")
    expect(swatch).to_have_class("swatch is-held")


def test_evidence_that_cannot_be_loaded_is_told_and_tried_again(atlas: AtlasPage) -> None:
    page = atlas.open("/?date=2015-06-01").page
    page.route("**/towns/mosul/panel/", lambda route: route.fulfill(status=503))
    atlas.find("mosul")
    expect(atlas.panel.get_by_role("alert")).to_contain_text("The evidence for Mosul could not be loaded")
    page.unroute("**/towns/mosul/panel/")
    atlas.panel.get_by_role("button", name="Try again").click()
    expect(atlas.status).to_contain_text("Islamic State")
    atlas.errors.clear()


def test_search_finds_actors_and_places_of_which_nobody_has_spoken(atlas: AtlasPage) -> None:
    page = atlas.open("/?date=2017-09-22").page
    page.keyboard.press("/")
    page.keyboard.type("baghdad")
    expect(page.get_by_role("option", name="no claim yet").first).to_be_visible()
    expect(page.get_by_role("option").first.locator("bdi")).to_have_text("Baghdad")
    page.locator("#search-input").fill("hawigha")
    expect(page.locator("#search-nothing")).to_be_visible()
    page.locator("#search-input").fill("daesh")
    expect(page.get_by_role("option", name="Islamic State")).to_be_visible()
    expect(page.locator("#search-nothing")).to_be_hidden()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"only=islamic-state"))
    page.keyboard.press("/")
    page.keyboard.type("basra")
    page.get_by_role("option", name="no claim yet").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Basra")
    expect(page.locator(".town-silent")).to_have_text("No source says who holds Basra.")
