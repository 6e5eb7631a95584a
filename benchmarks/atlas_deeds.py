"""What a reader's single deeds cost on the map page: how long each holds the page, and until it rests again.

Each is looked at afterwards: a deed that did nothing costs nothing, and would be the best of all.
"""

from __future__ import annotations

import operator
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from playwright.sync_api import Page, sync_playwright

from benchmarks.atlas_browser import SIZE, WATCH, iso, launch

# Large stories go on reading names and counting for some seconds after the first map.
SETTLING_MS = 7000
# So long the page is watched after each deed.
WATCHED_MS = 3000
LOOKED_MS = 500
MIDDLE = {"x": 660, "y": 200}


@dataclass(frozen=True, slots=True)
class DeedCosts:
    """What one deed cost, in milliseconds: its longest task, and until the last long one ended; 0 without any."""

    name: str
    longest: float
    until_rest: float


@dataclass(frozen=True, slots=True)
class Deed:
    """Something a reader does. `sees` is a script for what it is known by, `worked` compares that before and after."""

    name: str
    does: Callable[[], object]
    sees: str
    worked: Callable[[Any, Any], bool]


class DeedFailedError(Exception):
    """A deed did not do what it should."""


def measure_deeds(site: str, first: int, days: int) -> list[DeedCosts]:
    """Open the map of `site` and do one thing after the other; `first` is its first day, since 1970-01-01.

    Raises RuntimeError when the page reports an error, DeedFailedError when a deed did not do what it should.
    """
    with sync_playwright() as playwright:
        browser = launch(playwright)
        page = browser.new_page(viewport=SIZE)
        page.set_default_timeout(300_000)
        errors: list[str] = []
        page.on("pageerror", lambda error: errors.append(error.message))
        page.add_init_script(WATCH)
        page.goto(f"{site}/?date={iso(first + days // 2)}")
        page.evaluate("window.bench.firstMap")
        page.wait_for_load_state("networkidle")
        page.wait_for_timeout(SETTLING_MS)
        costs = [measure_deed(page, deed) for deed in deeds(page)]
        browser.close()
        if errors:
            raise RuntimeError(f"the page failed: {errors[0]}")
        return costs


DAY = "document.getElementById('slider').ariaValueNow"
CARD = "document.querySelector('#sheet:not([hidden]) .town')?.dataset.town ?? null"
CHART = "document.querySelector('#slider canvas').toDataURL()"
LISTED = "document.getElementById('latest-list').children.length"
# Who the legend calls hidden, and the colours that are on the map.
ACTORS = """[document.querySelectorAll('.legend-toggle[aria-pressed=false]').length,
  document.querySelector('.leaflet-areas-pane canvas').toDataURL()]"""


def deeds(page: Page) -> list[Deed]:
    """What a reader does, in this order, with the names it is listed under."""
    toggle = page.locator(".legend-toggle").first
    whole: list[str] = []

    def hid(before: tuple[int, str], after: tuple[int, str]) -> bool:
        whole.append(before[1])
        return (before[0], after[0]) == (0, 1) and before[1] != after[1]

    def chart(name: str) -> Callable[[], object]:
        return lambda: page.select_option("#chart", name)

    return [
        Deed("next day", lambda: page.evaluate("bench.press('ArrowRight')"), DAY, lambda a, b: int(b) == int(a) + 1),
        Deed("select a town", lambda: page.mouse.click(MIDDLE["x"], MIDDLE["y"]), CARD, lambda a, b: not a and bool(b)),
        Deed("close it", lambda: page.click("#panel-close"), CARD, lambda a, b: bool(a) and not b),
        Deed("hide an actor", toggle.click, ACTORS, hid),
        Deed("show it again", toggle.click, ACTORS, lambda a, b: (a[0], b[0]) == (1, 0) and b[1] == whole[0]),
        Deed("chart of towns held", chart("towns"), CHART, operator.ne),
        Deed("chart of people", chart("people"), CHART, operator.ne),
        Deed("chart of changes", chart("changes"), CHART, operator.ne),
        Deed("next change", lambda: page.click("#next-change"), DAY, lambda a, b: int(b) > int(a)),
        Deed("list of all changes", lambda: page.click("#latest-all"), LISTED, operator.lt),
    ]


def measure_deed(page: Page, deed: Deed) -> DeedCosts:
    """Do it, watch the page's long tasks, those above 50 ms, and see whether it worked."""
    before = page.evaluate(deed.sees)
    # What looking has cost is no part of it.
    page.wait_for_timeout(LOOKED_MS)
    begun = page.evaluate("(window.bench.long.length = 0, performance.now())")
    deed.does()
    page.wait_for_timeout(WATCHED_MS)
    long: list[tuple[float, float]] = page.evaluate("window.bench.long")
    after = page.evaluate(deed.sees)
    if not deed.worked(before, after):
        raise DeedFailedError(f"“{deed.name}” did not work: {shortened(before)} before, {shortened(after)} after")
    longest = max((length for _, length in long), default=0.0)
    until_rest = max((start + length - begun for start, length in long), default=0.0)
    return DeedCosts(deed.name, longest, until_rest)


def shortened(seen: object) -> str:
    """What was seen, for a message: pictures are long texts."""
    text = repr(seen)
    return text if len(text) <= 80 else f"{text[:80]}..."
