"""The check that every claim of another extractor has to pass."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from conflictmap.claims.extractors.contract import CLAIM_SCHEMA, HIGHEST_CONFIDENCE, check
from conflictmap.core.claims import Kind, Precision

TEXT = "On 5 October Iraqi forces captured Hawija. Iraqi forces captured Hawija, the army said."
PUBLISHED = date(2017, 10, 6)
GOOD: dict[str, Any] = {
    "quote": "Iraqi forces captured Hawija",
    "place": "Hawija",
    "place_kind": "town",
    "relation": "in",
    "actor": "Iraqi forces",
    "actor_canonical": "Iraqi government",
    "kind": "captures",
    "from": "2017-10-05",
    "to": "2017-10-05",
    "modality": "asserted",
}


def test_a_good_claim_becomes_a_draft_that_waits_for_an_editor() -> None:
    checked = check([{**GOOD, "confidence": 0.99}], TEXT, PUBLISHED, "model")
    (draft,) = checked.drafts
    assert checked.refused == ()
    assert TEXT[draft.start : draft.end] == draft.quote == GOOD["quote"]
    assert (draft.kind, draft.date_from, draft.precision) == (Kind.CAPTURES, date(2017, 10, 5), Precision.DAY)
    assert (draft.rule, draft.confidence) == ("model", HIGHEST_CONFIDENCE)


def test_a_quote_that_stands_twice_is_found_where_the_extractor_says() -> None:
    second = TEXT.rindex(GOOD["quote"])
    (draft,) = check([{**GOOD, "start": second}], TEXT, PUBLISHED, "model").drafts
    assert draft.start == second


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"quote": "Iraqi forces  captured Hawija"}, "quote: these words are not in the text"),
        ({"quote": "iraqi forces captured Hawija"}, "quote: these words are not in the text"),
        ({"quote": ""}, "quote"),
        ({"start": 3}, "quote: these words are not in the text"),
        ({"place": "Kirkuk"}, "place: the text does not say 'Kirkuk'"),
        ({"actor": "The Turkish army"}, "actor: the text does not say"),
        ({"kind": "liberates"}, "kind: 'liberates' is not one of"),
        ({"place_kind": "city"}, "place_kind"),
        ({"modality": "certain"}, "modality"),
        ({"from": "2017-02-30", "to": None}, "is not a day of the calendar"),
        ({"from": "5 October"}, "from"),
        ({"from": "2017-10-06"}, "from: 2017-10-06 is after the last day, 2017-10-05"),
        ({"from": "2018-01-01", "to": None}, "is after the day of publication"),
        ({"confidence": 2}, "confidence"),
        ({"confidence": float("nan")}, "a number is not finite"),
        ({"share": -0.5}, "share"),
        ({"extra": 1}, "extra"),
        ({"place": None}, "place"),
    ],
)
def test_what_cannot_be_is_refused_with_the_field_and_the_rest_kept(change: dict[str, Any], why: str) -> None:
    checked = check([{**GOOD, **change}, GOOD], TEXT, PUBLISHED, "model")
    assert len(checked.drafts) == 1
    (refused,) = checked.refused
    assert refused.startswith("claim 1: ")
    assert why in refused


def test_missing_fields_and_other_things_are_refused() -> None:
    without = {key: value for key, value in GOOD.items() if key != "modality"}
    checked = check([without, "Hawija fell", None, [GOOD]], TEXT, PUBLISHED, "model")
    assert checked.drafts == ()
    assert "'modality' is a required property" in checked.refused[0]
    assert len(checked.refused) == 4


PROPERTIES = CLAIM_SCHEMA["properties"]
ANYTHING = st.none() | st.integers() | st.floats() | st.text(max_size=20) | st.lists(st.text(max_size=3), max_size=2)


@given(st.lists(st.dictionaries(st.sampled_from(sorted(PROPERTIES)), ANYTHING), max_size=3), st.text(max_size=40))
@settings(max_examples=150)
def test_whatever_an_extractor_says_never_raises_and_every_quote_is_exact(
    changes: list[dict[str, Any]], text: str
) -> None:
    checked = check([GOOD | change for change in changes], TEXT + text, PUBLISHED, "model")
    assert len(checked.drafts) + len(checked.refused) == len(changes)
    for draft in checked.drafts:
        assert (TEXT + text)[draft.start : draft.end] == draft.quote
        assert 0 <= draft.confidence <= HIGHEST_CONFIDENCE
