"""Rule 11 for every day at once: each day as it could be known on that very day, the rules applied as of then.

The map as known on a fixed day forgets what was published later; this one learns as it goes. It is made
of pieces: between two days of publication nothing new is heard, so the timeline known on the first of
them says what could be known until the day before the second.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from itertools import pairwise

from conflictmap.core.claims import ClaimValue
from conflictmap.core.days import Days
from conflictmap.core.periods import ControlPeriodValue, PressurePeriodValue, PressureStatus, Timeline
from conflictmap.resolution.decay import confidence_on
from conflictmap.resolution.resolve import resolve_town
from conflictmap.resolution.weights import PUBLISHING_THRESHOLD


def resolve_same_day(claims: Iterable[ClaimValue], *, threshold: float = PUBLISHING_THRESHOLD) -> Timeline:
    """What `resolve_town(claims, known_at=day)` says of each `day`, as one timeline of the town.

    Confirmations may lie before the period that lists them: they were heard of later. Resolves the town once
    for each of its days of publication, so the cost grows with the square of its claims (`same_day_cost`).
    Raises ValueError as `resolve_town` does.
    """
    known = list(claims)
    published: list[date | None] = [*sorted({claim.published for claim in known}), None]
    control: list[ControlPeriodValue] = []
    pressure: dict[PressureStatus, list[PressurePeriodValue]] = {status: [] for status in PressureStatus}
    for day, following in pairwise(published):
        timeline = resolve_town(known, known_at=day, threshold=threshold)
        window = Days(day, following)
        pressed = [period.days for period in timeline.pressure]
        for period in timeline.control:
            if period.days.overlaps(window):
                _add_control(control, _clipped(period, _overlap(period.days, window), pressed))
        for one in timeline.pressure:
            if one.days.overlaps(window):
                _add_pressure(pressure[one.status], replace(one, days=_overlap(one.days, window)))
    in_order = sorted((one for of_status in pressure.values() for one in of_status), key=_first_day)
    return Timeline(tuple(control), tuple(in_order))


def same_day_cost(claims: Sequence[ClaimValue]) -> int:
    """How many claims `resolve_same_day` weighs in all, at most: all claims once for each day of publication."""
    return len(claims) * len({claim.published for claim in claims})


def _overlap(one: Days, other: Days) -> Days:
    starts = [day for day in (one.start, other.start) if day is not None]
    ends = [day for day in (one.end, other.end) if day is not None]
    return Days(max(starts, default=None), min(ends, default=None))


def _clipped(period: ControlPeriodValue, days: Days, pressure: Sequence[Days]) -> ControlPeriodValue:
    heard = tuple(one for one in period.confirmations if days.end is None or one[0] < days.end)
    confidence = confidence_on(heard, pressure, days.start) if days.start else period.confidence
    return replace(period, days=days, confidence=confidence, confirmations=heard)


def _add_control(periods: list[ControlPeriodValue], piece: ControlPeriodValue) -> None:
    """Append a piece, or lengthen the last period when the piece says the same for the same reason."""
    last = periods[-1] if periods else None
    if last is not None and last.days.end == piece.days.start and _reason(last) == _reason(piece):
        days = Days(last.days.start, piece.days.end)
        periods[-1] = replace(piece, days=days, confidence=last.confidence)
    else:
        periods.append(piece)


def _reason(period: ControlPeriodValue) -> tuple[object, ...]:
    return period.status, period.holders, period.rule, period.claims, period.claims_against, period.unreviewed


def _add_pressure(periods: list[PressurePeriodValue], piece: PressurePeriodValue) -> None:
    last = periods[-1] if periods else None
    if last is not None and last.days.end == piece.days.start and last.by == piece.by:
        claims = tuple(dict.fromkeys((*last.claims, *piece.claims)))
        periods[-1] = replace(last, days=Days(last.days.start, piece.days.end), claims=claims)
    else:
        periods.append(piece)


def _first_day(period: PressurePeriodValue) -> tuple[date, PressureStatus]:
    return period.days.start or date.min, period.status
