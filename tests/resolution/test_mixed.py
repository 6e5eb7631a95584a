"""Rule 8: towns held in part."""

from __future__ import annotations

from typing import Any

import pytest

from conflictmap.core.claims import ClaimValue, ReviewState
from conflictmap.core.periods import Holder
from conflictmap.resolution import resolve_town
from tests.resolution.claim_making import claim, rules, story, told

rebels = claim("holds", "rebels", "05-01")


@pytest.mark.parametrize(
    ("name", "claims", "expected"),
    [
        (
            "the standing holder keeps the rest",
            [rebels, claim("partly_holds", "army", "06-10")],
            ["05-01..06-09 held rebels", "06-10.. mixed army (rebels)"],
        ),
        (
            "the text names who holds the rest",
            [claim("partly_holds", "army", "06-10", against="clans")],
            ["06-10.. mixed army (clans)"],
        ),
        ("nobody is known for the rest", [claim("partly_holds", "army", "06-10")], ["06-10.. mixed army"]),
        (
            "the larger part first",
            [rebels, claim("partly_holds", "army", "06-10", share=0.2)],
            ["05-01..06-09 held rebels", "06-10.. mixed (rebels) army"],
        ),
        (
            "parts of several parties make one period",
            [claim("partly_holds", "army", "06-10", share=0.3), claim("partly_holds", "rebels", "06-10", share=0.6)],
            ["06-10.. mixed rebels army"],
        ),
        (
            "a part told later joins",
            [
                claim("partly_holds", "army", "06-10", share=0.3, against="rebels"),
                claim("partly_holds", "rebels", "06-12", share=0.6),
            ],
            ["06-10..06-11 mixed (rebels) army", "06-12.. mixed rebels army"],
        ),
        (
            "nothing is left when the parts make a whole",
            [rebels, claim("partly_holds", "army", "06-10", share=1.0)],
            ["05-01..06-09 held rebels", "06-10.. mixed army"],
        ),
        (
            "a party that is driven out leaves the town to the other",
            [claim("partly_holds", "army", "06-10", against="rebels"), claim("loses", "rebels", "06-20")],
            ["06-10..06-19 mixed army (rebels)", "06-20.. held (army)"],
        ),
        (
            "which is inferred only until somebody says so",
            [
                claim("partly_holds", "army", "06-10", against="rebels"),
                claim("loses", "rebels", "06-20"),
                claim("holds", "army", "06-25"),
            ],
            ["06-10..06-19 mixed army (rebels)", "06-20..06-24 held (army)", "06-25.. held army"],
        ),
        (
            "the only known party of a mixed town is driven out",
            [claim("partly_holds", "army", "06-10"), claim("loses", "army", "06-20")],
            ["06-10..06-19 mixed army", "06-20.. unknown"],
        ),
        (
            "a capture ends it",
            [claim("partly_holds", "army", "06-10", against="rebels"), claim("captures", "army", "06-20")],
            ["06-10..06-19 mixed army (rebels)", "06-20.. held army"],
        ),
        (
            "a part is held by somebody unnamed",
            [rebels, claim("partly_holds", None, "06-10")],
            ["05-01..06-09 held rebels", "06-10.. mixed (rebels)"],
        ),
        (
            "within one article a part is the more exact word",
            [
                claim("partly_holds", "army", "06-10", against="rebels", article="a", position=1),
                claim("holds", "rebels", "06-10", article="a", position=2),
            ],
            ["06-10.. mixed army (rebels)"],
        ),
        (
            "two articles disagree whether all or a part is held",
            [rebels, claim("holds", "army", "06-10"), claim("partly_holds", "army", "06-10")],
            ["05-01..06-09 held rebels", "06-10.. disputed army rebels"],
        ),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_rule_8(name: str, claims: list[ClaimValue], expected: list[str]) -> None:
    assert story(resolve_town(claims)) == expected


def together(kind: str, day: str, *actors: str, **fields: Any) -> list[ClaimValue]:
    """The claims of one sentence that names several actors."""
    return [claim(kind, actor, day, article="a", position=7, source="agency", **fields) for actor in actors]


@pytest.mark.parametrize(
    ("name", "claims", "expected"),
    [
        (
            "captors told together hold the town together",
            [rebels, *together("captures", "06-10", "army", "clans", against="rebels")],
            ["05-01..06-09 held rebels", "06-10.. mixed army clans"],
        ),
        (
            "holders told together leave nothing to the one before",
            [rebels, *together("holds", "06-10", "army", "clans")],
            ["05-01..06-09 held rebels", "06-10.. mixed army clans"],
        ),
        (
            "captors told together after another capture in the same article",
            [
                claim("captures", "rebels", "06-10", article="a", position=3),
                *together("captures", "06-10", "army", "clans"),
            ],
            ["06-10.. mixed army clans"],
        ),
        (
            "another report of the same opens no period",
            [
                *together("captures", "06-10", "army", "clans"),
                claim("captures", "clans", "06-12", article="b", position=1),
                claim("captures", "army", "06-12", article="b", position=1),
            ],
            ["06-10.. mixed army clans"],
        ),
        (
            "when one of them takes it all, it holds it alone",
            [*together("captures", "06-10", "army", "clans"), claim("captures", "army", "06-20")],
            ["06-10..06-19 mixed army clans", "06-20.. held army"],
        ),
        (
            "when one of them is out, the other has it",
            [*together("captures", "06-10", "army", "clans"), claim("loses", "clans", "06-20")],
            ["06-10..06-19 mixed army clans", "06-20.. held (army)"],
        ),
        (
            "a text that counts one who left that very day tells of the hours before",
            [claim("loses", "army", "06-10"), *together("holds", "06-10", "army", "clans")],
            ["06-10.. unknown"],
        ),
        (
            "other parts before are forgotten",
            [
                claim("partly_holds", "rebels", "06-01", against="militia"),
                *together("captures", "06-10", "army", "clans"),
            ],
            ["06-01..06-09 mixed rebels (militia)", "06-10.. mixed army clans"],
        ),
        (
            "a captor from whom another of the same sentence took the town came first",
            [*together("captures", "06-10", "army"), *together("captures", "06-10", "rebels", against="army")],
            ["06-10.. held rebels"],
        ),
        (
            "captors told together came before one who took the town from any of them that day",
            [*together("captures", "06-10", "army", "clans"), claim("captures", "rebels", "06-10", against="army")],
            ["06-10.. held rebels"],
        ),
        (
            "captors who took the town from each other on one day disagree",
            [
                *together("captures", "06-10", "army", "clans", against="rebels"),
                claim("captures", "rebels", "06-10", against="army"),
            ],
            ["06-10.. disputed rebels army clans"],
        ),
        (
            "when one of them is there already, all are",
            [
                *together("captures", "06-10", "army", "clans", last="06-20", against="rebels"),
                claim("holds", "clans", "06-15"),
            ],
            ["06-10..06-14 changing rebels army clans", "06-15.. mixed army clans"],
        ),
        (
            "an order that the text gives is no joint capture",
            [
                claim("captures", "army", "06-10", article="a", position=3),
                claim("captures", "clans", "06-10", article="a", position=7),
            ],
            ["06-10.. held clans"],
        ),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_several_told_together(name: str, claims: list[ClaimValue], expected: list[str]) -> None:
    assert story(resolve_town(claims)) == expected


def test_a_part_names_the_claims_of_all_parties() -> None:
    first = claim("partly_holds", "rebels", "06-01", source="agency", identifier="rebels")
    timeline = resolve_town([first, claim("partly_holds", "army", "06-10", source="agency", identifier="army")])
    assert timeline.control[-1].claims == ("rebels", "army")


def test_the_rest_names_the_claim_by_which_it_is_inferred() -> None:
    whole = claim("captures", "rebels", "06-01", source="agency", identifier="whole")
    part = claim("partly_holds", "army", "06-10", source="agency", identifier="part", review=ReviewState.PROPOSED)
    period = resolve_town([whole, part]).control[-1]
    assert (told(period), period.claims) == ("06-10.. mixed army (rebels)", ("whole", "part"))
    assert period.unreviewed, "nobody has checked the report of the part"


def test_the_last_party_names_the_claim_of_its_part() -> None:
    part = claim("partly_holds", "army", "06-10", source="agency", identifier="part")
    rest = claim("partly_holds", "rebels", "06-10", source="agency", identifier="rest")
    period = resolve_town([part, rest, claim("loses", "rebels", "06-20", source="agency", identifier="out")]).control[
        -1
    ]
    assert (told(period), period.claims) == ("06-20.. held (army)", ("part", "out"))


def test_the_last_party_in_a_dispute_names_the_claim_of_its_part() -> None:
    parts = claim("partly_holds", "army", "06-10", against="rebels", identifier="parts")
    out = claim("loses", "rebels", "06-12", identifier="out")
    another = claim("partly_holds", "clans", "06-12", "06-14", against="rebels", identifier="another")
    period = resolve_town([parts, out, another]).control[-1]
    assert period.status == "disputed"
    assert "(army)" in told(period)
    assert set(period.claims) == {"parts", "out", "another"}


def test_a_dispute_about_a_part_names_the_claim_of_the_holder_before() -> None:
    whole = claim("captures", "rebels", "06-01", source="agency", identifier="whole")
    part = claim("partly_holds", "army", "06-10", source="agency", identifier="part")
    all_of_it = claim("holds", "army", "06-10", source="paper", identifier="all")
    period = resolve_town([whole, part, all_of_it]).control[-1]
    assert (period.status, set(period.claims)) == ("disputed", {"whole", "part", "all"})


def test_shares_are_kept_and_the_rest_has_none() -> None:
    (period,) = resolve_town([claim("partly_holds", "army", "06-10", share=0.6, against="rebels")]).control
    assert period.holders == (Holder("army", 0.6), Holder("rebels", inferred=True))
    assert period.share == 0.6
    assert period.rule == 8


def test_a_share_told_anew_opens_a_period() -> None:
    timeline = resolve_town(
        [
            claim("partly_holds", "army", "06-10", share=0.4),
            claim("partly_holds", "army", "06-20", share=0.7),
            claim("partly_holds", "army", "06-22"),
        ]
    )
    assert [period.share for period in timeline.control] == [0.4, 0.7]
    assert rules(timeline) == [8, 8]


def test_of_two_shares_told_on_one_day_the_weightier_source_counts() -> None:
    light = claim("partly_holds", "army", "06-10", share=0.4, source_weight=0.5)
    heavy = claim("partly_holds", "army", "06-10", share=0.7)
    assert resolve_town([heavy, light]).control[0].share == 0.7
