"""Searching towns by any spelling, actors and sources."""

from __future__ import annotations

import pytest
from django.test import Client

from conflictmap.atlas.search import search
from conflictmap.gazetteer.folding import fold
from conflictmap.gazetteer.models import Town, TownName
from tests.atlas.conftest import Hawija
from tests.factories import make_town


def spell(town: Town, *names: str, language: str = "") -> None:
    for name in names:
        TownName.objects.get_or_create(town=town, name=name, language=language, defaults={"folded": fold(name)})


@pytest.fixture
def places(hawija: Hawija) -> Town:
    """Hawija with its spellings, and a larger place of a like name of which nobody speaks."""
    TownName.objects.all().delete()
    spell(hawija.town, "Hawija", "Al Hawijah", "Hawidja")
    spell(hawija.town, "الحويجة", language="ar")
    silent = make_town("Hawijat Sabah", population=900_000, region="Aleppo", country="SY")
    spell(silent, "Hawijat Sabah")
    return silent


@pytest.mark.parametrize(
    "query", ["Hawija", "hawijah", "al-Hawija", "الحويجه", "حويجة", "HAWI", "Hawidja", "مدينة الحويجة"]
)
def test_a_town_is_found_by_any_spelling_and_towns_with_claims_come_first(places: Town, query: str) -> None:
    found = search(query)
    assert (found.towns[0].slug, found.towns[0].has_claims, found.nearly) == ("hawija", True, False)


def test_a_place_without_any_claim_is_found_and_marked(client: Client, places: Town) -> None:
    assert [(town.slug, town.has_claims) for town in search("Hawijat").towns] == [("hawijat-sabah", False)]
    shown = " ".join(client.get("/search/?q=Hawijat").text.split())
    assert 'href="/towns/hawijat-sabah/"><bdi>Hawijat Sabah</bdi></a>' in shown
    assert "no claim yet" in shown


def test_a_whole_name_comes_first_then_claims_then_beginnings_of_own_names(places: Town, hawija: Hawija) -> None:
    spell(hawija.town, "Musulaya")
    for name, people, spellings in (
        ("Mosul", 1_000, ("Mosul",)),
        ("Nineveh", 500, ("Nineveh", "Musul")),
        ("Mosul Dam", 10, ("Mosul Dam",)),
        ("Üçtepe", 9_000, ("Üçtepe", "Mosulabad")),
    ):
        spell(make_town(name, population=people), *spellings)
    found = [(town.name, town.is_exact) for town in search("mossul").towns]
    assert found == [("Mosul", True), ("Nineveh", True), ("Hawija", False), ("Mosul Dam", False), ("Üçtepe", False)]


def test_a_place_lies_in_its_region_and_country(places: Town, hawija: Hawija) -> None:
    spell(make_town("Aleppo", region="Aleppo", country="SY"), "Aleppo")
    assert [search(name).towns[0].where for name in ("Hawija", "Hawijat Sabah", "Aleppo")] == [
        "Kirkuk, Iraq",
        "Aleppo, Syria",
        "Syria",
    ]


def test_a_slip_finds_similar_names_and_says_so(client: Client, places: Town) -> None:
    found = search("Hawigha")
    assert found.nearly
    assert found.towns[0].slug == "hawija"
    assert "No town is spelled like “Hawigha”. Similar names:" in client.get("/search/?q=Hawigha").text


def test_actors_are_found_by_name_alias_and_language(places: Town, hawija: Hawija) -> None:
    hawija.islamic_state.names = {"ar": {"name": "تنظيم الدولة الإسلامية"}}
    hawija.islamic_state.save()
    hawija.islamic_state.aliases.create(text="Daesh")
    for query in ("islamic", "State", "daesh", "الدولة"):
        assert search(query).actors == (hawija.islamic_state,), query
    assert search("daesh").towns == ()


def test_sources_are_found_and_all_comes_with_its_address(client: Client, places: Town) -> None:
    found = client.get("/ar/search/found.json?q=afp").json()
    assert found["sources"] == [{"slug": "afp", "name": "AFP", "url": "/ar/sources/afp/"}]
    town = client.get("/ar/search/found.json?q=hawija").json()["towns"][0]
    assert (town["name"], town["url"]) == ("الحويجة", "/ar/towns/hawija/")


@pytest.mark.parametrize("query", ["", "  ", "%00", "!!!", "%27; DROP TABLE", "x" * 5000, "%F0%9F%98%80", "<script>"])
def test_any_query_is_answered(client: Client, places: Town, query: str) -> None:
    page = client.get(f"/search/?q={query}")
    assert page.status_code == 200
    assert "<script>" not in page.text.partition("<main")[2]
    assert client.get(f"/search/found.json?q={query}").json()["actors"] == []
