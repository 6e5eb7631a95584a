"""The day that a text is telling of, carried from sentence to sentence."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from conflictmap.core.claims import Precision
from conflictmap.extraction.campaigns import campaign_span
from conflictmap.extraction.date_mentions import DateMention
from conflictmap.extraction.lexicon import grammar
from conflictmap.extraction.readings import Reading

_WALLS = grammar("dating_walls")
_RELATIVE = grammar("relative_pronouns")
_ASIDE_REACH = 15
_BACKGROUND = frozenset({"since", "until", "till", "before", "clause"})


@dataclass(slots=True)
class DateMemory:
    """The date that the text is telling of, carried from sentence to sentence.

    `next_up`: the date that the sentence after this one goes on from.
    """

    published: date
    current: DateMention | None = None
    paragraph: int = -1
    told_in: int = -1
    next_up: DateMention | None = None

    def hear(self, reading: Reading) -> None:
        """Take note of a sentence before its events are dated."""
        if self.next_up is not None:
            self.current, self.next_up = self.next_up, None
        topic = topical(reading)
        if topic is not None:
            before = self.current
            self.current, self.told_in = topic, reading.sentence.paragraph
            self.next_up = before if before and _goes_back(reading, topic, before) else _last_told(reading, topic)
        elif (
            self.paragraph not in {-1, reading.sentence.paragraph}
            and self.current
            and self.current.precision is not Precision.DAY
        ):
            self.current = None
        self.paragraph = reading.sentence.paragraph


def _goes_back(reading: Reading, topic: DateMention, before: DateMention) -> bool:
    """ "Two days earlier, X had taken P": told on the way, the story goes on from where it was."""
    days = topic.precision is Precision.DAY and before.precision is Precision.DAY
    return days and topic.last < before.first and "had" in reading.sentence.keys


def _last_told(reading: Reading, topic: DateMention) -> DateMention | None:
    """The last of several days that a sentence tells one after the other; None when it tells one."""
    last = topic
    for mention in reading.dates:
        told = mention.precision is Precision.DAY and not mention.bound and not aside(reading, mention)
        if told and mention.start > last.start and mention.first >= last.first:
            last = mention
    return last if last is not topic and topic.precision is Precision.DAY else None


def topical(reading: Reading) -> DateMention | None:
    """The date that a sentence as a whole is about: at its start, or a day in its main clause."""
    s = reading.sentence
    if span := campaign_span(reading):
        return span
    for mention in reading.dates:
        if mention.bound in _BACKGROUND:
            continue
        if mention.start <= 5 and not any(s.key(n) in {"after", "following", "captured"} for n in range(mention.start)):
            return mention
    for mention in reading.dates:
        if mention.precision is not Precision.DAY or mention.bound or _behind_wall(reading, mention):
            continue
        if not aside(reading, mention):
            return mention
    return None


def aside(reading: Reading, mention: DateMention) -> range:
    """The tokens of an aside that holds a date: "P, captured by X in 2014, ...", "P, whose mayor had fled in May, ...".

    What is told there happened at another time than what the sentence itself tells; empty when the date is in none.
    """
    s = reading.sentence
    back = range(mention.start - 1, max(-1, mention.start - _ASIDE_REACH), -1)
    comma = next((n for n in back if s.words[n] == ","), -1)
    if comma < 0:
        return range(0)
    first = comma + 1 + (s.key(comma + 1) in reading.lexicon.words["prepositions"])
    end = next((n for n in range(mention.end, len(s)) if s.words[n] in {",", ";"}), len(s))
    participle = s.key(comma + 1) in reading.lexicon.verbs or s.key(comma + 1).endswith("ed")
    told_of = {"by", "to"} if end < len(s) and s.words[end] == "," else {"by"}  # "P, lost to X in May, was retaken"
    if participle and (
        not told_of.isdisjoint(s.keys[comma + 1 : mention.start]) or (end < len(s) and mention.start - comma <= 3)
    ):
        return range(comma + 1, end)
    if first == mention.start and s.key(mention.end) in reading.lexicon.verbs and s.key(mention.end + 1) == "by":
        return range(comma + 1, end)  # "X retook P, in 2014 seized by Y"
    if mention.bound == "since" and end == mention.end and s.words[end : end + 1] == (",",):
        return range(comma + 1, end)  # "P, in X's hands since 2012, fell to Y"
    relative = s.key(first) in _RELATIVE and end < len(s) and s.words[end] == ","
    return range(comma + 1, end) if relative else range(0)


def _behind_wall(reading: Reading, mention: DateMention) -> bool:
    return any(reading.sentence.key(n) in _WALLS for n in range(max(0, mention.start - 15), mention.start))
