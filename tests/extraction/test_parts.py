"""Parts told without their place, and offensives that ended with a capture."""

from __future__ import annotations

from datetime import date

import pytest

from conflictmap.extraction import extract
from conflictmap.extraction.extract import MOST_UNSEEN

DAY = date(2016, 6, 7)


def read(text: str) -> set[tuple[str, str, str, str]]:
    return {(c.kind.value, c.place, c.actor_canonical, c.modality.value) for c in extract(text, DAY)}


@pytest.mark.parametrize(
    "text",
    [
        "Iraqi forces entered Ramadi on Sunday and captured several buildings.",
        "Iraqi forces entered Ramadi, seizing several blocks.",
    ],
)
def test_parts_are_of_the_place_before(text: str) -> None:
    assert ("partly_holds", "Ramadi", "Iraqi government", "asserted") in read(text)


@pytest.mark.parametrize(
    "text",
    [
        "Rebels attacked Hama and captured six positions.",
        "Rebels attacked Hama province and captured several buildings.",
        "Rebels attacked Hama. A day later they captured several buildings.",
    ],
)
def test_parts_of_nothing_named_are_of_nothing(text: str) -> None:
    assert not any(kind == "partly_holds" for kind, *_ in read(text))


def test_amount_of_territory_is_a_part() -> None:
    told = read("Islamic State captured a large amount of territory in Homs province from the government.")
    assert ("partly_holds", "Homs province", "Islamic State", "asserted") in told


def test_offensive_that_ended_with_a_capture_is_no_plan() -> None:
    told = read("The offensive, ending with the capture of Dabiq by Turkish-backed rebels, lasted two months.")
    assert told == {("captures", "Dabiq", "Syrian opposition", "asserted")}


@pytest.mark.parametrize(
    "text",
    [
        "The offensive, aimed at the capture of Dabiq by Turkish-backed rebels, goes on.",
        "An operation led by the army for the capture of Dabiq by Turkish-backed rebels was announced.",
        "The operation is expected to be concluded with the capture of Dabiq by Turkish-backed rebels.",
        "Plans for the operation, ending with the capture of Dabiq by Turkish-backed rebels, were published.",
        "The operation aims at ending the siege with the capture of Dabiq by Turkish-backed rebels.",
        "The planned offensive would end with the capture of Dabiq by Turkish-backed rebels.",
    ],
)
def test_offensive_that_may_end_with_a_capture_is_one(text: str) -> None:
    assert {modality for kind, *_, modality in read(text) if kind == "captures"} <= {"planned"}


@pytest.mark.parametrize(
    "district", ["a district of Aleppo", "a district of Aleppo city", "two districts of Aleppo city"]
)
def test_a_district_is_a_part(district: str) -> None:
    assert read(f"Rebels seized {district}.") == {("partly_holds", "Aleppo", "Syrian opposition", "asserted")}


def test_a_facility_of_a_town_called_city_is_not_the_town() -> None:
    for what in ("army base in Idlib city", "residential compound in Idlib city"):
        assert "Idlib" not in {place for _, place, *_ in read(f"Rebels seize {what}")}


def test_an_attack_on_a_liberated_town_takes_nothing() -> None:
    told = [c for c in extract("IS repels Iraqi army attack on 'liberated' Ramadi", DAY) if c.kind.value == "captures"]
    assert all(claim.confidence <= MOST_UNSEEN for claim in told)


@pytest.mark.parametrize("part", ["position", "street", "block", "key area"])
def test_one_of_many_is_a_part(part: str) -> None:
    assert read(f"Rebels captured a {part} in Aleppo.") == {("partly_holds", "Aleppo", "Syrian opposition", "asserted")}
    assert not read(f"Rebels lost a {part} in Aleppo.")


def test_what_is_shelled_is_not_entered() -> None:
    assert not any(kind == "partly_holds" for kind, *_ in read("Rebels shelled Hama and seized buildings."))


def test_capture_that_is_a_lie() -> None:
    assert {modality for *_, modality in read("Activists say the capture of Hama by rebels is a lie")} == {"denied"}
