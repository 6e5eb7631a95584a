"""Date phrases of a sentence, as inclusive ranges of days relative to the publication date."""

from __future__ import annotations

import calendar
from dataclasses import dataclass, replace
from datetime import date, timedelta

from conflictmap.core.claims import Precision
from conflictmap.extraction.lexicon import Lexicon
from conflictmap.extraction.tokens import Sentence

_ORDINAL = ("st", "nd", "rd", "th")
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class DateMention:
    """A date phrase at tokens `start` to `end`: days `first` to `last`, both counted.

    `bound`: "by", "until", "since", "before", "after" or "" for the range itself.
    """

    start: int
    end: int
    first: date
    last: date
    precision: Precision
    bound: str = ""


@dataclass(slots=True)
class DateReader:
    """Reads date phrases; remembers the last day and year that the text named."""

    published: date
    lexicon: Lexicon
    anchor: date | None = None
    year: int | None = None

    def read(self, sentence: Sentence) -> list[DateMention]:
        """The date phrases of a sentence, in order."""
        found: list[DateMention] = []
        i = 0
        while i < len(sentence):
            if not sentence.words[i][0].isdecimal() and sentence.keys[i] not in self.lexicon.date_words:
                i += 1
                continue
            mention = self._at(sentence, i)
            if mention is None:
                i += 1
                continue
            bound = self._bound(sentence, mention.start)
            if (bound == "between" and sentence.key(mention.end) == "and") or (
                bound == "from" and sentence.key(mention.end) in {"to", "until", "through", "till"}
            ):
                other = self._at(sentence, mention.end + 1)
                if other and other.last >= mention.first:
                    mention = replace(mention, end=other.end, last=other.last, precision=Precision.RANGE)
                bound = ""
            elif bound in {"between", "from"}:
                bound = "since" if bound == "from" and sentence.key(mention.end) in {"onwards", "onward", "on"} else ""
            if mention.precision is Precision.DAY or (mention.last - mention.first).days < 14:
                self.anchor = mention.last
            found.append(replace(mention, bound=bound))
            i = mention.end
        return found

    def _bound(self, s: Sentence, i: int) -> str:
        back = i - 1
        skip = {
            "the",
            "morning",
            "evening",
            "night",
            "afternoon",
            "dawn",
            "of",
            "on",
            "early",
            "late",
            "midnight",
            "noon",
            "first",
            "end",
            "hours",
        }
        while back >= 0 and s.key(back) in skip and i - back < 6:
            back -= 1
        key = s.key(back)
        return key if key in {"by", "until", "till", "since", "before", "between", "from", "after", "following"} else ""

    def _at(self, s: Sentence, i: int) -> DateMention | None:
        if i >= len(s):
            return None
        for reader in (self._relative, self._day_month, self._month_day, self._month, self._numeric, self._bare_year):
            mention = reader(s, i)
            if mention is not None:
                return mention
        return None

    def _month_at(self, s: Sentence, i: int) -> int | None:
        month: int | None = self.lexicon.dates["months"].get(s.key(i))
        if month and not s.capitals[i]:
            return None
        return month

    def _number(self, s: Sentence, i: int) -> int | None:
        word = s.words[i] if 0 <= i < len(s) else ""
        for suffix in _ORDINAL:
            if word.endswith(suffix) and word[:-2].isdecimal():
                word = word[:-2]
        return int(word) if word.isascii() and word.isdecimal() and len(word) <= 2 and 1 <= int(word) <= 31 else None

    def _year_at(self, s: Sentence, i: int) -> tuple[int | None, int]:
        at = i + (s.key(i) == ",")
        word = s.words[at] if 0 <= at < len(s) else ""
        if word.isascii() and word.isdecimal() and len(word) == 4 and 1800 <= int(word) <= self.published.year + 1:
            return int(word), at + 1
        return None, i

    def _place_in_year(self, month: int, day: int, year: int | None) -> date | None:
        """The day, in the year told, else the last such day up to publication (or in the year being told of)."""
        years = [year] if year else [self.published.year, self.published.year - 1]
        if not year and self.year and self.year < self.published.year - 1:
            years = [self.year]
        for candidate in years:
            if day > calendar.monthrange(candidate, month)[1]:
                continue
            found = date(candidate, month, day)
            if year or found <= self.published + _DAY or len(years) == 1:
                return found
        return None

    def _day_month(self, s: Sentence, i: int) -> DateMention | None:
        first = self._number(s, i)
        if first is None:
            glued = next(
                (
                    n
                    for n in (1, 2)
                    if s.words[i][:n].isdecimal() and s.words[i][n:].lower() in self.lexicon.dates["months"]
                ),
                0,
            )
            if not glued or not 1 <= int(s.words[i][:glued]) <= 31:
                return None
            found = self._place_in_year(
                self.lexicon.dates["months"][s.words[i][glued:].lower()], int(s.words[i][:glued]), None
            )
            return DateMention(i, i + 1, found, found, Precision.DAY) if found else None
        at, last = i + 1, first
        if s.key(at) in {"-", "and", "to", "or"} and self._number(s, at + 1):
            last = self._number(s, at + 1) or first
            at += 2
        if s.key(at) == "of":
            at += 1
        month = self._month_at(s, at)
        if not month:
            return None
        year, end = self._year_at(s, at + 1)
        start_day, end_day = self._place_in_year(month, first, year), self._place_in_year(month, last, year)
        if not start_day or not end_day or start_day > end_day:
            return None
        self.year = year or self.year
        return DateMention(i, end, start_day, end_day, Precision.DAY if first == last else Precision.RANGE)

    def _month_day(self, s: Sentence, i: int) -> DateMention | None:
        month = self._month_at(s, i)
        first = self._number(s, i + 1) if month else None
        if not month or first is None:
            return None
        at, last = i + 2, first
        if s.key(at) in {"-", "and", "to"} and self._number(s, at + 1) and not self._month_at(s, at + 2):
            last = self._number(s, at + 1) or first
            at += 2
        year, end = self._year_at(s, at)
        start_day, end_day = self._place_in_year(month, first, year), self._place_in_year(month, last, year)
        if not start_day or not end_day or start_day > end_day:
            return None
        self.year = year or self.year
        return DateMention(i, end, start_day, end_day, Precision.DAY if first == last else Precision.RANGE)

    def _month(self, s: Sentence, i: int) -> DateMention | None:
        month = self._month_at(s, i)
        if not month or self._number(s, i - 1) or (s.key(i) in {"may", "march"} and not self._dated_context(s, i)):
            return None
        year, end = self._year_at(s, i + 1)
        if s.key(i + 1) == "of":
            year, end = self._year_at(s, i + 2)
            end = end if year else i + 1
        first = self._place_in_year(month, 1, year)
        if first is None:
            return None
        self.year = year or self.year
        last = date(first.year, month, calendar.monthrange(first.year, month)[1])
        part, start = self._part(s, i)
        if part == "early":
            return DateMention(start, end, first, first.replace(day=10), Precision.PART_OF_MONTH)
        if part == "mid":
            return DateMention(start, end, first.replace(day=11), first.replace(day=20), Precision.PART_OF_MONTH)
        if part == "late":
            return DateMention(start, end, first.replace(day=21), last, Precision.PART_OF_MONTH)
        return DateMention(i, end, first, last, Precision.MONTH)

    def _dated_context(self, s: Sentence, i: int) -> bool:
        return s.key(i - 1) in {
            "in",
            "of",
            "early",
            "late",
            "mid",
            "by",
            "since",
            "until",
            "last",
            "-",
            "from",
            "to",
            "and",
            "this",
        } or bool(self._year_at(s, i + 1)[0])

    def _part(self, s: Sentence, i: int) -> tuple[str, int]:
        parts = self.lexicon.dates["parts"]
        for back in (1, 2, 3):
            key = s.key(i - back)
            if key in parts:
                return parts[key], i - back
            if key not in {"-", "of", "the"}:
                break
        return "", i

    def _numeric(self, s: Sentence, i: int) -> DateMention | None:
        word = s.words[i]
        if len(word) == 4 and word.isdecimal() and s.key(i + 1) == "-" and s.key(i + 3) == "-" and s.joined(i + 1):
            month, day = s.words[i + 2 : i + 3], s.words[i + 4 : i + 5]
            if month and day and month[0].isdecimal() and day[0].isdecimal():
                try:
                    found = date(int(word), int(month[0]), int(day[0]))
                except ValueError:
                    return None
                self.year = found.year
                return DateMention(i, i + 5, found, found, Precision.DAY)
        return None

    def _bare_year(self, s: Sentence, i: int) -> DateMention | None:
        year, end = self._year_at(s, i)
        if not year or s.words[i] == "," or s.key(i - 1) in {"-", "/"} or (s.key(end) == "-" and s.joined(end)):
            return None
        season = self.lexicon.dates["seasons"].get(s.key(i - 1))
        if season:
            first_month, last_month = season
            end_year = year + (last_month < first_month)
            return DateMention(
                i - 1,
                end,
                date(year, first_month, 1),
                date(end_year, last_month, calendar.monthrange(end_year, last_month)[1]),
                Precision.SEASON,
            )
        if s.key(i - 1) not in {
            "in",
            "since",
            "by",
            "until",
            "of",
            "during",
            "before",
            "after",
            "from",
            "late",
            "early",
            "to",
            "mid",
            "and",
            "(",
            "end",
            "year",
        }:
            return None
        self.year = year
        part, start = self._part(s, i)
        months = {"early": (1, 4), "mid": (5, 8), "late": (9, 12)}.get(part, (1, 12))
        return DateMention(
            start,
            end,
            date(year, months[0], 1),
            date(year, months[1], calendar.monthrange(year, months[1])[1]),
            Precision.YEAR if not part else Precision.RANGE,
        )

    def _relative(self, s: Sentence, i: int) -> DateMention | None:
        key, today = s.key(i), self.published
        if key == "yesterday":
            return DateMention(i, i + 1, today - _DAY, today - _DAY, Precision.DAY)
        if key in {"today", "tonight"}:
            return DateMention(i, i + 1, today, today, Precision.DAY)
        weekday = self.lexicon.dates["weekdays"].get(key)
        if weekday is not None and s.capitals[i]:
            if s.key(i + 1) == "," and (self._day_month(s, i + 2) if i + 2 < len(s) else None):
                return None
            back = (today.weekday() - weekday) % 7
            found = today - timedelta(days=back)
            return DateMention(i, i + 1, found, found, Precision.DAY)
        if key in {"last", "first"} and s.key(i + 1) == "day" and s.key(i + 2) == "of" and i + 3 < len(s):
            month = self._month(s, i + 3)
            if month is not None:
                day = month.last if key == "last" else month.first
                return DateMention(i, month.end, day, day, Precision.DAY)
        if key == "last" and s.key(i + 1) in {"year", "month", "week"}:
            return self._last(i, s.key(i + 1))
        relative = self.lexicon.relative_days.match(s.keys, i)
        if relative:
            if self.anchor is None:
                return None
            found = self.anchor + timedelta(days=int(relative[1]))
            return DateMention(i, relative[0], found, found, Precision.DAY)
        if key in {"next", "following"} and self.anchor is not None:
            return self._next_days(s, i, self.anchor)
        count = self.lexicon.numbers.get(key) or self._number(s, i)
        if count and s.key(i + 1) == "days" and s.key(i + 2) in {"later", "earlier", "ago"}:
            base = self.anchor if s.key(i + 2) != "ago" else today
            if base:
                found = base + timedelta(days=count if s.key(i + 2) == "later" else -count)
                return DateMention(i, i + 3, found, found, Precision.DAY)
        return None

    def _next_days(self, s: Sentence, i: int, anchor: date) -> DateMention | None:
        """ "The next two days", "the following days" (then up to publication)."""
        count = self.lexicon.numbers.get(s.key(i + 1)) or self._number(s, i + 1)
        at = i + 1 + bool(count or s.key(i + 1) in {"few", "several", "couple"})
        if s.key(at) != "days" or self.published <= anchor:
            return None
        last = anchor + timedelta(days=count) if count else self.published
        return DateMention(i, at + 1, anchor + _DAY, last, Precision.RANGE)

    def _last(self, i: int, unit: str) -> DateMention:
        today = self.published
        if unit == "year":
            return DateMention(i, i + 2, date(today.year - 1, 1, 1), date(today.year - 1, 12, 31), Precision.YEAR)
        if unit == "month":
            last = today.replace(day=1) - _DAY
            return DateMention(i, i + 2, last.replace(day=1), last, Precision.MONTH)
        monday = today - timedelta(days=today.weekday() + 7)
        return DateMention(i, i + 2, monday, monday + 6 * _DAY, Precision.RANGE)
