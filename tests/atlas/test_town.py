"""The page and panel of a town: who held it, and the quotes that say so."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from tests.atlas.conftest import Hawija
from tests.factories import make_article, make_claim, make_period, make_pressure, make_town


def html(client: Client, path: str) -> str:
    """The body of a page, without its line breaks."""
    response = client.get(path)
    assert response.status_code == 200
    return re.sub(r">\s+<", "><", " ".join(response.content.decode().split()))


def section(page: str, name: str) -> str:
    """The part of a page from the first element of this class to the next section."""
    found = re.search(rf'<section class="{name}".*?</section>', page)
    assert found, f"no {name}"
    return found[0]


def test_panel_is_a_fragment_with_each_period_and_its_days(client: Client, hawija: Hawija) -> None:
    panel = html(client, "/towns/hawija/panel/?date=2017-09-22")
    assert panel.startswith('<article class="town" data-town="hawija">')
    assert 'class="town-period" data-from="2014-06-08" data-to="2017-10-04" aria-current="date"' in panel
    assert re.search(r'class="town-period" data-from="2017-10-05" data-to=""\s*>', panel)
    assert "<strong><bdi>Islamic State</bdi></strong> holds it, 8 June 2014 to 4 October 2017" in panel
    assert "<strong><bdi>Iraqi government</bdi></strong> holds it, since 5 October 2017" in panel
    assert "Under attack by the Iraqi government, 21 September to 4 October 2017" in panel
    assert '<bdi class="town-arabic" lang="ar" dir="rtl">الحويجة</bdi>' in panel
    assert "<bdi>Kirkuk</bdi>, Iraq" in panel


def test_panel_lists_periods_and_pressure_newest_first(client: Client, hawija: Hawija) -> None:
    make_pressure(hawija.town, "2016-01-01", "2016-01-14")
    panel = html(client, "/towns/hawija/panel/")
    assert re.findall(r'class="town-period" data-from="(\d{4})', panel) == ["2017", "2014"]
    assert re.findall(r'class="town-why" id="why-\d+" data-from="(\d{4})', panel) == ["2017", "2014"]
    assert re.findall(r'class="town-pressure" data-from="(\d{4})', panel) == ["2017", "2016"]


def test_page_answers_for_the_day_first_and_then_tells_the_whole_story(client: Client, hawija: Hawija) -> None:
    page = html(client, "/towns/hawija/?date=2017-09-22")
    answer = page.index('class="town-answer"')
    why, story = page.index('class="town-why"'), page.index('class="town-story"')
    assert answer < why < story
    assert "Islamic State" in page[answer:why]
    assert "Under attack by the Iraqi government" in page[answer:why]
    assert "last enclave" in page[why:story]
    assert "Iraqi government</bdi></strong>" not in page
    sentences = re.findall(r"<span>([^<]+ holds it, [^<]+)</span>", page[story:])
    assert sentences == [
        "Iraqi government holds it, since 5 October 2017",
        "Islamic State holds it, 8 June 2014 to 4 October 2017",
    ]
    later = html(client, "/towns/hawija/?date=2018-01-01")
    assert "<strong><bdi>Iraqi government</bdi></strong> holds it, since 5 October 2017" in later


def test_evidence_is_a_marked_quote_with_its_source_and_the_way_to_the_article(client: Client, hawija: Hawija) -> None:
    panel = html(client, "/towns/hawija/panel/?date=2017-09-22")
    why = panel[panel.index('id="why-1"') :]
    assert (
        '<mark class="mark-tint actor actor-islamic-state">'
        "Hawija and neighboring towns form the last enclave still held by the group</mark> in Iraq.</blockquote>"
    ) in why
    address = f"/articles/{hawija.article.pk}/#claim-{hawija.holds.pk}"
    assert f'href="{address}"><bdi>AFP</bdi></a>' in why
    assert '<time datetime="2017-09-22">22 Sep 2017</time>' in why
    assert "Islamic State holds, asserted" in why
    assert '<span class="review is-reviewed">Reviewed</span>' in why
    assert "Rule 3: Latest word" in why
    assert "The last report that settles it says that Islamic State holds the town" in why


def test_claims_that_count_for_nothing_are_listed_with_the_reason(client: Client, hawija: Hawija) -> None:
    make_claim(
        hawija.article, "Security forces", town=hawija.town, actor=hawija.government,
        review_state="rejected", review_reason="It names no town.",
    )  # fmt: skip
    others = section(html(client, "/towns/hawija/"), "town-others")
    assert "2 claims, none counts" in others
    assert "does not count: an aim, not an event" in others
    assert "rejected by an editor: It names no town." in others
    assert others.count("mark-dotted") == 2
    assert "mark-tint" not in others


def test_page_has_a_title_canonical_link_and_works_without_scripts(client: Client, hawija: Hawija) -> None:
    page = html(client, "/towns/hawija/?date=2017-09-22")
    assert "<title>Hawija, Iraq: who held it, and how does anyone know?</title>" in page
    assert '<link rel="canonical" href="http://testserver/towns/hawija/">' in page
    assert '<meta property="og:title" content="Who held Hawija, Iraq?">' in page
    assert "22 September <span>2017</span>" in page
    assert "style=" not in page
    assert not re.search(r"\son\w+=", page)
    assert re.search(r"<script(?![^>]*\ssrc=)", page) is None


def test_day_before_the_first_claim_leads_to_it(client: Client, hawija: Hawija) -> None:
    town = make_town("Mosul")
    make_period(town, "2014-06-10", holders=[hawija.islamic_state])
    panel = html(client, "/towns/mosul/panel/?date=2014-06-08")
    assert 'class="town-silent" data-from="" data-to="2014-06-09" >' in panel
    assert 'data-day="2014-06-10">10 Jun 2014</a>' in panel
    assert 'aria-current="date"' not in panel


def test_town_without_any_claim_says_so(client: Client, hawija: Hawija) -> None:
    make_town("Daquq")
    assert "No source says who holds Daquq." in html(client, "/towns/daquq/")


@pytest.mark.parametrize(
    ("date", "message"),
    [
        ("2017-13-40", "“2017-13-40” is not a date. Write it as 2017-09-22. Showing 5 October 2017."),
        ("yesterday", "“yesterday” is not a date"),
        ("<script>", "“&lt;script&gt;” is not a date"),
        ("1999-01-01", "The story runs from 8 June 2014 to 5 October 2017. Showing 8 June 2014."),
        ("2030-01-01", "The story runs from 8 June 2014 to 5 October 2017. Showing 5 October 2017."),
    ],
)
@pytest.mark.parametrize("path", ["/", "/towns/", "/towns/hawija/"])
def test_bad_date_gives_the_page_and_a_message(
    client: Client, hawija: Hawija, path: str, date: str, message: str
) -> None:
    response = client.get(path, {"date": date})
    assert response.status_code == 200
    assert message in response.content.decode()


def test_names_and_quotes_are_escaped(client: Client, hawija: Hawija) -> None:
    evil = '<script>alert("x")</script><img src=x onerror=alert(1)>'
    town = make_town(evil, slug="evil", region=evil)
    claim = make_claim(make_article(f"{evil} & more {evil}", title=evil), f"& more {evil}", town=town)
    make_period(town, "2017-01-01", holders=[hawija.islamic_state], claims=[claim])
    page = html(client, "/towns/evil/?date=2017-02-01")
    assert "<script>alert" not in page
    assert "<img" not in page
    assert "&lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt;" in page


def test_stale_news_is_told(client: Client, hawija: Hawija) -> None:
    hawija.town.control_periods.filter(days__startswith="2014-06-08").update(confirmations=[["2014-06-08", 0.6]])
    assert "In doubt: last news 8 Jun 2014" in html(client, "/towns/hawija/?date=2017-09-22")


def test_queries_do_not_grow_with_the_story(
    client: Client, hawija: Hawija, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for year in range(2000, 2010):
        claim = make_claim(hawija.article, "Hawija", town=hawija.town, actor=hawija.islamic_state)
        make_period(hawija.town, f"{year}-01-01", f"{year}-12-31", holders=[hawija.islamic_state], claims=[claim])
    with django_assert_max_num_queries(16):
        client.get("/towns/hawija/panel/")


def test_unknown_town_is_not_found(client: Client, hawija: Hawija) -> None:
    response = client.get("/towns/atlantis/")
    assert response.status_code == 404
    assert "There is no such page" in response.text
    # The name may have been misspelt in the address: the search forgives that.
    assert '<input id="query" name="q"' in response.text


def test_panel_cuts_long_lists_of_quotes_short_and_the_page_lists_all(client: Client, hawija: Hawija) -> None:
    sentences = [f"On day {number} they held Tall Afar." for number in range(9)]
    article = make_article(" ".join(sentences))
    town = make_town("Tall Afar")
    claims = [make_claim(article, sentence, town=town) for sentence in sentences]
    make_period(town, "2014-06-16", claims=claims)
    panel = html(client, f"/towns/{town.slug}/panel/")
    assert panel.count('class="quote"') == 8
    assert "Show 1 more claim</button>" in panel
    whole = html(client, f"/towns/{town.slug}/panel/?quotes=all")
    assert whole.count('class="quote"') == 9
    assert "data-all-quotes" not in whole
    page = html(client, f"/towns/{town.slug}/")
    assert page.count('class="quote"') == 9
    assert "data-all-quotes" not in page


def test_strip_shows_in_true_size_how_the_map_draws_each_period(client: Client, hawija: Hawija) -> None:
    town = make_town("Tall Afar")
    make_period(town, "2012-06-16", "2016-12-31", holders=[hawija.islamic_state], confirmations=[["2012-06-16", 0.9]])
    parties = [hawija.islamic_state, hawija.government]
    make_period(town, "2017-01-01", "2017-06-30", holders=parties, status="contested")
    make_period(town, "2017-07-01", holders=[hawija.government], status="mixed", share=0.5)
    page = html(client, f"/towns/{town.slug}/?date=2016-09-22")
    strip = page[page.index('<svg class="strip-bars"') : page.index('<div class="strip-years"')]
    # In per cent and pixels, not in units of a box that would be stretched with all its patterns.
    assert "viewBox" not in strip
    assert re.search(r'x="[\d.]+%" width="[\d.]+%"', strip)
    assert strip.count('class="strip-period is-held is-stale"') == 1
    assert "Islamic State holds it, 16 June 2012 to 31 December 2016, in doubt" in strip
    assert strip.count('mask="url(#strip-contested)"') == 1
    # Who holds the rest is not known: its bands are left to the land.
    assert re.search(r'class="strip-land" [^>]*mask="url\(#strip-mixed\)"', strip)
    assert 'class="swatch is-held is-stale"' in page[page.index("town-answer") : page.index("<svg")]


def test_diagonals_of_the_strip_rise_as_on_the_map_in_arabic_too(client: Client, hawija: Hawija) -> None:
    """The strip is mirrored there; its pattern is turned, so that it comes out as the map's, which never is."""
    assert 'patternTransform="rotate(-45)"' in client.get("/towns/hawija/").text
    mirrored = client.get("/ar/towns/hawija/").text
    assert 'patternTransform="rotate(45)"' in mirrored
    assert "rotate(-45)" not in mirrored
