"""What is known of a link, in short words, beside how its word of control reaches each of its two ends.

Each word has or has not a weight (`conflictmap.extraction.links`). The words come in groups, each told by what is known
alone, so that the same group is said and weighed once however many links it stands for.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import compress
from operator import attrgetter

from conflictmap.core.claims import Kind, PlaceKind, Relation
from conflictmap.extraction.actors import Actor
from conflictmap.extraction.gaps import Words
from conflictmap.extraction.lexicon import load
from conflictmap.extraction.places import Place
from conflictmap.extraction.reach import Reached
from conflictmap.extraction.readings import Reading
from conflictmap.extraction.references import Antecedent
from conflictmap.extraction.senses import Trigger

_MARKS = ("partial", "country", "former", "besieged", "rest", "unnamed")
_MARKED: Callable[[Place], tuple[bool, ...]] = attrgetter(*_MARKS)
_MARKS_OF_KIND = ("partial", "unnamed", "reference")
_PARTLY = frozenset({"partially", "partly", "mostly", "largely"})
_WHOLLY = frozenset({"all", "entire", "whole", "fully", "full", "complete", "completely", "entirely"})
_CUES = ("a part near", "a share near", "partly near", "all near")


@dataclass(frozen=True, slots=True)
class Party:
    """A party that a word of control may speak of: a mention of its sentence, or one of another."""

    actor: Actor | None
    antecedent: Antecedent | None
    canonical: str
    reached: Reached


def words_of_place(place: Place | None) -> Words:
    """What is known of a place alone."""
    if place is None:
        return ()
    known = "known" if place.known else "cued" if place.cued else "reference" if place.reference else "shape"
    return _place_words(known, place.kind, place.relation, _MARKED(place))


@cache
def _place_words(known: str, kind: PlaceKind, relation: Relation, marked: tuple[bool, ...]) -> Words:
    marks = compress(_MARKS, marked)
    return f"place {known}", f"place is {kind}", f"place {relation}", *(f"place {mark}" for mark in marks)


def marks_of_kind(place: Place | None) -> Words:
    """What of a place tells what may be said of it."""
    return tuple([name for name in _MARKS_OF_KIND if getattr(place, name)]) if place is not None else ()


def words_of_trigger(
    sense: str, lemma: str, voice: str, yielded: bool, by: bool, kinds: tuple[Kind, ...]
) -> tuple[Words, ...]:
    """What a word of control says by itself of each of the kinds that it may say.

    `yielded`: another word of the sentence says that somebody gave way. `by`: some party is the agent of this one.
    """
    found = []
    for kind in kinds:
        words = [f"{sense} {kind}", f"{kind} {voice}", f"{sense} {kind} {voice}", f"{kind} word {lemma}"]
        if yielded:
            words += [f"{kind} where one yields", f"{sense} {kind} where one yields"]
        if by:
            words.append(f"{kind} by somebody")
        found.append(tuple(words))
    return tuple(found)


def words_of_party(
    sense: str, voice: str, yielded: bool, slot: str, by: bool, kinds: tuple[Kind, ...]
) -> tuple[Words, ...]:
    """How a party fits each of the kinds that a word of control may say; the rest is as in `words_of_trigger`."""
    found = []
    for kind in kinds:
        words = [f"{sense} {kind} party {slot}", f"{kind} {voice} party {slot}"]
        if yielded:
            words.append(f"{sense} {kind} party {slot} where one yields")
        if by and slot != "R by":
            words.append(f"{kind} another agent")
        found.append(tuple(words))
    return tuple(found)


def words_of_place_and_kind(
    sense: str,
    voice: str,
    slot: str,
    kinds: tuple[Kind, ...],
    place_kind: PlaceKind | None,
    marks: Words,
    cues: Words,
    direct: str,
    grammar: str,
) -> tuple[Words, ...]:
    """How a place fits each of the kinds that a word of control may say of it.

    `marks`: of `marks_of_kind`. `cues`: of `PartCues`. `direct`: what other thing stands right behind the word.
    `grammar`: whether the place is its subject or object.
    """
    found = []
    for kind in kinds:
        words = [f"{sense} {kind} place {slot}", f"{kind} {voice} place {slot}"]
        if grammar:
            words += [f"{kind} {grammar} place", f"{kind} {voice} {grammar} place", f"{sense} {kind} {grammar} place"]
        if place_kind is not None:
            words.append(f"{kind} {place_kind}")
        words += [f"{kind} place {mark}" for mark in marks]
        words += [f"{kind} {cue}" for cue in cues]
        if direct:
            words.append(f"{kind} another object: {direct}")
        found.append(tuple(words))
    return tuple(found)


def words_of_pair(
    sense: str, voice: str, kinds: tuple[Kind, ...], slot: str, party_slot: str, order: str, so_far: str, held: str
) -> tuple[Words, ...]:
    """How a place and a party fit together, for each of the kinds that may be said of the place.

    `order`: of `order_of`. `so_far`, `held`: of `whose`, by what was told before and by the place's own words.
    """
    found = []
    for kind in kinds:
        words = [
            f"{kind} party {party_slot} place {slot}",
            f"{sense} {kind} {voice} party {party_slot} place {slot}",
            f"{voice} {order}",
            f"{kind} {order}",
        ]
        if so_far:
            words.append(f"{kind} so far of {so_far}")
        if held:
            words.append(f"{kind} held by {held}")
        found.append(tuple(words))
    return tuple(found)


def whose(holder: str | None, party: str) -> str:
    """Whether the holder of a place is the party of a link, or another; "" where none is told."""
    return "" if holder is None else "the party" if holder == party else "another"


@cache
def words_of_earlier(
    rank: int, pronoun: str, *, subject: bool, back: int, named: int, here: bool, most: bool, deed: str
) -> Words:
    """What is known of a party of an earlier sentence.

    `rank` counts those told since. `pronoun`: what stands before the word of control in its stead. `back`: sentences
    to it. `named`: parties that the sentence itself names. `here`: of its paragraph. `most`: none is named more often.
    `deed`: what it last did.
    """
    return (
        "party earlier",
        f"party earlier rank {rank}",
        f"party earlier {pronoun}",
        f"party earlier rank {rank} {pronoun}",
        f"party earlier {'subject' if subject else 'aside'}",
        f"party sentences back {back}",
        f"party earlier beside {named}",
        f"party earlier paragraph {here}",
        f"party earlier most named {most}",
        f"party earlier last {deed}",
    )


def order_of(trigger: Trigger, place: Place | None, party: Party) -> str:
    """The order in which word of control (w), place (p) and party (a) stand in the sentence."""
    marks = [(trigger.group.start, "w")]
    if place is not None:
        marks.append((place.name_start, "p"))
    if party.actor is not None:
        marks.append((party.actor.start, "a"))
    marks.sort()
    return "".join([name for _, name in marks])


@cache
def _cues() -> Mapping[str, Words]:
    """Every word that tells of a part ("most", "percent") or of the whole, with what it tells."""
    lexicon = load()
    shares = {key for key, share in lexicon.shares.items() if share != 1.0} | {"percent", "%"}
    parts = lexicon.words["part"] | lexicon.words["part_only"]
    told = zip(_CUES, (parts, shares, _PARTLY, _WHOLLY), strict=True)
    found: dict[str, Words] = {}
    for cue, keys in told:
        for key in keys:
            found[key] = (*found.get(key, ()), cue)
    return found


class PartCues:
    """The words of a sentence that tell of a part or of the whole."""

    def __init__(self, reading: Reading) -> None:
        cues = _cues()
        self.told = [(n, cue) for n, key in enumerate(reading.sentence.keys) if key in cues for cue in cues[key]]

    def near(self, trigger: Trigger, place: Place) -> Words:
        """Those between a word of control and a place, or around either."""
        if not self.told:
            return ()
        start, end = min(trigger.group.start, place.start), max(trigger.group.end, place.end + 4)
        here = {cue for n, cue in self.told if start - 3 <= n < end}
        return tuple([cue for cue in _CUES if cue in here])
