"""Sentences of our own for what agency reports do: parts of several towns, scare quotes, whom "they" and "it" mean."""

import pytest

from tests.extraction.test_constructions import Fact, facts

IRAQ, SYRIA, OPPOSITION, TURKEY = "Iraqi government", "Syrian government", "Syrian opposition", "Turkey"
IS, SDF, ISRAEL = "Islamic State", "SDF/YPG", "other:Israel"

READ: list[tuple[str, str, list[Fact]]] = [
    ("a part of both", "Iraqi troops have liberated eastern areas of the towns of Hit and Rawa.",
     [("Hit", IRAQ, "partly_holds"), ("Rawa", IRAQ, "partly_holds")]),
    ("a part of one, all of another", "Iraqi troops liberated eastern areas of Hit and the town of Rawa.",
     [("Hit", IRAQ, "partly_holds"), ("Rawa", IRAQ, "captures")]),
    ("scare quotes", 'The Syrian army took "full" control of Nawa.', [("Nawa", SYRIA, "captures")]),
    ("nearly in control", "The rebels were nearly in complete control of Nawa.",
     [("Nawa", OPPOSITION, "partly_holds")]),
    ("in almost full control", "The rebels are in almost complete control of Nawa.",
     [("Nawa", OPPOSITION, "partly_holds")]),
    ("taken before by another", "Iraqi troops retook the ISIS-seized town of Hit.", [("Hit", IRAQ, "captures")]),
    ("a title with a small hyphen", "Turkish-backed Rebels Capture Rajo From YPG In Afrin Area",
     [("Rajo", OPPOSITION, "captures")]),
    ("they, no army", "The Syrian army sent tanks to push back the insurgents after they seized Nawa.",
     [("Nawa", OPPOSITION, "captures")]),
    ("they, the rebels told first", "Rebels drove out the army after they seized Nawa.",
     [("Nawa", OPPOSITION, "captures")]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), [row[1:] for row in READ], ids=[row[0] for row in READ])
def test_agency_ways(text: str, expected: list[Fact]) -> None:
    found = facts(text)
    assert set(expected) <= set(found), found


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("Iraqi troops have liberated eastern areas of the towns of Hit and Rawa.", ("Rawa", IRAQ, "captures")),
        ("The rebels were nearly in complete control of Nawa.", ("Nawa", OPPOSITION, "captures")),
        ("The Syrian army sent tanks to push back the insurgents after they seized Nawa.",
         ("Nawa", SYRIA, "captures")),
        ("The Israeli army took control of the Palestinian side of the Rafah crossing.",
         ("Palestinian", ISRAEL, "captures")),
        ("Turkish troops control Azaz. On Monday they seized the hill but lost it to Kurdish fighters.",
         ("Azaz", TURKEY, "loses")),
        ("The rebels had almost captured Nawa.", ("Nawa", OPPOSITION, "partly_holds")),
    ],
)  # fmt: skip
def test_agency_traps(text: str, wrong: Fact) -> None:
    assert wrong not in facts(text)
