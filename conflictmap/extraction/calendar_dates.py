"""Dates by the calendar: "4 March 2017", "March 4", "late March", "2017-03-04", "the 22nd", "summer 2016"."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date

from conflictmap.core.claims import Precision
from conflictmap.extraction.date_mentions import (
    DAY,
    DateContext,
    DateMention,
    after_number,
    is_ordinal,
    month_range,
    months_later,
    number_at,
)
from conflictmap.extraction.lexicon import any_of, grammar
from conflictmap.extraction.tokens import Sentence

_BEFORE_YEAR = grammar("before_year")
_BEFORE_MONTH = grammar("before_month")
_BEFORE_ORDINAL = grammar("before_ordinal")
_TOPIC_REACH = 4
"""Tokens from the start of a sentence within which a year is what the sentence is about."""
_FRESH, _LONG_AGO = 10, 45
"""Days before publication: what is told of them without a year is news; or may be, where the year told is far off."""
_MONTH, _SOON = 31, 150
"""Days: a month without a year so soon after the one told goes on with its story."""
_ASIDE_REACH = 15
_ASIDES = frozenset({"which", "who", "whom", "whose", "where", "held", "lost"})
_WELL_BEFORE = 3
"""Months."""
_ANOTHER_MONTH = 12
"""Days by which "the 2nd" must lie nearer in the month before or after to be of that month."""


def _behind_month(s: Sentence, i: int) -> int:
    """The token behind a month at token `i`, and behind the full stop that cut it short: "Jan. 10"."""
    return i + 1 + (s.key(i + 1) == "." and s.joined(i + 1) and s.key(i + 2).isdecimal())


@dataclass(slots=True)
class CalendarDates:
    """Reads a date by the calendar at a token."""

    context: DateContext

    def at(self, s: Sentence, i: int) -> DateMention | None:
        """The date that begins at token `i`; its part ("late") or season may stand before."""
        if not s.words[i][0].isdecimal() and s.keys[i] != "," and s.keys[i] not in self.context.lexicon.dates["months"]:
            return None
        for reader in (self._day_month, self._month_day, self.month, self._numeric, self._bare_year, self._ordinal):
            mention = reader(s, i)
            if mention is not None:
                return mention
        return None

    def _month_at(self, s: Sentence, i: int) -> int | None:
        month: int | None = self.context.lexicon.dates["months"].get(s.key(i))
        return month if month and s.capitals[i] else None

    def _year_at(self, s: Sentence, i: int) -> tuple[int | None, int]:
        at = i + (s.key(i) == ",")
        if s.key(at) in {"this", "last"} and s.key(at + 1) == "year":
            return self.context.published.year - (s.key(at) == "last"), at + 2  # "in June this year"
        word = s.words[at] if 0 <= at < len(s) else ""
        last = self.context.published.year + 1
        if word.isascii() and word.isdecimal() and len(word) == 4 and 1800 <= int(word) <= last:
            return int(word), at + 1
        return None, i

    def _in_year(self, month: int, day: int, year: int | None) -> date | None:
        """The day, in the year told, else the last such day up to publication (or in the year being told of)."""
        published = self.context.published
        years = [year] if year else [published.year, published.year - 1]
        if not year and self.context.year and self.context.year < published.year - 1:
            years = [self._year_told(month)]
            years = [published.year, published.year - 1] if self._is_news(month, day) else years
        for candidate in years:
            if day > calendar.monthrange(candidate, month)[1]:
                continue
            found = date(candidate, month, day)
            if year or found <= published + DAY or len(years) == 1:
                return found
        return None

    def _year_told(self, month: int) -> int:
        """The year told last, or the next where the month would lie well before what was told: a story goes on."""
        year, context = self.context.year or self.context.published.year, self.context
        told = context.span[0] if context.span else context.anchor
        back = told is not None and told.year == year and told.month - month >= _WELL_BEFORE
        return year + 1 if back and year < self.context.published.year else year

    def _is_news(self, month: int, day: int) -> bool:
        """Whether a day without a year, in a text that has told of a year long ago, is one just before publication.

        "P, which fell in June 2014, was retaken on 20 February", in a text of 3 March 2018.
        """
        today, context = self.context.published, self.context
        days = ((date(year, month, 1) + (day - 1) * DAY) for year in (today.year, today.year - 1))
        ago = min((n for found in days if (n := (today - found).days) >= 0), default=_LONG_AGO)
        told = context.span[1] if context.span else context.anchor
        if ago <= _FRESH or context.year is None:
            return ago <= _FRESH
        if told is None:
            return ago <= _LONG_AGO and context.year_here
        since = (date(context.year, month, 1) + (day - 1) * DAY - told).days
        exact = context.span is None or (context.span[1] - context.span[0]).days <= _MONTH
        goes_on = exact and -_MONTH < since <= _SOON and not context.aside_here  # "in June 2014 ... and in August"
        return ago <= _LONG_AGO and not goes_on and (context.year_here or since < 0)

    def _tell_year(self, s: Sentence, year: int | None, i: int) -> None:
        """Take a year for what is told of, unless days are being told and it stands aside ("since 2015")."""
        if year:
            self._tell_here(s, i)
        if year and (self.context.anchor is None or i <= _TOPIC_REACH):
            self.context.year = year

    def _tell_here(self, s: Sentence, i: int) -> None:
        """Note that this sentence tells a year, and whether in an aside: "P, which fell in June 2014, ..."."""
        comma = next((n for n in range(i - 1, max(-1, i - _ASIDE_REACH), -1) if s.words[n] == ","), -1)
        behind = s.key(comma + 1)
        self.context.year_here = True
        aside = comma > 0 and (behind in _ASIDES or behind.endswith(("ed", "en")))
        self.context.aside_here = aside or s.key(i - 1) == "since"

    def _day_month(self, s: Sentence, i: int) -> DateMention | None:
        """ "4 March", "4-6 March 2017", "the 4th of March", "4March"."""
        first = number_at(s, i)
        if first is None:
            return self._glued(s, i)
        at, last = after_number(s, i), first
        if s.key(at) in {"-", "and", "to", "or"}:
            other = at + 1 + (s.key(at + 1) == "the")
            if number_at(s, other):
                last = number_at(s, other) or first
                at = after_number(s, other)
        at += s.key(at) == "of"
        month = self._month_at(s, at) if at < len(s) else None
        return self._days(s, i, at + 1, month, first, last) if month else None

    def _month_day(self, s: Sentence, i: int) -> DateMention | None:
        """ "March 4", "March 4-6, 2017", "Mar. 4"."""
        month, then = self._month_at(s, i), _behind_month(s, i)
        first = number_at(s, then) if month else None
        if not month or first is None:
            return None
        at, last = after_number(s, then), first
        another = at + 2 < len(s) and self._month_at(s, at + 2)
        if s.key(at) in {"-", "and", "to"} and number_at(s, at + 1) and not another:
            last = number_at(s, at + 1) or first
            at = after_number(s, at + 1)
        return self._days(s, i, at, month, first, last)

    def _days(self, s: Sentence, start: int, at: int, month: int, first: int, last: int) -> DateMention | None:
        """The days `first` to `last` of a month whose year may stand at token `at`."""
        year, end = self._year_at(s, at)
        start_day, end_day = self._in_year(month, first, year), self._in_year(month, last, year)
        if not start_day or not end_day or start_day > end_day:
            return None
        self.context.year = year or self.context.year
        if year:
            self._tell_here(s, start)
        return DateMention(start, end, start_day, end_day, Precision.DAY if first == last else Precision.RANGE)

    def _glued(self, s: Sentence, i: int) -> DateMention | None:
        """ "4March": figures and month in one word."""
        months = self.context.lexicon.dates["months"]
        word = s.words[i]
        figures = next((n for n in (2, 1) if word[:n].isdecimal() and word[n:].lower() in months), 0)
        if not figures or not 1 <= int(word[:figures]) <= 31:
            return None
        found = self._in_year(months[word[figures:].lower()], int(word[:figures]), None)
        return DateMention(i, i + 1, found, found, Precision.DAY) if found else None

    def month(self, s: Sentence, i: int) -> DateMention | None:
        """ "March", "late March 2016", "the end of March": a month or a third of it."""
        month = self._month_at(s, i)
        year, end = self._year_at(s, _behind_month(s, i))
        end = end if year else i + 1
        unsure = s.key(i) in {"may", "march"} and s.key(i - 1) not in _BEFORE_MONTH and not year
        if not month or number_at(s, i - 1) or unsure:
            return None
        if s.key(i + 1) == "of":
            year, end = self._year_at(s, i + 2)
            end = end if year else i + 1
        first = self._in_year(month, 1, year)
        if first is None:
            return None
        self._tell_year(s, year, i)
        last = month_range(first)[1]
        part, start = self._part(s, i)
        if part:
            thirds = {"early": (1, 10), "mid": (11, 20), "late": (21, last.day)}[part]
            days = (first.replace(day=thirds[0]), first.replace(day=thirds[1]))
            return DateMention(start, end, *days, Precision.PART_OF_MONTH)
        return DateMention(i, end, first, last, Precision.MONTH)

    def _part(self, s: Sentence, i: int) -> tuple[str, int]:
        """The part told before token `i` ("late", "the end of") and where it starts."""
        parts = self.context.lexicon.dates["parts"]
        for back in (1, 2, 3):
            key = s.key(i - back)
            if key in parts:
                return parts[key], i - back
            if key not in {"-", "of", "the"}:
                break
        return "", i

    def _numeric(self, s: Sentence, i: int) -> DateMention | None:
        """ "2017-03-04"."""
        figures = (s.words[i], *s.words[i + 2 : i + 3], *s.words[i + 4 : i + 5])
        dashes = s.key(i + 1) == s.key(i + 3) == "-" and s.joined(i + 1)
        if not dashes or len(figures[0]) != 4 or not all(f.isascii() and f.isdecimal() for f in figures):
            return None
        try:
            found = date(*map(int, figures))
        except (ValueError, TypeError):
            return None
        self.context.year = found.year
        self._tell_here(s, i)
        return DateMention(i, i + 5, found, found, Precision.DAY)

    def _bare_year(self, s: Sentence, i: int) -> DateMention | None:
        """ "in 2016", "summer 2016", "the end of 2016"."""
        year, end = self._year_at(s, i)
        if not year or s.words[i] == "," or s.key(i - 1) in {"-", "/"} or (s.key(end) == "-" and s.joined(end)):
            return None
        season = i - 1 - (s.key(i - 1) == "of")
        months = self.context.lexicon.dates["seasons"].get(s.key(season))
        if months:
            last_month = date(year + (months[1] < months[0]), months[1], 1)
            return DateMention(season, end, date(year, months[0], 1), month_range(last_month)[1], Precision.SEASON)
        if s.key(i - 1) not in _BEFORE_YEAR:
            return None
        self._tell_year(s, year, i)
        part, start = self._part(s, i)
        first, last = {"early": (1, 4), "mid": (5, 8), "late": (9, 12)}.get(part, (1, 12))
        precision = Precision.RANGE if part else Precision.YEAR
        return DateMention(start, end, date(year, first, 1), month_range(date(year, last, 1))[1], precision)

    def _ordinal(self, s: Sentence, i: int) -> DateMention | None:
        """ "On the 22nd", "by the 4th", "the 28th and 29th", "the 21st of that month": near what the text told last."""
        first = number_at(s, i) if is_ordinal(s, i) else None
        around = self.context.around
        if first is None or around is None or s.key(i - 1) != "the" or s.key(i - 2) not in _BEFORE_ORDINAL:
            return None
        at, last = i + 2, first
        other = at + 1 + (s.key(at + 1) == "the")
        if s.key(at) in {"and", "or", "to"} and is_ordinal(s, other) and (second := number_at(s, other)):
            at, last = other + 2, second
        this_month = s.key(at) == "of" and s.key(at + 1) in {"that", "the", "this"} and s.key(at + 2) == "month"
        end = at + 3 if this_month else at
        if not this_month and not self._stands_alone(s, at):
            return None
        start_day = self._near(around, first)
        if start_day is None or last < first or last > month_range(start_day)[1].day:
            return None
        end_day = start_day.replace(day=last)
        return DateMention(i, end, start_day, end_day, Precision.DAY if first == last else Precision.RANGE)

    def _stands_alone(self, s: Sentence, i: int) -> bool:
        """Whether no noun follows: "on the 9th, ...", not "on the 9th Division"."""
        if i >= len(s) or not s.words[i][0].isalpha():
            return i >= len(s) or s.key(i) != "-"
        words, key = self.context.lexicon.words, s.key(i)
        closed = any_of("prepositions", "conjunctions", "determiners", "be", "have", "modals", "adverbs", "possessives")
        if key in closed or key in {"it", "they", "he", "she", "we"} or key in self.context.lexicon.verbs:
            return True
        unit = any(s.key(n) in words["heads"] and not s.key(n).endswith("s") for n in range(i, min(i + 4, len(s))))
        thing = any(
            s.key(n) in words["facility"] or s.key(n) in words["district"] for n in range(i, min(i + 2, len(s)))
        )
        return (s.capitals[i] or key.endswith("s")) and not unit and not thing

    def _near(self, around: date, day: int) -> date | None:
        """The `day` of the month that lies nearest to what was told last, not after publication if it can be helped."""
        found: list[tuple[int, date]] = []
        for shift, penalty in ((0, 0), (1, _ANOTHER_MONTH), (-1, _ANOTHER_MONTH)):
            month = months_later(around.replace(day=1), shift)
            if day <= month_range(month)[1].day:
                candidate = month.replace(day=day)
                late = 1000 if candidate > self.context.published else 0
                found.append((abs((candidate - around).days) + penalty + late, candidate))
        return min(found)[1] if found else None
