"""The periods of a map as rows, from wherever they come: stored, or worked out for a variant.

Whoever writes the timeline file reads rows and need not know which.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple

from conflictmap.actors.models import Actor
from conflictmap.control.models import ControlPeriod, PressurePeriod
from conflictmap.control.variant import Variant, variant_timelines
from conflictmap.core.periods import PressureStatus, Status
from conflictmap.gazetteer.models import Town

ROWS_AT_ONCE = 5000


class HolderRow(NamedTuple):
    """One party; `actor` is a primary key."""

    actor: int
    share: float | None
    inferred: bool


class ControlRow(NamedTuple):
    """One control period during [first, end); `town` is a primary key, confirmations are days with a confidence."""

    town: int
    first: date | None
    end: date | None
    status: Status
    rule: int
    unreviewed: bool
    holders: tuple[HolderRow, ...]
    confirmations: tuple[tuple[date, float], ...]


class PressureRow(NamedTuple):
    """One pressure period during [first, end); `by` are primary keys of actors in order."""

    town: int
    first: date | None
    end: date | None
    status: PressureStatus
    by: tuple[int, ...]


class Rows(NamedTuple):
    """All periods of a map, those of a town side by side and in order of days. Each may be gone through once."""

    control: Iterable[ControlRow]
    pressure: Iterable[PressureRow]


def stored_rows(day: date | None = None) -> Rows:
    """The periods of the standard map; of control only those that hold on `day` where one is given.

    They are read while they are gone through, each in one query, in pieces inside a transaction: however many there
    are, they take no memory.
    """
    return Rows(_stored_control(day), _stored_pressure())


def variant_rows(variant: Variant) -> Rows:
    """The periods of a variant, in four queries. Raises `conflictmap.control.variant.TooManyClaimsError`."""
    timelines = variant_timelines(variant)
    towns = dict(Town.objects.filter(slug__in=timelines).values_list("slug", "pk"))
    actors = dict(Actor.objects.values_list("slug", "pk"))
    control: list[ControlRow] = []
    pressure: list[PressureRow] = []
    for slug in sorted(timelines, key=towns.__getitem__):
        timeline = timelines[slug]
        control.extend(
            ControlRow(
                towns[slug],
                period.days.start,
                period.days.end,
                period.status,
                period.rule,
                period.unreviewed,
                tuple(HolderRow(actors[one.actor], one.share, one.inferred) for one in period.holders),
                period.confirmations,
            )
            for period in timeline.control
        )
        pressure.extend(
            PressureRow(
                towns[slug],
                period.days.start,
                period.days.end,
                period.status,
                tuple(sorted(actors[actor] for actor in period.by)),
            )
            for period in timeline.pressure
        )
    return Rows(control, pressure)


def _stored_control(day: date | None) -> Iterator[ControlRow]:
    stored = ControlPeriod.objects.on(day) if day else ControlPeriod.objects.all()
    columns = stored.order_by("town_id", "days", "pk", "holders__position").values_list(
        "pk",
        "town_id",
        "days__startswith",
        "days__endswith",
        "status",
        "rule",
        "unreviewed",
        "confirmations",
        "holders__actor_id",
        "holders__share",
        "holders__inferred",
    )
    # A period comes once for each of its holders, and once without where it has none.
    for _, parties in groupby(columns.iterator(ROWS_AT_ONCE), key=itemgetter(0)):
        told = list(parties)
        _, town_id, first, end, status, rule, unreviewed, confirmations, *_ = told[0]
        yield ControlRow(
            town_id,
            first,
            end,
            Status(status),
            rule,
            unreviewed,
            tuple(HolderRow(*row[8:]) for row in told if row[8] is not None),
            tuple((date.fromisoformat(day), confidence) for day, confidence in confirmations),
        )


def _stored_pressure() -> Iterator[PressureRow]:
    columns = PressurePeriod.objects.order_by("town_id", "days", "status", "pk", "by").values_list(
        "pk", "town_id", "days__startswith", "days__endswith", "status", "by"
    )
    for _, parties in groupby(columns.iterator(ROWS_AT_ONCE), key=itemgetter(0)):
        told = list(parties)
        _, town_id, first, end, status, _ = told[0]
        by = tuple(sorted(actor for *_, actor in told if actor is not None))
        yield PressureRow(town_id, first, end, PressureStatus(status), by)
