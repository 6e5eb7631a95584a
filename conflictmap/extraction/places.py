"""A place as a sentence speaks of it.

A place phrase is more than a name: "most of the rebel-held town of X" says how much of X and who
holds it.
"""

from __future__ import annotations

from dataclasses import dataclass

from conflictmap.core.claims import PlaceKind, Relation
from conflictmap.extraction.actors import Actor
from conflictmap.extraction.tokens import Sentence


@dataclass(frozen=True, slots=True)
class Place:
    """A place phrase: tokens `start` to `end`, its name at `name_start` to `name_end`.

    `partial`: only a part of the place is meant, `share` of it where told. `holder`: who the phrase
    says holds it ("rebel-held"); `former` when it says so of the past. `reference`: "the town", to be
    resolved; its noun is the name. `unnamed`: a place phrase with no name at all ("six villages").
    `rest`: the last part of the place ("the last districts of P"): who takes it has all of P.
    `several`: "these towns", "both villages": a reference to a list told before.
    `attributive`: the name only tells which event is meant ("the P offensive"); it is `unnamed` too.
    `called`: its name, where the phrase tells it without saying it ("the Yemeni capital").
    """

    start: int
    end: int
    name_start: int
    name_end: int
    kind: PlaceKind
    relation: Relation = Relation.IN
    partial: bool = False
    share: float | None = None
    holder: Actor | None = None
    former: bool = False
    besieged: bool = False
    reference: bool = False
    several: bool = False
    unnamed: bool = False
    known: bool = False
    cued: bool = False
    attributive: bool = False
    rest: bool = False
    country: bool = False
    called: str = ""

    def name_in(self, text: str, sentence: Sentence) -> str:
        """Its name: what it is called, or how the text has it."""
        return self.called or text[sentence.starts[self.name_start] : sentence.ends[self.name_end - 1]]
