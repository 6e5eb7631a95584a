"""Other maps from the same claims: the timeline file and the evidence of a town follow the same options."""

from __future__ import annotations

import re
import threading
from datetime import date

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from conflictmap.atlas.timeline import TimelineFile, read_story
from conflictmap.atlas.timeline_cache import MOST_VARIANTS, MOST_WAITING, BusyError, VariantCache
from conflictmap.claims.models import Claim
from conflictmap.control import variant as variants
from conflictmap.control.rebuild import rebuild_towns
from conflictmap.control.story import current_revision, current_story
from conflictmap.control.variant import Variant
from conflictmap.gazetteer.models import Town
from tests.atlas.timeline_reading import content_of, read_timeline
from tests.factories import make_actor, make_article, make_claim, make_town
from tests.threads import WAIT_SECONDS

EPOCH = date(1970, 1, 1).toordinal()


def number(text: str) -> int:
    return date.fromisoformat(text).toordinal() - EPOCH


def say(
    town: Town, actor: str, kind: str, day: str, *, published: str = "", source: str = "AFP", **fields: object
) -> Claim:
    article = make_article(f"{town.name}: {actor} {kind} {day}", published=published or day, source=source)
    dated = {"date_from": date.fromisoformat(day), "date_to": date.fromisoformat(day)}
    return make_claim(article, town.name, town=town, actor=make_actor(actor), kind=kind, **dated, **fields)


@pytest.fixture
def story(db: None) -> int:
    """Hawija and Mosul, told by AFP and Reuters, partly late and partly reviewed. Answers the revision."""
    hawija, mosul = make_town(population=100), make_town("Mosul", population=1000)
    say(hawija, "Islamic State", "captures", "2014-06-08", review_state="accepted")
    say(hawija, "Iraqi government", "captures", "2017-10-05", published="2017-10-20", source="Reuters")
    say(mosul, "Islamic State", "captures", "2014-06-10", source="Reuters")
    say(mosul, "Iraqi government", "captures", "2017-07-10", review_state="corrected")
    return rebuild_towns([hawija.pk, mosul.pk]).pk


def holdings(client: Client, revision: int, query: str) -> dict[str, list[tuple[int, str]]]:
    """For each town of the file the first day of each period, with its holder."""
    data = read_timeline(content_of(client.get(f"/atlas/timeline-{revision}.bin?{query}")))
    slugs = [actor["slug"] for actor in data["actors"]]
    found: dict[str, list[tuple[int, str]]] = {slug: [] for slug in data["towns"]["slug"]}
    for town, first, holders in zip(*(data["periods"][name] for name in ("town", "from", "holders")), strict=True):
        found[data["towns"]["slug"][town]].append((first, slugs[holders[0]]))
    return found


@pytest.mark.parametrize(
    ("query", "hawija", "mosul"),
    [
        ("known=2017-10-19", ["2014-06-08 islamic-state"], ["2014-06-10 islamic-state", "2017-07-10 iraqi-government"]),
        ("known=2014-06-09", ["2014-06-08 islamic-state"], []),
        (
            "known=same-day",
            ["2014-06-08 islamic-state", "2017-10-20 iraqi-government"],
            ["2014-06-10 islamic-state", "2017-07-10 iraqi-government"],
        ),
        ("without=reuters", ["2014-06-08 islamic-state"], ["2017-07-10 iraqi-government"]),
        ("without=afp,reuters", [], []),
        ("reviewed=1", ["2014-06-08 islamic-state"], ["2017-07-10 iraqi-government"]),
        ("known=2015-01-01&reviewed=1&without=reuters", ["2014-06-08 islamic-state"], []),
    ],
)
def test_options_leave_claims_out_and_keep_the_towns(
    client: Client, story: int, query: str, hawija: list[str], mosul: list[str]
) -> None:
    expected = {
        name: [(number(one[:10]), one[11:]) for one in periods]
        for name, periods in {"mosul": mosul, "hawija": hawija}.items()
    }
    assert holdings(client, story, query) == expected


