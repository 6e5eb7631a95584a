"""Rule 10: how confidence fades while nothing is heard.

The half-lives are measured: `benchmarks/decay.py` asks of 652 towns of Ukraine, 2022 to 2024, how often the
next news named somebody else, and how long it took. Figures and doubts: docs/resolution.md, rule 10.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from datetime import date
from functools import partial
from itertools import pairwise

from conflictmap.core.days import Days

HALF_LIFE_DAYS = 1000
"""Days after which confidence in a silent town has halved."""
HALF_LIFE_UNDER_PRESSURE_DAYS = 60
"""The same while the town is attacked or besieged."""
STALE_BELOW = 0.3
"""Below this confidence a map should say that the information is stale."""
STALE_AFTER_DAYS = 730
"""So many days after the last news it should say so, however sure that news was: no longer silence was measured."""

LAST_ORDINAL = date.max.toordinal()


class DecayClock:
    """Counts half-lives between two days, faster on days under pressure.

    Days are proleptic Gregorian ordinals (`date.toordinal`). Intervals of pressure must be given in
    order of days and must not overlap.
    """

    __slots__ = ("_days_before", "_ends", "_starts")

    def __init__(self) -> None:
        self._starts: list[int] = []
        self._ends: list[int] = []
        self._days_before: list[int] = []

    @classmethod
    def from_pressure(cls, pressure: Iterable[Days]) -> DecayClock:
        """A clock for intervals of pressure in any order, overlapping or not."""
        clock = cls()
        bounds = sorted(
            (
                1 if days.start is None else days.start.toordinal(),
                LAST_ORDINAL if days.end is None else days.end.toordinal(),
            )
            for days in pressure
        )
        for start, end in bounds:
            clock.add_pressure(max(start, clock._ends[-1]) if clock._ends else start, end)
        return clock

    def add_pressure(self, start: int, end: int) -> None:
        """Count the days `start` up to, not including, `end` as days under pressure."""
        if start >= end:
            return
        if self._ends and self._ends[-1] == start:
            self._ends[-1] = end
            return
        self._days_before.append(self._pressed_days_before(start))
        self._starts.append(start)
        self._ends.append(end)

    def remaining(self, start: int, end: int) -> float:
        """The part in 0..1 that is left of a confidence of day `start` on day `end`."""
        if end <= start:
            return 1.0
        pressed = self._pressed_days_before(end) - self._pressed_days_before(start)
        half_lives = pressed / HALF_LIFE_UNDER_PRESSURE_DAYS + (end - start - pressed) / HALF_LIFE_DAYS
        return float(2.0**-half_lives)

    def _pressed_days_before(self, day: int) -> int:
        index = bisect_right(self._starts, day) - 1
        if index < 0:
            return 0
        return self._days_before[index] + min(day, self._ends[index]) - self._starts[index]


class Vouchers:
    """The confidence in one standing holder: the best of what each claim gave, decayed since."""

    __slots__ = ("_clock", "_given")

    def __init__(self, clock: DecayClock) -> None:
        self._clock = clock
        self._given: list[tuple[int, float]] = []

    def add(self, day: int, last: int, confidence: float) -> None:
        """A claim heard on `day` vouches for every day up to and with `last`."""
        self._given = [
            (other_last, other)
            for other_last, other in self._given
            if other_last > last or other * self._clock.remaining(other_last, day) > confidence
        ]
        self._given.append((last, confidence))

    def on(self, day: int) -> float:
        """Confidence in 0..1 on `day`; 0 when nobody has vouched."""
        return max((given * self._clock.remaining(last, day) for last, given in self._given), default=0.0)

    def lasting_after(self, day: int) -> list[tuple[int, float]]:
        """Those (last day, confidence) that still vouch for days after `day`."""
        return [(last, confidence) for last, confidence in self._given if last > day]


def confidence_on(confirmations: Iterable[tuple[date, float]], pressure: Iterable[Days], day: date) -> float:
    """Confidence in 0..1 that a period's holder is still the holder on `day`.

    `confirmations` are a period's (`ControlPeriodValue.confirmations`), `pressure` the intervals of the
    town's pressure periods. Each confirmation halves every `HALF_LIFE_DAYS`, on days under pressure
    every `HALF_LIFE_UNDER_PRESSURE_DAYS`; the best one counts. 0 before the first confirmation.
    """
    clock = DecayClock.from_pressure(pressure)
    ordinal = day.toordinal()
    return max(
        (
            confidence * clock.remaining(confirmed.toordinal(), ordinal)
            for confirmed, confidence in confirmations
            if confirmed <= day
        ),
        default=0.0,
    )


def last_news(confirmations: Iterable[tuple[date, float]], day: date) -> date | None:
    """The last day up to `day` for which a claim vouches; ``None`` where there is none."""
    return max((confirmed for confirmed, _ in confirmations if confirmed <= day), default=None)


def is_stale(confidence: float, silent_days: int) -> bool:
    """Whether a map should draw a holder as doubtful: too little confidence, or `silent_days` without news too many."""
    return confidence < STALE_BELOW or silent_days >= STALE_AFTER_DAYS


def is_stale_on(confirmations: Sequence[tuple[date, float]], pressure: Iterable[Days], day: date) -> bool:
    """The same for a period on a day; parameters as of `confidence_on`."""
    news = last_news(confirmations, day)
    return news is None or is_stale(confidence_on(confirmations, pressure, day), (day - news).days)


def stale_stretches(
    confirmations: Sequence[tuple[date, float]], pressure: Iterable[Days], first: date, last: date
) -> list[tuple[date, date]]:
    """The stretches of `first` to `last`, inclusive like them, on whose days `is_stale_on` holds.

    From one confirmation to the next doubt only grows, so the day on which it sets in is searched by halving.
    """
    clock = DecayClock.from_pressure(pressure)
    vouchers = Vouchers(clock)
    heard = sorted((confirmed.toordinal(), confidence) for confirmed, confidence in confirmations if confirmed <= last)
    start, end = first.toordinal(), last.toordinal() + 1
    stretches: list[tuple[int, int]] = []
    if not heard or heard[0][0] > start:
        stretches.append((start, min(end, heard[0][0]) if heard else end))
    for (news, confidence), (following, _) in pairwise([*heard, (end, 0.0)]):
        vouchers.add(news, news, confidence)
        days = range(max(news, start), following)
        place = bisect_left(days, True, key=partial(_is_stale_since, vouchers, news))
        if place < len(days):
            stretches.append((days[place], following))
    return [(date.fromordinal(begin), date.fromordinal(stop - 1)) for begin, stop in stretches if begin < stop]


def _is_stale_since(vouchers: Vouchers, news: int, day: int) -> bool:
    return is_stale(vouchers.on(day), day - news)
