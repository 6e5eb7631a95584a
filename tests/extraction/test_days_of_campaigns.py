"""What an offensive led to did not happen on the day it began, or on the day it ended."""

from __future__ import annotations

from datetime import date

import pytest

from conflictmap.extraction import extract

DAY = date(2017, 7, 1)
BEGAN, ENDED = date(2016, 11, 6), date(2017, 5, 27)


def days(text: str) -> set[tuple[date | None, date | None]]:
    """First and last day of each capture."""
    return {(c.date_from, c.date_to) for c in extract(text, DAY) if c.kind.value == "captures"}


@pytest.mark.parametrize(
    "text",
    [
        "The Manbij offensive, launched on 6 November 2016 by the SDF, ended on 27 May 2017. The SDF captured Arima.",
        "The Manbij offensive lasted from 6 November 2016 to 27 May 2017. The SDF captured Arima.",
        "The Manbij offensive began on 6 November 2016 and lasted until 27 May 2017. The SDF took Maan.",
        "The Manbij offensive (6 November 2016 – 27 May 2017) was led by the SDF. The SDF captured Arima.",
    ],
)
def test_within_a_campaign(text: str) -> None:
    assert days(text) == {(BEGAN, ENDED)}


def test_outcome_without_an_end() -> None:
    text = (
        "The offensive was launched by the SDF on 6 November 2016, and resulted in the SDF capturing Manbij and Arima."
    )
    assert days(text) == {(BEGAN, DAY)}


def test_outcome_on_a_day_of_its_own() -> None:
    text = "An attack was launched on 6 June which ended in the SDF capturing Manbij on 12 June."
    assert days(text) == {(date(2017, 6, 12), date(2017, 6, 12))}


def test_launched_and_captured_is_that_day() -> None:
    assert days("The SDF launched an attack on 6 June and captured Manbij.") == {(date(2017, 6, 6), date(2017, 6, 6))}


def test_end_of_the_day_is_the_day() -> None:
    text = "On 5 June, rebels attacked Hama. By the end of the day they had taken control of Maan."
    assert days(text) == {(date(2017, 6, 5), date(2017, 6, 5))}
