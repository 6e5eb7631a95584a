"""The stored periods of a town as the values that resolution made of its claims."""

from __future__ import annotations

from datetime import date

from django.db.models import Prefetch

from conflictmap.claims.models import Claim
from conflictmap.control.models import ControlPeriod, PeriodClaim, PressurePeriod, Side
from conflictmap.core.days import Days
from conflictmap.core.periods import (
    ControlPeriodValue,
    Holder,
    PressurePeriodValue,
    PressureStatus,
    Status,
    Timeline,
)
from conflictmap.gazetteer.models import Town


def stored_timeline(town: Town) -> Timeline:
    """The timeline of the standard map, in a constant number of queries, however long the story."""
    control = ControlPeriod.objects.filter(town=town).with_holders().prefetch_related("evidence").order_by("days")
    pressure = (
        PressurePeriod.objects.filter(town=town)
        .prefetch_related("by", Prefetch("claims", Claim.objects.only("pk")))
        .order_by("days")
    )
    return Timeline(
        tuple(_control_value(period, town) for period in control),
        tuple(_pressure_value(period, town) for period in pressure),
    )


def _control_value(period: ControlPeriod, town: Town) -> ControlPeriodValue:
    evidence: list[PeriodClaim] = list(period.evidence.all())
    return ControlPeriodValue(
        town=town.slug,
        days=Days(period.days.lower, period.days.upper),
        status=Status(period.status),
        holders=tuple(Holder(one.actor.slug, one.share, one.inferred) for one in period.holders.all()),
        confidence=period.confidence,
        rule=period.rule,
        claims=tuple(str(row.claim_id) for row in evidence if row.side == Side.FOR),
        claims_against=tuple(str(row.claim_id) for row in evidence if row.side == Side.AGAINST),
        confirmations=tuple((date.fromisoformat(day), confidence) for day, confidence in period.confirmations),
        unreviewed=period.unreviewed,
    )


def _pressure_value(period: PressurePeriod, town: Town) -> PressurePeriodValue:
    return PressurePeriodValue(
        town=town.slug,
        days=Days(period.days.lower, period.days.upper),
        status=PressureStatus(period.status),
        by=tuple(actor.slug for actor in period.by.all()),
        claims=tuple(str(claim.pk) for claim in period.claims.all()),
        rule=period.rule,
    )
