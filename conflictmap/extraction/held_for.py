"""How long who took a place held it: "took P in March and held it for eight months" tells when it was lost."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta

from conflictmap.core.claims import VOTING_MODALITIES, Kind, Precision
from conflictmap.extraction.confidence import Candidate
from conflictmap.extraction.lexicon import grammar
from conflictmap.extraction.readings import Reading

RULE = "held_for"
_HELD = grammar("held_for")
_NEARLY = grammar("nearly_a_span")
_DAYS = {"hour": 0.04, "day": 1.0, "week": 7.0, "month": 30.44, "year": 365.25}
"""Of a unit of time; a month and a year in the mean."""
_FARTHEST = 30
"""Tokens from the capture to the span."""
_JOINS = frozenset({"and", "then", ","})


def with_ends_of_spans(
    readings: Sequence[Reading], candidates: Sequence[Candidate], published: date
) -> list[Candidate]:
    """The claims, each capture whose span is told with the loss at its end, or, without a day, told of the past."""
    return [
        one for candidate in candidates for one in _with_its_end(readings[candidate.sentence], candidate, published)
    ]


def _with_its_end(reading: Reading, candidate: Candidate, published: date) -> Iterator[Candidate]:
    draft, dated = candidate.draft, candidate.grounds.dated
    told = candidate.features.told_by != "link" and draft.modality in VOTING_MODALITIES
    days = _held_for(reading, candidate) if told and draft.kind is Kind.CAPTURES else None
    if days is None:
        yield candidate
    elif draft.date_from is None or draft.date_to is None:
        why = "held for a while, and nothing tells since when"
        grounds = replace(candidate.grounds, dated=replace(dated, long_ago=True, why=why))
        yield replace(candidate, grounds=grounds)
    else:
        yield candidate
        count, unit = days
        first = _later(draft.date_from, (count - 0.5) * unit)
        last = min(published, max(first, _later(draft.date_to, (count + 0.5) * unit)))
        if first > last:
            return
        ended = replace(
            dated, first=first, last=last, precision=Precision.RANGE, why="its span counted from its capture"
        )
        lost = replace(draft, kind=Kind.LOSES, rule=RULE, date_from=first, date_to=last, precision=Precision.RANGE)
        yield replace(
            candidate, draft=replace(lost, against_canonical=None), grounds=replace(candidate.grounds, dated=ended)
        )


def _later(day: date, days: float) -> date:
    return day + timedelta(days=round(days)) if (date.max - day).days > days else date.max


def _held_for(reading: Reading, candidate: Candidate) -> tuple[float, float] | None:
    """How many of which unit, in days, the same party is told to have held the place, in a past that is over."""
    s, event = reading.sentence, candidate.grounds.event
    for at in range(event.group.end, min(event.group.end + _FARTHEST, len(s) - 3)):
        if s.key(at) not in _HELD or s.key(at - 1) not in _JOINS:
            continue
        behind = at + 1 + (s.key(at + 1) in {"the", "both"})
        here = s.key(behind) in {"it", "them"} or s.key(behind) in reading.lexicon.words["settlement"]
        if not here or s.key(behind + 1) != "for":
            return None
        n = behind + 2
        while s.key(n) in _NEARLY:
            n += 1
        count = 1.0 if s.key(n) in {"a", "an"} else reading.lexicon.numbers.get(s.key(n))
        if count is None and s.words[n : n + 1] and s.words[n].isdecimal():
            count = float(s.words[n])
        unit = _DAYS.get(s.key(n + 1).removesuffix("s"))
        return (float(count), unit) if count and unit else None
    return None
