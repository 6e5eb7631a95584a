"""Places that are told to be liberated or retaken, and not by whom: never by who had them, who lost them."""

from __future__ import annotations

from datetime import date

import pytest

from conflictmap.core.claims import CONTROL_KINDS, VOTING_MODALITIES, ClaimDraft, Kind
from conflictmap.extraction.extract import extract

PUBLISHED = date(2024, 12, 20)


def told(text: str) -> list[ClaimDraft]:
    """The claims of control that stand, in the order of the text."""
    return [c for c in extract(text, PUBLISHED) if c.kind in CONTROL_KINDS and c.modality in VOTING_MODALITIES]


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("Lyman came under Russian control on 27 May 2022 and was liberated on 1 October 2022.", "2022-10-01"),
        ("Lyman was first captured by Russian troops on 27 May 2022, then liberated on 1 October 2022.", "2022-10-01"),
        ("Lyman was captured by Russian troops in May 2022 and liberated in October.", "2022-10-01"),
        ("Lyman was captured by Russian troops in May 2022 before being liberated in October.", "2022-10-01"),
        ("Lyman was captured by Russia in May 2022, recaptured in October and has been shelled since.", "2022-10-01"),
        ("Lyman fell to Russia in May 2022 but was retaken in October.", "2022-10-01"),
        ("Lyman fell to Russia in May 2022. It was retaken in October.", "2022-10-01"),
        ("On 27 May 2022 Lyman was occupied by Russian troops. It was liberated on 1 October.", "2022-10-01"),
        ("Russian troops captured Lyman on 27 May 2022. The town was liberated on 1 October.", "2022-10-01"),
        ("After four months of Russian occupation, Lyman was liberated on 1 October 2022.", "2022-10-01"),
        ("Lyman, captured by Russian troops in May 2022 and later liberated, is under fire again.", "2022-05-01"),
    ],
)
def test_who_had_a_place_that_was_taken_back_lost_it(text: str, first: str) -> None:
    last = told(text)[-1]
    assert (last.kind, last.actor_canonical, last.against_canonical) == (Kind.CAPTURES, "unknown", "Russia")
    assert str(last.date_from) == first
    assert last.date_to is not None
    assert last.date_to.isoformat() > "2022-05-31"


@pytest.mark.parametrize(
    "text",
    [
        "Lyman was under Russian control until it was liberated on 1 October 2022.",
        "Lyman was under Russian control from May 2022 until its liberation on 1 October 2022.",
        "Lyman was held by Russian troops until it was recaptured on 1 October 2022.",
    ],
)
def test_what_was_held_until_it_was_liberated_was_lost_then(text: str) -> None:
    lost = [c for c in told(text) if c.kind is Kind.LOSES]
    assert [(c.actor_canonical, str(c.date_from)) for c in lost] == [("Russia", "2022-10-01")]


def test_who_took_a_place_ended_what_was_held_until_then() -> None:
    claims = told("The SDF ruled Tabqa from 2014 until rebels captured it in October 2016.")
    assert {(c.kind, c.actor_canonical) for c in claims if c.confidence > 0.5} == {
        (Kind.LOSES, "SDF/YPG"),
        (Kind.CAPTURES, "Syrian opposition"),
    }


def test_a_day_told_with_who_took_a_place_before_is_not_of_the_news() -> None:
    claims = told("On 12 December the Syrian army retook Tabqa, in 2014 seized by Islamic State fighters.")
    days = {c.actor_canonical: str(c.date_from) for c in claims}
    assert days == {"Syrian government": "2024-12-12", "Islamic State": "2014-01-01"}


def test_what_was_spent_under_a_rule_that_ended_waits_for_an_editor() -> None:
    claims = told(
        "Lyman spent four months under Russian occupation before Ukrainian forces liberated it on 1 October 2022."
    )
    assert claims[-1].actor_canonical == "Ukraine"
    assert all(c.confidence <= 0.5 for c in claims if c.actor_canonical == "Russia" and c.kind is Kind.HOLDS)


