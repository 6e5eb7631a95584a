"""Each day as it could be known on that very day."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from conflictmap.core.claims import ClaimValue
from conflictmap.core.periods import Timeline
from conflictmap.resolution import confidence_on, resolve_same_day, resolve_town, same_day_cost
from tests.resolution.claim_making import claim
from tests.resolution.test_properties import many_claims, near_days


def shown(timeline: Timeline, day: date) -> tuple[object, ...]:
    """What a map says of a day, and why."""
    control = [
        (one.status, one.holders, one.rule, one.claims, one.claims_against, one.unreviewed)
        for one in timeline.control
        if day in one.days
    ]
    return control, sorted((one.status, one.by) for one in timeline.pressure if day in one.days)


@given(many_claims(), near_days)
@settings(max_examples=400)
def test_each_day_shows_what_was_known_on_it(heard: list[ClaimValue], day: date) -> None:
    assert shown(resolve_same_day(heard), day) == shown(resolve_town(heard, known_at=day), day)


@given(many_claims())
def test_once_all_is_published_it_is_the_map_of_today(heard: list[ClaimValue]) -> None:
    later = max(one.published for one in heard) + timedelta(days=1)
    assert shown(resolve_same_day(heard), later) == shown(resolve_town(heard), later)


def test_a_capture_is_on_the_map_from_the_day_it_was_published() -> None:
    heard = [
        claim("captures", "army", "06-10", published="06-10", identifier="first"),
        claim("captures", "rebels", "06-12", published="06-20", identifier="late"),
        claim("attacks", "clans", "06-11", published="06-15", identifier="attack"),
    ]
    timeline = resolve_same_day(heard)
    assert [(one.days.start, one.holders[0].actor, one.claims) for one in timeline.control] == [
        (date(2017, 6, 10), "army", ("first",)),
        (date(2017, 6, 20), "rebels", ("late",)),
    ]
    assert timeline.control[1].confirmations[0][0] == date(2017, 6, 12)
    assert timeline.control[1].confidence == pytest.approx(
        confidence_on(timeline.control[1].confirmations, [], date(2017, 6, 20))
    )
    assert [(one.days.start, one.days.end) for one in timeline.pressure] == [(date(2017, 6, 15), date(2017, 6, 20))]
    assert same_day_cost(heard) == 9


def test_what_is_heard_again_lengthens_its_period() -> None:
    heard = [
        claim("captures", "army", "06-10", published="06-10"),
        claim("captures", "clans", "07-10", published="07-10"),
    ]
    assert len(resolve_same_day([*heard, claim("attacks", "clans", "06-20", published="06-20")]).control) == 2


def test_without_claims_there_is_nothing() -> None:
    assert resolve_same_day([]) == Timeline((), ())


@given(many_claims(), near_days, st.sets(st.integers(0, 9)))
@settings(max_examples=600)
def test_leaving_claims_out_never_puts_a_town_on_the_map(heard: list[ClaimValue], day: date, out: set[int]) -> None:
    whole = resolve_town(heard)
    kept = [one for number, one in enumerate(heard) if number not in out]
    for fewer in (resolve_town(kept), resolve_town(heard, known_at=day), resolve_same_day(kept)):
        if fewer.control or fewer.pressure:
            assert whole.control or whole.pressure
