"""Screens with two or three device pixels to a CSS pixel: canvases are as fine as the text beside them."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page, ViewportSize

from tests.browser.atlas_page import AtlasPage

pytestmark = pytest.mark.django_db

# How many pixels of its own each canvas in sight, and each picture made of one, has to a CSS pixel.
RATIOS = """() => Object.fromEntries([...document.querySelectorAll("canvas, .swatch-picture")]
  .filter((canvas) => canvas.clientWidth > 0)
  .map((canvas) => [
    canvas.parentElement.className.match(/leaflet-(\\w+)-pane/)?.[1] ?? (canvas.classList[0] || "histogram"),
    (canvas.naturalWidth ?? canvas.width) / canvas.clientWidth,
  ]))"""

Open = Callable[[ViewportSize, int], Page]


@pytest.fixture
def open_map(browser: Browser, story_site: str) -> Iterator[Open]:
    """Opens the map on a screen of a size and a number of device pixels to a CSS pixel."""
    contexts = []

    def opened(viewport: ViewportSize, ratio: int) -> Page:
        contexts.append(browser.new_context(viewport=viewport, device_scale_factor=ratio))
        page = AtlasPage(contexts[-1].new_page(), story_site).open("/?date=2017-09-22").page
        # Areas are as fine as the rest once the map rests.
        finest = min(ratio, 2)
        page.wait_for_function(f"({RATIOS})().areas > {finest - 0.01}")
        return page

    yield opened
    for context in contexts:
        context.close()


@pytest.mark.parametrize(
    ("viewport", "screen", "areas", "rest"),
    [
        (ViewportSize(width=1400, height=900), 2, 2, 2),
        (ViewportSize(width=390, height=844), 3, 2, 3),
        # So many pixels that nobody sees the difference, but every step would wait for them.
        (ViewportSize(width=1400, height=900), 3, 2, 2),
    ],
)
def test_each_canvas_has_the_pixels_of_the_screen(
    open_map: Open, viewport: ViewportSize, screen: int, areas: int, rest: int
) -> None:
    ratios: dict[str, float] = open_map(viewport, screen).evaluate(RATIOS)
    assert {"ground", "areas", "lines", "towns", "names", "histogram", "swatch-picture"} <= ratios.keys()
    fine = {"areas": areas, "histogram": screen, "swatch-picture": screen}
    for name, ratio in ratios.items():
        assert ratio == pytest.approx(fine.get(name, rest), abs=0.01), name
