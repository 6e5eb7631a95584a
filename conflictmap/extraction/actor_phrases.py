"""Mentions of parties: named, by nationality, by sponsor ("US-backed fighters") or by role ("the rebels")."""

from __future__ import annotations

from collections.abc import MutableMapping

from conflictmap.extraction.actor_identity import Told, capital_speaks, identity
from conflictmap.extraction.actor_words import ActorWords, Piece
from conflictmap.extraction.actors import UNKNOWN, Actor
from conflictmap.extraction.lexicon import Lexicon, grammar
from conflictmap.extraction.no_takers import is_no_party, of_another
from conflictmap.extraction.theatre import Theatre
from conflictmap.extraction.tokens import Sentence

_BUILDINGS = grammar("buildings")
_NO_FIGHTERS = grammar("no_fighters")
_ALLIES = frozenset({"allies", "proxies"})
_HELPING = frozenset({"backing", "supporting"})
_TITLES = grammar("personal_titles") | grammar("persons") | {"former", "ex", "-"}
_OF_A_GOVERNMENT = frozenset({"exiled", "ousted", "deposed", "embattled", "elected", "beleaguered", "fledgling"})
_LINKED = frozenset({"linked", "affiliated", "inspired"})
_SOLDIERS = {("soldiers",), ("troops",), ("forces",)}
_LONGEST = 14
"""Tokens of the longest mention."""


def find_actors(
    sentence: Sentence, number: int, lexicon: Lexicon, theatre: Theatre, introduced: MutableMapping[str, str]
) -> list[Actor]:
    """The parties mentioned in a sentence, in order, not overlapping.

    `introduced` holds the acronyms that the text has explained, as in "the Southern Front (SF)"; it is added to.
    """
    words = ActorWords(sentence, number, lexicon, theatre, introduced)
    found: list[Actor] = []
    allies = not _ALLIES.isdisjoint(sentence.keys)
    i, length = 0, len(sentence)
    while i < length:
        actor = (_allies(words, found, i) if allies else None) or (_read(words, i) if words.may_begin(i) else None)
        if actor is None:
            i += 1
            continue
        if is_no_party(sentence, actor, found[-1] if found else None):
            i = actor.end
            continue
        if actor.country and sentence.key(i - 1) == "(" and sentence.key(actor.end) == ")":
            i = actor.end  # "in the Central African Republic (CAR)": said once more
            continue
        joined = of_another(sentence, actor) or _with_short_name(words, _join(words, actor))
        _introduce(words, joined)
        found.append(joined)
        i = joined.end
    return found


def _introduce(words: ActorWords, actor: Actor) -> None:
    """ "The National Front for Liberation (NLF)": the acronym means the party from here on."""
    s = words.sentence
    if actor.canonical == UNKNOWN or not actor.named or s.key(actor.end) != "(" or s.key(actor.end + 2) != ")":
        return
    acronym = s.words[actor.end + 1]
    initials = [word[0] for word in s.words[actor.start : actor.end] if word[0].isalpha()]
    if (
        2 <= len(acronym) <= 6
        and acronym.isupper()
        and acronym[0] == next((letter.upper() for letter in initials), "")
        and set(acronym) <= {letter.upper() for letter in initials}
        and words.lexicon.actor_names.match(s.keys, actor.end + 1) is None
    ):
        words.introduced[acronym] = actor.canonical


def _with_short_name(words: ActorWords, actor: Actor) -> Actor:
    """ "The Union for Peace (UPC) rebels": the word behind the short name goes with the name."""
    s, at = words.sentence, actor.end
    if not actor.named or actor.country or actor.adjective or s.key(at) != "(" or s.key(at + 2) != ")":
        return actor
    head = words.piece(at + 3)
    if head is None or head.what not in {"head", "role"} or s.capitals[at + 3] or not s.words[at + 1].isupper():
        return actor
    return Actor(actor.start, head.end, actor.canonical, named=True)


def _allies(words: ActorWords, found: list[Actor], i: int) -> Actor | None:
    """ "Turkish troops and their allies", "Turkey's army and its Syrian allies": those whom Turkey backs here."""
    s = words.sentence
    nation = words.lexicon.nationalities.match(s.keys, i)
    if nation and s.key(nation[0]) in _ALLIES and s.key(i - 1) in {"their", "its"}:
        sponsored = words.theatre.backed(found[-1].canonical, words.number) if found else None
        return Actor(i, nation[0] + 1, sponsored or UNKNOWN)
    if s.key(i) not in _ALLIES or s.key(i - 1) not in {"their", "its"} or not found:
        return None
    patron = found[-1]
    if s.key(i - 2) not in {"and", "with"} or i - patron.end > 3:
        return None
    backed = words.theatre.backed(patron.canonical, words.number)
    return Actor(i, i + 1, backed) if backed and backed != patron.canonical else None


