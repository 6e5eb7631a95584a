"""The second half of rule 2: copies of one wire text count once, and a partisan source needs a witness.

Both work forward in time, so that a claim can never change what was settled before its own days: of
several copies the earliest counts, and a partisan claim counts from the day on which a witness agrees.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace

from conflictmap.core.claims import Kind
from conflictmap.resolution.votes import Vote, order_of
from conflictmap.resolution.weights import serves_own_side

WITNESS_DAYS = 7
"""A witness agrees when it speaks of days at most this far from those of the partisan claim."""

Testimony = tuple[str, str]


def independent_votes(votes: list[Vote]) -> list[Vote]:
    """Those votes that count, on the days from which they count, in order of days."""
    return _witnessed(_without_copies(votes))


def _without_copies(votes: list[Vote]) -> list[Vote]:
    """Of articles with the same wording, drop the claims of later days; those of one day share a voice."""
    original: dict[tuple[str, Kind, str | None, int], Vote] = {}
    kept = []
    for vote in votes:
        claim = vote.claim
        if claim.wording is not None:
            sentence = (claim.wording, claim.kind, claim.actor, claim.position)
            first = original.setdefault(sentence, vote)
            if first.account != vote.account:
                if vote.first > first.first:
                    continue
                vote = replace(vote, voice=first.voice)
        kept.append(vote)
    return kept


def _witnessed(votes: list[Vote]) -> list[Vote]:
    """Drop or delay the claims that partisan sources make for their own side."""
    if not any(serves_own_side(vote.claim) for vote in votes):
        return votes
    witnesses: dict[tuple[Testimony, str | None], _Witnesses] = defaultdict(_Witnesses)
    sides = {vote.claim.source_partisan_of for vote in votes if serves_own_side(vote.claim)}
    for vote in votes:
        for testimony in _testimonies(vote):
            for side in sides:
                if side != vote.claim.source_partisan_of:
                    witnesses[testimony, side].add(vote)
    counted = []
    for vote in votes:
        if not serves_own_side(vote.claim):
            counted.append(vote)
            continue
        found = witnesses.get((_needed_testimony(vote), vote.claim.source_partisan_of))
        first = found.first_day(vote) if found else None
        if first is not None:
            counted.append(replace(vote, first=first, last=max(vote.last, first)))
    return sorted(counted, key=order_of)


def _needed_testimony(vote: Vote) -> Testimony:
    kind, actor = vote.claim.kind, vote.claim.actor or ""
    if kind is Kind.LOSES:
        return "out", actor
    if kind is Kind.CONTESTS:
        return "fights", ""
    return ("in part", actor) if kind is Kind.PARTLY_HOLDS else ("in", actor)


def _testimonies(vote: Vote) -> Iterable[Testimony]:
    """What a claim of another source can bear witness to."""
    kind, actor, against = vote.claim.kind, vote.claim.actor or "", vote.claim.against
    if kind is Kind.LOSES:
        yield "out", actor
    elif kind is Kind.CONTESTS:
        yield "fights", ""
    elif kind is Kind.PARTLY_HOLDS:
        yield "in part", actor
    elif kind in (Kind.CAPTURES, Kind.HOLDS):
        yield "in", actor
        yield "in part", actor
        if against is not None:
            yield "out", against


class _Witnesses:
    """Votes that can agree with partisan ones, in order of their first day."""

    __slots__ = ("_firsts", "_latest_last")

    def __init__(self) -> None:
        self._firsts: list[int] = []
        self._latest_last: list[int] = []

    def add(self, vote: Vote) -> None:
        self._firsts.append(vote.first)
        self._latest_last.append(max(vote.last, self._latest_last[-1] if self._latest_last else vote.last))

    def first_day(self, vote: Vote) -> int | None:
        """The day from which `vote` has a witness, or ``None``."""
        earlier = bisect_right(self._firsts, vote.first)
        if earlier and self._latest_last[earlier - 1] >= vote.first - WITNESS_DAYS:
            return vote.first
        later = bisect_left(self._firsts, vote.first)
        if later < len(self._firsts) and self._firsts[later] <= vote.last + WITNESS_DAYS:
            return self._firsts[later]
        return None
