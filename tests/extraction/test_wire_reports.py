"""Sentences of our own for what wire reports do: villages of several districts, whose flag, who says it took P."""

from datetime import date

import pytest

from tests.extraction import read
from tests.extraction.test_constructions import Fact, facts

SYRIA, OPPOSITION, SDF, IS = "Syrian government", "Syrian opposition", "SDF/YPG", "Islamic State"
UKRAINE, RUSSIA, GNA = "Ukraine", "Russia", "Libyan GNA"
GADDAFI, LIBYAN_REBELS = "other:Gaddafi government", "other:Libyan rebels"
UKRAINIAN_WAR, LIBYAN_WAR = date(2024, 2, 27), date(2011, 3, 28)

READ: list[tuple[str, date, str, list[Fact]]] = [
    ("those who oppose him", LIBYAN_WAR, "After taking Ajdabiya, Gaddafi's opposition seized Brega.",
     [("Ajdabiya", LIBYAN_REBELS, "captures"), ("Brega", LIBYAN_REBELS, "captures")]),
    ("whose flag", UKRAINIAN_WAR, "Russian troops left Lyman. Troops hoisted the Ukrainian flag over Lyman.",
     [("Lyman", UKRAINE, "captures")]),
    ("with its helpers", date(2020, 6, 5),
     "The GNA, alongside several Syrian militants, announced that it had taken Tarhuna.",
     [("Tarhuna", GNA, "captures")]),
    ("a sea beside", date(2008, 8, 14), "Russian troops captured the Black Sea oil port city of Poti in Georgia.",
     [("Poti", RUSSIA, "captures")]),
    ("which it said it took", UKRAINIAN_WAR, "Ukraine left Orlivka, which Russia said it had captured on Sunday.",
     [("Orlivka", UKRAINE, "loses"), ("Orlivka", RUSSIA, "captures")]),
    ("which it says it holds", UKRAINIAN_WAR, "Marinka, which Moscow says it controls, lies in ruins.",
     [("Marinka", RUSSIA, "holds")]),
    ("which it says its troops took", UKRAINIAN_WAR, "Lyman, which Kyiv says its forces have retaken, lies in ruins.",
     [("Lyman", UKRAINE, "captures")]),
    ("places of their own", date(2015, 3, 2), "The Syrian army took two villages in Homs province, Jubb and Sukna.",
     [("Jubb", SYRIA, "captures"), ("Sukna", SYRIA, "captures")]),
    ("driven out by those who are for him", LIBYAN_WAR, "Rebels cheered after driving pro-Gaddafi forces out of Brega.",
     [("Brega", LIBYAN_REBELS, "captures"), ("Brega", GADDAFI, "loses")]),
    ("its stronghold", UKRAINIAN_WAR, "Rebels withdrew from Hama to their stronghold of Nawa in Syria.",
     [("Nawa", OPPOSITION, "holds")]),
    ("from its stronghold", date(2017, 6, 8), "US-backed troops want to oust Islamic State from its stronghold Raqqa.",
     [("Raqqa", IS, "holds")]),
    ("our control", UKRAINIAN_WAR, '"Lyman was under our control," Poroshenko said.', [("Lyman", UKRAINE, "holds")]),
    ("our control, a spokesman", date(2015, 6, 24), '"Ain Issa is under our control," YPG spokesman Ali Amin said.',
     [("Ain Issa", SDF, "holds")]),
    ("back in control", date(2008, 8, 23), "Georgian forces are also back in control in Gori.",
     [("Gori", "other:Georgia", "holds")]),
    ("whom another calls backed", date(2014, 9, 1),
     "Separatists who Kiev says were backed by Russian tanks took Novoazovsk.", [("Novoazovsk", RUSSIA, "captures")]),
    ("backed by another", date(2020, 2, 27), "Syrian rebels backed by the Turkish army said they had retaken Nawa.",
     [("Nawa", OPPOSITION, "captures")]),
    ("somebody's private army", UKRAINIAN_WAR, "Kyiv fights on after Putin's private army claimed to have taken Lyman.",
     [("Lyman", RUSSIA, "captures")]),
    ("denied at length", UKRAINIAN_WAR,
     "Kyiv denied Russian claims that the town of Soledar in Donetsk Oblast is under Russian control.",
     [("Soledar", RUSSIA, "denied holds")]),
    ("not true", UKRAINIAN_WAR, "The Russians say that Soledar is under their control, this is not true.",
     [("Soledar", RUSSIA, "denied holds")]),
    ("flag flying", UKRAINIAN_WAR, "The Ukrainian flag is flying over Lyman.", [("Lyman", UKRAINE, "captures")]),
    ("flag still flying", UKRAINIAN_WAR, "Ukraine's flag is still flying over Lyman.", [("Lyman", UKRAINE, "holds")]),
    ("villages before the noun", UKRAINIAN_WAR, "Ukraine freed Novohryhorivka, Lyman, and Petropavlivka villages.",
     [("Petropavlivka", UKRAINE, "captures")]),
    ("its neighbouring village", date(2016, 10, 16), "Rebels captured Dabiq's neighbouring village of Soran.",
     [("Soran", OPPOSITION, "captures")]),
    ("west of what it took", UKRAINIAN_WAR, "Orlivka lies west of Avdiivka, which Russia captured in 2024.",
     [("Avdiivka", RUSSIA, "captures")]),
    ("north of what it holds", UKRAINIAN_WAR, "Both villages are north of the Ukraine-controlled Sudzha.",
     [("Sudzha", UKRAINE, "holds")]),
    ("by way of", UKRAINIAN_WAR, "Russian troops are seeking to encircle Bakhmut by capturing Soledar.",
     [("Soledar", RUSSIA, "planned captures")]),
    ("encircled by way of", UKRAINIAN_WAR, "Russian troops encircled Bakhmut by capturing Soledar.",
     [("Soledar", RUSSIA, "captures")]),
]  # fmt: skip


