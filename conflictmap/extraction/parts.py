"""Parts that are told without their place: "advanced into P and captured several blocks"."""

from __future__ import annotations

from dataclasses import replace

from conflictmap.core.claims import Kind, PlaceKind
from conflictmap.extraction.places import Place
from conflictmap.extraction.readings import Reading
from conflictmap.extraction.verb_groups import VerbGroup

_GOES_ON = frozenset({"and", ",", "then"})
_BESIDE = frozenset({"position", "side", "bank", "edge", "fringe"})
"""What may as well lie around the place."""
_TO_THE_PLACE = 4
"""Tokens at most between the place and the verb that goes on: "in P on Sunday and captured"."""
_TO_THE_VERB = 5
"""Tokens at most between a verb and its place: "entered the northern town of P"."""


def part_of_it(reading: Reading, group: VerbGroup, found: list[Place]) -> list[Place]:
    """What a verb takes; nameless parts alone are parts of the place that the verb before it was about."""
    s, parts = reading.sentence, reading.lexicon.words["part"] - _BESIDE
    nameless = all(place.unnamed and s.key(place.end - 1).removesuffix("s") in parts for place in found)
    if not nameless or s.key(group.start - 1) not in _GOES_ON:
        return found
    before = [p for p in reading.places if p.end <= group.start and not p.unnamed]
    near = before[-1] if before and before[-1].end >= group.start - _TO_THE_PLACE else None
    if near is None or near.kind is PlaceKind.REGION or near.country or not _inside(reading, near):
        return found
    return [replace(near, partial=True, holder=None, share=None)]


def _inside(reading: Reading, place: Place) -> bool:
    """Whether the verb before a place tells of more than fire from outside: "entered P", not "shelled P"."""
    s, verbs = reading.sentence, reading.lexicon.verbs
    for at in range(place.start - 1, max(-1, place.start - _TO_THE_VERB), -1):
        if forms := verbs.get(s.key(at)):
            return any(form.kind is not Kind.ATTACKS for form in forms)
    return False
