"""Dates that follow from another one: "yesterday", "on Tuesday", "the next day", "two days later"."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from conflictmap.core.claims import Precision
from conflictmap.extraction.calendar_dates import CalendarDates
from conflictmap.extraction.date_mentions import DAY, DateContext, DateMention, month_range, months_later, number_at
from conflictmap.extraction.lexicon import grammar
from conflictmap.extraction.tokens import Sentence

_DAYS = {"day": 1, "night": 1, "week": 7, "fortnight": 14}
_MONTHS = {"month": 1, "year": 12}
_LATER = grammar("later")
_SOONER = grammar("sooner")
_CLAUSE = frozenset({"after", "before"})
_NEXT = frozenset({"next", "following"})
_PREVIOUS = frozenset({"previous", "preceding", "last"})
_ORDINAL_DAYS = {"first": 0, "opening": 0, "second": 1, "third": 2, "fourth": 3, "fifth": 4}
_LONG_AGO = 14
"""Days before publication from which on a weekday is one of the story's, not of the week of publication."""
_HALF_A_YEAR = 180
"""Days."""
_MONTH = 31
"""Days."""
_ALSO_A_DATE = frozenset({"on", "from", "into", "between", "to", "of"})
_SOME = frozenset({"few", "several", "couple", "some"})


