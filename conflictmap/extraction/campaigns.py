"""When an offensive or a battle began and ended: "launched on D, it lasted until E"."""

from __future__ import annotations

from dataclasses import replace

from conflictmap.core.claims import Precision
from conflictmap.extraction.date_mentions import DateMention
from conflictmap.extraction.lexicon import any_of, grammar
from conflictmap.extraction.readings import Reading

_CAMPAIGNS = grammar("campaigns")
_BEGAN, _LASTED, _ENDED = grammar("began_on"), grammar("lasted"), grammar("ended_on")
_CALLED_WITHIN = 8
"""Tokens at the start of a sentence in which the campaign that it is about is named."""
_TO_THE_DAY = 6
"""Tokens at most between the verb and its day: "was launched by the army on D"."""


def campaign_days(reading: Reading) -> tuple[DateMention | None, DateMention | None]:
    """The days on which a sentence tells the campaign that it is about to have begun and to have ended.

    None for what it does not tell.
    """
    keys = reading.sentence.keys
    if keys[:1] != ("it",) and _CAMPAIGNS.isdisjoint(keys[:_CALLED_WITHIN]):
        return None, None
    span = next((d for d in reading.dates if d.precision is Precision.RANGE and told_of(reading, d, _LASTED)), None)
    if span is not None:
        return span, span
    began = next((d for d in reading.dates if began_on(reading, d)), None)
    return began, next((d for d in reading.dates if told_of(reading, d, _ENDED)), None)


def campaign_span(reading: Reading) -> DateMention | None:
    """ "The offensive lasted from D to E": both ends in one; None when the sentence does not tell both."""
    began, ended = campaign_days(reading)
    if began is None or ended is None or ended.last <= began.first:
        return None
    return replace(began, last=ended.last, precision=Precision.RANGE, bound="")


def began_on(reading: Reading, mention: DateMention) -> bool:
    """Whether a date is the day on which something began or was launched."""
    return mention.precision is Precision.DAY and told_of(reading, mention, _BEGAN)


def told_of(reading: Reading, mention: DateMention, verbs: frozenset[str]) -> bool:
    """Whether one of the verbs stands close before a date, and no party of its own before the verb."""
    keys = reading.sentence.keys
    told = (n for n in range(max(0, mention.start - _TO_THE_DAY), mention.start) if keys[n] in verbs)
    return any(not _somebody_else_does(reading, n) for n in told)


def _somebody_else_does(reading: Reading, i: int) -> bool:
    """ "Troops began a retreat on D": the verb at token `i` is not told of the campaign."""
    left = i - 1
    while left >= 0 and reading.sentence.keys[left] in any_of("adverbs", "have"):
        left -= 1
    return any(actor.end == left + 1 for actor in reading.actors)
