"""Which date belongs to an event: the nearest in its clause, else the sentence's, else the one carried along."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import pairwise

from conflictmap.core.claims import Kind, Precision
from conflictmap.extraction.campaigns import began_on
from conflictmap.extraction.date_memory import DateMemory, aside
from conflictmap.extraction.date_mentions import DateMention, month_range
from conflictmap.extraction.dated_lists import in_name, of_former_holder, of_two_days, own_date
from conflictmap.extraction.events import Event
from conflictmap.extraction.lexicon import grammar
from conflictmap.extraction.long_ago import FROM_THEN, SPANS, is_past
from conflictmap.extraction.readings import Reading

_WALLS = grammar("dating_walls")
_NOW = grammar("now")
_LIFTED = grammar("lifted")
_EARLIER = grammar("earlier")
_CLAUSE_WORDS = frozenset({"after", "before", "following", "until"})
_HOURS = grammar("times_of_day")
_BEFORE_DATE = grammar("before_date")
_CLAUSE_REACH = 15
_SINCE_IS_FAR = 30
"""Tokens by which a "since" is held to be farther from an event than it stands."""
_OWN_CLAUSE = frozenset({"before", "until", "till"})
_CLAUSE_IS_FAR = 10
"""The same for a date before the word that begins the event's clause."""
_AFTER = frozenset({"after", "following"})
_LATER = frozenset({"later", "subsequently", "eventually", "then", "since"})
_ASIDES = frozenset({"which", "who", "whom", "whose", "where"})


@dataclass(frozen=True, slots=True)
class Dated:
    """The days of a claim, inclusive, ``None`` where open; the date phrase they follow from, and why.

    `long_ago`: told of the past, and nothing tells when. It must not be taken for news of the day.
    """

    first: date | None
    last: date | None
    precision: Precision
    carried: bool = False
    mention: DateMention | None = None
    why: str = ""
    long_ago: bool = False


def date_event(reading: Reading, event: Event, memory: DateMemory) -> Dated:
    """The days of an event. No date anywhere: open to the publication day."""
    mention = _nearest(reading, event)
    mention = of_two_days(reading, event.place, mention) if mention and event.place else mention
    carried = False
    if event.kind is Kind.BESIEGES and _ended(reading, event):
        told = mention or memory.current
        until = told.last if told else memory.published
        return Dated(None, until, Precision.OPEN, mention=told, why="a siege that ended began some day before")
    if mention is not None and mention.bound in {"until", "till"} and "now" in _around(reading, event):
        mention = None  # "was held by X until October 2017 and is now held by Y"
    if mention is None and _is_present(reading, event):
        why = "told in the present tense: true on the day of publication"
        return Dated(memory.published, memory.published, Precision.DAY, why=why)
    if mention is None and memory.current is not None and _since_then(reading, event):
        why = "since the date told before"
        return Dated(
            memory.current.last, memory.published, Precision.RANGE, carried=True, mention=memory.current, why=why
        )
    past = mention is None and is_past(reading, event)
    if mention is None and not past and _is_background(reading, event):
        until = min(memory.current.last, memory.published) if memory.current else memory.published
        why = "told as background: some day before what the sentence is about"
        return Dated(None, until, Precision.OPEN, mention=memory.current, why=why)
    if past:
        why = "told of the past, and nothing tells when"
        return Dated(None, memory.published, Precision.OPEN, why=why, long_ago=True)
    if mention is None:
        mention = memory.current
        carried = mention is not None
    if mention is None:
        return Dated(None, memory.published, Precision.OPEN, why="no date so far: some day up to publication")
    if _some_time_later(reading, event, mention):
        why = "some day after the date told before, up to publication"
        return Dated(mention.first, memory.published, Precision.RANGE, carried, mention, why)
    if not carried and _outcome(reading, event, mention):
        why = "what a campaign ended in: some day from its beginning on"
        return Dated(mention.first, memory.published, Precision.RANGE, mention=mention, why=why)
    if not carried and _when_it_ended(reading, event, mention):
        mention = replace(mention, first=_end_of(mention))
    if carried and _between_news_and_publication(reading, event, mention, memory):
        why = "a state without a date, well after the news: between the day of the news and publication"
        return Dated(mention.first, memory.published, Precision.RANGE, carried, mention, why)
    why = "no date of its own: the one told before goes on" if carried else "the nearest date of the sentence"
    return replace(_as_range(mention, event, memory, carried, reading), mention=mention, why=why)


