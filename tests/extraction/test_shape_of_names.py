"""What has the shape of a place's name: also in scripts without capitals, but not behind a title."""

from __future__ import annotations

from datetime import date

import pytest

from conflictmap.core.claims import Kind
from conflictmap.extraction import extract

PUBLISHED = date(2017, 7, 12)


def told(text: str) -> set[tuple[Kind, str]]:
    return {(claim.kind, claim.place) for claim in extract(text, PUBLISHED)}


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Iraqi forces recaptured الموصل on 10 July 2017.", "الموصل"),
        ("Iraqi forces recaptured the city of الموصل from Islamic State on 10 July 2017.", "الموصل"),
        ("Syrian rebels seized مدينة إدلب on Monday.", "مدينة إدلب"),
        ("Separatists captured the town of Попасна on Monday.", "Попасна"),
    ],
)
def test_names_in_other_scripts_are_places(text: str, place: str) -> None:
    assert (Kind.CAPTURES, place) in told(text)


@pytest.mark.parametrize(
    "text",
    [
        "The Syrian army captured Colonel al-Bab on Monday.",
        "Syrian troops captured Mr. Homs on Monday.",
        "Islamic State captured General Omar al-Haditha on Monday.",
        "Separatists captured Col. Ivan Popasna on Monday.",
    ],
)
def test_a_name_behind_a_title_is_no_place(text: str) -> None:
    assert not told(text)


def test_the_place_behind_a_titled_person_is_still_read() -> None:
    assert (Kind.CAPTURES, "Tikrit") in told(
        "General Omar al-Rawi said that Iraqi forces had captured Tikrit on Monday."
    )