@pytest.mark.parametrize(("published", "text", "expected"), [row[1:] for row in READ], ids=[row[0] for row in READ])
def test_wire_reports(published: date, text: str, expected: list[Fact]) -> None:
    found = facts(text, published)
    assert set(expected) <= set(found), found


@pytest.mark.parametrize(
    ("published", "text", "wrong"),
    [
        (date(2020, 10, 20), "The Azerbaijani army liberated 17 villages in Fuzuli, Jabrayil and Zangilan districts.",
         ("Jabrayil", "captures")),
        (date(2020, 10, 20), "17 villages in Fuzuli, Jabrayil and Zangilan regions were liberated by Azerbaijan.",
         ("Jabrayil", "captures")),
        (date(2020, 10, 20), "The Azerbaijani army seized several villages in Fuzuli and Jabrayil.",
         ("Jabrayil", "captures")),
        (LIBYAN_WAR, "Gaddafi's opposition seized Brega.", ("Brega", GADDAFI)),
        (UKRAINIAN_WAR, "The heights are vital for taking Lyman, the Russian army said.", ("Lyman", "captures")),
        (UKRAINIAN_WAR, "The bridge has great importance in liberating Lyman, Ukraine said.", ("Lyman", "captures")),
        (UKRAINIAN_WAR, "Ukraine said it had left Orlivka after the fall of Avdiivka.", ("Avdiivka", UKRAINE)),
        (date(2008, 8, 14), "Russian troops captured the Black Sea port city of Poti.", ("Black Sea port", "captures")),
        (date(2015, 6, 24), '"Ain Issa is under our control," a man said near Islamic State lines.', ("Ain Issa", IS)),
        (UKRAINIAN_WAR, "Three villages in the country's southern Kherson region were recaptured by Ukraine.",
         ("Kherson region", "captures")),
        (UKRAINIAN_WAR, "Ukraine announced the liberation of Andriivka, ten kilometres from occupied Bakhmut.",
         ("Bakhmut", "captures")),
        (UKRAINIAN_WAR, "Rebels cheered after driving separatists out of Lyman.", ("Lyman", "captures")),
        (date(2014, 8, 1), "Islamist militias seized the airport in Tripoli, Libya.", ("airport in Tripoli", IS)),
    ],
)  # fmt: skip
def test_wire_report_traps(published: date, text: str, wrong: tuple[str, str]) -> None:
    found = read_surely(text, published)
    assert not [fact for fact in found if fact[0] == wrong[0] and wrong[1] in fact[1:]], found


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("On Jan. 10 the Russian army captured Soledar.", date(2024, 1, 10)),
        ("The Russian army captured Soledar on Oct. 5, 2023.", date(2023, 10, 5)),
        ("The Russian army captured Soledar (Feb. 3).", date(2024, 2, 3)),
    ],
)
def test_days_of_months_cut_short(text: str, day: date) -> None:
    assert [(c.date_from, c.date_to) for c in read(text, UKRAINIAN_WAR)] == [(day, day)]


def read_surely(text: str, published: date) -> set[Fact]:
    """The facts of rules; what only links tell is never published."""
    rules = {(c.place, c.actor_canonical, str(c.kind)) for c in read(text, published) if not c.rule.startswith("link")}
    return rules & facts(text, published)
