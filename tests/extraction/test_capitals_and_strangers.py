"""Sentences of our own: capitals that are only called so, lists behind "include", people whose side nothing tells."""

from datetime import date

import pytest

from conflictmap.core.claims import Modality
from conflictmap.extraction import extract

HOUTHIS, ETHIOPIA, TIGRAY, TALIBAN = "other:Houthis", "other:Ethiopia", "other:Tigray", "Taliban"
Fact = tuple[str, str, str]


def _facts(text: str, *, sure: float = 0.56) -> set[Fact]:
    """Place, party and kind of each claim that would be published."""
    return {
        (claim.place, claim.actor_canonical, str(claim.kind))
        for claim in extract(text, date(2021, 12, 6))
        if claim.confidence >= sure and claim.modality in {Modality.ASSERTED, Modality.ATTRIBUTED}
    }


READ: list[tuple[str, list[Fact]]] = [
    ("Houthi fighters seized the Yemeni capital in September 2014.", [("Sanaa", HOUTHIS, "captures")]),
    ("Houthi fighters seized Yemen's capital in September 2014.", [("Sanaa", HOUTHIS, "captures")]),
    ("Houthi fighters seized the capital, Sanaa, in September 2014.", [("Sanaa", HOUTHIS, "captures")]),
    ("Houthi fighters seized Amran in July 2014 and the Yemeni capital in September.",
     [("Amran", HOUTHIS, "captures"), ("Sanaa", HOUTHIS, "captures")]),
    ("The Taliban took the provincial capital, Lashkar Gah, on 13 August.", [("Lashkar Gah", TALIBAN, "captures")]),
    ("Among the towns captured by the TPLF were Dessie and Lalibela.",
     [("Dessie", TIGRAY, "captures"), ("Lalibela", TIGRAY, "captures")]),
    ("The towns recaptured by Ethiopian forces include Chifra and Bati.",
     [("Chifra", ETHIOPIA, "captures"), ("Bati", ETHIOPIA, "captures")]),
    ("The TPLF has captured many towns, among them Dessie and Kombolcha.",
     [("Dessie", TIGRAY, "captures"), ("Kombolcha", TIGRAY, "captures")]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), READ)
def test_what_is_told_is_read(text: str, expected: list[Fact]) -> None:
    assert set(expected) <= _facts(text)


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Tigrayan rebels took Dessie. Kombolcha was captured by armed villagers on Monday.", "Kombolcha"),
        ("Tigrayan rebels took Dessie. Kombolcha was captured by men of the fourth battalion.", "Kombolcha"),
        ("Tigrayan rebels took Dessie. Kombolcha was captured by Liwa Ramadan on Monday.", "Kombolcha"),
        ("Tigrayan rebels hold Dessie. Forces loyal to Ramadan Tesfaye control Bati.", "Bati"),
        ("Tigrayan rebels hold Dessie. Bati is under the control of the allied forces.", "Bati"),
    ],
)
def test_people_of_no_side_are_not_whoever_was_named_last(text: str, place: str) -> None:
    assert (place, TIGRAY) not in {fact[:2] for fact in _facts(text)}


@pytest.mark.parametrize("how", ["by force", "by storm", "by night", "by 3 December", "by Friday", "by the end of May"])
def test_a_day_or_a_means_is_no_agent(how: str) -> None:
    """Who took the last place took this one too, as before."""
    facts = _facts(f"Tigrayan rebels took Dessie on 30 November. Kombolcha was captured {how}.", sure=0.3)
    assert ("Kombolcha", TIGRAY, "captures") in facts


@pytest.mark.parametrize(
    "text",
    [
        "The Ethiopian army was confident of retaking Dessie.",
        "Houthi fighters advanced from Sanaa, the Yemeni capital, and took Amran.",
        "The Ethiopian army is capable of taking Dessie.",
    ],
)
def test_neither_hope_nor_apposition_takes_a_town(text: str) -> None:
    assert not {fact for fact in _facts(text) if fact[0] != "Amran"}


def test_a_follower_of_somebody_is_in_no_town_of_that_name() -> None:
    text = "Army units loyal to Tesfaye Ramadan held Bati. The rebels then entered the city's commercial centre."
    assert "Tesfaye Ramadan" not in {claim.place for claim in extract(text, date(2021, 12, 6))}
