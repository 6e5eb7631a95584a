"""What a sentence tells to be over again: occupations that ended, towns held until they were lost, taken for hours."""

from __future__ import annotations

from datetime import date

import pytest

from conflictmap.core.claims import CONTROL_KINDS, ClaimDraft, Kind, Modality
from conflictmap.extraction.extract import MOST_UNSEEN, extract
from conflictmap.resolution.weights import PUBLISHING_THRESHOLD

PUBLISHED = date(2017, 3, 4)


def told(text: str) -> list[ClaimDraft]:
    """The claims of control of a text published on a Saturday in March 2017 that no editor need see first."""
    found = [c for c in extract(text, PUBLISHED) if c.kind in CONTROL_KINDS]
    return [c for c in found if c.confidence >= PUBLISHING_THRESHOLD]


@pytest.mark.parametrize(
    "text",
    [
        "The occupation of Palmyra by the Islamic State ended after ten months.",
        "The Islamic State's occupation of Palmyra is over.",
        "The ten-month occupation of Palmyra by the Islamic State came to an end in January.",
    ],
)
def test_an_occupation_that_ended_is_a_loss(text: str) -> None:
    claims = [c for c in extract(text, PUBLISHED) if c.kind in CONTROL_KINDS]
    assert {(c.kind, c.place, c.actor_canonical) for c in claims} == {(Kind.LOSES, "Palmyra", "Islamic State")}


def test_who_ended_an_occupation_has_the_town() -> None:
    claims = told("The army ended the Islamic State's occupation of Palmyra on Thursday.")
    assert (Kind.CAPTURES, "Syrian government") in {(c.kind, c.actor_canonical) for c in claims}
    assert (Kind.CAPTURES, "Islamic State") not in {(c.kind, c.actor_canonical) for c in claims}


@pytest.mark.parametrize(
    "text",
    [
        "The Islamic State held Palmyra for ten months before losing it to the army.",
        "The Islamic State held Palmyra for ten months until it was driven out.",
        "The Islamic State controlled Palmyra until losing it in January.",
    ],
)
def test_what_was_held_until_it_was_lost_is_not_held(text: str) -> None:
    assert Kind.HOLDS not in {c.kind for c in told(text)}


def test_what_is_held_while_another_town_is_lost_is_held() -> None:
    claims = told("The Islamic State holds Palmyra but lost Tadef on Thursday.")
    assert (Kind.HOLDS, "Palmyra") in {(c.kind, c.place) for c in claims}


@pytest.mark.parametrize(
    "text",
    [
        "Rebels seized Khan Tuman for a few hours.",
        "Rebels briefly seized Khan Tuman on Friday.",
        "Rebels captured Khan Tuman on Friday for several hours.",
        "Khan Tuman was briefly captured by rebels on Friday.",
        "The rebels temporarily took control of Khan Tuman.",
    ],
)
def test_what_was_taken_for_hours_is_lost_again(text: str) -> None:
    kinds = {c.kind for c in told(text) if c.actor_canonical == "Syrian opposition"}
    assert kinds == {Kind.CAPTURES, Kind.LOSES}


@pytest.mark.parametrize(
    "text",
    [
        "Rebels seized Khan Tuman after fighting for several hours.",
        "Rebels who had briefly fought in Khan Tuman took Tadef on Friday.",
        "Rebels took Khan Tuman on Friday after holding the village of Tadef for a few hours.",
    ],
)
def test_what_lasted_hours_before_the_taking_ends_nothing(text: str) -> None:
    assert Kind.LOSES not in {c.kind for c in told(text) if c.place == "Khan Tuman"}


@pytest.mark.parametrize(
    "text",
    [
        "How the Islamic State captured Mosul",
        "How rebels took Idlib: five things to know",
        "Why the army lost Palmyra",
    ],
)
def test_how_it_happened_is_no_news_of_the_day(text: str) -> None:
    assert all(c.confidence <= MOST_UNSEEN for c in extract(text, PUBLISHED))


def test_how_it_happened_on_a_day_is_told_of_that_day() -> None:
    (claim,) = told("How the Islamic State captured Mosul on 10 June 2014")
    assert claim.date_from == date(2014, 6, 10)


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("The Islamic State captured Palmyra in May 2015 and held it until March 2016.", ("2016-03-01", "2016-03-31")),
        ("The Islamic State controlled Palmyra from May 2015 to March 2016.", ("2016-03-01", "2016-03-31")),
        ("Palmyra was under Islamic State control until 27 March 2016.", ("2016-03-27", "2016-03-27")),
    ],
)
def test_what_was_held_until_a_day_was_lost_then(text: str, days: tuple[str, str]) -> None:
    (loss,) = [c for c in told(text) if c.kind is Kind.LOSES]
    assert (str(loss.date_from), str(loss.date_to)) == days


@pytest.mark.parametrize(
    "text",
    [
        "Rebels held Aleppo until at least December 2016.",
        "Rebels have held Aleppo until now.",
        "Rebels hold Aleppo and will until 2018.",
        "Rebels held the town of Nawa by the end of 2016.",
    ],
)
def test_what_may_still_be_held_is_not_lost(text: str) -> None:
    assert Kind.LOSES not in {c.kind for c in told(text)}


