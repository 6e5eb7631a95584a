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
    ],
)  # fmt: skip
def test_wire_report_traps(published: date, text: str, wrong: tuple[str, str]) -> None:
    found = read_surely(text, published)
    assert not [fact for fact in found if fact[0] == wrong[0] and wrong[1] in fact[1:]], found


def read_surely(text: str, published: date) -> set[Fact]:
    """The facts of rules; what only links tell is never published."""
    rules = {(c.place, c.actor_canonical, str(c.kind)) for c in read(text, published) if not c.rule.startswith("link")}
    return rules & facts(text, published)
