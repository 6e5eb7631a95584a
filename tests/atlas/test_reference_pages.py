"""The pages of actors and sources, the site map, and the map page without a script."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from conflictmap.articles.models import Source
from tests.atlas.conftest import Hawija
from tests.factories import make_revision


def test_the_page_of_an_actor_lists_what_it_holds_on_the_day_and_what_it_lost_lately(
    client: Client, hawija: Hawija
) -> None:
    before = client.get("/actors/islamic-state/?date=2017-09-22").text
    assert 'href="/towns/hawija/?date=2017-09-22"' in before
    assert "Lost:" not in before
    after = " ".join(client.get("/actors/islamic-state/?date=2017-10-05").text.split())
    assert 'Lost: <a href="/towns/hawija/?date=2017-10-05"><bdi>Hawija</bdi></a>' in after
    assert "No source names it as the holder of a town on this day." in after
    assert '<a href="?date=2017-10-04">' in after
    assert "Go to the" in after
    too_early = client.get("/actors/iraqi-government/?date=2017-09-22").text
    assert '<a href="?date=2017-10-05">' in too_early
    assert "Last held a place before" not in too_early
    gained = " ".join(client.get("/actors/iraqi-government/").text.split())
    assert 'Gained: <a href="/towns/hawija/?date=2017-10-05">' in gained


def test_actors_are_listed_with_the_number_of_their_towns(client: Client, hawija: Hawija) -> None:
    row = r'<bdi>(.*?)</bdi></a>\s*</th>\s*<td data-label="Towns">(\d+)</td>'
    rows = re.findall(row, client.get("/actors/?date=2017-09-22").text)
    assert rows == [("Islamic State", "1"), ("Iraqi government", "0")]


def test_the_page_of_a_source_tells_how_far_it_was_checked(client: Client, hawija: Hawija) -> None:
    Source.objects.filter(slug="afp").update(partisan_of=hawija.government, weight=0.8)
    shown = " ".join(client.get("/sources/afp/").text.split())
    assert "3, 3 of them on a town, 1 reviewed" in shown
    assert 'href="/actors/iraqi-government/"' in shown
    assert "80%" in shown
    assert 'href="/?without=afp"' in shown
    assert f'href="/articles/{hawija.article.pk}/"' in shown
    assert 'href="/sources/afp/"' in client.get("/sources/").text


@pytest.mark.parametrize("path", ["/actors/nobody/", "/sources/none/", "/stories/none/", "/fr/towns/", "/ar/actors/x/"])
def test_unknown_things_get_a_page_that_leads_on(client: Client, hawija: Hawija, path: str) -> None:
    page = client.get(path)
    assert page.status_code == 404
    assert "</main>" in page.text


@pytest.mark.parametrize("path", ["/actors/", "/actors/islamic-state/"])
def test_a_bad_date_gives_the_page_and_a_message(client: Client, hawija: Hawija, path: str) -> None:
    page = client.get(f"{path}?date=soon&page=x")
    assert page.status_code == 200
    assert "“soon” is not a date" in page.text


def test_the_site_map_has_each_page_in_every_language(client: Client, hawija: Hawija) -> None:
    assert client.get("/robots.txt").text.endswith("Sitemap: http://testserver/sitemap.xml\n")
    sections = re.findall(r"<loc>(.*?)</loc>", client.get("/sitemap.xml").text)
    pages = [page for section in sections for page in re.findall(r"<loc>(.*?)</loc>", client.get(section).text)]
    for path in ("/", "/ar/", "/towns/hawija/", "/ar/actors/islamic-state/", "/sources/afp/", "/ar/stories/"):
        assert f"http://testserver{path}" in pages
    assert all(client.get(page).status_code == 200 for page in pages)


def test_the_map_page_has_a_table_for_readers_without_a_script(client: Client, hawija: Hawija) -> None:
    make_revision()
    for address, name in (("/?date=2017-09-22", "Hawija"), ("/ar/?date=2017-09-22", "الحويجة")):
        fallback = re.search(r"<noscript>(.*?)</noscript>", client.get(address).text, re.DOTALL)
        assert fallback
        assert f"<bdi>{name}</bdi>" in fallback[1]
        assert 'name="date"' in fallback[1]