@pytest.mark.parametrize("text", ["The army nearly lost Palmyra in 2016.", "The army has all but lost Palmyra."])
def test_what_was_nearly_lost_is_not_lost(text: str) -> None:
    assert all(c.modality is Modality.DENIED for c in extract(text, PUBLISHED) if c.kind is Kind.LOSES)


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("Rebels captured Nawa in May 2015. Ten months later they lost the town.", ("2016-03-01", "2016-03-31")),
        ("Rebels captured Nawa in May 2015 and lost it a year later.", ("2016-05-01", "2016-05-31")),
        ("Rebels captured Nawa in May 2015. They lost the town two weeks later.", ("2015-05-15", "2015-06-14")),
        ("Rebels captured Nawa in 2013 and lost it three years later.", ("2016-01-01", "2016-12-31")),
        (
            "In 2015 rebels took Nawa, on 3 May. They lost the town two days later.",
            ("2015-05-05", "2015-05-05"),
        ),
    ],
)
def test_later_counts_from_the_month_or_year_told(text: str, days: tuple[str, str]) -> None:
    (loss,) = [c for c in extract(text, PUBLISHED) if c.kind is Kind.LOSES]
    assert (str(loss.date_from), str(loss.date_to)) == days


@pytest.mark.parametrize(
    ("text", "held", "lost"),
    [
        (
            "Russian forces controlled Izium from March until September 2022.",
            ("2022-03-01", "2022-09-30"),
            "2022-09-01",
        ),
        (
            "Izium was under Russian control from 1 April to 10 September 2022.",
            ("2022-04-01", "2022-09-10"),
            "2022-09-10",
        ),
        (
            "Russian troops held Izium between 1 April and 10 September 2022.",
            ("2022-04-01", "2022-09-10"),
            "2022-09-10",
        ),
        ("Izium was held by Russia from November until March 2023.", ("2022-11-01", "2023-03-31"), "2023-03-01"),
        (
            "Izium was occupied by Russian forces from 1 April until 10 September 2022.",
            ("2022-04-01", "2022-09-10"),
            "2022-09-10",
        ),
        ("Russia occupied Izium from April to September 2022.", ("2022-04-01", "2022-09-30"), "2022-09-01"),
        (
            "Izium, which Russia occupied from April until September 2022, lies in ruins.",
            ("2022-04-01", "2022-09-30"),
            "2022-09-01",
        ),
        (
            "Izium, occupied by Russia between April and September 2022, lies in ruins.",
            ("2022-04-01", "2022-09-30"),
            "2022-09-01",
        ),
    ],
)
def test_what_was_occupied_from_month_to_month_was_held_then_and_lost(
    text: str, held: tuple[str, str], lost: str
) -> None:
    claims = {c.kind: c for c in extract(text, date(2024, 12, 20)) if c.kind in CONTROL_KINDS}
    assert set(claims) == {Kind.HOLDS, Kind.LOSES}
    assert (str(claims[Kind.HOLDS].date_from), str(claims[Kind.HOLDS].date_to)) == held
    assert str(claims[Kind.LOSES].date_from) == lost


@pytest.mark.parametrize(
    ("text", "kind", "days"),
    [
        ("Kherson has been occupied by Russia since March 2022.", Kind.HOLDS, ("2022-03-01", "2024-12-20")),
        ("Russia occupied Kherson in March 2022.", Kind.CAPTURES, ("2022-03-01", "2022-03-31")),
        ("Russia took Izium between 20 March and 1 April 2022.", Kind.CAPTURES, ("2022-03-20", "2022-04-01")),
        (
            "Russia occupied Kherson on 2 March 2022 and has held it since then.",
            Kind.CAPTURES,
            ("2022-03-02", "2022-03-02"),
        ),
    ],
)
def test_an_occupation_that_lasts_is_held_one_that_begins_is_a_capture(
    text: str, kind: Kind, days: tuple[str, str]
) -> None:
    claims = [c for c in extract(text, date(2024, 12, 20)) if c.kind in CONTROL_KINDS]
    assert (claims[0].kind, str(claims[0].date_from), str(claims[0].date_to)) == (kind, *days)


def test_what_happened_when_a_range_ended_is_of_its_end() -> None:
    text = "Kherson was occupied by Russia from March to 11 November 2022, when Ukrainian troops entered the city."
    entered = next(c for c in extract(text, date(2024, 12, 20)) if c.actor_canonical == "Ukraine")
    assert (str(entered.date_from), str(entered.date_to)) == ("2022-11-11", "2022-11-11")


def test_what_was_held_for_some_days_waits_for_an_editor() -> None:
    claims = extract("Bucha was under Russian occupation for 33 days.", date(2024, 12, 20))
    assert all(c.confidence <= MOST_UNSEEN for c in claims)
    assert told("Mosul has been under Islamic State control for 33 months.")


def test_who_occupied_a_place_for_months_before_did_not_take_it_when_it_was_freed() -> None:
    text = "Ramadi was liberated in December 2015 after being occupied for some seven months by the Islamic State."
    assert (Kind.CAPTURES, "Islamic State") not in {(c.kind, c.actor_canonical) for c in told(text)}
