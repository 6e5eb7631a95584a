"""How long a battle called by a town lasted: "The Battle of P was ... It began on 7 May and ended on 8 June"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from conflictmap.core.claims import Precision
from conflictmap.extraction.campaigns import campaign_days
from conflictmap.extraction.confidence import Candidate
from conflictmap.extraction.named_battles import NAMED_BATTLE
from conflictmap.extraction.readings import Reading

_NEXT = 2
"""Sentences behind the one that names the battle in which its days may be told."""


def with_days_of_battles(
    readings: Sequence[Reading], candidates: Sequence[Candidate], published: date
) -> list[Candidate]:
    """The claims, those of a battle at the days on which its paragraph tells it to have begun and ended."""
    return [
        _dated(readings, candidate, published) if candidate.draft.rule == NAMED_BATTLE else candidate
        for candidate in candidates
    ]


def _dated(readings: Sequence[Reading], candidate: Candidate, published: date) -> Candidate:
    here = readings[candidate.sentence]
    near = [
        reading
        for reading in readings[candidate.sentence : candidate.sentence + _NEXT + 1]
        if reading.sentence.paragraph == here.sentence.paragraph
    ]
    told = [campaign_days(reading) for reading in near]
    began = next((first for first, _ in told if first is not None), None)
    if began is None or began.first > published:
        return candidate
    ended = next((last for _, last in told if last is not None and last.last >= began.last), began)
    last = min(ended.last, published)
    dated = replace(
        candidate.grounds.dated,
        first=began.first,
        last=last,
        precision=began.precision if last == began.last else Precision.RANGE,
        why="when the battle is told to have begun and ended",
    )
    draft = replace(candidate.draft, date_from=began.first, date_to=last, precision=dated.precision)
    return replace(candidate, draft=draft, grounds=replace(candidate.grounds, dated=dated))
