"""What must hold for whatever claims come in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise
from random import Random
from typing import Any

from hypothesis import example, given, settings
from hypothesis import strategies as st

from conflictmap.core.claims import ClaimValue, Kind, Modality, PlaceKind, Relation, ReviewState
from conflictmap.core.days import Days
from conflictmap.core.periods import ControlPeriodValue, PressurePeriodValue, Status, Timeline
from conflictmap.resolution import RULES, explain, resolve, resolve_town
from conflictmap.resolution.votes import vote_of
from tests.resolution.claim_making import claim

START = date(2017, 1, 1)
ACTORS = ["army", "rebels", "clans"]
SOURCES: list[tuple[str, float, str | None]] = [
    ("agency", 1.0, None),
    ("paper", 0.8, None),
    ("monitor", 0.6, None),
    ("army news", 0.7, "army"),
    ("rebel radio", 0.5, "rebels"),
]

near_days = st.integers(0, 45).map(lambda number: START + timedelta(days=number))
all_days = st.one_of(near_days, near_days, near_days, st.sampled_from([date.min, date.max, date(9999, 12, 30)]))


@st.composite
def days(draw: st.DrawFn) -> Days:
    first = draw(all_days)
    shape = draw(st.sampled_from(["day", "day", "day", "range", "range", "open start", "open end", "open"]))
    if shape == "range":
        reach = min(draw(st.sampled_from([1, 2, 5, 30, 400])), (date.max - first).days)
        return Days.from_inclusive(first, first + timedelta(days=reach))
    return {
        "day": Days.from_inclusive(first, first),
        "open start": Days.from_inclusive(None, first),
        "open end": Days.from_inclusive(first, None),
        "open": Days(None, None),
    }[shape]


@st.composite
def claims(draw: st.DrawFn, number: int) -> ClaimValue:
    source, weight, side = draw(st.sampled_from(SOURCES))
    return ClaimValue(
        identifier=f"c{number:02}",
        town="town",
        actor=draw(st.sampled_from([*ACTORS, *ACTORS, None])),
        kind=draw(st.sampled_from(Kind)),
        days=draw(days()),
        modality=draw(st.sampled_from([Modality.ASSERTED, Modality.ASSERTED, *Modality])),
        confidence=draw(st.sampled_from([0.9, 0.9, 0.6, 0.3, 0.0, 1.0])),
        source=source,
        published=draw(near_days),
        review=draw(st.sampled_from([ReviewState.ACCEPTED, *ReviewState])),
        share=draw(st.sampled_from([None, None, 0.6, 1.0, 0.0])),
        against=draw(st.sampled_from([None, None, *ACTORS])),
        place_kind=draw(st.sampled_from([PlaceKind.TOWN] * 6 + [PlaceKind.REGION])),
        relation=draw(st.sampled_from([Relation.IN] * 5 + [Relation.NEAR])),
        source_weight=weight,
        source_partisan_of=side,
        wording=draw(st.sampled_from([None, None, None, "w1", "w2"])),
        article=draw(st.sampled_from([None, "a1", "a2", "a3"])),
        position=draw(st.integers(0, 2)),
    )


@st.composite
def many_claims(draw: st.DrawFn) -> list[ClaimValue]:
    heard = [draw(claims(number)) for number in range(draw(st.integers(1, 9)))]
    if draw(st.booleans()):
        told = draw(st.sampled_from(heard))
        heard.append(replace(told, identifier="c98", actor=draw(st.sampled_from(ACTORS))))
    return heard


@st.composite
def control_claims(draw: st.DrawFn) -> list[ClaimValue]:
    """Reports of equal weight on few days, so that they often contradict each other."""
    return [
        claim(
            draw(st.sampled_from(["captures", "holds", "partly_holds", "loses"])),
            draw(st.sampled_from(ACTORS)),
            draw(st.sampled_from(["06-10", "06-11", "06-12"])),
            identifier=f"c{number}",
            source=draw(st.sampled_from(["agency", "paper", "monitor"])),
            against=draw(st.sampled_from([None, None, *ACTORS])),
            article=draw(st.sampled_from([None, "a1"])),
        )
        for number in range(draw(st.integers(2, 6)))
    ]


@st.composite
def many_control_claims(draw: st.DrawFn) -> list[ClaimValue]:
    """Like `control_claims`, with fighting, ranges of days, parts, unnamed actors and the order of a text."""
    return [
        claim(
            draw(st.sampled_from(["captures", "holds", "partly_holds", "loses", "contests"])),
            draw(st.sampled_from([*ACTORS, *ACTORS, None])),
            draw(st.sampled_from(["06-10", "06-11", "06-12"])),
            draw(st.sampled_from(["same", "same", "06-12", "06-14"])),
            identifier=f"c{number}",
            source=draw(st.sampled_from(["agency", "paper", "monitor"])),
            against=draw(st.sampled_from([None, None, *ACTORS])),
            share=draw(st.sampled_from([None, None, 0.6, 1.0, 0.0])),
            article=draw(st.sampled_from([None, "a1"])),
            position=draw(st.integers(0, 2)),
        )
        for number in range(draw(st.integers(2, 7)))
    ]


def votes(one: ClaimValue) -> bool:
    """Whether a claim alone puts the town on the map."""
    return bool(resolve_town([one]).control)


@given(many_claims())
@settings(max_examples=300)
def test_periods_follow_each_other_without_gap_or_overlap(heard: list[ClaimValue]) -> None:
    control = resolve_town(heard).control
    for period, following in pairwise(control):
        assert period.days.end == following.days.start
    if control:
        assert control[-1].days.end is None
        assert all(period.days.start is not None for period in control)


@given(many_claims())
@settings(max_examples=200)
def test_a_town_is_on_the_map_from_its_first_claim_that_counts(heard: list[ClaimValue]) -> None:
    control = resolve_town(heard).control
    alone = [resolve_town([one]).control[0].days.start for one in heard if votes(one)]
    impartial = [one for one in heard if votes(one) and one.source_partisan_of is None and one.wording is None]
    certain = [resolve_town([one]).control[0].days.start for one in impartial if one.kind is not Kind.LOSES]
    if certain:
        assert control
        assert control[0].days.start <= min(start for start in certain if start)  # type: ignore[operator]
    if control and all(one.source_partisan_of is None for one in heard):
        assert control[0].days.start in alone


@given(many_claims(), st.randoms(use_true_random=False))
@settings(max_examples=200)
def test_the_order_of_input_changes_nothing(heard: list[ClaimValue], random: Random) -> None:
    shuffled = list(heard)
    random.shuffle(shuffled)
    assert resolve_town(shuffled) == resolve_town(heard)


@given(many_claims(), claims(99))
def test_a_rejected_claim_changes_nothing(heard: list[ClaimValue], extra: ClaimValue) -> None:
    rejected = replace(extra, review=ReviewState.REJECTED)
    assert resolve_town([*heard, rejected]) == resolve_town(heard)


@given(many_claims(), claims(99))
@settings(max_examples=700)
def test_a_new_claim_never_alters_what_ended_before_its_days(heard: list[ClaimValue], extra: ClaimValue) -> None:
    # Stronger than its date range: a claim open at its start takes effect on its last day only.
    effect = date.fromordinal(vote_of(extra).first)
    before, after = resolve_town(heard), resolve_town([*heard, extra])
    kept = _ended_by(before.control, effect)
    assert _ended_by(after.control, effect)[: len(kept)] == kept
    assert set(_ended_by(before.pressure, effect)) <= set(_ended_by(after.pressure, effect))
    assert _shown_before(before, effect) == _shown_before(after, effect)


@given(many_claims(), near_days)
def test_as_known_at_is_the_same_as_knowing_only_what_was_published(heard: list[ClaimValue], known_at: date) -> None:
    published = [one for one in heard if one.published <= known_at]
    assert resolve_town(heard, known_at=known_at) == resolve_town(published)


@given(many_claims())
@settings(max_examples=300)
def test_every_period_names_its_rule_and_its_claims(heard: list[ClaimValue]) -> None:
    known = {one.identifier for one in heard}
    timeline = resolve_town(heard)
    for period in timeline.control:
        assert period.rule in RULES
        assert period.claims
        assert set(period.claims) | set(period.claims_against) <= known
        assert not set(period.claims) & set(period.claims_against)
        assert 0 <= period.confidence <= 1
        assert period.confirmations[0][0] == period.days.start
        assert all(confirmed in period.days and 0 <= given <= 1 for confirmed, given in period.confirmations)
        assert [confirmed for confirmed, _ in period.confirmations] == sorted({one for one, _ in period.confirmations})
        assert explain(period).endswith(".")
    for pressure in timeline.pressure:
        assert pressure.claims
        assert set(pressure.claims) <= known


@given(many_claims())
@settings(max_examples=300)
def test_no_two_periods_that_meet_are_the_same(heard: list[ClaimValue]) -> None:
    timeline = resolve_town(heard)
    for period, following in pairwise(timeline.control):
        assert _shown(period) != _shown(following)
    for first in timeline.pressure:
        for second in timeline.pressure:
            if first is not second and first.status is second.status:
                assert not first.days.overlaps(second.days)


def retaken(kind: str, actor: str, day: str, **fields: Any) -> list[ClaimValue]:
    """One sentence has the rebels take the town from the army, which took it that day; then another claim."""
    captors = [
        claim("captures", "army", "06-11", identifier="c0", source="agency", article="a1"),
        claim("captures", "rebels", "06-11", identifier="c1", source="agency", article="a1", against="army"),
    ]
    return [*captors, claim(kind, actor, day, identifier="c2", source="paper", **fields)]


@given(control_claims())
@example(retaken("partly_holds", "rebels", "06-12", against="rebels"))
@example(retaken("loses", "rebels", "06-12"))
@settings(max_examples=400)
def test_every_party_shown_is_named_by_a_claim_of_its_period(heard: list[ClaimValue]) -> None:
    said = {one.identifier: one for one in heard}
    for period in resolve_town(heard).control:
        if period.status in (Status.HELD, Status.MIXED, Status.DISPUTED):
            claims = [said[identifier] for identifier in period.claims]
            named = {actor for one in claims for actor in (one.actor, one.against)}
            assert {holder.actor for holder in period.holders} <= named


@given(st.one_of(many_claims(), many_control_claims()))
@settings(max_examples=400)
def test_every_party_shown_is_named_by_a_claim_for_or_against(heard: list[ClaimValue]) -> None:
    said = {one.identifier: one for one in heard}
    for period in resolve_town(heard).control:
        claims = [said[identifier] for identifier in (*period.claims, *period.claims_against)]
        named = {actor for one in claims for actor in (one.actor, one.against)}
        assert {holder.actor for holder in period.holders} <= named


@given(many_claims())
@settings(max_examples=50)
def test_towns_do_not_touch_each_other(heard: list[ClaimValue]) -> None:
    elsewhere = [replace(one, town="other") for one in heard]
    assert resolve([*heard, *elsewhere])["town"] == resolve_town(heard)


def _shown(period: ControlPeriodValue) -> tuple[object, ...]:
    return period.status, period.holders, period.claims, period.claims_against


def _ended_by(
    periods: Sequence[ControlPeriodValue | PressurePeriodValue], effect: date
) -> list[ControlPeriodValue | PressurePeriodValue]:
    return [period for period in periods if period.days.end is not None and period.days.end <= effect]


def _shown_before(timeline: Timeline, effect: date) -> list[tuple[object, ...]]:
    """What the map shows until the day `effect`, that day not counted."""
    return [
        (period.days.start, min(period.days.end or effect, effect), period.status, period.holders, period.rule)
        for period in timeline.control
        if period.days.start is not None and period.days.start < effect
    ]


def test_without_claims_there_is_no_period() -> None:
    assert resolve_town([]) == Timeline((), ())
