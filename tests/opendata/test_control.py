"""`/control.geojson`: who holds each town on one day."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest
from django.test import Client

from conflictmap.actors.models import Actor
from tests.factories import make_period, make_town

DAY = "2017-09-22"


def fetch(client: Client, **parameters: str) -> dict[str, Any]:
    response = client.get("/control.geojson", {"date": DAY} | parameters)
    assert response.status_code == 200, response.getvalue()
    assert response.headers["Content-Type"] == "application/geo+json"
    data: dict[str, Any] = json.loads(response.getvalue())
    return data


def towns(data: dict[str, Any]) -> list[str]:
    return [feature["properties"]["town"] for feature in data["features"]]


@pytest.mark.usefixtures("story")
def test_feature_tells_who_holds_the_town_and_where_to_read_why(client: Client) -> None:
    data = fetch(client)
    assert data["date"] == DAY
    [hawija] = [feature for feature in data["features"] if feature["id"] == "hawija"]
    assert hawija["geometry"] == {"type": "Point", "coordinates": [43.77, 35.32]}
    confidence = hawija["properties"].pop("confidence")
    # Silent for 1202 days, the last of them under pressure: 0.9 halved more than once.
    assert 0.3 < confidence < 0.9 * 0.5 ** (1202 / 1000)
    assert hawija["properties"] == {
        "town": "Hawija",
        "slug": "hawija",
        "country": "IQ",
        "holder": "Islamic State",
        "holder_slug": "islamic-state",
        "holders": ["Islamic State"],
        "status": "held",
        "share": None,
        "pressure": "under_attack",
        "pressure_by": ["Iraqi government"],
        "since": "2014-06-08",
        "evidence_count": 1,
        "against_count": 1,
        "unreviewed": False,
        "rule": 3,
        "url": f"http://testserver/towns/hawija/?date={DAY}",
        # The last news is three years old.
        "stale": True,
    }


@pytest.mark.usefixtures("story")
def test_mixed_town_has_the_share_of_its_principal_holder(client: Client) -> None:
    [raqqa] = fetch(client, country="SY")["features"]
    assert raqqa["geometry"]["coordinates"] == [39.013333, 35.95]
    assert raqqa["properties"]["holder"] == "Syrian Democratic Forces"
    assert raqqa["properties"]["holders"] == ["Syrian Democratic Forces", "Islamic State"]
    assert raqqa["properties"]["share"] == 0.75
    assert raqqa["properties"]["pressure"] is None


@pytest.mark.usefixtures("story")
def test_nobody_is_called_holder_while_sources_disagree(client: Client) -> None:
    [mosul] = [feature for feature in fetch(client)["features"] if feature["id"] == "mosul"]
    assert (mosul["properties"]["status"], mosul["properties"]["holder"]) == ("disputed", None)
    assert mosul["properties"]["holders"] == ["Iraqi government", "Islamic State"]


@pytest.mark.usefixtures("story")
@pytest.mark.parametrize(
    ("day", "holder"),
    [
        ("2014-06-07", None),
        ("2014-06-08", "Islamic State"),
        ("2017-10-04", "Islamic State"),
        ("2017-10-05", "Iraqi government"),
        ("2030-01-01", "Iraqi government"),
    ],
)
def test_the_day_decides(client: Client, day: str, holder: str | None) -> None:
    found = [
        feature["properties"]["holder"] for feature in fetch(client, date=day)["features"] if feature["id"] == "hawija"
    ]
    assert found == ([holder] if holder else [])


@pytest.mark.usefixtures("story")
def test_without_a_date_the_day_of_the_last_change_is_told(client: Client) -> None:
    data = json.loads(client.get("/control.geojson").getvalue())
    assert data["date"] == "2017-10-05"


@pytest.mark.usefixtures("story")
@pytest.mark.parametrize(
    ("parameters", "expected"),
    [
        ({"country": "iq"}, ["Hawija", "Mosul"]),
        ({"actor": "islamic-state"}, ["Hawija", "Mosul", "Raqqa"]),
        ({"actor": "Islamic State", "country": "SY"}, ["Raqqa"]),
        ({"actor": "sdf"}, ["Raqqa", "Taveuni", "Vanua Balavu"]),
        ({"bbox": "43.5,35,44,36"}, ["Hawija"]),
        ({"bbox": "43.77,35.32,43.77,35.32"}, ["Hawija"]),
        ({"bbox": "43.78,35,44,36"}, []),
        ({"bbox": "179,-18,-179,-16"}, ["Taveuni", "Vanua Balavu"]),
        ({"bbox": "-179,-18,179,-16"}, []),
        ({"bbox": "-180,-90,180,90", "actor": "iraqi-government"}, ["Mosul"]),
    ],
)
def test_filters(client: Client, parameters: dict[str, str], expected: list[str]) -> None:
    assert towns(fetch(client, **parameters)) == expected


def test_names_with_quotes_braces_and_letters_of_any_script_stay_whole(
    client: Client, actors: dict[str, Actor]
) -> None:
    name = 'A "quoted" \\ {place}} ٱلموصل \u0001 % %s'
    make_period(make_town(name, slug="quoted"), "2017-01-01", holders=[actors["is"]])
    [feature] = fetch(client)["features"]
    assert feature["properties"]["town"] == name


@pytest.mark.django_db
def test_without_any_period_the_collection_is_empty(client: Client) -> None:
    assert fetch(client)["features"] == []
    data = json.loads(client.get("/control.geojson").getvalue())
    assert (data["features"], data["date"]) == ([], None)


def test_many_towns_are_sent_in_pieces_that_join(client: Client, actors: dict[str, Actor]) -> None:
    for number in range(401):
        make_period(make_town(f"Town {number:03}"), date(2017, 1, 1), holders=[actors["is"]])
    response = client.get("/control.geojson", {"date": DAY})
    pieces = list(response.streaming_content)  # type: ignore[attr-defined]
    assert len(pieces) == 4
    assert towns(json.loads(b"".join(pieces))) == [f"Town {number:03}" for number in range(401)]
