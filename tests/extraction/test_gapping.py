"""Parties that share a verb told once: "X took P in 2012, Y in 2014 and Z in 2016", "Y the rest"."""

from __future__ import annotations

from datetime import date

import pytest

from conflictmap.core.claims import CONTROL_KINDS, Kind
from conflictmap.extraction.extract import extract

PUBLISHED = date(2021, 3, 3)
TAKEN = [
    ("Syrian opposition", "2012-07-01"),
    ("Islamic State", "2014-01-01"),
    ("SDF/YPG", "2016-08-01"),
]


@pytest.mark.parametrize(
    "text",
    [
        "Rebels took Manbij in July 2012, the Islamic State in January 2014 and the SDF in August 2016.",
        "Manbij fell to rebels in July 2012, to the Islamic State in January 2014 and to the SDF in August 2016.",
        "Manbij was seized by rebels in July 2012, by the Islamic State in January 2014 and by the SDF in August 2016.",
        "Manbij changed hands often: rebels took it in July 2012, the Islamic State in January 2014, and the SDF in "
        "August 2016.",
    ],
)
def test_each_party_of_a_list_takes_the_place_on_its_own_day(text: str) -> None:
    claims = [c for c in extract(text, PUBLISHED) if c.kind is Kind.CAPTURES]
    assert [(c.actor_canonical, str(c.date_from)) for c in claims] == TAKEN


def test_the_same_party_may_take_a_place_twice() -> None:
    claims = extract("Rebels took Manbij in July 2012, the SDF in August 2016 and rebels in December 2019.", PUBLISHED)
    assert [c.actor_canonical for c in claims] == ["Syrian opposition", "SDF/YPG", "Syrian opposition"]


@pytest.mark.parametrize(
    "text",
    [
        "The rebels now control half of Manbij, government forces the rest.",
        "Rebels hold most of Manbij and the army the rest.",
    ],
)
def test_who_has_the_rest_has_a_part(text: str) -> None:
    claims = [c for c in extract(text, PUBLISHED) if c.kind in CONTROL_KINDS]
    assert {(c.kind, c.actor_canonical) for c in claims} == {
        (Kind.PARTLY_HOLDS, "Syrian opposition"),
        (Kind.PARTLY_HOLDS, "Syrian government"),
    }


@pytest.mark.parametrize(
    "text",
    [
        "Rebels took Manbij in July 2012, the army said on Friday.",
        "Rebels took Manbij on Friday, and the army on Saturday shelled the town.",
        "Rebels took Manbij on Friday, the army withdrew on Saturday.",
        "Rebels took Manbij on Friday, the SDF and the army said.",
        "Rebels took Manbij on Friday and the army on Saturday sent reinforcements to Aleppo.",
    ],
)
def test_who_does_something_else_takes_nothing(text: str) -> None:
    captures = [c for c in extract(text, PUBLISHED) if c.kind is Kind.CAPTURES]
    assert {c.actor_canonical for c in captures} == {"Syrian opposition"}
