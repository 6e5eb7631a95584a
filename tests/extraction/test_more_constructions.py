"""Sentences of our own for what plain news prose does besides "X captured P": yielding, telling again, parts."""

from datetime import date

import pytest

from conflictmap.core.claims import Kind, Modality, PlaceKind, Precision
from tests.extraction import read
from tests.extraction.test_constructions import PUBLISHED, Fact, facts

IRAQ, SYRIA, OPPOSITION = "Iraqi government", "Syrian government", "Syrian opposition"
UKRAINE, RUSSIA, IS, SDF = "Ukraine", "Russia", "Islamic State", "SDF/YPG"

READ: list[tuple[str, str, list[Fact]]] = [
    ("last fighters surrendered", "The last Islamic State fighters in Rawa surrendered to the Iraqi army.",
     [("Rawa", IS, "loses"), ("Rawa", IRAQ, "captures")]),
    ("fled before", "The final rebel fighters in Nawa fled before the Syrian army.",
     [("Nawa", OPPOSITION, "loses"), ("Nawa", SYRIA, "captures")]),
    ("cleared, said its army", "Iraqi police said Anah had been fully cleared.", [("Anah", IRAQ, "captures")]),
    ("rid of", "The Iraqi military said that every part of Anah had been rid of the Islamic State.",
     [("Anah", IRAQ, "captures")]),
    ("were clear of", "The Iraqi military said Anah and Rawa were clear of the Islamic State.",
     [("Anah", IRAQ, "captures"), ("Rawa", IRAQ, "captures")]),
    ("moved in, next sentence", "Rebels left Nawa at dawn. Hours later the Syrian army moved in.",
     [("Nawa", OPPOSITION, "loses"), ("Nawa", SYRIA, "captures")]),
    ("added to its towns", "The SDF added Hajin to the towns it took from the Islamic State.",
     [("Hajin", SDF, "captures")]),
    ("counted as a stronghold taken", "Hajin was counted as the last Islamic State stronghold that the SDF took.",
     [("Hajin", SDF, "captures")]),
    ("handed it to", "Rebels gave up Nawa under a truce that handed it to the government.",
     [("Nawa", OPPOSITION, "loses"), ("Nawa", SYRIA, "captures")]),
    ("deployed once they had left", "Syrian soldiers deployed in Nawa after the rebels withdrew.",
     [("Nawa", SYRIA, "captures")]),
    ("by nightfall", "By nightfall the SDF had all of Tabqa under its control.",
     [("Tabqa", SDF, "captures"), ("Tabqa", SDF, "holds")]),
    ("were in control", "Iraqi troops were in control of Rawa.", [("Rawa", IRAQ, "holds")]),
    ("abandoned by", "Izium was abandoned by Russian troops.", [("Izium", RUSSIA, "loses")]),
    ("loss of P to X", "The loss of Anah to the Islamic State was a blow.", [("Anah", IS, "captures")]),
    ("told again without a party", "Rebels took Nawa. Inkhil was also seized.",
     [("Nawa", OPPOSITION, "captures"), ("Inkhil", OPPOSITION, "captures")]),
    ("encircled and captured", "Russian forces encircled and captured Lyman.",
     [("Lyman", RUSSIA, "besieges"), ("Lyman", RUSSIA, "captures")]),
    ("leaving encircled", "Russian forces took a hill, leaving Lyman encircled.", [("Lyman", RUSSIA, "besieges")]),
    ("trapped inside", "Rebels in Nawa were surrounded by the Syrian army.", [("Nawa", SYRIA, "besieges")]),
    ("enabled to", "The raid allowed the rebels to take Nawa.", [("Nawa", OPPOSITION, "captures")]),
    ("it ended with X taking", "The raid ended with rebels taking Nawa.", [("Nawa", OPPOSITION, "captures")]),
    ("announced that it had", "The SDF announced that it had captured Hajin.", [("Hajin", SDF, "captures")]),
    ("with the help of others", "The SDF, with the help of US troops and French aircraft, captured Hajin.",
     [("Hajin", SDF, "captures")]),
    ("took months to", "It took the Iraqi army two months to retake Rawa.", [("Rawa", IRAQ, "captures")]),
    ("unit names", "The Ukrainian 14th Mechanized Brigade recaptured Lyman.", [("Lyman", UKRAINE, "captures")]),
    ("them", "Russian troops reached Lyman and Torske and captured them.",
     [("Lyman", RUSSIA, "captures"), ("Torske", RUSSIA, "captures")]),
    ("passive list behind", "In Syria, six villages were taken by rebels, including Nawa and Inkhil.",
     [("Nawa", OPPOSITION, "captures"), ("Inkhil", OPPOSITION, "captures")]),
    ("list with a base", "Rebels took Nawa, Inkhil and the T-4 air base.",
     [("Nawa", OPPOSITION, "captures"), ("Inkhil", OPPOSITION, "captures"),
      ("T-4 air base", OPPOSITION, "captures")]),
    ("name in brackets", "The Syrian army took a large base (Tal Ahmar) and Nawa.",
     [("Tal Ahmar", SYRIA, "captures"), ("Nawa", SYRIA, "captures")]),
    ("A and B villages", "Rebels in Syria captured Tal Hamra and Ayn Zarqa villages.",
     [("Tal Hamra", OPPOSITION, "captures"), ("Ayn Zarqa", OPPOSITION, "captures")]),
    ("former holder of a relative clause",
     "Rebels took the police academy building, which had been under ISIL control.",
     [("police academy building", OPPOSITION, "captures"), ("police academy building", IS, "holds")]),
    ("headline in capitals", "Iraqi Forces Retake Key Town of Rawa From ISIS", [("Rawa", IRAQ, "captures")]),
    ("headline verb after a plural", "SDF fighters advance in Raqqa", [("Raqqa", SDF, "contests")]),
    ("headline with a comma for and", "Rebels, Syrian army fight for Nawa",
     [("Nawa", OPPOSITION, "contests"), ("Nawa", SYRIA, "contests")]),
    # Fighting
    ("sides of the sentence", "Syrian troops advanced while clashes with rebels went on in Nawa.",
     [("Nawa", SYRIA, "contests"), ("Nawa", OPPOSITION, "contests")]),
    ("sides of the paragraph", "Rebels attacked the Syrian army. Fighting in Nawa killed ten people.",
     [("Nawa", SYRIA, "contests"), ("Nawa", OPPOSITION, "contests")]),
    ("in P, fighting", "In Nawa, fighting continued between rebels and the Syrian army.",
     [("Nawa", SYRIA, "contests"), ("Nawa", OPPOSITION, "contests")]),
    ("P saw fighting", "Nawa saw heavy fighting between rebels and the Syrian army.",
     [("Nawa", SYRIA, "contests"), ("Nawa", OPPOSITION, "contests")]),
    ("shared head", "Russian and Ukrainian forces fought in Lyman.",
     [("Lyman", RUSSIA, "contests"), ("Lyman", UKRAINE, "contests")]),
    ("a battle defined", "The Battle of Lyman was an engagement between Russian and Ukrainian forces.",
     [("Lyman", RUSSIA, "contests"), ("Lyman", UKRAINE, "contests")]),
    ("made gains", "Russian forces made further gains in Lyman.", [("Lyman", RUSSIA, "contests")]),
    # Parts
    ("mostly captured", "Russian forces had mostly captured Lyman.", [("Lyman", RUSSIA, "partly_holds")]),
    ("almost all", "Rebels captured almost all of Nawa.", [("Nawa", OPPOSITION, "partly_holds")]),
    ("all but", "The SDF captured all of Raqqa except for the stadium.", [("Raqqa", SDF, "partly_holds")]),
    ("the last part", "The SDF captured the last districts of Raqqa.", [("Raqqa", SDF, "captures")]),
    ("eastern P", "The Syrian army recaptured eastern Aleppo.", [("eastern Aleppo", SYRIA, "captures")]),
    ("named quarters", "The SDF captured the districts of Mashlab and Tayyar.",
     [("Mashlab", SDF, "captures"), ("Tayyar", SDF, "captures")]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), [pytest.param(t, e, id=name) for name, t, e in READ])
