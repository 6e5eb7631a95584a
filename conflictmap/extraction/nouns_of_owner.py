"""Nouns of taking behind the place that was taken: "P's fall to X", "its recapture by X"."""

from __future__ import annotations

from collections.abc import Iterator

from conflictmap.core.claims import Kind, PlaceKind
from conflictmap.extraction.actors import Actor
from conflictmap.extraction.events import Event, holder_after
from conflictmap.extraction.lexicon import NounForm
from conflictmap.extraction.nominal_events import nominal_event, nominal_group
from conflictmap.extraction.places import Place
from conflictmap.extraction.readings import Reading


def of_owner(reading: Reading, i: int, end: int, form: NounForm) -> Iterator[Event]:
    """What the noun at tokens `i` to `end` tells of the place before it: only where the captor is named behind it."""
    s = reading.sentence
    taker = _taker(reading, end, form) if form.kind is Kind.CAPTURES else None
    if taker is None:
        return
    group = nominal_group(i, end)
    at = i - 1
    while at > i - 3 and s.words[at].isalpha() and s.key(at) not in {"its", "their"}:
        at -= 1  # "P's swift fall"
    if s.words[at : at + 1] in {("'s",), ("'",)} and (place := _name_before(reading, at)):
        yield nominal_event(form.rule, form.kind, place, taker, group)
    elif s.key(at) == "its":
        place = _subject_behind(reading, taker.end) if at <= _FRONTED else None
        if place is not None:
            yield nominal_event(form.rule, form.kind, place, taker, group)
        elif at > _FRONTED:
            yield Event(form.rule, form.kind, None, taker, None, group, at, taker.end)


_FRONTED = 2
"""The last token at which "its" stands in a phrase before the main clause: "Since its recapture by X, P has ..."."""


def _taker(reading: Reading, end: int, form: NounForm) -> Actor | None:
    """Who is named right behind: "by X" or, of a fall, "to X", "into the hands of X"."""
    key = reading.sentence.key(end)
    if form.to and key in {"to", "into"}:
        holder = holder_after(reading, end + 1)
        return holder[0] if holder else None
    return reading.actor_from(end + 1) if form.by and key == "by" else None


def _name_before(reading: Reading, owner: int) -> Place | None:
    """The name of a town that ends at token `owner`."""
    s, reader = reading.sentence, reading.reader
    for start in range(max(0, owner - 6), owner):
        named = reader.name_at(start) if s.capitals[start] else None
        if named and named[0] == owner and named[1] in {None, PlaceKind.TOWN}:
            return Place(start, owner, start, owner, PlaceKind.TOWN, known=named[2])
    return None


def _subject_behind(reading: Reading, i: int) -> Place | None:
    """The place that the main clause behind the next comma begins with."""
    s = reading.sentence
    comma = next((n for n in range(i, min(i + 8, len(s))) if s.words[n] == ","), None)
    if comma is None:
        return None
    return next((p for p in reading.places if p.start == comma + 1 and not p.unnamed and not p.reference), None)
