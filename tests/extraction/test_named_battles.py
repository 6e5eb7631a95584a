"""Battles called by a town, fighting that spreads, and who enters a place that nobody defends."""

from __future__ import annotations

from datetime import date

import pytest

from conflictmap.extraction import extract
from conflictmap.extraction.extract import MOST_UNSEEN

DAY = date(2022, 5, 22)


def read(text: str, day: date = DAY) -> set[tuple[str, str, str]]:
    """Kind, place and party of what is told as a fact, whatever its days."""
    return {(c.kind.value, c.place, c.actor_canonical) for c in extract(text, day) if c.modality.value != "planned"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The Battle of Kyiv was part of the Russian invasion of Ukraine. "
            "The combatants were the Russian Armed Forces and the Ukrainian Armed Forces.",
            {("contests", "Kyiv", "Russia"), ("contests", "Kyiv", "Ukraine")},
        ),
        (
            "The Battle of Rubizhne was a series of engagements for control of the towns of Rubizhne and Kreminna "
            "between Russia and Ukraine.",
            {("contests", p, a) for p in ("Rubizhne", "Kreminna") for a in ("Russia", "Ukraine")},
        ),
        (
            "Fighting began in Pisky on Friday between Russia and Ukraine. The battles spread to Nevelske on Saturday.",
            {("contests", p, a) for p in ("Pisky", "Nevelske") for a in ("Russia", "Ukraine")},
        ),
        (
            "Clashes broke out between the Syrian army and rebels in several places in Idlib province, "
            "including Saraqib and Binnish.",
            {("contests", p, a) for p in ("Saraqib", "Binnish") for a in ("Syrian government", "Syrian opposition")},
        ),
        (
            "Rebels entered the villages of Maan and Kawkab, clashing with the Syrian Army.",
            {("contests", p, a) for p in ("Maan", "Kawkab") for a in ("Syrian government", "Syrian opposition")},
        ),
    ],
)
def test_who_fights_where(text: str, expected: set[tuple[str, str, str]]) -> None:
    assert {claim for claim in read(text) if claim[0] == "contests"} == expected


def test_battle_without_parties_tells_nothing() -> None:
    assert not read("The Battle of Bakhmut lasted ten months.")
    assert not read("After the Battle of Kyiv, Russian officials spoke of peace.")


@pytest.mark.parametrize(
    "text",
    [
        "Islamic State militants entered Tikrit, Iraq, unopposed on Wednesday.",
        "After Iraqi soldiers fled, Islamic State militants entered Tikrit on Wednesday.",
        "After the Iraqi army pulled out of Tikrit, Islamic State militants entered the city on Wednesday.",
    ],
)
def test_who_enters_what_nobody_defends_takes_it(text: str) -> None:
    assert ("captures", "Tikrit", "Islamic State") in read(text, date(2014, 6, 12))


def test_who_enters_another_place_than_the_one_left_contests_it() -> None:
    told = read("After the rebels withdrew from Moadamiya, the Syrian army entered Darayya.", date(2016, 12, 14))
    assert ("captures", "Darayya", "Syrian government") not in told


@pytest.mark.parametrize(
    "text",
    [
        "Mosul fell on Tuesday after the Iraqi army collapsed.",
        "Mosul, Iraq, fell on Tuesday after Iraqi soldiers fled.",
    ],
)
def test_whose_soldiers_fled_lost_what_fell(text: str) -> None:
    told = read(text, date(2014, 6, 13))
    assert ("loses", "Mosul", "Iraqi government") in told
    assert not any(kind == "captures" and actor == "Iraqi government" for kind, _, actor in told)


@pytest.mark.parametrize(
    ("text", "loser"),
    [
        ("Islamic State lost its last foothold in Abu Kamal, Syria, on Friday.", "Islamic State"),
        ("The last Ukrainian soldiers defending Mariupol surrendered on Tuesday.", "Ukraine"),
    ],
)
def test_last_foothold_and_last_defenders(text: str, loser: str) -> None:
    assert {(kind, actor) for kind, _, actor in read(text)} == {("loses", loser)}


