"""Sentences of our own that tell beside a name who held the place, and that somebody unnamed took or surrounded it."""

from datetime import date

import pytest

from conflictmap.core.claims import CONTROL_KINDS, ClaimDraft, Kind
from conflictmap.resolution.weights import PUBLISHING_THRESHOLD
from tests.extraction import read

PUBLISHED = date(2017, 3, 4)


def sure(text: str) -> list[ClaimDraft]:
    """The claims of control that would be published unseen."""
    return [c for c in read(text, PUBLISHED) if c.kind in CONTROL_KINDS and c.confidence >= PUBLISHING_THRESHOLD]


@pytest.mark.parametrize(
    ("text", "loser"),
    [
        ("The rebel-held town of Saraqib fell on Thursday.", "Syrian opposition"),
        ("Saraqib, held by rebels, fell on Thursday.", "Syrian opposition"),
        ("Saraqib, a rebel stronghold, fell on Thursday.", "Syrian opposition"),
        ("Opposition-held Zabadani was overrun overnight.", "Syrian opposition"),
        ("Al-Qaim, the last large Iraqi town held by the Islamic State, was retaken on Friday.", "Islamic State"),
        ("The town of Hawija, under Islamic State control since 2014, was recaptured on Thursday.", "Islamic State"),
        ("The town of Sirte, which was held by the Islamic State, was retaken in December.", "Islamic State"),
        ("Government-held Jisr al-Shughur fell after a battle of three days.", "Syrian government"),
        ("Ukrainian-held Avdiivka has fallen, Moscow says.", "Ukraine"),
    ],
)
def test_who_held_a_place_until_it_was_taken_loses_it(text: str, loser: str) -> None:
    claims = sure(text)
    assert {(c.kind, c.actor_canonical, c.against_canonical) for c in claims} == {(Kind.CAPTURES, "unknown", loser)}
    told_to_have_it = [c for c in read(text, PUBLISHED) if c.actor_canonical == loser and c.kind in CONTROL_KINDS]
    assert told_to_have_it == []


def test_each_taking_of_a_place_is_told() -> None:
    claims = sure("Tikrit, captured by the Islamic State in June, was retaken on Tuesday.")
    assert {(c.actor_canonical, c.against_canonical, c.date_to) for c in claims} == {
        ("Islamic State", None, date(2016, 6, 30)),
        ("unknown", "Islamic State", date(2017, 2, 28)),
    }


@pytest.mark.parametrize(
    "text",
    [
        "The rebel-held town of Daraya was captured in 2012.",
        "The rebel-held town of Daraya was first captured on Monday.",
        "The rebel-held town of Daraya was seized from the government in July.",
        "The rebel-held town of Daraya was captured last year and has been shelled since.",
        "The rebel-held town of Daraya was not captured.",
        "The rebel-held town of Daraya may be captured within days.",
        "The rebel-held town of Daraya could fall within days.",
        "If the rebel-held town of Daraya falls, the road is open.",
        "The rebel-held town of Daraya is being retaken.",
        "Daraya is held by rebels and was captured on Monday.",
        "In rebel-held Daraya, a soldier was captured.",
        "Rebel-held Daraya fell silent.",
    ],
)
def test_who_took_a_place_before_or_may_lose_it_still_holds_it(text: str) -> None:
    assert ("Syrian opposition", Kind.HOLDS) in {(c.actor_canonical, c.kind) for c in sure(text)}


def test_who_holds_a_place_does_not_besiege_it() -> None:
    claims = read("Kobani, held by the YPG, was besieged on Friday.", PUBLISHED)
    assert {(c.kind, c.actor_canonical) for c in claims if c.confidence >= PUBLISHING_THRESHOLD} == {
        (Kind.HOLDS, "SDF/YPG"),
        (Kind.BESIEGES, "unknown"),
    }


@pytest.mark.parametrize(
    "text",
    [
        "The army captured Palmyra from the Islamic State on Sunday. The city was recaptured after weeks of fighting.",
        "Syrian troops captured Palmyra from the Islamic State on Sunday. The city was retaken in a three-week push.",
    ],
)
def test_what_is_told_twice_is_not_taken_back(text: str) -> None:
    assert {c.actor_canonical for c in sure(text)} == {"Syrian government"}


@pytest.mark.parametrize(
    ("text", "party"),
    [
        ("Kherson, which Russia occupied in March, is again under Ukrainian control.", "Ukraine"),
        ("Kherson, the only regional capital that Russia took, is back in Ukrainian hands.", "Ukraine"),
        ("Khan Tuman, which rebels seized in May, is again under government control.", "Syrian government"),
    ],
)
def test_who_has_a_place_again_is_told_of_the_place_before_the_aside(text: str, party: str) -> None:
    holding = {(c.place, c.actor_canonical) for c in sure(text) if c.kind is Kind.HOLDS}
    assert holding == {(text.split(",")[0], party)}


def test_a_verb_of_control_behind_a_land_stays_a_verb() -> None:
    told = sure("In the north rebels control Idlib.")
    assert [(c.place, c.actor_canonical, c.kind) for c in told] == [("Idlib", "Syrian opposition", Kind.HOLDS)]


def test_a_name_with_a_verb_in_it_keeps_no_date_away() -> None:
    told = sure("The army retook Wad Madani from the Rapid Support Forces in January.")
    assert [(c.date_from, c.date_to) for c in told] == [(date(2017, 1, 1), date(2017, 1, 31))]


@pytest.mark.parametrize(
    "text",
    [
        "The rebels said Saraqib had fallen.",
        "The rebels admitted that Saraqib had fallen.",
        "The rebels acknowledged that Saraqib had been captured.",
    ],
)
def test_who_tells_of_a_loss_is_not_who_took_it(text: str) -> None:
    assert sure(text) == []


def test_who_announces_a_capture_made_it() -> None:
    told = sure("The army announced that Saraqib had been retaken.")
    assert [(c.actor_canonical, c.kind) for c in told] == [("Syrian government", Kind.CAPTURES)]
