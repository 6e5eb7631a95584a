"""Sentences of our own in which a party or a place near the verb belongs to another clause, and near misses of each."""

from datetime import date

import pytest

from conflictmap.core.claims import CONTROL_KINDS, Modality
from conflictmap.extraction.extract import MOST_UNSEEN
from tests.extraction import read
from tests.extraction.test_constructions import PUBLISHED

Told = set[tuple[str, str, str]]
IRAQ, SYRIA, OPPOSITION, SDF = "Iraqi government", "Syrian government", "Syrian opposition", "SDF/YPG"
RUSSIA, UKRAINE, IS, TURKEY = "Russia", "Ukraine", "Islamic State", "Turkey"


def control(text: str) -> Told:
    """(place, party, kind) of the control that the text states as so, or as said to be so."""
    claims = [c for c in read(text, PUBLISHED) if c.kind in CONTROL_KINDS]
    told = [c for c in claims if c.modality in {Modality.ASSERTED, Modality.ATTRIBUTED}]
    return {(c.place, c.actor_canonical, str(c.kind)) for c in told}


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("The rebels that Turkey pays captured Nawa.", {("Nawa", OPPOSITION, "captures")}),
        ("The rebels near Inkhil, whom Jordan arms, captured Nawa.", {("Nawa", OPPOSITION, "captures")}),
        ("The SDF said that Turkey had captured Afrin.", {("Afrin", TURKEY, "captures")}),
        ("Not the Syrian army but Turkish-backed rebels retook Nawa.", {("Nawa", OPPOSITION, "captures")}),
        ("Iraqi troops were still in Rawa despite Islamic State claims to have captured Rawa.", set()),
        ("Islamic State claimed to have captured Rawa.", {("Rawa", IS, "captures")}),
        ("Rebels seized Nawa and Idlib was besieged.", {("Nawa", OPPOSITION, "captures")}),
        ("Rebels seized Nawa and Idlib remained under siege.", {("Nawa", OPPOSITION, "captures")}),
        ("Rebels seized Nawa and Idlib on Monday.",
         {("Nawa", OPPOSITION, "captures"), ("Idlib", OPPOSITION, "captures")}),
        ("The rebels who seized Nawa and Idlib were paid by Jordan.",
         {("Nawa", OPPOSITION, "captures"), ("Idlib", OPPOSITION, "captures")}),
        ("While the Syrian army holds Nawa, the countryside to the west is in rebel hands.",
         {("Nawa", SYRIA, "holds")}),
        ("When rebels left Nawa, the town was taken by the Syrian army.",
         {("Nawa", OPPOSITION, "loses"), ("Nawa", SYRIA, "captures")}),
        ("Despite Syrian army claims that it had taken Nawa, rebels were still there.", set()),
        ("Nawa, the town, is in rebel hands.", {("Nawa", OPPOSITION, "holds")}),
        ("Although Iraqi troops recaptured Rawa, the desert around it remains in Islamic State hands.",
         {("Rawa", IRAQ, "captures")}),
        ("Rebels shelled Nawa, the countryside of which is held by the Syrian army.", set()),
        ("Rebels shelled Nawa, which is held by the Syrian army.", {("Nawa", SYRIA, "holds")}),
        ("Lyman lies in ruins and most of it is held by Russia.", {("Lyman", RUSSIA, "partly_holds")}),
    ],
)  # fmt: skip
def test_each_clause_keeps_its_own_party_and_place(text: str, wanted: Told) -> None:
    assert control(text) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("The fall of Rawa would give the Islamic State control of Anah.", set()),
        ("The fall of Rawa could have given the Islamic State control of Anah.", set()),
        ("The victory gave the Islamic State control of Anah.", {("Anah", IS, "holds"), ("Anah", IS, "captures")}),
        ("Ukrainian troops had to abandon Lyman on Monday.", {("Lyman", UKRAINE, "loses")}),
        ("Ukrainian troops would have had to abandon Lyman.", set()),
        ("Ukrainian troops may have to abandon Lyman.", set()),
        ("The Taliban took part in talks in Kunduz.", set()),
        ("The Taliban took part of Kunduz.", {("Kunduz", "Taliban", "partly_holds")}),
    ],
)
def test_what_had_to_be_and_what_would_be(text: str, wanted: Told) -> None:
    assert control(text) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Syrian rebels took three villages near Hama on Friday - Tal Hamra, Ayn Zarqa and Nawa - a monitor said.",
         {("Tal Hamra", OPPOSITION, "captures"), ("Ayn Zarqa", OPPOSITION, "captures"),
          ("Nawa", OPPOSITION, "captures")}),
        ("The SDF took two towns - Manbij in June and Tabqa in May.",
         {("Manbij", SDF, "captures"), ("Tabqa", SDF, "captures")}),
        ("The Syrian army took two villages on Monday - Hama is now 10 km away.", set()),
        ("Syrian rebels took two villages near Hama - Nawa and Inkhil were calm.", set()),
        ("Syrian troops captured Tal Hamra, a leader of the tribe said.", {("Tal Hamra", SYRIA, "captures")}),
        ("Syrian troops captured Omar Farouk, a rebel commander, near Nawa.", set()),
        ("Syrian troops captured Omar Farouk, who leads a rebel group.", set()),
        ("Syrian troops captured Tal Hamra, a commander said.", {("Tal Hamra", SYRIA, "captures")}),
        ("Syrian troops captured Tal Hamra, a town where a commander lives.", {("Tal Hamra", SYRIA, "captures")}),
        ("Syrian rebels captured the village of Omar Farouk.", {("Omar Farouk", OPPOSITION, "captures")}),
        ("Iraqi troops captured Ahmad al-Jabouri in Hawija.", set()),
        ("Syrian rebels captured Ibrahim Dam.", {("Ibrahim Dam", OPPOSITION, "captures")}),
    ],
)  # fmt: skip
def test_lists_behind_a_dash_and_persons(text: str, wanted: Told) -> None:
    assert control(text) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Control of Kirkuk passed to the Iraqi army.", {("Kirkuk", IRAQ, "captures")}),
        ("Iraqi forces took Mosul's eastern half.", {("Mosul", IRAQ, "partly_holds")}),
        ("Iraqi forces took Mosul's airport.", {("Mosul's airport", IRAQ, "captures")}),
        ("Al-Qaim was the last Iraqi town left to the Islamic State.", {("Al-Qaim", IS, "holds")}),
        ("Rebels in Homs left to Idlib.", set()),
        ("The rebels left the town and withdrew to Idlib.", set()),
        ("Syrian rebels have left the city. Idlib was calm on Monday.", {("Idlib", OPPOSITION, "loses")}),
    ],
)
def test_which_place_is_meant(text: str, wanted: Told) -> None:
    assert control(text) == wanted


