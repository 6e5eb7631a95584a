"""Rule 10: confidence without news."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conflictmap.core.days import Days
from conflictmap.resolution import STALE_AFTER_DAYS, confidence_on, is_stale_on, resolve_town, stale_stretches
from tests.resolution.claim_making import claim, day

SEEN = day("01-01")
CONFIRMED = [(SEEN, 0.8)]


def under_pressure(first: int, length: int) -> Days:
    return Days(SEEN + timedelta(days=first), SEEN + timedelta(days=first + length))


@pytest.mark.parametrize(
    ("days_later", "pressure", "expected"),
    [
        (0, [], 0.8),
        (1000, [], 0.4),
        (2000, [], 0.2),
        (-1, [], 0.0),
        (60, [under_pressure(0, 60)], 0.4),
        (60, [under_pressure(0, 60), under_pressure(10, 20)], 0.4),
        (1060, [under_pressure(100, 60)], 0.2),
        (1000, [under_pressure(1100, 60)], 0.4),
        (120, [Days(None, None)], 0.2),
    ],
)
def test_confidence_halves(days_later: int, pressure: list[Days], expected: float) -> None:
    assert confidence_on(CONFIRMED, pressure, SEEN + timedelta(days=days_later)) == pytest.approx(expected)


def test_the_best_confirmation_counts() -> None:
    confirmations = [(SEEN, 0.8), (SEEN + timedelta(days=1000), 0.3), (SEEN + timedelta(days=1100), 0.9)]
    assert confidence_on(confirmations, [], SEEN + timedelta(days=1000)) == pytest.approx(0.4)
    assert confidence_on(confirmations, [], SEEN + timedelta(days=1100)) == pytest.approx(0.9)


def test_stale_below_three_tenths() -> None:
    assert is_stale_on([(SEEN, 0.299)], [], SEEN)
    assert not is_stale_on([(SEEN, 0.3)], [], SEEN)
    assert is_stale_on([], [], SEEN)


def test_after_two_years_of_silence_nobody_is_a_firm_holder_however_sure_the_last_news() -> None:
    confirmations = [(SEEN, 0.99), (SEEN + timedelta(days=10), 0.31)]
    last_firm = SEEN + timedelta(days=10 + STALE_AFTER_DAYS - 1)
    assert confidence_on(confirmations, [], last_firm) > 0.59
    assert not is_stale_on(confirmations, [], last_firm)
    assert is_stale_on(confirmations, [], last_firm + timedelta(days=1))
    # News to come makes no day before it firm.
    assert is_stale_on([*confirmations, (last_firm + timedelta(days=2), 0.9)], [], last_firm + timedelta(days=1))


@given(
    st.lists(st.tuples(st.integers(0, 500), st.integers(1, 200)), max_size=5),
    st.integers(0, 600),
    st.integers(0, 600),
)
def test_confidence_never_grows_without_news(spans: list[tuple[int, int]], one: int, other: int) -> None:
    pressure = [under_pressure(first, length) for first, length in spans]
    earlier, later = sorted((one, other))
    before = confidence_on(CONFIRMED, pressure, SEEN + timedelta(days=earlier))
    after = confidence_on(CONFIRMED, pressure, SEEN + timedelta(days=later))
    assert 0.8 * 2 ** -((later) / 60) - 1e-9 <= after <= before


def test_a_holder_stays_without_news_and_gets_stale() -> None:
    timeline = resolve_town([claim("captures", "army", "2014-06-01")])
    (period,) = timeline.control
    assert period.days.end is None
    assert is_stale_on(period.confirmations, [], day("2019-06-01"))


def test_a_state_vouches_for_each_of_its_days() -> None:
    (period,) = resolve_town([claim("holds", "army", "2014-01-01", "2016-12-31", source_weight=0.8)]).control
    for seen in (day("2014-01-01"), day("2015-07-01"), day("2016-12-31")):
        assert confidence_on(period.confirmations, [], seen) == pytest.approx(0.8, rel=0.02)
    assert confidence_on(period.confirmations, [], day("2019-09-27")) == pytest.approx(0.4)


def test_a_holder_who_outlasts_fighting_is_as_sure_as_decay_leaves_it() -> None:
    held, _, again = (
        timeline := resolve_town([claim("captures", "army", "01-01"), claim("contests", "rebels", "03-01")])
    ).control
    start = again.days.start
    assert start == day("03-15")
    decayed = confidence_on(held.confirmations, [period.days for period in timeline.pressure], start)
    assert again.confidence == pytest.approx(decayed)
    assert again.rule == 10


def test_independent_reports_make_surer_and_none_makes_certain() -> None:
    half = [claim("holds", "army", "06-01", source_weight=0.5) for _ in range(2)]
    assert resolve_town(half[:1]).control[0].confidence == pytest.approx(0.5)
    assert resolve_town(half).control[0].confidence == pytest.approx(0.75)
    assert resolve_town([claim("holds", "army", "06-01")]).control[0].confidence < 1


def test_stretches_in_doubt_begin_where_news_is_old_and_end_with_the_next() -> None:
    confirmed = [(SEEN, 0.8), (SEEN + timedelta(days=1000), 0.8)]
    last = SEEN + timedelta(days=1100)
    assert stale_stretches(confirmed, [], SEEN, last) == [
        (SEEN + timedelta(days=STALE_AFTER_DAYS), SEEN + timedelta(days=999))
    ]


@given(
    st.lists(st.tuples(st.integers(0, 1200), st.sampled_from([0.2, 0.35, 0.6, 0.9])), max_size=5),
    st.lists(st.tuples(st.integers(0, 1200), st.integers(1, 200)), max_size=2),
)
def test_each_day_of_a_stretch_in_doubt_is_in_doubt_and_no_other(
    given_days: list[tuple[int, float]], pressed: list[tuple[int, int]]
) -> None:
    confirmed = [(SEEN + timedelta(days=after), confidence) for after, confidence in sorted(given_days)]
    pressure = [under_pressure(first, length) for first, length in pressed]
    first, last = SEEN + timedelta(days=50), SEEN + timedelta(days=2000)
    found = stale_stretches(confirmed, pressure, first, last)
    for after in range(50, 2001, 7):
        day_of_it = SEEN + timedelta(days=after)
        is_inside = any(start <= day_of_it <= end for start, end in found)
        assert is_inside == is_stale_on(confirmed, pressure, day_of_it)
