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


@pytest.mark.parametrize(
    "some", ["a string of", "a number of", "a large group of", "dozens of", "at least three", "more than two"]
)
def test_so_many_towns_are_those_that_follow(some: str) -> None:
    text = f"HTS has captured {some} villages in Syria, including Rashadiya and Ramla."
    assert taken(text) == {("Rashadiya", "HTS/al-Nusra", DAY), ("Ramla", "HTS/al-Nusra", DAY)}


def test_names_behind_a_colon_are_the_towns() -> None:
    assert taken("HTS holds three villages in Syria: Rashadiya, Ramla and Atshan.", Kind.HOLDS) == {
        (place, "HTS/al-Nusra", DAY) for place in ("Rashadiya", "Ramla", "Atshan")
    }


@pytest.mark.parametrize(
    "text",
    [
        "ISIS, already in control of Fallujah, Iraq, seized Rawa.",
        "ISIS seized Rawa, Iraq, on Saturday.",
        "Witnesses said ISIS had seized Rawa, Iraq, and that the army had fled.",
    ],
)
def test_the_country_behind_a_town_takes_nothing_and_is_not_taken(text: str) -> None:
    assert {(place, party) for place, party, _ in taken(text)} == {("Rawa", "Islamic State")}


@pytest.mark.parametrize("state", ["is under the control of ISIS", "is held by ISIS", "is in the hands of ISIS"])
def test_what_is_said_of_a_city_beside_its_name(state: str) -> None:
    assert taken(f"Mosul, Iraq's second-largest city, {state}.", Kind.HOLDS) == {("Mosul", "Islamic State", DAY)}
