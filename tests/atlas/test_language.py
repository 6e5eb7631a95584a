"""The language in the address, and the messages that pages carry."""

import json
import re

import pytest
from django.test import Client

from conflictmap.atlas.script_messages import script_messages
from tests.atlas.conftest import Hawija

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


def test_only_translated_pages_carry_messages(client: Client) -> None:
    assert 'id="script-messages"' not in client.get("/").text
    found = re.search(r'<script id="script-messages" type="application/json">(.*?)</script>', client.get("/ar/").text)
    assert found
    messages = json.loads(found[1])
    assert messages == script_messages("ar")
    assert messages["messages"]["changes\x04All"] == "الكل"
    assert messages["messages"]["%(count)s change"][2] == "تغيّران"
    assert messages["plurals"][:12] == "012333333334"


def test_a_town_is_told_in_arabic_with_its_own_names_days_and_digits(client: Client, hawija: Hawija) -> None:
    hawija.islamic_state.names = {"ar": {"name": "تنظيم الدولة الإسلامية"}}
    hawija.islamic_state.save()
    page = " ".join(client.get("/ar/towns/hawija/?date=2017-09-22").text.split())
    assert '<h1 class="town-name"><bdi>الحويجة</bdi></h1>' in page
    assert (
        "تحت سيطرة <strong><bdi>تنظيم الدولة الإسلامية</bdi></strong>، من ٨ حزيران ٢٠١٤ إلى ٤ تشرين الأول ٢٠١٧" in page
    )
    assert "كركوك، العراق" in re.sub("<.*?>", "", page)
    # Numbers of drawings keep their decimal point.
    assert re.search(r'<rect class="[^"]*actor actor-islamic-state" x="[\d.]+%" width="[\d.]+%"', page)
    assert 'lang="en" dir="auto"' in page


def test_parts_of_the_page_of_a_town_keep_to_its_language(client: Client, hawija: Hawija) -> None:
    panel = client.get("/ar/towns/hawija/panel/?date=2017-09-22").text
    assert 'href="/ar/towns/hawija/"' in panel
    words = re.sub(
        r"<blockquote.*?</blockquote>|<title>.*?</title>|<[^>]*>|conflictmap|AFP", " ", panel, flags=re.DOTALL
    )
    assert set(re.findall(r"[A-Za-z]{2,}", words)) <= {"Islamic", "State", "Iraqi", "government"}
