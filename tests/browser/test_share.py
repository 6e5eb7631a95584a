"""Sharing: link, frame, picture, time lapse; the map inside another page."""

from __future__ import annotations

import base64
import re
import struct
from pathlib import Path
from typing import Literal

import pytest
from PIL import Image, ImageColor, ImageSequence
from playwright.sync_api import Locator, Page, expect

from conflictmap.actors.models import Actor
from tests.browser.atlas_page import AtlasPage, box

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
    page.locator("select:visible").and_(page.get_by_label("Size")).select_option("320 × 240")
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
        assert box(target)["height"] >= 44, target.inner_text()


def saved(page: Page, button: Locator, folder: Path) -> Path:
    """The file that a button makes the browser save."""
    with page.expect_download(timeout=60_000) as download:
        button.click()
    path = folder / download.value.suggested_filename
    download.value.save_as(path)
    return path


def colours(picture: Image.Image) -> set[tuple[int, ...]]:
    found = picture.convert("RGB").getcolors(maxcolors=2**24)
    assert found is not None
    return {colour for count, colour in found if count >= 40 and isinstance(colour, tuple)}


@pytest.mark.parametrize(("scheme", "path"), [("light", "/"), ("dark", "/ar/")])
def test_the_picture_has_the_map_s_colours_and_a_name_with_its_day(
    atlas: AtlasPage, tmp_path: Path, scheme: Literal["light", "dark"], path: str
) -> None:
    page = atlas.page
    page.emulate_media(color_scheme=scheme)
    atlas.open(f"{path}?date=2017-09-22")
    page.keyboard.press("s")
    page.locator(".share-choice button").nth(2).click()
    save = page.locator("#share button", has_text="PNG")
    width, height = map(int, re.findall(r"\d+", save.nth(0).inner_text()))
    assert width == page.evaluate("document.querySelector('#map').clientWidth")
    small, large = saved(page, save.nth(0), tmp_path / "1"), saved(page, save.nth(1), tmp_path / "2")
    assert small.name == large.name == "conflictmap-2017-09-22.png"
    assert Image.open(small).size == (width, height)
    assert Image.open(large).size == (2 * width, 2 * height)
    holders = Actor.objects.filter(slug__in=["islamic-state", "iraqi-government", "syrian-government"])
    wanted = {ImageColor.getrgb(getattr(actor, f"fill_{scheme}")) for actor in holders}
    assert len(wanted) == 3
    assert wanted <= colours(Image.open(small))
    words = page.locator("#share textarea:visible").input_value()
    assert page.locator(".share-preview:visible").get_attribute("aria-label") == words
    assert Actor.objects.get(slug="islamic-state").name in words or path != "/"


def open_time_lapse(page: Page) -> Locator:
    page.keyboard.press("s")
    page.get_by_role("button", name="Time lapse").click()
    page.get_by_label("From", exact=True).fill("2014-06-01")
    page.get_by_label("To", exact=True).fill("2014-06-20")
    page.get_by_label("One frame a").select_option("Day")
    page.locator("select:visible").and_(page.get_by_label("Size")).select_option("640 × 360")
    return page.get_by_role("button", name="Make it")


def test_a_gif_has_a_frame_for_each_day_in_the_actors_colours(atlas: AtlasPage, tmp_path: Path) -> None:
    page = atlas.open("/?date=2017-09-22").page
    make = open_time_lapse(page)
    page.get_by_label("File", exact=True).select_option("Animated picture (GIF)")
    path = saved(page, make, tmp_path)
    assert path.name == "conflictmap-2014-06-01-to-2014-06-20.gif"
    expect(page.locator(".share-status")).to_contain_text("Saved as")
    with Image.open(path) as gif:
        assert gif.size == (640, 360)
        assert getattr(gif, "n_frames") == 20  # noqa: B009 (only some formats have it)
        black = ImageColor.getrgb(Actor.objects.get(slug="islamic-state").fill_light)
        pixels, seconds = [], 0
        for frame in ImageSequence.Iterator(gif):
            shown = frame.convert("RGB")
            pixels.append(sum(count for count, colour in shown.getcolors(2**16) or [] if colour == black))
            seconds += frame.info["duration"]
    # On the 10th of June 2014 Mosul is taken, and towns around it in the days after.
    assert pixels[-1] > pixels[0] + 100
    assert abs(seconds - (19 * 125 + 2000)) <= 10
    # The reader's own map has not moved.
    expect(atlas.date).to_contain_text("22 September")


def test_a_video_has_every_frame_and_plays(atlas: AtlasPage, tmp_path: Path) -> None:
    page = atlas.open("/?date=2017-09-22").page
    make = open_time_lapse(page)
    path = saved(page, make, tmp_path)
    assert path.name == "conflictmap-2014-06-01-to-2014-06-20.webm"
    data = path.read_bytes()
    assert data.startswith(bytes.fromhex("1a45dfa3"))
    # 19 days, and the last for two seconds at 8 frames a second.
    duration = struct.unpack(">d", data[(at := data.index(b"\x44\x89") + 10) : at + 8])[0]
    assert duration == (19 + 16) / 8 * 1000
    page.goto("about:blank")
    played = page.evaluate(
        """async (data) => {
          const video = document.body.appendChild(document.createElement("video"));
          video.src = `data:video/webm;base64,${data}`;
          await new Promise((resolve, reject) => {
            video.onloadeddata = resolve;
            video.onerror = () => reject(video.error.message);
          });
          video.currentTime = 3;
          await new Promise((resolve) => (video.onseeked = resolve));
          return [video.videoWidth, video.videoHeight, video.duration];
        }""",
        base64.b64encode(data).decode(),
    )
    assert played == [640, 360, duration / 1000]


def test_a_time_lapse_is_cancelled_and_too_long_a_one_refused(atlas: AtlasPage) -> None:
    page = atlas.open("/?date=2017-09-22").page
    make = open_time_lapse(page)
    page.get_by_label("To", exact=True).fill("2018-06-20")
    page.get_by_label("File", exact=True).select_option("Animated picture (GIF)")
    expect(page.locator("#share .share-about:visible")).to_contain_text("1,481 frames are too many")
    expect(make).to_be_disabled()
    page.get_by_label("File", exact=True).select_option("Video (WebM)")
    make.click()
    expect(page.locator("#share progress")).to_be_visible()
    page.get_by_role("button", name="Cancel").click()
    expect(page.locator(".share-status")).to_have_text("Cancelled.")
    expect(make).to_be_focused()
    expect(page.locator(".share-studio")).to_have_count(0)
