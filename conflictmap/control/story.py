"""The story that the stored periods tell: its first and last day, its last change, its revision."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

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
    """Read the bounds of the story as it is now, in four queries."""
    revision = current_revision()
    control = ControlPeriod.objects.aggregate(
        first=Min("days__startswith"), change=Max("days__startswith"), end=Max("days__endswith")
    )
    pressure = PressurePeriod.objects.aggregate(first=Min("days__startswith"), change=Max("days__startswith"))
    if control["first"] is None and pressure["first"] is None:
        return Story(revision, None, None, None)
    published = Article.objects.aggregate(newest=Max("published"))["newest"]
    changes = [control["change"], pressure["change"], published]
    if control["end"] is not None:
        changes.append(control["end"] - ONE_DAY)
    return Story(
        revision=revision,
        first=min(day for day in (control["first"], pressure["first"]) if day),
        last=max(day for day in changes if day),
        last_change=control["change"] or pressure["change"],
    )