def test_the_story_keeps_its_days_and_towns_in_every_variant(client: Client, story: int) -> None:
    standard = read_timeline(content_of(client.get(f"/atlas/timeline-{story}.bin")))
    other = read_timeline(content_of(client.get(f"/atlas/timeline-{story}.bin?known=2014-01-01")))
    assert other["periods"]["town"] == []
    same = ("revision", "first", "last", "towns", "actors", "reference")
    assert {name: other[name] for name in same} == {name: standard[name] for name in same}


@pytest.mark.parametrize(
    ("query", "canonical"),
    [
        ("without=reuters,afp&known=2016-05-01", "?known=2016-05-01&without=afp,reuters"),
        ("without=afp,&reviewed=0&known=", "?without=afp"),
        ("reviewed=0", ""),
        ("other=1", ""),
    ],
)
def test_a_variant_has_one_address(client: Client, story: int, query: str, canonical: str) -> None:
    moved = client.get(f"/atlas/timeline-{story}.bin?{query}")
    assert moved.status_code == 302
    assert moved.headers["Location"] == f"/atlas/timeline-{story}.bin{canonical}"
    assert moved.headers["Cache-Control"] == "no-store"


def test_a_variant_is_sent_as_the_standard_file_is_and_follows_the_revision(client: Client, story: int) -> None:
    address = f"/atlas/timeline-{story}.bin?without=reuters"
    response = client.get(address, headers={"Accept-Encoding": "br"})
    assert response.headers["Content-Encoding"] == "br"
    assert response.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    tag = response.headers["ETag"]
    assert client.get(address, headers={"Accept-Encoding": "br", "If-None-Match": tag}).status_code == 304
    assert client.get(address, headers={"Accept-Encoding": "gzip", "If-None-Match": tag}).status_code == 200
    say(Town.objects.get(slug="mosul"), "Islamic State", "captures", "2016-01-01", source="AP")
    newest = rebuild_towns(Town.objects.values_list("pk", flat=True)).pk
    assert client.get(address).headers["Location"] == f"/atlas/timeline-{newest}.bin?without=reuters"
    assert len(holdings(client, newest, "without=reuters")["mosul"]) == 2


@pytest.mark.parametrize(
    ("query", "named"),
    [
        ("known=yesterday", "known: “yesterday” is not a date"),
        ("known=2017-13-40", "known: “2017-13-40” is not a date. Write it as in 2017-09-22"),
        ("reviewed=maybe", "reviewed: “maybe” is not 0 or 1"),
        ("without=tass", "without: there is no source “tass”"),
        ("without=afp&without=reuters", "“without” is given 2 times"),
        ("without=" + ",".join(f"s{index}" for index in range(201)), "without: 201 sources are named"),
    ],
)
def test_wrong_options_are_named(client: Client, story: int, query: str, named: str) -> None:
    for path in (f"/atlas/timeline-{story}.bin", "/towns/hawija/panel/"):
        response = client.get(f"{path}?{query}")
        assert response.status_code == 400
        assert named in response.content.decode()
    page = client.get(f"/towns/hawija/?{query}")
    assert page.status_code == 200
    assert "Showing the standard map." in page.content.decode()


