"""The map in a second browser: what differs between engines is drawn, typed, touched and saved once in Firefox.

Skipped, with what to do, where there is no Firefox.
"""

from __future__ import annotations

import base64
import io
import re
from collections.abc import Iterator
from typing import Any

import pytest
from PIL import Image, ImageColor
from playwright.sync_api import Browser, Locator, Page, Playwright, expect

from conflictmap.actors.models import Actor
from tests.browser.atlas_page import AtlasPage
from tests.browser.firefox import running_firefox
from tests.conftest import leaves_machine

pytestmark = pytest.mark.django_db

PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}


@pytest.fixture(scope="module")
def firefox(playwright: Playwright, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    with running_firefox(playwright, tmp_path_factory.mktemp("firefox")) as browser:
        yield browser


@pytest.fixture
def atlas(
    story_site: str, firefox: Browser, browser_context_args: dict[str, Any], request: pytest.FixtureRequest
) -> Iterator[AtlasPage]:
    """The map page in Firefox. Fails the test on an error in the console, and on a request to another host."""
    marker = request.node.get_closest_marker("browser_context_args")
    context = firefox.new_context(**{**browser_context_args, **(marker.kwargs if marker else {})})
    elsewhere: list[str] = []
    context.on("request", lambda asked: elsewhere.append(asked.url) if leaves_machine(asked.url) else None)
    opened = AtlasPage(context.new_page(), story_site)
    yield opened
    context.close()
    assert opened.errors == [], "the page wrote errors to the console"
    assert elsewhere == [], "the page asked other hosts"


def colours(picture: bytes) -> set[tuple[int, ...]]:
    with Image.open(io.BytesIO(picture)) as image:
        found = image.convert("RGB").getcolors(maxcolors=2**24) or []
    return {colour for count, colour in found if count >= 40 and isinstance(colour, tuple)}


def fills(scheme: str) -> set[tuple[int, ...]]:
    holders = Actor.objects.filter(slug__in=["islamic-state", "iraqi-government", "syrian-government"])
    found: set[tuple[int, ...]] = {ImageColor.getrgb(getattr(actor, f"fill_{scheme}")) for actor in holders}
    assert len(found) == 3
    return found


def drawn(page: Page) -> bytes:
    """What the map's canvases show, as a PNG. Playwright's own picture adds a style that the site's policy refuses."""
    page.wait_for_load_state("networkidle")
    address: str = page.evaluate(
        """() => {
          const { width, height } = document.querySelector("#map").getBoundingClientRect();
          const paper = Object.assign(document.createElement("canvas"), { width, height });
          for (const canvas of document.querySelectorAll("#map canvas"))
            if (canvas.width) paper.getContext("2d").drawImage(canvas, 0, 0);
          return paper.toDataURL();
        }"""
    )
    return base64.b64decode(address.partition(",")[2])


def assert_drawn_with(page: Page, wanted: set[tuple[int, ...]]) -> None:
    """The map shows these colours within ten seconds: its canvases are drawn one by one, in frames of their own."""
    for _ in range(50):
        if wanted <= colours(drawn(page)):
            return
        page.wait_for_timeout(200)
    assert wanted <= colours(drawn(page))


def made(page: Page, button: Locator) -> bytes:
    """The file that a button makes. Firefox tells Playwright of no download, so it is read where the page offers it."""
    page.evaluate(
        """() => {
          const make = URL.createObjectURL;
          window.madeFile = new Promise((resolve) => {
            URL.createObjectURL = (file) => (resolve(file), (URL.createObjectURL = make).call(URL, file));
          });
        }"""
    )
    button.click()
    data: str = page.evaluate(
        """async () => {
          const file = await window.madeFile;
          const address = await new Promise((resolve) => {
            const reader = new FileReader();
            reader.onload = () => resolve(reader.result);
            reader.readAsDataURL(file);
          });
          return address.slice(address.indexOf(",") + 1);
        }"""
    )
    return base64.b64decode(data)


def test_the_map_has_the_legend_s_colours_in_light_and_in_dark(atlas: AtlasPage) -> None:
    page = atlas.open("/?date=2017-09-22").page
    assert_drawn_with(page, fills("light"))
    page.get_by_role("button", name="Dark", exact=True).click()
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    assert_drawn_with(page, fills("dark"))


def test_the_day_moves_by_keys_pointer_typing_and_play(atlas: AtlasPage) -> None:
    page = atlas.open("/?date=2017-09-22&town=mosul").page
    page.locator("#map").focus()
    atlas.slider.press("ArrowRight")
    expect(atlas.slider).to_have_attribute("aria-valuetext", re.compile("^23 September 2017"))
    atlas.slider.press("PageDown")
    expect(atlas.date).to_contain_text("23 August")
    atlas.go_to("2014-06-01")
    expect(atlas.date).to_contain_text("1 June")
    page.get_by_role("button", name="Next change").click()
    expect(atlas.date).not_to_contain_text("1 June")
    page.get_by_role("button", name="90", exact=True).click()
    page.get_by_role("button", name="Play", exact=True).click()
    expect(atlas.date).to_contain_text("2015")
    page.get_by_role("button", name="Pause", exact=True).click()
    box = atlas.slider.bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] - 1, box["y"] - 300, steps=3)
    page.mouse.up()
    expect(atlas.date).to_contain_text("October 2019")


