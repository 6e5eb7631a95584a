"""What a text has told so far, sentence by sentence: its parties, and who last did what where.

A reader needs it for "Homs fell": who advanced in the sentences before, and who held the town.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from conflictmap.core.claims import ClaimDraft, Kind
from conflictmap.extraction.actors import UNKNOWN
from conflictmap.extraction.finders import in_prepositional_phrase
from conflictmap.extraction.readings import Reading
from conflictmap.extraction.references import Antecedent

PARTIES = 4
"""Parties of earlier sentences that a sentence may speak of."""
BACK = 8
"""Sentences looked back for them."""


@dataclass(frozen=True, slots=True)
class Heard:
    """A party as an earlier sentence names it: its mention, and what is known of it there."""

    mention: Antecedent
    sentence: int
    subject: bool


@dataclass(slots=True)
class Discourse:
    """Parties and deeds told so far; ``parties`` of each sentence are known beforehand."""

    parties: list[list[Heard]]
    deeds: dict[str, Kind] = field(default_factory=dict)
    holders: dict[str, str] = field(default_factory=dict)

    def earlier(self, sentence: int) -> list[Heard]:
        """The parties that the sentences before name, the nearest first; with none, those of the next."""
        found: dict[str, Heard] = {}
        for n in range(sentence - 1, max(-1, sentence - 1 - BACK), -1):
            for heard in self.parties[n]:
                found.setdefault(heard.mention.canonical, heard)
            if len(found) >= PARTIES:
                break
        if not found and sentence + 1 < len(self.parties):
            found = {heard.mention.canonical: heard for heard in self.parties[sentence + 1]}
        return list(found.values())[:PARTIES]

    def mentions(self, sentence: int) -> Counter[str]:
        """How often each party is named in the sentences around."""
        near = self.parties[max(0, sentence - BACK) : sentence + BACK]
        return Counter([heard.mention.canonical for each in near for heard in each])

    def tell(self, draft: ClaimDraft) -> None:
        """Take note of a claim that a rule has read."""
        if draft.actor_canonical == UNKNOWN:
            return
        self.deeds[draft.actor_canonical] = draft.kind
        place = draft.place.lower()
        if draft.kind in {Kind.CAPTURES, Kind.HOLDS}:
            self.holders[place] = draft.actor_canonical
        elif draft.kind is Kind.LOSES and self.holders.get(place) == draft.actor_canonical:
            del self.holders[place]


def discourse_of(readings: Sequence[Reading], text: str) -> Discourse:
    """The parties of each sentence of a text, its subjects first."""
    parties = []
    for reading in readings:
        s = reading.sentence
        heard = []
        for actor in reading.actors:
            bare = actor.country and s.key(actor.start - 1) in reading.lexicon.words["prepositions"]
            if actor.canonical == UNKNOWN or bare:
                continue
            subject = not actor.adjective and not in_prepositional_phrase(reading, actor.start)
            mention = actor.antecedent or text[s.starts[actor.start] : s.ends[actor.end - 1]]
            antecedent = Antecedent(mention, actor.canonical, None, s.paragraph)
            heard.append(Heard(antecedent, reading.number, subject))
        parties.append(sorted(heard, key=lambda one: not one.subject))
    return Discourse(parties)
