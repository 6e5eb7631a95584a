"""Lists of places each on its own day: "captured P on Saturday, Q on Sunday and R two days later"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from conflictmap.core.claims import Precision
from conflictmap.extraction.date_mentions import DateMention
from conflictmap.extraction.place_lists import HAVE_LOST
from conflictmap.extraction.places import Place
from conflictmap.extraction.readings import Reading

_JOINED = frozenset({",", "and", "the", "both"})
_BETWEEN_DAYS = frozenset({",", "and", "on", "the"})
_LISTING = frozenset({"including", "namely", "them"})
_TWO_DAYS_RUNNING = 1
"""Days from the first of two days told to the second where they may be one stretch: "on 4 and 5 April"."""


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
    at += s.key(at) == "the"
    return next((told for told in reading.dates if at - 2 <= told.start <= at and told.start >= i), None)


def own_date(reading: Reading, place: Place, group_end: int) -> DateMention | None:
    """The date of the place's own part of a list whose verb ends at token `group_end`.

    "Captured P on Saturday, Q and R, a suburb, on Sunday", "captured P on Saturday and, on Sunday, Q".
    """
    s = reading.sentence
    if not any(group_end <= told.start and told.end <= place.start for told in reading.dates):
        return None
    if any(s.key(n) in reading.lexicon.verbs and not in_name(reading, n) for n in range(group_end, place.start)):
        return None
    start, end = place.start, place.end
    for other in reading.places:
        if other.start > place.start and _are_joined(reading, end, other.start):
            end = other.end
    end += s.key(end) == "itself"
    behind = date_behind(reading, end) or date_behind(reading, _behind_aside(reading, end))
    if behind is not None:
        return behind
    for other in reversed(reading.places):
        if group_end <= other.start < start and _are_joined(reading, other.end, start):
            start = other.start
    while s.key(start - 1) in {"the", "both", ","}:
        start -= 1
    before = next((told for told in reading.dates if told.end == start and told.start > group_end), None)
    if before is None or s.key(place.start - 1) not in _JOINED:
        return None
    at = before.start - 1
    while s.key(at) in {"on", "in", "the"}:
        at -= 1
    return before if s.key(at) in {",", "and"} and s.key(start) == "," else None


def of_two_days(reading: Reading, place: Place, told: DateMention) -> DateMention:
    """The day of one of several places told with as many days.

    "P and Q were taken on 4 and 17 April", P on the 4th; "on Monday, Tuesday and Thursday respectively".
    """
    s = reading.sentence
    days = _days_told_apart(reading, told)
    if len(days) > 1:
        joined = _joined_with(reading, place)
        return days[joined.index(place)] if len(days) == len(joined) else told
    between = not {"between", "from"}.isdisjoint(s.keys[max(0, told.start - 2) : told.start])
    two = told.precision is Precision.RANGE and not told.bound and "and" in s.keys[told.start : told.end]
    running = (told.last - told.first).days <= _TWO_DAYS_RUNNING
    if not two or between or (running and s.key(told.end) != "respectively"):
        return told
    joined = _joined_with(reading, place)
    if len(joined) != 2:
        return told
    day = told.first if joined[0] is place else told.last
    return replace(told, first=day, last=day, precision=Precision.DAY)


def _joined_with(reading: Reading, place: Place) -> list[Place]:
    """The list that a place is in, in the order told."""
    joined = [place]
    for other in sorted(reading.places, key=lambda p: p.start):
        if other.start > joined[-1].start and _are_joined(reading, joined[-1].end, other.start):
            joined.append(other)
    for other in sorted(reading.places, key=lambda p: -p.start):
        if other.start < joined[0].start and _are_joined(reading, other.end, joined[0].start):
            joined.insert(0, other)
    return joined


def _days_told_apart(reading: Reading, told: DateMention) -> list[DateMention]:
    """The dates of "on Monday, Tuesday and Thursday respectively" of which `told` is the first; else it alone."""
    s, days = reading.sentence, [told]
    for mention in sorted(reading.dates, key=lambda d: d.start):
        between = s.keys[days[-1].end : mention.start]
        if mention.start > days[-1].start and between and _BETWEEN_DAYS.issuperset(between):
            days.append(mention)
    end = days[-1].end
    return days if s.key(end + (s.key(end) == ",")) == "respectively" else [told]


def of_former_holder(reading: Reading, place: Place | None, group_end: int, told: DateMention) -> bool:
    """Whether a date tells since when others had what is listed: "took areas held by Y since 2014, including P"."""
    s = reading.sentence
    if (
        place is None
        or not group_end <= told.start < place.start
        or _LISTING.isdisjoint(s.keys[told.end : place.start])
    ):
        return False
    return not (HAVE_LOST | {"that", "which"}).isdisjoint(s.keys[group_end : told.start])


def in_name(reading: Reading, i: int) -> bool:
    """Whether token `i` is part of a name or a date: "the Rapid Support Forces" force nothing, nor March, nor Hit."""
    ends = [(named.start, named.end) for named in reading.actors]
    ends += [(named.start, named.end) for named in reading.places]
    ends += [(told.start, told.end) for told in reading.dates]
    return any(start <= i < end for start, end in ends)


def _are_joined(reading: Reading, start: int, end: int) -> bool:
    """Whether only commas and "and" stand between tokens `start` and `end`."""
    between = reading.sentence.keys[start:end]
    return bool(between) and _JOINED.issuperset(between)


def _behind_aside(reading: Reading, i: int) -> int:
    """The token where an aside ends that begins at token `i`: "Q, a desert town, on Sunday"; `i` without one."""
    s = reading.sentence
    if s.key(i) != "," or s.key(i + 1) in {"and", "but", "or", "then"}:
        return i
    closing = next((n for n in range(i + 2, len(s)) if s.words[n] in {",", ";"}), i)
    told = date_behind(reading, closing)
    ends = told is not None and not s.key(told.end).isalpha()
    if not ends or any(d.start < closing for d in reading.dates if d.start > i):
        return i
    return closing