def test_what_was_avoided_or_feared_is_no_siege() -> None:
    for text in (
        "Russian troops left Lyman, Ukraine, to avoid being encircled, the ministry said.",
        "Russian troops left Lyman, Ukraine, for fear of being surrounded there.",
    ):
        assert read(text) == {("loses", "Lyman", "Russia")}


def test_who_has_a_town_surrounded_besieges_it() -> None:
    told = read("The jihadists have Kobani, Syria, surrounded on three sides.", date(2015, 1, 18))
    assert ("besieges", "Kobani", "Islamic State") in told
    assert not any(kind == "holds" for kind, _, _ in told)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        (
            "The Battle of Irpin was fought between Russian and Ukrainian forces. "
            "It began on 27 February 2022 and ended on 28 March.",
            date(2022, 2, 27),
            date(2022, 3, 28),
        ),
        (
            "The Battle of Rubizhne was an engagement between Russia and Ukraine that began on 15 March 2022 "
            "and ended on 12 May.",
            date(2022, 3, 15),
            date(2022, 5, 12),
        ),
        (
            "The Battle of Kyiv was fought between Russia and Ukraine. "
            "The battle lasted from 25 February to 2 April 2022.",
            date(2022, 2, 25),
            date(2022, 4, 2),
        ),
        (
            "The Battle of Irpin (27 February – 28 March 2022) was fought between Russia and Ukraine.",
            date(2022, 2, 27),
            date(2022, 3, 28),
        ),
        ("Russian troops fought in the Battle of Irpin (February–March 2022).", date(2022, 2, 1), date(2022, 3, 31)),
    ],
)
def test_days_of_a_battle(text: str, first: date, last: date) -> None:
    days = {(c.date_from, c.date_to) for c in extract(text, DAY) if c.kind.value == "contests"}
    assert days == {(first, last)}


def test_another_beginning_is_not_the_battles() -> None:
    text = "The Battle of Irpin was fought between Russia and Ukraine. Talks in Minsk began on 27 February 2022."
    assert {c.date_from for c in extract(text, DAY) if c.kind.value == "contests"} == {None}


def test_a_dash_that_joins_no_two_days_keeps_the_bound() -> None:
    told = extract("Since 3 May – the day on which its mayor fled – Russia has held Popasna.", DAY)
    assert {(c.kind.value, c.date_from) for c in told} == {("holds", date(2022, 5, 3))}


@pytest.mark.parametrize(
    "text",
    [
        "The army entered Darayya as civilians fled the town.",
        "The army entered Darayya after the rebels withdrew some of their guns.",
        "The army entered Darayya after rebels shelled it and left 12 people dead.",
        "When the rebels withdrew, the army entered the outskirts of Darayya.",
        "After the rebels pulled back, the army entered Darayya province.",
        "The army entered Darayya after the rebels withdrew their tanks.",
        "The army entered Darayya after it let families leave.",
    ],
)
def test_who_is_still_there_is_not_taken_from(text: str) -> None:
    assert not any(kind == "captures" for kind, _, _ in read(text, date(2016, 12, 14)))


@pytest.mark.parametrize(
    "text",
    [
        "Syrian soldiers entered Darayya once the last rebels and civilians had been bused out.",
        "The army entered Darayya after civilians and rebels left.",
        "The army entered Darayya after the rebels and their families left.",
        "The army moved into Darayya once the rebels had left their posts.",
    ],
)
def test_fighters_left_whoever_went_with_them(text: str) -> None:
    assert ("captures", "Darayya", "Syrian government") in read(text, date(2016, 8, 28))


def test_battle_that_has_not_begun() -> None:
    told = extract("The battle of Hama between the army and Syrian rebels has not begun.", date(2016, 6, 7))
    assert all(claim.confidence <= MOST_UNSEEN for claim in told)


def test_what_others_begin_is_no_beginning_of_the_battle() -> None:
    text = (
        "The Battle of Irpin was fought between Russia and Ukraine. "
        "After the battle Russian troops began a retreat on 3 May."
    )
    assert date(2022, 5, 3) not in {c.date_from for c in extract(text, DAY) if c.kind.value == "contests"}
