"""What happened on a day that nothing tells waits for an editor: drawn as news it would be a wrong colour."""

from datetime import date

import pytest

from conflictmap.core.claims import CONTROL_KINDS
from conflictmap.resolution.weights import PUBLISHING_THRESHOLD
from tests.extraction import read

PUBLISHED = date(2017, 9, 1)


@pytest.mark.parametrize(
    "text",
    [
        "Three years after Mosul fell to the Islamic State, its people are rebuilding.",
        "Ten days before the Islamic State seized Mosul, the governor fled.",
        "Since the Islamic State took Mosul, prices have risen.",
        "Mosul, which the Islamic State captured, is being rebuilt.",
        "The Islamic State had captured Mosul.",
        "Iraqi forces reached the river on Friday. The Islamic State had captured Mosul.",
    ],
)
def test_the_past_without_a_day_waits_for_an_editor(text: str) -> None:
    claims = [c for c in read(text, PUBLISHED) if c.kind in CONTROL_KINDS and c.place == "Mosul"]
    assert {c.actor_canonical for c in claims} == {"Islamic State"}
    assert all(c.confidence < PUBLISHING_THRESHOLD for c in claims)


@pytest.mark.parametrize(
    "text",
    [
        "The Islamic State captured Mosul.",
        "The army said the Islamic State had captured Mosul.",
        "In June the Islamic State had captured Mosul.",
        "Mosul, which the Islamic State captured on Friday, was bombed.",
        "Thousands fled after the Islamic State captured Mosul.",
    ],
)
def test_news_and_what_has_a_day_is_published(text: str) -> None:
    claims = [c for c in read(text, PUBLISHED) if c.kind in CONTROL_KINDS and c.place == "Mosul"]
    assert [c for c in claims if c.confidence >= PUBLISHING_THRESHOLD]
