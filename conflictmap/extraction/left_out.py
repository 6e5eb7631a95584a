"""What a text told that did not become a claim, and why."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from conflictmap.core.claims import ClaimDraft
from conflictmap.extraction.actors import UNKNOWN
from conflictmap.extraction.events import Event
from conflictmap.extraction.idle_triggers import idle_triggers
from conflictmap.extraction.outcome import Outcome
from conflictmap.extraction.readings import Reading
from conflictmap.extraction.reasons import Reason, reasons_of
from conflictmap.extraction.references import is_place
from conflictmap.extraction.scorer import Scorer

Stage = Literal["unlikely", "repeated", "incomplete", "trigger alone", "place alone"]


@dataclass(frozen=True, slots=True)
class LeftOut:
    """What did not become a claim: its words (`text[start:end]`), what it would say, and why it was left out.

    `sentence` counts from 1. `draft` is there for what was a claim until the end; `reasons` are the heaviest of its
    confidence.
    """

    stage: Stage
    sentence: int
    start: int
    end: int
    quote: str
    says: str
    why: str
    draft: ClaimDraft | None = None
    reasons: tuple[Reason, ...] = ()


def claim_words(draft: ClaimDraft) -> str:
    """What a claim says, without its days: "Islamic State captures Rawa"."""
    said = f"{draft.actor_canonical} {draft.kind.replace('_', ' ')} {draft.place}"
    return said if draft.modality == "asserted" else f"{said} ({draft.modality})"


def left_out(outcome: Outcome, text: str, scorer: Scorer) -> tuple[LeftOut, ...]:
    """All of it, in order of the text."""
    found = [*_unlikely(outcome, scorer), *_repeated(outcome), *_incomplete(outcome, text)]
    events = events_by_sentence(outcome)
    for reading in outcome.readings:
        here = events.get(reading.number, [])
        found += [*_triggers_alone(reading, here, text), *_places_alone(reading, here, text)]
    return tuple(sorted(dict.fromkeys(found), key=lambda one: (one.sentence, one.start, one.end)))


def events_by_sentence(outcome: Outcome) -> dict[int, list[Event]]:
    """All events that were read, whatever became of them, by the number of their sentence."""
    found: dict[int, list[Event]] = {}
    repeated = (one.candidate for one in outcome.repeated)
    for candidate in [*outcome.claims, *repeated, *outcome.unlikely]:
        found.setdefault(candidate.sentence, []).append(candidate.grounds.event)
    for unread in outcome.unread:
        found.setdefault(unread.sentence, []).append(unread.event)
    return found


def _unlikely(outcome: Outcome, scorer: Scorer) -> Iterator[LeftOut]:
    for candidate in outcome.unlikely:
        draft, said = candidate.draft, claim_words(candidate.draft)
        why = f"{draft.confidence:.0%} sure, and less than {scorer.keep:.0%} is no claim"
        reasons = reasons_of(scorer, candidate.features)
        number = candidate.sentence + 1
        yield LeftOut("unlikely", number, draft.start, draft.end, draft.quote, said, why, draft, reasons)


def _repeated(outcome: Outcome) -> Iterator[LeftOut]:
    for one in outcome.repeated:
        draft = one.candidate.draft
        said = claim_words(draft)
        why = f"{one.why}: “{one.of.draft.quote}”"
        yield LeftOut("repeated", one.candidate.sentence + 1, draft.start, draft.end, draft.quote, said, why, draft)


def _incomplete(outcome: Outcome, text: str) -> Iterator[LeftOut]:
    for unread in outcome.unread:
        s, event = outcome.readings[unread.sentence].sentence, unread.event
        start, end = s.starts[event.start], s.ends[event.end - 1]
        said = f"{event.kind.replace('_', ' ')}, by the rule {event.rule}"
        yield LeftOut("incomplete", unread.sentence + 1, start, end, text[start:end], said, unread.why)


def _triggers_alone(reading: Reading, events: Sequence[Event], text: str) -> Iterator[LeftOut]:
    s = reading.sentence
    for idle in idle_triggers(reading, events):
        start, end = s.starts[idle.start], s.ends[idle.end - 1]
        said = f"{idle.says}, by {idle.matched}"
        yield LeftOut("trigger alone", reading.number + 1, start, end, text[start:end], said, _lacks(reading))


def _lacks(reading: Reading) -> str:
    """What a word of control is without in its sentence."""
    if not any(not place.unnamed for place in reading.places):
        return "no place in the sentence"
    if not any(actor.canonical != UNKNOWN for actor in reading.actors):
        return "no party in the sentence that is certain"
    return "no place and party of the sentence hang together with it likely enough"


def _places_alone(reading: Reading, events: Sequence[Event], text: str) -> Iterator[LeftOut]:
    s = reading.sentence
    used = {event.place.name_start for event in events if event.place}
    triggers = bool(events or idle_triggers(reading, events))
    for place in reading.places:
        named = (place.attributive or not place.unnamed) and not place.reference
        if not named or place.name_start in used or not is_place(reading, place):
            continue
        why = "no word of control reaches it" if triggers else "no word of control in the sentence"
        if place.attributive:
            why = "it only tells which event is meant"
        start, end = s.starts[place.name_start], s.ends[place.name_end - 1]
        yield LeftOut("place alone", reading.number + 1, start, end, text[start:end], f"a {place.kind}", why)
