"""Small promises of the value types."""

from __future__ import annotations

from datetime import date

from conflictmap.core.claims import CONTROL_KINDS, PRESSURE_KINDS, Kind
from conflictmap.core.days import Days
from conflictmap.core.periods import ControlPeriodValue, Holder, Status


def test_every_kind_is_of_control_or_of_pressure() -> None:
    assert set(Kind) == CONTROL_KINDS | PRESSURE_KINDS
    assert not CONTROL_KINDS & PRESSURE_KINDS


def test_the_share_of_a_period_is_that_of_its_principal_holder() -> None:
    days = Days(date(2017, 9, 22), None)
    mixed = ControlPeriodValue("raqqa", days, Status.MIXED, (Holder("sdf", 0.6), Holder("is")), 0.9, 8, ("c",))
    unknown = ControlPeriodValue("mosul", days, Status.UNKNOWN, (), 0.9, 7, ("c",))
    assert (mixed.share, unknown.share) == (0.6, None)
