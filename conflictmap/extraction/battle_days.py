"""How long a battle called by a town lasted: "The Battle of P was ... It began on 7 May and ended on 8 June"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from conflictmap.core.claims import Precision
from conflictmap.extraction.confidence import Candidate
from conflictmap.extraction.date_mentions import DateMention
from conflictmap.extraction.lexicon import grammar
from conflictmap.extraction.named_battles import NAMED_BATTLE
from conflictmap.extraction.readings import Reading

_BEGAN = frozenset({"began", "begun", "started", "lasted", "commenced", "opened"})
_ENDED = frozenset({"ended", "concluded", "finished"})
_IT = grammar("engagements") | {"it", "that", "which", "siege", "offensive"}
_NEXT = 2
"""Sentences behind the one that names the battle in which its days may be told."""
_TO_THE_VERB = 3
_TO_THE_DAY = 6


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
    began = next((day for reading in near if (day := _day_of(reading, _BEGAN))), None)
    if began is None or began.first > published:
        return candidate
    ended = next((day for reading in near if (day := _day_of(reading, _ENDED)) and day.last >= began.last), began)
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


def _day_of(reading: Reading, verbs: frozenset[str]) -> DateMention | None:
    """The date behind one of the verbs, of which the battle is the subject: "it began on D", "and ended on D"."""
    s = reading.sentence
    for at, key in enumerate(s.keys):
        if key not in verbs:
            continue
        subject = s.keys[max(0, at - _TO_THE_VERB) : at]
        goes_on = s.key(at - 1) == "and" and any(verb in s.keys[:at] for verb in _BEGAN)
        called = any(s.key(n) in _IT and s.key(n + 1) == "of" for n in range(min(3, at)))  # "The battle of P began"
        if _IT.isdisjoint(subject) and not goes_on and not called:
            continue
        day = next((d for d in reading.dates if at < d.start <= at + _TO_THE_DAY), None)
        if day is not None and day.bound in {"", "on", "from", "clause"}:
            return day
    return None
