"""What a party is driven out of where only the clause about it tells: "X, which had held P, was driven out"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from conflictmap.core.claims import Kind
from conflictmap.extraction.actors import Actor
from conflictmap.extraction.events import Event, event_of, is_all
from conflictmap.extraction.finders import agent, subjects
from conflictmap.extraction.lexicon import VerbForm
from conflictmap.extraction.places import Place
from conflictmap.extraction.readings import Reading
from conflictmap.extraction.verb_groups import VerbGroup

_WHO = frozenset({"which", "who", "that"})
_HAD = frozenset({Kind.CAPTURES, Kind.HOLDS})


def driven_out_of_what_it_had(reading: Reading, group: VerbGroup, form: VerbForm, *, out: bool) -> Iterator[Event]:
    """The loss of each place that the relative clause before the verb tells the party to have had, and its captor."""
    end = group.end + out
    by = agent(reading, end, 3)
    for driven in subjects(reading, group):
        for place in _had(reading, driven, group.start) if is_all(reading, driven) else ():
            yield replace(event_of(form, group, place, driven, by, Kind.LOSES), end=end)
            if by is not None and by.canonical != driven.canonical:
                yield replace(event_of(form, group, place, by, driven), end=end)


def _had(reading: Reading, party: Actor, end: int) -> list[Place]:
    """ "X, which (had) held P since 2015,": P; nothing of what X is told to hold still."""
    s = reading.sentence
    if s.key(party.end) != "," or s.key(party.end + 1) not in _WHO:
        return []
    for at in range(party.end + 2, end):
        forms = reading.lexicon.verbs.get(s.keys[at], ())
        if any(form.kind in _HAD and form.form in {"past", "participle"} for form in forms):
            places = [p for p in reading.places if at < p.start and p.end < end and not p.unnamed and not p.country]
            nearest = places[0] if places else None
            return [p for p in reading.reader.read_list(nearest.start) if not p.unnamed] if nearest else []
        if s.key(at) == ",":
            return []
    return []


_IN_REACH = 14


def replaced_by(reading: Reading, i: int) -> Actor | None:
    """ "Withdrew from P on Monday and were replaced by Y": Y."""
    s = reading.sentence
    at = next((n for n in range(i, min(i + _IN_REACH, len(s))) if s.key(n) == "replaced"), 0)
    told = at and s.key(at - 1) in reading.lexicon.words["be"] and s.key(at + 1) == "by"
    return reading.actor_from(at + 2) if told and s.key(at - 2) in {"and", ",", "have", "had"} else None
