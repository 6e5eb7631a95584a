"""How sure a claim is, beside what the same sentence tells to have ended it.

"X broke into P, held by Y, and took it": published without the taking, of which the scorer may be less sure, what Y
held would stay on the map on the very day it was lost.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace

from conflictmap.core.claims import VOTING_MODALITIES, Kind
from conflictmap.extraction.actors import UNKNOWN
from conflictmap.extraction.confidence import Candidate
from conflictmap.extraction.soon_over import IMPLIED

_HAVING = frozenset({Kind.CAPTURES, Kind.HOLDS})


def no_surer_than_their_end(candidates: list[Candidate]) -> list[Candidate]:
    """The claims, what somebody had no surer than what ended it in the same sentence.

    A loss that no words of its own tell is as sure as what it follows from.
    """
    beside: dict[tuple[int, str], list[Candidate]] = defaultdict(list)
    for candidate in candidates:
        if candidate.draft.modality in VOTING_MODALITIES and candidate.features.told_by != "link":
            beside[_where(candidate)].append(candidate)
    if all(len(told) < 2 for told in beside.values()):
        return candidates
    sure = [_as_what_it_ends(c, beside[_where(c)]) if c.draft.rule in IMPLIED else c for c in candidates]
    return [_at_most_its_end(c, beside[_where(c)]) if c.draft.kind in _HAVING else c for c in sure]


def _where(candidate: Candidate) -> tuple[int, str]:
    return candidate.sentence, candidate.draft.place.casefold()


def _as_what_it_ends(loss: Candidate, beside: list[Candidate]) -> Candidate:
    """An implied loss, as sure as what its party had."""
    had = [c for c in beside if c.draft.kind in _HAVING and _same_party(c, loss)]
    return _with(loss, max(c.draft.confidence for c in had)) if had else loss


def _at_most_its_end(candidate: Candidate, beside: list[Candidate]) -> Candidate:
    ends = [c.draft.confidence for c in beside if c.draft.rule not in IMPLIED and _ends(c, candidate)]
    return _with(candidate, min(candidate.draft.confidence, *ends)) if ends else candidate


def _ends(end: Candidate, candidate: Candidate) -> bool:
    """Whether one claim tells of its own party's loss, or of another's capture, after the other."""
    if end.draft.kind is Kind.LOSES:
        return _same_party(end, candidate) and candidate.draft.kind is Kind.CAPTURES and _behind(end, candidate)
    if end.draft.kind is not Kind.CAPTURES or _same_party(end, candidate) or end.draft.actor_canonical == UNKNOWN:
        return False
    days = end.draft.date_to, candidate.draft.date_to
    if None in days or days[0] == days[1]:
        return _behind(end, candidate) and candidate.draft.against_canonical != end.draft.actor_canonical
    return bool(days[0] and days[1] and days[0] > days[1])


def _behind(one: Candidate, other: Candidate) -> bool:
    return one.grounds.event.group.start > other.grounds.event.group.start


def _same_party(one: Candidate, other: Candidate) -> bool:
    return one.draft.actor_canonical == other.draft.actor_canonical


def _with(candidate: Candidate, confidence: float) -> Candidate:
    return replace(candidate, draft=replace(candidate.draft, confidence=confidence))
