"""The story that the stored periods tell: its first and last day, its last change, its revision."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache

from django.db.models import Max, Min

from conflictmap.articles.models import Article
from conflictmap.control.models import ControlPeriod, PressurePeriod, Revision
from conflictmap.core.days import ONE_DAY


@dataclass(frozen=True, slots=True)
class Story:
    """What pages and exports must know before they read a single period.

    `first` and `last` are inclusive: the first day of the first period, and the newest publication or
    change. `last_change` is the newest day on which a town's control changed: the day that pages and
    exports show when nobody asks for another. All three are ``None`` while there are no periods.
    """

    revision: int
    first: date | None
    last: date | None
    last_change: date | None

    def clamp(self, day: date) -> date:
        """The day of the story nearest to `day`; `day` itself while there is no story."""
        if self.first is None or self.last is None:
            return day
        return min(max(day, self.first), self.last)


def current_revision() -> int:
    """The number of the newest revision of the periods; 0 before the first."""
    return Revision.objects.aggregate(newest=Max("pk"))["newest"] or 0


def current_story() -> Story:
    """The story as it is now, in two queries; the first time after a new revision in four.

    The newest publication is asked for each time (it has an index): an article that says nothing of any town makes no
    new revision.
    """
    newest = Revision.objects.order_by("-pk").first()
    bounds = _bounds() if newest is None else _bounds_of(newest.pk, newest.created)
    revision = 0 if newest is None else newest.pk
    if bounds is None:
        return Story(revision, None, None, None)
    published = Article.objects.aggregate(newest=Max("published"))["newest"]
    return Story(revision, bounds.first, max(bounds.last, published or bounds.last), bounds.last_change)


@dataclass(frozen=True, slots=True)
class _Bounds:
    """First day, last day and newest change of all periods."""

    first: date
    last: date
    last_change: date


@lru_cache(maxsize=2)
def _bounds_of(revision: int, created: datetime) -> _Bounds | None:
    """The bounds of one revision, read once. An emptied database counts from 1 again: `created` tells them apart."""
    return _bounds()


def _bounds() -> _Bounds | None:
    """Look at all periods; None where there are none."""
    control = ControlPeriod.objects.aggregate(
        first=Min("days__startswith"), change=Max("days__startswith"), end=Max("days__endswith")
    )
    pressure = PressurePeriod.objects.aggregate(first=Min("days__startswith"), change=Max("days__startswith"))
    if control["first"] is None and pressure["first"] is None:
        return None
    changes = [control["change"], pressure["change"]]
    if control["end"] is not None:
        changes.append(control["end"] - ONE_DAY)
    return _Bounds(
        first=min(day for day in (control["first"], pressure["first"]) if day),
        last=max(day for day in changes if day),
        last_change=control["change"] or pressure["change"],
    )
