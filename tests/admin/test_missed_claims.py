"""Adding a claim that no extractor read."""

from __future__ import annotations

from datetime import date

import pytest
from django.contrib.auth.models import Permission, User
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from conflictmap.articles.models import Article
from conflictmap.claims.models import Claim
from conflictmap.control.models import ControlPeriod
from tests.factories import make_actor, make_article, make_town

pytestmark = pytest.mark.django_db

TEXT = "On Thursday the green banner went up in Hawija. Nobody fired. On Friday it went up in Rawa."


@pytest.fixture
def article() -> Article:
    return make_article(TEXT, published="2017-10-06")


@pytest.fixture
def editor(client: Client) -> Client:
    client.force_login(User.objects.create_superuser("editor"))
    return client


def said(**changes: object) -> dict[str, object]:
    """What the browser sends."""
    return {
        "quote": "the green banner went up in Hawija",
        "place_text": "Hawija",
        "town": make_town().pk if "town" not in changes else "",
        "place_kind": "town",
        "relation": "in",
        "actor": make_actor("Iraqi government").pk,
        "kind": "captures",
        "share": "",
        "against": make_actor().pk,
        "modality": "asserted",
        "date_from": "2017-10-05",
        "date_to": "2017-10-05",
        "precision": "day",
        "reason": "the banner is that of the army",
        **changes,
    }


def post(client: Client, article: Article, values: dict[str, object]) -> str:
    address = reverse("admin:articles_article_missed_claim", args=[article.pk])
    return client.post(address, values, follow=True).content.decode()


def test_an_added_claim_is_accepted_and_reaches_the_map(editor: Client, article: Article) -> None:
    page = post(editor, article, said())
    claim = Claim.objects.get()
    assert "Added and accepted" in page
    assert TEXT[claim.start : claim.end] == claim.quote == "the green banner went up in Hawija"
    assert (claim.review_state, claim.extractor, claim.confidence) == ("accepted", "", 1.0)
    change = claim.history.get()
    assert (change.history_user.username, change.history_change_reason) == ("editor", "the banner is that of the army")
    period = ControlPeriod.objects.on(date(2018, 1, 1)).get()
    assert (period.holders.get().actor.name, period.unreviewed) == ("Iraqi government", False)
    call_command("reextract", "--apply", verbosity=0)
    assert Claim.objects.filter(pk=claim.pk).exists()


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"quote": "the green flag went up"}, "does not have these exact words"),
        ({"quote": "went up in"}, "has these words 2 times. Quote more"),
        ({"place_text": "Kirkuk"}, "does not name this place so"),
        ({"date_from": "2017-10-06"}, "The first date must not be after the last date."),
        ({"share": "2"}, "less than or equal to 1"),
        ({"kind": "liberates"}, "Select a valid choice"),
    ],
)
def test_what_cannot_be_is_told_beside_the_form(
    editor: Client, article: Article, changes: dict[str, object], why: str
) -> None:
    assert why in post(editor, article, said(**changes))
    assert not Claim.objects.exists()


def test_only_who_may_add_claims_can(client: Client, article: Article) -> None:
    reader = User.objects.create_user("reader", is_staff=True)
    client.force_login(reader)
    address = reverse("admin:articles_article_missed_claim", args=[article.pk])
    assert client.get(address).status_code == 403
    reader.user_permissions.add(Permission.objects.get(codename="add_claim"))
    assert client.get(address).status_code == 200
