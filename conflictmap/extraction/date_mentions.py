"""What a date phrase says, and what a reader of dates remembers while it reads."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date, timedelta

from conflictmap.core.claims import Precision
from conflictmap.extraction.lexicon import Lexicon
from conflictmap.extraction.tokens import Sentence

DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class DateMention:
    """A date phrase at tokens `start` to `end`: days `first` to `last`, both counted.

    `bound`: "by", "until", "since", "before", "after" or "" for the range itself; "clause" for what only dates the
    clause behind it ("two days after losing it").
    """

    start: int
    end: int
    first: date
    last: date
    precision: Precision
    bound: str = ""


@dataclass(slots=True)
class DateContext:
    """The day of publication, and what the text has told of so far.

    `anchor`: the end of the last day or days told, `day`: the last single day. `around`: a day near which "the 22nd"
    lies, the last day or the middle of the last month told. `opening`: the first day told, of which "on the first day"
    speaks. `year`: the last year told, and whether this sentence told it (`year_here`), in an aside (`aside_here`).
    `span`: the month or year told last, where no day was told since nor within it before: "ten months later" counts
    from it.
    """

    published: date
    lexicon: Lexicon
    anchor: date | None = None
    day: date | None = None
    around: date | None = None
    opening: date | None = None
    year: int | None = None
    year_here: bool = False
    aside_here: bool = False
    span: tuple[date, date] | None = None


_ORDINAL_ENDS = frozenset({"st", "nd", "rd", "th"})


def number_at(s: Sentence, i: int) -> int | None:
    """The day of a month that token `i` writes in figures; its "th" is a token of its own."""
    word = s.words[i] if 0 <= i < len(s) else ""
    return int(word) if word.isascii() and word.isdecimal() and len(word) <= 2 and 1 <= int(word) <= 31 else None


def after_number(s: Sentence, i: int) -> int:
    """The token after the figures at token `i` and their "th"."""
    return i + 2 if is_ordinal(s, i) else i + 1


def is_ordinal(s: Sentence, i: int) -> bool:
    """Whether "st", "nd", "rd" or "th" is written onto the figures at token `i`."""
    return s.key(i + 1) in _ORDINAL_ENDS and i + 1 < len(s) and s.joined(i + 1)


def month_range(day: date) -> tuple[date, date]:
    """The first and last day of a day's month."""
    return day.replace(day=1), day.replace(day=calendar.monthrange(day.year, day.month)[1])


def months_later(day: date, count: int) -> date:
    """The day `count` months on (or back), the last of a month that has no such day; within years 1 to 9998."""
    months = day.year * 12 + day.month - 1 + count
    year, month = min(max(months // 12, 1), 9998), months % 12 + 1
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))
