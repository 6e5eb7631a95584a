"""Deciding on claims in the admin, as an editor does, and the export that follows."""

from __future__ import annotations

import json
from datetime import date

import pytest
from django.contrib.auth.models import User
from django.contrib.gis.geos import Point
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from conflictmap.actors.models import Actor
from conflictmap.articles.reading import Document
from conflictmap.claims.models import Claim
from conflictmap.core.claims import ReviewState
from conflictmap.desk.decisions import accept_claim
from conflictmap.desk.intake import take_in
from conflictmap.gazetteer.models import Town
from conflictmap.gazetteer.spellings import keep_spellings

pytestmark = pytest.mark.django_db

TEXT = "The Islamic State seized Hawija on 8 June 2014. Two days later its fighters were still in Hawija."


@pytest.fixture
def hawija() -> Town:
    town = Town.objects.create(slug="hawija", name="Hawija", country="IQ", region="Kirkuk", point=Point(43.77, 35.33))
    keep_spellings(town)
    return town


@pytest.fixture
def actors() -> None:
    call_command("load_actors", verbosity=0)


@pytest.fixture
def claim(hawija: Town, actors: None) -> Claim:
    intake = take_in(Document(text=TEXT, published=date(2014, 6, 12), source="Test agency"))
    return next(claim for claim in intake.claims if claim.kind == "captures")


@pytest.fixture
def editor(client: Client) -> Client:
    client.force_login(User.objects.create_superuser("editor", password="not used here"))
    return client


def fields(claim: Claim, **changes: object) -> dict[str, object]:
    """What the browser sends back for an untouched form, with `changes`."""
    values: dict[str, object] = {
        "quote": claim.quote,
        "town": claim.town_id or "",
        "place_kind": claim.place_kind,
        "relation": claim.relation,
        "actor": claim.actor_id or "",
        "against": claim.against_id or "",
        "kind": claim.kind,
        "share": "" if claim.share is None else claim.share,
        "date_from": claim.date_from or "",
        "date_to": claim.date_to or "",
        "precision": claim.precision,
        "modality": claim.modality,
        "reason": "",
        "seen": claim.version,
    }
    return {**values, **changes}


def address(claim: Claim) -> str:
    return reverse("admin:claims_claim_change", args=[claim.pk])


def exported(client: Client, day: str) -> dict[str, dict[str, object]]:
    answer = client.get("/control.geojson", {"date": day})
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content  # type: ignore[attr-defined]
    return {feature["properties"]["town"]: feature["properties"] for feature in json.loads(content)["features"]}


def test_the_page_shows_the_quote_in_its_context(editor: Client, claim: Claim) -> None:
    page = editor.get(address(claim)).content.decode()
    assert f"<mark>{claim.quote}</mark>" in page
    assert "Two days later" in page


def test_accepting_keeps_who_and_when(editor: Client, claim: Claim) -> None:
    editor.post(address(claim), fields(claim, _save="1"))
    claim.refresh_from_db()
    assert claim.review_state == ReviewState.ACCEPTED
    assert claim.history.latest().history_user.username == "editor"


def test_a_correction_changes_the_export_at_once(editor: Client, claim: Claim) -> None:
    assert exported(editor, "2014-06-09")["Hawija"]["holder"] == "Islamic State"
    kurdistan = Actor.objects.get(canonical="Kurdistan Region")
    editor.post(address(claim), fields(claim, actor=kurdistan.pk, reason="Misread", _save="1"))
    claim.refresh_from_db()
    assert claim.review_state == ReviewState.CORRECTED
    assert exported(editor, "2014-06-09")["Hawija"]["holder"] == "Kurdistan Region"


def test_a_sources_weight_counts_at_once(editor: Client, claim: Claim) -> None:
    source = claim.article.source
    before = exported(editor, "2014-06-09")["Hawija"]["confidence"]
    address_of_source = reverse("admin:articles_source_change", args=[source.pk])
    values = {"name": source.name, "slug": source.slug, "kind": source.kind, "weight": "0.1"}
    assert editor.post(address_of_source, values).status_code == 302
    after = exported(editor, "2014-06-09")["Hawija"]["confidence"]
    assert isinstance(before, float)
    assert isinstance(after, float)
    assert after < before


