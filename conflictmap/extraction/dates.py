"""Date phrases of a sentence, as inclusive ranges of days relative to the publication date."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from conflictmap.core.claims import Precision
from conflictmap.extraction.calendar_dates import CalendarDates
from conflictmap.extraction.date_mentions import DateContext, DateMention, month_range, months_later
from conflictmap.extraction.lexicon import Lexicon, grammar
from conflictmap.extraction.relative_dates import RelativeDates
from conflictmap.extraction.tokens import Sentence

_BOUNDS = frozenset({"by", "until", "till", "since", "before", "between", "from", "after", "following"})
_BEFORE_DATE = grammar("before_date")
_DASHES = frozenset({"-", "\u2013", "\u2014"})
_HOURS = grammar("times_of_day")
_DAYS_END = ("the", "end", "of", "the", "day")
_FORTNIGHT = 14
_JOINS = frozenset({"but", "and", "then"})
_TURNS_BACK = frozenset({"after", "before", "since", "following", "which", "who", "whose", "where", "when", "had", ";"})
_MOST = grammar("superlatives")
_MEASURED = grammar("measured_events")
_FAR = 16
"""Tokens from a superlative to the "since" that measures it."""
_YEAR = 4
"""Figures of a year."""


def _measures(s: Sentence, since: int) -> bool:
    """ "The heaviest fighting since 2011", "the army's biggest loss since May": what is measured, not when it was."""
    keys = s.keys[max(0, since - _FAR) : since]
    walls = [n for n, key in enumerate(keys) if key in {",", ";", "which", "that"}]
    keys = keys[walls[-1] + 1 :] if walls else keys
    most = next((n for n, key in enumerate(keys) if key in _MOST), None)
    return most is not None and not _MEASURED.isdisjoint(keys[most + 1 : most + 5])


@dataclass(slots=True)
class DateReader:
    """Reads date phrases; remembers what the text has told of so far."""

    context: DateContext
    by_calendar: CalendarDates
    relative: RelativeDates

    @classmethod
    def of(cls, published: date, lexicon: Lexicon) -> DateReader:
        """A reader of a text published on a day."""
        context = DateContext(published, lexicon)
        by_calendar = CalendarDates(context)
        return cls(context, by_calendar, RelativeDates(context, by_calendar))

    def read(self, sentence: Sentence) -> list[DateMention]:
        """The date phrases of a sentence, in order."""
        found: list[DateMention] = []
        self.context.year_here = self.context.aside_here = False
        date_words = self.context.lexicon.date_words
        end = 0
        for i, (word, key) in enumerate(zip(sentence.words, sentence.keys, strict=True)):
            if i < end or not (key in date_words or word[0].isdecimal()):
                continue
            mention = self._at(sentence, i)
            if mention is None:
                continue
            mention = self._bounded(sentence, mention)
            if mention.bound == "since" and _measures(sentence, mention.start):
                end = mention.end
                continue
            mention = self._told_as_before(sentence, found[-1], mention) if found else mention
            self._order_before(sentence, found, mention)
            self._remember(mention)
            found.append(mention)
            end = mention.end
        return found

    def _order_before(self, s: Sentence, found: list[DateMention], last: DateMention) -> None:
        """Give the dates before `last` its year, back to the first that is told otherwise."""
        then = last
        for n in range(len(found) - 1, -1, -1):
            before = self._told_in_order(s, found[n], then, last.start)
            if before is found[n]:
                break
            found[n] = then = before
            self._remember(before)

    def _told_in_order(self, s: Sentence, mention: DateMention, then: DateMention, behind: int) -> DateMention:
        """A month or day without a year, no later than what "but" or "and" joins to it in the same sentence.

        "X took P in September but lost it in May 2024": in September 2023, also in a text of December 2025.
        """
        between = s.keys[mention.end : behind]
        if mention.last < then.first or not _JOINS.intersection(between) or not _TURNS_BACK.isdisjoint(between):
            return mention
        if mention.bound or then.bound or not self._without_year(s, mention) or not self._of_the_calendar(s, then):
            return mention
        years = then.last.year - mention.first.year
        years -= months_later(mention.first, years * 12) > then.last
        return _years_later(mention, years) if years < 0 else mention

    def _told_as_before(self, s: Sentence, first: DateMention, mention: DateMention) -> DateMention:
        """A date without a year that "after" tells to have come before: "took P in May after losing Q in June"."""
        between = s.keys[first.end : mention.start]
        late = mention.first > first.last and not mention.bound and not first.bound
        if (
            not late
            or "after" not in between
            or not {",", "and"}.isdisjoint(between)
            or not _TURNS_BACK.isdisjoint(set(between) - {"after", "had"})
        ):
            return mention
        return _years_later(mention, -1) if self._without_year(s, mention) else mention

    def _of_the_calendar(self, s: Sentence, mention: DateMention) -> bool:
        return any(key in self.context.lexicon.dates["months"] for key in s.keys[mention.start : mention.end])

    def _without_year(self, s: Sentence, mention: DateMention) -> bool:
        """Whether a date names a month and no year."""
        year = any(len(word) == _YEAR and word.isdecimal() for word in s.words[mention.start : mention.end])
        return self._of_the_calendar(s, mention) and not year

    def _at(self, s: Sentence, i: int) -> DateMention | None:
        if i >= len(s):
            return None
        return self.relative.at(s, i) or self.by_calendar.at(s, i)

    def _remember(self, mention: DateMention) -> None:
        context, length = self.context, (mention.last - mention.first).days
        if mention.bound == "clause":
            return
        background = mention.bound in {"since", "before"} and context.anchor is not None
        if mention.precision is Precision.DAY or length < _FORTNIGHT:
            context.anchor, context.span = mention.last, None
            context.day = mention.last if mention.precision is Precision.DAY else context.day
            context.around = context.around if background else mention.last
            context.opening = context.opening or mention.first
        elif not background:
            if context.anchor is None or not mention.first <= context.anchor <= mention.last:
                context.span = mention.first, mention.last
            if length <= 31:
                context.around = mention.first.replace(day=15)

    def _bounded(self, s: Sentence, mention: DateMention) -> DateMention:
        """The mention with the word that bounds it, or as the range that it begins ("between A and B")."""
        if mention.bound:
            return mention
        bound = self._bound(s, mention.start)
        told = (bound == "between" and s.key(mention.end) == "and") or (
            bound == "from" and s.key(mention.end) in {"to", "until", "through", "till"}
        )
        dashed = s.key(mention.end) in _DASHES and self._calendar_day_at(s, mention.end + 1)
        if told or dashed:
            opening = self.context.opening
            self._remember(mention)
            other = self._at(s, mention.end + 1 + (s.key(mention.end + 1) == "the"))
            if other and (first := self._in_year_of(s, mention, other)) is not mention:
                self.context.opening, mention = opening, first
                self._remember(mention)
            if other and other.last >= mention.first:
                return replace(mention, end=other.end, last=other.last, precision=Precision.RANGE)
            bound = ""
        elif bound in {"between", "from"}:
            onwards = bound == "from" and s.key(mention.end) in {"onwards", "onward", "on"}
            bound = "since" if onwards else ""
        return replace(mention, bound=bound)

    def _calendar_day_at(self, s: Sentence, i: int) -> bool:
        """Whether a day or a month stands at token `i`: not "3 May – three weeks ago"."""
        return i < len(s) and (s.words[i][0].isdecimal() or s.capitals[i]) and self._at(s, i) is not None

    def _bound(self, s: Sentence, i: int) -> str:
        back = i - 1
        while back >= 0 and s.key(back) in _BEFORE_DATE and i - back < 6:
            back -= 1
        key = s.key(back)
        if key == "before" and s.key(back + 1) in _HOURS:
            return ""  # "before dawn on 4 March" is 4 March
        if key == "by" and s.keys[back + 1 : back + 6] == _DAYS_END:
            return ""  # "by the end of the day" is that day
        return key if key in _BOUNDS else ""

    def _in_year_of(self, s: Sentence, mention: DateMention, end: DateMention) -> DateMention:
        """The beginning of a range, in the year that only its end tells: "from November until March 2022"."""
        if not self._without_year(s, mention) or str(end.last.year) not in s.words[end.start : end.end]:
            return mention
        years = end.last.year - mention.first.year
        years -= months_later(mention.first, years * 12) > end.last
        return _years_later(mention, years) if years else mention


def _years_later(mention: DateMention, years: int) -> DateMention:
    first, last = months_later(mention.first, years * 12), months_later(mention.last, years * 12)
    whole_month = mention.precision is Precision.MONTH
    return replace(mention, first=first, last=month_range(last)[1] if whole_month else last)
