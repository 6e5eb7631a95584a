"""Decisions on claims: what each writes, what it refuses, and what the history keeps."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError

from conflictmap.claims import review
from conflictmap.claims.models import Claim
from conflictmap.core.claims import Kind
from tests.factories import make_actor, make_article, make_claim, make_town

pytestmark = pytest.mark.django_db

TEXT = "A dateline. Iraqi forces took Hawija on Thursday."


@pytest.fixture
def editor() -> User:
    return User.objects.create_user("editor")


@pytest.fixture
def claim() -> Claim:
    return make_claim(make_article(TEXT), "Iraqi forces took Hawija", town=make_town("Hawija"), kind="captures")


def test_accepting_keeps_who_when_and_why(claim: Claim, editor: User) -> None:
    before = claim.version
    assert review.accept(claim, editor, "Second source agrees") == {claim.town_id}
    claim.refresh_from_db()
    assert (claim.review_state, claim.review_reason) == ("accepted", "Second source agrees")
    newest = claim.history.latest()
    assert (newest.history_user, newest.history_change_reason) == (editor, "Second source agrees")
    assert claim.version > before


def test_correcting_the_town_answers_with_both_towns(claim: Claim, editor: User) -> None:
    riyadh, former = make_town("Riyadh"), claim.town_id
    assert review.correct(claim, {"town": riyadh, "kind": Kind.HOLDS}, editor, "The village, not the city") == {
        former,
        riyadh.pk,
    }
    stored = Claim.objects.get(pk=claim.pk)
    assert (stored.town, stored.kind, stored.review_state) == (riyadh, "holds", "corrected")
    assert stored.history.earliest().town_id == former


def test_a_corrected_span_moves_the_quote(claim: Claim, editor: User) -> None:
    start = TEXT.index("took")
    review.correct(claim, {"start": start, "end": start + 11}, editor)
    assert Claim.objects.get(pk=claim.pk).quote == "took Hawija"


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"date_from": date(2017, 9, 30)}, "__all__"),
        ({"kind": "frees"}, "kind"),
        ({"share": 1.5}, "share"),
        ({"end": 10_000}, "end"),
        ({"start": 50}, "quote"),
        ({"article": None}, "__all__"),
        ({"confidence": 0.1}, "__all__"),
        ({"kind": Kind.CAPTURES}, "__all__"),
        ({}, "__all__"),
    ],
)
def test_a_wrong_correction_is_named_and_changes_nothing(
    claim: Claim, editor: User, changes: dict[str, Any], field: str
) -> None:
    with pytest.raises(ValidationError) as caught:
        review.correct(claim, changes, editor)
    names = list(caught.value.message_dict) if hasattr(caught.value, "error_dict") else ["__all__"]
    assert field in names
    stored = Claim.objects.get(pk=claim.pk)
    assert (stored.review_state, stored.quote, stored.kind) == ("proposed", "Iraqi forces took Hawija", "captures")


def test_rejecting_needs_a_reason(claim: Claim, editor: User) -> None:
    with pytest.raises(ValidationError, match="Give the reason"):
        review.reject(claim, editor, "  ")
    assert review.reject(claim, editor, "It was a rumour") == {claim.town_id}
    assert Claim.objects.get(pk=claim.pk).review_state == "rejected"


def test_a_rejected_claim_must_be_reopened_first(claim: Claim, editor: User) -> None:
    review.reject(claim, editor, "It was a rumour")
    with pytest.raises(ValidationError, match="Reopen it first"):
        review.accept(claim, editor)
    with pytest.raises(ValidationError, match="Reopen it first"):
        review.correct(claim, {"kind": Kind.HOLDS}, editor)
    with pytest.raises(ValidationError, match="rejected already"):
        review.reject(claim, editor, "again")
    assert review.reopen(claim, editor, "Confirmed after all") == {claim.town_id}
    assert Claim.objects.get(pk=claim.pk).review_state == "proposed"
    with pytest.raises(ValidationError, match="Nobody has decided"):
        review.reopen(claim, editor)


def test_a_long_reason_is_kept_in_full(claim: Claim, editor: User) -> None:
    review.accept(claim, editor, "x" * 400)
    assert claim.history.latest().history_change_reason == "x" * 400
    with pytest.raises(ValidationError) as caught:
        review.accept(claim, editor, "x" * 501)
    assert list(caught.value.message_dict) == ["review_reason"]


@pytest.mark.parametrize(
    ("fields", "waits"),
    [
        ({}, False),
        ({"town": None}, True),
        ({"town": None, "place_kind": "region"}, False),
        ({"town": None, "modality": "planned"}, False),
        ({"town": None, "review_state": "accepted"}, False),
        ({"actor": None, "actor_canonical": "unknown", "actor_text": ""}, False),
        ({"actor": None, "actor_canonical": "unknown", "actor_text": "gunmen"}, True),
        ({"actor": None, "actor_canonical": "other:Knights"}, True),
        ({"confidence": 0.5}, True),
    ],
)
def test_which_claims_wait_for_an_editor(fields: dict[str, Any], waits: bool) -> None:
    stated = {"town": make_town(), "actor": make_actor(), "confidence": 0.7, "place_text": "Hawija"}
    article = make_article(TEXT)
    claim = make_claim(article, "Hawija", **{**stated, **fields})
    assert (claim in Claim.objects.waiting()) is waits