def _join(words: ActorWords, actor: Actor) -> Actor:
    """ "fighters of the Islamic State", "forces loyal to Baghdad": the name behind tells who it is."""
    s, lexicon = words.sentence, words.lexicon
    fighters_of = actor.named and not actor.organisation and s.key(actor.end) in {"of", "from"}
    if (actor.named and not fighters_of) or actor.country:
        return actor
    connector = lexicon.connectors.match(s.keys, actor.end) if actor.end < len(s) else None
    if connector is None or s.key(connector[0] - 1) == "under":
        return actor
    at = connector[0] + (s.key(connector[0]) == "the")
    while s.key(at) in _OF_A_GOVERNMENT or s.key(at) in _TITLES:
        at += 1
    if at >= len(s):
        return actor
    capital = lexicon.capitals.match(s.keys, at)
    if capital and connector[1].startswith(("loyal", "allied", "aligned")):
        return Actor(actor.start, capital[0], words.theatre.countries[capital[1]].government, named=True)
    behind = _read(words, at)
    if behind and behind.country and connector[1] == "from" and s.keys[actor.start : actor.end] in _SOLDIERS:
        return Actor(actor.start, behind.end, behind.canonical, named=True)  # "soldiers from Chad", of whatever war
    if behind is None and s.capitals[at] and connector[1].startswith("loyal"):
        return Actor(actor.start, actor.end, UNKNOWN, named=True)  # "army units loyal to" one whom no pack knows
    if behind is None or behind.adjective or (behind.country and actor.canonical != UNKNOWN):
        return actor
    if fighters_of and not behind.organisation:
        return actor
    if actor.canonical != UNKNOWN and not behind.named:
        return actor
    if connector[1] == "under" or (connector[1] in _HELPING and behind.canonical not in words.theatre.states()):
        return actor
    return Actor(actor.start, behind.end, behind.canonical, named=behind.named)


def _read(words: ActorWords, i: int) -> Actor | None:
    """The mention that begins at token `i`."""
    s, first = words.sentence, words.piece(i)
    if first is not None:
        told = _pieces(words, i, first)
        if told is None:
            return None
        if told.role and not (told.name or told.nation) and s.key(told.end) in _NO_FIGHTERS:
            return Actor(i, told.end + 1, UNKNOWN)  # "opposition activists": who tells, not who fights
        if told.end:
            return identity(told, i, words)
    capital = words.lexicon.capitals.match(s.keys, i) if s.capitals[i] else None
    return capital_speaks(words, i, capital) if capital else None


def _pieces(words: ActorWords, i: int, first: Piece) -> Told | None:
    """What the pieces of a mention say from token `i` on, `first` there; None where it is no mention after all."""
    s, told = words.sentence, Told()
    at = i
    while at < len(s) and at - i < _LONGEST:
        piece = first if at == i else words.piece(at)
        if piece is None:
            at = _between(words, at, told)
            if not at:
                break
            continue
        if words.made_elsewhere(piece.end):
            return None
        behind = _sponsor(words, at, piece, told) or _leaning(words, at, piece, told)
        if behind:
            at = behind
            continue
        if piece.what == "prefix" or _ends_before(words, i, at, piece, told):
            break
        told.take(piece, s.keys[at], words)
        told.weak = told.weak and not (
            piece.what == "role" or (piece.what == "head" and s.keys[at] not in words.lexicon.words["weak_heads"])
        )
        if piece.what != "modifier":
            told.end = piece.end
        at = piece.end
    return told


def _between(words: ActorWords, at: int, told: Told) -> int:
    """Where a mention goes on behind a word that is no piece: a unit's number, the "'s" of a country; or 0."""
    s = words.sentence
    if (told.nation or told.name) and (titled := words.titled(at)):
        return titled
    if s.keys[at] == "s" or s.words[at] == "'s":
        follow = words.piece(at + 1)
        if (told.country or told.nation) and not told.head and follow and follow.what in {"head", "role", "modifier"}:
            return at + 1
    return 0


def _sponsor(words: ActorWords, at: int, piece: Piece, told: Told) -> int:
    """ "US-backed", "Kurdish-led": note who is named; the token to go on from, or 0."""
    end = words.sponsorship(piece.end)
    if not end or piece.what not in {"name", "nation", "country", "modifier", "role"}:
        return 0
    key = words.sentence.key(piece.end + 1)
    told.sponsor = piece.value if piece.what in {"name", "nation", "country"} else words.sentence.keys[at]
    told.led = key in words.lexicon.words["led"]
    linked = piece.what == "name" and key in _LINKED
    if (told.led and piece.what != "modifier") or linked:
        told.take(piece, words.sentence.keys[at], words)
    return end


def _leaning(words: ActorWords, at: int, piece: Piece, told: Told) -> int:
    """ "pro-Russian", "anti-government": whose side is taken; the token to go on from, or 0."""
    if piece.what != "prefix":
        return 0
    inner = words.piece(piece.end)
    if inner is None:
        return 0
    if piece.value == "pro" and not (told.name or told.nation):
        told.take(inner, words.sentence.keys[piece.end], words)
        told.nation_plural = False
    return inner.end


def _ends_before(words: ActorWords, start: int, at: int, piece: Piece, told: Told) -> bool:
    """Whether the mention ends before this piece: it begins another one, is a verb, or names a building."""
    s, what = words.sentence, piece.what
    if what in {"name", "country"} and told.head and at > start:
        return True
    if what == "head" and told.end and s.keys[at] in words.lexicon.verbs:
        return not s.capitals[at] and s.keys[at - 1].endswith("s")  # a verb in the plural: "fighters advance"
    if what in {"role", "head"} and not (told.name or told.nation) and s.key(piece.end) in _BUILDINGS:
        return True
    if what == "country":
        return bool(told.name or told.nation or told.role)
    if what == "nation":
        return bool(told.name or told.head or told.nation)
    return what == "modifier" and told.head and piece.value.endswith(("ing", "ed"))