_CAME_TO_IT = grammar("came_to_it")
NEWS_DAYS = timedelta(days=7)
"""A text published within these days of the day it tells of is news of that day."""


def _between_news_and_publication(reading: Reading, event: Event, mention: DateMention, memory: DateMemory) -> bool:
    """An undated state or pressure, more than a paragraph after the day of the news: true then or when published."""
    return (
        event.kind not in {Kind.CAPTURES, Kind.LOSES}
        and reading.sentence.paragraph - memory.told_in > 1
        and mention.precision is Precision.DAY
        and not mention.bound
        and mention.first <= memory.published <= mention.last + NEWS_DAYS
    )


def _ended(reading: Reading, event: Event) -> bool:
    """ "The siege of P was broken": it lasted until then."""
    s = reading.sentence
    around = (*s.keys[max(0, event.group.start - 5) : event.group.start], *s.keys[event.end : event.end + 4])
    return event.group.voice == "noun" and bool(_LIFTED & set(around))


def _is_background(reading: Reading, event: Event) -> bool:
    """ "After the capture of P", "since its defeat in P": it happened before what the sentence tells."""
    s = reading.sentence
    if event.group.voice not in {"noun", "gerund"}:
        return False
    return bool(
        {"after", "following", "since", "despite"} & set(s.keys[max(0, event.group.start - 5) : event.group.start])
    )


def _around(reading: Reading, event: Event) -> tuple[str, ...]:
    return reading.sentence.keys[max(0, event.group.start - 1) : event.group.end]


def _is_present(reading: Reading, event: Event) -> bool:
    """A state told in the present tense, or with "now": true on the day of publication."""
    if event.kind not in {Kind.HOLDS, Kind.PARTLY_HOLDS}:
        return False
    s = reading.sentence
    around = s.keys[max(0, event.group.start - 4) : event.group.end]
    copula = s.keys[max(0, event.start) : event.end]
    if event.group.present or (
        {"is", "are", "remains", "form", "forms"} & set(copula) and event.group.voice in {"state", "passive", "past"}
    ):
        return not ({"was", "were", "had"} & set(around))
    return "now" in around and not ({"was", "were", "had"} & set(around))


def _nearest(reading: Reading, event: Event) -> DateMention | None:
    """The date nearest to the trigger, no wall between; one at the start of the sentence rules all of it."""
    own = own_date(reading, event.place, event.group.end) if event.place else None
    if own is not None:
        return own
    s = reading.sentence
    best: tuple[float, DateMention] | None = None
    for mention in reading.dates:
        if mention.bound == "since" and "time" in s.keys[max(0, mention.start - 3) : mention.start]:
            continue  # "for the first time since 2014"
        if of_former_holder(reading, event.place, event.group.end, mention):
            continue
        if mention.bound == "clause":
            if _dates_clause(reading, mention, event):
                return mention
            continue
        told_aside = aside(reading, mention)
        if told_aside and event.group.start not in told_aside:
            continue
        if mention.start >= event.group.end:
            gap = _without_asides(reading, event.group.end, mention.start)
            if any(s.key(n) in _WALLS - {"until", "after", "before"} or s.words[n] == ";" for n in gap):
                continue
            walled = any(s.key(n) in _CLAUSE_WORDS and s.key(n + 1) not in _HOURS for n in gap)
            if walled and mention.bound not in {
                "until",
                "till",
            }:
                continue
            if any(s.key(n) in reading.lexicon.verbs and n > event.end and not in_name(reading, n) for n in gap):
                continue
            if _opens_next_clause(reading, event, mention):
                continue
            distance = float(mention.start - event.end + 1)
            if distance <= 2 or s.keys[event.end : mention.start - 1] == ("again",):
                distance = 0.5  # "captured P on Monday", "again on Tuesday"
        else:
            before = s.keys[mention.end : event.group.start]
            if any(span in SPANS and then in FROM_THEN for span, then in pairwise(before)):
                continue  # "in June, two years after X took P"
            if "after" in before and {"being", "having"}.intersection(s.keys[mention.end : event.group.verb]):
                continue  # "freed in December after being occupied by X"
            if mention.start > 4 and not {";", "but", "while", "although"}.isdisjoint(before):
                continue
            distance = float(event.group.start - mention.end + (1 if mention.start <= 4 else 0))
            if not _OWN_CLAUSE.isdisjoint(before):
                distance += _CLAUSE_IS_FAR  # "took P in May before being driven out on Friday"
            if mention.bound == "since" and event.kind in {Kind.CAPTURES, Kind.LOSES}:
                distance += _SINCE_IS_FAR  # "who had held P since May left it on 4 July"
        if best is None or distance < best[0]:
            best = (distance, mention)
    return best[1] if best else _after_event(reading, event)


