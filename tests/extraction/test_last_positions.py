"""What is lost with the last positions in a place; and whose a place is in a headline in capitals."""

from datetime import date

import pytest

from conflictmap.core.claims import Kind
from tests.extraction import read

PUBLISHED = date(2017, 3, 4)


@pytest.mark.parametrize(
    "text",
    [
        "Islamic State was pushed from its last positions in Sirte on Monday.",
        "Islamic State was driven out of its remaining positions in Sirte on Monday.",
        "Islamic State withdrew from its final positions in Sirte on Monday.",
    ],
)
def test_who_is_driven_from_the_last_positions_in_a_town_loses_it(text: str) -> None:
    found = [claim for claim in read(text, PUBLISHED) if claim.kind is Kind.LOSES]
    assert [(claim.place, claim.actor_canonical) for claim in found] == [("Sirte", "Islamic State")]


@pytest.mark.parametrize(
    "text",
    [
        "Islamic State was pushed from several positions in Sirte on Monday.",
        "Islamic State was pushed from its positions in the north of Sirte on Monday.",
        "Islamic State was pushed from its first positions in Sirte on Monday.",
    ],
)
def test_who_is_driven_from_some_positions_in_a_town_may_keep_it(text: str) -> None:
    assert not [claim for claim in read(text, PUBLISHED) if claim.kind is Kind.LOSES]


@pytest.mark.parametrize("owner", ["HAFTAR'S", "GADDAFI'S", "Haftar's"])
def test_whose_redoubt_it_is_names_no_place_in_capitals_either(owner: str) -> None:
    assert not read(f"LIBYAN FORCES RETAKE {owner} LAST REDOUBT", PUBLISHED)


def test_a_town_keeps_its_last_district_in_capitals() -> None:
    found = read("REBELS RETAKE HOMS'S LAST DISTRICT", PUBLISHED)
    assert {claim.place for claim in found} == {"HOMS"}
