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
