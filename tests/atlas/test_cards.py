"""Pictures for links: what they show, their one address, and the pages that name them."""

from __future__ import annotations

import io
import re
from datetime import date

import pytest
from django.test import Client
from PIL import Image, ImageColor

from conflictmap.atlas.cards import lettering
from conflictmap.atlas.cards.content import read_card
from conflictmap.atlas.cards.ground import mercator, read_ground
from conflictmap.atlas.cards.serving import card_address, card_cache
from conflictmap.control.story import current_revision
from tests.atlas.conftest import Hawija
from tests.factories import make_revision


def colours(content: bytes) -> set[tuple[int, ...]]:
    """The colours of which a picture has more than a few pixels."""
    picture = Image.open(io.BytesIO(content))
    assert (picture.format, picture.size) == ("PNG", (1200, 630))
    found = picture.convert("RGB").getcolors(2**16) or []
    return {colour for count, colour in found if count >= 30 and isinstance(colour, tuple)}


def test_a_card_shows_the_holders_colour_on_its_day(client: Client, hawija: Hawija) -> None:
    for actor, colour in ((hawija.islamic_state, "#3d3f42"), (hawija.government, "#2e63a8")):
        actor.fill_light = actor.fill_dark = colour
        actor.save()
    black, blue = (ImageColor.getrgb(actor.fill_light) for actor in (hawija.islamic_state, hawija.government))
    before, after = (client.get(card_address(date(2017, 10, day), "hawija")).getvalue() for day in (4, 5))
    assert black in colours(before)
    assert blue not in colours(before)
    assert blue in colours(after)


def test_a_card_never_changes_and_is_kept(client: Client, hawija: Hawija) -> None:
    address = card_address(date(2017, 9, 22))
    answer = client.get(address)
    assert answer["Content-Type"] == "image/png"
    assert answer["Cache-Control"] == "public, max-age=31536000, immutable"
    assert client.get(address, headers={"if-none-match": answer["ETag"]}).status_code == 304
    assert client.get(address).content is not None
    assert len([key for key in card_cache._cards if key.address == address]) == 1
    make_revision()
    assert client.get(address).status_code == 302
    assert client.get(card_address(date(2017, 9, 22))).status_code == 200
    assert {key.revision for key in card_cache._cards} == {current_revision()}


@pytest.mark.parametrize(
    ("query", "canonical"),
    [
        ("date=1970-01-01", "date=2014-06-08"),
        ("town=hawija&date=2017-09-22", "date=2017-09-22&town=hawija"),
        ("date=2017-09-22&language=en&x=1", "date=2017-09-22"),
    ],
)
def test_each_card_has_one_address(client: Client, hawija: Hawija, query: str, canonical: str) -> None:
    answer = client.get(f"/atlas/card-{current_revision()}.png?{query}")
    assert answer.status_code == 302
    assert answer["Location"].partition("?")[2] == canonical


@pytest.mark.parametrize(
    ("query", "status", "told"),
    [("date=yesterday", 400, "date: “yesterday”"), ("language=tlh", 400, "none of en, ar"), ("town=atlantis", 404, "")],
)
def test_what_cannot_be_drawn_is_told(client: Client, hawija: Hawija, query: str, status: int, told: str) -> None:
    answer = client.get(f"/atlas/card-{current_revision()}.png?{query}")
    assert answer.status_code == status
    assert told in answer.text


@pytest.mark.parametrize("path", ["/?date=2017-09-22", "/towns/", "/towns/hawija/?date=2017-09-22", "/articles/"])
def test_pages_name_their_card_title_and_description(client: Client, hawija: Hawija, path: str) -> None:
    page = client.get(path).text
    properties = dict(re.findall(r'<meta (?:property|name)="((?:og|twitter):[a-z:_]+)"\s+content="([^"]*)"', page))
    assert properties["og:title"]
    assert properties["og:description"]
    assert properties["twitter:card"] == "summary_large_image"
    image = properties["og:image"].replace("&amp;", "&")
    assert ("town=hawija" in image) == ("hawija" in path)
    # Pages without a day have the card of the newest change.
    assert ("date=" in image) == (path != "/articles/")
    assert client.get(image.removeprefix("http://testserver")).status_code == 200


def test_a_site_without_a_story_has_a_card_too(client: Client, db: None) -> None:
    assert read_card(None, None).title == "conflictmap"
    assert client.get(card_address(None)).status_code == 200


@pytest.mark.skipif(not lettering.can_write_arabic(), reason="needs FriBiDi on the system")
def test_arabic_runs_from_the_right_with_the_fonts_that_have_its_letters() -> None:
    fonts = [name for name, _ in lettering.runs("الحويجة: ISIL Ḥawīja", 600)]
    assert fonts == [lettering.ARABIC_BOLD, lettering.LATIN, lettering.LATIN_MORE, *fonts[3:]]
    joined, apart = lettering.measure("الحويجة", 40), sum(lettering.measure(letter, 40) for letter in "الحويجة")
    assert joined < apart


def test_the_ground_has_the_fine_shapes_of_the_region_once() -> None:
    countries = [shape.countries[0] for shape in read_ground().countries]
    assert countries.count("IQ") == 1
    assert {"FR", "SY", "BR"} <= set(countries)
    (iraq,) = (shape for shape in read_ground().countries if shape.countries == ("IQ",))
    x, y = mercator(44.4, 33.3)
    assert iraq.box[0] < x < iraq.box[2]
    assert iraq.box[1] < y < iraq.box[3]
