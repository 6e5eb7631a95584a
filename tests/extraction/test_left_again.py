"""Sentences of our own: who took a place and, as the next sentence tells without naming it, left it again."""

from datetime import date

import pytest

from conflictmap.core.claims import Kind
from conflictmap.extraction import extract
from tests.extraction.test_constructions import Fact, facts

REBELS, ARMY = "Syrian opposition", "Syrian government"
TAKEN = "The rebels took Nawa in May 2014."

LOST: list[str] = [
    "They lost it in June.",
    "In June they withdrew.",
    "They withdrew from it in June.",
    "They left it in June.",
    "They were driven out in June.",
    "In June 2014, they were forced out again.",
    "The rebels were expelled a month later.",
    "Two weeks later the rebels pulled out.",
    "The army drove them out in June.",
    "They had to abandon it in June.",
    "In June they were forced to withdraw.",
]


@pytest.mark.parametrize("then", LOST)
def test_the_place_of_the_sentence_before_is_lost(then: str) -> None:
    assert ("Nawa", REBELS, "loses") in facts(f"{TAKEN} {then}")


def test_who_drives_them_out_has_the_place() -> None:
    found = facts(f"{TAKEN} The army drove them out in June.")
    assert {("Nawa", ARMY, "captures"), ("Nawa", REBELS, "loses")} <= found


def test_all_places_of_that_sentence_are_lost() -> None:
    expected: set[Fact] = {("Nawa", REBELS, "loses"), ("Jasim", REBELS, "loses")}
    assert expected <= facts("The rebels took Nawa and Jasim in May 2014. In June they were driven out.")


@pytest.mark.parametrize(
    "text",
    [
        f"{TAKEN} Thousands of residents fled. They left in June.",
        f"{TAKEN} The army held Jasim. They withdrew in June.",
        f"{TAKEN} They withdrew from Jasim in June.",
        f"{TAKEN} They left 20 dead in June.",
        f"{TAKEN} They left Jasim in June.",
        f"{TAKEN} Some of the rebels withdrew in June.",
        f"{TAKEN}\n\nThey withdrew in June.",
        f"{TAKEN} They did not withdraw in June.",
        f"{TAKEN} They may withdraw in June.",
        f"{TAKEN} They wanted to withdraw in June.",
        f"{TAKEN} The villagers said they had fled in June.",
        "The army drove the rebels from Nawa in May 2014. They withdrew to Jasim.",
        "Residents fled Nawa when the rebels took the town in May 2014. They left in June.",
    ],
)
def test_nobody_else_and_no_other_place_is_lost(text: str) -> None:
    told = "drove the rebels from Nawa" in text  # by its own words
    assert {fact for fact in facts(text) if fact[0] == "Nawa" and fact[2] == "loses"} == (
        {("Nawa", REBELS, "loses")} if told else set()
    )


@pytest.mark.parametrize(
    "text",
    [
        "In 2014 the rebels took Nawa and Jasim in Daraa province but were driven out again.",
        "The rebels captured Nawa and Jasim in 2014 but were expelled.",
    ],
)
def test_who_is_driven_out_again_loses_each_town_of_the_list(text: str) -> None:
    found = facts(text)
    assert {("Nawa", REBELS, "loses"), ("Jasim", REBELS, "loses")} <= found
    assert "Daraa province" not in {place for place, _, _ in found}


@pytest.mark.parametrize("dash", ["—", "―", " — ", " – "])
def test_a_dash_sets_off_and_joins_no_names(dash: str) -> None:
    found = facts(f"Three towns{dash}Nawa, Jasim and Inkhil{dash}were overrun by the rebels.")
    assert found == {(town, REBELS, "captures") for town in ("Nawa", "Jasim", "Inkhil")}


@pytest.mark.parametrize(
    "text",
    [
        "In 2014 the rebels overran Nawa and Jasim; both have since been retaken.",
        "In 2014 the rebels overran Nawa, Inkhil and Jasim. All three have since been recaptured by the army.",
        "In 2014 the rebels overran Nawa and Jasim, both of which have since been liberated.",
        "In 2014 the rebels overran Nawa and Jasim. They were both liberated in 2015.",
    ],
)
def test_all_taken_back_are_taken_from_who_had_them(text: str) -> None:
    claims = [claim for claim in extract(text, date(2016, 3, 1)) if claim.against_canonical == REBELS]
    assert {"Nawa", "Jasim"} <= {claim.place for claim in claims if claim.kind is Kind.CAPTURES}


@pytest.mark.parametrize(
    "then", ["All hostages were freed.", "Both bridges were retaken.", "All were freed from jail."]
)
def test_what_else_was_freed_is_no_town(then: str) -> None:
    text = f"In 2014 the rebels overran Nawa. {then}"
    assert all(claim.against_canonical is None for claim in extract(text, date(2016, 3, 1)))