@pytest.mark.parametrize(
    ("text", "takers"),
    [
        (
            "Ukrainian forces liberated Lyman on 30 September 2022. The town was fully liberated on 1 October.",
            ["Ukraine", "Ukraine"],
        ),
        (
            "Russian troops captured Lyman on 27 May 2022. On 1 October Ukrainian forces entered the town. It was "
            "liberated on the same day.",
            ["Russia", "Ukraine"],
        ),
        ("Ukrainian forces took Lyman on 30 September 2022. Yampil was also liberated.", ["Ukraine", "Ukraine"]),
        ("Lyman was captured by Russia in May 2022, and Izium was liberated in September.", ["Russia"]),
    ],
)
def test_who_liberated_a_place_is_the_one_who_advances_in_the_same_days(text: str, takers: list[str]) -> None:
    captures = [c for c in told(text) if c.kind is Kind.CAPTURES and c.confidence > 0.5]
    assert [c.actor_canonical for c in captures] == takers


def test_who_holds_a_place_today_did_not_lose_it_before() -> None:
    claims = told("Lyman is controlled by Ukraine. It was liberated in October 2022.")
    assert {(c.kind, c.actor_canonical) for c in claims} == {(Kind.HOLDS, "Ukraine")}


def test_a_state_since_a_day_lasts_until_the_same_sentence_has_another_take_the_place() -> None:
    claims = told("Afrin, controlled by the YPG since 2012, was captured by Turkey on 18 March 2018.")
    held = next(c for c in claims if c.kind is Kind.HOLDS)
    assert (str(held.date_from), str(held.date_to)) == ("2012-01-01", "2018-03-17")


def test_who_took_a_place_years_before_did_not_take_it_on_the_day_of_the_news() -> None:
    claims = extract("Iraqi forces entered Fallujah in June 2016, two years after it fell to Islamic State.", PUBLISHED)
    taken = next(c for c in claims if c.kind is Kind.CAPTURES)
    assert taken.date_from is None
    assert taken.confidence <= 0.5


def test_what_fell_again_was_lost_by_who_took_it_last() -> None:
    claims = told(
        "Debaltseve was occupied by separatists in April 2014, liberated by Ukraine in July 2014, and fell again in "
        "February 2015."
    )
    last = claims[-1]
    assert (last.actor_canonical, last.against_canonical, str(last.date_from)) == ("unknown", "Ukraine", "2015-02-01")


def test_who_is_driven_out_lost_the_place_it_is_told_to_have_held() -> None:
    claims = told("Islamic State had taken Raqqa in January 2014. The SDF drove the group out in October 2017.")
    assert (claims[-1].place, claims[-1].actor_canonical, claims[-1].against_canonical) == (
        "Raqqa",
        "SDF/YPG",
        "Islamic State",
    )
    elsewhere = told("The army took Tadmur in March 2016. The SDF drove the Islamic State out in October 2017.")
    assert "SDF/YPG" not in {c.actor_canonical for c in elsewhere}


def test_nothing_is_surer_than_what_ends_its_end() -> None:
    claims = told(
        "Sinjar was overrun by Islamic State in August 2014 and recaptured by the Peshmerga in November 2015. In "
        "October 2017 the Peshmerga withdrew and Iraqi forces moved in."
    )
    confidences = [c.confidence for c in claims if c.kind is Kind.CAPTURES]
    assert confidences == sorted(confidences)


@pytest.mark.parametrize(
    "text",
    [
        "Palmyra, an Islamic State stronghold, was taken by the Syrian army on 12 December.",
        "Palmyra, long an Islamic State stronghold, was taken by the Syrian army on 12 December.",
        "Palmyra, which was under Islamic State control, was taken by the Syrian army on 12 December.",
    ],
)
def test_a_state_that_the_news_ended_is_over(text: str) -> None:
    last = {c.actor_canonical: str(c.date_to) for c in told(text) if c.confidence > 0.5}
    assert last == {"Islamic State": "2024-12-11", "Syrian government": "2024-12-12"}


def test_a_state_of_today_outlasts_a_capture_of_years_before() -> None:
    claims = told("Kobani, an SDF stronghold, was partly captured by the Islamic State in October 2014.")
    held = next(c for c in claims if c.kind is Kind.HOLDS)
    assert held.date_to == PUBLISHED