def test_by_keyboard_a_town_is_found_its_evidence_read_and_closed(atlas: AtlasPage) -> None:
    page = atlas.open("/?date=2017-09-22").page
    atlas.find("hawija")
    expect(atlas.panel.locator(".town-name")).to_have_text("Hawija")
    expect(atlas.status).to_contain_text("Islamic State")
    expect(atlas.panel.locator("mark", has_text="last enclave still held").first).to_be_attached()
    expect(atlas.panel).to_be_focused()
    page.go_back()
    expect(page.locator("#sheet")).to_be_hidden()
    page.go_forward()
    expect(atlas.panel.locator(".town-name")).to_have_text("Hawija")
    page.keyboard.press("Escape")
    expect(page.locator("#sheet")).to_be_hidden()
    page.keyboard.press("?")
    expect(page.get_by_role("dialog")).to_contain_text("Next change")


def test_an_area_of_the_map_leads_to_its_town(atlas: AtlasPage) -> None:
    atlas.open("/?date=2017-09-22&view=36.34,43.13,10")
    atlas.click_map()
    expect(atlas.panel.locator(".town-name")).to_have_text("Mosul")


def test_the_map_as_it_was_known(atlas: AtlasPage) -> None:
    page = atlas.open("/?date=2017-12-01&town=mosul&known=2016-06-10").page
    words = page.locator("#variant-notice .variant-words")
    expect(words).to_contain_text("Not the standard map: as known on 10 June 2016")
    page.get_by_role("slider", name="As known on").press("PageDown")
    expect(words).to_contain_text("10 May 2016")
    expect(atlas.status).to_contain_text("Islamic State")
    page.get_by_role("button", name="Back to the standard map").first.click()
    expect(atlas.status).to_contain_text("Iraqi government holds it")


def test_two_days_are_compared(atlas: AtlasPage) -> None:
    page = atlas.open("/compare/?a=2014-08-10&b=2017-09-22").page
    expect(page.locator("#date-a")).to_have_text("10 August 2014")
    expect(page.locator("#differences-title")).to_contain_text("towns differ")
    page.get_by_role("slider", name="Day of map A").press("PageUp")
    expect(page.locator("#date-a")).to_have_text("10 September 2014")


def test_a_picture_a_video_and_an_animation_are_saved(atlas: AtlasPage) -> None:
    page = atlas.open("/?date=2017-09-22").page
    page.keyboard.press("s")
    expect(page.get_by_role("dialog", name="Share").get_by_label("Link", exact=True)).to_have_value(
        re.compile("date=2017-09-22")
    )
    page.locator(".share-choice button").nth(2).click()
    picture = made(page, page.locator("#share button", has_text="PNG").first)
    assert fills("light") <= colours(picture)
    page.get_by_role("button", name="Time lapse").click()
    page.get_by_label("From", exact=True).fill("2014-06-01")
    page.get_by_label("To", exact=True).fill("2014-06-05")
    page.get_by_label("One frame a").select_option("Day")
    page.locator("select:visible").and_(page.get_by_label("Size")).select_option("640 × 360")
    make = page.get_by_role("button", name="Make it")
    assert made(page, make).startswith(bytes.fromhex("1a45dfa3"))
    page.get_by_label("File", exact=True).select_option("Animated picture (GIF)")
    with Image.open(io.BytesIO(made(page, make))) as gif:
        assert gif.size == (640, 360)
        assert getattr(gif, "n_frames") == 5  # noqa: B009 (only some formats have it)


def test_the_map_in_a_frame(atlas: AtlasPage) -> None:
    page = atlas.page
    page.goto(f"{atlas.site}/robots.txt")
    page.set_content(f'<iframe src="{atlas.site}/?embed=1&date=2016-03-04" width="640" height="480"></iframe>')
    frame = page.frame_locator("iframe")
    expect(frame.locator("#date")).to_contain_text("4 March 2016")
    expect(frame.locator("#slider")).to_be_visible()
    expect(frame.locator("#bar")).to_be_hidden()


def test_arabic_runs_from_right_to_left(atlas: AtlasPage) -> None:
    page = atlas.open("/ar/?date=2017-09-22&town=hawija").page
    expect(atlas.date).to_have_text("٢٢ أيلول ٢٠١٧")
    expect(atlas.status).to_contain_text("تحت سيطرة تنظيم الدولة الإسلامية")
    sheet, stage = page.locator("#sheet").bounding_box(), page.locator("#map").bounding_box()
    assert sheet is not None
    assert stage is not None
    assert sheet["x"] < stage["x"] + stage["width"] / 2
    slider = page.locator("#slider")
    before = int(slider.get_attribute("aria-valuenow") or 0)
    slider.press("ArrowLeft")
    expect(slider).to_have_attribute("aria-valuenow", str(before + 1))


@pytest.mark.browser_context_args(**PHONE)
def test_a_phone_shows_all(atlas: AtlasPage) -> None:
    page = atlas.open("/?date=2017-09-22").page
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    page.get_by_role("button", name="Legend and options").click()
    expect(page.get_by_role("button", name="Dots only")).to_be_visible()
    page.locator("#latest-list button").first.click()
    sheet = page.locator("#sheet")
    expect(sheet).to_have_attribute("data-height", "half")
    page.locator("#sheet-grip").click()
    expect(sheet).to_have_attribute("data-height", "full")
    page.get_by_role("button", name="Close", exact=True).click()
    expect(sheet).to_be_hidden()


def test_pages_of_words_have_no_error(atlas: AtlasPage) -> None:
    for path in ("/towns/", "/towns/mosul/", "/actors/", "/sources/", "/stories/", "/method/"):
        atlas.page.goto(atlas.site + path)
        expect(atlas.page.get_by_role("heading", level=1)).to_be_visible()
        assert atlas.page.evaluate("document.documentElement.scrollWidth <= innerWidth"), path
