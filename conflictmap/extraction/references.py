"""What "the town", "it" and "the group" mean: the nearest fitting mention, or nobody's guess.

A place or party is only looked for in the same paragraph; across a paragraph only when a single one fits.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from conflictmap.core.claims import PlaceKind
from conflictmap.extraction.actors import UNKNOWN, Actor
from conflictmap.extraction.lexicon import grammar
from conflictmap.extraction.places import Place
from conflictmap.extraction.readings import Reading
from conflictmap.extraction.tokens import Sentence

_AIR = ("airport", "airbase", "air base", "airfield", "base")
_SYNONYMS = dict.fromkeys(("airport", "airbase", "base", "airfield"), _AIR)


@dataclass(frozen=True, slots=True)
class Antecedent:
    """A mention that a later word may refer to: its text, who or what it is, where it stood."""

    text: str
    canonical: str
    kind: PlaceKind | None
    paragraph: int


@dataclass(slots=True)
class Salience:
    """The places and parties mentioned so far, the latest last; and the party that last took a place."""

    places: list[Antecedent] = field(default_factory=list)
    actors: list[Antecedent] = field(default_factory=list)
    only_town: Antecedent | None = None
    taker: Antecedent | None = None

    def place(self, kind: PlaceKind | None, paragraph: int, noun: str = "") -> Antecedent | None:
        """The antecedent of "the town" (kind town), "the airport" (facility), or "it" (None: any but a region).

        A facility must be called by its noun: "the dam" is no airport.
        """
        fitting = [p for p in self.places if (p.kind is kind if kind else p.kind is not PlaceKind.REGION)]
        if kind in {PlaceKind.FACILITY, PlaceKind.DISTRICT, PlaceKind.REGION}:
            fitting = [p for p in fitting if any(word in p.canonical for word in _SYNONYMS.get(noun, (noun,)))]
        chosen = _choose(fitting, paragraph)
        return self.only_town if chosen is None and kind is PlaceKind.TOWN and not fitting else chosen

    def actor(self, paragraph: int) -> Antecedent | None:
        """The antecedent of "the group", "it", "they"."""
        return _choose(self.actors, paragraph)


def _choose(fitting: list[Antecedent], paragraph: int) -> Antecedent | None:
    here = [a for a in fitting if a.paragraph == paragraph]
    if here:
        return here[-1]
    if len({a.canonical for a in fitting}) == 1:
        return fitting[-1]
    return None


_LOCATIVE = grammar("locative")


def is_place(reading: Reading, place: Place) -> bool:
    """Whether a name surely is a place's, not a person's: known, called a town, or "in" it."""
    before = reading.sentence.key(place.start - 1)
    if before in {"and", ","}:
        before = next(
            (reading.sentence.key(p.start - 1) for p in reading.places if p.end in {place.start - 1, place.start - 2}),
            "",
        )
    return place.known or place.cued or before in _LOCATIVE


def only_town(readings: Sequence[Reading], text: str) -> Antecedent | None:
    """The single town that a text names, to which "the city" may look ahead; None when it names several."""
    towns: dict[str, Antecedent] = {}
    for reading in readings:
        s = reading.sentence
        for place in reading.places:
            if (
                place.kind is PlaceKind.TOWN
                and (place.attributive or not place.unnamed)
                and not place.reference
                and is_place(reading, place)
            ):
                name = text[s.starts[place.name_start] : s.ends[place.name_end - 1]]
                towns.setdefault(name.lower(), Antecedent(name, name.lower(), place.kind, s.paragraph))
        if len(towns) > 1:
            return None
    return next(iter(towns.values()), None)


def resolve_groups(sentence: Sentence, actors: list[Actor], earlier: list[Actor], text: str) -> list[Actor]:
    """Tell who "the group" is: the organisation named last in the paragraph, else the only one named so far.

    `earlier` holds the organisations named so far, each with its text as `antecedent`, and is added to;
    it is emptied of all but one of a kind when a new paragraph begins.
    """
    resolved = []
    for actor in actors:
        if actor.organisation:
            earlier.append(replace(actor, antecedent=text[sentence.starts[actor.start] : sentence.ends[actor.end - 1]]))
        generic = (
            actor.canonical == UNKNOWN
            and actor.end - actor.start == 1
            and sentence.key(actor.start) in {"group", "organisation", "organization"}
        )
        if generic and earlier and sentence.key(actor.start - 1) == "the":
            found = earlier[-1]
            actor = replace(actor, canonical=found.canonical, named=True, antecedent=found.antecedent)
        resolved.append(actor)
    return resolved


def remember(salience: Salience, reading: Reading, text: str) -> None:
    """Add what a sentence mentions, after its events are read: its subjects weigh more, so they come last."""
    s = reading.sentence
    named = [p for p in reading.places if (p.attributive or not p.unnamed) and not p.reference and is_place(reading, p)]
    names = [(text[s.starts[p.name_start] : s.ends[p.name_end - 1]], p) for p in named]
    for name, place in names:
        salience.places.append(Antecedent(name, name.lower(), place.kind, s.paragraph))
    known = [a for a in reading.actors if a.canonical != UNKNOWN and not a.adjective]
    for actor in reversed(known):
        salience.actors.append(
            Antecedent(text[s.starts[actor.start] : s.ends[actor.end - 1]], actor.canonical, None, s.paragraph)
        )
    del salience.places[:-40], salience.actors[:-40]
