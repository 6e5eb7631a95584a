"""How firmly a sentence stands behind an event: denied, planned, attributed or asserted.

A ladder: the first rung that fits wins. Conservative by default: an infinitive is a plan unless the
verb before it says that it came true.
"""

from __future__ import annotations

from conflictmap.core.claims import Kind, Modality
from conflictmap.extraction.events import Event
from conflictmap.extraction.lexicon import grammar
from conflictmap.extraction.readings import Reading

_WALLS = grammar("modality_walls")
_PLAN_NOUNS = grammar("plan_nouns")
_HINDERED = grammar("hindered")
_LETTING = grammar("letting")
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
    if _planned(reading, event, before) or (s.words[-1] == "?"):
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
    state = group.voice in {"state", "adjective"} and bool(words["negations"] & set(before[-4:]))
    if group.negated or state or {"no", "longer"} <= set(before[-5:]):
        return "until" not in after and "till" not in after
    near = before[-8:]
    if group.voice == "infinitive" and any(key in words["failed"] for key in near[-5:]):
        return True
    if group.voice in {"gerund", "noun"} and any(
        key in {"without", "prevent", "prevented", "preventing", "avoid", "failed", "denied", "denies", "denying"}
        for key in near
    ):
        return True
    if group.voice == "gerund" and before[-1:] == ("from",) and any(key in _HINDERED for key in before[-12:]):
        return True
    if any(key in words["denial"] for key in before[-12:]) and not any(key in {"admitted"} for key in before[-12:]):
        return True
    tail = reading.sentence.keys[event.end :]
    for n, key in enumerate(tail[:40]):
        if key in words["denial"] and {"claim", "claims", "report", "reports", "this", "it"} & set(tail[n + 1 : n + 5]):
            return True
    undone = [n for n, key in enumerate(after) if key in words["undone"]]
    if undone and undone[0] < 10 and event.kind in {Kind.CAPTURES, Kind.PARTLY_HOLDS, Kind.ATTACKS, Kind.CONTESTS}:
        lead = after[: undone[0]]
        return bool({"but", "was", "were", "which", "been"} & set(lead))
    return False


def _planned(reading: Reading, event: Event, before: tuple[str, ...]) -> bool:
    words, group = reading.lexicon.words, event.group
    if any(key in words["conditional"] for key in before[-15:]) and event.group.voice not in {"noun", "adjective"}:
        return True
    if group.voice == "infinitive" and _ordinal_subject(before):
        return False
    if group.voice == "infinitive":
        if any(key in _LETTING for key in before[-9:]) and any(a.end == group.start for a in reading.actors):
            return False  # "allowing the rebels to take P"
        lasted = "took" in before and any(key in _SPANS for key in before[-2:])
        return not lasted and not any(key in words["factive"] for key in before[-4:])
    if group.modal:
        return True
    near = before[-7:]
    if group.voice == "noun" and event.kind in {Kind.CAPTURES, Kind.HOLDS, Kind.LOSES}:
        return any(key in _PLAN_NOUNS or key in {"announce", "planned"} for key in near)
    if group.voice == "gerund" and "," not in near[-1:]:
        return any(
            key in _PLAN_NOUNS
            or key in {"verge", "brink", "close", "closer", "aimed", "aiming", "plan", "planning", "intention"}
            for key in near[-3:]
        )
    return False


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
