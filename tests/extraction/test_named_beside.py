"""Sentences of our own that name a place, a day or a party beside the one that a claim is about."""

from datetime import date

import pytest

from conflictmap.core.claims import CONTROL_KINDS, Kind, Modality
from conflictmap.resolution.weights import PUBLISHING_THRESHOLD
from tests.extraction import read

PUBLISHED = date(2017, 3, 4)
SYRIA, OPPOSITION, IRAQ, IS, TALIBAN, RUSSIA = (
    "Syrian government", "Syrian opposition", "Iraqi government", "Islamic State", "Taliban", "Russia",
)  # fmt: skip


def control(text: str) -> set[tuple[str, str, str]]:
    """Place, party and kind of every claim of control that is told as a fact, however unsure."""
    told = {Modality.ASSERTED, Modality.ATTRIBUTED}
    found = [c for c in read(text, PUBLISHED) if c.kind in CONTROL_KINDS and c.modality in told]
    return {(c.place, c.actor_canonical, c.kind.value) for c in found}


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("The army captured Saraqib on 5 February and Binnish on 8 February.", {"Saraqib": 5, "Binnish": 8}),
        ("Syrian troops took Saraqib on 5 February, Idlib and Binnish on 6 February.",
         {"Saraqib": 5, "Idlib": 6, "Binnish": 6}),
        ("The rebels lost Saraqib on 5 February, Binnish a day later.", {"Saraqib": 5, "Binnish": 6}),
        ("The army surrounded Saraqib on 5 February and then Binnish on 8 February.", {"Saraqib": 5, "Binnish": 8}),
        ("The army captured Saraqib and Binnish on 8 February.", {"Saraqib": 8, "Binnish": 8}),
    ],
)  # fmt: skip
def test_each_place_of_a_list_has_its_own_day(text: str, days: dict[str, int]) -> None:
    told = {c.place: (c.date_from, c.date_to) for c in read(text, PUBLISHED)}
    assert told == {place: (date(2017, 2, day), date(2017, 2, day)) for place, day in days.items()}


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Jets hit Raqqa, the Islamic State's main stronghold in Syria.", {("Raqqa", IS, "holds")}),
        ("The army shelled Daraya, a stronghold of the rebels.", {("Daraya", OPPOSITION, "holds")}),
        ("Daraya, the last rebel stronghold near Damascus, was hit.", {("Daraya", OPPOSITION, "holds")}),
        ("Daraya, a former rebel stronghold, was hit.", set()),
        ("Lashkar Gah, the capital of Helmand province, fell to the Taliban.", {("Lashkar Gah", TALIBAN, "captures")}),
        ("Rebels took some parts of the city's Hazawna district.", {("Hazawna district", OPPOSITION, "partly_holds")}),
        ("Rebels held all of Aleppo, with the exception of a few streets.", {("Aleppo", OPPOSITION, "partly_holds")}),
        ("The rebels held all of Idlib apart from Saraqib.", {("Idlib", OPPOSITION, "partly_holds")}),
        ("Russian forces have captured more than 80% of Mariupol.", {("Mariupol", RUSSIA, "partly_holds")}),
        ("Taliban fighters seize half of city after storming Kunduz", {("Kunduz", TALIBAN, "partly_holds")}),
        ("Rebels took Jisr al-Shughour, leaving Ariha as the only town under government control.",
         {("Jisr al-Shughour", OPPOSITION, "captures")}),
        ("Iraq's Ramadi falls to Islamic State", {("Ramadi", IS, "captures")}),
        ("Syrian troops back in control of Kessab", {("Kessab", SYRIA, "holds")}),
        ("The town of Kobani, also known as Ain al-Arab, was captured by Islamic State.", {("Kobani", IS, "captures")}),
        ("KUNDUZ, Afghanistan - The Taliban captured Khan Abad.", {("Khan Abad", TALIBAN, "captures")}),
        ("The Taliban withdrew from Kunduz on Friday, ninety miles from Baghlan.", {("Kunduz", TALIBAN, "loses")}),
    ],
)  # fmt: skip
def test_a_place_named_beside_says_which_one_is_meant(text: str, wanted: set[tuple[str, str, str]]) -> None:
    told = control(text)
    assert told >= wanted
    assert not {place for place, _, _ in told} - {place for place, _, _ in wanted}


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("In Aleppo, government forces attacked the rebel stronghold of Daraya.", "Aleppo"),
        ("In Mosul, Iraqi forces stormed the last Islamic State stronghold.", "Mosul"),
        ("Near Tikrit, Islamic State fighters defended their last stronghold.", "Tikrit"),
        ("Troops left Hama, and jets bombed a rebel stronghold.", "Hama"),
        ("Jets hit Idlib, where the army says the rebels have a stronghold.", "Idlib"),
        ("The army captured Nawa, leaving Daraya the last rebel stronghold.", "Nawa"),
    ],
)
def test_a_stronghold_elsewhere_is_not_the_place_before_the_comma(text: str, place: str) -> None:
    held = [c for c in read(text, PUBLISHED) if c.kind is Kind.HOLDS and c.place == place]
    assert all(c.confidence < PUBLISHING_THRESHOLD for c in held)


