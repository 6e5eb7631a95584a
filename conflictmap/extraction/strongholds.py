"""Places called somebody's stronghold beside their name: "P, the last X stronghold", "P, a bastion of X"."""

from __future__ import annotations

from collections.abc import Iterator

from conflictmap.core.claims import Kind
from conflictmap.extraction.actors import UNKNOWN, Actor
from conflictmap.extraction.events import Event
from conflictmap.extraction.nominal_events import nominal_event, nominal_group
from conflictmap.extraction.readings import Reading

_REACH = 10
"""Tokens from the comma to the word itself."""
_NOUNS = frozenset({"stronghold", "strongholds", "bastion", "bastions", "redoubt", "foothold", "headquarters"})
_PAST = frozenset({"former", "once", "onetime", "erstwhile", "old", "historic", "traditional", "ex", "previous"})


def apposed_strongholds(reading: Reading) -> Iterator[Event]:
    """Who holds a place by what it is called behind a comma; what it was once called says nothing."""
    s = reading.sentence
    for i, key in enumerate(s.keys):
        if key not in _NOUNS:
            continue
        comma = next((n for n in range(i - 1, max(-1, i - _REACH), -1) if s.key(n) in {",", ";"}), -1)
        place = next((p for p in reading.places if p.end == comma and not p.unnamed), None)
        if place is None or s.key(comma) != "," or _PAST & set(s.keys[comma:i]):
            continue
        holder = _holder(reading, comma + 1, i)
        if holder is not None and not any(place.start <= other.start < comma for other in reading.actors):
            group = nominal_group(comma + 1, i + 1, "state")
            yield nominal_event("copular_stronghold", Kind.HOLDS, place, holder, group)


def _holder(reading: Reading, start: int, noun: int) -> Actor | None:
    """The party before the noun ("the last X stronghold", "X's main bastion"), or behind it ("a stronghold of X")."""
    s = reading.sentence
    before = [a for a in reading.actors if start <= a.start and a.end <= noun and a.canonical != UNKNOWN]
    if before:
        return before[-1] if not before[-1].country else None
    if s.key(noun + 1) not in {"of", "for"}:
        return None
    actor = reading.actor_from(noun + 2)
    return actor if actor is not None and actor.canonical != UNKNOWN and not actor.country else None
