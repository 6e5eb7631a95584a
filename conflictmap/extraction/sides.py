"""Who fights where only the fighting is told: the parties of the sentence, else the two the paragraph is about."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from conflictmap.core.claims import Kind
from conflictmap.extraction.actors import UNKNOWN, Actor
from conflictmap.extraction.events import Event
from conflictmap.extraction.named_battles import NAMED_BATTLE
from conflictmap.extraction.nominal_events import widened
from conflictmap.extraction.readings import Reading
from conflictmap.extraction.references import Antecedent, Salience

SIDES = 2
"""A fight told without its parties is read only where this many at most fit."""
AHEAD = 8
"""Sentences behind a battle in which its parties are looked for: time grows linearly with the text."""


def with_sides(
    text: str, events: Iterable[Event], reading: Reading, salience: Salience, behind: Sequence[Reading] = ()
) -> Iterator[Event]:
    """The events, each nominal fight without a party told once for each side; `behind`: the sentences to come."""
    for event in events:
        if event.kind is not Kind.CONTESTS or event.actor or event.subject_missing or not event.agentless:
            yield event
            continue
        here = _parties(reading)
        if 0 < len(here) <= SIDES:
            for actor in here:
                side = replace(event, actor=actor, agentless=False)
                yield widened(side, (actor.start, actor.end))
        elif not here and (named := _antecedents(salience, reading.sentence.paragraph)):
            for party in named:
                yield replace(event, party=party, agentless=False)
        elif event.rule != NAMED_BATTLE:
            yield event
        elif not here:
            for party in _told_later(text, reading, behind):
                yield replace(event, party=party, agentless=False)


def _parties(reading: Reading) -> list[Actor]:
    """One mention for each party that the sentence names, bare country names aside."""
    found: dict[str, Actor] = {}
    for actor in reading.actors:
        if actor.canonical != UNKNOWN and not actor.country and not (actor.adjective and not _armed(reading, actor)):
            found.setdefault(actor.canonical, actor)
    return list(found.values())


def _armed(reading: Reading, actor: Actor) -> bool:
    """Whether a bare nationality stands before a word of fighting ("Russian shelling"), not a journalist."""
    key = reading.sentence.key(actor.end)
    joined = reading.actor_from(actor.end + 1) if key == "and" else None
    if joined is not None and (not joined.adjective or _armed(reading, joined)):
        return True  # "Russian and Ukrainian troops"
    return key in reading.lexicon.nouns or key in reading.lexicon.words["event_nouns"]


def _antecedents(salience: Salience, paragraph: int) -> list[Antecedent]:
    """The parties of the paragraph so far, the latest mention of each; none when more than two fit."""
    found: dict[str, Antecedent] = {}
    for actor in reversed(salience.actors):
        if actor.paragraph == paragraph:
            found.setdefault(actor.canonical, actor)
    return list(found.values()) if len(found) <= SIDES else []


def _told_later(text: str, reading: Reading, behind: Sequence[Reading]) -> list[Antecedent]:
    """The two parties that the paragraph goes on about; none when there are more, or only one."""
    found: dict[str, Antecedent] = {}
    for later in behind:
        s = later.sentence
        if s.paragraph != reading.sentence.paragraph:
            break
        for actor in _parties(later):
            mention = text[s.starts[actor.start] : s.ends[actor.end - 1]]
            found.setdefault(actor.canonical, Antecedent(mention, actor.canonical, None, s.paragraph))
    return list(found.values()) if len(found) == SIDES else []