def test_reads(text: str, expected: list[Fact]) -> None:
    found = facts(text)
    assert set(expected) <= found, found


@pytest.mark.parametrize(
    "text",
    [
        "The Mosul campaign began. The army then abandoned the Raqqa offensive.",
        "Iraqi troops gathered for the Hawija operation.",
        "Rebels seized a town in Idlib province.",
        "Al-Shabaab seizes town in central Somalia",
        "Russian forces dug trenches in villages surrounding Lyman.",
        "Locals prevented a Russian convoy from entering Lyman.",
        "The SDF was close to capturing Hajin.",
        "Abadi said that taking Rawa was a matter of time.",
        "The Islamic State left Rawa in ruins.",
    ],
)
def test_tells_no_control(text: str) -> None:
    stated = [
        c
        for c in read(text, PUBLISHED)
        if c.modality in {Modality.ASSERTED, Modality.ATTRIBUTED}
        and c.kind not in {Kind.ATTACKS}
        and c.place_kind is not PlaceKind.REGION
    ]
    assert not stated, stated


def test_a_plan_told_by_we_is_the_speakers() -> None:
    (claim,) = read('"Today we announce the start of the liberation of Rawa," Abadi said.', PUBLISHED)
    assert (claim.actor_canonical, claim.kind, claim.modality) == (IRAQ, Kind.CAPTURES, Modality.PLANNED)


