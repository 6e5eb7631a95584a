"""The pages on paper: light, with the maps in their colours, without controls."""

from __future__ import annotations

import re
from typing import Literal

import pytest
from playwright.sync_api import ViewportSize, expect

from tests.browser.atlas_page import AtlasPage, box

pytestmark = pytest.mark.django_db

# A4 with margins of 15 mm, in CSS pixels.
PORTRAIT: ViewportSize = {"width": 680, "height": 1009}
LANDSCAPE: ViewportSize = {"width": 1009, "height": 680}


def test_paper_is_light_and_has_the_map_and_the_evidence(atlas: AtlasPage) -> None:
    page = atlas.page
    page.emulate_media(color_scheme="dark", media="print")
    atlas.open("/?date=2017-09-22&town=hawija")
    expect(atlas.status).to_contain_text("Islamic State")
    paper = "getComputedStyle(document.querySelector('.sheet')).backgroundColor"
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    page.set_viewport_size(PORTRAIT)
    assert page.evaluate(paper) == "rgb(255, 255, 255)"
    stage, panel = page.locator(".stage").bounding_box(), atlas.panel.bounding_box()
    assert stage is not None
    assert panel is not None
    assert 600 < stage["width"] <= 681
    assert stage["height"] > 250
    assert panel["y"] >= stage["y"] + stage["height"]
    expect(page.locator("#legend")).to_be_visible()
    expect(page.get_by_text("As known today, all sources")).to_have_css("text-decoration-line", "none")
    expect(page.locator(".time")).to_be_hidden()
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert page.evaluate(paper) != "rgb(255, 255, 255)"


def test_a_sheet_on_its_side_has_all_on_one_page(atlas: AtlasPage) -> None:
    page = atlas.open("/?date=2017-09-22").page
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")
    page.set_viewport_size(LANDSCAPE)
    stage, legend = page.locator(".stage").bounding_box(), page.locator("#legend").bounding_box()
    assert stage is not None
    assert legend is not None
    assert legend["x"] + legend["width"] <= stage["x"]
    assert stage["x"] + stage["width"] <= 1009
    assert max(stage["y"] + stage["height"], legend["y"] + legend["height"]) <= 680


@pytest.mark.parametrize(
    ("path", "scheme", "maps"),
    [
        ("/?date=2017-09-22", "light", 1),
        ("/?date=2017-09-22", "dark", 1),
        ("/compare/?a=2014-08-10&b=2017-09-22", "dark", 2),
    ],
)
def test_paper_has_every_layer_of_the_map(
    atlas: AtlasPage, path: str, scheme: Literal["light", "dark"], maps: int
) -> None:
    """Ground, areas, lines, towns and names: a layer that is printed as a drawing wipes out those below it."""
    page = atlas.page
    page.emulate_media(color_scheme=scheme)
    atlas.open(path)
    # The comparison's ground comes after its towns.
    expect(page.locator(".leaflet-pane canvas")).to_have_count(5 * maps)
    printed = page.pdf(format="A4", print_background=True)
    widths = [int(width) for width in re.findall(rb"/Subtype /Image\n/Width (\d+)", printed)]
    pictures = [width for width in widths if width > 300]
    # Each is an image and its mask, but for the ground, which covers all.
    assert len(pictures) >= 5 * maps


@pytest.mark.parametrize("show", ["side", "swipe"])
@pytest.mark.parametrize("sheet", [PORTRAIT, LANDSCAPE])
def test_a_comparison_is_printed_as_two_whole_maps_with_their_days(
    atlas: AtlasPage, show: str, sheet: ViewportSize
) -> None:
    page = atlas.open(f"/compare/?a=2014-08-10&b=2019-10-30&show={show}").page
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")
    page.set_viewport_size(sheet)
    maps = [box(page.locator(f"#map-{side}")) for side in "ab"]
    for side, where in zip("ab", maps, strict=True):
        head = box(page.locator(f"#head-{side}"))
        assert head["y"] + head["height"] <= where["y"] + 1
        assert where["width"] > 0.4 * sheet["width"]
        assert where["x"] + where["width"] <= sheet["width"] + 1
        assert where["y"] + where["height"] <= sheet["height"]
        expect(page.locator(f"#map-{side}")).to_have_css("clip-path", "none")
    a, b = maps
    assert a["x"] + a["width"] <= b["x"] or a["y"] + a["height"] <= b["y"]
    expect(page.locator("#paper-credit")).to_contain_text("/compare/?a=2014-08-10")
    kinds = page.locator("#differences-kinds b")
    assert all(kind.is_visible() for kind in kinds.all())
    for control in (".compare-options", ".swipe-handle", ".compare-more", ".time"):
        expect(page.locator(control)).to_be_hidden()


