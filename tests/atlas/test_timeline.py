"""The timeline file: what is in it, how it is sent, and that it follows the revision."""

from __future__ import annotations

import gzip
import threading
from array import array
from datetime import date
from pathlib import Path
from typing import Any

import brotli
import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from conflictmap.atlas import payload
from conflictmap.atlas.timeline import build_story
from conflictmap.atlas.timeline_cache import TimelineCache
from conflictmap.atlas.timeline_store import StoredTimeline, TimelineStore, newest_state
from conflictmap.control.story import current_story
from tests.atlas.conftest import Hawija
from tests.atlas.timeline_reading import content_of, read_columns, read_names, read_timeline
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
    return read_timeline(content_of(fetch(client)))


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
    # Two of them begin and end the transaction.
    with django_assert_num_queries(8):
        build_story(story)


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
    assert read_timeline(unpack(content_of(response)))["towns"]["slug"] == ["hawija"]


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
    assert read_timeline(content_of(client.get(moved.headers["Location"])))["revision"] == revision.pk
    known = client.get(moved.headers["Location"], headers={"If-None-Match": f'"{revision.pk}--identity"'})
    assert (known.status_code, known.content) == (304, b"")
    assert known.headers["Cache-Control"] == response.headers["Cache-Control"]


def test_a_new_revision_is_read_anew(client: Client, hawija: Hawija) -> None:
    assert len(read(client)["periods"]["town"]) == 2
    make_period(make_town("Mosul"), "2017-07-10", holders=[hawija.government])
    make_revision()
    assert len(read(client)["periods"]["town"]) == 3


def store_in(folder: Path) -> TimelineStore:
    store = TimelineStore()
    store.folder = folder
    return store


def save(store: TimelineStore, seconds: float = 0, names: str = "") -> StoredTimeline:
    """Build an empty file of the newest revision."""
    return store.save(newest_state(), {"identity": b""}, (names, {"identity": b""}), array("q"), seconds)


@pytest.mark.django_db
def test_while_a_large_file_is_built_the_one_before_is_served(tmp_path: Path) -> None:
    served: list[int] = []

    def build(store: TimelineStore) -> StoredTimeline:
        if newest_state().revision > first:
            # Others ask meanwhile: one for the newest file, and then, as it was sent on, for the one before.
            for asked in (newest_state().revision, first):
                other = TimelineCache(store_in(tmp_path), build, patience=0.01)
                served.append(other.current(asked).revision)
        return save(store)

    cache = TimelineCache(store_in(tmp_path), build, patience=0.01)
    first = make_revision().pk
    assert cache.current().revision == first
    newest = make_revision().pk
    assert cache.current().revision == newest
    assert served == [first, first]


@pytest.mark.django_db
def test_what_takes_longer_than_anybody_waits_is_built_aside(tmp_path: Path) -> None:
    begun, may_end = threading.Event(), threading.Event()

    def build(store: TimelineStore) -> StoredTimeline:
        begun.set()
        may_end.wait(60)
        return before

    cache = TimelineCache(store_in(tmp_path), build, patience=1)
    make_revision()
    before = save(cache.store, seconds=90)
    make_revision()
    try:
        assert cache.current() == before
        assert begun.wait(60)
        begun.clear()
        # While one thread builds, nobody else does, and nobody waits.
        assert cache.current() == before
        assert not begun.wait(0.2)
    finally:
        may_end.set()


@pytest.mark.django_db
def test_each_revision_is_built_once_and_old_files_are_removed(tmp_path: Path) -> None:
    built: list[int] = []

    def build(store: TimelineStore) -> StoredTimeline:
        built.append(newest_state().revision)
        return save(store, names=f"digest{len(built)}")

    revisions = []
    for _ in range(3):
        revisions.append(make_revision().pk)
        # Two processes of one machine, and one after a new start.
        for _ in range(3):
            assert TimelineCache(store_in(tmp_path), build).current().revision == revisions[-1]
        (tmp_path / "unfinished-left").mkdir(exist_ok=True)
    assert built == revisions
    store = store_in(tmp_path)
    assert [store.of_revision(revision) is not None for revision in revisions] == [False, True, True]
    assert [store.names(f"digest{number}") is not None for number in (1, 2, 3)] == [False, True, True]


def test_the_names_of_a_large_story_come_after_it(
    client: Client, hawija: Hawija, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(payload, "MOST_NAMED", 1)
    make_period(make_town("Mosul", lon=43.1, lat=36.3, population=1_500_000), "2017-07-10", holders=[hawija.government])
    make_revision()
    data = read(client)
    assert (data["named"], data["towns"]["slug"]) == (1, ["mosul"])
    names = client.get(f"/atlas/names-{data['names']}.bin")
    head, columns = read_columns(content_of(names))
    assert (head["towns"], sorted(read_names(columns)["slug"])) == (2, ["hawija", "mosul"])
    assert names.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    place = 1 - data["names.town"][0]
    for asked in ({"place": place}, {"slug": "hawija"}):
        found = client.get("/atlas/town.json", {"revision": data["revision"], **asked}).json()
        assert found == {"place": place, "slug": "hawija", "name": "Hawija", "name_ar": "الحويجة"}


def test_towns_and_names_that_are_not_there_are_told(client: Client, hawija: Hawija) -> None:
    make_town("Never mentioned")
    revision = read(client)["revision"]
    for query, status in [
        ({"revision": revision, "place": 1}, 404),
        ({"revision": revision, "place": -1}, 404),
        ({"revision": revision, "slug": "never-mentioned"}, 404),
        ({"revision": revision, "slug": "nowhere"}, 404),
        ({"revision": revision, "place": "first"}, 400),
        ({"revision": "", "place": 0}, 400),
        ({"revision": revision + 1, "place": 0}, 404),
    ]:
        assert client.get("/atlas/town.json", query).status_code == status, query
    assert client.get("/atlas/names-0123456789abcdef.bin").status_code == 404