@pytest.mark.parametrize(
    "text",
    [
        "Residents left Idlib after the army shelled the town.",
        "Kuwaires airbase in Aleppo also came under fierce attack by the Islamic State.",
        "The American warnings about Baghdad fell on deaf ears, Iraqi forces said.",
        "The Iraqi army evacuated 1,500 civilians from Hit.",
        "Opposition activists said that Saraqib had fallen.",
        "Turkey, which lost 36 soldiers in Idlib, sent more troops.",
        "Still, the army shelled the Ramouseh district.",
        "Forces from Tigray captured Lalibela, an Ethiopian town.",
        "The Taliban attacked Kunduz. Baghlan was retaken by militiamen of the vice-president.",
    ],
)
def test_who_takes_nothing_gets_nothing(text: str) -> None:
    assert {party for _, party, _ in control(text) if party != "unknown"} == set()


@pytest.mark.parametrize(
    "text",
    [
        "Iraqi officials dismissed rumors that Islamic State had captured Hit.",
        "The army said it had captured Khan Tuman, but rebel sources denied that.",
        "Islamic State claims capture of Hit, army denies",
        "Iraqi forces said they had retaken Baiji, a claim denied by Islamic State.",
    ],
)
def test_a_short_denial_is_a_denial(text: str) -> None:
    assert {c.modality for c in read(text, PUBLISHED) if c.kind is Kind.CAPTURES} == {Modality.DENIED}


def test_an_inverted_condition_is_no_fact() -> None:
    text = "Had the rebels captured Nawa, the army would have lost the road."
    assert {c.modality for c in read(text, PUBLISHED) if c.kind is Kind.CAPTURES} == {Modality.PLANNED}


@pytest.mark.parametrize(
    "text",
    [
        "Ukrainian forces pushed Russian troops back from Kharkiv.",
        "The Taliban were driven back from Kunduz by Afghan troops.",
    ],
)
def test_back_from_a_place_is_not_out_of_it_for_certain(text: str) -> None:
    assert all(c.confidence < PUBLISHING_THRESHOLD for c in read(text, PUBLISHED) if c.kind in CONTROL_KINDS)


@pytest.mark.parametrize(
    "text",
    [
        "Iraqi troops broke the siege of Amerli.",
        "The siege of Amerli was broken by Iraqi troops.",
        "Government forces lifted the siege of Nubl.",
    ],
)
def test_who_breaks_a_siege_did_not_lay_it(text: str) -> None:
    told = [c for c in read(text, PUBLISHED) if c.kind is Kind.BESIEGES and c.confidence >= PUBLISHING_THRESHOLD]
    assert [c.actor_canonical for c in told] == ["unknown"]
