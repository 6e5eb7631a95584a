"""The page of an article: its text, marked, with a note on every claim."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from conflictmap.atlas.article import first_words
from tests.atlas.conftest import TEXT, Hawija
from tests.factories import make_article, make_claim


def html(client: Client, pk: int) -> str:
    response = client.get(f"/articles/{pk}/")
    assert response.status_code == 200
    return response.content.decode()


def text_of(page: str) -> str:
    """What a reader reads in the paragraphs: no notes, no note numbers, no tags."""
    paragraphs = re.findall(r'<p dir="auto">(.*?)</p>', page, re.DOTALL)
    return "\n\n".join(re.sub(r"<[^>]+>", "", re.sub(r"<sup>.*?</sup>", "", part)) for part in paragraphs)


def test_text_is_whole_and_quotes_are_marked_and_numbered(client: Client, hawija: Hawija) -> None:
    page = html(client, hawija.article.pk)
    assert text_of(page) == TEXT
    assert (
        f'<mark class="mark-dotted actor actor-iraqi-government"><a class="anchor" id="claim-{hawija.attacks.pk}">'
        in page
    )
    assert f'<mark class="mark-tint actor actor-islamic-state"><a class="anchor" id="claim-{hawija.holds.pk}">' in page
    assert page.count("<sup>") == 3


def test_notes_tell_what_each_claim_does_on_the_map(client: Client, hawija: Hawija) -> None:
    page = " ".join(html(client, hawija.article.pk).split())
    assert "3 claims on 1 place; 1 can change the map." in page
    assert "pressure, changes no holder" in page
    assert "decides the map, 8 June 2014 to 4 October 2017" in page
    assert "does not count: an aim, not an event" in page
    assert "1 of 3 reviewed" in page
    assert '<a href="/towns/hawija/?date=2017-09-22"><bdi>Hawija</bdi></a>' in page
    assert "Holder on 22 September 2017, all sources." in page


def test_overlapping_quotes_lose_no_text(client: Client, hawija: Hawija) -> None:
    article = make_article("Forces took Hawija and Sharqat and Mosul.")
    for quote in ("Forces took Hawija and Sharqat", "Hawija and Sharqat and Mosul", "Hawija", "Forces took Hawija"):
        make_claim(article, quote, town=hawija.town, actor=hawija.government, kind="captures")
    page = html(client, article.pk)
    assert text_of(page) == "Forces took Hawija and Sharqat and Mosul."
    assert sorted(map(int, re.findall(r'<sup><a href="#note-(\d)">', page))) == [1, 2, 3, 4]
    assert len(re.findall(r'id="claim-\d+"', page)) == 4
    assert "<mark" not in re.sub(
        r"<mark[^>]*>((?!</mark>).)*</mark>", "", page.split("article-text", 1)[1], flags=re.DOTALL
    )


def test_markup_in_texts_is_shown_as_text(client: Client, hawija: Hawija) -> None:
    text = '<script>alert(1)</script> & </p></article><b onclick="x">bold</b>'
    article = make_article(text, title="<i>Title</i>", reference="https://example.org/?a=1&b=<2>")
    make_claim(article, "<script>alert(1)", actor=hawija.government, place_text="<u>place</u>")
    page = html(client, article.pk)
    body = page.split("<main", 1)[1]
    for tag in ("<script", "<b ", "<i>", "<u>"):
        assert tag not in body
    assert text_of(page).replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", '"').replace("&amp;", "&") == text


def test_direction_and_language_follow_the_text(client: Client, hawija: Hawija) -> None:
    article = make_article("سيطرت القوات على الحويجة.", language="ar")
    make_claim(article, "الحويجة", town=hawija.town)
    page = html(client, article.pk)
    assert '<div class="article-text" lang="ar" dir="auto">' in page
    assert text_of(page) == "سيطرت القوات على الحويجة."
    assert re.search(r'<ol class="notes"\s+lang="en"\s+dir="ltr">', page)


def test_article_without_claims_says_so(client: Client, hawija: Hawija) -> None:
    assert "No claim was read in this text." in html(client, make_article("Nothing happened.").pk)


def test_copies_of_one_wire_text_are_counted(client: Client, hawija: Hawija) -> None:
    for source in ("AFP", "Paper", "Other paper"):
        article = make_article("The same words.", source=source, wording="same")
    assert re.search(r"<dt>Copies</dt>\s*<dd>\s*2\s*</dd>", html(client, article.pk))


def test_queries_do_not_grow_with_the_claims(
    client: Client, hawija: Hawija, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(10):
        make_claim(hawija.article, "Hawija", town=hawija.town, actor=hawija.government, review_state="accepted")
    with django_assert_max_num_queries(9):
        client.get(f"/articles/{hawija.article.pk}/")


def test_list_leads_to_every_article(client: Client, hawija: Hawija) -> None:
    page = client.get("/articles/").content.decode()
    assert f'<a href="/articles/{hawija.article.pk}/"><bdi>Security forces launched a dawn assault' in page


def test_list_is_cut_into_pages(client: Client, hawija: Hawija) -> None:
    for number in range(100):
        make_article(f"Text {number}", published="2018-01-01")
    first, last = (client.get("/articles/", {"page": page}).content.decode() for page in ("1", "2"))
    assert "Page 1 of 2" in first
    assert f"/articles/{hawija.article.pk}/" not in first
    assert f"/articles/{hawija.article.pk}/" in last
    assert client.get("/articles/", {"page": "never"}).status_code == 200


def test_unknown_article_is_not_found(client: Client, hawija: Hawija) -> None:
    assert client.get("/articles/999999/").status_code == 404


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (
            "date 2017-09-22 AFP, BAGHDAD\n\nIraq brought its territory under attack.\n\nMore.",
            "Iraq brought its territory under attack.",
        ),
        ("Hawija fell.\nMore.", "Hawija fell."),
        ("date 2017-09-22 AFP", "date 2017-09-22 AFP"),
        ("word " * 100, "word " * 27 + "word…"),
        ("x" * 300, "x" * 140),
        ("  ", ""),
    ],
)
def test_the_list_of_articles_shows_the_first_words_of_a_text(text: str, words: str) -> None:
    assert first_words(text) == words
