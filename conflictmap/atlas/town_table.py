"""Who holds which town on a day: the rows of the table of towns."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from conflictmap.atlas import wording
from conflictmap.control.models import ControlPeriod, PeriodHolder
from conflictmap.core.periods import Status
from conflictmap.gazetteer.countries import country_name


@dataclass(frozen=True, slots=True)
class Row:
    """One town on one day."""

    period: ControlPeriod
    holders: tuple[PeriodHolder, ...]
    country: str
    holder: str
    since: str


def rows_on(day: date | None) -> QuerySet[ControlPeriod]:
    """The control periods that hold on `day`, by the name of their town; none without a day."""
    found = ControlPeriod.objects.on(day) if day else ControlPeriod.objects.none()
    return found.select_related("town").with_holders().order_by("town__name", "town_id")


def row_of(period: ControlPeriod) -> Row:
    """The row of a period read by `rows_on`."""
    first = period.days.lower
    holders = tuple(period.holders.all())
    return Row(
        period,
        holders,
        country_name(period.town.country),
        wording.holder_words(Status(period.status), [holder.actor.name for holder in holders]),
        wording.short_day(first) if first else "always",
    )
