"""Rules 1, 2 and 11: who votes, with what weight, and what was known when."""

from __future__ import annotations

from typing import Any

import pytest

from conflictmap.core.claims import Modality, PlaceKind, Relation, ReviewState
from conflictmap.resolution import resolve, resolve_town
from conflictmap.resolution.weights import PUBLISHING_THRESHOLD, weight_of
from tests.resolution.claim_making import claim, day, story

HELD = ["06-01.. held army"]
NOTHING: list[str] = []


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"modality": Modality.ASSERTED}, HELD),
        ({"modality": Modality.ATTRIBUTED}, HELD),
        ({"modality": Modality.DENIED}, NOTHING),
        ({"modality": Modality.PLANNED}, NOTHING),
        ({"review": ReviewState.REJECTED}, NOTHING),
        ({"review": ReviewState.CORRECTED, "confidence": 0.1}, HELD),
        ({"review": ReviewState.PROPOSED, "confidence": PUBLISHING_THRESHOLD}, HELD),
        ({"review": ReviewState.PROPOSED, "confidence": PUBLISHING_THRESHOLD - 0.01}, NOTHING),
        ({"place_kind": PlaceKind.REGION}, NOTHING),
        ({"place_kind": PlaceKind.FACILITY}, HELD),
        ({"relation": Relation.NEAR}, NOTHING),
        ({"source_weight": 0.0}, NOTHING),
        ({"source_partisan_of": "army"}, NOTHING),
        ({"source_partisan_of": "rebels"}, HELD),
    ],
)
def test_who_votes(fields: dict[str, Any], expected: list[str]) -> None:
    assert story(resolve_town([claim("captures", "army", "06-01", **fields)])) == expected


def test_the_publishing_threshold_can_be_set() -> None:
    unsure = claim("holds", "army", "06-01", review=ReviewState.PROPOSED, confidence=0.3)
    assert resolve_town([unsure]).control == ()
    assert story(resolve_town([unsure], threshold=0.3)) == HELD


def test_a_period_without_a_reviewed_claim_is_marked() -> None:
    proposed = claim("captures", "army", "06-01", review=ReviewState.PROPOSED)
    assert resolve_town([proposed]).control[0].unreviewed
    assert not resolve_town([proposed, claim("holds", "army", "06-02")]).control[0].unreviewed


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({}, 1.0),
        ({"source_weight": 0.5}, 0.5),
        ({"modality": Modality.ATTRIBUTED}, 0.7),
        ({"review": ReviewState.PROPOSED, "confidence": 0.5}, 0.4),
        ({"review": ReviewState.CORRECTED, "confidence": 0.5}, 1.0),
        ({"source_partisan_of": "rebels", "against": "rebels"}, 1.5),
        ({"source_partisan_of": "rebels", "against": "clans"}, 1.0),
    ],
)
def test_weight(fields: dict[str, Any], expected: float) -> None:
    assert weight_of(claim("captures", "army", "06-01", **fields)) == pytest.approx(expected)


def test_a_side_that_admits_its_own_loss_weighs_more() -> None:
    assert weight_of(claim("loses", "army", "06-01", source_partisan_of="army")) == pytest.approx(1.5)


class TestPartisanSources:
    own = claim("captures", "army", "06-01", source="army news", source_partisan_of="army", identifier="own")

    def test_alone_it_does_not_count_for_its_own_side(self) -> None:
        assert resolve_town([self.own]).control == ()

    def test_with_a_witness_it_counts_from_the_day_the_witness_speaks_of(self) -> None:
        timeline = resolve_town([self.own, claim("holds", "army", "06-04", identifier="witness")])
        assert story(timeline) == ["06-04.. held army"]
        assert timeline.control[0].claims == ("own", "witness")

    @pytest.mark.parametrize(
        "fields",
        [
            {"source": "army television", "source_partisan_of": "army"},
            {"wording": "same"},
            {"first": "06-20"},
            {"actor": "rebels"},
        ],
    )
    def test_what_is_no_witness(self, fields: dict[str, Any]) -> None:
        own = claim("captures", "army", "06-01", source_partisan_of="army", wording="same", identifier="own")
        values: dict[str, Any] = {"first": "06-01", "actor": "army", **fields}
        other = claim(
            "holds" if "wording" not in fields else "captures", values.pop("actor"), values.pop("first"), **values
        )
        periods = resolve_town([own, other]).control
        assert all("own" not in period.claims for period in periods)

    def test_what_it_says_of_others_counts_at_once(self) -> None:
        assert story(resolve_town([claim("holds", "clans", "06-01", source_partisan_of="army")])) == [
            "06-01.. held clans"
        ]

    def test_the_enemy_s_loss_serves_its_own_side(self) -> None:
        held = claim("holds", "rebels", "05-01")
        loss = claim("loses", "rebels", "06-01", source_partisan_of="army")
        assert story(resolve_town([held, loss])) == ["05-01.. held rebels"]


class TestCopiesOfOneText:
    def test_they_count_once(self) -> None:
        wire = [claim("holds", "army", "06-10", wording="w", article=f"copy {n}", identifier=f"w{n}") for n in range(5)]
        against = claim("holds", "rebels", "06-10")
        assert resolve_town([*wire, against]).control[0].status == "disputed"
        independent = [claim("holds", "army", "06-10") for _ in range(2)]
        assert story(resolve_town([*independent, against])) == ["06-10.. held army"]

    def test_a_later_copy_confirms_nothing(self) -> None:
        first = claim("holds", "army", "06-10", wording="w", article="a")
        copy = claim("holds", "army", "06-14", wording="w", article="b", identifier="copy")
        (period,) = resolve_town([first, copy]).control
        assert period.confirmations[-1][0] == day("06-10")

    def test_two_claims_of_one_article_are_no_copies(self) -> None:
        first = claim("captures", "army", "06-10", wording="w", article="a")
        lost = claim("captures", "rebels", "06-12")
        again = claim("captures", "army", "06-14", wording="w", article="a")
        assert story(resolve_town([first, lost, again]))[-1] == "06-14.. held army"


class TestKnowledge:
    late = claim("captures", "army", "06-01", published="09-01")
    early = claim("holds", "rebels", "05-01", published="05-02")

    def test_a_report_published_later_reaches_back_to_its_own_days(self) -> None:
        assert story(resolve_town([self.early, self.late])) == ["05-01..05-31 held rebels", "06-01.. held army"]

    @pytest.mark.parametrize(
        ("known_at", "expected"),
        [("05-01", []), ("05-02", ["05-01.. held rebels"]), ("08-31", ["05-01.. held rebels"])],
    )
    def test_as_known_at(self, known_at: str, expected: list[str]) -> None:
        assert story(resolve_town([self.early, self.late], known_at=day(known_at))) == expected


def test_claims_of_two_towns_are_refused_together_and_grouped_by_resolve() -> None:
    here, there = claim("holds", "army", "06-01"), claim("holds", "rebels", "06-01", town="dam")
    with pytest.raises(ValueError, match="claims of one town"):
        resolve_town([here, there])
    assert [(town, story(timeline)) for town, timeline in resolve([here, there]).items()] == [
        ("dam", ["06-01.. held rebels"]),
        ("town", ["06-01.. held army"]),
    ]


def test_two_claims_with_one_identifier_are_refused() -> None:
    with pytest.raises(ValueError, match="'same' occurs more than once"):
        resolve_town([claim("holds", "army", "06-01", identifier="same") for _ in range(2)])
