"""Whom "by" names without telling whose side they are on: "was freed by the security forces", "by armed villagers"."""

from __future__ import annotations

from functools import cache

from conflictmap.extraction.actors import UNKNOWN, Actor
from conflictmap.extraction.lexicon import grammar
from conflictmap.extraction.readings import Reading

_REACH = 7
"""Tokens behind "by" within which the word for people must stand."""
_NO_AGENT = grammar("by_what_means")


@cache
def _people() -> frozenset[str]:
    return frozenset().union(*map(grammar, ("state_fighters", "group_fighters", "armed_people", "no_fighters", "men")))


def stranger(reading: Reading, i: int) -> Actor | None:
    """The people or the name at token `i`, right behind "by", as a party that is not known; None for a day or a means.

    Who is told, though not by a name that a list holds, is not whoever took the place before.
    """
    s = reading.sentence
    at = i
    while s.key(at) in reading.lexicon.words["determiners"]:
        at += 1
    if at >= len(s) or s.key(at) in _NO_AGENT or any(d.start <= i < d.end or d.start == at for d in reading.dates):
        return None
    if s.capitals[at] and not s.shouting:
        return Actor(at, at + 1, UNKNOWN, named=True)
    for n in range(at, min(at + _REACH, len(s))):
        if s.key(n) in _people():
            return Actor(at, n + 1, UNKNOWN, named=True)
        if not s.key(n).isalpha() and s.key(n) != "-":
            break
    return None
