"""The article the project started from: every map-changing claim, and nothing that changes the map by mistake."""

from datetime import date
from pathlib import Path

import pytest

from conflictmap.core.claims import CONTROL_KINDS, VOTING_MODALITIES, ClaimDraft, Kind, Modality, PlaceKind, Relation
from tests.extraction import read

ARTICLE = Path(__file__).parents[2] / "fixtures/articles/2017-09-22-afp-baghdad.txt"
REPORTED, PUBLISHED = date(2017, 9, 21), date(2017, 9, 22)


@pytest.fixture(scope="module")
def text() -> str:
    return ARTICLE.read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def claims(text: str) -> list[ClaimDraft]:
    return read(text, PUBLISHED)


def changing(claims: list[ClaimDraft]) -> list[ClaimDraft]:
    return [
        c
        for c in claims
        if c.kind in CONTROL_KINDS
        and c.modality in VOTING_MODALITIES
        and c.place_kind is PlaceKind.TOWN
        and c.relation is Relation.IN
    ]


def test_the_towns_that_change_and_who_holds_them(claims: list[ClaimDraft]) -> None:
    found = {(c.place, c.actor_canonical, c.kind) for c in changing(claims)}
    assert found == {
        ("Hawija", "Islamic State", Kind.HOLDS),
        ("Sharqat", "Islamic State", Kind.HOLDS),
        ("Raqqa", "SDF/YPG", Kind.PARTLY_HOLDS),
        ("Mosul", "Islamic State", Kind.LOSES),
    }


def test_dates(claims: list[ClaimDraft]) -> None:
    days = {c.place: (c.date_from, c.date_to) for c in changing(claims)}
    assert days["Mosul"] == (date(2017, 7, 1), date(2017, 7, 31))
    assert days["Raqqa"] == (PUBLISHED, PUBLISHED)
    for place in ("Hawija", "Sharqat"):
        first, last = days[place]
        assert first in {REPORTED, PUBLISHED}
        assert last in {REPORTED, PUBLISHED}


def test_raqqa_is_mostly_held_and_the_rest_is_told(claims: list[ClaimDraft]) -> None:
    (raqqa,) = [c for c in claims if c.place == "Raqqa"]
    assert raqqa.share is not None
    assert 0.5 < raqqa.share < 1
    assert raqqa.against_canonical == "Islamic State"
    assert raqqa.actor == "US-backed fighters"


def test_pressure(claims: list[ClaimDraft]) -> None:
    pressure = {(c.place, c.kind, c.actor_canonical) for c in claims}
    assert ("Hawija", Kind.ATTACKS, "Iraqi government") in pressure
    assert any(c.place == "Hawija" and c.kind is Kind.BESIEGES for c in claims)
    assert any(c.place == "Sharqat" and c.kind is Kind.ATTACKS and c.relation is Relation.NEAR for c in claims)


def test_nothing_from_the_dateline_the_prediction_or_last_year(claims: list[ClaimDraft]) -> None:
    assert not [c for c in claims if c.place.casefold() in {"baghdad", "afp", "syria", "iraq"}]
    assert not [c for c in claims if c.date_from and c.date_from.year == 2016]
    assert not [c for c in changing(claims) if c.actor_canonical == "Iraqi government"]


def test_a_region_is_only_a_region(claims: list[ClaimDraft]) -> None:
    assert all(c.place_kind is PlaceKind.REGION for c in claims if "Valley" in c.place)


def test_a_plan_stays_a_plan(claims: list[ClaimDraft]) -> None:
    captures = [c for c in claims if c.kind is Kind.CAPTURES]
    assert all(c.modality is Modality.PLANNED for c in captures)


def test_quotes_are_exact(text: str, claims: list[ClaimDraft]) -> None:
    for claim in claims:
        assert text[claim.start : claim.end] == claim.quote
        assert claim.place in text
