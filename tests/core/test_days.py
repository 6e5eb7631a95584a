"""Days: half-open inside, inclusive for people."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conflictmap.core.days import Days

JUNE = Days(date(2017, 6, 1), date(2017, 7, 1))
dates = st.dates(max_value=date.max - timedelta(days=1))


@given(dates, dates)
def test_inclusive_dates_come_back_unchanged(one: date, other: date) -> None:
    first, last = sorted((one, other))
    assert Days.from_inclusive(first, last).to_inclusive() == (first, last)


@pytest.mark.parametrize("first", [None, date(2017, 6, 1)])
def test_an_open_end_stays_open(first: date | None) -> None:
    assert Days.from_inclusive(first, None).to_inclusive() == (first, None)


def test_the_last_day_of_the_calendar_means_open() -> None:
    assert Days.from_inclusive(date(2017, 6, 1), date.max) == Days(date(2017, 6, 1), None)


@pytest.mark.parametrize("end", [date(2017, 6, 1), date(2017, 5, 1)])
def test_an_interval_without_a_day_is_refused(end: date) -> None:
    with pytest.raises(ValueError, match="at least one day"):
        Days(date(2017, 6, 1), end)


@pytest.mark.parametrize(
    ("day", "inside"),
    [(date(2017, 5, 31), False), (date(2017, 6, 1), True), (date(2017, 6, 30), True), (date(2017, 7, 1), False)],
)
def test_which_days_it_holds(day: date, inside: bool) -> None:
    assert (day in JUNE) is inside
    assert day in Days(None, None)


@given(dates, dates, dates, dates)
def test_intervals_overlap_when_they_share_a_day(one: date, two: date, three: date, four: date) -> None:
    a, b = Days.from_inclusive(*sorted((one, two))), Days.from_inclusive(*sorted((three, four)))
    shares_a_day = max(min(one, two), min(three, four)) <= min(max(one, two), max(three, four))
    assert a.overlaps(b) == b.overlaps(a) == shares_a_day


def test_intervals_that_meet_do_not_overlap() -> None:
    assert not JUNE.overlaps(Days(date(2017, 7, 1), None))
    assert JUNE.overlaps(Days(None, date(2017, 6, 2)))
