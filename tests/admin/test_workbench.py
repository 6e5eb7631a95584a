"""The workbench: what is read in a text, and why, without storing it."""

from __future__ import annotations

from datetime import date

import pytest
from django.contrib.auth.models import Permission, User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from hypothesis import given, settings
from hypothesis import strategies as st

from conflictmap.articles.models import Article
from conflictmap.claims.models import Claim
from conflictmap.desk.admin.workbench import MAX_CHARACTERS
from conflictmap.desk.marked_text import LINES, mark
from conflictmap.extraction.explanation import explain_text
from conflictmap.gazetteer.spellings import keep_spellings
from tests.extraction.test_any_text import PUBLISHED, anything, joined, news
from tests.factories import make_actor, make_article, make_town

pytestmark = pytest.mark.django_db

ADDRESS = "/admin/workbench/"
TEXT = (
    "Islamic State fighters captured Hawija on 4 March. The army denied losing Rawa. The town of Duma fell to rebels."
)


@pytest.fixture
def writer(client: Client) -> Client:
    """Somebody of the staff, without any permission."""
    client.force_login(User.objects.create_user("writer", is_staff=True))
    return client


def read(client: Client, text: str, published: str = "2014-09-22") -> str:
    return client.post(ADDRESS, {"text": text, "published": published}).content.decode()


def test_only_the_staff_sees_it(client: Client) -> None:
    assert reverse("desk:workbench") == ADDRESS
    client.force_login(User.objects.create_user("reader"))
    assert client.get(ADDRESS)["Location"].startswith("/admin/login/")
    assert client.post(ADDRESS, {"text": TEXT})["Location"].startswith("/admin/login/")


def test_the_page_asks_for_a_text_and_the_index_leads_to_it(writer: Client) -> None:
    page = writer.get(ADDRESS).content.decode()
    assert "Nothing that you paste here is stored." in page
    assert 'id="claims"' not in page
    assert f'href="{ADDRESS}"' in writer.get("/admin/").content.decode()


def test_it_shows_the_claims_with_their_town_and_actor_and_stores_nothing(writer: Client) -> None:
    keep_spellings(make_town("Hawija"))
    make_actor("Islamic State")
    with CaptureQueriesContext(
        connection,
    ) as queries:
        page = read(writer, TEXT)
    assert "Islamic State: captures <bdi>Hawija</bdi>" in page
    assert "Counts." in page
    assert "the nearest date of the sentence: “4 March”" in page
    assert 'class="word word-trigger"' in page
    assert not Article.objects.exists()
    assert not Claim.objects.exists()
    assert [query["sql"] for query in queries if " INTO " in query["sql"] or "UPDATE" in query["sql"]] == []


def test_what_would_not_reach_the_map_says_why(writer: Client) -> None:
    for country, lon in (("SY", 36.4), ("IQ", 44.0)):
        keep_spellings(make_town("Duma", lon=lon, slug=f"duma-{country.lower()}", country=country))
    make_actor("Syrian opposition")
    page = read(writer, "The town of Duma fell to rebels. Rebels vowed to capture Nawa.")
    assert "Waits for an editor to place it." in page
    assert page.count("score 0.") >= 2
    assert "Does not count: an aim, not an event." in page


@pytest.mark.parametrize(
    ("text", "published", "why"),
    [
        ("", "2014-09-22", "This field is required."),
        ("x" * (MAX_CHARACTERS + 1), "2014-09-22", "the workbench shows up to 100,000. Paste the part"),
        (TEXT, "", "has no date."),
        (TEXT, "", "fill in the day of publication."),
        (TEXT, "22.9.", "Enter a valid date."),
        ("Rebels took\0 Nawa.", "2014-09-22", "Null characters are not allowed."),
    ],
)
def test_what_cannot_be_read_is_told_beside_the_form(writer: Client, text: str, published: str, why: str) -> None:
    page = read(writer, text, published)
    assert why in page
    assert 'id="claims"' not in page


def test_a_dateline_gives_the_day(writer: Client) -> None:
    assert "Published 22 September 2017" in read(writer, "date 2017-09-22 AFP, BAGHDAD\nThe army took Rawa.", "")


def test_a_text_is_shown_as_text(writer: Client) -> None:
    page = read(writer, "Rebels took <script>alert('Nawa')</script> Nawa.")
    assert "<script>alert" not in page
    assert "&lt;" in page


def test_a_stored_article_opens_for_those_who_may_see_articles(writer: Client) -> None:
    article = make_article(TEXT, published="2014-09-22")
    address = f"{ADDRESS}?article={article.pk}"
    assert writer.get(address).status_code == 403
    User.objects.get(username="writer").user_permissions.add(Permission.objects.get(codename="view_article"))
    assert "captures <bdi>Hawija</bdi>" in writer.get(address).content.decode()
    for missing in (article.pk + 1, "x", "9" * 30):
        assert writer.get(f"{ADDRESS}?article={missing}").status_code == 404
    page = writer.get(reverse("admin:articles_article_change", args=[article.pk])).content.decode()
    assert f'href="{address}"' in page


@settings(max_examples=60)
@given(st.one_of(news, joined, anything))
def test_the_pieces_are_the_text_and_each_quote_has_one_line(text: str) -> None:
    explanation = explain_text(text, PUBLISHED)
    marked = mark(explanation)
    assert "".join(piece.text for piece in marked.pieces) == text
    for claim in explanation.claims:
        quoting = [piece for piece in marked.pieces if claim.number in piece.claims]
        assert "".join(piece.text for piece in quoting) == claim.draft.quote
        assert [piece for piece in quoting if claim.number in piece.begins] == quoting[:1]
    assert all(line <= LINES for piece in marked.pieces for line in piece.lines)
    words = [word for sentence in explanation.sentences for word in sentence.words]
    assert sum(piece.word_begins for piece in marked.pieces) == len(words)
    for number, word in enumerate(words, start=1):
        assert "".join(piece.text for piece in marked.pieces if piece.word_number == number) == word.text


def test_quotes_that_overlap_have_lines_of_their_own() -> None:
    explanation = explain_text("The SDF captured Hajin, al-Shafah and Susah.", date(2017, 9, 22))
    lines = [piece.lines for piece in mark(explanation).pieces if piece.text == "captured"]
    assert lines == [(1, 2, 3)]
