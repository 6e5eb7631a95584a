"""The map page as its readers use it."""

from __future__ import annotations

from playwright.sync_api import ConsoleMessage, Error, FloatRect, Locator, Page, expect


def box(element: Locator) -> FloatRect:
    """Where an element stands, in CSS pixels."""
    found = element.bounding_box()
    assert found is not None
    return found


class AtlasPage:
    """Opens the map page and reads what it shows. `errors` are those of the browser's console."""

    def __init__(self, page: Page, site: str) -> None:
        self.page = page
        self.site = site
        self.errors: list[str] = []
        page.on("console", self._console)
        page.on("pageerror", self._error)

    def _console(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            self.errors.append(message.text)

    def _error(self, error: Error) -> None:
        self.errors.append(error.message)

    def open(self, address: str = "/") -> AtlasPage:
        """Go to an address of the site and wait until the story is drawn."""
        self.page.goto(self.site + address)
        self.page.wait_for_selector("html[data-ready]")
        return self

    @property
    def date(self) -> Locator:
        """The headline."""
        return self.page.locator("#date")

    @property
    def slider(self) -> Locator:
        """The histogram of changes."""
        return self.page.get_by_role("slider", name="Day")

    @property
    def panel(self) -> Locator:
        """The evidence of the selected town."""
        return self.page.locator("#panel")

    @property
    def status(self) -> Locator:
        """The sentence that says who holds the selected town on the day."""
        return self.panel.locator(".town-period.is-now .town-status")

    @property
    def message(self) -> Locator:
        """What the page tells the reader about the date or the address."""
        return self.page.locator("#message")

    def go_to(self, day: str) -> None:
        """Type a date."""
        self.page.locator("#go-to-day").fill(day)
        self.page.locator("#go-to-day").press("Enter")

    def find(self, query: str) -> None:
        """Choose the first town that the search finds, by keyboard."""
        self.page.keyboard.press("/")
        self.page.keyboard.type(query)
        expect(self.page.get_by_role("option").first).to_be_visible()
        self.page.keyboard.press("Enter")

    def click_map(self, right: float = 0, down: float = 0) -> None:
        """Click so many CSS pixels from the middle of the map."""
        where = box(self.page.locator("#map"))
        self.page.mouse.click(where["x"] + where["width"] / 2 + right, where["y"] + where["height"] / 2 + down)
