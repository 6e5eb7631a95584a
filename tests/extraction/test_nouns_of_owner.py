"""Sentences of our own: "P's fall to X", "its recapture by X", what once was, and near misses of each."""

from datetime import date

import pytest

from conflictmap.core.claims import CONTROL_KINDS, Modality
from conflictmap.extraction.extract import MOST_UNSEEN
from tests.extraction import read

PUBLISHED = date(2017, 3, 4)
Told = set[tuple[str, str, str]]
IS, ARMY, SDF, OPPOSITION = "Islamic State", "Syrian government", "SDF/YPG", "Syrian opposition"


def control(text: str) -> Told:
    """(place, party, kind) of the control that a rule read as so, or as said to be so."""
    claims = [c for c in read(text, PUBLISHED) if c.kind in CONTROL_KINDS and c.confidence > MOST_UNSEEN]
    told = [c for c in claims if c.modality in {Modality.ASSERTED, Modality.ATTRIBUTED}]
    return {(c.place, c.actor_canonical, str(c.kind)) for c in told}


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Mosul's swift fall to the Islamic State shocked the world.", {("Mosul", IS, "captures")}),
        ("Tabqa's recapture by the SDF was announced on Friday.", {("Tabqa", SDF, "captures")}),
        ("Since its recapture by the army in March, Palmyra has been quiet.", {("Palmyra", ARMY, "captures")}),
        ("Palmyra has been quiet since its recapture by the army in March.", {("Palmyra", ARMY, "captures")}),
        ("The Islamic State's capture of Palmyra was swift.", {("Palmyra", IS, "captures")}),
        ("Rebels could not prevent Tabqa's fall to the army.", set()),
        ("The army feared Tabqa's capture by the rebels.", set()),
        ("Syria's fall to the Islamic State was feared.", set()),
        ("Since its creation by the army in March, the base near Palmyra has been quiet.", set()),
    ],
)
def test_nouns_of_taking_behind_the_place(text: str, wanted: Told) -> None:
    assert control(text) == wanted


@pytest.mark.parametrize(
    "text",
    [
        "The Islamic State once controlled Palmyra.",
        "At its height the Islamic State held Palmyra and Raqqa.",
        "The Islamic State, which used to hold Palmyra, has been defeated.",
        "The Islamic State ruled Palmyra for three years.",
        "The Islamic State held Palmyra until recently.",
        "Until recently the Islamic State held Palmyra.",
        "Palmyra was held by the Islamic State for nearly three years.",
        "Ever since rebels took Idlib, the government has bombed it.",
        "Ten years after the fall of Palmyra to the Islamic State, the city is rebuilding.",
        "Residents recalled the day the Islamic State took Palmyra.",
    ],
)
def test_what_once_was_is_not_so_today(text: str) -> None:
    assert control(text) == set()


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("The Islamic State has held Palmyra for three years.", {("Palmyra", IS, "holds")}),
        ("The army held Hama on Friday.", {("Hama", ARMY, "holds")}),
        ("The army used tanks and held Hama.", {("Hama", ARMY, "holds")}),
        ("Once the army took Tabqa, it moved on.", {("Tabqa", ARMY, "captures")}),
        ("Rebels took Idlib for the second time.", {("Idlib", OPPOSITION, "captures")}),
        ("The Islamic State once controlled Palmyra, which the army now holds.", {("Palmyra", ARMY, "holds")}),
    ],
)
def test_what_is_so_today_stays_told(text: str, wanted: Told) -> None:
    assert control(text) == wanted


def test_who_hands_a_town_to_its_own_side_changes_nothing() -> None:
    assert control("Turkey handed al-Bab to its Syrian allies.") == set()
