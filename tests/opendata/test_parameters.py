"""Wrong parameters: each answered with status 400 and a problem that names the parameter."""

from __future__ import annotations

import pytest
from django.test import Client

pytestmark = pytest.mark.usefixtures("story")


@pytest.mark.parametrize(
    ("query", "parameter", "told"),
    [
        ("date=2017-13-40", "date", "“2017-13-40” is not a day of the calendar"),
        ("date=22.09.2017", "date", "write it as in 2017-09-22"),
        ("date=20170922", "date", "write it as in 2017-09-22"),
        ("date=2017-W38-5", "date", "write it as in 2017-09-22"),
        ("date=٢٠١٧-٠٩-٢٢", "date", "write it as in 2017-09-22"),
        ("date=", "date", "“date” is empty"),
        ("date=2017-09-22&date=2017-09-23", "date", "given 2 times"),
        ("bbox=43,35,44", "bbox", "has 3 numbers, not four"),
        ("bbox=43,35,44,36,37,38", "bbox", "has 6 numbers, not four"),
        ("bbox=43", "bbox", "has 1 number, not four"),
        ("bbox=a,b,c,d", "bbox", "is not four numbers"),
        ("bbox=nan,35,44,36", "bbox", "must be finite"),
        ("bbox=43,35,inf,36", "bbox", "must be finite"),
        ("bbox=43,36,44,35", "bbox", "lies north of"),
        ("bbox=35,143,36,144", "bbox", "are they swapped?"),
        ("bbox=-200,35,44,36", "bbox", "must lie in -180 to 180"),
        ("actor=Islamic%20Sate", "actor", "Nearest: Islamic State (islamic-state)."),
        ("actor=zzzzzz", "actor", "There is no actor “zzzzzz”."),
        ("country=IRQ", "country", "write two letters, as in IQ"),
        ("country=XX", "country", "“XX” is not a country code"),
        ("country=Iraq", "country", "Nearest: IQ (Iraq)"),
        (
            "Date=2017-09-22",
            "Date",
            "There is no parameter “Date” here. The parameters are date, bbox, actor, country.",
        ),
        ("limit=5", "limit", "There is no parameter “limit” here."),
    ],
)
def test_wrong_parameter_is_named(client: Client, query: str, parameter: str, told: str) -> None:
    response = client.get(f"/control.geojson?{query}")
    assert response.status_code == 400
    assert response.headers["Content-Type"] == "application/problem+json"
    problem = response.json()
    assert (problem["status"], problem["parameter"]) == (400, parameter)
    assert problem["type"]
    assert problem["title"]
    assert told in problem["detail"]


def test_the_timeline_has_no_date(client: Client) -> None:
    response = client.get("/timeline.geojson?date=2017-09-22")
    assert response.status_code == 400
    assert response.json()["parameter"] == "date"


def test_a_problem_can_be_read_by_other_sites(client: Client) -> None:
    assert client.get("/control.geojson?date=never").headers["Access-Control-Allow-Origin"] == "*"
