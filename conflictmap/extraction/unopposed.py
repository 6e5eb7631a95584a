"""Whether who entered a place took it: without resistance, or when the other side had left."""

from __future__ import annotations

from collections.abc import Sequence

from conflictmap.core.claims import PlaceKind, Relation
from conflictmap.extraction.actors import UNKNOWN, Actor
from conflictmap.extraction.finders import subjects
from conflictmap.extraction.lexicon import grammar
from conflictmap.extraction.places import Place
from conflictmap.extraction.readings import Reading
from conflictmap.extraction.verb_groups import VerbGroup

_LEAVING = grammar("leaving")
_UNOPPOSED = grammar("unopposed")
_OPPOSED = grammar("resistance")
_NO_FIGHTERS = grammar("no_fighters")
_NONE_OF_IT = frozenset({"no", "little", "without", "any", "zero"})
_ONCE = frozenset({"after", "once", "as", "when", "following"})
_ITS = frozenset({"its", "their", "some", "several", "many", "heavy", "most"})
_POSTS = grammar("posts")
_INTO_REACH = 16
"""Tokens behind the place in which it may be told that nobody resisted."""
_TO_THE_LEAVING = 12
"""Tokens at most between "after" and the word that tells that somebody left."""


def unopposed(reading: Reading, group: VerbGroup, places: Sequence[Place], i: int) -> bool:
    """Whether the words from token `i`, or a clause before the verb, say that nobody stood in the way any more.

    Who enters a region, or the outskirts of a town, has not taken it even so.
    """
    s = reading.sentence
    if any(place.kind is PlaceKind.REGION or place.relation is not Relation.IN for place in places):
        return False
    if not reading.lexicon.words["outskirts"].isdisjoint(s.keys[group.start : i]):
        return False
    tail = s.keys[i : i + _INTO_REACH]
    for n, key in enumerate(tail):
        if key in _UNOPPOSED and (n < 1 or tail[n - 1] != "not"):
            return True
        if key in _OPPOSED and _NONE_OF_IT & set(tail[max(0, n - 3) : n]):
            return True
        if key in _ONCE and _have_left(reading, i + n + 1, i + n + 1 + _TO_THE_LEAVING):
            return True
    return _left_before(reading, group)


def _have_left(reading: Reading, start: int, end: int) -> bool:
    """Whether fighters are told to have left, from token `start` to `end`.

    Not civilians, unless fighters went with them; not "withdrew its heavy weapons" (but "left their
    posts"), not "left 12 people dead".
    """
    s = reading.sentence
    for at in range(start, min(end, len(s))):
        if s.key(at) in _NO_FIGHTERS and not _beside_fighters(reading, at):
            return False
        behind = s.key(at + 1)
        counted = behind in reading.lexicon.numbers or behind[:1].isdecimal()
        their_posts = behind in {"its", "their"} and s.key(at + 2) in _POSTS
        if s.key(at) in _LEAVING and (their_posts or behind not in _ITS) and not counted:
            return True
    return False


def _beside_fighters(reading: Reading, at: int) -> bool:
    """ "The last rebels and civilians", "rebels and their families", "civilians and rebels", about token `at`."""
    s = reading.sentence
    joined = at - 2 if s.key(at - 1) == "their" else at - 1
    behind_fighters = s.key(joined) == "and" and any(actor.end == joined for actor in reading.actors)
    return behind_fighters or (s.key(at + 1) == "and" and reading.actor_from(at + 2) is not None)


def _left_before(reading: Reading, group: VerbGroup) -> bool:
    """ "After Y pulled out, X moved into P": Y is another party, and leaves no other place."""
    s = reading.sentence
    who = subjects(reading, group)
    if not who or s.key(0) not in _ONCE:
        return False
    comma = next((n for n in range(who[0].start - 1, 0, -1) if s.key(n) == ","), 0)
    left = [a for a in reading.actors if a.end <= comma and not a.adjective]
    others = {a.canonical for a in left} - {UNKNOWN, who[0].canonical}
    if not others or not _have_left(reading, left[-1].end, comma):
        return False
    named = [p for p in reading.places if not p.reference and not p.unnamed and not p.country]
    entered = {s.keys[p.name_start : p.name_end] for p in named if p.start >= group.end}
    taken_up = not entered and any(p.reference and p.start >= group.end for p in reading.places)
    from_where = {s.keys[p.name_start : p.name_end] for p in named if p.end <= comma}
    return len(from_where) <= 1 if taken_up else from_where <= entered


def gave_way(reading: Reading, i: int) -> Actor | None:
    """ "P fell on Tuesday after X collapsed": X, told to have left or broken down close behind token `i`."""
    s = reading.sentence
    for at in range(i, min(i + 8, len(s))):
        if s.key(at) in _ONCE:
            party = reading.actor_from(at + 1)
            behind = reading.skip_adverbs(party.end) if party else 0
            left = party is not None and _have_left(reading, behind, behind + 1)
            return party if left and party and party.canonical != UNKNOWN else None
        if s.key(at) in {",", ";", "and", "but", "to"}:
            return None
    return None
