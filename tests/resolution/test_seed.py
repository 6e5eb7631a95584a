"""What the article of 22 September 2017 must show, alone and against the chronology."""

from __future__ import annotations

from typing import Any

from conflictmap.core.claims import ClaimValue, Modality, PlaceKind, Relation, ReviewState
from conflictmap.core.periods import ControlPeriodValue, Holder, Timeline
from conflictmap.resolution import resolve, resolve_town
from tests.resolution.claim_making import claim, day, pressure_story, rules, story

IS, IRAQ, SDF = "Islamic State", "Iraqi government", "SDF"


def afp(kind: str, town: str, actor: str | None, first: str, last: str, **fields: Any) -> ClaimValue:
    values: dict[str, Any] = {"article": "afp", "source": "AFP", "confidence": 0.85, "review": ReviewState.PROPOSED}
    return claim(kind, actor, first, last, town=town, published="09-22", **{**values, **fields})


SEED = [
    afp("attacks", "Hawija", IRAQ, "09-21", "09-21", relation=Relation.NEAR, position=1),
    afp("besieges", "Hawija", None, "09-21", "09-21", relation=Relation.NEAR, position=2),
    afp("holds", "Hawija", IS, "09-21", "09-21", relation=Relation.NEAR, position=3),
    afp("loses", "Mosul", IS, "07-01", "07-31", position=4),
    afp("partly_holds", "Raqqa", SDF, "09-22", "09-22", share=0.6, against=IS, position=5),
    afp("holds", "Hawija", IS, "09-22", "09-22", position=6),
    afp("partly_holds", "Euphrates Valley", IS, "09-22", "09-22", place_kind=PlaceKind.REGION, position=7),
    afp("captures", "Hawija", IRAQ, "2016-01-01", "2016-12-31", modality=Modality.DENIED, position=8),
    afp("captures", "Hawija", IRAQ, "09-21", "09-21", modality=Modality.PLANNED, position=9),
    afp("holds", "Sharqat", IS, "09-21", "09-22", position=10),
    afp("attacks", "Sharqat", None, "09-21", "09-22", relation=Relation.NEAR, position=11),
]


def on(timeline: Timeline, text: str) -> ControlPeriodValue:
    (period,) = [one for one in timeline.control if day(text) in one.days]
    return period


def test_the_article_alone() -> None:
    towns = resolve(SEED)
    assert story(towns["Hawija"]) == [f"09-22.. held {IS}"]
    assert pressure_story(towns["Hawija"]) == ["09-21..12-19 besieged", f"09-21..10-04 under_attack {IRAQ}"]
    assert story(towns["Sharqat"]) == [f"09-21.. held {IS}"]
    assert pressure_story(towns["Sharqat"]) == ["09-21..10-05 under_attack"]
    assert on(towns["Raqqa"], "09-22").holders == (Holder(SDF, 0.6), Holder(IS, inferred=True))
    assert story(towns["Raqqa"]) == [f"09-22.. mixed {SDF} ({IS})"]
    assert story(towns["Mosul"]) == [f"07-01..07-31 changing {IS}", "08-01.. unknown"]
    assert rules(towns["Mosul"]) == [7, 7]
    assert towns["Euphrates Valley"] == Timeline((), ())
    assert all(period.unreviewed for timeline in towns.values() for period in timeline.control)


def chronology(kind: str, actor: str, first: str, **fields: Any) -> ClaimValue:
    return claim(
        kind, actor, first, town="Sharqat", source="chronology", confidence=0.85, review=ReviewState.PROPOSED, **fields
    )


capture_of_2016 = chronology("captures", IRAQ, "2016-09-22", identifier="captured in 2016")
seed_on_sharqat = [one for one in SEED if one.town == "Sharqat"]


def test_sharqat_is_disputed_with_the_claims_of_both_sides() -> None:
    before, disputed = resolve_town([capture_of_2016, *seed_on_sharqat]).control
    assert before.holders == (Holder(IRAQ),)
    assert disputed.days.start == day("09-21")
    assert (disputed.status, disputed.rule) == ("disputed", 5)
    assert {holder.actor for holder in disputed.holders} == {IS, IRAQ}
    assert set(disputed.claims) == {"captured in 2016", seed_on_sharqat[0].identifier}


def test_the_dispute_ends_with_the_capture_and_the_reader_still_sees_the_other_side() -> None:
    timeline = resolve_town(
        [
            capture_of_2016,
            *seed_on_sharqat,
            chronology("partly_holds", IS, "09-21", against=IRAQ),
            chronology("captures", IRAQ, "09-22", against=IS),
        ]
    )
    assert on(timeline, "09-21").status == "disputed"
    last = on(timeline, "09-22")
    assert last.holders == (Holder(IRAQ),)
    assert last.claims_against == (seed_on_sharqat[0].identifier,)
    assert pressure_story(timeline) == ["09-21..09-21 under_attack"]


def test_the_chronology_knows_who_took_mosul() -> None:
    capture = claim("captures", IRAQ, "07-10", town="Mosul", against=IS)
    held = claim("captures", IS, "2014-06-10", town="Mosul")
    mosul = resolve_town([held, capture, *(one for one in SEED if one.town == "Mosul")])
    assert story(mosul) == [
        f"2014-06-10..06-30 held {IS}",
        f"07-01..07-09 changing {IS}",
        f"07-10.. held {IRAQ}",
    ]
