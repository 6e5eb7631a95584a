"""Sentences of our own: a place that was taken and held for a while, and what an aside tells of who lost it."""

from datetime import date

import pytest

from conflictmap.core.claims import ClaimDraft, Kind, Modality
from conflictmap.extraction import extract

RUSSIA = "Russia"


def _claims(text: str) -> dict[tuple[str, Kind], ClaimDraft]:
    return {(claim.actor_canonical, claim.kind): claim for claim in extract(text, date(2023, 6, 1))}


@pytest.mark.parametrize(
    ("span", "first", "last"),
    [
        ("for eight months", date(2022, 10, 17), date(2022, 11, 16)),
        ("for nearly eight months", date(2022, 10, 17), date(2022, 11, 16)),
        ("for three days", date(2022, 3, 4), date(2022, 3, 6)),
        ("for a week", date(2022, 3, 6), date(2022, 3, 12)),
    ],
)
def test_the_loss_comes_at_the_end_of_the_span(span: str, first: date, last: date) -> None:
    claims = _claims(f"Russian forces took Kherson on 2 March 2022 and held it {span}.")
    loss = claims[RUSSIA, Kind.LOSES]
    assert loss.date_from is not None
    assert loss.date_to is not None
    assert abs((loss.date_from - first).days) <= 1
    assert abs((loss.date_to - last).days) <= 1


@pytest.mark.parametrize(
    "text",
    [
        "Russian forces took Kherson on 2 March 2022 and have held it for a year.",
        "Russian forces took Kherson on 2 March 2022 and held it.",
        "Russian forces took Kherson on 2 March 2022 and held a parade for a day.",
        "Russian forces took Kherson on 2 March 2022 and held it for several hundred years.",
    ],
)
def test_without_an_end_there_is_no_loss(text: str) -> None:
    assert (RUSSIA, Kind.LOSES) not in _claims(text)


def test_nothing_is_lost_after_the_text_appeared() -> None:
    claims = _claims("Russian forces took Kherson on 20 May 2023 and held it for two weeks.")
    assert all(claim.date_to is None or claim.date_to <= date(2023, 6, 1) for claim in claims.values())


def test_a_capture_without_a_day_that_is_over_waits_for_an_editor() -> None:
    claims = _claims("Russian forces took Kherson in the first week of the war and held it for eight months.")
    assert claims[RUSSIA, Kind.CAPTURES].confidence <= 0.5


def test_an_aside_tells_of_before_the_recapture() -> None:
    text = "Kherson, the only regional capital captured by Russia, was liberated on 11 November 2022."
    taken = _claims(text)[RUSSIA, Kind.CAPTURES]
    assert (taken.date_from, taken.date_to) == (None, date(2022, 11, 10))


def test_who_claims_to_control_a_town_is_quoted_and_does_not_plan_it() -> None:
    assert _claims("Russia claims to control Bakhmut.")[RUSSIA, Kind.HOLDS].modality is Modality.ATTRIBUTED
    assert _claims("Russia plans to control Bakhmut.")[RUSSIA, Kind.HOLDS].modality is Modality.PLANNED
