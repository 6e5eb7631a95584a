"""The language in the address, and the messages that pages carry."""

import re

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("address", "language", "direction"),
    [("/towns/", "en", "ltr"), ("/ar/towns/", "ar", "rtl"), ("/ar/x/", "ar", "rtl")],
)
def test_the_address_says_the_language(client: Client, address: str, language: str, direction: str) -> None:
    page = client.get(address, headers={"accept-language": "fr, ar;q=0.5"})
    assert f'<html lang="{language}"' in page.text
    assert f'dir="{direction}"' in page.text
    assert page["Content-Language"] == language
    assert "Accept-Language" not in page.get("Vary", "")


def test_a_page_names_its_twin_and_leads_to_it_with_its_query(client: Client) -> None:
    page = client.get("/ar/towns/?date=2017-09-22").text
    assert '<link rel="alternate" hreflang="en" href="http://testserver/towns/">' in page
    assert '<link rel="alternate" hreflang="ar" href="http://testserver/ar/towns/">' in page
    assert re.search(r'href="/towns/\?date=2017-09-22"\s+lang="en"', page)


def test_an_unknown_page_offers_the_map_in_the_other_language(client: Client) -> None:
    page = client.get("/towns/nowhere-at-all/x/y/")
    assert page.status_code == 404
    assert re.search(r'href="/ar/"\s+lang="ar"', page.text)
    assert "hreflang" not in page.text.partition("<body")[0]


def test_the_language_of_the_sources_has_no_prefix(client: Client) -> None:
    answer = client.get("/en/towns/?date=2017-09-22")
    assert (answer.status_code, answer["Location"]) == (301, "/towns/?date=2017-09-22")
    assert client.get("/en//example.com/")["Location"] == "/example.com/"


def test_files_are_the_same_in_every_language(client: Client) -> None:
    assert client.get("/atlas/actors.css").status_code == 200
    assert client.get("/ar/atlas/actors.css").status_code == 404
