"""Comparing two maps: days, states of knowledge, sources; side by side and by swipe; with the list of differences."""

from __future__ import annotations

import re

import pytest
from PIL import Image, ImageColor
from playwright.sync_api import Locator, Page, expect

from conflictmap.actors.models import Actor
from tests.browser.atlas_page import AtlasPage, box

pytestmark = pytest.mark.django_db

PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
TWO_DAYS = "/compare/?a=2014-08-10&b=2017-09-22"


def towns(page: Page) -> Locator:
    return page.locator("#differences-towns .compare-go")


def test_two_days_show_how_many_towns_differ_and_lead_to_them(atlas: AtlasPage) -> None:
    page = atlas.open(TWO_DAYS).page
    expect(page.locator("#date-a")).to_have_text("10 August 2014")
    expect(page.locator("#date-b")).to_have_text("22 September 2017")
    title = page.locator("#differences-title").inner_text()
    found = re.fullmatch(r"(\d+) of (\d+) towns differ", title)
    assert found
    kinds = page.locator("#differences-kinds")
    kinds.get_by_role("button", name="more kind").click()
    counts = [int(text) for text in kinds.locator("b").all_inner_texts()]
    assert sum(counts) == int(found[1])
    mosul = towns(page).filter(has_text="Mosul")
    expect(mosul).to_contain_text("A: Islamic State. B: Iraqi government.")
    expect(mosul).to_contain_text("10 Jul 2017")
    mosul.press("Enter")
    expect(page).to_have_url(re.compile(r"view=36\.\d+,43\.\d+,7\.25&town=mosul$"))
    page.get_by_role("link", name="Why, on map B").click()
    page.wait_for_selector("html[data-ready]")
    expect(atlas.panel.locator(".town-name")).to_have_text("Mosul")
    expect(atlas.date).to_contain_text("22 September")


def test_a_long_list_of_kinds_is_shown_when_asked_for(atlas: AtlasPage) -> None:
    page = atlas.open("/compare/?a=2014-08-10&b=2019-10-30").page
    found = re.match(r"\d+", page.locator("#differences-title").inner_text())
    kinds = page.locator("#differences-kinds")
    few = kinds.locator("b:visible").count()
    kinds.get_by_role("button", name="more kind").click()
    counts = [int(text) for text in kinds.locator("b:visible").all_inner_texts()]
    assert few < len(counts)
    assert found
    assert sum(counts) == int(found[0])


def test_each_day_has_a_handle_and_the_list_follows(atlas: AtlasPage) -> None:
    page = atlas.open(TWO_DAYS).page
    title = page.locator("#differences-title")
    before = title.inner_text()
    day_a = page.get_by_role("slider", name="Day of map A")
    day_a.focus()
    for _ in range(24):
        day_a.press("PageUp")
    expect(page.locator("#date-a")).to_have_text("10 August 2016")
    expect(day_a).to_have_attribute("aria-valuetext", "10 August 2016")
    expect(title).not_to_have_text(before)
    expect(page.locator("#histogram-caption")).to_contain_text("408 days")
    expect(page).to_have_url(re.compile(r"a=2016-08-10&b=2017-09-22"))
    page.get_by_role("slider", name="Day of map B").press("Home")
    expect(page.locator("#date-a")).to_have_text("10 August 2016")


def test_both_maps_show_the_same_place(atlas: AtlasPage) -> None:
    page = atlas.open(f"{TWO_DAYS}&view=35.5,41,7&areas=off").page
    page.locator("#map-a").focus()
    page.keyboard.press("+")
    expect(page).to_have_url(re.compile(r"view=35\.\d+,4\d\.\d+,8"))
    width = "document.querySelector(`#map-${id} .leaflet-towns-pane canvas`).getBoundingClientRect().width"
    page.wait_for_function(f"() => {{ const width = (id) => {width}; return width('a') === width('b'); }}")


def test_maps_of_the_whole_story_stay_so_in_a_window_of_another_size(atlas: AtlasPage) -> None:
    page = atlas.open(TWO_DAYS).page
    page.set_viewport_size({"width": 1000, "height": 700})
    page.get_by_role("button", name="Only what differs").click()
    expect(page).to_have_url(f"{atlas.site}{TWO_DAYS}&differing=on")


