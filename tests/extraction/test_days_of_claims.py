"""Which of several days a claim is dated to: its own in a list, that of the news, none firmer than the text tells."""

from datetime import date

import pytest

from conflictmap.core.claims import Kind
from conflictmap.extraction import extract

Days = tuple[str | None, str | None]


def days(text: str, published: date, *kinds: Kind) -> dict[str, Days]:
    """First and last day of the claims by place; without `kinds`, of what is taken."""

    def iso(day: date | None) -> str | None:
        return day.isoformat() if day else None

    wanted = kinds or (Kind.CAPTURES,)
    return {c.place: (iso(c.date_from), iso(c.date_to)) for c in extract(text, published) if c.kind in wanted}


def on(day: str) -> Days:
    return day, day


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "Iraqi forces captured Hit on 4 April 2016 and Rutbah on the 17th.",
            {"Hit": on("2016-04-04"), "Rutbah": on("2016-04-17")},
        ),
        (
            "Iraqi forces reached Hit on 4 April 2016, and on the 9th took Rutbah without a fight.",
            {"Rutbah": on("2016-04-09")},
        ),
        (
            "Hit was handed to the army on 2 April 2016, Rutbah on 5 April after a delay of three days, "
            "and Haditha on 10 April.",
            {"Hit": on("2016-04-02"), "Haditha": on("2016-04-10")},
        ),
        (
            "Iraqi forces captured Ramadi on 4 April and Rutbah, a desert town, on 17 April.",
            {"Ramadi": on("2016-04-04"), "Rutbah": on("2016-04-17")},
        ),
        (
            "Iraqi forces captured Ramadi on 4 April and, on 17 April, Rutbah and Haditha.",
            {"Ramadi": on("2016-04-04"), "Rutbah": on("2016-04-17"), "Haditha": on("2016-04-17")},
        ),
        (
            "Iraqi forces captured Ramadi and Rutbah on 4 and 17 April.",
            {"Ramadi": on("2016-04-04"), "Rutbah": on("2016-04-17")},
        ),
        (
            "Iraqi forces captured Ramadi and Rutbah between 4 and 17 April.",
            {"Ramadi": ("2016-04-04", "2016-04-17"), "Rutbah": ("2016-04-04", "2016-04-17")},
        ),
        (
            "Iraqi forces captured Ramadi, Haditha and Rutbah on 4 and 17 April.",
            {"Ramadi": ("2016-04-04", "2016-04-17"), "Rutbah": ("2016-04-04", "2016-04-17")},
        ),
    ],
)
def test_each_place_of_a_list_has_its_own_day(text: str, told: dict[str, Days]) -> None:
    found = days(text, date(2016, 4, 20))
    assert {place: found.get(place) for place in told} == told


def test_since_a_year_does_not_take_the_news_back_to_that_year() -> None:
    text = "Rutbah, a desert town held by the Islamic State since March 2014, was retaken by Iraqi forces on 17 May."
    assert days(text, date(2016, 6, 3))["Rutbah"] == on("2016-05-17")


def test_a_town_that_they_had_on_a_day_was_theirs_that_day() -> None:
    told = days("On 17 May the rebels had Jobar and its market.", date(2016, 5, 18), Kind.HOLDS)
    assert told["Jobar"] == on("2016-05-17")
    told = days("The rebels, who had held Jobar for long, left it on 17 May.", date(2016, 5, 18), Kind.HOLDS)
    assert told.get("Jobar", (None, None))[0] is None


def test_a_weekday_is_of_the_week_of_publication_though_a_month_was_told_before() -> None:
    text = "The LNA began its assault on Derna in early May. It regained Ras Lanuf in Libya on Thursday."
    days = {c.place: c.date_from for c in extract(text, date(2018, 6, 28)) if c.place == "Ras Lanuf"}
    assert days == {"Ras Lanuf": date(2018, 6, 28)}


def test_a_state_from_a_day_on_lasts() -> None:
    text = "Abu Kamal was in the hands of the Islamic State from July 2014, an officer said."
    held = [(c.date_from, c.date_to) for c in extract(text, date(2017, 11, 20)) if c.place == "Abu Kamal"]
    assert held == [(date(2014, 7, 1), date(2017, 11, 20))]


def test_overnight_is_the_night_before_publication() -> None:
    text = "Syrian rebels took Homs overnight, Hama on Thursday and Aleppo last week."
    days = {c.place: (c.date_from, c.date_to) for c in extract(text, date(2024, 12, 8)) if c.kind is Kind.CAPTURES}
    assert days["Homs"] == (date(2024, 12, 7), date(2024, 12, 8))
    assert days["Hama"] == (date(2024, 12, 5), date(2024, 12, 5))


def test_overnight_tells_no_date_in_a_story_of_long_ago() -> None:
    text = "On 3 May 2015 rebels attacked Nawa. They took Nawa overnight."
    days = {c.date_from for c in extract(text, date(2020, 12, 8)) if c.kind is Kind.CAPTURES}
    assert days == {date(2015, 5, 3)}


@pytest.mark.parametrize(
    "text",
    [
        "Lyman and Izium fell to Ukraine on 11 and 15 September, respectively.",
        "Lyman and Izium fell to Ukraine on 11 September and 15 September respectively.",
        "Ukraine took Lyman and Izium on Sunday and on Thursday, respectively.",
    ],
)
def test_respectively_gives_each_place_its_day(text: str) -> None:
    days = {claim.place: claim.date_to for claim in extract(text, date(2022, 9, 17))}
    assert days == {"Lyman": date(2022, 9, 11), "Izium": date(2022, 9, 15)}


def test_respectively_counts_places_and_days() -> None:
    text = "Lyman, Izium and Kupiansk fell to Ukraine on Sunday, Tuesday and Thursday respectively."
    days = {claim.place: claim.date_to for claim in extract(text, date(2022, 9, 17))}
    assert days == {"Lyman": date(2022, 9, 11), "Izium": date(2022, 9, 13), "Kupiansk": date(2022, 9, 15)}
