"""Sentences of our own for a party right before a form in -ing that is a noun too: "ended with X capturing P"."""

import pytest

from conflictmap.core.claims import CONTROL_KINDS, Kind
from conflictmap.resolution.weights import PUBLISHING_THRESHOLD
from tests.extraction import read
from tests.extraction.test_constructions import PUBLISHED


def takers(text: str) -> list[tuple[str, str | None]]:
    """The places that are told to be taken, each with who took it, sure enough to be published."""
    return [(c.place, c.actor_canonical) for c in read(text, PUBLISHED) if c.kind in CONTROL_KINDS - {Kind.LOSES}
            and c.confidence >= PUBLISHING_THRESHOLD]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "place", "party"),
    [
        ("A night of shooting ended with the Islamic State capturing Rawa.", "Rawa", "Islamic State"),
        ("The battle resulted in Syrian rebels seizing Nawa from the army.", "Nawa", "Syrian opposition"),
        ("A week of fighting led to the SDF recapturing Hajin.", "Hajin", "SDF/YPG"),
    ],
)
def test_takes_what_the_gerund_names(text: str, place: str, party: str) -> None:
    assert (place, party) in takers(text)


@pytest.mark.parametrize(
    "text",
    [
        "Talks failed to prevent the Islamic State from capturing Rawa.",
        "Residents fear the Islamic State capturing Rawa.",
        "Iraqi officials warned of the Islamic State capturing Rawa.",
        "A retreat could have resulted in the Islamic State capturing Rawa.",
        "The attack nearly led to the Islamic State capturing Rawa.",
        "The attack never resulted in the Islamic State capturing Rawa.",
        "The plan, with the SDF capturing Hajin first, was dropped.",
        "The battle did not result in the SDF capturing Hajin.",
    ],
)
def test_takes_nothing_that_is_feared_or_did_not_happen(text: str) -> None:
    told = [c for c in read(text, PUBLISHED) if c.kind in CONTROL_KINDS and c.confidence >= PUBLISHING_THRESHOLD]
    assert all(c.modality.value not in {"asserted", "attributed"} for c in told)