def test_a_rejection_needs_a_reason_and_clears_the_map(editor: Client, claim: Claim) -> None:
    page = editor.post(address(claim), fields(claim, _reject="1"))
    assert "Give the reason" in page.content.decode()
    claim.refresh_from_db()
    assert claim.review_state == ReviewState.PROPOSED
    for other in Claim.objects.all():
        editor.post(address(other), fields(other, _reject="1", reason="Not said"))
    assert "Hawija" not in exported(editor, "2014-06-09")


def test_a_rejected_claim_can_be_reopened(editor: Client, claim: Claim) -> None:
    editor.post(address(claim), fields(claim, _reject="1", reason="Not said"))
    claim.refresh_from_db()
    editor.post(address(claim), fields(claim, _reopen="1"))
    claim.refresh_from_db()
    assert claim.review_state == ReviewState.PROPOSED


def test_the_quote_can_only_be_moved_to_words_of_the_article(editor: Client, claim: Claim) -> None:
    page = editor.post(address(claim), fields(claim, quote="words nobody wrote", _save="1"))
    assert "does not have these exact words" in page.content.decode()
    editor.post(address(claim), fields(claim, quote="seized Hawija", _save="1"))
    claim.refresh_from_db()
    assert claim.quote == "seized Hawija" == claim.article.text[claim.start : claim.end]


def test_dates_in_the_wrong_order_are_refused_by_name(editor: Client, claim: Claim) -> None:
    page = editor.post(address(claim), fields(claim, date_from="2014-06-09", date_to="2014-06-08", _save="1"))
    assert "first date must not be after the last" in page.content.decode()


def test_a_claim_somebody_else_decided_meanwhile_is_not_overwritten(editor: Client, claim: Claim) -> None:
    stale = fields(claim, _save="1")
    accept_claim(claim, User.objects.create_user("another"))
    page = editor.post(address(claim), stale, follow=True)
    assert "another changed this claim" in page.content.decode()
    claim.refresh_from_db()
    assert claim.history.latest().history_user.username == "another"


def test_several_claims_are_rejected_with_one_reason(editor: Client, claim: Claim) -> None:
    chosen = {"action": "reject_selected", "_selected_action": [claim.pk]}
    listing = reverse("admin:claims_claim_changelist")
    assert "Reason" in editor.post(listing, chosen).content.decode()
    editor.post(listing, {**chosen, "confirm": "yes", "reason": "Not said"})
    claim.refresh_from_db()
    assert (claim.review_state, claim.review_reason) == (ReviewState.REJECTED, "Not said")


def test_several_claims_are_accepted(editor: Client, claim: Claim) -> None:
    chosen = {"action": "accept_selected", "_selected_action": [claim.pk]}
    editor.post(reverse("admin:claims_claim_changelist"), chosen)
    claim.refresh_from_db()
    assert claim.review_state == ReviewState.ACCEPTED


def test_a_claim_cannot_be_deleted(editor: Client, claim: Claim) -> None:
    assert editor.post(reverse("admin:claims_claim_delete", args=[claim.pk]), {"post": "yes"}).status_code == 403
    assert Claim.objects.filter(pk=claim.pk).exists()


def test_the_list_filters_claims_that_wait_for_a_town(editor: Client, claim: Claim) -> None:
    listing = reverse("admin:claims_claim_changelist")
    assert (
        "0 claims" in editor.get(listing, {"waits": "town", "actor__id__exact": str(claim.actor_id)}).content.decode()
    )
    Claim.objects.filter(pk=claim.pk).update(town=None)
    assert str(address(claim)) in editor.get(listing, {"waits": "town"}).content.decode()


def test_the_list_does_not_read_the_texts_of_articles(editor: Client, claim: Claim) -> None:
    with CaptureQueriesContext(connection) as captured:
        response = editor.get(reverse("admin:claims_claim_changelist"), {"q": "Hawija"})
    assert claim.quote[:20] in response.content.decode()
    assert not [query["sql"] for query in captured if '"articles_article"."text"' in query["sql"]]


def test_the_history_page_tells_what_was_changed(editor: Client, claim: Claim) -> None:
    editor.post(address(claim), fields(claim, kind="holds", reason="A state", _save="1"))
    page = editor.get(reverse("admin:claims_claim_history", args=[claim.pk])).content.decode()
    assert "kind: captures → holds" in page
    assert "A state" in page
