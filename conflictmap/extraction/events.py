"""What a sentence reports: who did what where; and the helpers that frames build it with."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from conflictmap.core.claims import Kind
from conflictmap.extraction.actors import UNKNOWN, Actor
from conflictmap.extraction.finders import subjects
from conflictmap.extraction.lexicon import VerbForm, grammar
from conflictmap.extraction.places import Place
from conflictmap.extraction.readings import Reading
from conflictmap.extraction.references import Antecedent
from conflictmap.extraction.verb_groups import VerbGroup


@dataclass(frozen=True, slots=True)
class Event:
    """Who did what where, as read from one sentence.

    `place` None stands for a pronoun or for nothing before the verb. `subject_missing`: the party is a
    pronoun, to be resolved; `party` is one that an earlier sentence names. `start` and `end` are the
    tokens that the quote must hold.
    """

    rule: str
    kind: Kind
    place: Place | None
    actor: Actor | None
    against: Actor | None
    group: VerbGroup
    start: int
    end: int
    subject_missing: bool = False
    agentless: bool = False
    party: Antecedent | None = None
    told_place: Antecedent | None = None


def event_of(
    form: VerbForm,
    group: VerbGroup,
    place: Place | None,
    actor: Actor | None,
    against: Actor | None = None,
    kind: Kind | None = None,
    *,
    subject_missing: bool = False,
) -> Event:
    """An event of a verb form; its span holds the verb, the place and the party."""
    parts = [(group.start, group.end)]
    if place is not None:
        parts.append((place.start, place.end))
    if actor is not None:
        parts.append((actor.start, actor.end))
    return Event(
        form.rule,
        kind or form.kind,
        place,
        actor,
        against,
        group,
        min(p[0] for p in parts),
        max(p[1] for p in parts),
        subject_missing,
    )


def each_event(
    reading: Reading,
    form: VerbForm,
    group: VerbGroup,
    places: list[Place],
    actors: list[Actor],
    against: Actor | None,
    kind: Kind | None = None,
) -> Iterator[Event]:
    """An event for each named place and each party; a party left out or told by a pronoun is marked missing."""
    if (not actors or _is_subject(reading, group)) and not _open_subject(reading, group):
        return
    if (kind or form.kind) is Kind.LOSES and not all(is_all(reading, actor) for actor in actors):
        return
    for place in places:
        if not place.unnamed:
            parties: Sequence[Actor | None] = actors or (None,)
            for actor in parties:
                yield event_of(form, group, place, actor, against, kind, subject_missing=not actors)


_SOME_OF_THEM = grammar("some_of_them")


def is_all(reading: Reading, side: Actor) -> bool:
    """Whether a mention is of all of a party: where "hundreds of the fighters" leave, others may stay."""
    return _SOME_OF_THEM.isdisjoint(reading.sentence.keys[max(0, side.start - 3) : side.end])


_OPEN = grammar("open")


def _is_subject(reading: Reading, group: VerbGroup) -> bool:
    """Whether a gerund is the subject of a clause: "said that taking P was a matter of time"."""
    return group.voice == "gerund" and reading.sentence.key(group.start - 1) == "that"


def _open_subject(reading: Reading, group: VerbGroup) -> bool:
    """Whether the subject before the verb is a pronoun or left out, not some noun that is no party."""
    s = reading.sentence
    at = group.start - 1
    while at >= 0 and s.key(at) in reading.lexicon.words["adverbs"]:
        at -= 1
    if _is_subject(reading, group):
        return False
    if group.voice == "gerund" and at < 0:
        return "," in s.keys[group.end :]  # "Taking P was their aim" says nothing was taken
    return at < 0 or s.key(at) in _OPEN or group.voice in {"infinitive", "gerund"}


def open_subjects(reading: Reading, group: VerbGroup) -> list[Actor]:
    """Subjects of a verb; of a fronted "after capturing P", the party that the main clause begins with.

    Of a gerund behind "accused X of", X.
    """
    found = _accused(reading, group) or subjects(reading, group)
    if found or group.voice not in {"gerund", "infinitive"}:
        return found
    s = reading.sentence
    comma = next((n for n in range(group.end, len(s)) if s.key(n) == ","), None)
    while comma is not None and comma + 1 < len(s):
        actor = reading.actor_from(comma + 1)
        if actor and s.words[actor.end : actor.end + 1] == ("'s",):
            owned = reading.actor_from(actor.end + 1)  # "After taking P, Gaddafi's opposition seized Q"
            actor = owned if owned and owned.canonical != UNKNOWN else actor
        if actor and not actor.adjective:
            return [actor]
        comma = next((n for n in range(comma + 1, min(comma + 20, len(s))) if s.key(n) == ","), None)
    return []


_ACCUSING = frozenset({"accused", "accuses", "accusing", "suspected", "suspects", "blamed", "blames"})


def _accused(reading: Reading, group: VerbGroup) -> list[Actor]:
    """ "Y accused X of looting P after taking it": X took it."""
    s = reading.sentence
    if group.voice != "gerund":
        return []
    accused = (a for a in reversed(reading.actors) if a.end <= group.start and s.key(a.end) in {"of", "for"})
    return next(([a] for a in accused if not _ACCUSING.isdisjoint(s.keys[max(0, a.start - 2) : a.start])), [])


_OF_CONTROL = grammar("of_control")
_BEFORE_A_HOLDER = frozenset(
    {"the", "full", "complete", "firm", "total", "de", "facto", "effective", "of", "its", "partial", "sole", "tight"}
)


def holder_after(reading: Reading, i: int) -> tuple[Actor, bool, int] | None:
    """ "the control of X", "X control", "X": the party, whether a word of control was there, the end."""
    s = reading.sentence
    words = _OF_CONTROL
    at = i
    while at < len(s) and at - i < 5 and (s.key(at) in words or s.key(at) in _BEFORE_A_HOLDER):
        if s.key(at) in words and s.key(at + 1) == "of":
            actor = reading.actor_from(at + 2)
            return (actor, True, actor.end) if actor else None
        at += 1
    actor = reading.actor_from(at)
    if actor is None:
        return None
    end = actor.end + (s.words[actor.end : actor.end + 1] == ("'s",))
    if s.key(end) in {"full", "complete", "military", "direct"}:
        end += 1
    if s.key(end) in words or s.key(end) == "side":
        return actor, True, end + 1
    return (actor, False, actor.end) if not actor.adjective else None
