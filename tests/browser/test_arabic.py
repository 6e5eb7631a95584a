"""The map page in Arabic: words, days, digits, and all that runs from right to left."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.browser.atlas_page import AtlasPage, box

pytestmark = pytest.mark.django_db

PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
# Names that stay as they are; quotes keep their language.
KEPT = {"conflictmap", "chronology", "AFP", "English", "GIF", "PNG", "WebM"}


def latin_words(atlas: AtlasPage) -> set[str]:
    """What stands on the page in Latin letters, quotes left out."""
    text = atlas.page.evaluate(
        """() => {
          const copy = document.body.cloneNode(true);
          const quoted = "blockquote, script, noscript, style, kbd, title, [hidden]";
          copy.querySelectorAll(quoted).forEach((part) => part.remove());
          return copy.textContent;
        }"""
    )
    return set(re.findall(r"[A-Za-z]{3,}", text)) - KEPT


def test_all_words_days_and_digits_are_arabic(atlas: AtlasPage) -> None:
    page = atlas.open("/ar/?date=2017-09-22&town=hawija").page
    expect(atlas.date).to_have_text("٢٢ أيلول ٢٠١٧")
    expect(atlas.status).to_contain_text("تحت سيطرة تنظيم الدولة الإسلامية")
    expect(page.locator("#legend")).to_contain_text("قوات سوريا الديمقراطية")
    assert latin_words(atlas) == set()
    page.get_by_role("link", name="English").click()
    expect(page).to_have_url(re.compile(r"/\?date=2017-09-22.*town=hawija"))
    expect(page.locator("#date")).to_have_text("22 September 2017")


def test_time_runs_to_the_left(atlas: AtlasPage) -> None:
    page = atlas.open("/ar/?date=2017-09-22").page
    page.keyboard.press("ArrowLeft")
    expect(atlas.date).to_have_text("٢٣ أيلول ٢٠١٧")
    page.keyboard.press("ArrowRight")
    expect(atlas.date).to_have_text("٢٢ أيلول ٢٠١٧")
    slider = page.get_by_role("slider", name="اليوم", exact=True)
    slider.focus()
    page.keyboard.press("ArrowLeft")
    expect(slider).to_have_attribute("aria-valuetext", re.compile("٢٣ أيلول ٢٠١٧"))
    box = slider.bounding_box()
    assert box
    page.mouse.click(box["x"] + 3, box["y"] + 20)
    expect(atlas.date).to_contain_text("٢٠١٩")
    page.locator("#go-to-day").fill("٢٢ أيلول ٢٠١٦")
    page.locator("#go-to-day").press("Enter")
    expect(atlas.date).to_have_text("٢٢ أيلول ٢٠١٦")
    page.locator("#go-to-day").fill("٣٢ أيلول")
    page.locator("#go-to-day").press("Enter")
    alert = page.get_by_role("alert")
    expect(alert).to_contain_text("٢٢ أيلول ٢٠١٧")
    expect(alert).to_contain_text("٢٢/٩/٢٠١٧")
    expect(alert).not_to_contain_text(re.compile("[0-9]"))


def test_search_finds_arabic_names(atlas: AtlasPage) -> None:
    page = atlas.open("/ar/?date=2017-09-22").page
    page.keyboard.press("/")
    page.keyboard.type("موصل")
    expect(page.get_by_role("option").first).to_contain_text("الموصل")
    page.keyboard.press("Enter")
    expect(atlas.panel.locator(".town-name")).to_have_text("الموصل")


@pytest.mark.browser_context_args(**PHONE)
def test_a_phone_shows_all_in_arabic_without_cutting(atlas: AtlasPage) -> None:
    for path in ("/ar/?date=2017-09-22&town=hawija", "/ar/towns/", "/ar/method/", "/ar/actors/", "/ar/articles/"):
        atlas.page.goto(atlas.site + path)
        atlas.page.wait_for_timeout(300)
        assert atlas.page.evaluate("document.documentElement.scrollWidth <= innerWidth"), path


@pytest.mark.parametrize("width", [1440, 1280])
def test_notes_of_an_article_stand_in_the_margin_and_cover_nothing(atlas: AtlasPage, width: int) -> None:
    page = atlas.page
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(atlas.site + "/ar/sources/afp/")
    page.locator("main a[href*='/ar/articles/']").first.click()
    note, text = box(page.locator(".notes").first), box(page.locator(".article-title"))
    assert 0 <= note["x"] <= note["x"] + note["width"] <= text["x"]
    assert page.evaluate("document.documentElement.scrollWidth") == width


def test_words_that_styles_write_are_translated(atlas: AtlasPage) -> None:
    page = atlas.page
    page.goto(atlas.site + "/ar/towns/mosul/")
    written = "getComputedStyle(document.querySelector('.story-row summary'), '::after').content"
    assert page.evaluate(written) == '"لماذا"'
