"""How published claims are sorted by what the labels of their passage say."""

from typing import Any

import pytest

from benchmarks.published_claims import verdict


def record(**changes: Any) -> dict[str, Any]:
    return {
        "kind": "captures",
        "place": "Nawa",
        "actor": "the army",
        "actor_canonical": "Syrian government",
        "from": "2018-07-19",
        "to": "2018-07-19",
        "modality": "asserted",
    } | changes


@pytest.mark.parametrize(
    ("claim", "found"),
    [
        ({}, "right"),
        ({"to": "2018-07-30"}, "days"),
        ({"actor_canonical": "Islamic State", "actor": "it"}, "actor"),
        ({"kind": "loses"}, "kind"),
        ({"kind": "loses", "actor_canonical": "Islamic State", "actor": "it"}, "both"),
        ({"place": "Jasim"}, "place"),
    ],
)
def test_what_the_labels_say_of_a_claim(claim: dict[str, Any], found: str) -> None:
    assert verdict(record(**claim), [record()]) == found


def test_what_is_labelled_as_denied_is_no_fact() -> None:
    assert verdict(record(), [record(modality="denied")]) == "modality"
