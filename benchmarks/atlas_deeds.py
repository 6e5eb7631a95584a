"""What a reader's single deeds cost on the map page: how long each holds the page, and until it rests again."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from playwright.sync_api import Page, sync_playwright

from benchmarks.atlas_browser import SIZE, WATCH, iso, launch

# Large stories go on reading names and counting for some seconds after the first map.
SETTLING_MS = 7000
# So long the page is watched after each deed.
WATCHED_MS = 3000
MIDDLE = {"x": 660, "y": 200}


@dataclass(frozen=True, slots=True)
class DeedCosts:
    """What one deed cost, in milliseconds: its longest task, and until the last long one ended; 0 without any."""

    name: str
    longest: float
    until_rest: float


def measure_deeds(site: str, first: int, days: int) -> list[DeedCosts]:
    """Open the map of `site` and do one thing after the other; `first` is its first day, since 1970-01-01.

    Raises RuntimeError when the page reports an error.
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
        costs = [measure_deed(page, name, deed) for name, deed in deeds(page)]
        browser.close()
        if errors:
            raise RuntimeError(f"the page failed: {errors[0]}")
        return costs


def deeds(page: Page) -> list[tuple[str, Callable[[], object]]]:
    """What a reader does, in this order, with the names it is listed under."""
    toggle = page.locator(".legend-toggle").first
    return [
        ("next day", lambda: page.evaluate("bench.press('ArrowRight')")),
        ("select a town", lambda: page.mouse.click(MIDDLE["x"], MIDDLE["y"])),
        ("close it", lambda: page.click("#panel-close")),
        ("hide an actor", toggle.click),
        ("show it again", toggle.click),
        ("chart of towns held", lambda: page.select_option("#chart", "towns")),
        ("chart of people", lambda: page.select_option("#chart", "people")),
        ("chart of changes", lambda: page.select_option("#chart", "changes")),
        ("next change", lambda: page.click("#next-change")),
        ("list of all changes", lambda: page.click("#latest-all")),
    ]


def measure_deed(page: Page, name: str, deed: Callable[[], object]) -> DeedCosts:
    """Do it and watch the page's long tasks, those above 50 ms."""
    begun = page.evaluate("(window.bench.long.length = 0, performance.now())")
    deed()
    page.wait_for_timeout(WATCHED_MS)
    long: list[tuple[float, float]] = page.evaluate("window.bench.long")
    longest = max((length for _, length in long), default=0.0)
    until_rest = max((start + length - begun for start, length in long), default=0.0)
    return DeedCosts(name, longest, until_rest)
