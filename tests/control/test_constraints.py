"""What the database refuses of periods, whoever writes them."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import IntegrityError

from conflictmap.control.models import ControlPeriod, PressurePeriod
from tests.factories import make_period, make_pressure, make_town

pytestmark = pytest.mark.django_db


def test_control_periods_of_a_town_cannot_overlap() -> None:
    hawija = make_town()
    make_period(hawija, "2014-06-08", "2017-10-05")
    make_period(hawija, "2017-10-06")
    make_period(make_town("Kirkuk"), "2014-06-08")
    with pytest.raises(IntegrityError, match="control_period_no_overlap"):
        make_period(hawija, "2017-10-05", "2017-10-05")


def test_pressure_of_one_status_cannot_overlap() -> None:
    hawija = make_town()
    make_pressure(hawija, "2017-09-01", "2017-09-30")
    make_pressure(hawija, "2017-09-15", status="besieged")
    with pytest.raises(IntegrityError, match="control_pressure_no_overlap"):
        make_pressure(hawija, "2017-09-30")


def test_a_confidence_is_between_0_and_1() -> None:
    with pytest.raises(IntegrityError, match="confidence_0_to_1"):
        make_period(make_town(), "2017-09-01", confidence=1.01)


def test_the_periods_on_a_day() -> None:
    hawija = make_town()
    first = make_period(hawija, "2014-06-08", "2017-10-05")
    second = make_period(hawija, "2017-10-06")
    siege = make_pressure(hawija, "2017-09-01", "2017-10-05")
    on = ControlPeriod.objects.on
    assert list(on(date(2017, 10, 5))) == [first]
    assert list(on(date(2017, 10, 6))) == [second]
    assert not on(date(2014, 6, 7)).exists()
    assert list(PressurePeriod.objects.on(date(2017, 10, 5))) == [siege]
    assert not PressurePeriod.objects.on(date(2017, 10, 6)).exists()
