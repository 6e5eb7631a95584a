"""The sentences that tell readers why."""

from __future__ import annotations

import pytest

from conflictmap.core.claims import ClaimValue, ReviewState
from conflictmap.resolution import RULES, explain, resolve_town
from tests.resolution.claim_making import claim

NAMES = {"army": "the Army", "rebels": "the Rebels"}
rebels = claim("holds", "rebels", "05-01")


def test_all_eleven_rules_are_named() -> None:
    assert list(RULES) == list(range(1, 12))
    assert all(rule.name and rule.sentence.endswith(".") for rule in RULES.values())


@pytest.mark.parametrize(
    ("claims", "expected"),
    [
        ([rebels], "The last report that settles it says that the Rebels holds the town from 1 May 2017 on."),
        (
            [claim("captures", "army", "06-01", "06-20")],
            "The last report that settles it says that the Army had taken the town by 20 June 2017.",
        ),
        (
            [
                claim("captures", "army", "04-01"),
                claim("captures", "rebels", "05-01"),
                claim("captures", "army", "06-01"),
            ],
            "The last report that settles it says that the Army took the town back on 1 June 2017.",
        ),
        (
            [rebels, claim("holds", "army", "05-20")],
            "From 20 May 2017 on, sources disagree: they name the Army or the Rebels as holder of the town.",
        ),
        (
            [rebels, claim("holds", "army", "05-20"), claim("holds", "army", "05-20")],
            "Sources disagree, and from 20 May 2017 on the weightier ones say that the Army holds the town.",
        ),
        ([rebels, claim("loses", "rebels", "06-01")], "From 1 June 2017 on, no report names a holder of the town."),
        (
            [claim("partly_holds", "army", "06-01", share=0.6, against="rebels")],
            "From 1 June 2017 on, the town is held in parts by the Army (most) and the Rebels (the rest, inferred).",
        ),
        (
            [claim("partly_holds", "army", "06-01")],
            "From 1 June 2017 on, the Army is said to hold a part of the town; nobody is named for the rest.",
        ),
        (
            [claim("partly_holds", "army", "06-01", against="rebels"), claim("loses", "rebels", "06-09")],
            "the Army is the only party left from 9 June 2017 on; that it holds all of the town is inferred.",
        ),
        (
            [rebels, claim("contests", "army", "06-01")],
            "the Rebels still holds the town on 15 June 2017: no report says that it lost it.",
        ),
        (
            [rebels, claim("loses", "rebels", "06-01"), claim("holds", "rebels", "06-09")],
            "From 9 June 2017 on, sources disagree on whether the Rebels holds the town, and neither side outweighs "
            "the other.",
        ),
    ],
)
def test_the_last_period_is_explained(claims: list[ClaimValue], expected: str) -> None:
    assert explain(resolve_town(claims).control[-1], NAMES).startswith(expected)


@pytest.mark.parametrize(
    ("claims", "expected"),
    [
        (
            [rebels, claim("captures", "army", "06-01", "06-20")],
            "The town passes from the Rebels to the Army at some time from 1 June 2017 on.",
        ),
        (
            [rebels, claim("loses", "rebels", "06-01", "06-20")],
            "the Rebels lost the town at some time from 1 June 2017 on; the exact day is not known.",
        ),
        (
            [rebels, claim("contests", "army", "06-01")],
            "Reports tell of fighting inside the town from 1 June 2017 on between the Rebels and the Army.",
        ),
    ],
)
def test_the_last_but_one_is_explained(claims: list[ClaimValue], expected: str) -> None:
    assert explain(resolve_town(claims).control[-2], NAMES).startswith(expected)


def test_it_tells_of_contrary_reports_and_of_missing_review() -> None:
    light = claim("holds", "army", "05-20", source_weight=0.2, review=ReviewState.PROPOSED)
    assert "One report says otherwise." in explain(resolve_town([rebels, light]).control[-1])
    proposed = claim("holds", "army", "05-20", review=ReviewState.PROPOSED)
    assert explain(resolve_town([proposed]).control[0]).endswith("No editor has checked these reports yet.")


def test_an_actor_without_a_name_is_written_as_its_key() -> None:
    assert "army" in explain(resolve_town([claim("holds", "army", "05-20")]).control[0], {})
