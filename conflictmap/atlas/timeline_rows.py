"""The periods of a map as rows, from wherever they come: stored, or worked out for a variant.

Whoever writes the timeline file reads rows and need not know which.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from conflictmap.actors.models import Actor
from conflictmap.control.models import ControlPeriod, PeriodHolder, PressurePeriod
from conflictmap.control.variant import Variant, variant_timelines
from conflictmap.core.periods import PressureStatus, Status
from conflictmap.gazetteer.models import Town


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
    """All periods of a map, by town and then by day."""

    control: list[ControlRow]
    pressure: list[PressureRow]


def stored_rows(day: date | None = None) -> Rows:
    """The periods of the standard map, in four queries; of control only those that hold on `day` where one is given."""
    return Rows(list(_stored_control(day)), list(_stored_pressure()))


def variant_rows(variant: Variant) -> Rows:
    """The periods of a variant, in four queries. Raises `conflictmap.control.variant.TooManyClaimsError`."""
    timelines = variant_timelines(variant)
    towns = dict(Town.objects.filter(slug__in=timelines).values_list("slug", "pk"))
    actors = dict(Actor.objects.values_list("slug", "pk"))
    rows = Rows([], [])
    for slug in sorted(timelines, key=towns.__getitem__):
        timeline = timelines[slug]
        rows.control.extend(
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
        rows.pressure.extend(
            PressureRow(
                towns[slug],
                period.days.start,
                period.days.end,
                period.status,
                tuple(sorted(actors[actor] for actor in period.by)),
            )
            for period in timeline.pressure
        )
    return rows


def _stored_control(day: date | None) -> Iterator[ControlRow]:
    holders: dict[int, list[HolderRow]] = defaultdict(list)
    stored = ControlPeriod.objects.on(day) if day else ControlPeriod.objects.all()
    parties = PeriodHolder.objects.filter(period__in=stored.order_by()) if day else PeriodHolder.objects.all()
    columns = parties.order_by("position").values_list("period_id", "actor_id", "share", "inferred")
    for period_id, actor_id, share, inferred in columns.iterator():
        holders[period_id].append(HolderRow(actor_id, share, inferred))
    periods = stored.order_by("town_id", "days").values_list(
        "pk", "town_id", "days", "status", "rule", "unreviewed", "confirmations"
    )
    for pk, town_id, days, status, rule, unreviewed, confirmations in periods:
        yield ControlRow(
            town_id,
            days.lower,
            days.upper,
            Status(status),
            rule,
            unreviewed,
            tuple(holders[pk]),
            tuple((date.fromisoformat(day), confidence) for day, confidence in confirmations),
        )


def _stored_pressure() -> Iterator[PressureRow]:
    by: dict[int, list[int]] = defaultdict(list)
    for period_id, actor_id in PressurePeriod.by.through.objects.values_list("pressureperiod_id", "actor_id"):
        by[period_id].append(actor_id)
    periods = PressurePeriod.objects.order_by("town_id", "days", "status").values_list(
        "pk", "town_id", "days", "status"
    )
    for pk, town_id, days, status in periods:
        yield PressureRow(town_id, days.lower, days.upper, PressureStatus(status), tuple(sorted(by[pk])))
