"""Moving in time: play, step, slide, type."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.browser.atlas_page import AtlasPage

pytestmark = pytest.mark.django_db

PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}


def test_plays_from_2014_to_2017_and_tells_who_holds_raqqa(atlas: AtlasPage) -> None:
    page = atlas.page
    page.clock.install()
    atlas.open("/?date=2014-02-01&town=raqqa")
    expect(atlas.status).to_contain_text("Islamic State holds it")

    page.get_by_role("button", name="90", exact=True).click()
    page.get_by_role("button", name="Play", exact=True).click()
    expect(page.get_by_role("button", name="Pause", exact=True)).to_be_visible()
    page.clock.run_for(14_000)
    page.get_by_role("button", name="Pause", exact=True).click()
    expect(atlas.date).to_contain_text("2017")

    atlas.go_to("2017-09-22")
    expect(atlas.status).to_contain_text("Syrian Democratic Forces hold")
    expect(atlas.status).to_contain_text("Islamic State")
    atlas.go_to("2017-10-25")
    expect(atlas.status).to_contain_text("Syrian Democratic Forces hold it")


def test_play_ends_at_the_last_day_and_loop_goes_on(atlas: AtlasPage) -> None:
    page = atlas.page
    page.clock.install()
    atlas.open()
    page.keyboard.press("End")
    last = atlas.date.inner_text()
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("Space")
    page.clock.run_for(2_000)
    expect(atlas.date).to_have_text(last, use_inner_text=True)
    expect(page.get_by_role("button", name="Play", exact=True)).to_be_visible()

    page.keyboard.press("l")
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("Space")
    page.clock.run_for(2_000)
    expect(page.get_by_role("button", name="Pause", exact=True)).to_be_visible()
    expect(atlas.date).not_to_have_text(last, use_inner_text=True)


def test_slider_moves_by_keyboard_and_tells_the_long_date(atlas: AtlasPage) -> None:
    atlas.open("/?date=2017-09-22")
    slider = atlas.slider
    slider.focus()
    steps = [
        ("ArrowRight", "23 September 2017"),
        ("ArrowLeft", "22 September 2017"),
        ("Shift+ArrowRight", "29 September 2017"),
        ("PageUp", "29 October 2017"),
        ("PageDown", "29 September 2017"),
    ]
    for key, day in steps:
        slider.press(key)
        expect(slider).to_have_attribute("aria-valuetext", re.compile(f"^{day}"))
    slider.press("Home")
    expect(slider).to_have_attribute("aria-valuenow", slider.get_attribute("aria-valuemin") or "")
    slider.press("End")
    expect(slider).to_have_attribute("aria-valuenow", slider.get_attribute("aria-valuemax") or "")


def test_slider_follows_the_pointer(atlas: AtlasPage) -> None:
    atlas.open("/?date=2014-01-01")
    box = atlas.slider.bounding_box()
    assert box is not None
    mouse = atlas.page.mouse
    mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    mouse.down()
    expect(atlas.date).to_contain_text("201")
    expect(atlas.date).not_to_contain_text("1 January")
    mouse.move(box["x"] + box["width"] + 40, box["y"] - 300)
    mouse.up()
    expect(atlas.slider).to_have_attribute("aria-valuenow", atlas.slider.get_attribute("aria-valuemax") or "")


@pytest.mark.parametrize(("step", "day"), [("Day", "1 February"), ("Week", "7 February"), ("Month", "28 February")])
def test_steps(atlas: AtlasPage, step: str, day: str) -> None:
    atlas.open("/?date=2015-01-31")
    atlas.page.get_by_role("button", name=step, exact=True).click()
    atlas.page.get_by_role("button", name="One step on").click()
    expect(atlas.date).to_contain_text(day)


def test_next_change_of_the_selected_town(atlas: AtlasPage) -> None:
    atlas.open("/?date=2014-07-01&town=mosul")
    expect(atlas.status).to_contain_text("Islamic State")
    atlas.page.locator("#scope-choice").get_by_role("button", name="Mosul").click()
    atlas.page.keyboard.press("n")
    expect(atlas.date).to_contain_text("2017")
    expect(atlas.status).not_to_contain_text("Islamic State holds it")


def test_a_typed_date_that_is_none_is_refused_by_name(atlas: AtlasPage) -> None:
    atlas.open("/?date=2017-09-22")
    atlas.go_to("2017-13-40")
    expect(atlas.page.get_by_role("alert")).to_contain_text("“2017-13-40” is not a date")
    expect(atlas.date).to_contain_text("22 September")
    atlas.go_to("1 Jan 2018")
    expect(atlas.page.get_by_role("alert")).to_be_hidden()
    expect(atlas.date).to_contain_text("1 January")


def test_a_date_outside_the_story_shows_its_end(atlas: AtlasPage) -> None:
    atlas.open()
    atlas.go_to("1999-01-01")
    expect(atlas.message).to_contain_text("The story runs from")
    expect(atlas.slider).to_have_attribute("aria-valuenow", atlas.slider.get_attribute("aria-valuemin") or "")


def test_latest_changes_lead_to_their_day_and_town(atlas: AtlasPage) -> None:
    atlas.open("/?date=2016-01-01")
    change = atlas.page.locator("#latest-list button").nth(2)
    town = change.locator(".latest-town").inner_text()
    change.click()
    expect(atlas.panel.locator(".town-name")).to_have_text(town)
    expect(atlas.page.locator("#latest-list button", has_text=town).first).to_contain_text("This day")


def test_what_changes_is_announced(atlas: AtlasPage) -> None:
    atlas.open("/?date=2014-06-09&town=mosul")
    atlas.page.keyboard.press("ArrowRight")
    expect(atlas.page.locator("#announcer")).to_contain_text("10 June 2014. Mosul: Islamic State")


@pytest.mark.browser_context_args(**PHONE)
def test_a_phone_has_steps_speed_and_typed_dates_among_its_options(atlas: AtlasPage) -> None:
    page = atlas.open("/?date=2017-09-22").page
    choices = page.locator("#time-choices")
    expect(choices).to_be_hidden()
    page.get_by_role("button", name="Legend and options").tap()
    # The day comes first, and once it is given the map is seen again.
    go_to = page.locator("#go-to-day")
    expect(go_to).to_be_in_viewport()
    choices.get_by_role("button", name="Month").tap()
    page.get_by_role("button", name="One step on").tap()
    expect(atlas.date).to_have_text("22 October 2017")
    choices.get_by_role("button", name="90").tap()
    expect(choices.get_by_role("button", name="90")).to_have_attribute("aria-pressed", "true")
    go_to.fill("soon")
    go_to.press("Enter")
    expect(page.locator("#go-to-error")).to_contain_text("“soon” is not a date.")
    go_to.fill("5 July 2017")
    go_to.press("Enter")
    expect(atlas.date).to_have_text("5 July 2017")
    expect(choices).to_be_hidden()
    page.get_by_role("button", name="Legend and options").tap()
    choices.get_by_role("button", name="Table").tap()
    expect(page.get_by_role("dialog", name="Who held how much")).to_be_visible()


def test_turned_to_a_narrow_screen_and_back_each_choice_has_its_place(atlas: AtlasPage) -> None:
    page = atlas.open("/?date=2017-09-22").page
    month, dots = page.get_by_role("button", name="Month"), page.get_by_role("button", name="Dots only")
    for width in (1024, 390, 1400):
        page.set_viewport_size({"width": width, "height": 844})
        if width < 900:
            page.get_by_role("button", name="Legend and options").click()
        for choice in (month, dots, page.locator("#go-to-day"), page.locator("#chart")):
            choice.click(trial=True)
        if width < 900:
            page.get_by_role("button", name="Legend and options").click()
