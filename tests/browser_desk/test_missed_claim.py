"""Adding a claim that was missed: the words selected in the article become the quote."""

from __future__ import annotations

from django.urls import reverse
from playwright.sync_api import expect

from conflictmap.claims.models import Claim
from conflictmap.gazetteer.spellings import keep_spellings
from tests.browser.atlas_page import AtlasPage
from tests.factories import make_actor, make_article, make_town

SELECT = """([first, last]) => {
  const node = document.querySelector("[data-quote-from]").firstChild;
  document.getSelection().setBaseAndExtent(node, first, node, last);
}"""


def test_selected_words_become_the_quote(desk: AtlasPage) -> None:
    page = desk.page
    text = "On Thursday the green banner went up in Hawija."
    article = make_article(text, published="2017-10-06")
    keep_spellings(make_town("Hawija"))
    make_actor("Iraqi government")
    page.goto(desk.site + reverse("admin:articles_article_change", args=[article.pk]))
    page.get_by_role("link", name="Add a claim that was missed").click()
    expect(page.locator("[data-quote-from]")).to_be_visible()
    first = text.index("the green")
    page.evaluate(SELECT, [first, len(text) - 1])
    expect(page.get_by_label("Quote:")).to_have_value("the green banner went up in Hawija")
    page.get_by_label("Place as the text names it:").fill("Hawija")
    for field, name in (("town", "Hawija"), ("actor", "Iraqi")):
        page.locator(f"[aria-labelledby='select2-id_{field}-container']").click()
        page.locator(".select2-search__field").fill(name)
        page.locator(".select2-results__option--highlighted", has_text=name).click()
    page.get_by_label("Kind:", exact=True).select_option("captures")
    page.get_by_role("button", name="Add and accept").click()
    expect(page.get_by_text("Added and accepted")).to_be_visible()
    assert Claim.objects.get().quote == "the green banner went up in Hawija"
    assert desk.errors == []
