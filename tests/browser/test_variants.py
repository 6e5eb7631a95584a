"""Maps that rest on other claims: known when, without sources, reviewed only; always said, always one click back."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.atlas_page import AtlasPage

pytestmark = pytest.mark.django_db

PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}


def notice(atlas: AtlasPage) -> Locator:
    return atlas.page.locator("#variant-notice .variant-words")


def known(atlas: AtlasPage) -> Locator:
    return atlas.page.get_by_role("slider", name="As known on")


def test_the_known_handle_moves_by_keyboard_and_map_and_evidence_follow(atlas: AtlasPage) -> None:
    atlas.open("/?date=2017-12-01&town=mosul")
    expect(atlas.status).to_contain_text("Iraqi government holds it")
    handle = known(atlas)
    expect(handle).to_have_attribute("aria-valuetext", "Everything published until today")
    expect(notice(atlas)).to_be_hidden()
    handle.focus()
    for _ in range(40):
        handle.press("PageDown")
    expect(handle).to_have_attribute("aria-valuetext", re.compile("^What was known on .* 201[67]$"))
    expect(notice(atlas)).to_contain_text("Not the standard map: as known on")
    expect(notice(atlas)).to_contain_text("This day was still to come.")
    expect(atlas.status).to_contain_text("Islamic State")
    expect(atlas.panel).to_contain_text("left out: published after")
    expect(atlas.date).to_contain_text("1 December")
    expect(atlas.page).to_have_url(re.compile(r"date=2017-12-01&town=mosul&known=201\d-\d\d-\d\d$"))
    handle.press("End")
    expect(notice(atlas)).to_be_hidden()
    expect(atlas.status).to_contain_text("Iraqi government holds it")


def test_the_known_handle_follows_the_pointer_and_one_click_leads_back(atlas: AtlasPage) -> None:
    page = atlas.open("/?date=2017-12-01").page
    counts = page.locator("#legend h2 span").first
    held = counts.inner_text()
    flag = known(atlas).locator(".axis-flag").bounding_box()
    assert flag is not None
    page.mouse.move(flag["x"] + 20, flag["y"] + 8)
    page.mouse.down()
    page.mouse.move(700, flag["y"] + 8, steps=6)
    page.mouse.up()
    expect(notice(atlas)).to_contain_text("Not the standard map: as known on")
    expect(counts).not_to_have_text(held)
    page.get_by_role("button", name="Back to the standard map").first.click()
    expect(counts).to_have_text(held)
    expect(known(atlas)).to_have_class(re.compile("is-resting"))
    expect(page).not_to_have_url(re.compile("known="))


def test_a_source_is_switched_off_at_its_quote_and_on_again_in_the_list(atlas: AtlasPage) -> None:
    page = atlas.open("/?date=2017-09-22&town=hawija").page
    atlas.panel.get_by_role("button", name="Map without AFP").first.click()
    expect(notice(atlas)).to_have_text("Not the standard map: without AFP.")
    expect(atlas.panel).to_contain_text("left out: AFP is switched off")
    expect(page).to_have_url(re.compile("without=afp"))
    page.keyboard.press("e")
    expect(page.get_by_role("checkbox", name="AFP")).not_to_be_checked()
    expect(page.locator("#variant")).to_contain_text("1 of 2 on")
    page.get_by_role("checkbox", name="AFP").check()
    expect(notice(atlas)).to_be_hidden()
    page.get_by_role("checkbox", name="AFP").press("Escape")
    expect(page.locator("#variant")).to_be_hidden()
    expect(page.locator("#variant-open")).to_be_focused()


def test_of_each_day_what_was_known_on_it(atlas: AtlasPage) -> None:
    page = atlas.open("/?date=2016-06-01&known=same-day").page
    expect(notice(atlas)).to_have_text("Not the standard map: each day as known on that day.")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url) if "timeline-" in request.url else None)
    atlas.go_to("2017-06-01")
    expect(known(atlas)).to_have_attribute("aria-valuenow", atlas.slider.get_attribute("aria-valuenow") or "")
    assert asked == []


def test_reviewed_only_says_what_is_left_out(atlas: AtlasPage) -> None:
    atlas.open("/?date=2017-09-22&town=hawija&reviewed=1")
    left = "None of the claims that are left says who holds a town."
    expect(notice(atlas)).to_have_text(f"Not the standard map: reviewed claims only. {left}")
    expect(atlas.page.locator("#legend h2 span").first).to_have_text("Who holds 0 towns")
    expect(atlas.panel).to_contain_text("None of the claims that this map rests on says who holds Hawija.")
    expect(atlas.panel).to_contain_text("left out: no editor has checked it")


@pytest.mark.parametrize(
    ("address", "message"),
    [
        ("/?known=yesterday", "Part of this link could not be read (known)."),
        ("/?without=tass", "The map knows no source “tass”."),
        ("/compare/?b-without=tass", "The map knows no source “tass”."),
    ],
)
def test_what_an_address_has_wrong_is_told(atlas: AtlasPage, address: str, message: str) -> None:
    atlas.open(address)
    expect(atlas.message).to_contain_text(message)
    expect(notice(atlas)).to_be_hidden()


@pytest.mark.browser_context_args(**PHONE)
def test_phone_chooses_what_counts_by_touch(atlas: AtlasPage) -> None:
    page = atlas.open("/?date=2017-09-22").page
    page.locator("#variant-open").tap()
    page.get_by_role("radio", name="On the day shown").tap()
    expect(notice(atlas)).to_be_visible()
    for name in ("Today", "Reviewed claims only"):
        box = page.locator("label.variant-choice", has_text=name).first.bounding_box()
        assert box is not None
        assert box["height"] >= 44, name
    page.locator("#variant-notice button").tap()
    expect(notice(atlas)).to_be_hidden()
