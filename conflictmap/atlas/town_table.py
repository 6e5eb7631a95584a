"""Who holds which town on a day: the rows of the table of towns."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet
from django.utils.translation import gettext

from conflictmap.atlas import wording
from conflictmap.atlas.days_and_numbers import country_name, short_day
from conflictmap.atlas.town_names import local_names
from conflictmap.control.models import ControlPeriod, PeriodHolder
from conflictmap.core.periods import Status


@dataclass(frozen=True, slots=True)
class Row:
    """One town on one day."""

    period: ControlPeriod
    town_name: str
    holders: tuple[PeriodHolder, ...]
    country: str
    holder: str
    since: str


def rows_on(day: date | None) -> QuerySet[ControlPeriod]:
    """The control periods that hold on `day`, by the name of their town; none without a day."""
    found = ControlPeriod.objects.on(day) if day else ControlPeriod.objects.none()
    return found.select_related("town").with_holders().order_by("town__name", "town_id")


def table_rows(periods: Iterable[ControlPeriod]) -> list[Row]:
    """The rows of periods read by `rows_on`."""
    found = list(periods)
    names = local_names(period.town for period in found)
    return [row_of(period, names[period.town_id]) for period in found]


def row_of(period: ControlPeriod, town_name: str) -> Row:
    """The row of a period."""
    first = period.days.lower
    holders = tuple(period.holders.all())
    return Row(
        period,
        town_name,
        holders,
        country_name(period.town.country),
        wording.holder_words(Status(period.status), [holder.actor.local_name for holder in holders]),
        short_day(first) if first else gettext("always"),
    )
