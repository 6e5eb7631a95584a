"""The legend filters: hide an actor, or show one alone; by keyboard and by touch, and in the address."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.browser.atlas_page import AtlasPage

pytestmark = pytest.mark.django_db

PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}


def test_actors_are_hidden_and_shown_alone_by_keyboard(atlas: AtlasPage) -> None:
    page = atlas.open("/?date=2017-09-22").page
    changes = page.locator("#latest-all").inner_text()
    toggle = page.locator(".legend-toggle", has_text="Islamic State")
    page.keyboard.press("f")
    expect(page.locator(".legend-toggle").first).to_be_focused()
    toggle.press("Enter")
    expect(toggle).to_have_attribute("aria-pressed", "false")
    expect(page).to_have_url(re.compile("hide=islamic-state$"))
    said = page.locator(".legend-filtered-long")
    expect(said).to_have_text(re.compile("actors shown, the towns of the others faded$"))
    expect(said).to_be_visible()
    expect(page.locator("#latest-all")).not_to_have_text(changes)
    page.get_by_role("button", name="Only Islamic State").press("Enter")
    expect(page).to_have_url(re.compile("only=islamic-state$"))
    for row in page.locator("#latest-list li").all():
        assert "Islamic State" in row.inner_text() or "Mixed" in row.inner_text()
    page.locator("#legend").get_by_role("button", name="Show all").click()
    expect(page.locator("#latest-all")).to_have_text(changes)
    expect(said).to_be_hidden()


def test_next_change_is_one_of_the_actors_shown(atlas: AtlasPage) -> None:
    page = atlas.open("/?date=2016-01-01&only=turkey-and-allied-groups").page
    expect(page.locator(".legend-toggle[aria-pressed=true]")).to_have_count(1)
    page.keyboard.press("n")
    expect(page.locator("#latest-list .is-today").first).to_contain_text("Turkey")


def test_who_asks_for_the_next_change_at_once_is_led_to_one_of_the_actors_shown(atlas: AtlasPage) -> None:
    page = atlas.open("/?date=2016-01-01").page
    # Before the lists have been drawn anew, each in a frame of its own.
    page.evaluate(
        """async () => {
          document.querySelector(".legend-solo[aria-label='Only Turkey and allied groups']").click();
          await new Promise((done) => setTimeout(done));
          document.getElementById("next-change").click();
        }"""
    )
    expect(page.locator("#latest-list .is-today").first).to_contain_text("Turkey")


@pytest.mark.browser_context_args(**PHONE)
def test_phone_hides_an_actor_in_the_strip_and_says_so(atlas: AtlasPage) -> None:
    page = atlas.open("/?date=2017-09-22").page
    toggle = page.locator(".legend-toggle").first
    box = toggle.bounding_box()
    assert box is not None
    assert box["height"] >= 44
    toggle.tap()
    said = page.locator(".legend-filtered")
    expect(said).to_contain_text("Some actors are hidden.")
    expect(said).to_be_in_viewport(ratio=1)
    # All of it leads back, not only the words "Show all".
    said.tap(position={"x": 20, "y": 4})
    expect(toggle).to_have_attribute("aria-pressed", "true")
    expect(said).to_be_hidden()


def test_shares_over_time_move_the_day_and_are_a_table_too(atlas: AtlasPage) -> None:
    page = atlas.open("/?date=2017-09-22").page
    page.get_by_label("Chart").select_option("Share of towns")
    expect(page.locator("#histogram-caption")).to_contain_text(re.compile(r"^Share of \d+ towns"))
    expect(page).to_have_url(re.compile("chart=towns$"))
    atlas.slider.press("PageDown")
    expect(atlas.date).to_contain_text("22 August")
    box = atlas.slider.bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + 300, box["y"] + 60)
    expect(atlas.date).to_contain_text("2014")
    page.mouse.move(box["x"] + 300, box["y"] - 300)
    expect(atlas.date).to_contain_text("22 August")
    page.mouse.click(box["x"] + 300, box["y"] + 60)
    page.mouse.move(box["x"] + 300, box["y"] - 300)
    expect(atlas.date).to_contain_text("2014")
    page.get_by_role("button", name="Table", exact=True).click()
    table = page.get_by_role("table")
    expect(table.get_by_role("columnheader", name="Islamic State")).to_be_visible()
    expect(table.get_by_role("row", name=re.compile("^31 Dec 2014"))).to_contain_text("21")
    page.keyboard.press("Escape")
    expect(table).to_be_hidden()


def test_safe_colours_change_map_and_evidence_and_stay(atlas: AtlasPage) -> None:
    page = atlas.open("/?date=2017-09-22&town=hawija").page
    fill = "getComputedStyle(document.querySelector('#panel .swatch .actor-islamic-state')).getPropertyValue('--fill')"
    expect(atlas.status).to_contain_text("Islamic State")
    own = page.evaluate(fill)
    page.keyboard.press("c")
    expect(page.get_by_role("button", name="Safe colours")).to_have_attribute("aria-pressed", "true")
    assert page.evaluate(fill) != own
    expect(page).to_have_url(re.compile("colours=safe$"))
    page.goto(f"{atlas.site}/towns/hawija/?date=2017-09-22")
    assert page.evaluate("document.documentElement.dataset.palette") == "safe"
    atlas.open("/?date=2017-09-22")
    page.get_by_role("button", name="Safe colours").click()
    expect(page).not_to_have_url(re.compile("colours="))
