"""How sure a claim is, beside what the same text tells to have ended it.

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

_LIKELY = 0.4
"""An end that is less sure than this leaves what it ended more likely than the publishing threshold asks."""
_HAVING = frozenset({Kind.CAPTURES, Kind.HOLDS})


def no_surer_than_their_end(candidates: list[Candidate]) -> list[Candidate]:
    """The claims, what somebody had no surer than what the text tells to have ended it.

    A loss that no words of its own tell is as sure as what it follows from.
    """
    beside: dict[str, list[Candidate]] = defaultdict(list)
    for candidate in candidates:
        if candidate.draft.modality in VOTING_MODALITIES and candidate.features.told_by != "link":
            beside[_where(candidate)].append(candidate)
    if all(len(told) < 2 for told in beside.values()):
        return candidates
    sure = [_as_what_it_ends(c, beside[_where(c)]) if c.draft.rule in IMPLIED else c for c in candidates]
    return [_at_most_its_end(c, beside[_where(c)]) if c.draft.kind in _HAVING else c for c in sure]


def _where(candidate: Candidate) -> str:
    return candidate.draft.place.casefold()


def _as_what_it_ends(loss: Candidate, beside: list[Candidate]) -> Candidate:
    """An implied loss, as sure as what its party had."""
    had = [c for c in beside if c.draft.kind in _HAVING and _same_party(c, loss)]
    return _with(loss, max(c.draft.confidence for c in had)) if had else loss


def _at_most_its_end(candidate: Candidate, beside: list[Candidate]) -> Candidate:
    told = [c for c in beside if c.draft.rule not in IMPLIED and c.draft.confidence >= _LIKELY]
    ends = [c.draft.confidence for c in told if _ends(c, candidate)]
    return _with(candidate, min(candidate.draft.confidence, *ends)) if ends else candidate


def _ends(end: Candidate, candidate: Candidate) -> bool:
    """Whether one claim tells of its own party's loss, or of another's capture, after the other."""
    if end.draft.kind is Kind.LOSES:
        return _same_party(end, candidate) and candidate.draft.kind is Kind.CAPTURES and _behind(end, candidate)
    if end.draft.kind not in _HAVING or _same_party(end, candidate) or end.draft.actor_canonical == UNKNOWN:
        return False
    if end.grounds.dated.long_ago:
        return False
    first, last, until = end.draft.date_from, end.draft.date_to, candidate.draft.date_to
    if end.draft.kind is Kind.HOLDS:
        return bool(first and until and first > until)
    if last is None or until is None or last == until:
        return _behind(end, candidate) and candidate.draft.against_canonical != end.draft.actor_canonical
    return last > until


def _behind(one: Candidate, other: Candidate) -> bool:
    places = [(c.sentence, c.grounds.event.group.start) for c in (one, other)]
    return places[0] > places[1]


def _same_party(one: Candidate, other: Candidate) -> bool:
    return one.draft.actor_canonical == other.draft.actor_canonical


def _with(candidate: Candidate, confidence: float) -> Candidate:
    return replace(candidate, draft=replace(candidate.draft, confidence=confidence))
