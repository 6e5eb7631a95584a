"""Who is told to be in a place, or to hold it, beside what became of them: "X's troops in P withdrew"."""

from __future__ import annotations

from dataclasses import dataclass

from conflictmap.extraction.actors import Actor
from conflictmap.extraction.events import is_all
from conflictmap.extraction.lexicon import grammar
from conflictmap.extraction.places import Place
from conflictmap.extraction.readings import Reading
from conflictmap.extraction.verb_groups import VerbGroup, verb_group

_IN = frozenset({"in", "inside", "at"})
_HOLDING, _HELD = grammar("holding_a_town"), grammar("held_a_town")
_WHO = frozenset({"who", "that", "which"})
_WITHDREW = grammar("withdrew")
_FORCED = grammar("forced")
BEGAN = frozenset({"began", "begun", "started"})
_INTO_REACH = 12
"""Tokens from who is forced to the verb that tells to what."""


@dataclass(frozen=True, slots=True)
class Inside:
    """The places behind a mention of a party that is in them; `hold`: that holds them."""

    places: list[Place]
    hold: bool


def who_are_in(reading: Reading, i: int, end: int) -> Inside | None:
    """The places that a party, whose mention ends at token `i`, is told to be in, before token `end`."""
    s, words = reading.sentence, reading.lexicon.words
    at, hold = i + 1, True
    if s.key(i) in _IN:
        hold = False
    elif s.key(i) in _WHO:
        while s.key(at) in words["have"] or s.key(at) in words["adverbs"] or s.key(at) in words["be"]:
            at += 1
        if s.key(at) not in _HELD | _HOLDING:
            return None
        at += 1
    elif s.key(i) not in _HOLDING:
        return None
    places = [p for p in reading.reader.read_list(at) if not p.unnamed and p.end <= end]
    return Inside(places, hold) if places else None


def leaves_it_all(reading: Reading, group: VerbGroup, side: Actor) -> bool:
    """ "X's troops in P withdrew", and not "to their barracks", "from the checkpoints"; not "some of them"."""
    s = reading.sentence
    if s.key(group.verb) not in _WITHDREW | BEGAN or not is_all(reading, side):
        return False
    at = reading.skip_adverbs(group.end)
    dated = any(d.start in range(at, at + 4) for d in reading.dates)
    return dated or not s.key(at).isalpha() or s.key(at) in {"and", "as", "after", "when", "under", "without"}


def forced_inside(reading: Reading, group: VerbGroup) -> tuple[Actor, list[Place], VerbGroup] | None:
    """ "Forcing X's garrison in P to withdraw": who, from where, and the verb that makes it a fact."""
    s = reading.sentence
    if group.voice != "infinitive" or s.key(group.verb) not in _WITHDREW:
        return None
    for side in reversed(reading.actors):
        if side.end > group.start or side.adjective or side.start < group.start - _INTO_REACH:
            continue
        inside = who_are_in(reading, side.end, group.start)
        if inside is None or not is_all(reading, side):
            return None
        before = side.start - 1
        while before > 0 and s.key(before) not in _FORCED and s.key(before).isalpha() and before > side.start - 4:
            before -= 1
        if s.key(before) not in _FORCED:
            return None
        form = "ing" if s.key(before).endswith("ing") else "past"
        force = verb_group(reading, before, before + 1, form)
        return (side, inside.places, force) if force is not None else None
    return None