def test_the_line_between_the_maps_moves_by_keyboard_and_pointer(atlas: AtlasPage) -> None:
    page = atlas.open(f"{TWO_DAYS}&show=swipe").page
    line = page.get_by_role("slider", name="Line between map A and map B")
    expect(line).to_have_attribute("aria-valuetext", "A 50%, B 50%")
    line.focus()
    line.press("ArrowRight")
    line.press("Shift+ArrowRight")
    expect(line).to_have_attribute("aria-valuetext", "A 62%, B 38%")
    cut = "getComputedStyle(document.querySelector('#map-b')).clipPath"
    assert page.evaluate(cut) == "inset(0px 0px 0px 62%)"
    box = line.bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + 22, box["y"] + box["height"] / 2)
    page.mouse.down()
    page.mouse.move(0, box["y"] + 10)
    page.mouse.up()
    expect(line).to_have_attribute("aria-valuenow", "0")
    page.get_by_role("button", name="Side by side").click()
    expect(line).to_be_hidden()
    assert page.evaluate(cut) == "none"


def test_then_known_and_now_known_share_the_day(atlas: AtlasPage) -> None:
    page = atlas.open("/compare/?b=2017-07-05").page
    page.get_by_role("button", name="Then known and now known").click()
    expect(page.locator("#variant-open-a")).to_have_text("Each day as known on that day")
    expect(page.locator("#date-a")).to_have_text("5 July 2017")
    expect(page.locator("#date-b")).to_have_text("5 July 2017")
    expect(page).to_have_url(re.compile("a=2017-07-05&a-known=same-day&b=2017-07-05&days=linked"))
    page.locator("#on-b").click()
    expect(page.locator("#date-b")).not_to_have_text("5 July 2017")
    expect(page.locator("#date-a")).to_have_text(page.locator("#date-b").inner_text())


def test_two_sets_of_sources_can_be_chosen_for_each_map(atlas: AtlasPage) -> None:
    page = atlas.open("/compare/?b=2017-09-22").page
    page.get_by_role("button", name="Two sets of sources").click()
    expect(page.locator("#variant-open-a")).to_have_text("Without AFP")
    expect(page.locator("#variant-open-b")).to_have_text("Without conflictmap chronology")
    page.locator("#variant-open-b").click()
    page.locator("#variant-b").get_by_role("checkbox", name="conflictmap chronology").check()
    expect(page.locator("#variant-open-b")).to_have_text("As known today, all sources")
    expect(page).to_have_url(re.compile(r"a=2017-09-22&a-without=afp&b=2017-09-22&days=linked"))


def test_what_an_address_has_wrong_is_told(atlas: AtlasPage) -> None:
    atlas.open("/compare/?a=2017-13-40&show=cube&town=atlantis")
    expect(atlas.message).to_contain_text("Part of this link could not be read (a, show). The rest is shown.")
    expect(atlas.message).to_contain_text("The map knows no town “atlantis”.")
    atlas.open("/compare/?a=1900-01-01&b=2017-09-22")
    expect(atlas.message).to_contain_text("The story runs from 1 Jan 2012 to 30 Oct 2019.")


@pytest.mark.browser_context_args(**PHONE)
def test_phone_swipes_by_touch_and_is_no_wider_than_its_screen(atlas: AtlasPage) -> None:
    page = atlas.open(TWO_DAYS).page
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    for name in ("Two sets of sources", "Only what differs", "Safe colours"):
        box = page.get_by_role("button", name=name).bounding_box()
        assert box is not None
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= 390
    line = page.get_by_role("slider", name="Line between map A and map B")
    expect(line).to_be_visible()
    towns(page).filter(has_text="Mosul").tap()
    expect(page.get_by_role("link", name="Why, on map A")).to_be_visible()


@pytest.mark.browser_context_args(viewport={"width": 360, "height": 640}, has_touch=True, is_mobile=True)
def test_the_bar_of_a_small_phone_has_two_rows(atlas: AtlasPage) -> None:
    page = atlas.open(TWO_DAYS).page
    bar = page.locator(".bar").bounding_box()
    assert bar is not None
    assert bar["height"] < 2 * 44 + 8


