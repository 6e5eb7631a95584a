"""Everything known of one sentence, and its place phrases."""

from __future__ import annotations

from collections.abc import MutableMapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache

from conflictmap.core.claims import Kind
from conflictmap.extraction.actors import Actor
from conflictmap.extraction.date_mentions import DateMention
from conflictmap.extraction.lexicon import Lexicon, any_of, load
from conflictmap.extraction.place_lists import PlaceReader
from conflictmap.extraction.places import Place
from conflictmap.extraction.theatre import Theatre
from conflictmap.extraction.tokens import Sentence


@dataclass(slots=True)
class Reading:
    """Everything known of one sentence.

    `introduced`: the acronyms that the text explains, each with the party it means. `senses`: what each word of
    control may say, by its token, once links are looked for. `hanging`: whether the phrase that begins at a token hangs
    on a preposition, for those asked about so far.
    """

    sentence: Sentence
    number: int
    lexicon: Lexicon
    actors: Sequence[Actor]
    dates: Sequence[DateMention]
    reader: PlaceReader
    theatre: Theatre
    introduced: MutableMapping[str, str]
    places: list[Place] = field(default_factory=list)
    objects: set[int] = field(default_factory=set)
    triggers: set[int] = field(default_factory=set)
    organisation: Actor | None = None
    told: Place | None = None
    senses: dict[int, tuple[Kind, ...]] = field(default_factory=dict)
    hanging: dict[int, bool] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.places = _scan_places(self)

    def actor_from(self, i: int) -> Actor | None:
        """The party whose mention begins at token `i`, a determiner or adverb aside."""
        s, words = self.sentence, self.lexicon.words
        for at in range(i, min(i + 5, len(s))):
            actor = self.reader.actor_at.get(at)
            if actor:
                return actor
            if (
                s.key(at) not in words["determiners"]
                and s.key(at) not in words["quantities"]
                and not s.words[at][0].isdecimal()
            ):
                return None
        return None

    def skip_adverbs(self, i: int) -> int:
        """The first token from `i` that is no adverb; the "east" of "took east Aleppo" is none."""
        s, adverbs, directions = self.sentence, _adverbs(), self.lexicon.words["directions"]
        while i < len(s) and s.key(i) in adverbs:
            if s.key(i) in directions and i + 1 < len(s) and s.capitals[i + 1]:
                break
            i += 1
        if s.key(i) == "more" and s.key(i - 1) == "once":
            return self.skip_adverbs(i + 1)
        return i


@cache
def _adverbs() -> frozenset[str]:
    return any_of("adverbs") - {"around", "about"}


_LONGEST_DATELINE = 14
"""Tokens."""
_ARTICLES = frozenset({"al", "el", "ar", "as", "ash", "at", "an", "ad", "az", "ez", "es"})
"""Of Arabic names."""


@cache
def _beginnings() -> frozenset[str]:
    """The words that a place phrase may begin with, beside names, parties and figures."""
    return any_of("determiners", "directions", "settlement", "besieged").union(load().shares)


def _scan_places(reading: Reading) -> list[Place]:
    s, reader, beginnings = reading.sentence, reading.reader, _beginnings()
    dated = {n for d in reading.dates for n in range(d.start, d.end)}
    found: list[Place] = []
    i, length = 0, len(s)
    while i < length:
        starts = (
            s.capitals[i]
            or s.keys[i] in beginnings
            or i in reader.actor_at
            or s.words[i][0].isdecimal()
            or (s.keys[i] in _ARTICLES and s.key(i + 1) == "-")
        )
        place = reader.read(i) if starts and i not in dated else None
        if place is None:
            actor = reader.actor_at.get(i)
            i = actor.end if actor else i + 1
        else:
            found.append(_shared_holder(s, found, place))
            i = max(place.end, i + 1)
    told_from = _dateline(s)
    return [replace(p, unnamed=True, attributive=True) if p.end <= told_from else p for p in found]


def _dateline(s: Sentence) -> int:
    """The token after a dateline, 0 where there is none: "KUNDUZ, Afghanistan - ...", "BAGHDAD (Reuters) - ..."."""
    if s.shouting or len(s.words[0]) < 3 or not s.words[0].isupper():
        return 0
    dash = next((n for n in range(1, min(_LONGEST_DATELINE, len(s))) if s.key(n) == "-" and not s.joined(n)), 0)
    return dash if s.key(1) in {",", "(", "-"} or s.key(2) in {",", "(", "-"} else 0


def _shared_holder(s: Sentence, found: list[Place], place: Place) -> Place:
    """ "rebel-held P and Q": the bare second name shares the first one's holder."""
    first = found[-1] if found else None
    if first is None or first.holder is None or "-" not in s.keys[first.start : first.name_start]:
        return place
    bare = place.start == place.name_start == first.end + 1 and s.key(first.end) == "and" and not place.holder
    return replace(place, holder=first.holder) if bare else place
