"""A part of a town named by its direction, and a facility in one: neither moves the town."""

from datetime import date

import pytest

from conflictmap.core.claims import CONTROL_KINDS, PlaceKind
from tests.extraction import read


@pytest.mark.parametrize(
    ("text", "place", "kind"),
    [
        ("The army took east Aleppo in December.", "east Aleppo", PlaceKind.DISTRICT),
        ("Rebels withdrew from east Aleppo.", "east Aleppo", PlaceKind.DISTRICT),
        ("The Islamic State lost west Mosul in July.", "west Mosul", PlaceKind.DISTRICT),
        ("The army seized the town hall in central Ramadi.", "town hall in central Ramadi", PlaceKind.FACILITY),
        ("Rebels lost the airport in eastern Aleppo.", "airport in eastern Aleppo", PlaceKind.FACILITY),
        ("The army moved east Friday and took Maskana.", "Maskana", PlaceKind.TOWN),
    ],
)
def test_a_part_stays_a_part(text: str, place: str, kind: PlaceKind) -> None:
    claims = [c for c in read(text, date(2017, 3, 4)) if c.kind in CONTROL_KINDS]
    assert {(c.place, c.place_kind) for c in claims} == {(place, kind)}


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("The army controls all of Nawa but its northern quarter.", {("Syrian government", "partly_holds")}),
        ("The rebels have lost all of Nawa but a few streets.", set()),
        ("The army took Nawa but a few rebels remained.", {("Syrian government", "captures")}),
        (
            "Nawa is split between the rebels and the army.",
            {("Syrian government", "partly_holds"), ("Syrian opposition", "partly_holds")},
        ),
        ("Opinion in Nawa is divided between rebels and the army.", set()),
        ("Nawa came back under government control on Friday.", {("Syrian government", "captures")}),
    ],
)
def test_all_but_a_part_and_a_town_divided(text: str, kinds: set[tuple[str, str]]) -> None:
    claims = [c for c in read(text, date(2017, 3, 4)) if c.kind in CONTROL_KINDS and c.confidence >= 0.5]
    assert {(c.actor_canonical, str(c.kind)) for c in claims if c.place == "Nawa"} == kinds
