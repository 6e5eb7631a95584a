"""From day numbers back to dates. Numbers may lie beyond the calendar's last day, dates may not."""

from __future__ import annotations

from datetime import date

from conflictmap.core.days import Days

LAST_DAY = date.max.toordinal()


def days_between(start: int, end: int | None) -> Days | None:
    """The days `start` up to, not including, `end`; open where `end` is ``None`` or beyond the calendar.

    ``None`` when no day of the calendar is left.
    """
    if start > LAST_DAY:
        return None
    return Days(date.fromordinal(start), None if end is None or end > LAST_DAY else date.fromordinal(end))
