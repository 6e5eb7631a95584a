"""What a sentence tells of more parties with one verb: "X took P in 2012, Y in 2014 and Z in 2016", "Y the rest".

Linguists call it gapping: the verb and the place are left out where they would be told again. Read without it, who is
told first keeps the place.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from conflictmap.core.claims import Kind
from conflictmap.extraction.actors import UNKNOWN, Actor
from conflictmap.extraction.date_mentions import DateMention
from conflictmap.extraction.events import Event
from conflictmap.extraction.readings import Reading
from conflictmap.extraction.verb_groups import VerbGroup

_JOINS = frozenset({",", ";", "and", "then", "later", "finally", "while"})
_INTRODUCED = frozenset({"to", "by"})
_BEFORE_DATE = frozenset({"in", "on", "until", "till", "from", "since", "late", "early", "mid", "by"})
_ENDS = frozenset({",", ".", ";", ")", "and"})
_REST = frozenset({"rest", "remainder", "other"})
_MOST = 8
"""Parties of one list."""


def with_gapped(reading: Reading, events: list[Event]) -> list[Event]:
    """The events, each followed by those that go on without its verb."""
    if not any(_may_go_on(event) for event in events):
        return events
    return [one for event in events for one in (event, *_going_on(reading, event))]


def _may_go_on(event: Event) -> bool:
    return event.kind in {Kind.CAPTURES, Kind.HOLDS, Kind.PARTLY_HOLDS} and event.actor is not None


def _going_on(reading: Reading, event: Event) -> Iterator[Event]:
    """The events of the parties behind the first one's date, each with a date of its own."""
    s, first = reading.sentence, event.actor
    if first is None or not _may_go_on(event):
        return
    introduced, before = _introduced(reading, first), first.canonical
    at = _behind_date(reading, max(event.end, event.group.end, first.end))
    for _ in range(_MOST):
        party = _next_party(reading, at, introduced)
        if party is None or party.canonical in {UNKNOWN, before}:
            return
        if _has_rest(reading, party, event):
            yield _told_of(event, party)
            return
        date = _date_right_behind(reading, party.end)
        if date is None or (date.end < len(s) and s.words[date.end] not in _ENDS):
            return
        yield _told_of(event, party)
        at, before = date.end, party.canonical


def _told_of(event: Event, party: Actor) -> Event:
    """The event, told of another party at its own words."""
    group = VerbGroup(party.start, event.group.verb, party.end, event.group.voice, present=event.group.present)
    return replace(event, actor=party, against=None, group=group, end=max(event.end, party.end))


def _introduced(reading: Reading, party: Actor) -> str:
    """ "to" or "by" before a party and its article; else nothing."""
    s, at = reading.sentence, party.start - 1
    while s.key(at) in reading.lexicon.words["determiners"]:
        at -= 1
    return s.key(at) if s.key(at) in _INTRODUCED else ""


def _behind_date(reading: Reading, at: int) -> int:
    """The token behind the date that stands right at a token; the token itself without one."""
    date = _date_right_behind(reading, at)
    return date.end if date else at


def _date_right_behind(reading: Reading, at: int) -> DateMention | None:
    s = reading.sentence
    while s.key(at) in _BEFORE_DATE and not any(d.start == at for d in reading.dates):
        at += 1
    return next((d for d in reading.dates if d.start == at), None)


def _next_party(reading: Reading, at: int, introduced: str) -> Actor | None:
    """The party that a list goes on with behind token `at`, introduced like the first."""
    s, start = reading.sentence, at
    while s.key(at) in _JOINS:
        at += 1
    if at == start:
        return None
    if introduced:
        if s.key(at) != introduced:
            return None
        at += 1
    return reading.actor_from(at)


def _has_rest(reading: Reading, party: Actor, event: Event) -> bool:
    """ "X holds half of P, Y the rest"."""
    s = reading.sentence
    partial = event.place is not None and event.place.partial
    return partial and s.key(party.end) == "the" and s.key(party.end + 1) in _REST
