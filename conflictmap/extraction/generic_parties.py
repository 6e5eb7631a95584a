"""Whose "the soldiers", "the fighters" or "the attackers" are where no theatre says: the one party in sight that fits.

A careful reader takes a bare word up from what the paragraph has named. Only one party may fit; where two do, or
another paragraph has to be asked, it stays unknown.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from conflictmap.extraction.actors import UNKNOWN, Actor
from conflictmap.extraction.lexicon import grammar
from conflictmap.extraction.theatre import Theatre
from conflictmap.extraction.tokens import Sentence

_STATE, _GROUP = grammar("state_fighters"), grammar("group_fighters")
_UNITS = grammar("units")
_ATTACKERS, _DEFENDERS, _ATTACKS = grammar("besiegers"), grammar("besieged"), grammar("attacks")
_BESIDE, _WHOSE = grammar("bare_beside"), grammar("tells_whose")
_WORDS = _STATE | _GROUP | _ATTACKERS | _DEFENDERS
_REACH = 6
"""Tokens behind a party within which its verb of attack must stand."""


@dataclass(frozen=True, slots=True)
class _Seen:
    """A party that the paragraph has named: its last word, and whether it attacks there."""

    canonical: str
    head: str
    attacks: bool
    beside: bool
    sentence: int


@dataclass(slots=True)
class PartiesInSight:
    """The parties of the paragraph so far, the latest last."""

    seen: list[_Seen] = field(default_factory=list)
    paragraph: int = 0

    def resolve(self, s: Sentence, number: int, actors: Sequence[Actor], theatre: Theatre) -> list[Actor]:
        """The actors of sentence `number`, bare words for armed people with whom they mean."""
        if s.paragraph != self.paragraph:
            self.paragraph = s.paragraph
            self.seen.clear()
        here = [_seen(s, number, actor) for actor in actors if actor.canonical != UNKNOWN]
        before = len(self.seen)
        self.seen += here
        resolved: list[Actor] = []
        for actor in actors:
            told = actor
            if _is_bare(s, actor):
                meant = self._meant(s, number, actor, theatre)
                if meant is not None:
                    told = replace(actor, canonical=meant)
                    self.seen.insert(before, replace(_seen(s, number, told), attacks=False))
            resolved.append(told)
        return resolved

    def _meant(self, s: Sentence, number: int, actor: Actor, theatre: Theatre) -> str | None:
        head = s.keys[actor.end - 1]
        if head in _ATTACKERS:
            return self._attacker(number)
        if head in _DEFENDERS:
            return self._defender(number, theatre)
        if again := _only(seen.canonical for seen in self.seen if seen.head == head and not seen.beside):
            return again
        states = theatre.states()
        if head in _STATE and not (head in _UNITS and s.key(actor.start - 1) == "the"):
            return self._of_state(number, theatre, states)
        if head not in _GROUP:
            return None
        return _only(seen.canonical for seen in self.seen if seen.canonical not in states and not seen.beside)

    def _attacker(self, number: int) -> str | None:
        """Who attacks in the nearest sentence that says so, this one or up to two before."""
        for n in (number, number - 1, number - 2):
            attacking = {seen.canonical for seen in self.seen if seen.attacks and seen.sentence == n}
            if attacking:
                return _only(attacking)
        return None

    def _defender(self, number: int, theatre: Theatre) -> str | None:
        """The other one of two parties, or the only one that the text names beside the attacker."""
        attacker = self._attacker(number)
        if attacker is None:
            return None
        others = {seen.canonical for seen in self.seen if seen.canonical != attacker}
        if not others and (home := theatre.at_home(number)):
            others = {home} - {attacker}
        return _only(others)

    def _of_state(self, number: int, theatre: Theatre, states: frozenset[str]) -> str | None:
        """The only state whose forces are in sight, that of the country itself always being so.

        Outsiders count only where their forces are named: "the American withdrawal" brings in nobody.
        """
        home, at_war = theatre.at_home(number), theatre.at_war(number)
        if home and theatre.invaded(number) and all(seen.canonical != home for seen in self.seen):
            return None
        named = {seen.canonical for seen in self.seen if not seen.beside or seen.canonical in at_war}
        return _only((named & states) | ({home} if home else set()))


def _seen(s: Sentence, number: int, actor: Actor) -> _Seen:
    return _Seen(actor.canonical, s.keys[actor.end - 1], _attacking(s, actor), actor.adjective or actor.country, number)


def _attacking(s: Sentence, actor: Actor) -> bool:
    """Whether a mention is the subject of a verb of attack, or its agent: "was assaulted by the army"."""
    if actor.adjective or actor.country:
        return False
    before = actor.start - 1 - (s.key(actor.start - 1) == "the")
    if s.key(before) == "by":
        return any(s.key(at) in _ATTACKS for at in range(before - 6, before))
    if s.key(before) in {"from", "against", "to", "of", "with", "on", "between"}:
        return False
    return any(s.key(at) in _ATTACKS for at in range(actor.end, min(actor.end + _REACH, len(s))))


def _is_bare(s: Sentence, actor: Actor) -> bool:
    """Whether a mention is nothing but such a word: no name beside it, nothing behind that tells whose it is."""
    if actor.canonical != UNKNOWN or actor.named or actor.possessed or s.keys[actor.end - 1] not in _WORDS:
        return False
    before = s.key(actor.start - 1)
    named = actor.start > 0 and (s.capitals[actor.start - 1] or before in {"-", "s"})
    if named and not s.shouting and before not in _BESIDE:
        return False
    beside = all(s.keys[at] in _BESIDE for at in range(actor.start, actor.end - 1))
    return beside and s.key(actor.end) not in _WHOSE and s.key(actor.end) != "-"


def _only(parties: Iterable[str]) -> str | None:
    found = set(parties)
    return next(iter(found)) if len(found) == 1 else None
