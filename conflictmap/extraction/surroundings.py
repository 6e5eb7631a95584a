"""The words around places and parties: beside `conflictmap.extraction.reach`, what links are judged by.

Grammar tells that a place stands behind "captured"; only the words themselves tell "captured two hills overlooking P"
and "captured the village of P" apart. Of names it is told only that one stands there, so that nothing is learned of any
place or side.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from conflictmap.core.claims import Kind
from conflictmap.extraction.actors import Actor
from conflictmap.extraction.gaps import Words
from conflictmap.extraction.places import Place
from conflictmap.extraction.readings import Reading
from conflictmap.extraction.senses import Trigger

PARTY, PLACE, NAME = "PARTY", "PLACE", "NAME"
"""What stands for the tokens of a party, of a place, and of any other name."""
_ARTICLES = frozenset({"the", "a", "an"})
_LINKING = frozenset({"of", "from", "in", "to", "with", "for", "at"})
BEFORE = 6
"""Tokens before a mention in which its two words before are looked for."""
BAG, PHRASE = 8, 3
"""Tokens in a gap, at most, that are told one by one, and all together."""
LONG_WORD = 4
"""Letters from which on a word is told wherever in the sentence it stands."""
MOST_TOKENS = 100
"""Tokens of a sentence above which its words are not told; of 10,000 labelled ones 1 has more."""
LONGEST = 6
"""A sentence of this many times eight tokens, or more, is of the longest kind."""


class Alike(NamedTuple):
    """A group of words that begin alike, not put together: nearly all are only weighed, and read by nobody."""

    beginning: str
    rests: tuple[str, ...]

    def words(self) -> Words:
        """The words in full."""
        return tuple([self.beginning + rest for rest in self.rests])


NOTHING = Alike("nothing", ())


class Surroundings:
    """The tokens of one sentence, names told by what they are."""

    def __init__(self, reading: Reading) -> None:
        s = reading.sentence
        self.shown = [NAME if capital else key for key, capital in zip(s.keys, s.capitals, strict=True)]
        self._mark(PLACE, ((place.name_start, place.name_end) for place in reading.places))
        self._mark(PARTY, ((actor.start, actor.end) for actor in reading.actors))
        self._told = (
            "of the first sentence" if reading.number == 0 else "of a later sentence",
            f"of a sentence of length {min(len(s) // 8, LONGEST)}",
            *(f"beside {key}" for key in self._words()),
        )
        self._kinds: dict[Kind, Alike] = {}
        self._places: dict[int, Alike] = {}
        self._befores: dict[int, list[str]] = {}

    def _words(self) -> list[str]:
        """The long words of a sentence, none of one without end: a list of all towns says nothing of any."""
        if len(self.shown) > MOST_TOKENS:
            return []
        return sorted({key for key in self.shown if len(key) >= LONG_WORD and key.isalpha()})

    def _mark(self, what: str, spans: Iterable[tuple[int, int]]) -> None:
        for start, end in spans:
            self.shown[start:end] = [what] * (end - start)

    def of_sentence(self, kind: Kind) -> Alike:
        """What the words of the sentence, wherever they stand, tell of a kind."""
        if kind not in self._kinds:
            self._kinds[kind] = Alike(f"{kind} ", self._told)
        return self._kinds[kind]

    def of_place(self, place: Place) -> Alike:
        """What stands right before and behind a place."""
        if place.name_start not in self._places:
            before, behind = self._before(place.name_start), self.shown[place.name_end : place.name_end + 2]
            told = [f"behind {before[0]}"] if before else []
            if len(before) > 1:
                told.append(f"behind {before[1]} {before[0] if before[0] in _LINKING else '...'}")
            told += [f"before {' '.join(behind[:n])}" for n in range(1, len(behind) + 1)]
            self._places[place.name_start] = Alike("place ", tuple(told))
        return self._places[place.name_start]

    def between(self, trigger: Trigger, place: Place) -> Alike:
        """What stands between a word of control and a place."""
        side, gap = self._gap(trigger, place.name_start, place.name_end)
        return Alike(f"place {side} ", tuple(_over(gap)))

    def of_place_and_kind(self, trigger: Trigger, place: Place | None, kind: Kind) -> Alike:
        """What the word before a place tells of a kind."""
        if place is None:
            return NOTHING
        side = "R" if place.name_start >= trigger.group.end else "L"
        return Alike(f"{kind} place {side} behind ", tuple(self._before(place.name_start)[:1]))

    def of_party(self, trigger: Trigger, actor: Actor | None, kinds: tuple[Kind, ...]) -> tuple[Alike, ...]:
        """What stands around a party, and between it and a word of control, tells of each kind."""
        if actor is None:
            return (NOTHING,) * len(kinds)
        side, gap = self._gap(trigger, actor.start, actor.end)
        before, behind = self._before(actor.start), self.shown[actor.end : actor.end + 2]
        told = [f"behind {before[0]}"] if before else []
        if len(before) > 1:
            told.append(f"behind {before[1]} {before[0]}")
        told += [f"before {' '.join(behind[:n])}" for n in range(1, len(behind) + 1)]
        rests = (*told, *_over(gap))
        return tuple([Alike(f"{kind} party {side} ", rests) for kind in kinds])

    def _before(self, i: int) -> list[str]:
        """The two tokens before a mention, the nearest first; articles do not count."""
        if i not in self._befores:
            near = [word for word in self.shown[max(0, i - BEFORE) : i] if word not in _ARTICLES]
            self._befores[i] = near[:-3:-1]
        return self._befores[i]

    def _gap(self, trigger: Trigger, start: int, end: int) -> tuple[str, list[str]]:
        """On which side of a word of control a mention stands, and the tokens between."""
        group = trigger.group
        if start >= group.end:
            return "R", self.shown[group.end : start]
        return "L", self.shown[end : group.start]


def _over(gap: list[str]) -> list[str]:
    """The tokens of a gap as they are told: each of a few, and all of very few together."""
    told = [f"over {word}" for word in sorted(set(gap))] if len(gap) <= BAG else []
    return [*told, f"over all of {' '.join(gap)}"] if len(gap) <= PHRASE else told
