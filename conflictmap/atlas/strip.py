"""The timeline strip of a town: its whole story on one line, as shapes for an SVG.

Units: x and width in per cent of whole calendar years, so that the labels of the years can be an even grid. The
strip is as wide as its column; in per cent nothing that is drawn in it is stretched.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext

from conflictmap.atlas.evidence import Period, TownEvidence
from conflictmap.control.story import Story

WHOLE = 100.0
DIGITS = 3


@dataclass(frozen=True, slots=True)
class Bar:
    """A stretch of the strip; `title` is its tooltip."""

    x: float
    width: float
    title: str
    period: Period | None = None
    status: str = ""
    is_stale: bool = False

    @property
    def right(self) -> float:
        """Where the stretch ends."""
        return round(self.x + self.width, DIGITS)


@dataclass(frozen=True, slots=True)
class Dot:
    """A claim on the line of claims: above the bars when for, below when against."""

    x: float
    reviewed: bool


@dataclass(frozen=True, slots=True)
class Strip:
    """All shapes of the strip. `first` and `last` are inclusive; `cursor` is the x of the day shown."""

    first: date
    last: date
    years: tuple[int, ...]
    bars: tuple[Bar, ...]
    pressures: tuple[Bar, ...]
    dots_for: tuple[Dot, ...]
    dots_against: tuple[Dot, ...]
    cursor: float | None


def town_strip(evidence: TownEvidence, story: Story, day: date | None) -> Strip | None:
    """Lay out the story of a town; ``None`` while there is no story."""
    if story.first is None or story.last is None:
        return None
    first, last = date(story.first.year, 1, 1), date(story.last.year, 12, 31)
    length = (last - first).days + 1

    def x(at: date) -> float:
        return round(WHOLE * min(max((at - first).days, 0), length) / length, DIGITS)

    def stretch(start: date | None, end: date | None) -> tuple[float, float]:
        """Where the inclusive days `start` to `end` begin, and how wide they are; open ends reach the story's."""
        left = x(start or first)
        right = x((end or story.last or last) + timedelta(days=1))
        return left, round(right - left, DIGITS)

    def bars(period: Period) -> Iterator[Bar]:
        """The period, and over it where its holder is in doubt."""
        yield Bar(*stretch(period.first, period.last), str(period.sentence), period)
        for start, end in period.in_doubt:
            left, width = stretch(max(start, first), min(end, story.last or last))
            if width > 0:
                title = gettext("%(status)s, in doubt") % {"status": period.sentence}
                yield Bar(left, width, title, period, is_stale=True)

    def dots(days: Iterable[tuple[date | None, bool]]) -> tuple[Dot, ...]:
        return tuple(sorted({Dot(x(at), reviewed) for at, reviewed in days if at}, key=lambda dot: dot.x))

    return Strip(
        first=first,
        last=last,
        years=tuple(range(first.year, last.year + 1)),
        bars=tuple(bar for period in reversed(evidence.periods) for bar in bars(period)),
        pressures=tuple(
            Bar(*stretch(pressure.first, pressure.last), pressure.sentence, status=pressure.status.value)
            for pressure in reversed(evidence.pressures)
        ),
        dots_for=dots(
            (quote.claim.date_to or quote.claim.date_from, quote.reviewed)
            for period in evidence.periods
            for quote in period.quotes_for
        ),
        dots_against=dots(
            (quote.claim.date_to or quote.claim.date_from, quote.reviewed)
            for period in evidence.periods
            for quote in period.quotes_against
        ),
        cursor=x(day) if day else None,
    )
