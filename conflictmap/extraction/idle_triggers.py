"""Words of control of which nothing was read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from conflictmap.extraction.events import Event
from conflictmap.extraction.patterns import match_pattern
from conflictmap.extraction.readings import Reading
from conflictmap.extraction.senses import find_triggers
from conflictmap.extraction.verb_groups import verb_group


@dataclass(frozen=True, slots=True)
class IdleTrigger:
    """A word of control at tokens `start` to `end`: what it may say, and the sense or rule that looks for it."""

    start: int
    end: int
    says: str
    matched: str


def idle_triggers(reading: Reading, events: Sequence[Event]) -> list[IdleTrigger]:
    """Those of a sentence that none of its `events` is made of, in order, not overlapping."""
    told = {n for event in events for n in range(event.group.start, event.group.end)}
    found = []
    for idle in sorted([*_by_sense(reading), *_by_rule(reading)], key=lambda one: (one.start, -one.end)):
        if told.isdisjoint(range(idle.start, idle.end)):
            told.update(range(idle.start, idle.end))
            found.append(idle)
    return found


def _by_sense(reading: Reading) -> Iterator[IdleTrigger]:
    """What links start from."""
    for trigger in find_triggers(reading):
        kinds = " or ".join(kind.replace("_", " ") for kind in trigger.kinds)
        yield IdleTrigger(trigger.group.verb, trigger.group.end, kinds, f"the sense {trigger.sense}")


def _by_rule(reading: Reading) -> Iterator[IdleTrigger]:
    """What rules start from."""
    s, lexicon = reading.sentence, reading.lexicon
    for i, key in enumerate(s.keys):
        if i in reading.reader.inside_actor:
            continue
        matched = [
            (match_pattern(noun.rest, s.keys, i + 1), noun.rule, noun.kind) for noun in lexicon.nouns.get(key, ())
        ]
        for verb in lexicon.verbs.get(key, ()):
            end = match_pattern(verb.rest, s.keys, i + 1)
            if end > i and verb_group(reading, i, end, verb.form) is not None:
                matched.append((end, verb.rule, verb.kind))
        end, rule, kind = max(matched, default=(-1, "", ""))
        if end > i:
            yield IdleTrigger(i, end, kind.replace("_", " "), f"the rule {rule}")
