"""Frames whose subject is the place or a third: P fell to X, P stayed with X, Y handed P to X."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from conflictmap.core.claims import Kind
from conflictmap.extraction.actors import UNKNOWN
from conflictmap.extraction.events import Event, event_of, holder_after
from conflictmap.extraction.finders import joined_behind, objects, places_left, subjects
from conflictmap.extraction.lexicon import VerbForm
from conflictmap.extraction.readings import Reading
from conflictmap.extraction.unopposed import gave_way
from conflictmap.extraction.verb_groups import VerbGroup, shares_passive


def fall(reading: Reading, group: VerbGroup, form: VerbForm) -> Iterator[Event]:
    """P fell to X; P came under X control; P passed from Y to X."""
    s = reading.sentence
    against = None
    at = group.end
    if s.key(at - 1) == "from":
        against = reading.actor_from(at)
        if against is None or s.key(against.end) != "to":
            return
        at = against.end + 1
    holder = holder_after(reading, at)
    if holder is None:
        return
    if s.key(at - 1) == "under" and not holder[1]:
        return
    if s.key(group.start - 1) == "it" and group.voice in {"active", "past"}:
        yield replace(event_of(form, group, None, holder[0], against), end=max(group.end, holder[2]))
        return
    for place in places_left(reading, group.start):
        if not place.unnamed:
            for taker in joined_behind(reading, holder[0]) if not holder[1] else [holder[0]]:
                event = event_of(form, group, place, taker, against)
                yield replace(event, end=max(event.end, holder[2]))
            if against:
                yield event_of(form, group, place, against, holder[0], Kind.LOSES)


_AFTER_A_FALL = frozenset(
    {",", ".", "", "on", "in", "after", "following", "overnight", "during", "within", "late", "early"}
)


def fall_alone(reading: Reading, group: VerbGroup, form: VerbForm) -> Iterator[Event]:
    """ "P fell": the captor is not named."""
    s = reading.sentence
    at = group.end + (s.key(group.end) == "again")
    ends = s.key(at) in _AFTER_A_FALL or any(d.start == at for d in reading.dates)
    if ends and group.voice != "gerund":
        goes_on = shares_passive(reading, group.start, group.verb, group.end)  # "P was captured by X, and fell"
        for place in places_left(reading, group.start):
            aside = s.key(place.end) == "," == s.key(group.start - 1)  # "P, held by X, fell"
            if not place.unnamed and (place.end >= group.start - 1 or aside or goes_on):
                loser = gave_way(reading, at)
                yield replace(event_of(form, group, place, None, loser), agentless=True)
                if loser is not None:
                    yield event_of(form, group, place, loser, None, Kind.LOSES)


def handover(reading: Reading, group: VerbGroup, form: VerbForm) -> Iterator[Event]:
    """X handed P (over, back) to Y."""
    s = reading.sentence
    at = group.end
    while s.key(at) in {"over", "back", "control", "of"}:
        at += 1
    passive = group.voice == "passive"
    places = places_left(reading, group.start) if passive else reading.reader.read_list(at) if at < len(s) else []
    if not places and not passive and s.key(group.end) in {"it", "them"}:
        at = group.end + 1 + (s.key(group.end + 1) in {"over", "back"})
        taker = reading.actor_from(at + 1) if s.key(at) == "to" else None
        if taker and any(p.end <= group.start for p in reading.places):
            yield event_of(form, group, None, taker)
        return
    if not places:
        return
    end = at if passive else places[-1].end
    while s.key(end) in {"over", "back"}:
        end += 1
    taker = reading.actor_from(end + 1) if s.key(end) == "to" else None
    if taker is None:
        return
    givers = [] if passive else subjects(reading, group)
    if any(giver.canonical == taker.canonical != UNKNOWN for giver in givers):
        return  # "Turkey handed P to its Syrian allies": both are one side here
    for place in places:
        if not place.unnamed:
            event = event_of(form, group, place, taker, givers[0] if givers else None)
            yield event
            for giver in givers:
                yield replace(event_of(form, group, place, giver, taker, Kind.LOSES), end=event.end)


def be_given(reading: Reading, group: VerbGroup, form: VerbForm) -> Iterator[Event]:
    """X was handed P (by Y)."""
    places = objects(reading, group.end) if group.voice == "passive" else []
    for taker in subjects(reading, group) if places else ():
        for place in places:
            if not place.unnamed:
                yield event_of(form, group, place, taker)


def stay_with(reading: Reading, group: VerbGroup, form: VerbForm) -> Iterator[Event]:
    """P stayed with X."""
    holder = reading.actor_from(group.end)
    if holder and not holder.adjective:
        for place in places_left(reading, group.start):
            if not place.unnamed:
                yield event_of(form, group, place, holder)


def left_to(reading: Reading, group: VerbGroup, form: VerbForm) -> Iterator[Event]:
    """P was the last town left to X."""
    if group.voice == "past" and any(p.end == group.start and p.unnamed for p in reading.places):
        yield from stay_with(reading, group, form)


def pledge(reading: Reading, group: VerbGroup, form: VerbForm) -> Iterator[Event]:
    """The tribes in P pledged loyalty to X."""
    holder = reading.actor_from(group.end)
    s = reading.sentence
    if holder and not holder.adjective:
        for place in reading.places:
            if place.end == group.start and s.key(place.start - 1) in {"in", "of", "from"} and not place.unnamed:
                yield event_of(form, group, place, holder)
