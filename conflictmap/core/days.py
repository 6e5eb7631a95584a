"""Days and half-open intervals of days.

Inside the code an interval of days is half-open, ``[start, end)``: it can be joined, cut and compared
without adding or taking away a day. People, files and interfaces see inclusive dates; the two
functions :meth:`Days.from_inclusive` and :meth:`Days.to_inclusive` are the only door between them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

ONE_DAY = timedelta(days=1)
ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


def parse_day(text: str) -> date:
    """The day that `text` writes as YYYY-MM-DD, and in no other way.

    Raises ValueError with a sentence for people.
    """
    if not ISO_DAY.fullmatch(text):
        raise ValueError(f"“{text[:40]}” is not a date: write it as in 2017-09-22.")
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ValueError(f"“{text}” is not a day of the calendar: write it as in 2017-09-22.") from None


@dataclass(frozen=True, slots=True)
class Days:
    """Half-open interval of days ``[start, end)``; ``None`` means open on that side.

    Raises ValueError when the interval would hold no day.
    """

    start: date | None
    end: date | None

    def __post_init__(self) -> None:
        if self.start is not None and self.end is not None and self.start >= self.end:
            raise ValueError(f"an interval of days must hold at least one day, not [{self.start}, {self.end})")

    @classmethod
    def from_inclusive(cls, first: date | None, last: date | None) -> Days:
        """The interval of the days `first` to `last`, both counted; ``None`` means open.

        The calendar's last day, 9999-12-31, means open, too: no day comes after it, and tables use it so.
        Raises ValueError when `first` is after `last`.
        """
        return cls(first, None if last is None or last == date.max else last + ONE_DAY)

    def to_inclusive(self) -> tuple[date | None, date | None]:
        """First and last day, both counted; ``None`` where the interval is open."""
        return self.start, None if self.end is None else self.end - ONE_DAY

    def __contains__(self, day: date) -> bool:
        return (self.start is None or self.start <= day) and (self.end is None or day < self.end)

    def overlaps(self, other: Days) -> bool:
        """Whether the two intervals share at least one day."""
        return (self.start is None or other.end is None or self.start < other.end) and (
            other.start is None or self.end is None or other.start < self.end
        )
