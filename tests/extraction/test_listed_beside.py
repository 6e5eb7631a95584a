"""Lists of places behind what they are part of, or beside a place: "the ground it had lost, including P"."""

from __future__ import annotations

from datetime import date

import pytest

from conflictmap.core.claims import Kind
from conflictmap.extraction import extract

DAY = date(2017, 11, 4)


def taken(text: str, kind: Kind = Kind.CAPTURES) -> set[tuple[str, str, date | None]]:
    """Place, party and last day of what rules read as taken (or held)."""
    claims = extract(text, DAY)
    return {
        (c.place, c.actor_canonical, c.date_to) for c in claims if c.kind is kind and not c.rule.startswith("link_")
    }


@pytest.mark.parametrize(
    "text",
    [
        "HTS recaptured the territory it had lost, including Rashadiya and Ramla.",
        "HTS took over positions that had been held by the Syrian army since 2014, including Rashadiya and Ramla.",
        "HTS retook several villages which the army had seized in May, among them Rashadiya and Ramla.",
        "HTS regained the areas lost to the Syrian army in 2014, including Rashadiya and Ramla.",
        "HTS captured Rashadiya together with Ramla.",
        "Rashadiya, along with Ramla, was captured by HTS.",
        "Rashadiya, together with Ramla, was captured by HTS.",
        "HTS captured Rashadiya in addition to Ramla.",
    ],
)
def test_each_place_of_the_list_is_taken_now(text: str) -> None:
    assert taken(text) == {("Rashadiya", "HTS/al-Nusra", DAY), ("Ramla", "HTS/al-Nusra", DAY)}


def test_what_a_relative_clause_says_is_no_list() -> None:
    assert taken("HTS left the village that it had captured in May, which surprised Ramla.") == set()


def test_a_country_where_a_town_lies_is_not_what_was_taken() -> None:
    text = "ISIL managed to capture Qaryatayn in Syria, which was retaken by the army three weeks later."
    assert {(place, party) for place, party, _ in taken(text)} == {
        ("Qaryatayn", "Islamic State"),
        ("Qaryatayn", "Syrian government"),
    }
