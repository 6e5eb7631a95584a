"""Frames of pressure: sieges and fighting."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from conflictmap.core.claims import PlaceKind
from conflictmap.extraction.events import Event, each_event, event_of
from conflictmap.extraction.finders import list_left, objects, places_left, subjects
from conflictmap.extraction.lexicon import NounForm, VerbForm
from conflictmap.extraction.named_battles import both_sides
from conflictmap.extraction.patterns import match_pattern
from conflictmap.extraction.readings import Reading
from conflictmap.extraction.verb_groups import VerbGroup


def keep_under_siege(reading: Reading, group: VerbGroup, form: VerbForm) -> Iterator[Event]:
    """X kept P under siege."""
    places = objects(reading, group.end)
    if not places or group.voice == "passive":
        return
    s = reading.sentence
    at = places[-1].end
    if match_pattern(reading.lexicon.under_siege, s.keys, at) > 0:
        yield from each_event(reading, form, group, places, subjects(reading, group), None)


def cut_roads(reading: Reading, group: VerbGroup, form: VerbForm) -> Iterator[Event]:
    """X cut every road into P; X severed the last supply line to P."""
    s = reading.sentence
    if group.voice == "passive" or not {"every", "all", "last", "final", "only", "main", "remaining"} & set(
        s.keys[group.end : group.end + 3]
    ):
        return
    for at in range(group.end, min(group.end + 6, len(s) - 1)):
        if s.key(at) in {"road", "roads", "route", "routes", "line", "lines", "access", "highway"}:
            if s.key(at + 1) in {"to", "into", "in"}:
                first = at + 2 + (s.key(at + 1) == "in" and s.key(at + 2) == "to")
                yield from each_event(
                    reading, form, group, reading.reader.read_list(first), subjects(reading, group), None
                )
            return


def confine(reading: Reading, group: VerbGroup, form: VerbForm) -> Iterator[Event]:
    """X penned Y into P."""
    trapped = reading.actor_from(group.end)
    s = reading.sentence
    if trapped and s.key(trapped.end) in {"in", "into", "inside", "within", "at"}:
        reading.objects.add(trapped.start)
        yield from each_event(
            reading, form, group, reading.reader.read_list(trapped.end + 1), subjects(reading, group), trapped
        )


def fight(reading: Reading, group: VerbGroup, form: VerbForm) -> Iterator[Event]:
    """X fought Y in P, for control of P."""
    s = reading.sentence
    actors = subjects(reading, group)
    if not actors:
        return
    other = None
    for at in range(group.end, min(group.end + 14, len(s))):
        found = reading.reader.actor_at.get(at)
        if found and not found.adjective and other is None:
            other = found
        if s.key(at) in {"in", "inside", "for", "over", "around", "near", "within", "at"}:
            first = at + 1
            while s.key(first) in {"control", "of", "the", "streets"}:
                first += 1
            places = (
                [p for p in reading.reader.read_list(first) if not p.unnamed and p.kind is not PlaceKind.REGION]
                if first < len(s)
                else []
            )
            if places:
                sides = [*actors, other] if other else actors
                for side in sides:
                    yield from each_event(reading, form, group, places, [side], None)
                return
    if other is not None and group.voice == "gerund" and s.key(group.start - 1) == ",":
        entered = [p for p in reading.places if p.end == group.start - 1 and not p.unnamed]
        for place in list_left(reading, entered[0]) if entered else ():  # "entered P, clashing with Y"
            yield event_of(form, group, place, other)


def see_fighting(reading: Reading, group: VerbGroup, form: VerbForm) -> Iterator[Event]:
    """P saw heavy fighting (between X and Y)."""
    s = reading.sentence
    for at in range(group.end, min(group.end + 5, len(s))):
        if not any(noun.sides and match_pattern(noun.rest, s.keys, at + 1) > 0 for noun in _nouns_at(reading, at)):
            continue
        sides = both_sides(reading, at + 2)[0] if s.key(at + 1) == "between" else []
        for place in places_left(reading, group.start):
            if not place.unnamed:
                for side in sides or (None,):
                    yield replace(event_of(form, group, place, side), agentless=side is None)
        return


def _nouns_at(reading: Reading, i: int) -> tuple[NounForm, ...]:
    return reading.lexicon.nouns.get(reading.sentence.keys[i], ())
