"""Places called somebody's stronghold: "P, the last X stronghold", "P, a bastion of X", "its stronghold of P"."""

from __future__ import annotations

from collections.abc import Iterator

from conflictmap.core.claims import Kind
from conflictmap.extraction.actors import UNKNOWN, Actor
from conflictmap.extraction.events import Event
from conflictmap.extraction.nominal_events import nominal_event, nominal_group
from conflictmap.extraction.places import Place
from conflictmap.extraction.readings import Reading

_NOUNS = frozenset({"stronghold", "strongholds", "bastion", "bastions", "redoubt"})
_BEFORE = frozenset(
    {"last", "final", "main", "major", "key", "remaining", "largest", "biggest", "strongest", "only", "first",
     "important", "strategic", "one", "of", "long", "de", "facto", "still", "'s", "s", "-"}
)  # fmt: skip
_PAST = frozenset({"former", "once", "onetime", "erstwhile", "ex", "old", "previous"})
_BEHIND = frozenset({",", ".", ";", ")", "", "in", "near", "on", "for", "since", "until", "to", "outside", "around"})


def apposed_strongholds(reading: Reading) -> Iterator[Event]:
    """Who holds a place by what it is called behind a comma; what it was once called says nothing.

    Nothing but the name of a party and words of rank may stand between: "In P, the army attacked a rebel stronghold"
    and "troops left P, and jets bombed a rebel stronghold" call some other place so.
    """
    s = reading.sentence
    for i, key in enumerate(s.keys):
        if key not in _NOUNS:
            continue
        start = _first_of_phrase(reading, i)
        place = next((p for p in reading.places if p.end == start - 1 and not p.unnamed), None)
        if place is None or s.key(start - 1) != "," or _fronted(reading, place) or _PAST & set(s.keys[start:i]):
            continue
        holder = _holder(reading, start, i)
        if holder is not None:
            group = nominal_group(start, i + 1, "state")
            yield nominal_event("copular_stronghold", Kind.HOLDS, place, holder, group)


_OWN = frozenset({"its", "their"})
_RIGHT_BEFORE = 2
"""Tokens between a party and "from its stronghold of P", where the sentence names others too."""


def own_strongholds(reading: Reading) -> Iterator[Event]:
    """ "X drew back to its stronghold of P": the only party named before, or the one right before "its"."""
    s = reading.sentence
    for place in reading.places:
        keys = s.keys[place.start : place.name_start]
        if place.unnamed or _OWN.isdisjoint(keys[:1]) or _NOUNS.isdisjoint(keys):
            continue
        before = [a for a in reading.actors if a.end <= place.start and a.canonical != UNKNOWN and not a.adjective]
        if not before or _PAST & set(keys) or ";" in s.keys[before[-1].end : place.start]:
            continue
        near = place.start - before[-1].end <= _RIGHT_BEFORE
        if near or len({actor.canonical for actor in before}) == 1:
            group = nominal_group(place.start, place.name_start, "adjective")
            yield nominal_event("held_adjective", Kind.HOLDS, place, before[-1], group)


def _first_of_phrase(reading: Reading, noun: int) -> int:
    """Where the words before a noun begin that may call a place a stronghold; nothing else stands among them."""
    s, words = reading.sentence, reading.lexicon.words
    parties = {n for actor in reading.actors if not actor.country for n in range(actor.start, actor.end)}
    at = noun
    while at > 0 and (
        at - 1 in parties
        or s.key(at - 1) in _BEFORE
        or s.key(at - 1) in words["determiners"]
        or s.key(at - 1) in words["directions"]
    ):
        at -= 1
    return at


def _fronted(reading: Reading, place: Place) -> bool:
    """Whether a place only tells where, before the clause begins: "In P, the last stronghold of X, ..."."""
    s = reading.sentence
    return place.start <= 2 and s.key(place.start - 1) in reading.lexicon.words["prepositions"]


def _holder(reading: Reading, start: int, noun: int) -> Actor | None:
    """The party before the noun ("the last X stronghold", "X's main bastion"), or behind it ("a stronghold of X")."""
    s = reading.sentence
    before = [a for a in reading.actors if start <= a.start and a.end <= noun and not a.country]
    if before:
        return before[0] if len(before) == 1 and before[0].canonical != UNKNOWN and s.key(noun + 1) in _BEHIND else None
    if s.key(noun + 1) != "of":
        return None
    actor = reading.actor_from(noun + 2)
    return actor if actor is not None and actor.canonical != UNKNOWN and not actor.country else None