def _without_asides(reading: Reading, start: int, end: int) -> list[int]:
    """The tokens from `start` to `end` without asides: "P, which Y had taken in 2015, yesterday"."""
    s = reading.sentence
    kept: list[int] = []
    n = start
    while n < end:
        if s.words[n] == "," and (s.key(n + 1) in _ASIDES or s.key(n + 1) in reading.lexicon.verbs):
            closing = next((m for m in range(n + 2, end) if s.words[m] == ","), None)
            if closing is not None:
                n = closing + 1
                continue
        kept.append(n)
        n += 1
    return kept


def _opens_next_clause(reading: Reading, event: Event, mention: DateMention) -> bool:
    """ "X took P, and three days later they took Q": the date behind "and" is of what follows it."""
    s = reading.sentence
    at = mention.start - 1
    while at > event.end and (s.key(at) in _BEFORE_DATE or s.key(at) in {",", "by", "then"}):
        at -= 1
    if s.key(at) != "and" or at < event.end:
        return False
    behind = s.key(mention.end + (s.key(mention.end) == ","))
    return behind.isalpha() and behind not in {"and", "or", "but"}


def _dates_clause(reading: Reading, mention: DateMention, event: Event) -> bool:
    """Whether an event is what "two days after" speaks of: in the clause right behind it."""
    between = reading.sentence.keys[mention.end : event.group.start]
    return mention.end <= event.group.start and len(between) < _CLAUSE_REACH and not {",", ";"} & set(between)


def _after_event(reading: Reading, event: Event) -> DateMention | None:
    """ "Captured P after a raid on 13 January": the only date of the clause, though of what came before."""
    s = reading.sentence
    for mention in reading.dates:
        gap = s.keys[event.group.end : mention.start]
        walls = sum(key in _WALLS for key in gap)
        if mention.start >= event.end and _AFTER & set(gap) and walls == 1 and mention.precision is Precision.DAY:
            return mention
    return None


def _since_then(reading: Reading, event: Event) -> bool:
    """ "Y has held it since", "since then it has been under Y control": ever since what was told before."""
    s, group = reading.sentence, event.group
    if event.kind not in {Kind.HOLDS, Kind.PARTLY_HOLDS} or "had" in s.keys[max(0, group.start - 4) : group.end]:
        return False
    since = (n for n, key in enumerate(s.keys) if key == "since")
    return any(not s.key(n + 1).isalpha() or s.key(n + 1) == "then" for n in since)


def _some_time_later(reading: Reading, event: Event, mention: DateMention) -> bool:
    """ "Taken by X in May 2014 and later liberated": not in May."""
    s, group = reading.sentence, event.group
    lost = event.kind is Kind.CAPTURES and event.agentless and event.against is not None
    return (
        lost
        and mention.end <= group.start
        and not _LATER.isdisjoint(s.keys[max(mention.end, group.start - 2) : group.verb])
    )


def _outcome(reading: Reading, event: Event, mention: DateMention) -> bool:
    """ "The offensive was launched on D and resulted in the capture of P": not on that day."""
    came = not _CAME_TO_IT.isdisjoint(reading.sentence.keys[mention.end : event.group.start])
    return came and began_on(reading, mention) and not mention.bound