@dataclass(slots=True)
class RelativeDates:
    """Reads a relative date at a token, by the context of what was told before."""

    context: DateContext
    by_calendar: CalendarDates

    def at(self, s: Sentence, i: int) -> DateMention | None:
        """The relative date that begins at token `i`."""
        if s.keys[i] == "the":
            return self._same_or_next_day(s, i)
        for reader in (
            self._from_publication, self._end_of_month, self._same_or_next_day, self._counted, self._within,
            self._stretch, self._ordinal_day,
        ):  # fmt: skip
            mention = reader(s, i)
            if mention is not None:
                return mention
        return None

    def _from_publication(self, s: Sentence, i: int) -> DateMention | None:
        """ "Yesterday", "today", "on Tuesday", "last week": reckoned from the day of publication."""
        key, today = s.key(i), self.context.published
        if key == "yesterday":
            return _day(i, i + 1, today - DAY)
        if key == "overnight" and s.key(i + 1) not in _ALSO_A_DATE:
            return self._overnight(s, i)
        if key in {"today", "tonight"}:
            return _day(i, i + 1, today)
        weekday = self.context.lexicon.dates["weekdays"].get(key)
        if weekday is not None and s.capitals[i]:
            behind = i + 1 + (s.key(i + 1) in {",", "the"})
            told = self.by_calendar.at(s, behind) if behind < len(s) else None
            months = self.context.lexicon.dates["months"]
            if told and (s.key(i + 1) == "," or any(key in months for key in s.keys[told.start : told.end])):
                return None  # "Monday, 27 April", "Monday 27 April 2015"
            return _day(i, i + 1, self._weekday(weekday))
        if key == "last" and s.key(i + 1) in {"year", "month", "week"} and s.key(i - 1) != "the":
            return self._last(i, s.key(i + 1))
        return None

    def _overnight(self, s: Sentence, i: int) -> DateMention | None:
        """ "Overnight": the night before publication; no date of its own beside another, nor in a story of long ago."""
        today, day = self.context.published, self.context.day
        beside = s.key(i - 1) in self.context.lexicon.date_words or s.words[i - 1][:1].isdecimal()
        if s.key(i - 1) in self.context.lexicon.words["determiners"]:
            return None  # "an overnight counter-attack"
        if beside or (day is not None and (today - day).days > _LONG_AGO):
            return None
        return DateMention(i, i + 1, today - DAY, today, Precision.RANGE)

    def _weekday(self, weekday: int) -> date:
        """The last such day up to publication; in a story of long ago, the one nearest to the day told last.

        Not where that day was told with its year in the same sentence ("took P on 3 May 2015 but lost it on Thursday"),
        nor from half a year on: then it was told aside, of what came before the news.
        """
        today, anchor = self.context.published, self.context.day
        if anchor is not None and _LONG_AGO < (today - anchor).days < _HALF_A_YEAR and not self.context.year_here:
            ahead = (weekday - anchor.weekday()) % 7
            return anchor + timedelta(days=ahead - 7 if ahead > 3 else ahead)
        return today - timedelta(days=(today.weekday() - weekday) % 7)

    def _last(self, i: int, unit: str) -> DateMention:
        today = self.context.published
        if unit == "year":
            return DateMention(i, i + 2, date(today.year - 1, 1, 1), date(today.year - 1, 12, 31), Precision.YEAR)
        if unit == "month":
            return DateMention(i, i + 2, *month_range(today.replace(day=1) - DAY), Precision.MONTH)
        monday = today - timedelta(days=today.weekday() + 7)
        return DateMention(i, i + 2, monday, monday + 6 * DAY, Precision.RANGE)

    def _end_of_month(self, s: Sentence, i: int) -> DateMention | None:
        """ "The last day of March"."""
        if s.key(i) not in {"last", "first"} or (s.key(i + 1), s.key(i + 2)) != ("day", "of") or i + 3 >= len(s):
            return None
        month = self.by_calendar.month(s, i + 3)
        return _day(i, month.end, month.last if s.key(i) == "last" else month.first) if month else None

    def _same_or_next_day(self, s: Sentence, i: int) -> DateMention | None:
        """ "The same day", "the next morning", "the day before": a phrase of the lexicon."""
        relative = self.context.lexicon.relative_days.match(s.keys, i)
        if relative is None or self.context.anchor is None:
            return None
        end, shift = relative[0], int(relative[1])
        if s.keys[end - 1] in _CLAUSE:  # "the day after", or "the day after X took P"
            if s.key(end) in {"that", "this"}:
                end += 1
            elif self._clause_follows(s, end):
                other = self.context.anchor - shift * DAY
                return DateMention(i, end, other, other, Precision.DAY, "clause")
        return _day(i, end, self.context.anchor + shift * DAY)

    def _counted(self, s: Sentence, i: int) -> DateMention | None:
        """ "Two days later", "a week afterwards", "three days before that", "ten months earlier", "four days ago"."""
        count = 1 if s.key(i) in {"a", "one"} else self.context.lexicon.numbers.get(s.key(i)) or number_at(s, i)
        unit = s.key(i + 1).removesuffix("s")
        turn = s.key(i + 2)
        if not count or (unit not in _DAYS and unit not in _MONTHS):
            return None
        end = i + 3
        if turn == "ago":
            return self._shifted(i, end, self.context.published, -count, unit)
        sign = 1 if turn in _LATER or turn == "after" else -1
        if self.context.span and turn in _LATER | _SOONER:
            return self._from_span(i, end, self.context.span, sign * count, unit)
        anchor = self.context.anchor
        if anchor is None or turn not in _LATER | _SOONER | _CLAUSE:
            return None
        if turn in _CLAUSE:
            if s.key(end) not in {"that", "this"} and self._clause_follows(s, end):
                found = self._shifted(i, end, anchor, -sign * count, unit)
                return DateMention(i, end, found.first, found.last, found.precision, "clause")
            end += s.key(end) in {"that", "this"}
        found, today = self._shifted(i, end, anchor, sign * count, unit), self.context.published
        if found.first > today >= anchor:  # counted roughly: no later than the text
            return DateMention(i, end, anchor, today, Precision.RANGE)
        return found

    def _clause_follows(self, s: Sentence, i: int) -> bool:
        """Whether "two days after" goes on with what came two days before, not with a comma or "and"."""
        return i < len(s) and s.words[i][0].isalpha() and s.key(i) not in {"and", "or", "but"}

    def _shifted(self, start: int, end: int, base: date, count: int, unit: str) -> DateMention:
        if unit in _DAYS:
            return _day(start, end, base + timedelta(days=count * _DAYS[unit]))
        there = months_later(base, count * _MONTHS[unit])
        if unit == "year":
            return DateMention(
                start, end, there.replace(month=1, day=1), there.replace(month=12, day=31), Precision.YEAR
            )
        return DateMention(start, end, *month_range(there), Precision.MONTH)

    def _from_span(self, start: int, end: int, span: tuple[date, date], count: int, unit: str) -> DateMention:
        """ "In May 2015 ... ten months later": from a month or a year on, as exactly as that was told."""
        first, last = (self._shifted(start, end, day, count, unit) for day in span)
        if unit == "year" and (span[1] - span[0]).days <= _MONTH:
            there = months_later(span[0], count * _MONTHS[unit])
            return DateMention(start, end, *month_range(there), Precision.MONTH)
        return DateMention(start, end, first.first, last.last, Precision.RANGE)

    def _within(self, s: Sentence, i: int) -> DateMention | None:
        """ "Within five days", "within the week", "within hours": from the last day told on."""
        anchor = self.context.anchor
        if s.key(i) != "within" or anchor is None:
            return None
        if s.key(i + 1) in {"hours", "minutes"}:
            return _day(i, i + 2, anchor)
        count = (
            1 if s.key(i + 1) in {"a", "the"} else self.context.lexicon.numbers.get(s.key(i + 1)) or number_at(s, i + 1)
        )
        days = _DAYS.get(s.key(i + 2).removesuffix("s"))
        if not count or not days or s.key(i + 3) == "of":
            return None
        return DateMention(i, i + 3, anchor, anchor + timedelta(days=count * days), Precision.RANGE)

    def _stretch(self, s: Sentence, i: int) -> DateMention | None:
        """ "The next two days", "the following week", "the preceding three days", "the same month", "that year"."""
        key, anchor = s.key(i), self.context.span[0] if self.context.span else self.context.anchor
        if anchor is None or key not in _NEXT | _PREVIOUS | {"same", "that"}:
            return None
        count = self.context.lexicon.numbers.get(s.key(i + 1)) or number_at(s, i + 1)
        at = i + 1 + bool(count or s.key(i + 1) in _SOME)
        unit = s.key(at).removesuffix("s")
        if unit in _MONTHS and key != "last" and at == i + 1:
            there = months_later(anchor, _MONTHS[unit] * ((key in _NEXT) - (key in _PREVIOUS)))
            if unit == "year":
                year = (there.replace(month=1, day=1), there.replace(month=12, day=31))
                return DateMention(i, at + 1, *year, Precision.YEAR)
            return DateMention(i, at + 1, *month_range(there), Precision.MONTH)
        many = s.key(at).endswith("s")
        if unit not in _DAYS or key in {"same", "that"} or not (many or unit == "week"):
            return None
        days = (count or 1) * _DAYS[unit] if count or not many else 0
        if key in _NEXT:
            last = anchor + timedelta(days=days) if days else self.context.published
            return DateMention(i, at + 1, anchor + DAY, last, Precision.RANGE) if last > anchor else None
        if not days or (key == "last" and s.key(i - 1) != "the"):
            return None
        return DateMention(i, at + 1, anchor - timedelta(days=days), anchor - DAY, Precision.RANGE)

    def _ordinal_day(self, s: Sentence, i: int) -> DateMention | None:
        """ "On the first day", "on the opening day": of what the text first told."""
        opening = self.context.opening
        if opening is None or s.key(i) not in _ORDINAL_DAYS or s.key(i + 1) != "day":
            return None
        if s.key(i - 1) != "the" or s.key(i - 2) != "on" or s.key(i + 2) == "of":
            return None
        return _day(i, i + 2, opening + _ORDINAL_DAYS[s.key(i)] * DAY)


def _day(start: int, end: int, day: date) -> DateMention:
    return DateMention(start, end, day, day, Precision.DAY)
