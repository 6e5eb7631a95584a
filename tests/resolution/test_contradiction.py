"""Rule 5: sources that disagree."""

from __future__ import annotations

import pytest

from conflictmap.core.claims import ClaimValue, Modality
from conflictmap.resolution import resolve_town
from tests.resolution.claim_making import claim, rules, story

army = claim("captures", "army", "06-01", identifier="army")


@pytest.mark.parametrize(
    ("name", "claims", "expected"),
    [
        (
            "a state for another holder, of like weight",
            [army, claim("holds", "rebels", "06-11")],
            ["06-01..06-10 held army", "06-11.. disputed rebels army"],
        ),
        (
            "a state for another holder, half as heavy",
            [army, claim("holds", "rebels", "06-11", source_weight=0.4)],
            ["06-01..06-10 held army", "06-11.. held army"],
        ),
        (
            "a state for another holder, twice as heavy",
            [army, claim("holds", "rebels", "06-11"), claim("holds", "rebels", "06-11")],
            ["06-01..06-10 held army", "06-11.. held rebels"],
        ),
        (
            "an old holder weighs less",
            [claim("captures", "army", "2013-06-01"), claim("holds", "rebels", "06-11")],
            ["2013-06-01..06-10 held army", "06-11.. held rebels"],
        ),
        (
            "a holder confirmed of late weighs more",
            [
                claim("captures", "army", "2015-06-01"),
                claim("holds", "army", "06-01"),
                claim("holds", "rebels", "06-11"),
            ],
            ["2015-06-01..06-10 held army", "06-11.. disputed army rebels"],
        ),
        (
            "an event between explains it",
            [army, claim("captures", "rebels", "06-05"), claim("holds", "rebels", "06-11")],
            ["06-01..06-04 held army", "06-05.. held rebels"],
        ),
        (
            "two captures of one day",
            [claim("captures", "army", "06-10"), claim("captures", "rebels", "06-10")],
            ["06-10.. disputed army rebels"],
        ),
        (
            "two captures of one day, one of them only claimed by somebody",
            [
                claim("captures", "army", "06-10"),
                claim("captures", "rebels", "06-10", modality=Modality.ATTRIBUTED, source_weight=0.7),
            ],
            ["06-10.. held army"],
        ),
        (
            "two states of one day in one article: the last told counts",
            [
                claim("holds", "army", "06-10", article="a", position=1),
                claim("holds", "rebels", "06-10", article="a", position=2),
            ],
            ["06-10.. held rebels"],
        ),
        (
            "a dispute ends when later reports support one side",
            [army, claim("holds", "rebels", "06-11"), claim("holds", "army", "06-20"), claim("holds", "army", "06-20")],
            ["06-01..06-10 held army", "06-11..06-19 disputed rebels army", "06-20.. held army"],
        ),
        (
            "one more report of the same source is no further voice",
            [
                army,
                claim("holds", "rebels", "06-11"),
                claim("holds", "army", "06-20", source=army.source),
                claim("holds", "army", "06-21", source=army.source),
            ],
            [
                "06-01..06-10 held army",
                "06-11..06-19 disputed rebels army",
                "06-20..06-20 disputed army rebels",
                "06-21.. disputed army rebels",
            ],
        ),
        (
            "an event ends a dispute",
            [army, claim("holds", "rebels", "06-11"), claim("captures", "army", "06-20")],
            ["06-01..06-10 held army", "06-11..06-19 disputed rebels army", "06-20.. held army"],
        ),
        (
            "a loss takes one side out of a dispute",
            [army, claim("holds", "rebels", "06-11"), claim("loses", "rebels", "06-20")],
            ["06-01..06-10 held army", "06-11..06-19 disputed rebels army", "06-20.. held army"],
        ),
        (
            "a state that outlasts an event contradicts it",
            [claim("holds", "rebels", "05-01", "06-30"), army],
            ["05-01..05-31 held rebels", "06-01.. disputed army rebels"],
        ),
        (
            "a holder who is said to have lost the town and to hold it",
            [army, claim("loses", "army", "06-10"), claim("holds", "army", "06-15")],
            ["06-01..06-09 held army", "06-10..06-14 unknown", "06-15.. disputed army"],
        ),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_rule_5(name: str, claims: list[ClaimValue], expected: list[str]) -> None:
    assert story(resolve_town(claims)) == expected


def test_a_dispute_names_the_claims_of_both_sides() -> None:
    timeline = resolve_town([army, claim("holds", "rebels", "06-11", identifier="rebels")])
    assert timeline.control[-1].claims == ("army", "rebels")
    assert rules(timeline) == [3, 5]
    assert timeline.control[-1].confidence < timeline.control[0].confidence / 1.5


def test_the_event_that_ends_a_dispute_lists_the_other_side() -> None:
    rebels, late = claim("holds", "rebels", "06-11", identifier="rebels"), claim("captures", "army", "06-20")
    assert resolve_town([army, rebels, late]).control[-1].claims_against == ("rebels",)


def test_a_source_that_tells_of_the_event_itself_is_not_against_it() -> None:
    rebels = claim("holds", "rebels", "06-11", source="paper")
    late = claim("captures", "army", "06-20", source="paper")
    assert resolve_town([army, rebels, late]).control[-1].claims_against == ()


def test_an_outweighed_claim_opens_a_period_and_is_named_in_it() -> None:
    light = claim("holds", "rebels", "06-11", source_weight=0.4, identifier="light")
    kept = resolve_town([army, light]).control[-1]
    assert (kept.rule, kept.claims, kept.claims_against) == (5, ("army",), ("light",))


def test_silence_neither_starts_nor_ends_a_dispute() -> None:
    heard = [army, claim("holds", "rebels", "06-11")]
    attack = claim("attacks", "clans", "2019-01-01")
    assert story(resolve_town([*heard, attack])) == story(resolve_town(heard))


def test_the_order_of_sides_is_no_difference() -> None:
    timeline = resolve_town([army, claim("holds", "rebels", "06-11"), claim("holds", "clans", "06-11")])
    assert timeline.control[-1].status == "disputed"
    assert {holder.actor for holder in timeline.control[-1].holders} == {"army", "rebels", "clans"}


def test_an_article_does_not_contradict_itself() -> None:
    taken = claim("captures", "rebels", "05-01", article="a", position=0)
    since = claim("holds", "army", "06-01", "06-30", article="a", position=1)
    assert story(resolve_town([taken, since])) == ["05-01..05-31 held rebels", "06-01.. held army"]


def test_another_article_does() -> None:
    taken = claim("captures", "rebels", "05-01", article="a", source="one")
    since = claim("holds", "army", "06-01", "06-30", article="b", source="two")
    assert story(resolve_town([taken, since]))[-1].startswith("06-01.. disputed")
