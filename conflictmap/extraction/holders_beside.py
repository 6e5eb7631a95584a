"""Who is told beside the name of a place to hold it, where somebody unnamed takes or surrounds it.

"The X-held town of P fell", "P, held by X, was retaken": P was X's until then. Read as a state it would leave P with X
on the very day it was lost. "P, held by X, was besieged": not by X.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from conflictmap.core.claims import Kind, Modality, Precision
from conflictmap.extraction.actors import Actor
from conflictmap.extraction.arguments import told_back
from conflictmap.extraction.events import Event
from conflictmap.extraction.lexicon import grammar
from conflictmap.extraction.modality import mood_of
from conflictmap.extraction.readings import Reading

_OF_CONTROL = grammar("of_control")
_JOINS = frozenset({"and", "but", ";", "when", "while", "as", "before", "after", "until", "because", "whose", "where"})
_AGAINST_HOLDERS = frozenset({Kind.CAPTURES, Kind.BESIEGES})
_A_NIGHT = timedelta(days=1)
_VOTING = frozenset({Modality.ASSERTED, Modality.ATTRIBUTED})


def with_holders_beside(reading: Reading, events: list[Event]) -> list[Event]:
    """The events, each by nobody named told against who held its place; what was held until it was taken is over."""
    open_events = [e for e in events if e.agentless and e.kind in _AGAINST_HOLDERS and not e.actor and not e.against]
    if not open_events:
        return events
    left = list(events)
    for event in open_events:
        beside = [e for e in events if _held_until(reading, e, event)]
        holder = beside[0].actor if beside else None
        if holder is not None and event.kind is Kind.CAPTURES and not _is_news(reading, event):
            continue
        holder = holder or _had_until(reading, event, events)
        if holder is None:
            continue
        over = [e for e in beside if e.kind is Kind.HOLDS and event.kind is Kind.CAPTURES]
        told = replace(event, against=holder)
        left = [told if e is event else e for e in left if e not in over]
    return left


def _had_until(reading: Reading, event: Event, events: list[Event]) -> Actor | None:
    """ "P was captured by X in May and liberated in October", "after months of X occupation P was liberated": X."""
    s, place = reading.sentence, event.place
    told = event.kind is Kind.CAPTURES and told_back(reading, event) and mood_of(reading, event).modality in _VOTING
    if place is None or not told:
        return None
    for other in sorted(events, key=lambda e: e.group.start, reverse=True):
        again = event.rule == "fell" or s.key(event.group.end) == "again"
        once_more = not again and told_back(reading, other)
        had = other.kind is Kind.CAPTURES and other.actor and not once_more
        after = "after" in s.keys[event.group.end : other.group.start]  # "was freed after being occupied by X"
        it = after and other.place is None and not _named_between(reading, event, other)  # "a year after it fell to X"
        same = it or (other.place is not None and other.place.name_start == place.name_start)
        if had and same and not place.partial and (after or other.group.end <= event.group.start):
            return other.actor
    for actor in reading.actors:
        ruled = s.key(actor.end) in _OF_CONTROL and actor.end < event.group.start
        between = [p for p in reading.places if actor.end <= p.start < event.group.start and p.start != place.start]
        if ruled and not between:
            return actor
    return None


def _named_between(reading: Reading, event: Event, other: Event) -> bool:
    end = max(event.end, event.group.end)
    return any(end <= p.start < other.group.start and not (p.unnamed or p.reference) for p in reading.places)


def _held_until(reading: Reading, state: Event, event: Event) -> bool:
    """Whether it is said beside the name of the place taken whose it was: "P, held (taken) by X," and "X-held P"."""
    place, other = state.place, event.place
    if state.kind not in {Kind.HOLDS, Kind.CAPTURES} or state.actor is None or place is None or other is None:
        return False
    if place.name_start != other.name_start or place.partial or other.partial:
        return False
    s, group = reading.sentence, state.group
    beside = group.voice == "adjective" or not _JOINS.intersection(s.keys[group.end : event.group.start])
    told_of = group.voice != "passive" or s.key(group.start - 1) in {"which", "that"}
    return group.start < event.group.start and beside and told_of and mood_of(reading, state).modality in _VOTING


def _is_news(reading: Reading, event: Event) -> bool:
    """Whether the taking is told as what came last, not as how the holder came by the place ("was taken in 2012")."""
    s, group = reading.sentence, event.group
    going_on = "being" in s.keys[group.start : group.end]
    finite = group.voice == "passive" or event.rule == "fell"
    if not finite or going_on or group.negated or mood_of(reading, event).modality not in _VOTING:
        return False
    long_ago = "first" in s.keys[group.start : group.end + 1] or any(
        d.start >= group.end and d.precision is not Precision.DAY and d.last - d.first > _A_NIGHT for d in reading.dates
    )
    return told_back(reading, event) or not long_ago
