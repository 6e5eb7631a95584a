"""Running prose that was read wrong and sure: demands, holders without a hyphen, suburbs, weekdays, whose town."""

from __future__ import annotations

from datetime import date

import pytest

from conflictmap.extraction.extract import extract

DAY = date(2019, 6, 15)


def read(text: str) -> set[tuple[str, str, str, bool]]:
    """Kind, place and party of each claim, and whether it is told as a fact."""
    return {
        (c.kind.value, c.place, c.actor_canonical, c.modality.value in {"asserted", "attributed"})
        for c in extract(text, DAY)
        if c.confidence > 0.5
    }


@pytest.mark.parametrize(
    "text",
    [
        "The government demanded that the rebels leave Douma.",
        "Turkey demands that the YPG withdraw from Manbij.",
        "They agreed that the army take control of Douma.",
        "The deal required that rebels leave Douma.",
        "The US demands Assad leave Aleppo.",
        "Turkey demanded that Manbij be handed over to the opposition.",
    ],
)
def test_what_is_demanded_has_not_happened(text: str) -> None:
    assert not any(told for _, _, _, told in read(text))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The army said that the rebels hold Douma.", ("holds", "Douma", "Syrian opposition", True)),
        ("He insists that the rebels hold Douma.", ("holds", "Douma", "Syrian opposition", True)),
        ("Rebels demanded a ransom and seized Douma.", ("captures", "Douma", "Syrian opposition", True)),
    ],
)
def test_what_is_said_beside_a_demand_has(text: str, expected: tuple[str, str, str, bool]) -> None:
    assert expected in read(text)


@pytest.mark.parametrize(
    ("text", "place", "not_holder"),
    [
        ("The Syrian army stormed the rebel held town of Douma.", "Douma", "Syrian government"),
        ("Troops of the Syrian army advanced on the ISIS held city of Raqqa.", "Raqqa", "Syrian government"),
        ("The SDF shelled the government controlled city of Hama.", "Hama", "SDF/YPG"),
    ],
)
def test_a_holder_without_a_hyphen(text: str, place: str, not_holder: str) -> None:
    assert ("holds", place, not_holder, True) not in read(text)


def test_a_verb_is_no_holder() -> None:
    assert ("holds", "Manbij", "SDF/YPG", True) in read("On Monday the SDF held Manbij.")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Rebels captured the Damascus suburb of Douma.", ("captures", "Douma", "Syrian opposition", True)),
        ("Iraqi forces retook the Mosul neighbourhood of Zanjili.", ("captures", "Zanjili", "Iraqi government", True)),
        ("The army captured the Zahra district of Aleppo.", ("captures", "Zahra district", "Syrian government", True)),
        ("Rebels took the Damascus suburbs of Douma and Harasta.", ("captures", "Harasta", "Syrian opposition", True)),
        (
            "Douma, a suburb of Damascus, was said to be under army control.",
            ("holds", "Douma", "Syrian government", True),
        ),
    ],
)
def test_a_suburb_is_named_behind_its_city(text: str, expected: tuple[str, str, str, bool]) -> None:
    told = read(text)
    assert expected in told
    assert {place for _, place, _, _ in told} <= {"Douma", "Harasta", "Zanjili", "Zahra district"}


@pytest.mark.parametrize(
    "text",
    [
        "Rebels seized a mostly Druze town near Sweida.",
        "By May 2013, this predominantly Catholic town was under the control of the Syrian Army.",
        "The army kept control of this Alawi stronghold.",
        "The road between Aleppo and Hama was captured by the army.",
        "The town was recaptured by the Syrian Army during the Al-Qusayr offensive.",
        "The army cut the route between Tell Rifaat and Aleppo. By November 2013, IS was in full control of the town.",
        "After rebels besieged Damascus, the Islamic State took the village.",
    ],
)
def test_no_name_of_a_place_that_was_taken(text: str) -> None:
    names = {"Druze", "Catholic", "Alawi", "Aleppo", "Hama", "Al-Qusayr", "Damascus"}
    assert not any(kind in {"captures", "holds"} and place in names for kind, place, _, _ in read(text))


@pytest.mark.parametrize(
    "text",
    [
        "Iraqi forces seize Syria border post from ISIS",
        "ISIS seizes border crossing in western Anbar",
        "Rebels take Syria air base",
        "Rebels capture Libya oil port",
        "Iraq Control of Terrain Map: October 30, 2015",
    ],
)
def test_a_headline_takes_no_country_and_no_province(text: str) -> None:
    assert read(text) == set()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "ISIS regains full control of Syria town Albu Kamal",
            ("captures", "Albu Kamal", "Islamic State", True),
        ),
        ("Taliban capture Afghanistan city Kunduz", ("captures", "Kunduz", "Taliban", True)),
        ("Syrian national flag raised in Quneitra", ("captures", "Quneitra", "Syrian government", True)),
    ],
)
def test_a_headline_names_the_town_behind_its_country(text: str, expected: tuple[str, str, str, bool]) -> None:
    assert read(text) == {expected}


def test_the_city_may_be_a_large_one() -> None:
    text = "Iraqi troops fought for Mosul. On 10 July they captured the city."
    assert any(kind == "captures" and place == "Mosul" for kind, place, _, _ in read(text))


@pytest.mark.parametrize(
    "when", ["Monday 27 April 2015", "Monday, 27 April 2015", "Monday April 27, 2015", "Monday the 27th of April 2015"]
)
def test_a_weekday_before_its_date_is_of_that_date(when: str) -> None:
    told = extract(f"The Syrian army took Douma on the afternoon of {when}.", DAY)
    assert {(c.date_from, c.date_to) for c in told if c.kind.value == "captures"} == {(date(2015, 4, 27),) * 2}
