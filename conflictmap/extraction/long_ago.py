"""What is told of the past where nothing tells when: "three years after X took P", "X once held P"."""

from __future__ import annotations

from itertools import pairwise

from conflictmap.core.claims import Kind, Modality
from conflictmap.extraction.events import Event
from conflictmap.extraction.lexicon import grammar
from conflictmap.extraction.modality import mood_of
from conflictmap.extraction.readings import Reading

SPANS = grammar("spans_of_time")
_LONG_SPANS = SPANS - {"days", "week"}
FROM_THEN = frozenset({"after", "before", "since"})
_SPAN_BEHIND = 6
"""Tokens of "for nearly two and a half years"."""
_LATER_BEHIND = 9
"""Tokens of "by the Iraqi army almost three weeks later"."""
_RELATIVE = frozenset({"which", "who", "whom"})
_TOLD_OF = grammar("told_of_the_past")
_ONCE = grammar("once")


def is_past(reading: Reading, event: Event) -> bool:
    """ "Three years after X took P", "P, which X took", "X had taken P", "how X took P", "X once held P": no day."""
    s, group = reading.sentence, event.group
    start = group.start
    while start > 0 and s.words[start - 1] not in {",", ";", "(", '"'}:
        start -= 1
    clause = s.keys[start : group.start]
    spans = _LONG_SPANS if group.voice in {"noun", "gerund"} else SPANS  # "five days after taking P, X moved on"
    if any(s.key(n) in FROM_THEN and s.key(n - 1) in spans for n in range(start, group.start)):
        return True
    if event.kind is Kind.HOLDS:
        return _was_so_once(reading, event, clause)
    if event.kind not in {Kind.CAPTURES, Kind.LOSES} or group.voice in {"noun", "gerund", "infinitive", "state"}:
        return False
    since = clause[:1] == ("since",) or clause[:2] == ("ever", "since")
    if since or (start > 0 and not _RELATIVE.isdisjoint(clause)) or not _TOLD_OF.isdisjoint(clause):
        return "later" not in s.keys[group.end : group.end + _LATER_BEHIND]  # "which was retaken by Y weeks later"
    said = [n for n in range(start + 1, group.start) if s.key(n) in reading.lexicon.words["attribution"]]
    if "had" in s.keys[group.start : group.verb] and any("had" in s.keys[n - 2 : n] for n in said):
        return True  # "the militants had said earlier that they had captured it"
    if {"by", "and", "now", "already"}.intersection(clause):
        return False  # "entered P and by evening had expelled Y"
    return "had" in s.keys[group.start : group.verb] and mood_of(reading, event).modality is Modality.ASSERTED


def _was_so_once(reading: Reading, event: Event, clause: tuple[str, ...]) -> bool:
    """ "X once held P", "at its height X held P", "X ruled P for a year", "P spent years under X"."""
    s, group = reading.sentence, event.group
    if group.voice == "state":
        last = max(event.end, group.end)
        lasted = s.key(last) == "for" and not SPANS.isdisjoint(s.keys[last : last + _SPAN_BEHIND])
        return "spent" in clause or (lasted and "was" in clause and "now" not in clause)
    if group.present or group.perfect or group.voice not in {"active", "past", "passive", "infinitive"}:
        return False
    words = (*clause, *s.keys[group.start : group.end])
    if not _ONCE.isdisjoint(words) or ("used", "to") in pairwise(words):
        return True
    last = max(event.end, group.end)
    behind = s.keys[last : last + _SPAN_BEHIND]
    if ("until", "recently") in {behind[:2], s.keys[:2]}:
        return True
    inside = s.keys[group.end : group.end + _SPAN_BEHIND]  # "being held for months by X"
    lasted = any(words[:1] == ("for",) and not SPANS.isdisjoint(words) for words in (behind, inside))
    return lasted and "now" not in clause
