"""How the exports are sent: entity tags, HEAD, other sites, terms."""

from __future__ import annotations

import gzip
import json

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from tests.factories import make_revision

pytestmark = pytest.mark.usefixtures("story")
ADDRESSES = ["/control.geojson?date=2017-09-22", "/timeline.geojson"]


@pytest.mark.parametrize("address", ADDRESSES)
def test_unchanged_data_is_not_sent_twice(client: Client, address: str) -> None:
    etag = client.get(address).headers["ETag"]
    unchanged = client.get(address, headers={"If-None-Match": etag})
    assert (unchanged.status_code, unchanged.content) == (304, b"")
    assert unchanged.headers["ETag"] == etag
    assert unchanged.headers["Access-Control-Allow-Origin"] == "*"
    make_revision()
    changed = client.get(address, headers={"If-None-Match": etag})
    assert changed.status_code == 200
    assert changed.headers["ETag"] != etag


def test_each_selection_has_a_tag_of_its_own(client: Client) -> None:
    queries = ["", "?date=2017-09-22", "?date=2017-09-23", "?country=IQ", "?bbox=43,35,44,36"]
    assert len({client.get(f"/control.geojson{query}").headers["ETag"] for query in queries}) == len(queries)


def test_the_tag_holds_through_compression(client: Client) -> None:
    response = client.get(ADDRESSES[1], headers={"Accept-Encoding": "gzip"})
    assert json.loads(gzip.decompress(response.getvalue()))["features"]
    headers = {"Accept-Encoding": "gzip", "If-None-Match": response.headers["ETag"]}
    assert client.get(ADDRESSES[1], headers=headers).status_code == 304


@pytest.mark.parametrize("address", ADDRESSES)
def test_head_tells_the_same_without_reading_any_period(
    client: Client, address: str, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    sent = client.get(address)
    with django_assert_num_queries(2):
        head = client.head(address)
    assert (head.status_code, head.getvalue()) == (200, b"")
    for header in ("Content-Type", "ETag", "Link", "Cache-Control"):
        assert head.headers[header] == sent.headers[header]
    assert "Content-Length" not in head.headers, "readers of files in pieces would take it for empty"


@pytest.mark.parametrize("address", ADDRESSES)
def test_pages_of_other_sites_may_read_it(address: str) -> None:
    client = Client(enforce_csrf_checks=True)
    assert client.get(address).headers["Access-Control-Allow-Origin"] == "*"
    preflight = client.options(address)
    assert preflight.status_code == 204
    assert "If-None-Match" in preflight.headers["Access-Control-Allow-Headers"]
    assert client.post(address).status_code == 405


def test_terms_travel_with_the_data(client: Client) -> None:
    response = client.get(ADDRESSES[0])
    data = json.loads(response.getvalue())
    assert response.headers["Link"] == f'<{data["license"]}>; rel="license"'
    assert "GeoNames" in data["attribution"]
    assert "not areas" in data["caveat"]
