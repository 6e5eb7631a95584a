"""Adding articles and keeping towns in the admin."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from conflictmap.articles.models import Article, Source
from conflictmap.claims.models import Claim
from conflictmap.control.models import ControlPeriod
from conflictmap.gazetteer.geocoding import PlaceMention, place_mentions
from conflictmap.gazetteer.models import Town
from tests.factories import make_actor, make_article, make_claim, make_town

pytestmark = pytest.mark.django_db

TEXT = "date 2014-06-12 Test agency, ERBIL\r\n\r\nThe Islamic State seized Hawija on 8 June 2014."


@pytest.fixture
def editor(client: Client) -> Client:
    call_command("load_actors", verbosity=0)
    client.force_login(User.objects.create_superuser("editor", password="not used here"))
    return client


def pasted(text: str = TEXT, **fields: str) -> dict[str, str]:
    return {"text": text, "source": "", "published": "", "language": "en", **fields}


def test_reading_without_adding_shows_the_claims_and_stores_nothing(editor: Client) -> None:
    page = editor.post(reverse("admin:articles_article_add"), pasted(_read="1")).content.decode()
    assert "Read in this text, not stored yet" in page
    assert "seized Hawija" in page
    assert not Article.objects.exists()
    assert not Claim.objects.exists()
    assert not Source.objects.exists()


def test_adding_stores_the_text_with_its_claims(editor: Client) -> None:
    page = editor.post(reverse("admin:articles_article_add"), pasted(_add="1"), follow=True).content.decode()
    article = Article.objects.get()
    assert "\r" not in article.text
    assert article.claims.exists()
    assert "seized Hawija" in page


def test_adding_the_same_article_twice_says_so(editor: Client) -> None:
    for _ in range(2):
        page = editor.post(reverse("admin:articles_article_add"), pasted(_add="1"), follow=True)
    assert "was taken in before" in page.content.decode()
    assert Article.objects.count() == 1


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        (pasted("   "), "required"),
        (pasted("A text without a date."), "has no date"),
        (pasted("A text.", published="2014-06-12"), "has no source"),
        (pasted("A text.", source="Test agency", published="2999-01-01"), "lies in the future"),
        (pasted("A text.", source="Test agency", published="2017-13-40"), "valid date"),
        (pasted(url="not an address"), "valid URL"),
    ],
)
def test_a_wrong_article_is_refused_with_the_reason(editor: Client, fields: dict[str, str], message: str) -> None:
    page = editor.post(reverse("admin:articles_article_add"), {**fields, "_add": "1"})
    assert message in page.content.decode()
    assert not Article.objects.exists()


def test_html_in_a_text_is_shown_as_text(editor: Client) -> None:
    text = "date 2014-06-12 Test agency\n\n<script>alert(1)</script> seized <b>Hawija</b>."
    page = editor.post(reverse("admin:articles_article_add"), pasted(text, _add="1"), follow=True).content.decode()
    assert "<script>alert(1)" not in page
    assert "&lt;script&gt;alert(1)" in page


def add_town(editor: Client) -> Town:
    fields = {
        "name": "Qaryat al-Tajriba",
        "slug": "qaryat-al-tajriba",
        "place_kind": "town",
        "country": "IQ",
        "region": "Kirkuk",
        "population": "0",
        "point": '{"type": "Point", "coordinates": [43.7, 35.3]}',
        "origin": "editor",
        "names-TOTAL_FORMS": "1",
        "names-INITIAL_FORMS": "0",
        "names-0-name": "قرية التجربة",
        "names-0-language": "ar",
    }
    editor.post(reverse("admin:gazetteer_town_add"), fields)
    return Town.objects.get(slug="qaryat-al-tajriba")


def test_a_town_added_by_an_editor_is_found_by_the_geocoder(editor: Client) -> None:
    town = add_town(editor)
    placements = place_mentions([PlaceMention("Qaryat al-Tajriba"), PlaceMention("قرية التجربة")], ["IQ"])
    assert [placement.town for placement in placements] == [town.pk, town.pk]


def test_a_town_that_becomes_a_district_is_rebuilt(editor: Client) -> None:
    town = make_town("Qadisiyah")
    article = make_article("Iraqi forces took Qadisiyah.")
    make_claim(article, "took Qadisiyah", town=town, actor=make_actor("Iraqi government"), place_kind="district")
    assert not ControlPeriod.objects.filter(town=town).exists()
    fields = {
        "name": town.name,
        "slug": town.slug,
        "place_kind": "district",
        "country": town.country,
        "population": "0",
        "point": town.point.geojson,
        "origin": town.origin,
        "names-TOTAL_FORMS": "0",
        "names-INITIAL_FORMS": "0",
    }
    response = editor.post(reverse("admin:gazetteer_town_change", args=[town.pk]), fields)
    assert response.status_code == 302
    assert ControlPeriod.objects.filter(town=town).exists()


def test_towns_are_searched_by_any_spelling(editor: Client) -> None:
    add_town(editor)
    found = editor.get(
        reverse("admin:autocomplete"),
        {"term": "qaryat tajri", "app_label": "claims", "model_name": "claim", "field_name": "town"},
    ).json()
    assert [result["text"] for result in found["results"]] == ["Qaryat al-Tajriba (Kirkuk, IQ)"]
