"""Whose flag flies over a place."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from conflictmap.core.claims import Kind
from conflictmap.extraction.actors import Actor
from conflictmap.extraction.events import Event, event_of
from conflictmap.extraction.lexicon import VerbForm, grammar
from conflictmap.extraction.readings import Reading
from conflictmap.extraction.verb_groups import VerbGroup

_STATE_FIGHTERS = grammar("state_fighters")


def by_flag(reading: Reading, group: VerbGroup, form: VerbForm, actors: list[Actor]) -> list[Actor]:
    """ "Troops hoisted the Ukrainian flag over P": whose flag it is tells whose troops they are."""
    if form.rule != "raise_flag":
        return actors
    flag = next((a for a in reading.actors if a.adjective and group.verb < a.start and a.end < group.end), None)
    s = reading.sentence
    bare = actors and all(a.end == a.start + 1 and s.key(a.start) in _STATE_FIGHTERS for a in actors)
    return [flag] if flag and bare else actors


def flag_raised(reading: Reading, group: VerbGroup, form: VerbForm) -> Iterator[Event]:
    """The Ukrainian flag was raised over P, is flying over P."""
    s = reading.sentence
    at = group.start - 1
    flies = s.keys[group.end - 1] in {"over", "above"} and group.voice in {"active", "past"}  # "flew over P"
    if (group.voice not in {"passive", "past"} and not flies) or s.key(at) not in {"flag", "flags", "banner"}:
        return
    owner = next((a for a in reading.actors if a.end in {at, at - 1} and a.canonical != "unknown"), None)
    if owner:
        for place in reading.reader.read_list(group.end):
            if not place.unnamed:
                kind = Kind.HOLDS if "still" in s.keys[group.start : group.end] else None
                yield event_of(form, group, replace(place, partial=False), owner, kind=kind)
