"""Lists of places each on its own day: "captured P on Saturday, Q on Sunday and R two days later"."""

from __future__ import annotations

from collections.abc import Sequence

from conflictmap.extraction.date_mentions import DateMention
from conflictmap.extraction.places import Place
from conflictmap.extraction.readings import Reading


def each_on_its_day(reading: Reading, places: Sequence[Place]) -> list[Place]:
    """In "captured P on Saturday, Q on Sunday and R two days later", the places behind the first date."""
    found: list[Place] = []
    s, at = reading.sentence, places[-1].end
    while (told := date_behind(reading, at)) is not None:
        at = told.end + (s.key(told.end) == ",")
        at += s.key(at) in {"and", "then"}
        at += s.key(at) == "then"
        more = reading.reader.read_list(at) if told.end < at < len(s) else []
        if not more or more[0].start != at or date_behind(reading, more[-1].end) is None:
            break
        found += more
        at = more[-1].end
    return found


def date_behind(reading: Reading, i: int) -> DateMention | None:
    """The date that stands right behind a mention which ends at token `i`, a comma and a preposition aside."""
    s = reading.sentence
    at = i + (s.key(i) == ",")
    at += s.key(at) in {"on", "in", "by"}
    return next((told for told in reading.dates if told.start in {at, at - 1} and told.start >= i), None)