def test_a_denial_of_the_report_before() -> None:
    text = "The Russian ministry claimed that its forces had captured Lyman. The mayor denied that the city was taken."
    assert all(c.modality is Modality.DENIED for c in read(text, PUBLISHED) if c.kind is Kind.CAPTURES)


STATE = "A reporter saw the Islamic State-held town of Rawa."


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("Iraqi troops attacked yesterday.\n\n" + STATE, date(2017, 6, 14), date(2017, 6, 14)),
        ("Iraqi troops attacked yesterday.\n\nIt rained.\n\n" + STATE, date(2017, 6, 14), PUBLISHED),
        ("Iraqi troops attacked on 2 May.\n\nIt rained.\n\n" + STATE, date(2017, 5, 2), date(2017, 5, 2)),
    ],
)
def test_an_undated_state_lies_between_the_news_and_its_publication(text: str, first: date, last: date) -> None:
    (claim,) = [c for c in read(text, PUBLISHED) if c.kind is Kind.HOLDS]
    assert (claim.date_from, claim.date_to) == (first, last)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("On 2 May rebels left. By 4 May Nawa was quiet. Later, rebels took Nawa.", date(2017, 5, 4), date(2017, 5, 4)),
        ("The SDF captured Hajin following a raid on 3 May.", date(2017, 5, 3), date(2017, 5, 3)),
        ("On 3 May it rained. Over the next two days the SDF took Hajin.", date(2017, 5, 4), date(2017, 5, 5)),
        ("On the last day of February, the SDF took Hajin.", date(2017, 2, 28), date(2017, 2, 28)),
        ("On 3 May, Iraqi troops broke the siege of Amirli.", None, date(2017, 5, 3)),
        (
            "In March 2016 it rained. The Islamic State took Palmyra on 8 December.",
            date(2016, 12, 8),
            date(2016, 12, 8),
        ),
        ("On 3 May the army set out to retake the recently lost town of Nawa in Syria.", None, date(2017, 5, 3)),
    ],
)
def test_dates(text: str, first: date | None, last: date) -> None:
    dates = {(c.date_from, c.date_to) for c in read(text, PUBLISHED)}
    assert (first, last) in dates, dates


def test_a_siege_that_was_broken_is_open_to_the_past() -> None:
    (siege,) = [c for c in read("The siege of Amirli was lifted on 3 May.", PUBLISHED) if c.kind is Kind.BESIEGES]
    assert (siege.date_from, siege.date_to, siege.precision) == (None, date(2017, 5, 3), Precision.OPEN)


@pytest.mark.parametrize(
    ("text", "army", "rebels"),
    [
        (
            "Nawa, captured by rebels in 2014, was retaken by the Syrian army.",
            (None, date(2017, 6, 15)),
            (date(2014, 1, 1), date(2014, 12, 31)),
        ),
        (
            "Nawa, captured by rebels in 2014, fell to the Syrian army on Monday.",
            (date(2017, 6, 12), date(2017, 6, 12)),
            (date(2014, 1, 1), date(2014, 12, 31)),
        ),
        (
            "The Syrian army retook Nawa, seized by rebels on Monday.",
            (None, date(2017, 6, 15)),
            (date(2017, 6, 12), date(2017, 6, 12)),
        ),
    ],
)
def test_an_aside_keeps_its_date_to_itself(
    text: str, army: tuple[date | None, date], rebels: tuple[date | None, date]
) -> None:
    days = {c.actor_canonical: (c.date_from, c.date_to) for c in read(text, date(2017, 6, 15))}
    assert days == {"Syrian government": army, "Syrian opposition": rebels}


@pytest.mark.parametrize(
    "text",
    [
        "Clashes broke out on 4 March between M23 rebels and the FARDC in Kitshanga.",
        "Fighting resumed on Wednesday morning between M23 rebels and the FARDC in Kitshanga.",
        "Fighting raged between M23 rebels and the FARDC in Kitshanga.",
    ],
)
def test_a_day_may_stand_before_who_fought(text: str) -> None:
    found = {(c.place, c.actor_canonical) for c in read(text, date(2023, 3, 6)) if c.kind is Kind.CONTESTS}
    assert found == {("Kitshanga", "other:M23"), ("Kitshanga", "other:DR Congo")}


def test_a_short_name_in_brackets_may_stand_before_what_its_party_did() -> None:
    text = "The army broke through the Rapid Support Forces (RSF) siege of Babanusa in Sudan."
    found = {c.actor_canonical for c in read(text, date(2024, 3, 6)) if c.kind is Kind.BESIEGES}
    assert found == {"other:Rapid Support Forces"}
