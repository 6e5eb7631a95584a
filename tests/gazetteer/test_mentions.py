"""Names without the words that a text puts around them."""

from __future__ import annotations

import pytest

from conflictmap.gazetteer.folding import fold
from conflictmap.gazetteer.mentions import MentionedName, division_key, known_areas, read_name


@pytest.mark.parametrize(
    ("text", "name", "qualifier"),
    [
        ("Mosul city", "Mosul", ""),
        ("the village of Imam Gharbi", "Imam Gharbi", ""),
        ("Sadr City", "Sadr City", ""),
        ("Hawija (Kirkuk)", "Hawija", "Kirkuk"),
        ("Tripoli, Lebanon", "Tripoli", "Lebanon"),
        ("Bashiqa town (Nineveh)", "Bashiqa", "Nineveh"),
        ("Ramouseh district", "Ramouseh", ""),
        ("the Jazal oilfields", "the Jazal oil field", ""),
        ("مدينة الموصل", "الموصل", ""),
        ("м. Балаклія", "Балаклія", ""),
        ("село Роботине", "Роботине", ""),
        ("Местия", "Местия", ""),
        ("town", "town", ""),
        ("district", "district", ""),
        ("", "", ""),
    ],
)
def test_a_name_and_what_tells_it_from_others(text: str, name: str, qualifier: str) -> None:
    assert read_name(text) == MentionedName(name, qualifier)


def test_a_division_goes_by_its_name_alone() -> None:
    for text in ("Anbar", "Anbar province", "the Anbar Governorate", "al-Anbar province"):
        assert division_key(text) == fold("Anbar")


def test_only_a_known_country_or_division_after_a_name_decides() -> None:
    assert known_areas("Lebanon")
    assert known_areas("Kirkuk Governorate")
    assert not known_areas("near the river")
    assert not known_areas("")
