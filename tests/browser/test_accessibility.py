"""What axe-core can see of the public pages: roles, names, contrast, headings, sizes of targets."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.browser.atlas_page import AtlasPage

pytestmark = pytest.mark.django_db

AXE = Path(__file__).resolve().parent.parent.parent / "node_modules/axe-core/axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# The evaluated script runs beside the page's own, so that its content security policy stays in force.
# Without "preload": to read imported style sheets axe writes them into the page, which our policy forbids.
RUN = "rules => axe.run(document, {runOnly: rules, resultTypes: ['violations'], preload: false})"
PAGES = [
    "/?date=2017-09-22",
    "/?embed=1&date=2017-09-22",
    "/?date=2017-09-22&town=hawija",
    "/?date=2017-09-22&town=hawija&known=2017-06-01&without=afp&chart=towns&only=islamic-state&colours=safe",
    "/compare/?a=2014-08-10&b=2017-09-22&town=mosul",
    "/towns/",
    "/towns/hawija/?date=2017-09-22",
    "/towns/daquq/",
    "/method/",
    "/stories/",
    "/stories/islamic-state-2014-2017/",
    "/articles/",
    "/articles/FIRST/",
    "/nowhere/",
]
PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}


def violations(page: Page) -> list[str]:
    """The rules of axe that the page breaks, each with the elements that do."""
    page.evaluate(AXE.read_text())
    found = page.evaluate(RUN, RULES)["violations"]
    return [f"{one['id']} ({one['impact']}): {[node['target'] for node in one['nodes']]}" for one in found]


def visit(atlas: AtlasPage, path: str) -> Page:
    page = atlas.page
    if path == "/articles/FIRST/":
        page.goto(f"{atlas.site}/articles/?page=99")
        path = page.locator(".table a").last.get_attribute("href") or ""
    if path.removeprefix("/ar").startswith(("/?", "/compare/")):
        atlas.open(path)
    else:
        page.goto(atlas.site + path)
    if path.startswith("/?") and "town=" in path:
        page.wait_for_selector("#panel .town-why.is-now")
    # A page that is not found is an error to the console, too.
    atlas.errors.clear()
    return page


@pytest.mark.parametrize("path", PAGES)
def test_pages_break_no_rule_in_light_or_dark(atlas: AtlasPage, path: str) -> None:
    page = visit(atlas, path)
    assert violations(page) == []
    page.emulate_media(color_scheme="dark")
    assert violations(page) == []


def test_lists_actors_and_sources_break_no_rule(atlas: AtlasPage) -> None:
    paths = ["/search/?q=haw", "/actors/", "/actors/islamic-state/?date=2016-01-01", "/sources/", "/sources/afp/"]
    assert {path: violations(visit(atlas, path)) for path in paths} == {path: [] for path in paths}


def test_pages_break_no_rule_in_arabic(atlas: AtlasPage) -> None:
    paths = [f"/ar{path}" for path in PAGES if "FIRST" not in path]
    assert {path: violations(visit(atlas, path)) for path in paths} == {path: [] for path in paths}


@pytest.mark.browser_context_args(**PHONE)
@pytest.mark.parametrize(
    "path",
    [
        "/?date=2017-09-22&town=hawija",
        "/compare/?a=2014-08-10&b=2017-09-22",
        "/towns/hawija/?date=2017-09-22",
        "/method/",
        "/articles/FIRST/",
    ],
)
def test_pages_break_no_rule_on_phones(atlas: AtlasPage, path: str) -> None:
    assert violations(visit(atlas, path)) == []


@pytest.mark.parametrize(
    "path", ["/?embed=1&date=2016-03-04&town=hit", "/ar/compare/?embed=1&a=2014-08-10&b=2017-09-22"]
)
def test_the_smallest_frames_break_no_rule(atlas: AtlasPage, path: str) -> None:
    atlas.page.set_viewport_size({"width": 320, "height": 240})
    assert violations(atlas.open(path).page) == []


def test_the_share_dialog_breaks_no_rule(atlas: AtlasPage) -> None:
    page = visit(atlas, "/?date=2017-09-22")
    page.keyboard.press("s")
    for section in page.locator(".share-choice button").all():
        section.click()
        if section.inner_text() == "Picture":
            page.wait_for_selector(".share-preview[aria-label]")
        assert violations(page) == []
