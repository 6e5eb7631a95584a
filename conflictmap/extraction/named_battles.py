"""Battles called by a town: "the Battle of P was an engagement between A and B", "the Battle of P (May 2015)"."""

from __future__ import annotations

from collections.abc import Iterator

from conflictmap.core.claims import PlaceKind
from conflictmap.extraction.actors import Actor
from conflictmap.extraction.events import Event
from conflictmap.extraction.lexicon import NounForm, grammar
from conflictmap.extraction.nominal_events import nominal_event, nominal_group
from conflictmap.extraction.places import Place
from conflictmap.extraction.readings import Reading

NAMED_BATTLE = "named_battle"
"""The rule of these events."""
_TOOK_PLACE = grammar("took_place")
_ENGAGEMENTS = grammar("engagements")
_WHERE = frozenset({"in", "inside", "for", "over", "at"})
_OF_CONTROL = frozenset({"control", "of", "the"})
_BEGINS = 3
"""Tokens at most before "battle" where a sentence is about it: "The Second Battle of P was"."""
_TO_ITS_VERB = 12
_TO_ITS_SIDES = 30


def named_battle(reading: Reading, i: int, form: NounForm) -> Iterator[Event]:
    """Who fought in the battle told at token `i`, when the sentence is about it or tells its days in brackets.

    A battle only mentioned ("after the battle of P") tells of nothing that a map could date.
    """
    s = reading.sentence
    places = [p for p in reading.reader.read_list(i + 2)[:1] if not p.unnamed] if i + 2 < len(s) else []
    if not places:
        return
    group, end = nominal_group(i, i + 2), places[0].end
    if not reading.lexicon.words["negations"].isdisjoint(s.keys[end : end + _TO_ITS_VERB]):
        return  # "the battle of P has not begun"
    if i >= _BEGINS or _TOOK_PLACE.isdisjoint(s.keys[end : end + _TO_ITS_VERB]):
        if s.key(end) == "(" and any(d.start in range(end + 1, end + 4) for d in reading.dates):
            yield nominal_event(NAMED_BATTLE, form.kind, places[0], None, group, agentless=True)
        return
    between = next((n for n in range(end, min(end + _TO_ITS_SIDES, len(s))) if s.key(n) == "between"), None)
    sides: list[Actor | None] = [*both_sides(reading, between + 1)[0]] if between is not None else []
    for place in [*places, *_fought_in(reading, places[0])]:
        for side in sides or [None]:
            yield nominal_event(NAMED_BATTLE, form.kind, place, side, group, agentless=side is None)


def _fought_in(reading: Reading, called: Place) -> list[Place]:
    """ "The Battle of P was a series of engagements for control of the villages of Q and R": Q and R."""
    s = reading.sentence
    noun = next((n for n in range(called.end, len(s)) if s.key(n) in _ENGAGEMENTS), 0)
    if not noun:
        return []
    for at in range(noun + 1, min(noun + 4, len(s) - 1)):
        if s.key(at) in _WHERE:
            first = at + 1
            while s.key(first) in _OF_CONTROL:
                first += 1
            name = s.keys[called.name_start : called.name_end]
            found = reading.reader.read_list(first) if first < len(s) else []
            named = (p for p in found if not p.unnamed and p.kind is not PlaceKind.REGION and not p.country)
            return [p for p in named if s.keys[p.name_start : p.name_end] != name]
    return []


def both_sides(reading: Reading, i: int) -> tuple[list[Actor], int]:
    """ "between A and B" from token `i`: both parties and the token behind."""
    s = reading.sentence
    first = reading.actor_from(i)
    if first is None:
        return [], i
    for at in range(first.end, min(first.end + 8, len(s))):
        if s.key(at) == "and":
            second = reading.actor_from(at + 1)
            if second is None:
                return [first], first.end
            third = reading.actor_from(second.end + 1) if s.key(second.end) == "against" else None
            return ([first, second, third], third.end) if third else ([first, second], second.end)
    return [first], first.end
