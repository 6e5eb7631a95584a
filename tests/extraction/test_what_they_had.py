"""Who was driven out of what only the clause about them tells, and who took their place."""

from __future__ import annotations

from datetime import date

import pytest

from conflictmap.extraction import extract
from conflictmap.extraction.extract import MOST_UNSEEN

DAY = date(2017, 12, 14)
SATURDAY = date(2017, 12, 9)


def read(text: str) -> set[tuple[str, str, str, date | None]]:
    """Kind, place, party and last day of what is surer than a link alone may be."""
    sure = (claim for claim in extract(text, DAY) if claim.confidence > MOST_UNSEEN)
    return {(c.kind.value, c.place, c.actor_canonical, c.date_to) for c in sure}


@pytest.mark.parametrize(
    ("text", "place", "party"),
    [
        ("Islamic State, which had held Sukhna since 2015, was driven out on Saturday.", "Sukhna", "Islamic State"),
        (
            "The rebels, who have controlled Douma since 2013, were forced out on Saturday.",
            "Douma",
            "Syrian opposition",
        ),
        ("Islamic State took Sukhna in 2015 and was driven out on Saturday.", "Sukhna", "Islamic State"),
    ],
)
def test_driven_out(text: str, place: str, party: str) -> None:
    assert ("loses", place, party, SATURDAY) in read(text)


def test_by_whom() -> None:
    told = read("Islamic State, which captured Sukhna in 2015, was driven out by the Syrian army on Saturday.")
    assert ("captures", "Sukhna", "Syrian government", SATURDAY) in told
    assert ("loses", "Sukhna", "Islamic State", SATURDAY) in told


@pytest.mark.parametrize(
    "text",
    [
        "Islamic State, which still holds Hajin, was driven out of Abu Kamal on Saturday.",
        "Islamic State, which holds Hajin, was driven out on Saturday of the other towns of the province.",
        "Islamic State, who captured Hajin in 2014, were forced back on Saturday.",
        "Some of the fighters, who captured Hajin in 2014, were driven out on Saturday.",
    ],
)
def test_what_they_still_hold_is_not_lost(text: str) -> None:
    assert not any(kind == "loses" and place == "Hajin" for kind, place, *_ in read(text))


def test_replaced() -> None:
    told = read("Peshmerga forces withdrew from Sinjar on Saturday and were replaced by Shia militia.")
    assert {
        ("loses", "Sinjar", "Kurdistan Region", SATURDAY),
        ("captures", "Sinjar", "Iraqi government", SATURDAY),
    } <= told
