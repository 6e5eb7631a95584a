"""What "these towns", "both villages" and "the latter" mean: what the paragraph told last, or nothing."""

from datetime import date

import pytest

from conflictmap.core.claims import Kind
from conflictmap.extraction import extract

PUBLISHED = date(2015, 8, 1)
TWO = "Rebels captured Hajin and Susah in Syria. "


def facts(text: str) -> set[tuple[str, str, str]]:
    return {(c.place, c.actor_canonical, c.kind.value) for c in extract(text, PUBLISHED)}


@pytest.mark.parametrize(
    "text",
    [
        TWO + "The Syrian army recaptured both towns.",
        TWO + "The Syrian army recaptured these towns.",
        TWO + "The Syrian army recaptured the two villages.",
        TWO + "Both towns were recaptured by the Syrian army.",
    ],
)
def test_several_places_at_once(text: str) -> None:
    wanted = {("Hajin", "Syrian government", "captures"), ("Susah", "Syrian government", "captures")}
    assert facts(text) >= wanted


def test_they_may_be_told_in_the_same_sentence() -> None:
    found = facts("The YPG took Hajin and Susah after ISIL fighters withdrew from these positions.")
    assert found >= {("Hajin", "Islamic State", "loses"), ("Susah", "Islamic State", "loses")}


@pytest.mark.parametrize(
    "text",
    [
        TWO + "The Syrian army recaptured the three villages.",
        TWO + "The Syrian army recaptured these other villages.",
        TWO + "\n\nThe Syrian army recaptured both towns.",
        "Rebels shelled Hajin. The Syrian army captured six villages.",
    ],
)
def test_a_list_that_does_not_fit_is_left_open(text: str) -> None:
    assert not [fact for fact in facts(text) if fact[1] == "Syrian government" and fact[2] == "captures"]


def test_nobody_takes_back_what_it_took_before() -> None:
    text = (
        "The Islamic State captured Tabqa in 2014. The SDF came down from Ain Issa. Tabqa was recaptured in May 2017."
    )
    read = extract(text, date(2017, 6, 15))
    found = [(c.actor_canonical, c.kind) for c in read if c.place == "Tabqa" and not c.rule.startswith("link_")]
    assert found == [("Islamic State", Kind.CAPTURES), ("SDF/YPG", Kind.CAPTURES)]


@pytest.mark.parametrize(
    ("text", "party"),
    [
        ("Al-Shabaab fought African Union troops for months. The group lost Barawe in 2014.", "other:Al-Shabaab"),
        ("The Islamic State held out against the Peshmerga. The group lost Rawa in 2014.", "Islamic State"),
        ("Boko Haram fled from Chadian soldiers. The group lost Dikwa in 2014.", "other:Boko Haram"),
    ],
)
def test_no_state_and_no_peacekeepers_are_the_group_beside_one(text: str, party: str) -> None:
    assert {actor for _, actor, kind in facts(text) if kind == "loses"} == {party}


def test_the_town_is_the_one_that_somebody_advanced_towards() -> None:
    told = facts(
        "The Syrian army advanced towards Tabqa on Friday but the Islamic State remains in control of the town."
    )
    assert ("Tabqa", "Islamic State", "holds") in told


@pytest.mark.parametrize(
    ("text", "party"),
    [
        ("ISWAP fighters attacked Marte in Nigeria. The militants captured Dikwa.", "other:ISWAP"),
        ("ISWAP and Boko Haram fight in Nigeria. The militants captured Dikwa.", "other:Boko Haram"),
        ("The Nigerian army fled from Borno. The militants captured Dikwa.", "other:Boko Haram"),
        ("Jabhat al-Nusra and the Syrian army fight on. The rebels captured Nawa.", "Syrian opposition"),
    ],
)
def test_the_militants_are_the_only_ones_named(text: str, party: str) -> None:
    assert {actor for _, actor, kind in facts(text) if kind == "captures"} == {party}
