"""Sentences of our own of what was taken and lost again, what has not happened yet, and what is told to be untrue."""

from datetime import date

import pytest

from conflictmap.core.claims import CONTROL_KINDS, ClaimDraft, Kind, Modality
from conflictmap.resolution.weights import PUBLISHING_THRESHOLD
from tests.extraction import read

PUBLISHED = date(2017, 3, 4)


def sure(text: str) -> list[ClaimDraft]:
    """The claims of control that would be published unseen."""
    told = {Modality.ASSERTED, Modality.ATTRIBUTED}
    found = [c for c in read(text, PUBLISHED) if c.kind in CONTROL_KINDS and c.modality in told]
    return [c for c in found if c.confidence >= PUBLISHING_THRESHOLD]


@pytest.mark.parametrize(
    "text",
    [
        "Rebels took Khan Tuman briefly before being driven out.",
        "Rebels seized Khan Tuman on Monday but were driven out on Tuesday.",
        "Rebels seized Khan Tuman, but were pushed out within hours.",
        "Rebels seized Khan Tuman only to be expelled hours later.",
        "Rebels seized Khan Tuman only to lose it hours later.",
        "Rebels captured Khan Tuman from the army but were driven out a day later.",
    ],
)
def test_who_is_driven_out_again_loses_what_it_took(text: str) -> None:
    told = read(text, PUBLISHED)
    kinds = {c.kind for c in told if c.actor_canonical == "Syrian opposition"}
    assert kinds == {Kind.CAPTURES, Kind.LOSES}
    assert {c.kind for c in sure(text)} in ({Kind.CAPTURES, Kind.LOSES}, set())


@pytest.mark.parametrize(
    "text",
    [
        "Rebels attacked Khan Tuman but were driven out.",
        "Rebels seized Khan Tuman but families were driven out.",
        "Rebels took Khan Tuman and civilians loyal to the army were expelled.",
        "Rebels seized Khan Tuman and the army was driven out.",
    ],
)
def test_who_else_is_driven_out_does_not_lose_it_for_them(text: str) -> None:
    assert not [c for c in sure(text) if c.kind is Kind.LOSES and c.actor_canonical == "Syrian opposition"]


@pytest.mark.parametrize(
    "text",
    [
        "The army was hours from taking Khan Tuman.",
        "The army is a step away from capturing Khan Tuman.",
        "The army hopes to have taken Khan Tuman by Friday.",
        "The army expects to hold Khan Tuman by Friday.",
        "Reports that the army took Khan Tuman were false.",
        "Claims that the army had taken Khan Tuman were dismissed as false.",
        "There was no independent confirmation that the army had taken Khan Tuman.",
    ],
)
def test_what_is_not_so_is_no_fact(text: str) -> None:
    assert sure(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "The army claims to have taken Khan Tuman.",
        "The army, weeks away from home, took Khan Tuman.",
        "Five days after taking Khan Tuman, the army moved on.",
        "Reports that the army had taken Khan Tuman were confirmed on Friday.",
    ],
)
def test_what_only_sounds_like_it_is_one(text: str) -> None:
    assert {c.actor_canonical for c in sure(text)} == {"Syrian government"}


def test_the_day_of_an_earlier_loss_is_not_that_of_the_recapture() -> None:
    claims = sure("Khan Tuman, lost to rebels in May, was retaken by the army.")
    assert [(c.actor_canonical, c.date_from, c.date_to) for c in claims] == [("Syrian government", None, PUBLISHED)]
