"""Sentences of our own for the many other ways of saying that a place is somebody's, was taken, lost or fought over."""

import pytest

from conflictmap.core.claims import CONTROL_KINDS, Modality
from tests.extraction import read
from tests.extraction.test_constructions import PUBLISHED, Fact, facts

IRAQ, SYRIA, OPPOSITION = "Iraqi government", "Syrian government", "Syrian opposition"
UKRAINE, RUSSIA, IS, SDF = "Ukraine", "Russia", "Islamic State", "SDF/YPG"

READ: list[tuple[str, str, list[Fact]]] = [
    # Whose it is
    ("is X's", "Rebels fought on, but Nawa is the Syrian army's.", [("Nawa", SYRIA, "holds")]),
    ("was X's again", "By noon Rawa was the Islamic State's again.", [("Rawa", IS, "captures")]),
    ("theirs", "Rebels attacked the Syrian army at dawn. Nawa was theirs by noon.", [("Nawa", OPPOSITION, "holds")]),
    ("partly theirs", "Rebels attacked at dawn. Nawa was partly theirs.", [("Nawa", OPPOSITION, "partly_holds")]),
    ("nationality", "Izium was Ukrainian once more.", [("Izium", UKRAINE, "captures")]),
    ("became", "In May Lyman became Russian.", [("Lyman", RUSSIA, "captures")]),
    ("territory", "Nawa was rebel territory.", [("Nawa", OPPOSITION, "holds")]),
    ("in X's power", "Rawa remained in the power of the Islamic State.", [("Rawa", IS, "holds")]),
    ("in its grip", "The Islamic State still had Rawa in its grip.", [("Rawa", IS, "holds")]),
    ("under X sway", "Rawa was under Islamic State sway.", [("Rawa", IS, "holds")]),
    ("masters of", "Rebels were masters of Nawa.", [("Nawa", OPPOSITION, "holds")]),
    ("hold on", "The Islamic State kept its hold on Rawa.", [("Rawa", IS, "holds")]),
    ("possesses", "The Islamic State still possessed Rawa.", [("Rawa", IS, "holds")]),
    ("had", "Rebels still had Nawa.", [("Nawa", OPPOSITION, "holds")]),
    ("had most of", "The Islamic State had most of Rawa.", [("Rawa", IS, "partly_holds")]),
    # Gained
    ("was handed", "The Islamic State was handed Rawa by a tribe.", [("Rawa", IS, "captures")]),
    ("flag on the town hall", "Iraqi troops raised their flag over the town hall of Rawa.",
     [("town hall of Rawa", IRAQ, "captures")]),
    ("took charge", "Iraqi troops took charge of Rawa.", [("Rawa", IRAQ, "captures")]),
    ("clawed back", "Ukrainian forces clawed back Lyman.", [("Lyman", UKRAINE, "captures")]),
    ("opened its gates", "Rawa opened its gates to the Islamic State.", [("Rawa", IS, "captures")]),
    ("was ceded to", "Nawa was ceded to the Syrian army.", [("Nawa", SYRIA, "captures")]),
    ("abandoned to", "Rebels abandoned Nawa to the Syrian army.",
     [("Nawa", OPPOSITION, "loses"), ("Nawa", SYRIA, "captures")]),
    # Lost
    ("let go of", "Russian troops let go of Lyman.", [("Lyman", RUSSIA, "loses")]),
    ("walked away from", "Rebels walked away from Nawa.", [("Nawa", OPPOSITION, "loses")]),
    ("gave up posts in", "Rebels gave up their posts in Nawa.", [("Nawa", OPPOSITION, "loses")]),
    ("withdrew its garrison", "Russia withdrew its garrison from Izium.", [("Izium", RUSSIA, "loses")]),
    ("gave up", "Russian troops gave Lyman up.", [("Lyman", RUSSIA, "loses")]),
    # Fought over
    ("moved into", "The SDF moved into Tabqa.", [("Tabqa", SDF, "contests")]),
    ("moved into what was left", "Syrian troops moved into Nawa after the rebels withdrew.",
     [("Nawa", SYRIA, "captures")]),
    ("forced its way", "The SDF forced its way into Tabqa.", [("Tabqa", SDF, "contests")]),
    ("bottled up", "Russian troops bottled up Lyman.", [("Lyman", RUSSIA, "besieges")]),
    ("shelling of", "Shelling of Lyman by Russian troops went on.", [("Lyman", RUSSIA, "attacks")]),
    # Who leaves what another takes
    (
        "left, and another took it",
        "The remaining Islamic State fighters withdrew and the SDF seized Nawa.",
        [("Nawa", IS, "loses"), ("Nawa", SDF, "captures")],
    ),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), [pytest.param(t, e, id=name) for name, t, e in READ])
def test_reads(text: str, expected: list[Fact]) -> None:
    found = facts(text)
    assert set(expected) <= found, found


@pytest.mark.parametrize(
    "text",
    [
        "Nawa was the Syrian army's main supply base for years before the war.",
        "Most people in Lyman were Russian speakers.",
        "Nawa could have been the rebels' by then.",
        "Izium is not Russian.",
        "The Islamic State had crossed the Euphrates.",
        "Rebels have Nawa under fire.",
        "Rebels had half encircled Nawa.",
    ],
)
def test_says_not_whose_it_is(text: str) -> None:
    stated = [
        c
        for c in read(text, PUBLISHED)
        if c.rule in {"belonging", "have"} and c.modality is not Modality.DENIED and c.kind in CONTROL_KINDS
    ]
    assert not stated, stated


@pytest.mark.parametrize(
    "text",
    [
        "Some Islamic State fighters withdrew and the SDF held Nawa.",  # others may be there still
        "The last Islamic State fighters withdrew and the SDF shelled Nawa.",
    ],
)
def test_says_not_who_left(text: str) -> None:
    assert ("Nawa", IS, "loses") not in facts(text)
