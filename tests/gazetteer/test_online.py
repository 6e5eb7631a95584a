"""Online geocoders, against a local server that speaks as they do."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from django.core.exceptions import ImproperlyConfigured
from pytest_django import Settings

from conflictmap.gazetteer.models import GeocodeAnswer, Town
from conflictmap.gazetteer.online import SECONDS_BETWEEN_REQUESTS, OnlinePlace, _geocoder, ask_online

pytestmark = pytest.mark.django_db
PLACE = {"display_name": "Tal Tajriba, Nineveh, Iraq", "lat": "36.5", "lon": "42.25"}


class FakeGeocoder(ThreadingHTTPServer):
    """Answers Nominatim's /search and Photon's /api, and remembers what it was asked."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.asked: list[tuple[str, dict[str, list[str]], str]] = []
        self.fails = False

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}"


class _Handler(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        server = self.server
        assert isinstance(server, FakeGeocoder)
        url = urlsplit(self.path)
        query = parse_qs(url.query)
        server.asked.append((url.path, query, self.headers["User-Agent"]))
        known = query["q"][0] == "Tal Tajriba"
        answer: Any = [PLACE] if known else []
        if url.path == "/api":
            properties = {"name": "Tal Tajriba", "country": "Iraq"}
            feature = {"geometry": {"coordinates": [42.25, 36.5]}, "properties": properties}
            answer = {"features": [feature] if known else []}
        self.send_response(503 if server.fails else 200)
        self.send_header("Content-Type", "application/json")
        self.end_headers()
        self.wfile.write(json.dumps(answer).encode())

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 (http.server's name)
        """Keep the test output quiet."""


@pytest.fixture
def server(settings: Settings) -> Iterator[FakeGeocoder]:
    with FakeGeocoder() as fake:
        thread = threading.Thread(target=fake.serve_forever, daemon=True)
        thread.start()
        settings.GEOCODER_USER_AGENT = "conflictmap tests"
        settings.NOMINATIM_DOMAIN = settings.PHOTON_DOMAIN = fake.address
        yield fake
        fake.shutdown()
        thread.join()


def test_nothing_is_asked_unless_configured(server: FakeGeocoder) -> None:
    assert ask_online("Tal Tajriba") == []
    assert server.asked == []


def test_nominatim_is_asked_once_and_its_answer_kept(server: FakeGeocoder, settings: Settings) -> None:
    settings.GEOCODERS = ["nominatim"]
    expected = [OnlinePlace("nominatim", "Tal Tajriba, Nineveh, Iraq", 42.25, 36.5)]
    assert ask_online("Tal Tajriba", ["IQ"]) == expected
    assert ask_online(" Tal Tajriba ", ["IQ"]) == expected
    ((path, query, agent),) = server.asked
    assert (path, query["q"], query["countrycodes"], agent) == (
        "/search",
        ["Tal Tajriba"],
        ["iq"],
        "conflictmap tests",
    )
    assert not Town.objects.exists()


def test_the_next_geocoder_is_asked_when_the_first_knows_nothing(server: FakeGeocoder, settings: Settings) -> None:
    settings.GEOCODERS = ["nominatim", "photon"]
    GeocodeAnswer.objects.create(geocoder="nominatim", query="Tal Tajriba", answer=[])
    (place,) = ask_online("Tal Tajriba")
    assert (place.geocoder, place.lon, place.lat) == ("photon", 42.25, 36.5)
    assert [path for path, _, _ in server.asked] == ["/api"]


def test_an_unknown_place_is_not_asked_for_twice(server: FakeGeocoder, settings: Settings) -> None:
    settings.GEOCODERS = ["nominatim"]
    assert ask_online("Nowhere") == []
    assert ask_online("Nowhere") == []
    assert len(server.asked) == 1


def test_a_geocoder_that_fails_is_passed_over_and_not_remembered(
    server: FakeGeocoder, settings: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    settings.GEOCODERS = ["photon"]
    server.fails = True
    assert ask_online("Tal Tajriba") == []
    assert "photon did not answer" in caplog.text
    assert not GeocodeAnswer.objects.exists()


def test_requests_are_a_second_apart(server: FakeGeocoder, settings: Settings) -> None:
    limiter = _geocoder("nominatim")
    assert limiter.min_delay_seconds == SECONDS_BETWEEN_REQUESTS == 1.0  # type: ignore[attr-defined]
    assert _geocoder("nominatim") is limiter


@pytest.mark.parametrize(
    ("name", "message"),
    [("nominatim", "GEOCODER_USER_AGENT"), ("geonames", "GEONAMES_USERNAME"), ("atlantis", "known are nominatim")],
)
def test_a_wrong_setting_is_named(settings: Settings, name: str, message: str) -> None:
    settings.GEOCODERS = [name]
    settings.GEOCODER_USER_AGENT = settings.GEONAMES_USERNAME = ""
    with pytest.raises(ImproperlyConfigured, match=message):
        ask_online("Tal Tajriba")
