"""What a sentence tells to be over again: held until it was lost, taken for a few hours, an occupation that ended.

Read word by word, each would leave the place with somebody who no longer has it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from conflictmap.core.claims import Kind, Precision
from conflictmap.extraction.date_mentions import DateMention
from conflictmap.extraction.events import Event
from conflictmap.extraction.lexicon import grammar
from conflictmap.extraction.readings import Reading
from conflictmap.extraction.tokens import Sentence
from conflictmap.extraction.verb_groups import VerbGroup

IMPLIED = frozenset({"soon_over", "held_until", "held_for"})
"""The rules of losses that no words of their own tell."""
_BRIEFLY = grammar("briefly")
_FEW = grammar("few")
_SHORT_SPANS = grammar("short_spans")
_OCCUPIED = grammar("occupied")
_LASTING_BOUNDS = frozenset({"since", "until", "till"})
_SPANS = grammar("spans_of_time")
_SPAN_BEHIND = 6
"""Tokens of "for nearly two and a half years"."""
_UNTIL = frozenset({"until", "till", "before"})
_ENDINGS = grammar("endings") | grammar("taken_again") | grammar("freed") | {"liberation"}
_FARTHEST = 10
"""Tokens from what is taken to "for a few hours"."""


def with_what_is_over(reading: Reading, events: list[Event]) -> list[Event]:
    """The events without what was held until it was lost, and with the loss of what was taken for a short while."""
    if not events:
        return events
    events = [replace(e, rule="occupied", kind=Kind.HOLDS) if _lasted(reading, e) else e for e in events]
    events = [e for e in events if not _left_by_its_holder(e, events)]
    told = [replaced for event in events for replaced in _once_lost(reading, event, events)]
    return [*told, *(one for event in told for one in _lost_again(reading, event, told))]


def _lasted(reading: Reading, event: Event) -> bool:
    """ "Occupied P from March until October", "since 2014", "for eight months": held all the while, not taken then."""
    s, group = reading.sentence, event.group
    if event.kind is not Kind.CAPTURES or _OCCUPIED.isdisjoint(s.keys[group.start : group.end]):
        return False
    if group.voice == "gerund" and any(a.end == group.start for a in reading.actors):
        return True  # "the troops occupying P"
    behind = max(event.end, group.end)
    if any(
        behind <= d.start <= behind + _FARTHEST and (d.bound in _LASTING_BOUNDS or _ends_behind(s, d))
        for d in reading.dates
    ):
        return True
    return any(
        s.key(at) == "for" and not _SPANS.isdisjoint(s.keys[at : at + _SPAN_BEHIND]) for at in (behind, group.end)
    )


def _left_by_its_holder(event: Event, events: list[Event]) -> bool:
    """ "The troops occupying P withdrew", "who had held P for a month": what they held is told to be over."""
    if event.kind is not Kind.HOLDS or not (event.group.voice == "gerund" or event.group.perfect):
        return False
    return any(
        _loses(e, event) and e.rule == "yield" and e.place == event.place and e.group.start > event.group.start
        for e in events
    )


def _once_lost(reading: Reading, event: Event, events: list[Event]) -> Iterator[Event]:
    """ "Held P for ten months before losing it", "ruled P until it was driven out": the loss, and nothing held."""
    at = _loss_behind(reading, event) if event.kind is Kind.HOLDS else 0
    if not at:
        yield event
        if event.kind is Kind.HOLDS and _until_a_day(reading, event) and not any(_loses(e, event) for e in events):
            yield replace(event, rule="held_until", kind=Kind.LOSES)
    elif not any(_loses(other, event) for other in events):
        group = VerbGroup(at, at, at + 1, "past")
        yield replace(event, rule="soon_over", kind=Kind.LOSES, group=group, end=max(event.end, at + 1))


def _until_a_day(reading: Reading, event: Event) -> bool:
    """ "Held P until December 2016", "from May 2015 to March 2016": its end is told, and it is over."""
    s, group = reading.sentence, event.group
    if event.actor is None or group.present or group.perfect or group.modal or group.negated:
        return False
    ends = [d for d in reading.dates if d.bound in {"until", "till"} or _ends_behind(s, d)]
    if any(d.end <= group.start and d.start <= 1 for d in ends):
        return True  # "until October 2017 X held P"
    return any(
        d.start >= event.end and d.start - event.end <= _FARTHEST and "least" not in s.keys[event.end : d.start]
        for d in ends
    )


def _ends_behind(s: Sentence, mention: DateMention) -> bool:
    return (
        s.key(mention.start - 1) in {"from", "between"} and mention.precision is Precision.RANGE and not mention.bound
    )


def _loses(other: Event, event: Event) -> bool:
    same = other.actor and event.actor and other.actor.canonical == event.actor.canonical
    return other.kind is Kind.LOSES and bool(same or other.subject_missing)


def _loss_behind(reading: Reading, event: Event) -> int:
    """The word that tells the loss, within a clause that "until" or "before" joins to what was held; 0 without."""
    s, group, place = reading.sentence, event.group, event.place
    if place is None or group.present or group.voice not in {"active", "past", "passive", "state"}:
        return 0
    if group.voice in {"active", "past"} and place.end < group.end:
        return 0
    until = next(
        (n for n in range(max(place.end, event.end), len(s)) if s.key(n) in _UNTIL or s.words[n] in {";", ","}), len(s)
    )
    if s.key(until) not in _UNTIL:
        return 0
    clause = range(until + 1, min(until + 8, len(s)))
    if any(p.start in clause and not p.unnamed and not p.reference for p in reading.places):
        return 0
    taken = (n for n in clause if s.key(n) in reading.lexicon.verbs and s.key(n + 1) == "it")  # "until X captured it"
    return next((n for n in clause if s.key(n) in _ENDINGS), 0) or next(taken, 0)


def _lost_again(reading: Reading, event: Event, events: list[Event]) -> Iterator[Event]:
    """ "Briefly took P", "took P for a few hours": the loss that follows, unless the sentence tells it."""
    place = event.place
    if event.kind is not Kind.CAPTURES or event.actor is None or place is None or not _for_a_while(reading, event):
        return
    if not any(_loses(other, event) for other in events):
        yield replace(event, rule="soon_over", kind=Kind.LOSES, against=None)


def _for_a_while(reading: Reading, event: Event) -> bool:
    s, group = reading.sentence, event.group
    if group.voice not in {"active", "past", "passive"}:
        return False
    if not _BRIEFLY.isdisjoint(s.keys[max(0, group.start - 1) : group.end]):
        return True
    end = max(event.end, group.end)
    for n in range(end, min(end + _FARTHEST, len(s))):
        if s.key(n) in {",", ";", "and", "but", "after", "before", "when", "while"} or s.key(n).endswith("ing"):
            return False
        if s.key(n) in _BRIEFLY:
            return True
        if s.key(n) == "for":
            few = n + 1 + (s.key(n + 1) in {"only", "just", "a", "about"})
            few += s.key(few) in {"only", "a"}
            few += (s.key(few) in _FEW) + (s.key(few + 1) == "of")
            return s.key(few) in _SHORT_SPANS
    return False
