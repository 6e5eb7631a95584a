"""Sentences of our own for who drives another out of a place that the clause before names, and for how much of it."""

import pytest

from conflictmap.core.claims import CONTROL_KINDS, ClaimDraft, Kind, Modality
from conflictmap.resolution.weights import PUBLISHING_THRESHOLD
from tests.extraction import read
from tests.extraction.test_constructions import PUBLISHED

IRAQ, SYRIA, OPPOSITION, SDF = "Iraqi government", "Syrian government", "Syrian opposition", "SDF/YPG"
RUSSIA, IS = "Russia", "Islamic State"


def taken(text: str) -> list[ClaimDraft]:
    """The claims that somebody took or has a place or a part of it, told as a fact and sure enough to be published."""
    found = [c for c in read(text, PUBLISHED) if c.kind in CONTROL_KINDS - {Kind.LOSES}]
    told = [c for c in found if c.modality in {Modality.ASSERTED, Modality.ATTRIBUTED}]
    return [c for c in told if c.confidence >= PUBLISHING_THRESHOLD]


@pytest.mark.parametrize(
    ("text", "place", "party"),
    [
        ("Iraqi troops pushed into the middle of Rawa and ousted the Islamic State.", "Rawa", IRAQ),
        ("Iraqi units drove into the centre of Anah on the first day of the Euphrates operation and expelled the IS.",
         "Anah", IRAQ),
        ("Syrian rebels stormed Nawa before dawn and drove out the army.", "Nawa", OPPOSITION),
        ("The SDF entered Hajin on Monday and drove the Islamic State out.", "Hajin", SDF),
        ("Russian forces broke into Lyman, and by evening had expelled the Ukrainian garrison.", "Lyman", RUSSIA),
        ("Islamic State fighters attacked Nawa and evicted the rebels.", "Nawa", IS),
        ("Rebels entered Inkhil from Nawa and ousted the Syrian army.", "Inkhil", OPPOSITION),
        ("Rebels entered Nawa, crossed to Inkhil and ousted the Syrian army.", "Inkhil", OPPOSITION),
    ],
)  # fmt: skip
def test_the_place_stands_in_the_clause_before(text: str, place: str, party: str) -> None:
    assert [(c.place, c.actor_canonical, c.kind) for c in taken(text)] == [(place, party, Kind.CAPTURES)]


@pytest.mark.parametrize(
    "text",
    [
        "The SDF plans to enter Hajin and oust the Islamic State.",
        "The SDF tried to enter Hajin and drive out the Islamic State.",
        "Iraqi troops entered Rawa but did not oust the Islamic State.",
        "Rebels entered Nawa and ousted their commander.",
        "Rebels entered Nawa; the Syrian army ousted its chief of staff.",
        "The Islamic State in Rawa ousted the rival group.",
    ],
)
def test_nobody_is_said_to_have_taken_it(text: str) -> None:
    assert taken(text) == []


def test_who_holds_a_part_has_no_more_when_others_are_driven_out_of_it() -> None:
    claims = read("Rebels entered the northern districts of Nawa and drove out the army.", PUBLISHED)
    assert {c.kind for c in claims if c.place == "Nawa" and c.rule == "expel"} == {Kind.PARTLY_HOLDS}


def test_a_party_before_the_part_it_held_does_not_have_the_rest() -> None:
    of_part = read("The Islamic State seized most rebel districts of Nawa.", PUBLISHED)
    of_whole = read("The Islamic State seized most of rebel-held Nawa.", PUBLISHED)
    told = [
        [(c.kind, c.against_canonical) for c in claims if c.actor_canonical == IS] for claims in (of_part, of_whole)
    ]
    assert told == [[(Kind.PARTLY_HOLDS, None)], [(Kind.PARTLY_HOLDS, OPPOSITION)]]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("The Syrian army kept an enclave in Nawa.", Kind.PARTLY_HOLDS),
        ("Syrian rebels still held a pocket in Nawa.", Kind.PARTLY_HOLDS),
        ("The Syrian army captured the last of Nawa's outskirts.", Kind.CAPTURES),
        ("The raid brought the last of Nawa's suburbs under Syrian army control.", Kind.CAPTURES),
    ],
)
def test_how_much_of_the_place_is_meant(text: str, kind: Kind) -> None:
    assert [c.kind for c in read(text, PUBLISHED) if c.kind in CONTROL_KINDS] == [kind]


def test_the_city_behind_an_area_is_the_one_that_the_area_is_named_after() -> None:
    claims = read("The last rebels were driven from the Nawa area and the town was fully in army hands.", PUBLISHED)
    assert ("Nawa", SYRIA, Kind.HOLDS) in [(c.place, c.actor_canonical, c.kind) for c in claims]
