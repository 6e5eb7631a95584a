"""Dates as a reader takes them: by the calendar, by what was told before, and carried from sentence to sentence."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conflictmap.core.claims import Kind
from conflictmap.extraction import extract
from conflictmap.extraction.date_mentions import months_later
from conflictmap.extraction.dates import DateReader
from conflictmap.extraction.lexicon import load
from conflictmap.extraction.tokens import sentences

PUBLISHED = date(2017, 6, 15)
STORY = "On 4 March, rebels shelled Inkhil. "


def dates(
    text: str, published: date = PUBLISHED, kind: Kind = Kind.CAPTURES
) -> dict[str, tuple[str | None, str | None]]:
    def iso(day: date | None) -> str | None:
        return day.isoformat() if day else None

    return {c.place: (iso(c.date_from), iso(c.date_to)) for c in extract(text, published) if c.kind is kind}


@pytest.mark.parametrize(
    ("when", "first", "last"),
    [
        ("on the 22nd", "2017-03-22", "2017-03-22"),
        ("on the 2nd", "2017-03-02", "2017-03-02"),
        ("by the 9th", None, "2017-03-09"),
        ("on the 7th and 8th", "2017-03-07", "2017-03-08"),
        ("between the 7th and the 9th", "2017-03-07", "2017-03-09"),
        ("on the 21st of that month", "2017-03-21", "2017-03-21"),
        ("on the 9th of March", "2017-03-09", "2017-03-09"),
        ("on March 9th", "2017-03-09", "2017-03-09"),
        ("two days later", "2017-03-06", "2017-03-06"),
        ("a week afterwards", "2017-03-11", "2017-03-11"),
        ("three days before that", "2017-03-01", "2017-03-01"),
        ("the very next day", "2017-03-05", "2017-03-05"),
        ("the next evening", "2017-03-05", "2017-03-05"),
        ("that same night", "2017-03-04", "2017-03-04"),
        ("the day before", "2017-03-03", "2017-03-03"),
        ("over the following four days", "2017-03-05", "2017-03-08"),
        ("in the preceding two days", "2017-03-02", "2017-03-03"),
        ("within five days", "2017-03-04", "2017-03-09"),
        ("the following month", "2017-04-01", "2017-04-30"),
        ("the following year", "2018-01-01", "2018-12-31"),
        ("before dawn on 5 March", "2017-03-05", "2017-03-05"),
        ("in the middle of March", "2017-03-11", "2017-03-20"),
    ],
)
def test_a_date_follows_from_the_one_before(when: str, first: str | None, last: str) -> None:
    published = date(2018, 12, 31) if "year" in when else PUBLISHED
    text = STORY.replace("March", "March 2017") + f"The SDF captured Tabqa {when}."
    assert dates(text, published)["Tabqa"] == (first, last)


def test_the_ninth_of_a_division_is_no_day() -> None:
    text = STORY + "The 9th Armoured Division of the Syrian army captured Tabqa."
    assert dates(text)["Tabqa"] == ("2017-03-04", "2017-03-04")


def test_days_before_something_else_date_that_something() -> None:
    text = "On 8 June, the YPG recovered Ayn Issa, two days after losing it."
    assert dates(text)["Ayn Issa"] == ("2017-06-08", "2017-06-08")
    assert dates(text, kind=Kind.LOSES)["Ayn Issa"] == ("2017-06-06", "2017-06-06")


def test_a_year_of_the_background_dates_nothing_else() -> None:
    text = "On 4 March 2017, rebels shelled Nawa, besieged since 2012. On 9 March, the SDF captured Tabqa."
    assert dates(text)["Tabqa"] == ("2017-03-09", "2017-03-09")


def test_the_story_goes_on_from_the_last_day_told() -> None:
    text = "On 4 March, the SDF took Hajin, and on 6 March it took Susah. Raqqa remained under Syrian army control."
    assert dates(text, kind=Kind.HOLDS)["Raqqa"] == ("2017-03-06", "2017-03-06")


def test_a_look_back_does_not_move_the_story() -> None:
    text = "On 4 March, the SDF took Hajin. Two days earlier, rebels had taken Nawa. Rebels captured Inkhil."
    found = dates(text)
    assert (found["Nawa"], found["Inkhil"]) == (("2017-03-02", "2017-03-02"), ("2017-03-04", "2017-03-04"))


def test_the_date_behind_and_belongs_to_what_follows() -> None:
    text = "On 4 March, the SDF took Hajin, and three days later they took Susah."
    assert dates(text) == {"Hajin": ("2017-03-04", "2017-03-04"), "Susah": ("2017-03-07", "2017-03-07")}


def test_a_weekday_of_an_old_story_is_one_of_that_week() -> None:
    text = "On 4 March, rebels met. On Tuesday, the SDF captured Tabqa."
    assert dates(text)["Tabqa"] == ("2017-03-07", "2017-03-07")


DAYS = st.dates(date(1000, 1, 1), date(9998, 12, 31))
UNITS = st.sampled_from(["days", "weeks", "months", "years", "nights", "fortnights"])
TURNS = st.sampled_from(["later", "earlier", "ago", "before that", "after losing it", "afterwards", "before"])
COUNTS = st.sampled_from(["a", "two", "three", "31", "12", "ten"])
PHRASES = st.one_of(
    st.builds("on {0.day} {0:%B} {0.year:04d}".format, DAYS),
    st.builds("on {0:%B} {0.day}".format, DAYS),
    st.builds("in late {0:%B}".format, DAYS),
    st.builds("on the {0}th".format, st.integers(0, 40)),
    st.builds("from the {0}th to the {1}th".format, st.integers(0, 40), st.integers(0, 40)),
    st.builds("{0} {1} {2}".format, COUNTS, UNITS, TURNS),
    st.builds("the {0} {1} {2}".format, st.sampled_from(["next", "previous", "last", "same"]), COUNTS, UNITS),
    st.sampled_from(
        ["the next day", "the day before", "on Tuesday", "within the week", "on the first day", "yesterday"]
    ),
)


@given(published=DAYS, phrases=st.lists(PHRASES, min_size=1, max_size=6))
def test_any_dates_in_any_order_give_ranges_in_order(published: date, phrases: list[str]) -> None:
    lexicon = load()
    reader = DateReader.of(published, lexicon)
    text = " ".join(f"Rebels took Nawa {phrase}." for phrase in phrases)
    for sentence in sentences(text, lexicon.words["abbreviations"]):
        end = 0
        for mention in reader.read(sentence):
            assert end <= mention.start < mention.end <= len(sentence)
            assert mention.first <= mention.last
            end = mention.end


@given(day=DAYS, count=st.integers(-60_000, 60_000))
def test_months_go_there_and_back(day: date, count: int) -> None:
    there = months_later(day, count)
    assert 1 <= there.year <= 9998
    if 1 < there.year < 9998 and day.day <= 28:
        assert months_later(there, -count) == day
        assert there.day == day.day


@given(published=st.dates(date(1950, 1, 1), date(2050, 12, 31)), back=st.integers(0, 20))
def test_a_day_and_month_is_read_back_whatever_the_year(published: date, back: int) -> None:
    day = published - timedelta(days=back)
    assert dates(f"The SDF captured Tabqa on {day.day} {day:%B}.", published)["Tabqa"] == (
        day.isoformat(),
        day.isoformat(),
    )


@pytest.mark.parametrize(
    ("text", "days"),
    [
        (
            "Ukrainian forces retook Klishchiivka in September, but Russia took Robotyne in May 2024.",
            {"Klishchiivka": "2023-09-01", "Robotyne": "2024-05-01"},
        ),
        (
            "The Syrian army took Palmyra in March, but rebels took Hama in December.",
            {"Palmyra": "2019-03-01", "Hama": "2019-12-01"},
        ),
        (
            "The Syrian army took Palmyra in March after rebels had taken Hama in December.",
            {"Palmyra": "2020-03-01", "Hama": "2019-12-01"},
        ),
        (
            "The Syrian army took Palmyra on 3 February and Qaryatain on 3 March.",
            {"Palmyra": "2020-02-03", "Qaryatain": "2020-03-03"},
        ),
    ],
)
def test_what_and_joins_follows_and_what_after_joins_came_before(text: str, days: dict[str, str]) -> None:
    published = date(2025, 12, 20) if "2024" in text else date(2020, 3, 7)
    told = [c for c in extract(text, published) if c.kind is Kind.CAPTURES and not c.rule.startswith("link")]
    assert {c.place: str(c.date_from) for c in told} == days


def test_the_month_that_after_tells_was_before() -> None:
    text = "The Syrian army took Palmyra in March 2020 after rebels had taken Hama in May."
    assert dates(text, date(2021, 1, 7))["Hama"] == ("2019-05-01", "2019-05-31")


@pytest.mark.parametrize(
    ("text", "place", "days"),
    [
        (
            "Hawija fell to the Islamic State in January 2014 but was fully retaken by Iraqi forces in June this year.",
            "Hawija",
            ("2017-06-01", "2017-06-15"),
        ),
        ("Iraqi forces took Ramadi in December last year.", "Ramadi", ("2016-12-01", "2016-12-31")),
        ("Iraqi forces took Ramadi in December of last year.", "Ramadi", ("2016-12-01", "2016-12-31")),
        (
            "Iraqi forces took Ramadi on 10 June 2017. The Islamic State took Hit two weeks later.",
            "Hit",
            ("2017-06-10", "2017-06-15"),
        ),
    ],
)
def test_this_year_last_year_and_no_day_after_the_text(text: str, place: str, days: tuple[str, str]) -> None:
    assert dates(text)[place] == days
