"""The only writer of derived periods: what resolution says of a town replaces what is stored.

A rebuild locks its towns, so two at once wait for each other and the second sees the claims of the
first. It belongs in the transaction of the change that caused it: readers see both or neither.
"""

from __future__ import annotations

from collections.abc import Iterable

from django.conf import settings
from django.db import connection, transaction
from django.db.backends.postgresql.psycopg_any import DateRange

from conflictmap.actors.models import Actor
from conflictmap.claims.models import Claim
from conflictmap.claims.values import claims_by_town
from conflictmap.control.models import (
    ControlPeriod,
    PeriodClaim,
    PeriodHolder,
    PressurePeriod,
    Revision,
    Side,
)
from conflictmap.core.days import Days
from conflictmap.core.periods import ControlPeriodValue, PressurePeriodValue, Timeline
from conflictmap.gazetteer.models import Town
from conflictmap.resolution import resolve_town

REVISION_LOCK = 7_064_001
"""Number of the advisory lock under which revisions are numbered; any number that nothing else uses."""


def rebuild_town(town: Town) -> Revision:
    """Work out the periods of one town anew. Returns the revision they belong to."""
    return rebuild_towns([town.pk])


def rebuild_towns(town_ids: Iterable[int]) -> Revision:
    """Work out the periods of the towns with these primary keys anew, in one transaction and few queries.

    Adds one revision, even where no period changed: pages also show the claims behind them. Returns it.
    """
    with transaction.atomic():
        # Always locked in the same order, so no two rebuilds wait for each other in a circle. NO KEY: others may
        # go on adding claims that refer to the town.
        towns = Town.objects.filter(pk__in=set(town_ids)).order_by("pk").select_for_update(no_key=True)
        towns_by_slug = {town.slug: town for town in towns}
        claims = claims_by_town(Claim.objects.for_resolution().filter(town__in=towns_by_slug.values()))
        threshold = settings.PUBLISHING_THRESHOLD
        timelines = [resolve_town(values, threshold=threshold) for values in claims.values()]
        _replace(towns_by_slug, timelines)
        return next_revision()


def _replace(towns: dict[str, Town], timelines: list[Timeline]) -> None:
    """Delete all periods of the towns and store those of the timelines, with holders and evidence."""
    ControlPeriod.objects.filter(town__in=towns.values()).delete()
    PressurePeriod.objects.filter(town__in=towns.values()).delete()
    actors = dict(Actor.objects.values_list("slug", "pk"))

    control = [(value, _control_period(value, towns)) for timeline in timelines for value in timeline.control]
    ControlPeriod.objects.bulk_create([period for _, period in control])
    PeriodHolder.objects.bulk_create(
        PeriodHolder(
            period=period,
            actor_id=actors[holder.actor],
            position=position,
            share=holder.share,
            inferred=holder.inferred,
        )
        for value, period in control
        for position, holder in enumerate(value.holders)
    )
    PeriodClaim.objects.bulk_create(
        PeriodClaim(period=period, claim_id=int(claim), side=side.value)
        for value, period in control
        for side, claims in ((Side.FOR, value.claims), (Side.AGAINST, value.claims_against))
        for claim in claims
    )

    pressure = [(value, _pressure_period(value, towns)) for timeline in timelines for value in timeline.pressure]
    PressurePeriod.objects.bulk_create([period for _, period in pressure])
    PressurePeriod.by.through.objects.bulk_create(
        PressurePeriod.by.through(pressureperiod_id=period.pk, actor_id=actors[actor])
        for value, period in pressure
        for actor in value.by
    )
    PressurePeriod.claims.through.objects.bulk_create(
        PressurePeriod.claims.through(pressureperiod_id=period.pk, claim_id=int(claim))
        for value, period in pressure
        for claim in value.claims
    )


def _control_period(value: ControlPeriodValue, towns: dict[str, Town]) -> ControlPeriod:
    return ControlPeriod(
        town=towns[value.town],
        days=_range(value.days),
        status=value.status.value,
        rule=value.rule,
        confidence=value.confidence,
        confirmations=[[day.isoformat(), confidence] for day, confidence in value.confirmations],
        unreviewed=value.unreviewed,
    )


def _pressure_period(value: PressurePeriodValue, towns: dict[str, Town]) -> PressurePeriod:
    return PressurePeriod(town=towns[value.town], days=_range(value.days), status=value.status.value, rule=value.rule)


def _range(days: Days) -> DateRange:
    return DateRange(days.start, days.end, "[)")


def next_revision() -> Revision:
    """Add a revision. Held until the end of the transaction, the lock makes a higher number mean a later commit.

    Otherwise a reader could see revision 6, keep what it read under that number, and never learn of 5.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [REVISION_LOCK])
    return Revision.objects.create()
