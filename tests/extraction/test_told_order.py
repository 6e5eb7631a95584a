"""Texts of our own, years after what they tell, whose first sentences have no date of their own."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conflictmap.core.claims import CONTROL_KINDS, ClaimDraft, Kind
from conflictmap.extraction.extract import MOST_UNSEEN, extract

PUBLISHED = date(2020, 9, 1)


def captures(text: str, party: str, published: date = PUBLISHED) -> list[ClaimDraft]:
    """What a text tells of a party's captures."""
    return [c for c in extract(text, published) if c.actor_canonical == party and c.kind is Kind.CAPTURES]


@pytest.mark.parametrize(
    "text",
    [
        "After the Islamic State seized Mosul, it declared a caliphate. The Iraqi army took the city in July 2017.",
        "When the Islamic State captured Mosul, people fled. The city was recaptured by Iraqi forces in July 2017.",
        "The Islamic State captured Mosul and declared a caliphate. Iraqi forces retook Mosul in July 2017.",
    ],
)
def test_what_is_told_before_another_took_the_place_came_first(text: str) -> None:
    (claim,) = captures(text, "Islamic State")
    assert claim.date_to == date(2017, 6, 30)
    assert captures(text, "Iraqi government")[0].date_from == date(2017, 7, 1)


def test_which_came_first_is_left_to_an_editor_where_nothing_tells() -> None:
    text = "Rebels took Idlib. The army captured the city on 3 March 2012."
    assert all(c.confidence <= MOST_UNSEEN for c in captures(text, "Syrian opposition"))


@pytest.mark.parametrize(
    "text",
    [
        "Rebels have seized Khan Tuman. The army captured the village in 2015.",
        "Rebels seized Khan Tuman on Friday. The army captured the village in 2015.",
        "Rebels seized Khan Tuman. The army captured Morek in 2015.",
    ],
)
def test_news_stays_news(text: str) -> None:
    told = [c for c in captures(text, "Syrian opposition") if c.confidence > MOST_UNSEEN]
    assert any(c.place == "Khan Tuman" and c.date_to and c.date_to >= date(2020, 8, 28) for c in told)


def test_a_text_that_looks_back_has_no_news_in_a_subordinate_clause() -> None:
    text = "When the Islamic State captured Mosul, people fled. The United Nations set up camps in August 2014."
    assert all(c.confidence <= MOST_UNSEEN for c in captures(text, "Islamic State"))


@pytest.mark.parametrize("when", ["in July", "in 2015", "in the spring of 2015", "in two days", "in early June"])
def test_the_time_behind_a_town_is_no_part_of_its_name(when: str) -> None:
    (claim,) = captures(f"Rebels seized Nawa. The army recaptured the town {when}.", "Syrian government")
    assert claim.place == "Nawa"


@given(st.permutations(["Rebels took Nawa.", "The army retook Nawa on 3 May 2015.", "Rebels left Nawa.", "In 2016"]))
def test_days_are_never_in_the_wrong_order(sentences: list[str]) -> None:
    for claim in extract(" ".join(sentences), PUBLISHED):
        if claim.kind in CONTROL_KINDS and claim.date_from and claim.date_to:
            assert claim.date_from <= claim.date_to


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("In November 2014 rebels took Nawa. In January the army retook it.", ("2015-01-01", "2015-01-31")),
        ("Rebels took Inkhil on 20 December 2013. The army took Nawa on 3 January.", ("2014-01-03", "2014-01-03")),
        ("In June 2014 rebels took Nawa. In May the army had taken it.", ("2014-05-01", "2014-05-31")),
        ("Nawa, which fell to rebels in June 2014, was taken by the army on 20 August.", ("2020-08-20", "2020-08-20")),
        ("In June 2014 rebels took Nawa and in August the army retook it.", ("2014-08-01", "2014-08-31")),
    ],
)  # fmt: skip
def test_a_month_without_a_year_follows_what_was_told_or_is_news(text: str, days: tuple[str, str]) -> None:
    claim = next(c for c in captures(text, "Syrian government") if c.place == "Nawa")
    assert (str(claim.date_from), str(claim.date_to)) == days
