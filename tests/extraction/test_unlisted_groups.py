"""Armed groups that no word list holds, known by what the text says they do."""

from datetime import date

import pytest

from conflictmap.extraction import extract


def told(text: str, published: date = date(2003, 8, 1)) -> set[tuple[str, str, str]]:
    return {(c.place, c.actor_canonical, c.kind.value) for c in extract(text, published)}


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        ("Tubmanburg was captured by the QRLF.", ("Tubmanburg", "other:QRLF", "captures")),
        ("QRLF fighters captured Gbarnga on Monday.", ("Gbarnga", "other:QRLF", "captures")),
        ("The QRLF seized Gbarnga. Its fighters hold Totota.", ("Totota", "other:QRLF", "holds")),
        ("A spokesman of the QRLF met reporters. The QRLF captured Zwedru.", ("Zwedru", "other:QRLF", "captures")),
        ("The QRLF captured Zwedru. The rebels also captured Fishtown.", ("Fishtown", "other:QRLF", "captures")),
    ],
)
def test_an_acronym_that_takes_or_holds_places_is_a_party(text: str, claim: tuple[str, str, str]) -> None:
    assert claim in told(text)


@pytest.mark.parametrize(
    "text",
    [
        "The OSCE entered Gbarnga to count voters.",
        "The QRT said that Gbarnga was calm and captured rain in tanks.",
        "REBELS OF THE NORTH SAY THE TOWN WAS CAPTURED BY THE QRLF",
    ],
)
def test_other_acronyms_are_not(text: str) -> None:
    assert not {actor for _, actor, _ in told(text)} & {"other:OSCE", "other:QRT", "other:QRLF"}


def test_the_rebels_are_never_an_army_that_a_list_knows() -> None:
    found = told("The QRLF captured Zwedru, which the LRDK left. FARDC units watched. The rebels captured Fishtown.")
    assert ("Fishtown", "other:DR Congo", "captures") not in found
