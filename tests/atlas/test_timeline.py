"""The timeline file: what is in it, how it is sent, and that it follows the revision."""

from __future__ import annotations

import gzip
import threading
from datetime import date
from typing import Any

import brotli
import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from conflictmap.atlas.payload import encode_story
from conflictmap.atlas.timeline import TimelineFile, read_story
from conflictmap.atlas.timeline_cache import TimelineCache
from conflictmap.control.story import current_revision, current_story
from conflictmap.control.variant import Variant
from tests.atlas.conftest import Hawija
from tests.atlas.timeline_reading import read_timeline
from tests.factories import make_actor, make_period, make_pressure, make_revision, make_town

EPOCH = date(1970, 1, 1).toordinal()


def number(text: str) -> int:
    return date.fromisoformat(text).toordinal() - EPOCH


def fetch(client: Client, **headers: str) -> Any:
    """The current timeline, by way of the page that names it."""
    page = client.get("/")
    return client.get(page.context["map_settings"]["timeline_url"], headers=headers)


def read(client: Client) -> dict[str, Any]:
    """What the current timeline says."""
    return read_timeline(fetch(client).content)


def test_file_holds_towns_and_periods_in_columns(client: Client, hawija: Hawija) -> None:
    data = read(client)
    assert (data["first"], data["last"]) == (number("2014-06-08"), number("2017-10-05"))
    slugs = [actor["slug"] for actor in data["actors"]]
    assert data["towns"]["slug"] == ["hawija"]
    assert data["towns"]["name_ar"] == ["الحويجة"]
    assert (data["towns"]["lon"], data["towns"]["lat"]) == ([43.77], [35.32])
    periods = data["periods"]
    assert periods["from"] == [number("2014-06-08"), number("2017-10-05")]
    assert periods["to"] == [number("2017-10-05"), None]
    assert periods["status"] == ["held", "held"]
    assert periods["holders"] == [[slugs.index("islamic-state")], [slugs.index("iraqi-government")]]
    assert periods["unreviewed"] == [0, 1]
    assert periods["confirmations"] == [[[number("2014-06-08"), 0.9]], [[number("2017-10-05"), 0.8]]]
    assert data["pressure"] == {
        "town": [0],
        "from": [number("2017-09-21")],
        "to": [number("2017-10-05")],
        "status": ["under_attack"],
        "by": [[slugs.index("iraqi-government")]],
    }


def test_large_towns_without_claims_are_sent_to_find_the_way_by(client: Client, hawija: Hawija) -> None:
    make_town("Baghdad", lon=44.4, lat=33.34, population=7_000_000)
    make_town("Suburb", lon=44.2, lat=33.3, population=900_000)
    make_town("Erbil", lon=44.01, lat=36.19, population=1_600_000)
    make_town("Tehran", lon=51.4, lat=35.7, population=9_000_000, country="IR")
    make_town("Baghdad airport", lon=45.9, lat=33.26, population=8_000_000, place_kind="facility")
    make_revision()
    data = read(client)
    assert data["reference"] == [["Baghdad", "", 44.4, 33.34], ["Erbil", "", 44.01, 36.19]]


def test_every_town_of_the_story_is_there_once_with_its_periods(client: Client, hawija: Hawija) -> None:
    for number in range(3):
        town = make_town(f"Town {number}", population=number, lon=40 - number, lat=30 + number)
        make_period(town, "2016-01-01", holders=[hawija.government, hawija.islamic_state], status="mixed", share=0.75)
    make_town("Never mentioned")
    make_pressure(make_town("Only attacked", lon=45), "2016-01-01")
    make_revision()
    data = read(client)
    towns, periods = data["towns"], data["periods"]
    assert sorted(towns["name"]) == ["Hawija", "Only attacked", "Town 0", "Town 1", "Town 2"]
    rows = sorted(zip((towns["name"][town] for town in periods["town"]), periods["share"], strict=True), key=str)
    assert rows == [("Hawija", None), ("Hawija", None), ("Town 0", 0.75), ("Town 1", 0.75), ("Town 2", 0.75)]
    place = towns["name"].index("Town 2")
    assert (towns["lon"][place], towns["lat"][place], towns["population"][place]) == (38, 32, 2)


@pytest.mark.django_db
def test_without_any_period_the_columns_are_there_and_empty(client: Client) -> None:
    data = read(client)
    assert (data["first"], data["last"]) == (None, None)
    assert all(column == [] for table in ("towns", "periods", "pressure") for column in data[table].values())


def test_queries_do_not_grow_with_the_story(
    client: Client, hawija: Hawija, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for index in range(5):
        make_period(make_town(f"Town {index}"), "2016-01-01", holders=[make_actor(f"Actor {index}")])
    story = current_story()
    with django_assert_num_queries(6):
        encode_story(read_story(story))


@pytest.mark.parametrize(
    ("accepted", "encoding"),
    [("gzip, deflate, br", "br"), ("gzip", "gzip"), ("br;q=0, gzip;q=0.5", "gzip"), ("", ""), ("zstd", "")],
)
def test_file_is_sent_compressed_as_the_browser_accepts(
    client: Client, hawija: Hawija, accepted: str, encoding: str
) -> None:
    response = fetch(client, **{"Accept-Encoding": accepted})
    assert response.headers.get("Content-Encoding", "") == encoding
    assert response.headers["Vary"] == "Accept-Encoding"
    unpack = {"br": brotli.decompress, "gzip": gzip.decompress, "": bytes}[encoding]
    assert read_timeline(unpack(response.content))["towns"]["slug"] == ["hawija"]


def test_file_may_be_kept_for_ever_and_an_old_address_leads_to_the_new_one(client: Client, hawija: Hawija) -> None:
    old = client.get("/").context["map_settings"]["timeline_url"]
    response = client.get(old)
    assert response.status_code == 200
    assert response.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    revision = make_revision()
    moved = client.get(old)
    assert moved.status_code == 302
    assert moved.headers["Location"] == f"/atlas/timeline-{revision.pk}.bin"
    assert moved.headers["Cache-Control"] == "no-store"
    assert read_timeline(client.get(moved.headers["Location"]).content)["revision"] == revision.pk


def test_a_new_revision_is_read_anew(client: Client, hawija: Hawija) -> None:
    assert len(read(client)["periods"]["town"]) == 2
    make_period(make_town("Mosul"), "2017-07-10", holders=[hawija.government])
    make_revision()
    assert len(read(client)["periods"]["town"]) == 3


@pytest.mark.django_db
def test_while_a_large_file_is_built_the_one_before_is_served() -> None:
    served: list[int] = []

    def build(variant: Variant) -> TimelineFile:
        if current_revision() > first:
            # Others ask meanwhile: one for the newest file, and then, as it was sent on, for the one before.
            for asked in (current_revision(), first):
                other = threading.Thread(target=lambda asked=asked: served.append(cache.current(asked).revision))
                other.start()
                other.join(60)
        return TimelineFile(current_revision(), {"identity": b""})

    cache = TimelineCache(build, patience=0.01)
    first = make_revision().pk
    assert cache.current().revision == first
    newest = make_revision().pk
    assert cache.current().revision == newest
    assert served == [first, first]
