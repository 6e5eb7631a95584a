"""The second half of rule 2: copies of one wire text count once, and a partisan source needs a witness.

Both work forward in time, so that a claim can never change what was settled before its own days: of
several copies the earliest counts, and a partisan claim counts from the day on which a witness agrees.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
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
    """Of articles with the same wording, drop the claims of later days; those of one day share a voice.

    The same sentence stands elsewhere in each copy, behind another dateline. So claims of two copies are the same
    when they are the n-th that their article makes of that kind and actor.
    """
    original: dict[tuple[str, Kind, str | None, int], Vote] = {}
    told: Counter[tuple[str, str, Kind, str | None]] = Counter()
    kept = []
    for vote in votes:
        claim = vote.claim
        if claim.wording is not None:
            telling = (claim.article or claim.source, claim.wording, claim.kind, claim.actor)
            sentence = (*telling[1:], told[telling])
            told[telling] += 1
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

    __slots__ = ("_firsts", "_latest", "_texts")

    def __init__(self) -> None:
        self._firsts: list[int] = []
        self._texts: list[str] = []
        # For each vote the latest last day so far, whose text that is, and the latest of all other texts.
        self._latest: list[tuple[int, str, int]] = []

    def add(self, vote: Vote) -> None:
        text = _text(vote)
        last, whose, other = self._latest[-1] if self._latest else (0, text, 0)
        if text == whose:
            last = max(last, vote.last)
        elif vote.last > last:
            last, whose, other = vote.last, text, last
        else:
            other = max(other, vote.last)
        self._firsts.append(vote.first)
        self._texts.append(text)
        self._latest.append((last, whose, other))

    def first_day(self, vote: Vote) -> int | None:
        """The day from which `vote` has a witness with a text of its own, or ``None``."""
        text = _text(vote)
        earlier = bisect_right(self._firsts, vote.first)
        if earlier:
            last, whose, other = self._latest[earlier - 1]
            if (other if whose == text else last) >= vote.first - WITNESS_DAYS:
                return vote.first
        for index in range(earlier, len(self._firsts)):
            if self._firsts[index] > vote.last + WITNESS_DAYS:
                return None
            if self._texts[index] != text:
                return self._firsts[index]
        return None


def _text(vote: Vote) -> str:
    return vote.claim.wording or f"\0{vote.claim.identifier}"
