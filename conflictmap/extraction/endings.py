"""How sure a claim is, beside what the same text tells to have ended it.

"X broke into P, held by Y, and took it": published without the taking, of which the scorer may be less sure, what Y
held would stay on the map on the very day it was lost.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from datetime import date

from conflictmap.core.claims import VOTING_MODALITIES, Kind
from conflictmap.extraction.actors import UNKNOWN
from conflictmap.extraction.confidence import Candidate
from conflictmap.extraction.soon_over import IMPLIED

_LIKELY = 0.4
"""An end that is less sure than this leaves what it ended more likely than the publishing threshold asks."""
_FOLLOWED = 40
"""Different claims of one place, the last told, that may end another: time grows linearly with the text."""
_HAVING = frozenset({Kind.CAPTURES, Kind.HOLDS})


def no_surer_than_their_end(candidates: list[Candidate]) -> list[Candidate]:
    """The claims, what somebody had no surer than what the text tells to have ended it.

    A loss that no words of its own tell is as sure as what it follows from.
    """
    had: dict[tuple[int, str, str], float] = defaultdict(float)
    for candidate in candidates:
        if candidate.draft.kind in _HAVING and candidate.features.told_by != "link":
            had[_whose(candidate)] = max(had[_whose(candidate)], candidate.draft.confidence)
    sure = [_with(c, had[_whose(c)]) if c.draft.rule in IMPLIED and had[_whose(c)] else c for c in candidates]
    ends: dict[str, dict[tuple[object, ...], Candidate]] = defaultdict(dict)
    for candidate in sure:
        draft = candidate.draft
        told = candidate.features.told_by != "link" and draft.modality in VOTING_MODALITIES
        if told and draft.rule not in IMPLIED and draft.confidence >= _LIKELY:
            same = draft.actor_canonical, draft.kind, draft.date_from, draft.date_to
            ends[draft.place.casefold()].pop(same, None)
            ends[draft.place.casefold()][same] = candidate
    followed = {place: list(found.values())[-_FOLLOWED:] for place, found in ends.items()}
    bounded: dict[int, Candidate] = {}
    for candidate in sorted(sure, key=_last_first):  # an end is itself no surer than its own
        told_ends = [bounded.get(id(c), c) for c in followed.get(candidate.draft.place.casefold(), [])]
        bounded[id(candidate)] = _at_most_its_end(candidate, told_ends)
    return [bounded[id(c)] for c in sure]


def _last_first(candidate: Candidate) -> tuple[int, int, int]:
    day = candidate.draft.date_to or date.max
    return -day.toordinal(), -candidate.sentence, -candidate.grounds.event.group.start


def _whose(candidate: Candidate) -> tuple[int, str, str]:
    return candidate.sentence, candidate.draft.place.casefold(), candidate.draft.actor_canonical


def _at_most_its_end(candidate: Candidate, told: list[Candidate]) -> Candidate:
    """The claim, no surer than the surest end of it."""
    if candidate.draft.kind not in _HAVING or candidate.features.told_by == "link":
        return candidate
    ends = [c.draft.confidence for c in told if _ends(c, candidate)]
    return _with(candidate, min(candidate.draft.confidence, max(ends))) if ends else candidate


def _ends(end: Candidate, candidate: Candidate) -> bool:
    """Whether one claim tells of its own party's loss, or of another's capture, after the other."""
    if end.draft.kind is Kind.LOSES:
        taken = candidate.draft.kind is Kind.CAPTURES and _same_party(end, candidate)
        return taken and _behind(end, candidate) and not _before(end, candidate)
    if end.draft.kind not in _HAVING or _same_party(end, candidate):
        return False
    if end.draft.actor_canonical == UNKNOWN and end.draft.against_canonical != candidate.draft.actor_canonical:
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


def _before(one: Candidate, other: Candidate) -> bool:
    days = one.draft.date_to, other.draft.date_to
    return bool(days[0] and days[1] and days[0] < days[1])


def _same_party(one: Candidate, other: Candidate) -> bool:
    return one.draft.actor_canonical == other.draft.actor_canonical


def _with(candidate: Candidate, confidence: float) -> Candidate:
    return replace(candidate, draft=replace(candidate.draft, confidence=confidence))
