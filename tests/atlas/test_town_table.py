"""The table of towns on a day."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from tests.atlas.conftest import Hawija
from tests.factories import make_actor, make_period, make_pressure, make_town


def rows(client: Client, **parameters: str) -> list[list[str]]:
    """The cells of the table's body as text."""
    page = client.get("/towns/", parameters).content.decode()
    body = page.partition("<tbody>")[2].partition("</tbody>")[0]
    cells = [re.findall(r"<t[hd].*?>(.*?)</t[hd]>", row, re.DOTALL) for row in body.split("</tr>")]
    return [[" ".join(re.sub(r"<[^>]+>", " ", cell).split()) for cell in row] for row in cells if row]


def test_rows_tell_who_holds_what_since_when(client: Client, hawija: Hawija) -> None:
    raqqa = make_town("Raqqa", country="SY")
    make_period(raqqa, "2017-06-06", "2017-10-16", holders=[hawija.government, hawija.islamic_state], status="mixed")
    assert rows(client, date="2017-09-22") == [
        ["Hawija", "Iraq", "Islamic State", "Held, in doubt", "8 Jun 2014", "8 Jun 2014", "Reviewed"],
        ["Raqqa", "Syria", "Iraqi government and Islamic State", "Mixed", "6 Jun 2017", "6 Jun 2017", "Reviewed"],
    ]
    assert [row[0] for row in rows(client)] == ["Hawija", "Raqqa"]
    assert rows(client, date="2014-06-08") == [
        ["Hawija", "Iraq", "Islamic State", "Held", "8 Jun 2014", "8 Jun 2014", "Reviewed"]
    ]


def test_a_holder_of_whom_nothing_was_heard_for_two_years_is_in_doubt(client: Client, hawija: Hawija) -> None:
    day = "2016-06-06"
    assert rows(client, date=day)[0][3] == "Held"
    assert rows(client, date="2016-06-07")[0][3:6] == ["Held, in doubt", "8 Jun 2014", "8 Jun 2014"]
    assert "swatch is-held is-stale" in client.get("/towns/", {"date": "2016-06-07"}).text
    make_pressure(hawija.town, "2016-01-01", "2016-07-01")
    assert rows(client, date=day)[0][3] == "Held, in doubt"


def test_towns_lead_to_their_page_on_that_day(client: Client, hawija: Hawija) -> None:
    page = client.get("/towns/", {"date": "2017-09-22"}).content.decode()
    assert '<a href="/towns/hawija/?date=2017-09-22"><bdi>Hawija</bdi></a>' in page


@pytest.mark.django_db
def test_without_a_story_the_pages_say_so(client: Client) -> None:
    assert "No claims yet. Add an article in the desk, or load the demo." in client.get("/towns/").content.decode()
    assert client.get("/").status_code == 200
    assert "No articles yet." in client.get("/articles/").content.decode()


def test_long_tables_are_cut_into_pages_that_keep_the_day(client: Client, hawija: Hawija) -> None:
    for number in range(501):
        make_period(make_town(f"Town {number:03}"), "2017-01-01", holders=[hawija.government])
    page = client.get("/towns/", {"date": "2017-09-22"}).content.decode()
    assert "502 places with a claim by this day" in page
    assert 'href="?date=2017-09-22&amp;page=2"' in page
    assert [row[0] for row in rows(client, date="2017-09-22", page="2")] == ["Town 499", "Town 500"]


def test_a_third_holder_does_not_cover_the_colour_of_the_second(client: Client, hawija: Hawija) -> None:
    third = make_actor("Kurdistan Region")
    parties = [hawija.islamic_state, hawija.government, third]
    make_period(make_town("Mixed"), "2016-01-01", holders=parties, status="mixed")
    page = client.get("/towns/", {"date": "2016-06-01"}).content.decode()
    swatch = page[page.index("swatch is-mixed") :].split("</span>")[0]
    assert swatch.count('class="actor ') == 2
    assert f"actor-{third.slug}" not in swatch
    assert "Islamic State, the Iraqi government and the Kurdistan Region" in page
