"""Who holds which town on a day: the rows of the table of towns."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet
from django.utils.translation import gettext

from conflictmap.atlas import wording
from conflictmap.atlas.days_and_numbers import country_name, short_day
from conflictmap.atlas.town_names import local_names
from conflictmap.control.models import ControlPeriod, PeriodHolder, PressurePeriod
from conflictmap.core.days import Days
from conflictmap.core.periods import Status
from conflictmap.resolution.decay import is_stale_on, last_news


@dataclass(frozen=True, slots=True)
class Row:
    """One town on one day. `news` is the day of the last news of its holder; `is_stale` as on the map."""

    period: ControlPeriod
    town_name: str
    holders: tuple[PeriodHolder, ...]
    country: str
    holder: str
    since: str
    status: str
    news: str
    is_stale: bool


def rows_on(day: date | None) -> QuerySet[ControlPeriod]:
    """The control periods that hold on `day`, by the name of their town; none without a day."""
    found = ControlPeriod.objects.on(day) if day else ControlPeriod.objects.none()
    return found.select_related("town").with_holders().order_by("town__name", "town_id")


def table_rows(periods: Iterable[ControlPeriod], day: date | None, names: Mapping[int, str] | None = None) -> list[Row]:
    """The rows on `day` of periods read by `rows_on`; `names` of towns by primary key, where they are known."""
    found = list(periods)
    if not found or day is None:
        return []
    names = names or local_names(period.town for period in found)
    pressed: dict[int, list[Days]] = defaultdict(list)
    towns = [period.town_id for period in found]
    for town, days in PressurePeriod.objects.filter(town__in=towns).order_by().values_list("town_id", "days"):
        pressed[town].append(Days(days.lower, days.upper))
    return [row_of(period, names[period.town_id], day, pressed[period.town_id]) for period in found]


def row_of(period: ControlPeriod, town_name: str, day: date, pressed: Sequence[Days]) -> Row:
    """The row of a period on a day that it holds on; `pressed` are the days of the town's pressure."""
    first = period.days.lower
    holders = tuple(period.holders.all())
    status = Status(period.status)
    confirmations = [(date.fromisoformat(heard), given) for heard, given in period.confirmations]
    news = last_news(confirmations, day)
    is_stale = status is not Status.UNKNOWN and is_stale_on(confirmations, pressed, day)
    words = str(wording.STATUS_WORDS[status])
    return Row(
        period,
        town_name,
        holders,
        country_name(period.town.country),
        wording.holder_words(status, [holder.actor.local_name for holder in holders]),
        short_day(first) if first else gettext("always"),
        gettext("%(status)s, in doubt") % {"status": words} if is_stale else words,
        short_day(news) if news and status is not Status.UNKNOWN else "",
        is_stale,
    )