def test_who_trained_the_captors_has_taken_nothing() -> None:
    told = read("The United States trained fighters who later took part in the capture of Manbij.", PUBLISHED)
    assert all(c.confidence <= MOST_UNSEEN for c in told)


def test_what_only_describes_a_party_is_none() -> None:
    told = read("Fighters of the Nusra Front, al Qaeda's wing in Syria, have captured Idlib.", PUBLISHED)
    assert "other:Al-Qaeda" not in {c.actor_canonical for c in told}


@pytest.mark.parametrize(
    "text",
    [
        "The SDF is besieging Raqqa, having captured the city's eastern and western suburbs.",
        "The SDF surrounded Raqqa and captured the city's eastern half.",
        "The SDF entered Raqqa and captured its western districts.",
        "The SDF entered Raqqa and captured the city's mayor.",
    ],
)
def test_what_is_of_the_city_is_not_the_city(text: str) -> None:
    assert "captures" not in {c.kind.value for c in read(text, PUBLISHED)}


@pytest.mark.parametrize(
    ("text", "published", "wanted"),
    [
        (
            "Rebels fighting forces loyal to Libyan leader Muammar Gaddafi were in control of Ras Lanuf on Sunday.",
            date(2011, 3, 27),
            {("Ras Lanuf", "other:Libyan rebels", "holds")},
        ),
        ("Ukraine has not commented on who controls the village of Urozhaine.", date(2024, 7, 16), set()),
        ("It is unclear who controls Urozhaine, the Ukrainian army said.", date(2024, 7, 16), set()),
        ("The Ukrainian army is in danger of losing Urozhaine.", date(2024, 7, 16), set()),
        (
            "Sloviansk was full of pro-Moscow rebels. Yesterday, Ukrainian troops recaptured the flashpoint town.",
            date(2014, 7, 6),
            {("Sloviansk", "Ukraine", "captures")},
        ),
    ],
)
def test_who_and_what_a_word_beside_a_name_means(text: str, published: date, wanted: Told) -> None:
    claims = [c for c in read(text, published) if c.kind in CONTROL_KINDS and not c.rule.startswith("link")]
    told = [c for c in claims if c.modality in {Modality.ASSERTED, Modality.ATTRIBUTED}]
    assert {(c.place, c.actor_canonical, str(c.kind)) for c in told} == wanted


def test_mountains_besiege_no_town() -> None:
    told = read("Syrian troops entered Qaryatain, which is surrounded by mountains, on Sunday.", PUBLISHED)
    assert "besieges" not in {c.kind.value for c in told}
    told = read("Syrian troops left Qaryatain, which is surrounded by rebels, on Sunday.", PUBLISHED)
    assert "besieges" in {c.kind.value for c in told}


def test_a_town_in_whose_west_another_lies_is_taken_whole() -> None:
    told = read(
        "The village is 100 kilometres west of Palmyra, which government forces recaptured on Sunday.", PUBLISHED
    )
    assert ("Palmyra", "captures") in {(c.place, c.kind.value) for c in told}
