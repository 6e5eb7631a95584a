"""Rules 3, 4, 6 and 7: events and states, ranges of days, recaptures, losses."""

from __future__ import annotations

import pytest

from conflictmap.core.claims import ClaimValue
from conflictmap.resolution import resolve_town
from tests.resolution.claim_making import claim, rules, story

rebels_before = claim("holds", "rebels", "05-01")


@pytest.mark.parametrize(
    ("name", "claims", "expected"),
    [
        ("a capture", [claim("captures", "army", "06-10")], ["06-10.. held army"]),
        ("a state", [claim("holds", "army", "06-10")], ["06-10.. held army"]),
        ("a state over days", [claim("holds", "army", "06-10", "06-20")], ["06-10.. held army"]),
        ("a state by a day is seen on that day", [claim("holds", "army", None, "06-10")], ["06-10.. held army"]),
        ("an event by a day", [claim("captures", "army", None, "06-10")], ["06-10.. held army"]),
        (
            "a state without any day counts on the day of publication",
            [claim("holds", "army", None, None, published="06-10")],
            ["06-10.. held army"],
        ),
        (
            "an event since a day is known when published",
            [claim("captures", "army", "06-01", None, published="06-10")],
            ["06-01..06-09 changing army", "06-10.. held army"],
        ),
        (
            "a state never reaches back",
            [rebels_before, claim("captures", "army", "06-01"), claim("holds", "army", "06-10")],
            ["05-01..05-31 held rebels", "06-01.. held army"],
        ),
        ("somebody unnamed", [claim("captures", None, "06-10")], ["06-10.. unknown"]),
        ("held by somebody unnamed", [claim("holds", None, "06-10")], ["06-10.. unknown"]),
        (
            "a holder whose day is the day of the capture held until then",
            [claim("holds", "rebels", "05-01", "06-10"), claim("captures", "army", "06-10")],
            ["05-01..06-09 held rebels", "06-10.. held army"],
        ),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_rule_3(name: str, claims: list[ClaimValue], expected: list[str]) -> None:
    assert story(resolve_town(claims)) == expected


@pytest.mark.parametrize(
    ("name", "claims", "expected"),
    [
        (
            "former holder, changing, new holder",
            [rebels_before, claim("captures", "army", "06-10", "06-20")],
            ["05-01..06-09 held rebels", "06-10..06-19 changing rebels army", "06-20.. held army"],
        ),
        (
            "without a known former holder",
            [claim("captures", "army", "06-10", "06-20")],
            ["06-10..06-19 changing army", "06-20.. held army"],
        ),
        (
            "with a former holder that the text names",
            [claim("captures", "army", "06-10", "06-20", against="rebels")],
            ["06-10..06-19 changing rebels army", "06-20.. held army"],
        ),
        (
            "a more exact day ends the range",
            [rebels_before, claim("captures", "army", "06-10", "06-20"), claim("captures", "army", "06-14")],
            ["05-01..06-09 held rebels", "06-10..06-13 changing rebels army", "06-14.. held army"],
        ),
        (
            "a state shows that it has happened",
            [rebels_before, claim("captures", "army", "06-10", "06-20"), claim("holds", "army", "06-15")],
            ["05-01..06-09 held rebels", "06-10..06-14 changing rebels army", "06-15.. held army"],
        ),
        (
            "the former holder can still be there",
            [rebels_before, claim("captures", "army", "06-10", "06-20"), claim("holds", "rebels", "06-15")],
            ["05-01..06-09 held rebels", "06-10..06-19 changing rebels army", "06-20.. held army"],
        ),
        (
            "another capture within the range has no order with it",
            [rebels_before, claim("captures", "army", "06-10", "06-20"), claim("captures", "clans", "06-15")],
            [
                "05-01..06-09 held rebels",
                "06-10..06-14 changing rebels army",
                "06-15..06-19 changing clans army",
                "06-20.. disputed army clans",
            ],
        ),
        (
            "unless one article tells both",
            [
                rebels_before,
                claim("captures", "army", "06-10", "06-20", article="a", position=1),
                claim("captures", "clans", "06-15", article="a", position=2),
            ],
            [
                "05-01..06-09 held rebels",
                "06-10..06-14 changing rebels army",
                "06-15..06-19 changing clans army",
                "06-20.. held clans",
            ],
        ),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_rule_4(name: str, claims: list[ClaimValue], expected: list[str]) -> None:
    assert story(resolve_town(claims)) == expected


@pytest.mark.parametrize(
    ("name", "claims", "expected"),
    [
        (
            "a recapture",
            [rebels_before, claim("captures", "army", "06-10"), claim("captures", "rebels", "06-20")],
            ["05-01..06-09 held rebels", "06-10..06-19 held army", "06-20.. held rebels"],
        ),
        (
            "two captures of one day in one article: the last told stands",
            [
                claim("captures", "army", "06-10", article="a", position=1),
                claim("captures", "rebels", "06-10", article="a", position=2),
            ],
            ["06-10.. held rebels"],
        ),
        (
            "taken from the one who took it that day, which another report tells without names",
            [
                claim("captures", "army", "06-10"),
                claim("captures", "rebels", "06-10", against="army"),
                claim("captures", None, "06-10"),
            ],
            ["06-10.. held rebels"],
        ),
        (
            "taken from the one who took it that day",
            [claim("captures", "army", "06-10"), claim("captures", "rebels", "06-10", against="army")],
            ["06-10.. held rebels"],
        ),
        (
            "taken from the one who took it that day, in one article that tells of it first",
            [
                claim("captures", "rebels", "06-10", article="a", position=1, against="army"),
                claim("captures", "army", "06-10", article="a", position=2),
            ],
            ["06-10.. held rebels"],
        ),
        (
            "taken and lost again in one article",
            [
                rebels_before,
                claim("captures", "army", "06-10", article="a", position=1, against="rebels"),
                claim("loses", "army", "06-10", article="a", position=2),
            ],
            ["05-01..06-09 held rebels", "06-10.. held rebels"],
        ),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_rule_6(name: str, claims: list[ClaimValue], expected: list[str]) -> None:
    assert story(resolve_town(claims)) == expected


def test_a_flip_within_a_day_is_listed_and_not_drawn() -> None:
    taken = claim("captures", "army", "06-10", article="a", position=1, identifier="taken")
    back = claim("captures", "rebels", "06-10", article="a", position=2, identifier="taken back")
    timeline = resolve_town([rebels_before, taken, back])
    assert [period.holders[0].actor for period in timeline.control] == ["rebels", "rebels"]
    assert timeline.control[-1].claims == (rebels_before.identifier, "taken", "taken back")
    assert rules(timeline) == [3, 6]


def test_who_held_the_town_before_is_no_word_against_its_captor() -> None:
    captured = claim("captures", "army", "06-10", article="a", position=9, source="agency")
    rebel_town = claim("holds", "rebels", "06-10", article="a", position=5, source="agency")
    other = claim("holds", "rebels", "06-10", article="b", source="paper", identifier="other")
    assert resolve_town([captured, rebel_town]).control[-1].claims_against == ()
    assert resolve_town([captured, rebel_town, other]).control[-1].claims_against == ("other",)


@pytest.mark.parametrize(
    ("name", "claims", "expected"),
    [
        (
            "a loss without a named successor",
            [rebels_before, claim("loses", "rebels", "06-10")],
            ["05-01..06-09 held rebels", "06-10.. unknown"],
        ),
        (
            "a loss within a month: changing throughout it",
            [claim("loses", "rebels", "07-01", "07-31")],
            ["07-01..07-31 changing rebels", "08-01.. unknown"],
        ),
        (
            "the other party of a loss is not taken for the successor",
            [rebels_before, claim("loses", "rebels", "06-10", against="army")],
            ["05-01..06-09 held rebels", "06-10.. unknown"],
        ),
        (
            "a loss on the day of a capture",
            [rebels_before, claim("loses", "rebels", "06-10"), claim("captures", "army", "06-10")],
            ["05-01..06-09 held rebels", "06-10.. held army"],
        ),
        (
            "a loss told with a capture of the same range",
            [claim("loses", "rebels", "07-01", "07-31"), claim("captures", "army", "07-01", "07-31")],
            ["07-01..07-30 changing rebels army", "07-31.. held army"],
        ),
        (
            "a loss within the range of a capture",
            [rebels_before, claim("captures", "army", "06-10", "06-20"), claim("loses", "rebels", "06-14")],
            [
                "05-01..06-09 held rebels",
                "06-10..06-13 changing rebels army",
                "06-14..06-19 changing army",
                "06-20.. held army",
            ],
        ),
        (
            "a capture within the range of a loss",
            [rebels_before, claim("loses", "rebels", "07-01", "07-31"), claim("captures", "army", "07-10")],
            ["05-01..06-30 held rebels", "07-01..07-09 changing rebels", "07-10.. held army"],
        ),
        (
            "a loss by one who is known not to hold the town",
            [rebels_before, claim("loses", "army", "06-10")],
            ["05-01.. held rebels"],
        ),
        ("a loss by nobody in particular", [rebels_before, claim("loses", None, "06-10")], ["05-01.. held rebels"]),
        (
            "taken by somebody unnamed",
            [rebels_before, claim("captures", None, "06-10")],
            ["05-01..06-09 held rebels", "06-10.. unknown"],
        ),
        (
            "taken by somebody unnamed, and by name",
            [rebels_before, claim("captures", None, "06-10"), claim("captures", "army", "06-10")],
            ["05-01..06-09 held rebels", "06-10.. held army"],
        ),
        (
            "held by somebody unnamed says nothing new",
            [rebels_before, claim("holds", None, "06-10")],
            ["05-01.. held rebels"],
        ),
        (
            "unless the holder is named as the other party",
            [rebels_before, claim("holds", None, "06-10", against="rebels")],
            ["05-01..06-09 held rebels", "06-10.. unknown"],
        ),
        (
            "a holder after a loss",
            [rebels_before, claim("loses", "rebels", "06-10"), claim("holds", "army", "06-20")],
            ["05-01..06-09 held rebels", "06-10..06-19 unknown", "06-20.. held army"],
        ),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_rule_7(name: str, claims: list[ClaimValue], expected: list[str]) -> None:
    assert story(resolve_town(claims)) == expected


def test_rules_are_numbered() -> None:
    timeline = resolve_town(
        [
            rebels_before,
            claim("captures", "army", "06-10", "06-20"),
            claim("loses", "army", "07-01"),
            claim("captures", "rebels", "07-10"),
        ]
    )
    assert rules(timeline) == [3, 4, 4, 7, 6]


def test_a_state_names_the_successor_of_a_holder_who_left_that_day() -> None:
    before = claim("holds", "rebels", "06-01")
    left = claim("loses", "rebels", "06-10", article="a", position=1)
    held = claim("holds", "army", "06-10", article="a", position=2)
    still = claim("holds", "rebels", "06-10", article="b", source="paper", identifier="still")
    assert [h.actor for h in resolve_town([before, left, held]).control[-1].holders] == ["army"]
    assert resolve_town([before, left, still]).control[-1].holders == (), "the loser's state tells of the hours before"


def test_who_took_the_town_with_another_and_lost_it_again_is_not_shown_beside_the_other() -> None:
    told = [
        claim("captures", "army", "06-10", article="a", position=9, identifier="army"),
        claim("captures", "rebels", "06-10", article="a", position=9, identifier="rebels"),
        claim("loses", "rebels", "06-10", article="a", position=9, identifier="lost"),
    ]
    last = resolve_town(told).control[-1]
    assert [holder.actor for holder in last.holders] == ["army"]
