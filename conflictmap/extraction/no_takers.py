"""Mentions of parties that take and hold no ground themselves: aircraft, an official, an operation, a dateline.

"Under cover of coalition air strikes they seized P" tells of a party, but it is not the one that seized P.
"""

from __future__ import annotations

from conflictmap.extraction.actors import UNKNOWN, Actor
from conflictmap.extraction.lexicon import Lexicon, grammar
from conflictmap.extraction.tokens import Sentence

_AIRCRAFT = grammar("aircraft")
_SPEAKERS = grammar("single_speakers")
_OTHERS = grammar("those_of_a_party")
_RIVERS = grammar("rivers")
_RIVER_WORDS, _ALONG, _SIDES = grammar("river_words"), grammar("along_rivers"), grammar("sides_of_rivers")
_DAYS = grammar("days_and_months")
_TOWN_AND_COMMA = 2
_DATELINE = 8
"""Tokens that a dateline has at most: "DEIR EZ-ZOR, Syria (AP) -"."""


def is_no_party(s: Sentence, actor: Actor, before: Actor | None = None) -> bool:
    """Whether a name that is a party's means another thing here: an operation, a river, where a town lies.

    `before`: the mention before it.
    """
    if s.key(actor.start - 1) in {"operation", "operations"} and actor.named:
        return actor.end - actor.start > 1 or s.capitals[actor.start - 1]
    if actor.country:
        return _is_river(s, actor) or _in_dateline(s, actor) or _tells_where(s, actor, before)
    return s.keys[actor.start : actor.end] == ("garrison",) and _superlative(s, actor.start - 1)


def _superlative(s: Sentence, i: int) -> bool:
    """Whether a word tells which of several: "the largest garrison in the north" is a place."""
    return s.key(i) in {"main", "key", "only", "last", "important"} or (s.key(i).endswith("est") and s.key(i) != "west")


def _is_river(s: Sentence, actor: Actor) -> bool:
    """ "On the Niger between P and Q", "the banks of the Niger", "the Niger delta"; not "an army of the Congo"."""
    if s.keys[actor.start : actor.end][0] not in _RIVERS or s.key(actor.start - 1) not in {"the", "river"}:
        return False
    if s.key(actor.end) in _RIVER_WORDS or s.key(actor.start - 1) == "river":
        return True
    before = s.key(actor.start - 2)
    return s.key(actor.start - 3) in _SIDES if before == "of" else before in _ALONG


def _tells_where(s: Sentence, actor: Actor, before: Actor | None) -> bool:
    """ "Already in control of Fallujah, Iraq, the group seized Mosul": where a town lies, no party."""
    apart = s.key(actor.start - 1) == "," and s.words[actor.end : actor.end + 1] in {(",",), (".",), (";",), (")",)}
    if not apart or s.shouting or actor.start < _TOWN_AND_COMMA or (before and before.end >= actor.start - 1):
        return False
    return s.capitals[actor.start - 2] and s.key(actor.start - 2) not in _DAYS


def _in_dateline(s: Sentence, actor: Actor) -> bool:
    """ "GOMA, Congo (AP) - The rebels ...": where the report was written."""
    if actor.end >= _DATELINE or s.shouting or s.key(actor.start - 1) != ",":
        return False
    place = s.words[: actor.start - 1]
    if not place or not all(word.isupper() or not word.isalpha() for word in place):
        return False
    at = actor.end
    if s.key(at) == "(":
        at = next((n + 1 for n in range(at, min(at + 5, len(s))) if s.key(n) == ")"), at)
    return s.key(at) == "-"


def of_another(s: Sentence, actor: Actor) -> Actor | None:
    """ "Rwanda's allies", "Haftar's opponents": others than the party that is named, whom nothing tells."""
    for behind in (actor.end - 1, actor.end + 1):
        if behind > actor.start and s.words[behind - 1 : behind] in {("'s",), ("'",)} and s.key(behind) in _OTHERS:
            return Actor(actor.start, behind + 1, UNKNOWN, named=True)
    return None


def takes_no_ground(s: Sentence, actor: Actor) -> bool:
    """Whether a mention is of a party's aircraft or guns, which bomb places but do not take them."""
    return s.key(actor.end - 1) in _AIRCRAFT or s.key(actor.end) in _AIRCRAFT


def only_speaks(s: Sentence, actor: Actor, lexicon: Lexicon) -> bool:
    """ "A U.S. official said ...": one person, whom "they" further on does not mean."""
    said = s.key(actor.end - 1) in _SPEAKERS or (s.key(actor.end) in _SPEAKERS and not s.capitals[actor.end])
    return said and s.key(actor.end) not in lexicon.words["held"]
