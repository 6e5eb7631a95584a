"""Both exports are valid RFC 7946, and GDAL reads them."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest
from django.test import Client
from jsonschema import Draft202012Validator
from pytest_django.live_server_helper import LiveServer

SCHEMA = json.loads(Path(__file__).with_name("feature_collection.schema.json").read_text())
EXPORTS = ["/control.geojson?date=2017-09-22", "/control.geojson", "/timeline.geojson", "/timeline.geojson?country=SY"]


@pytest.mark.usefixtures("story")
@pytest.mark.parametrize("address", EXPORTS)
def test_export_follows_the_standard(client: Client, address: str) -> None:
    Draft202012Validator.check_schema(SCHEMA)
    data = json.loads(client.get(address).getvalue())
    errors = [f"{error.json_path}: {error.message}" for error in Draft202012Validator(SCHEMA).iter_errors(data)]
    assert errors == []
    assert data["features"]
    identifiers = [feature["id"] for feature in data["features"]]
    assert len(set(identifiers)) == len(identifiers)


@pytest.mark.usefixtures("story")
def test_bytes_are_utf_8_without_a_byte_order_mark(client: Client) -> None:
    content = client.get(EXPORTS[0]).getvalue()
    assert content.startswith(b"{")
    content.decode("utf-8")


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(shutil.which("ogrinfo") is None, reason="GDAL's ogrinfo is not installed")
@pytest.mark.parametrize(
    ("path", "count", "fields"),
    [
        (
            "/control.geojson?date=2017-09-22",
            5,
            ["since: Date", "confidence: Real", "holders: StringList", "stale: Integer(Boolean)"],
        ),
        ("/timeline.geojson", 6, ["start: Date", "end: Date", "rule: Integer"]),
    ],
)
def test_gdal_reads_it_from_its_address(
    story: None, live_server: LiveServer, path: str, count: int, fields: list[str]
) -> None:
    command = ["ogrinfo", "-ro", "-al", "-so", f"{live_server.url}{path}"]
    read = subprocess.run(command, capture_output=True, text=True, timeout=60, check=True)
    assert read.stderr == ""
    assert "Geometry: Point" in read.stdout
    assert f"Feature Count: {count}" in read.stdout
    assert 'ID["EPSG",4326]' in read.stdout
    for field in fields:
        assert field in read.stdout
