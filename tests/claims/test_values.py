"""Stored claims as resolution sees them."""

from __future__ import annotations

from datetime import date

import pytest

from conflictmap.articles.models import Source
from conflictmap.claims.models import Claim
from conflictmap.claims.values import claim_value
from conflictmap.core.claims import ClaimValue, Kind, Modality, PlaceKind, Relation, ReviewState
from conflictmap.core.days import Days
from tests.factories import make_actor, make_article, make_claim, make_town

pytestmark = pytest.mark.django_db


def value_of(claim: Claim) -> ClaimValue:
    return claim_value(Claim.objects.for_resolution().get(pk=claim.pk))


def test_everything_that_counts_is_handed_over() -> None:
    islamic_state, government = make_actor(), make_actor("Iraqi government")
    source = Source.objects.create(name="Ministry", slug="ministry", weight=0.4, partisan_of=government)
    article = make_article("In Hawija.", source=source.name)
    claim = make_claim(
        article,
        "Hawija",
        town=make_town(),
        actor=government,
        against=islamic_state,
        kind="partly_holds",
        share=0.25,
        date_from=date(2017, 9, 20),
        date_to=date(2017, 9, 21),
        modality="attributed",
        relation="near",
        confidence=0.75,
        review_state="accepted",
    )
    assert value_of(claim) == ClaimValue(
        identifier=str(claim.pk),
        town="hawija",
        actor="iraqi-government",
        kind=Kind.PARTLY_HOLDS,
        days=Days(date(2017, 9, 20), date(2017, 9, 22)),
        modality=Modality.ATTRIBUTED,
        confidence=0.75,
        source="ministry",
        published=date(2017, 9, 22),
        review=ReviewState.ACCEPTED,
        share=0.25,
        against="islamic-state",
        place_kind=PlaceKind.TOWN,
        relation=Relation.NEAR,
        source_weight=0.4,
        source_partisan_of="iraqi-government",
        wording=article.wording,
        article=str(article.pk),
        position=9,
    )


def test_a_claim_without_dates_is_of_its_publication_day_or_before() -> None:
    claim = make_claim(make_article("Hawija"), "Hawija", town=make_town(), date_from=None, date_to=None)
    assert value_of(claim).days == Days(None, date(2017, 9, 23))


def test_a_claim_of_a_part_is_resolved_only_where_the_part_has_a_row_of_its_own() -> None:
    mosul = make_town("Mosul")
    airport = make_town("Mosul airport", place_kind="facility", part_of=mosul)
    article = make_article("Mosul airport")
    own = make_claim(article, "airport", town=airport, place_kind="facility")
    make_claim(article, "airport", town=mosul, place_kind="facility")
    assert list(Claim.objects.for_resolution()) == [own]


def test_a_claim_of_somebody_unknown_changes_nothing_until_an_editor_decides() -> None:
    article, hawija = make_article("Gunmen shelled Hawija"), make_town()
    named = make_claim(article, "Gunmen shelled Hawija", town=hawija, actor_text="Gunmen")
    unnamed = make_claim(article, "shelled Hawija", town=hawija)
    assert list(Claim.objects.for_resolution()) == [unnamed]
    Claim.objects.filter(pk=named.pk).update(review_state="accepted")
    assert Claim.objects.for_resolution().count() == 2


def test_a_claim_without_a_town_has_no_value() -> None:
    claim = make_claim(make_article("Hawija"), "Hawija")
    assert not Claim.objects.for_resolution().exists()
    with pytest.raises(ValueError, match="has no town"):
        claim_value(claim)


def test_reading_the_claims_of_a_town_is_one_query(django_assert_num_queries: object) -> None:
    town, article = make_town(), make_article("Hawija Hawija")
    for _ in range(3):
        make_claim(article, "Hawija", town=town, actor=make_actor(), against=make_actor("Iraqi government"))
    with django_assert_num_queries(1):  # type: ignore[operator]
        assert len([claim_value(claim) for claim in Claim.objects.for_resolution()]) == 3