def test_a_story_too_large_to_wait_for_says_so(client: Client, story: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(variants, "MOST_CLAIMS_WEIGHED", 6)
    assert client.get(f"/atlas/timeline-{story}.bin?reviewed=1").status_code == 200
    refused = client.get(f"/atlas/timeline-{story}.bin?known=same-day")
    assert refused.status_code == 400
    assert "would weigh 8 claims" in refused.content.decode()


def panel(client: Client, query: str) -> str:
    response = client.get(f"/towns/hawija/panel/?{query}")
    assert response.status_code == 200
    return re.sub(r">\s+<", "><", " ".join(response.content.decode().split()))


def test_the_panel_follows_the_options_and_says_what_is_left_out(client: Client, story: int) -> None:
    assert "<strong><bdi>Iraqi government</bdi></strong> holds it, since 5 October 2017" in panel(client, "")
    known = panel(client, "known=2017-10-19")
    assert "<strong><bdi>Islamic State</bdi></strong> holds it, since 8 June 2014" in known
    assert "Iraqi government</bdi></strong>" not in known
    assert "left out: published after 19 Oct 2017" in known
    assert 'href="/towns/hawija/?known=2017-10-19">Town page' in known
    assert "left out: Reuters is switched off" in panel(client, "without=reuters")
    assert "left out: no editor has checked it" in panel(client, "reviewed=1")
    same_day = panel(client, "known=same-day&date=2017-10-10")
    assert "holds it, 8 June 2014 to 19 October 2017" in same_day
    assert "Iraqi government</bdi></strong> holds it, since 20 October 2017" in same_day
    assert client.get("/towns/hawija/panel/?known=2014-01-01").context["evidence"].periods == ()


def test_the_page_of_a_town_says_that_it_is_not_the_standard_map(client: Client, story: int) -> None:
    page = client.get("/towns/hawija/?known=2016-05-01&reviewed=1&without=reuters").content.decode()
    assert "Not the standard map: as known on 1 May 2016, reviewed claims only, without Reuters." in page
    assert "Not the standard map" not in client.get("/towns/hawija/").content.decode()


def test_queries_do_not_grow_with_the_story(story: int, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    reviewed = Variant(reviewed_only=True)
    before = current_story()
    with django_assert_num_queries(8):
        read_story(before, reviewed)
    for index in range(5):
        say(make_town(f"Town {index}"), f"Actor {index}", "captures", "2016-01-01", review_state="accepted")
    rebuild_towns(Town.objects.values_list("pk", flat=True))
    after = current_story()
    with django_assert_num_queries(8):
        read_story(after, reviewed)


def test_sources_are_listed_with_their_claims(client: Client, story: int) -> None:
    assert client.get("/atlas/sources.json").json()["sources"] == [
        {"slug": "afp", "name": "AFP", "kind": "Other", "claims": 2, "reviewed": 2},
        {"slug": "reuters", "name": "Reuters", "kind": "Other", "claims": 2, "reviewed": 0},
    ]


def file_of(variant: Variant) -> TimelineFile:
    return TimelineFile(current_revision(), {"identity": variant.query.encode()})


@pytest.mark.django_db
def test_variants_are_kept_and_the_oldest_given_up() -> None:
    built: list[Variant] = []

    def build(variant: Variant) -> TimelineFile:
        built.append(variant)
        return file_of(variant)

    cache = VariantCache(build)
    asked = [Variant(known_at=date(2016, 1, day)) for day in range(1, 32)] + [Variant(reviewed_only=True)]
    assert len(asked) == MOST_VARIANTS
    for variant in [*asked, *asked]:
        assert cache.current(variant).encodings["identity"].decode() == variant.query
    assert built == asked
    cache.current(Variant(same_day=True))
    cache.current(asked[0])
    assert built == [*asked, Variant(same_day=True), asked[0]]


@pytest.mark.django_db
def test_who_comes_while_many_wait_is_told_to_come_back() -> None:
    may_build = threading.Event()
    waiting = threading.Barrier(2)

    def build(variant: Variant) -> TimelineFile:
        waiting.wait(WAIT_SECONDS)
        may_build.wait(WAIT_SECONDS)
        return TimelineFile(0, {"identity": b""})

    cache = VariantCache(build)
    cache._kept = lambda variant: None  # type: ignore[method-assign]
    threads = [threading.Thread(target=cache.current, args=[Variant(same_day=True)]) for _ in range(MOST_WAITING)]
    for thread in threads:
        thread.start()
    waiting.wait(WAIT_SECONDS)
    while cache._waiting.acquire(blocking=False):
        cache._waiting.release()
    with pytest.raises(BusyError):
        cache.current(Variant(reviewed_only=True))
    may_build.set()
    for _ in threads[1:]:
        waiting.wait(WAIT_SECONDS)
    for thread in threads:
        thread.join(WAIT_SECONDS)
        assert not thread.is_alive()
