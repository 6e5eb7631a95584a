"""`/timeline.geojson`: every control period with its first and last day."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.test import Client

pytestmark = pytest.mark.usefixtures("story")


def fetch(client: Client, **parameters: str) -> list[dict[str, Any]]:
    response = client.get("/timeline.geojson", parameters)
    assert response.status_code == 200
    features: list[dict[str, Any]] = json.loads(response.getvalue())["features"]
    return features


def test_periods_are_in_order_with_inclusive_days(client: Client) -> None:
    found = [
        (feature["id"], feature["properties"]["start"], feature["properties"]["end"])
        for feature in fetch(client, country="IQ")
    ]
    assert found == [
        ("hawija/2014-06-08", "2014-06-08", "2017-10-04"),
        ("hawija/2017-10-05", "2017-10-05", None),
        ("mosul/2017-07-01", "2017-07-01", None),
    ]


def test_feature_leads_to_its_evidence(client: Client) -> None:
    properties = fetch(client, bbox="43.5,35,44,36")[0]["properties"]
    assert properties["url"] == "http://testserver/towns/hawija/?date=2014-06-08"
    assert (properties["evidence_count"], properties["against_count"]) == (1, 1)
    assert properties["confidence"] == 0.9


@pytest.mark.parametrize(
    ("parameters", "expected"),
    [
        ({"actor": "islamic-state"}, ["hawija", "mosul", "raqqa"]),
        ({"actor": "sdf", "bbox": "170,-20,-170,0"}, ["taveuni", "vanua-balavu"]),
        ({"country": "FJ"}, ["taveuni", "vanua-balavu"]),
    ],
)
def test_filters(client: Client, parameters: dict[str, str], expected: list[str]) -> None:
    assert [feature["properties"]["slug"] for feature in fetch(client, **parameters)] == expected
