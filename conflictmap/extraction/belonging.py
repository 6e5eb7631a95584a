"""Whose a place is, told by a copula: "P was the rebels' again", "P is theirs", "P was Ukrainian once more"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from conflictmap.core.claims import Kind, PlaceKind
from conflictmap.extraction.actors import Actor
from conflictmap.extraction.events import Event
from conflictmap.extraction.finders import places_left
from conflictmap.extraction.lexicon import grammar
from conflictmap.extraction.nominal_events import nominal_event, nominal_group
from conflictmap.extraction.readings import Reading

_BECOMING = frozenset({"became", "become", "becomes"})
_COPULAS = grammar("being") | _BECOMING
_OWNERS = frozenset({"theirs", "his", "hers", "ours"})
_IN_PART = grammar("in_part")
_ANEW = frozenset({"again", "once", "back"})
_LAND = grammar("land")
_BEHIND = grammar("behind_an_owner")


def belonging_events(reading: Reading) -> Iterator[Event]:
    """Whose each place of the sentence is said to be."""
    s = reading.sentence
    for i in range(1, len(s)):
        if s.keys[i] not in _COPULAS or s.key(i - 1) in _COPULAS - {"been", "be"}:
            continue
        at = reading.skip_adverbs(i + 1)
        owner, end, told = _owner(reading, at)
        if not told:
            continue
        start = _first_of_verb(reading, i)
        if start < 0:
            continue
        anew = s.keys[i] in _BECOMING or bool(_ANEW & set(s.keys[i + 1 : at]) | _ANEW & set(s.keys[end : end + 1]))
        in_part = not _IN_PART.isdisjoint(s.keys[start:at])
        for place in places_left(reading, start):
            if place.unnamed or (place.kind is PlaceKind.REGION and owner is not None and owner.adjective):
                continue
            kind = Kind.CAPTURES if anew else Kind.HOLDS
            spot = replace(place, partial=True) if in_part else place
            event = nominal_event("belonging", kind, spot, owner, nominal_group(start, end, "state"))
            yield replace(event, subject_missing=owner is None)


def _first_of_verb(reading: Reading, i: int) -> int:
    """Where the verb begins that the copula at token `i` ends; -1 when it is denied or only thought of."""
    s, words = reading.sentence, reading.lexicon.words
    while i > 0 and (s.key(i - 1) in words["have"] or s.key(i - 1) in words["adverbs"]):
        i -= 1
    unsaid = s.key(i - 1) in words["modals"] or s.key(i - 1) in words["negations"] or s.key(i - 1) == "to"
    return -1 if unsaid else i


def _owner(reading: Reading, i: int) -> tuple[Actor | None, int, bool]:
    """The party that owns from token `i` on, the token behind, and whether one is told; a pronoun gives no party."""
    s = reading.sentence
    if s.key(i) in _OWNERS:
        return None, i + 1, s.key(i) == "theirs" or _closes(reading, i + 1)
    actor = reading.actor_from(i)
    if actor is None:
        return None, i, False
    end = actor.end
    if s.words[end : end + 1] in {("'s",), ("'",)}:
        return actor, end + 1, _closes(reading, end + 1)
    if s.key(end) in _LAND and (actor.adjective or actor.start == i):
        return actor, end + 1, _closes(reading, end + 1)
    return actor, end, actor.adjective and actor.start == i and _closes(reading, end)


def _closes(reading: Reading, i: int) -> bool:
    """Whether nothing that is owned follows at token `i`: "was the army's again", not "was the army's base"."""
    s = reading.sentence
    return i >= len(s) or not s.key(i).isalpha() or s.key(i) in _BEHIND