def _when_it_ended(reading: Reading, event: Event, mention: DateMention) -> bool:
    """ "Was occupied from May until October, when Y entered P": what "when" tells is of the end."""
    s = reading.sentence
    when = mention.end + (s.key(mention.end) == ",")
    return mention.precision is Precision.RANGE and s.key(when) == "when" and when < event.group.start


def _end_of(mention: DateMention) -> date:
    """The first day of the day or the month with which a range ends."""
    month = month_range(mention.last)
    return month[0] if month[1] == mention.last else mention.last


def _day_of_the_news(reading: Reading, event: Event, since: DateMention) -> date | None:
    """ "X retook P, which Y had held since May 2015, on Friday": when the sentence's news ended it; None without."""
    if "had" not in reading.sentence.keys[event.group.start : event.group.verb]:
        return None
    return min(
        (d.first for d in reading.dates if d is not since and not d.bound and d.first > since.last), default=None
    )


def _was_so_before(reading: Reading, event: Event) -> bool:
    """ "P had been under X control", "the last town that X held": a state from some time before until the date told."""
    if event.kind not in {Kind.HOLDS, Kind.PARTLY_HOLDS}:
        return False
    s, group = reading.sentence, event.group
    possessed = s.key(group.verb) == "had" and _ASIDES.isdisjoint(s.keys[max(0, group.start - 3) : group.start])
    if "had" in s.keys[max(0, group.start - 3) : group.end] and not possessed:
        return True  # not "on Sunday they had P", but "X, which had P, left it on Sunday"
    fronted = event.place is not None and event.place.end <= group.start and event.rule == "control"
    return fronted and group.voice in {"active", "past"} and not group.present


def _from_then_on(reading: Reading, event: Event, mention: DateMention) -> bool:
    """ "P was in X's hands from July 2014", without an end: since then."""
    s, at = reading.sentence, mention.start - 1
    while s.key(at) in _BEFORE_DATE and s.key(at) != "from":
        at -= 1
    state = event.kind in {Kind.HOLDS, Kind.PARTLY_HOLDS, Kind.BESIEGES}
    return state and s.key(at) == "from" and mention.precision is not Precision.RANGE and at >= event.group.start


def _as_range(mention: DateMention, event: Event, memory: DateMemory, carried: bool, reading: Reading) -> Dated:
    published = memory.published
    if mention.bound == "clause":
        return Dated(mention.first, min(mention.last, max(published, mention.first)), mention.precision, carried)
    if event.rule == "held_until":  # lost when the holding ended
        ended = mention.first if mention.bound else max(mention.first, _end_of(mention))
        return Dated(ended, min(mention.last, max(published, ended)), mention.precision, carried)
    bound = "" if carried and (mention.bound != "by" or mention.precision is Precision.DAY) else mention.bound
    first: date | None = mention.first
    earlier = _EARLIER & set(reading.sentence.keys[event.group.start : event.group.verb])
    if earlier and event.kind is not Kind.HOLDS and not bound:
        return Dated(None, min(mention.last, max(published, mention.first)), mention.precision, carried)
    last: date | None = min(mention.last, max(published, mention.first))
    if last is not None and first is not None and last > published + timedelta(days=1):
        last = max(published, first)
    if bound in {"by", "until", "till"}:
        return Dated(None, last, mention.precision, carried)
    if bound == "before":
        return Dated(None, mention.first, mention.precision, carried)
    if bound == "since" or (not bound and _from_then_on(reading, event, mention)):
        if event.kind in {Kind.HOLDS, Kind.PARTLY_HOLDS, Kind.BESIEGES}:
            now = memory.current
            told = now is not None and now is not mention and now.precision is Precision.DAY and not now.bound
            until = now.last if now is not None and told else published
            until = min(until, _day_of_the_news(reading, event, mention) or until)
            return Dated(first, max(until, mention.first), Precision.RANGE, carried)
        return Dated(first, last, mention.precision, carried)
    if _was_so_before(reading, event) and bound == "":
        return Dated(None, last, mention.precision, carried)
    return Dated(first, last, mention.precision, carried)