@pytest.mark.parametrize(("width", "height", "language"), [(320, 568, ""), (360, 640, "/ar"), (390, 844, "")])
def test_a_phone_shows_both_days_and_the_whole_map_without_scrolling(
    atlas: AtlasPage, width: int, height: int, language: str
) -> None:
    page = atlas.page
    page.set_viewport_size({"width": width, "height": height})
    atlas.open(language + TWO_DAYS)
    stage = box(page.locator("#stage"))
    assert stage["height"] > 0.38 * height
    assert stage["y"] + stage["height"] <= box(page.locator(".time"))["y"]
    # What stands below the maps comes after them by keyboard, too.
    assert page.evaluate(
        "document.getElementById('stage').compareDocumentPosition(document.getElementById('options'))"
        " === Node.DOCUMENT_POSITION_FOLLOWING"
    )


def test_a_comparison_is_taken_along_as_link_frame_and_picture_by_keys(atlas: AtlasPage) -> None:
    page = atlas.open(f"{TWO_DAYS}&b-reviewed=1").page
    page.keyboard.press("?")
    keys = page.get_by_role("dialog", name="Keys")
    expect(keys.locator("dd")).to_contain_text(["Map A: previous change", "Share: link, frame, picture"])
    page.keyboard.press("Escape")
    page.keyboard.press("n")
    expect(page.locator("#date-a")).not_to_have_text("10 August 2014")
    page.keyboard.press("p")
    expect(page.locator("#date-a")).to_have_text("10 August 2014")
    page.keyboard.press("s")
    dialog = page.get_by_role("dialog", name="Share")
    link = "/compare/?a=2014-08-10&b=2017-09-22&b-reviewed=1"
    expect(dialog.get_by_label("Link", exact=True)).to_have_value(atlas.site + link)
    dialog.get_by_role("button", name="Picture").click()
    words = dialog.get_by_label("In words, for readers who cannot see it")
    expect(words).to_have_value(
        re.compile(
            r"10 August 2014 and 22 September 2017\. \d+ of \d+ towns differs?\. "
            r"A: As known today, all sources\. B: Reviewed claims only\.$"
        )
    )
    with page.expect_download() as download:
        dialog.get_by_role("button", name="Save PNG").last.click()
    assert download.value.suggested_filename == "conflictmap-2014-08-10-to-2017-09-22.png"
    with Image.open(download.value.path()) as picture:
        # A line stands between maps of one width, of which the first has areas and the second nobody reviewed.
        first = picture.convert("RGB").crop((0, 200, picture.width // 2, 900))
        found = {colour for _, colour in first.getcolors(2**24) or []}
        assert ImageColor.getrgb(str(Actor.objects.get(slug="islamic-state").fill_light)) in found
    dialog.get_by_role("button", name="Embed").click()
    code = dialog.get_by_label("Code", exact=True).input_value()
    page.goto(f"{atlas.site}/robots.txt")
    page.set_content(code)
    frame = page.frame_locator("iframe")
    expect(frame.locator("#date-b")).to_have_text("22 September 2017")
    for hidden in ["#bar", "#differences", "#what-days"]:
        expect(frame.locator(hidden)).to_be_hidden()
    expect(frame.locator("#full-map")).to_have_attribute("href", link)


SIGNS = ["Mixed", "Besieged", "Contested", "Under attack", "Disputed", "Changing", "In doubt", "Unknown"]


@pytest.mark.parametrize("address", [TWO_DAYS, f"{TWO_DAYS}&embed=1", f"{TWO_DAYS}&areas=off&patterns=off"])
def test_the_legend_explains_the_signs_as_that_of_one_map(atlas: AtlasPage, address: str) -> None:
    page = atlas.open("/?date=2017-09-22").page
    pictures = "rows => rows.map(row => row.querySelector('img').src)"
    of_one_map = page.locator("#legend .legend-status li").evaluate_all(pictures)
    atlas.open(address)
    signs = page.locator("#legend li[class^='sign-']")
    assert signs.all_text_contents() == [*SIGNS, "Place without any claim"]
    drawn = signs.evaluate_all(pictures)
    if "patterns=off" not in address:
        assert drawn == of_one_map
    assert len(set(drawn)) == len(drawn)


def test_the_legend_takes_little_of_the_maps_room(atlas: AtlasPage) -> None:
    page = atlas.page
    page.set_viewport_size({"width": 1400, "height": 900})
    atlas.open(TWO_DAYS)
    assert box(page.locator("#legend"))["height"] <= 70
    assert box(page.locator("#stage"))["height"] >= 420
