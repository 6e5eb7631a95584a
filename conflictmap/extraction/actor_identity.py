"""Who a mention means, once its words are read: a name beats a role, a role a nationality, a sponsor comes last."""

from __future__ import annotations

from dataclasses import dataclass

from conflictmap.extraction.actor_words import ActorWords, Piece
from conflictmap.extraction.actors import UNKNOWN, Actor
from conflictmap.extraction.lexicon import grammar

_FAR_PATRONS = frozenset({"United States", "US-led coalition", "coalition"})
"""Backers of more than one side: "US-backed rebels" are rebels first."""
_BEFORE_CLAUSE = grammar("before_clause")
_ARMIES = frozenset({"army", "military", "police"})
_OWNED = grammar("owned")
_WHAT_IS_TAKEN = grammar("what_is_taken")


@dataclass(slots=True)
class Told:
    """What the words of one mention tell, as far as they are read; `end` is the token after the last that counts."""

    name: str | None = None
    nation: str | None = None
    nation_plural: bool = False
    country: str | None = None
    role: str | None = None
    head: bool = False
    weak: bool = True
    sponsor: str | None = None
    led: bool = False
    end: int = 0

    def take(self, piece: Piece, key: str, words: ActorWords) -> None:
        """Add a piece whose first word has the key `key`."""
        if piece.what == "name" and piece.scoped and self.nation:
            self.head = True
        elif piece.what == "name":
            self.name = piece.value
        elif piece.what == "nation":
            self.nation, self.nation_plural = piece.value, key.endswith("s") and key not in {"us"}
        elif piece.what == "country":
            self.country = piece.value
        elif piece.what == "role":
            if self._tells_more(piece.value, words):
                self.role = piece.value
            self.head = True
        elif piece.what == "head":
            self.head = True

    def _tells_more(self, role: str, words: ActorWords) -> bool:
        """Whether a role tells more of who it is than the one told so far."""
        packs = words.lexicon.theatres
        if self.role is None or self.role in packs.fillers or role == "kurds":
            return True
        return self.role in packs.state_roles and role not in packs.fillers


def identity(told: Told, start: int, words: ActorWords) -> Actor | None:
    """The party that a mention from token `start` to `told.end` means, "unknown" when it may be anybody's."""
    theatre, number = words.theatre, words.number
    if told.name:
        return Actor(start, told.end, told.name, named=True, organisation=True)
    nation = told.nation or told.country
    if told.sponsor and told.led and not told.role:
        if nation:
            return Actor(start, told.end, theatre.countries[nation].government, named=True)
        if told.sponsor == "kurdish":
            return Actor(start, told.end, theatre.role("kurds", number))
    packs = words.lexicon.theatres
    if told.role and told.role not in packs.state_roles and told.role not in packs.fillers:
        return Actor(start, told.end, _of_role(told.role, nation, told.sponsor, words))
    if nation:
        return _of_nation(told, nation, start, words)
    if told.sponsor:
        canonical = theatre.backed(told.sponsor, number) or UNKNOWN
        if canonical != UNKNOWN or not told.role:
            return Actor(start, told.end, canonical)
    if told.role in packs.fillers:
        return Actor(start, told.end, theatre.filler(told.role, number))
    if told.role:
        known = not _unheard_name(words, start, told.end)
        return Actor(start, told.end, theatre.role(told.role, number) if known else UNKNOWN)
    if words.numbered(start):
        return Actor(start, told.end, theatre.filler("numbered_units", number))
    somebody = not told.weak or words.people_of_somebody(start, told.end)
    return Actor(start, told.end, UNKNOWN) if told.head and somebody else None


def _of_role(role: str, nation: str | None, sponsor: str | None, words: ActorWords) -> str:
    theatre, number = words.theatre, words.number
    party = theatre.countries[nation].party(role) if nation else None
    if party is not None or (nation and role == "kurds"):
        return party or UNKNOWN
    if sponsor and sponsor not in _FAR_PATRONS and role in {"rebels", "militants"} and not nation:
        return theatre.backed(sponsor, number) or theatre.role(role, number)
    return theatre.role(role, number)


def _of_nation(told: Told, nation: str, start: int, words: ActorWords) -> Actor:
    country = words.theatre.countries[nation]
    ally = words.theatre.ally(nation, words.number)
    party = country.roles.get(told.role) if told.role and told.role not in words.lexicon.theatres.fillers else None
    backed = words.theatre.backed(told.sponsor, words.number) if told.sponsor and not told.led else None
    canonical = backed or ally or party or country.government
    if told.head:
        return Actor(start, told.end, canonical, named=True)
    adjective = bool(told.nation) and not told.nation_plural
    return Actor(start, told.end, canonical, adjective=adjective, country=not told.nation)


def _unheard_name(words: ActorWords, start: int, end: int) -> bool:
    """Whether a role's word is part of a name that no list holds: "the Army of Glory", "the Kachin army"."""
    s = words.sentence
    if s.shouting or not (s.capitals[end - 1] or s.key(start) in _ARMIES):
        return False
    behind = (
        s.capitals[end - 1]
        and s.key(end) == "of"
        and end + 1 < len(s)
        and s.capitals[end + 1]
        and words.piece(end + 1) is None
    )
    before = start > 1 and s.capitals[start - 1] and s.words[start - 1].isalpha() and words.piece(start - 1) is None
    known = s.key(start - 1) in words.lexicon.common or words.lexicon.place_names.match(s.keys, start - 1)
    return behind or (before and not known)


def capital_speaks(words: ActorWords, i: int, capital: tuple[int, str]) -> Actor | None:
    """ "Baghdad's forces", "Kyiv said", "Damascus regained Nawa": a capital that stands for its government."""
    s, lexicon = words.sentence, words.lexicon
    end, name = capital
    government = words.theatre.countries[name].government
    if s.words[end : end + 1] == ("'s",) and end + 1 < len(s):
        head = words.piece(end + 1)
        if head and head.what in {"head", "role"}:
            return Actor(i, head.end, government, named=True)
        owned = s.key(end + 1) in lexicon.nouns or s.key(end + 1) in _OWNED
        return Actor(i, end, government, named=True) if owned else None
    if s.key(end) == "-" and s.key(end + 1) in lexicon.words["held"]:
        return Actor(i, end, government, named=True)
    at = end
    while s.key(at) in {"has", "had"} or s.key(at) in lexicon.words["adverbs"]:
        at += 1
    speaks = s.key(at) in lexicon.words["subject_of_report"] or s.key(at) in lexicon.words["denial"]
    if speaks and s.key(i - 1) not in lexicon.words["prepositions"]:
        return Actor(i, end, government, named=True)
    return Actor(i, end, government, named=True) if _takes_something(words, i, at) else None


def _takes_something(words: ActorWords, i: int, verb: int) -> bool:
    """Whether the name at token `i` begins a clause whose verb takes a place: "Kyiv lost Bakhmut", not "Kyiv fell"."""
    s = words.sentence
    begins = i == 0 or s.key(i - 1) in _BEFORE_CLAUSE
    forms = words.lexicon.verbs.get(s.key(verb), ())
    takes = any(form.frame in {"transitive", "withdraw", "expel"} and form.form in {"third", "past"} for form in forms)
    if not begins or not takes or verb + 1 >= len(s):
        return False
    told = s.capitals[verb + 1] or s.key(verb + 1) in _WHAT_IS_TAKEN or s.key(verb + 1) in words.lexicon.shares
    return told and "by" not in s.keys[verb : verb + 8]