def test_other_pages_leave_their_controls_off_paper(atlas: AtlasPage) -> None:
    page = atlas.page
    page.goto(f"{atlas.site}/towns/hawija/?date=2017-09-22")
    page.emulate_media(media="print")
    expect(page.locator(".page-form")).to_be_hidden()
    page.emulate_media(media="screen")
    page.goto(f"{atlas.site}/stories/islamic-state-2014-2017/")
    page.wait_for_selector(".has-stage")
    page.emulate_media(media="print")
    page.set_viewport_size(PORTRAIT)
    # Chapters follow each other without the room that scrolling needs: two stand on a sheet, with their maps.
    assert all(box(chapter)["height"] <= PORTRAIT["height"] / 2 for chapter in page.locator(".chapter").all())
    expect(page.locator(".chapter-ways").first).to_be_hidden()


STORY = "/stories/islamic-state-2014-2017/"


@pytest.mark.parametrize("path", [STORY, f"/ar{STORY}"])
def test_each_chapter_has_its_map_on_paper_and_costs_nothing_before(atlas: AtlasPage, path: str) -> None:
    page = atlas.page
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url) if "chapter=" in request.url else None)
    page.add_init_script("window.print = () => { document.documentElement.dataset.printed = 'yes'; };")
    page.emulate_media(color_scheme="dark")
    atlas.open(path)
    chapters = page.locator(".chapter").count()
    for place in range(1, chapters + 1):
        page.evaluate(f"document.querySelector('#chapter-{place}').scrollIntoView()")
    page.evaluate("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
    assert asked == []
    page.keyboard.press("Control+p")
    page.wait_for_selector("html[data-printed]")
    assert len(set(asked)) == chapters == 10
    printed = page.pdf(format="A4", margin={"top": "15mm", "bottom": "15mm", "left": "15mm", "right": "15mm"})
    assert printed.count(b"/Width 800\n") == chapters
    # Two chapters on a sheet, the last beside the list of them.
    assert len(re.findall(rb"/Type /Page\n", printed)) <= chapters // 2 + 1
    page.emulate_media(media="print", color_scheme="dark")
    page.set_viewport_size(PORTRAIT)
    for picture in map(box, page.locator(".chapter-map").all()):
        # Beside the text, where its lines end.
        assert picture["x"] + (picture["width"] if path == STORY else 0) == (PORTRAIT["width"] if path == STORY else 0)
        assert 0.5 < picture["width"] / PORTRAIT["width"] < 0.65


def test_the_button_prints_once_the_maps_are_there(atlas: AtlasPage) -> None:
    page = atlas.page
    page.add_init_script(
        """window.print = () => {
          const maps = [...document.querySelectorAll(".chapter-map")];
          document.documentElement.dataset.printed = maps.map((map) => map.complete && map.naturalWidth); };"""
    )
    atlas.open(STORY)
    page.get_by_role("button", name="Print with the maps").click()
    page.wait_for_selector("html[data-printed]")
    assert page.locator("html").get_attribute("data-printed") == ",".join(["800"] * 10)
    expect(page.get_by_role("button", name="Print with the maps")).to_be_enabled()


@pytest.mark.browser_context_args(reduced_motion="reduce")
def test_paper_does_not_wait_for_frames(atlas: AtlasPage) -> None:
    """After the map has moved its layers are drawn one in each frame; whoever prints meanwhile gets all of them.

    The areas alone, which a worker fills, are the old ones moved along.
    """
    page = atlas.open("/?date=2017-09-22").page
    expect(page.locator(".leaflet-pane canvas")).to_have_count(5)
    before, after = page.evaluate(
        """() => {
          const canvases = [...document.querySelectorAll(".leaflet-pane canvas")];
          document.getElementById("zoom-in").click();
          const before = canvases.map((canvas) => canvas.style.transform);
          window.dispatchEvent(new Event("beforeprint"));
          return [before, canvases.map((canvas) => canvas.style.transform)];
        }"""
    )
    assert all("scale(2)" in transform for transform in before)
    assert sum("scale(2)" in transform for transform in after) == 1
