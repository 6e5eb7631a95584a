"""What each word of a mention of a party is: a name, a nationality, a country, a role, a head or a modifier."""

from __future__ import annotations

from collections.abc import MutableMapping
from dataclasses import dataclass
from functools import cache
from typing import Literal

from conflictmap.extraction.lexicon import Lexicon, any_of, beginnings_of, grammar, load
from conflictmap.extraction.theatre import Theatre
from conflictmap.extraction.tokens import Sentence

What = Literal["name", "nation", "country", "role", "head", "modifier", "prefix"]
_ORDINAL_ENDS = frozenset({"st", "nd", "rd", "th"})
_ORDINAL_WORDS = grammar("ordinal_words")
_UNITS = grammar("units")
_MAY_BEGIN_NAME = frozenset({"al", "anti", "pro", "the"})
_NO_SPONSOR = grammar("no_sponsor")


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a mention: what it is, what it stands for, and the token after it.

    `scoped`: a name that means somebody only in some countries ("National Army"), so a nationality overrules it.
    """

    what: What
    value: str
    end: int
    scoped: bool = False


@cache
def _beginnings() -> frozenset[str]:
    """The keys that a piece of a mention may begin with, beside those of capitals and numbers."""
    lexicon = load()
    names = ("lower_case_names", "heads", "weak_heads", "modifiers")
    return _MAY_BEGIN_NAME.union(
        {"pro"}, lexicon.roles.entries, lexicon.head_phrases.entries, *(lexicon.words[name] for name in names)
    )


@dataclass(slots=True)
class ActorWords:
    """Reads single pieces of mentions in one sentence.

    `introduced`: the acronyms that the text itself explained so far, each with the canonical party.
    """

    sentence: Sentence
    number: int
    lexicon: Lexicon
    theatre: Theatre
    introduced: MutableMapping[str, str]

    def may_begin(self, i: int) -> bool:
        """Whether a mention may begin at token `i`: most tokens are told apart by their key alone."""
        s = self.sentence
        return s.capitals[i] or s.keys[i] in _beginnings() or s.words[i][0].isdigit() or s.words[i] in self.introduced

    def piece(self, i: int) -> Piece | None:
        """The piece of a mention at token `i`."""
        if i >= len(self.sentence):
            return None
        s, keys, lexicon = self.sentence, self.sentence.keys, self.lexicon
        key = keys[i]
        if (
            s.capitals[i]
            or s.words[i][0].isdigit()
            or key in _MAY_BEGIN_NAME
            or key in lexicon.words["lower_case_names"]
        ):
            proper = self._proper(i)
            if proper is not None:
                return proper
        role = lexicon.roles.match(keys, i)
        head = lexicon.head_phrases.match(keys, i)
        if head and (not role or head[0] > role[0]):
            return Piece("head", "", head[0])
        if role:
            return Piece("role", role[1], role[0])
        if key in lexicon.words["heads"] or key in lexicon.words["weak_heads"]:
            return Piece("head", "", i + 1)
        if key in lexicon.words["modifiers"]:
            return Piece("modifier", key, i + 1)
        if key in {"pro", "anti"} and s.key(i + 1) == "-":
            return Piece("prefix", key, i + 2)
        return None

    def _proper(self, i: int) -> Piece | None:
        """A name, a nationality or a country at token `i`."""
        keys, lexicon = self.sentence.keys, self.lexicon
        named = lexicon.actor_names.match(keys, i) if keys[i] != "the" else None
        if named:
            meant = self.theatre.named(named[1], self.number)
            if meant:
                return Piece("name", meant.canonical, named[0], bool(meant.countries))
        if self.sentence.words[i] in self.introduced:
            return Piece("name", self.introduced[self.sentence.words[i]], i + 1)
        if keys[i] not in beginnings_of("nationalities", "country_names", "capitals"):
            return None
        nation = lexicon.nationalities.match(keys, i)
        if nation:
            return Piece("nation", nation[1], nation[0])
        country = lexicon.country_names.match(keys, i)
        if country:
            return Piece("country", country[1], country[0])
        capital = lexicon.capitals.match(keys, i)
        return Piece("country", capital[1], capital[0]) if capital and self.sponsorship(capital[0]) else None

    def titled(self, i: int) -> int:
        """ "Ukrainian 95th Air Assault Brigade": the head that unit names end in, up to four words on; or 0."""
        s = self.sentence
        for at in range(i, min(i + 6, len(s))):
            piece = self.piece(at)
            if piece and piece.what in {"head", "role"} and s.capitals[at] and at > i:
                return at
            ordinal = s.words[at][0].isdigit() or (s.key(at) in _ORDINAL_ENDS and s.joined(at))
            if not (s.capitals[at] or ordinal) or (piece and piece.what != "modifier"):
                return 0
        return 0

    def numbered(self, i: int) -> bool:
        """Whether the unit at token `i` only has a number: "the 12th Division", "the First Brigade"."""
        s = self.sentence
        before = s.key(i - 1)
        ordinal = before in _ORDINAL_ENDS or (s.words[i - 1][0].isdigit() and before[-2:] in _ORDINAL_ENDS)
        return i > 0 and s.key(i) in _UNITS and (ordinal or (before in _ORDINAL_WORDS and s.capitals[i - 1]))

    def people_of_somebody(self, start: int, end: int) -> bool:
        """ "His men", "their vanguard": people who are a party because of whose they are."""
        s, words = self.sentence, self.lexicon.words
        return s.key(start - 1) in words["possessives"] and s.key(end - 1) in words["people"]

    def sponsorship(self, i: int) -> int:
        """The token after "-backed", "-led", "-aligned" at `i`, or 0."""
        s = self.sentence
        if s.key(i) != "-":
            return 0
        key = s.key(i + 1)
        return i + 2 if key in any_of("backed", "led", "aligned") else 0

    def made_elsewhere(self, end: int) -> bool:
        """Whether "-based", "-made" and the like follow: "US-based group" is no US group."""
        return self.sentence.key(end) == "-" and self.sentence.key(end + 1) in _NO_SPONSOR