def test_what_was_captured_again_was_lost_by_who_took_it_last() -> None:
    claims = told(
        "Saraqib was seized by the army on 8 February, retaken by rebels on 27 February and captured again on 2 March."
    )
    last = claims[-1]
    assert (last.actor_canonical, last.against_canonical, str(last.date_from)) == (
        "unknown",
        "Syrian opposition",
        "2024-03-02",
    )


def test_who_drove_it_out_again_took_the_place_from_who_is_told_to_have_taken_it() -> None:
    claims = told("Islamic State recaptured Qaryatain on 1 October, before the army drove it out again on 21 October.")
    assert [(c.actor_canonical, c.against_canonical) for c in claims] == [
        ("Islamic State", None),
        ("Syrian government", "Islamic State"),
    ]


def test_who_had_a_place_and_withdrew_lost_it() -> None:
    claims = told(
        "Kurdish Peshmerga forces, which had controlled Kirkuk since 2014, withdrew on Monday as Iraqi troops came."
    )
    assert ("loses", "Kirkuk", "Kurdistan Region") in {(c.kind.value, c.place, c.actor_canonical) for c in claims}
    elsewhere = told("Kurdish Peshmerga forces, which had bombed Kirkuk since 2014, withdrew on Monday.")
    assert Kind.LOSES not in {c.kind for c in elsewhere if c.confidence > 0.5}


def test_what_was_held_since_long_ended_with_the_news() -> None:
    claims = told(
        "The Syrian army has taken control of Qaryatain, state media said on Sunday. Qaryatain has been held by the "
        "Islamic State since late August."
    )
    held = next(c for c in claims if c.kind is Kind.HOLDS)
    assert (held.actor_canonical, str(held.date_to)) == ("Islamic State", "2024-12-14")
    still = told(
        "The Syrian army has taken villages near Qaryatain. Qaryatain has been held by the Islamic State since May."
    )
    assert next(c for c in still if c.kind is Kind.HOLDS).date_to == PUBLISHED


def test_what_had_been_said_before_came_before() -> None:
    claims = told(
        "Syrian troops took back Aqareb on Thursday. The Islamic State had said earlier on its website that it had "
        "captured the village."
    )
    assert all(c.confidence <= 0.5 for c in claims if c.actor_canonical == "Islamic State")


def test_who_lost_control_over_a_place_has_it_no_more() -> None:
    claims = told("Iran has recognised the complete loss of control over Shusha by the Armenian army.")
    assert {(c.kind, c.actor_canonical) for c in claims} == {(Kind.LOSES, "other:Armenia")}
    assert Kind.HOLDS not in {c.kind for c in told("Armenia acknowledged the loss of control over Shusha.")}


@pytest.mark.parametrize(
    "text",
    [
        "The army recaptured Nawa on Saturday, a year after it fell to the rebels.",
        "Nawa was recaptured on Saturday, a year after it fell to the rebels.",
        "The recapture of Nawa on Saturday came a year after the rebels seized it.",
        "The army took back a city from the rebels. The recapture of Nawa came a year after it fell to the rebels.",
    ],
)
def test_after_it_fell_to_them_it_is_not_theirs_again(text: str) -> None:
    claims = [c for c in extract(text, date(2016, 3, 1)) if c.place == "Nawa" and c.kind is Kind.CAPTURES]
    last = max(claims, key=lambda claim: (claim.date_to or date.max, claim.confidence))
    assert last.actor_canonical != "Syrian opposition"
    assert last.against_canonical == "Syrian opposition"


def test_the_city_twice_in_a_sentence_is_one_city() -> None:
    text = (
        "On 28 December 2012 the rebels abandoned Nawa, leaving the city in chaos while they moved towards Jasim, "
        "which allowed the army to take over the city."
    )
    claims = {(claim.place, claim.actor_canonical, claim.kind) for claim in extract(text, date(2016, 3, 1))}
    assert ("Nawa", "Syrian government", Kind.CAPTURES) in claims
    assert "Jasim" not in {place for place, _, _ in claims}
