"""Who is told to be in a town, or to hold it, and left; and parts of a party, who are still the party."""

from __future__ import annotations

from datetime import date

import pytest

from conflictmap.core.claims import Kind
from conflictmap.extraction import extract
from conflictmap.extraction.extract import MOST_UNSEEN

DAY = date(2022, 4, 2)


def published(text: str) -> set[tuple[str, str, str, str]]:
    """Kind, place, party and modality of what would be published."""
    claims = extract(text, DAY)
    return {(c.kind.value, c.place, c.actor_canonical, c.modality.value) for c in claims if c.confidence > MOST_UNSEEN}


@pytest.mark.parametrize(
    "text",
    [
        "Russian troops in Bucha withdrew on 30 March.",
        "Russian troops in Bucha began to withdraw on 30 March.",
        "Russian troops who had occupied Bucha for a month withdrew on 30 March.",
        "The Russian garrison at Bucha surrendered on Wednesday.",
        "Most of the Russian troops occupying Bucha withdrew on Wednesday.",
        "Shelling forced Russian troops in Bucha to pull out on Wednesday.",
        "The bulk of the Russian army withdrew from Bucha on Wednesday.",
        "The last of the Russian troops left Bucha on Wednesday.",
    ],
)
def test_who_was_inside_and_left_has_lost_it(text: str) -> None:
    assert published(text) == {("loses", "Bucha", "Russia", "asserted")}


@pytest.mark.parametrize(
    "text",
    [
        "Some of the Russian troops in Bucha withdrew on 30 March.",
        "Russian troops in Bucha withdrew from several checkpoints.",
        "Hundreds of Russian mercenaries left Bucha on Wednesday.",
        "A convoy of Russian tanks left Bucha on Wednesday.",
        "Some Russian units withdrew from Bucha on Wednesday.",
        "Several Russian battalions left Bucha on Wednesday.",
        "Residents in Bucha fled on Wednesday.",
    ],
)
def test_some_who_leave_lose_nothing(text: str) -> None:
    assert published(text) == set()


@pytest.mark.parametrize(
    "text",
    [
        "Russian troops in Bucha may withdraw soon.",
        "Russian troops in Bucha refused to withdraw.",
        "Ukraine hopes to force the Russian troops in Bucha to withdraw.",
    ],
)
def test_who_may_leave_has_not_left(text: str) -> None:
    assert {modality for *_, modality in published(text)} <= {"planned", "denied"}


@pytest.mark.parametrize(
    "many",
    ["Hundreds of", "Elements of the", "A column of", "Most of the", "Dozens of the", "Thousands of", "Units of the"],
)
def test_so_many_of_a_party_are_the_party(many: str) -> None:
    assert published(f"{many} Ukrainian soldiers captured Bucha.") == {("captures", "Bucha", "Ukraine", "asserted")}


def test_a_preposition_before_so_many_still_makes_them_no_subject() -> None:
    assert not published("Against hundreds of Russian soldiers Bucha was captured.")


def test_who_holds_a_town_as_it_is_told_is_no_capture() -> None:
    claims = extract("The Russian troops occupying Bucha shelled Irpin on Wednesday.", DAY)
    assert {c.kind for c in claims if c.place == "Bucha"} == {Kind.HOLDS}
