"""Events without a verb, and the values they are built with."""

from __future__ import annotations

from dataclasses import replace

from conflictmap.core.claims import Kind
from conflictmap.extraction.actors import Actor
from conflictmap.extraction.events import Event
from conflictmap.extraction.places import Place
from conflictmap.extraction.verb_groups import VerbGroup


def nominal_group(start: int, end: int, voice: str = "noun") -> VerbGroup:
    """The words of a trigger that is no verb, in the place of a verb group."""
    return VerbGroup(start, start, end, voice)


def widened(event: Event, *parts: tuple[int, int]) -> Event:
    """The event with its span grown to hold `parts`."""
    return replace(event, start=min(event.start, *(p[0] for p in parts)), end=max(event.end, *(p[1] for p in parts)))


def nominal_event(
    rule: str,
    kind: Kind,
    place: Place,
    actor: Actor | None,
    group: VerbGroup,
    against: Actor | None = None,
    agentless: bool = False,
) -> Event:
    """An event of a noun, an adjective or a state; its span holds the place and the party too."""
    event = Event(rule, kind, place, actor, against, group, group.start, group.end, agentless=agentless)
    parts = [(place.start, place.end)] + ([(actor.start, actor.end)] if actor else [])
    return widened(event, *parts)
