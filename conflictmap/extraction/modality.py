"""How firmly a sentence stands behind an event: denied, planned, attributed or asserted.

A ladder: the first rung that fits wins. Conservative by default: an infinitive is a plan unless the
verb before it says that it came true.
"""

from __future__ import annotations

from conflictmap.core.claims import Kind, Modality
from conflictmap.extraction.denials import (
    CALLED_FALSE,
    REPORTS,
    attempt_beaten_off,
    denies_what_was_said,
    failed_at,
)
from conflictmap.extraction.events import Event
from conflictmap.extraction.lexicon import grammar
from conflictmap.extraction.readings import Reading

_WALLS = grammar("modality_walls")
_PLAN_NOUNS = grammar("plan_nouns")
_HINDERED = grammar("hindered")
_LETTING = grammar("letting")
_WITHOUT = grammar("without")
_ORDERS = grammar("orders")
_ABOUT_TO = grammar("about_to")
_DENIED_THINGS = grammar("denied_things")
_ADJECTIVES = frozenset({"disputed", "dismissed", "rejected"})
_ALMOST = frozenset({"almost", "nearly", "narrowly"})
_ONCE = frozenset({"until", "till", "once", "unless"})
_DEEDS = frozenset({Kind.CAPTURES, Kind.PARTLY_HOLDS, Kind.ATTACKS, Kind.CONTESTS})
_SPANS = frozenset({"hours", "days", "weeks", "months", "years", "week", "month", "year"})


def modality_of(reading: Reading, event: Event) -> Modality:
    """The modality of an event within its sentence."""
    s, words = reading.sentence, reading.lexicon.words
    group = event.group
    keys = s.keys
    left = _clause_start(reading, group.start)
    before = keys[left : group.start]
    after = keys[event.end : event.end + 14]
    if _denied(reading, event, before, after):
        return Modality.DENIED
    if _planned(reading, event, before) or "?" in s.words[event.end :]:
        return Modality.PLANNED
    everything = keys[max(0, group.start - 40) : group.verb]
    if any(key in words["attribution"] for key in everything) or _reported_after(reading, event):
        return Modality.ATTRIBUTED
    return Modality.ASSERTED


def _clause_start(reading: Reading, i: int) -> int:
    s = reading.sentence
    at = i
    while at > 0 and i - at < 40:
        if s.key(at - 1) in _WALLS:
            break
        at -= 1
    return at


def _denied(reading: Reading, event: Event, before: tuple[str, ...], after: tuple[str, ...]) -> bool:
    words, group = reading.lexicon.words, event.group
    if _negated(reading, event, before):
        return "until" not in after and "till" not in after
    near = before[-8:]
    if group.voice == "infinitive" and any(key in words["failed"] for key in near[-5:]):
        return True
    if group.voice in {"gerund", "noun"} and any(key in _WITHOUT for key in near):
        return True
    if group.voice == "gerund" and before[-1:] == ("from",) and any(key in _HINDERED for key in before[-12:]):
        return True
    if _denial_before(reading, group.start, len(before)):
        return True
    if event.kind in _DEEDS and (_nearly(reading, event) or attempt_beaten_off(reading, event.end)):
        return True
    if denies_what_was_said(reading, event.end) or (event.kind is Kind.ATTACKS and failed_at(reading, event.end)):
        return True
    undone = [n for n, key in enumerate(after) if key in words["undone"]]
    if undone and undone[0] < 10 and event.kind in _DEEDS:
        return bool({"but", "was", "were", "which", "been"} & set(after[: undone[0]]))
    return False


def _negated(reading: Reading, event: Event, before: tuple[str, ...]) -> bool:
    """ "Did not capture P", "no longer held P", "P is not under X control"."""
    group = event.group
    state = group.voice in {"state", "adjective"} and bool(reading.lexicon.words["negations"] & set(before[-4:]))
    return group.negated or state or {"no", "longer"} <= set(before[-5:])


def _denial_before(reading: Reading, i: int, reach: int) -> bool:
    """ "Denied that X took P", "rejected claims that ..."; a "disputed city" denies nothing."""
    s, words = reading.sentence, reading.lexicon.words
    back = range(max(0, i - min(reach, 12)), i)
    if any(s.key(n) == "admitted" for n in back):
        return False
    if any(s.key(n) in CALLED_FALSE and s.key(n + 1) in REPORTS for n in range(max(0, i - reach), i)):
        return True  # "spread false information, such as X taking P"
    return any(
        s.key(n) in words["denial"] and (s.key(n) not in _ADJECTIVES or s.key(n + 1) in _DENIED_THINGS) for n in back
    )


def _nearly(reading: Reading, event: Event) -> bool:
    """ "Almost captured P": not captured; "almost all of P" is a part."""
    s, group = reading.sentence, event.group
    verbal = group.voice in {"active", "past", "passive"}
    return verbal and any(s.key(n) in _ALMOST for n in range(group.start, group.verb))


def _planned(reading: Reading, event: Event, before: tuple[str, ...]) -> bool:
    words, group = reading.lexicon.words, event.group
    if any(key in words["conditional"] for key in before[-15:]) and group.voice not in {"noun", "adjective"}:
        return True
    if group.voice == "infinitive" and _ordinal_subject(before):
        return False
    if group.voice == "infinitive":
        if any(key in _LETTING for key in before[-9:]) and any(a.end == group.start for a in reading.actors):
            return False  # "allowing the rebels to take P"
        lasted = "took" in before and any(key in _SPANS for key in before[-2:])
        return not lasted and not any(key in words["factive"] for key in before[-4:])
    if group.modal or _not_yet(reading, event, before):
        return True
    near = before[-7:]
    if event.kind is Kind.LOSES and (
        (near[-1:] and near[-1] in _ORDERS) or (group.voice == "noun" and _ORDERS & set(near))
    ):
        return True  # "orders retreat from P", "agreed on a withdrawal from P"
    if group.voice == "noun" and event.kind in {Kind.CAPTURES, Kind.HOLDS, Kind.LOSES}:
        return any(key in _PLAN_NOUNS or key in {"announce", "planned"} for key in near)
    if group.voice == "gerund" and "," not in near[-1:]:
        return any(key in _PLAN_NOUNS or key in _ABOUT_TO for key in near[-3:])
    return False


def _not_yet(reading: Reading, event: Event, before: tuple[str, ...]) -> bool:
    """ "Until P is captured", "once the army takes P": in the present tense behind such a word it is still to come."""
    return event.group.present and len(before) > 1 and bool(_ONCE & set(before[-6:]))


def _ordinal_subject(before: tuple[str, ...]) -> bool:
    """ "the first city to fall": it did fall."""
    return any(key in {"first", "last", "only", "second", "latest"} for key in before[-4:]) and not any(
        key in _PLAN_NOUNS for key in before[-4:]
    )


def _reported_after(reading: Reading, event: Event) -> bool:
    """ "..., the army said": a report at the end of the sentence."""
    s, words = reading.sentence, reading.lexicon.words
    tail = range(max(event.end, len(s) - 12), len(s))
    for at in tail:
        if s.key(at) in words["subject_of_report"]:
            return any(s.words[n] in {",", '"'} for n in range(event.end, at))
        if s.key(at) == "according" or s.key(at) == "reportedly":
            return True
    return False
