"""What is known of a link, in short words, beside how its word of control reaches each of its two ends.

Each word has or has not a weight (`conflictmap.extraction.links`). What depends on one end alone is said apart, so
that it is weighed once.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from conflictmap.core.claims import Kind
from conflictmap.extraction.actors import Actor
from conflictmap.extraction.places import Place
from conflictmap.extraction.reach import Reached
from conflictmap.extraction.readings import Reading
from conflictmap.extraction.references import Antecedent
from conflictmap.extraction.senses import Trigger

_MARKS = ("partial", "country", "former", "besieged", "rest", "unnamed")
_PARTLY = frozenset({"partially", "partly", "mostly", "largely"})
_WHOLLY = frozenset({"all", "entire", "whole", "fully", "full", "complete", "completely", "entirely"})


@dataclass(frozen=True, slots=True)
class Party:
    """A party that a word of control may speak of: a mention of its sentence, or one of another."""

    actor: Actor | None
    antecedent: Antecedent | None
    canonical: str
    reached: Reached


@cache
def words_of_trigger(sense: str, lemma: str, voice: str, kind: Kind, *, yielded: bool) -> tuple[str, ...]:
    """What a word of control says by itself. `yielded`: another word of the sentence says that somebody gave way."""
    found = (f"{sense} {kind}", f"{kind} {voice}", f"{sense} {kind} {voice}", f"{kind} word {lemma}")
    return (*found, f"{kind} where one yields", f"{sense} {kind} where one yields") if yielded else found


def words_of_place(place: Place | None) -> tuple[str, ...]:
    """What is known of a place alone."""
    if place is None:
        return ()
    known = "known" if place.known else "cued" if place.cued else "reference" if place.reference else "shape"
    marks = (f"place {name}" for name in _MARKS if getattr(place, name))
    return f"place {known}", f"place is {place.kind}", f"place {place.relation}", *marks


def words_of_place_and_kind(
    trigger: Trigger, place: Place | None, slot: str, kind: Kind, cues: tuple[str, ...], direct: str, grammar: str
) -> tuple[str, ...]:
    """How a place fits what the word of control would say of it.

    `direct`: what stands right behind that word. `grammar`: whether the place is its subject or object.
    """
    found = [*_of_slot(trigger.sense, trigger.group.voice, slot, kind, grammar)]
    if place is not None:
        found.append(f"{kind} {place.kind}")
        found += [f"{kind} place {name}" for name in ("partial", "unnamed", "reference") if getattr(place, name)]
        found += [f"{kind} {cue}" for cue in cues]
    if direct and slot != "R direct":
        found.append(f"{kind} another object: {direct}")
    return tuple(found)


@cache
def _of_slot(sense: str, voice: str, slot: str, kind: Kind, grammar: str) -> tuple[str, ...]:
    found = (f"{sense} {kind} place {slot}", f"{kind} {voice} place {slot}")
    if not grammar:
        return found
    return (*found, f"{kind} {grammar} place", f"{kind} {voice} {grammar} place", f"{sense} {kind} {grammar} place")


@cache
def words_of_party_and_kind(
    sense: str, voice: str, slot: str, kind: Kind, *, by: bool, yielded: bool
) -> tuple[str, ...]:
    """How a party fits what the word of control would say of it. `by`: some party is its agent."""
    found = [f"{sense} {kind} party {slot}", f"{kind} {voice} party {slot}"]
    if yielded:
        found.append(f"{sense} {kind} party {slot} where one yields")
    if by and slot != "R by":
        found.append(f"{kind} another agent")
    return tuple(found)


def words_of_pair(
    trigger: Trigger, place: Place | None, slot: str, party: Party, kind: Kind, holder: str | None
) -> tuple[str, ...]:
    """How a place and a party fit together. `holder`: who held the place so far, where the text told."""
    order = _order(
        trigger.group.start,
        place.name_start if place is not None else None,
        party.actor.start if party.actor is not None else None,
    )
    found = _of_slots(trigger.sense, trigger.group.voice, party.reached.slot, slot, kind, order)
    if holder is not None:
        found = (*found, f"{kind} so far {'of the party' if holder == party.canonical else 'of another'}")
    if place is not None and place.holder is not None:
        same = place.holder.canonical == party.canonical
        found = (*found, f"{kind} held by the party" if same else f"{kind} held by another")
    return found


def _order(word: int, place: int | None, actor: int | None) -> str:
    """The order in which word of control (w), place (p) and party (a) stand in the sentence."""
    marks = [(word, "w")]
    if place is not None:
        marks.append((place, "p"))
    if actor is not None:
        marks.append((actor, "a"))
    marks.sort()
    return "".join(name for _, name in marks)


@cache
def _of_slots(sense: str, voice: str, party_slot: str, slot: str, kind: Kind, order: str) -> tuple[str, ...]:
    return (
        f"{kind} party {party_slot} place {slot}",
        f"{sense} {kind} {voice} party {party_slot} place {slot}",
        f"{voice} {order}",
        f"{kind} {order}",
    )


def part_cues(reading: Reading, trigger: Trigger, place: Place) -> tuple[str, ...]:
    """Words of a part between a word of control and a place, or around either."""
    s, words = reading.sentence, reading.lexicon.words
    start, end = min(trigger.group.start, place.start), max(trigger.group.end, place.end + 4)
    near = set(s.keys[max(0, start - 3) : end])
    shares = reading.lexicon.shares
    cues = (
        ("a part near", not near.isdisjoint(words["part"]) or not near.isdisjoint(words["part_only"])),
        ("a share near", any(key in {"percent", "%"} or shares.get(key, 1.0) != 1.0 for key in near)),
        ("partly near", not near.isdisjoint(_PARTLY)),
        ("all near", not near.isdisjoint(_WHOLLY)),
    )
    return tuple(cue for cue, there in cues if there)
