"""Rule 9: attacks, sieges and fighting inside a town."""

from __future__ import annotations

import pytest

from conflictmap.core.claims import ClaimValue, PlaceKind, Relation
from conflictmap.resolution import resolve_town
from tests.resolution.claim_making import claim, pressure_story, rules, story

rebels = claim("holds", "rebels", "05-01")


@pytest.mark.parametrize(
    ("name", "claims", "expected"),
    [
        ("an attack fades after 14 days", [claim("attacks", "army", "06-01")], ["06-01..06-14 under_attack army"]),
        ("a siege fades after 90 days", [claim("besieges", "army", "06-01")], ["06-01..08-29 besieged army"]),
        (
            "counted from its last confirmed day",
            [claim("attacks", "army", "06-01", "06-10")],
            ["06-01..06-23 under_attack army"],
        ),
        ("by somebody unnamed", [claim("attacks", None, "06-01")], ["06-01..06-14 under_attack"]),
        (
            "around the town counts, too",
            [claim("attacks", "army", "06-01", relation=Relation.NEAR)],
            ["06-01..06-14 under_attack army"],
        ),
        ("a region paints no town", [claim("attacks", "army", "06-01", place_kind=PlaceKind.REGION)], []),
        (
            "renewed before it fades",
            [claim("attacks", "army", "06-01"), claim("attacks", "army", "06-14")],
            ["06-01..06-27 under_attack army"],
        ),
        (
            "anew after it has faded",
            [claim("attacks", "army", "06-01"), claim("attacks", "army", "06-15")],
            ["06-01..06-14 under_attack army", "06-15..06-28 under_attack army"],
        ),
        (
            "two attackers",
            [claim("attacks", "army", "06-01"), claim("attacks", "clans", "06-05")],
            [
                "06-01..06-04 under_attack army",
                "06-05..06-14 under_attack army clans",
                "06-15..06-18 under_attack clans",
            ],
        ),
        (
            "a siege and an attack at once",
            [claim("besieges", "army", "06-01"), claim("attacks", "army", "06-05")],
            ["06-01..08-29 besieged army", "06-05..06-18 under_attack army"],
        ),
        (
            "ended when the town passes to the besieger",
            [rebels, claim("besieges", "army", "06-01"), claim("captures", "army", "06-20")],
            ["06-01..06-19 besieged army"],
        ),
        (
            "ended by a capture when the attacker is not named",
            [rebels, claim("besieges", None, "06-01"), claim("captures", "army", "06-20")],
            ["06-01..06-19 besieged"],
        ),
        (
            "not ended when the first report of a holder comes",
            [claim("besieges", None, "06-01"), claim("holds", "rebels", "06-02")],
            ["06-01..08-29 besieged"],
        ),
        (
            "ended when the besieger is said to have lost the place",
            [rebels, claim("besieges", "army", "06-01"), claim("loses", "army", "06-20")],
            ["06-01..06-19 besieged army"],
        ),
        (
            "ended when the besieged are gone",
            [rebels, claim("besieges", "army", "06-01"), claim("loses", "rebels", "06-20")],
            ["06-01..06-19 besieged army"],
        ),
        (
            "ended by another's capture: nobody says that the captor is besieged, too",
            [rebels, claim("besieges", "army", "06-01"), claim("captures", "clans", "06-20")],
            ["06-01..06-19 besieged army"],
        ),
        (
            "going on when the holder is said to have taken the town before",
            [rebels, claim("besieges", "army", "06-01"), claim("captures", "rebels", "06-20")],
            ["06-01..08-29 besieged army"],
        ),
        (
            "fighting on the day of a capture is the fighting for it",
            [rebels, claim("contests", "rebels", "06-10"), claim("captures", "army", "06-10")],
            [],
        ),
        (
            "fighting that lasts goes on after a capture",
            [rebels, claim("contests", "rebels", "06-10", "06-12"), claim("captures", "army", "06-10")],
            ["06-10..06-25 under_attack rebels"],
        ),
        ("nobody besieges what it holds", [rebels, claim("besieges", "rebels", "06-01")], []),
        (
            "fighting inside is an attack, too",
            [rebels, claim("contests", "army", "06-01")],
            ["06-01..06-14 under_attack army"],
        ),
        (
            "fighting told of the holder is an attack by the other side",
            [rebels, claim("contests", "rebels", "06-01", against="army")],
            ["06-01..06-14 under_attack army"],
        ),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_pressure(name: str, claims: list[ClaimValue], expected: list[str]) -> None:
    assert pressure_story(resolve_town(claims)) == expected


@pytest.mark.parametrize(
    ("name", "claims", "expected"),
    [
        (
            "fighting inside fades back to the holder",
            [rebels, claim("contests", "army", "06-01", "06-05")],
            ["05-01..05-31 held rebels", "06-01..06-18 contested rebels army", "06-19.. held rebels"],
        ),
        (
            "an event ends it",
            [rebels, claim("contests", "army", "06-01", "06-30"), claim("captures", "army", "06-10")],
            ["05-01..05-31 held rebels", "06-01..06-09 contested rebels army", "06-10.. held army"],
        ),
        (
            "the holder drives them out",
            [rebels, claim("contests", "army", "06-01"), claim("captures", "rebels", "06-05")],
            ["05-01..05-31 held rebels", "06-01..06-04 contested rebels army", "06-05.. held rebels"],
        ),
        (
            "only the holder is named",
            [rebels, claim("contests", "rebels", "06-01")],
            ["05-01..05-31 held rebels", "06-01..06-14 contested rebels", "06-15.. held rebels"],
        ),
        (
            "no holder is known",
            [claim("contests", "army", "06-01", against="rebels")],
            ["06-01..06-14 contested (rebels) army", "06-15.. unknown"],
        ),
        (
            "one more party",
            [rebels, claim("contests", "army", "06-01"), claim("contests", "clans", "06-05")],
            [
                "05-01..05-31 held rebels",
                "06-01..06-04 contested rebels army",
                "06-05..06-18 contested rebels army clans",
                "06-19.. held rebels",
            ],
        ),
        (
            "around the town is not inside",
            [rebels, claim("contests", "army", "06-01", relation=Relation.NEAR)],
            ["05-01.. held rebels"],
        ),
        (
            "who holds which part says more",
            [rebels, claim("contests", "army", "06-01", "06-30"), claim("partly_holds", "army", "06-10")],
            ["05-01..05-31 held rebels", "06-01..06-09 contested rebels army", "06-10.. mixed army (rebels)"],
        ),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_fighting_inside(name: str, claims: list[ClaimValue], expected: list[str]) -> None:
    assert story(resolve_town(claims)) == expected


def test_rules_of_fighting() -> None:
    assert rules(resolve_town([rebels, claim("contests", "army", "06-01")])) == [3, 9, 10]


def test_a_siege_names_the_claims_that_are_fresh_in_each_period() -> None:
    timeline = resolve_town(
        [
            claim("besieges", "army", "06-01", identifier="old"),
            claim("besieges", "army", "08-01", identifier="new"),
            claim("besieges", "clans", "09-15", identifier="other"),
        ]
    )
    assert [period.claims for period in timeline.pressure] == [("old", "new"), ("new", "other"), ("other",)]
