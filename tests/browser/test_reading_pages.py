"""The pages of text and tables as they lie on the screen: nothing wrapped that should not be, nothing too small."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from tests.browser.atlas_page import box

pytestmark = pytest.mark.django_db

PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
LINES = """(cell) => {
  const range = document.createRange();
  range.selectNodeContents(cell);
  return new Set([...range.getClientRects()].map(({ bottom }) => Math.round(bottom))).size; }"""


@pytest.mark.parametrize("path", ["/towns/", "/ar/towns/"])
def test_days_in_tables_stay_on_their_line(story_site: str, page: Page, path: str) -> None:
    page.set_viewport_size({"width": 1400, "height": 900})
    page.goto(story_site + path)
    cells = page.locator(".table td[data-label]").all()
    assert len(cells) > 50
    assert {cell.evaluate(LINES) for cell in cells} == {1}


def test_the_first_column_begins_where_the_table_does(story_site: str, page: Page) -> None:
    for path in ("/towns/", "/ar/towns/"):
        page.goto(story_site + path)
        table, name = box(page.locator(".table caption")), box(page.locator(".table tbody th a").first)
        if path.startswith("/ar/"):
            assert name["x"] + name["width"] == pytest.approx(table["x"] + table["width"], abs=1)
        else:
            assert name["x"] == pytest.approx(table["x"], abs=1)


@pytest.mark.browser_context_args(**PHONE)
def test_a_number_on_a_phone_says_what_it_counts(story_site: str, page: Page) -> None:
    page.goto(f"{story_site}/actors/")
    told = page.locator(".table tbody td").first.evaluate("(cell) => getComputedStyle(cell, '::before').content")
    assert "Towns" in told


@pytest.mark.browser_context_args(**PHONE)
@pytest.mark.parametrize("path", ["/method/", "/ar/method/"])
def test_charts_and_tables_of_the_method_can_be_read_on_a_phone(story_site: str, page: Page, path: str) -> None:
    page.goto(story_site + path)
    words = page.locator(".chart-words text").all()
    size = "(text) => parseFloat(getComputedStyle(text).fontSize) * text.getScreenCTM().a"
    assert min(word.evaluate(size) for word in words) >= 11
    for chart in page.locator(".method-figure").all():
        below = box(chart.locator("figcaption"))["y"]
        labels = [box(word) for word in chart.locator(".chart-under, .chart-across").all()]
        assert all(label["y"] + label["height"] <= below for label in labels)
        under, across = labels[0], labels[-1]
        assert under["y"] + under["height"] <= across["y"] + 1
        assert all(label["x"] >= 0 and label["x"] + label["width"] <= 390 for label in labels)
    heading = box(page.locator("#figures span"))
    assert heading["x"] >= 0
    assert heading["x"] + heading["width"] <= 390


def test_a_title_made_of_source_and_day_runs_as_the_page_does(story_site: str, page: Page) -> None:
    page.goto(f"{story_site}/ar/sources/afp/")
    page.locator("main a[href*='/articles/']").first.click()
    where = """(title) => ['AFP', '٢٢'].map((word) => {
      const text = title.firstChild;
      const range = document.createRange();
      range.setStart(text, text.data.indexOf(word));
      range.setEnd(text, text.data.indexOf(word) + word.length);
      return range.getBoundingClientRect().x; })"""
    source, day = page.locator(".article-title bdi").evaluate(where)
    assert source > day
