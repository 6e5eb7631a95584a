"""Pictures for links: what they show, their one address, and the pages that name them."""

from __future__ import annotations

import io
import math
import re
from datetime import date

import pytest
from django.test import Client, RequestFactory
from PIL import Image, ImageColor

from conflictmap.atlas.cards import lettering
from conflictmap.atlas.cards.asked import CardKey, Look, Side
from conflictmap.atlas.cards.content import read_card
from conflictmap.atlas.cards.ground import mercator, read_ground
from conflictmap.atlas.cards.serving import asked_card, card_cache
from conflictmap.claims.models import Claim
from conflictmap.control.story import current_revision
from tests.atlas.conftest import Hawija
from tests.factories import make_revision

USUAL = Look()


def card_address(day: date | None, town: str = "", look: Look = USUAL) -> str:
    """The address of the card of a day, or of a town on it, in English."""
    return CardKey(current_revision(), "en", Side(day), town=town, look=look).address


BLACK, BLUE = "#3d3f42", "#2e63a8"


def colours(content: bytes) -> set[tuple[int, ...]]:
    """The colours of which a picture has more than a few pixels."""
    picture = Image.open(io.BytesIO(content))
    assert (picture.format, picture.size) == ("PNG", (1200, 630))
    found = picture.convert("RGB").getcolors(2**16) or []
    return {colour for count, colour in found if count >= 30 and isinstance(colour, tuple)}


@pytest.fixture
def coloured(hawija: Hawija) -> Hawija:
    """The story with the two actors in colour."""
    for actor, colour in ((hawija.islamic_state, BLACK), (hawija.government, BLUE)):
        actor.fill_light = actor.fill_dark = actor.line_light = actor.line_dark = colour
        actor.save()
    return hawija


def test_a_card_shows_the_holders_colour_on_its_day(client: Client, coloured: Hawija) -> None:
    before, after = (client.get(card_address(date(2017, 10, day), "hawija")).getvalue() for day in (4, 5))
    assert ImageColor.getrgb(BLACK) in colours(before)
    assert ImageColor.getrgb(BLUE) not in colours(before)
    assert ImageColor.getrgb(BLUE) in colours(after)


def test_an_area_is_as_large_as_the_reader_lets_it_reach(client: Client, coloured: Hawija) -> None:
    def blue_pixels(look: Look) -> int:
        picture = Image.open(io.BytesIO(client.get(card_address(date(2017, 10, 5), "hawija", look)).getvalue()))
        return {colour: count for count, colour in picture.getcolors(2**20) or []}[ImageColor.getrgb(BLUE)]

    dot, small, usual = (blue_pixels(look) for look in (Look(areas=False), Look(reach=20), Look()))
    assert dot < small < usual
    # Nothing but a circle of 35 km, which no border cuts: 4.4 degrees of longitude are 824 pixels.
    radius = 35 / (40075.017 * math.cos(math.radians(hawija_latitude(coloured))) * 4.4 / 360) * 824
    # The town's dot, brackets and name lie on it.
    assert 0.85 < usual / (math.pi * radius**2) < 1


def hawija_latitude(story: Hawija) -> float:
    return float(story.town.point.y)


def test_a_card_follows_the_claims_that_its_link_rests_on(client: Client, coloured: Hawija) -> None:
    address = f"/atlas/card-{current_revision()}.png?date=2017-10-05"
    Claim.objects.all().update(review_state="proposed")
    kept = client.get(f"{address}&town=hawija").getvalue()
    left = client.get(f"{address}&reviewed=1&town=hawija").getvalue()
    assert ImageColor.getrgb(BLUE) in colours(kept)
    assert ImageColor.getrgb(BLUE) not in colours(left)


def test_a_comparison_shows_both_of_its_days(client: Client, coloured: Hawija) -> None:
    picture = client.get(f"/atlas/card-{current_revision()}.png?a=2017-10-04&b=2017-10-05").getvalue()
    assert {ImageColor.getrgb(BLACK), ImageColor.getrgb(BLUE)} <= colours(picture)


def test_each_map_of_one_day_says_what_it_rests_on(client: Client, coloured: Hawija) -> None:
    def notes(query: str) -> list[str]:
        key = asked_card(RequestFactory().get(f"/?{query}"))
        return [one.note for one in read_card(key).maps]

    day = "a=2017-10-05&b=2017-10-05"
    assert notes(f"{day}&a-known=2017-10-01&a-reviewed=1") == [
        "As known on 1 October 2017, reviewed claims only",
        "As known today, all sources",
    ]
    assert notes(day) == ["", ""]
    told, plain = (
        Image.open(io.BytesIO(client.get(f"/atlas/card-{current_revision()}.png?{query}").getvalue()))
        for query in (day.replace("&", "&a-known=2017-10-05&"), day)
    )
    # Paper for the words, where without them the map has begun.
    assert [picture.convert("RGB").getpixel((384, 70)) == (255, 255, 255) for picture in (told, plain)] == [True, False]


def test_a_stale_dot_has_a_hole(client: Client, coloured: Hawija) -> None:
    def middle(day: date) -> tuple[int, ...]:
        picture = Image.open(io.BytesIO(client.get(card_address(day, "hawija", Look(areas=False))).getvalue()))
        return picture.convert("RGB").getpixel((376 + 412, 315))  # type: ignore[return-value]

    assert middle(date(2016, 6, 6)) == ImageColor.getrgb(BLACK)
    assert middle(date(2016, 6, 7)) == ImageColor.getrgb("#fbf9f4")


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
        ("date=2017-09-22&view=35.1234,42.9876,7.62", "date=2017-09-22&view=35.1,43,7.5"),
        ("date=2017-09-22&known=same-day", "date=2017-09-22&known=2017-09-22"),
        ("date=2017-09-22&areas=on&reach=20", "date=2017-09-22&reach=20"),
    ],
)
def test_each_card_has_one_address(client: Client, hawija: Hawija, query: str, canonical: str) -> None:
    answer = client.get(f"/atlas/card-{current_revision()}.png?{query}")
    assert answer.status_code == 302
    assert answer["Location"].partition("?")[2] == canonical


@pytest.mark.parametrize(
    ("query", "status", "told"),
    [
        ("date=yesterday", 400, "date: “yesterday”"),
        ("language=tlh", 400, "none of en, ar"),
        ("town=atlantis", 400, "town: there is no town “atlantis”"),
        ("view=1,2", 400, "view: “1,2” is not latitude, longitude and zoom"),
        ("without=gazette", 400, "there is no source “gazette”"),
        ("actor=nobody", 400, "actor: there is no actor “nobody”"),
        ("story=untold", 400, "story: there is no story “untold”"),
        ("reach=36", 400, "reach: “36” is none of 10, 20"),
    ],
)
def test_what_cannot_be_drawn_is_told(client: Client, hawija: Hawija, query: str, status: int, told: str) -> None:
    answer = client.get(f"/atlas/card-{current_revision()}.png?{query}")
    assert answer.status_code == status
    assert told in answer.text


@pytest.mark.parametrize(
    ("path", "told"),
    [
        ("/?date=2017-09-22", "date=2017-09-22"),
        ("/?date=2017-09-22&view=35,43,7&reviewed=1", "date=2017-09-22&reviewed=1&view=35,43,7"),
        ("/?date=2017-09-22&view=nowhere&areas=off", "date=2017-09-22&areas=off"),
        ("/compare/?a=2017-09-22&b=2017-10-05&b-known=2017-10-01", "a=2017-09-22&b=2017-10-05&b-known=2017-10-01"),
        ("/towns/hawija/?date=2017-09-22", "date=2017-09-22&town=hawija"),
        ("/towns/hawija/?date=2017-09-22&colours=safe&areas=off", "date=2017-09-22&town=hawija&colours=safe"),
        ("/actors/islamic-state/?date=2017-09-22", "date=2017-09-22&actor=islamic-state"),
        ("/towns/?date=2017-09-22", "date=2017-09-22"),
        # Pages without a day have the card of the newest change.
        ("/articles/", ""),
    ],
)
def test_pages_name_their_card_title_and_description(client: Client, hawija: Hawija, path: str, told: str) -> None:
    page = client.get(path).text
    properties = dict(re.findall(r'<meta (?:property|name)="((?:og|twitter):[a-z:_]+)"\s+content="([^"]*)"', page))
    assert properties["og:title"]
    assert properties["og:description"]
    assert properties["twitter:card"] == "summary_large_image"
    image = properties["og:image"].replace("&amp;", "&")
    assert image.partition("?")[2] == told
    assert client.get(image.removeprefix("http://testserver")).status_code == 200


def test_a_site_without_a_story_has_a_card_too(client: Client, db: None) -> None:
    assert read_card(CardKey(0, "en")).title == "conflictmap"
    assert client.get(card_address(None)).status_code == 200


@pytest.mark.skipif(not lettering.can_write_arabic(), reason="needs FriBiDi on the system")
def test_arabic_runs_from_the_right_with_the_fonts_that_have_its_letters() -> None:
    fonts = [name for name, _ in lettering.runs("الحويجة: ISIL Ḥawīja", 600)]
    assert fonts == [lettering.ARABIC_BOLD, lettering.BASIC, lettering.LATIN_MORE, *fonts[3:]]
    joined, apart = lettering.measure("الحويجة", 40), sum(lettering.measure(letter, 40) for letter in "الحويجة")
    assert joined < apart


@pytest.mark.skipif(not lettering.can_write_arabic(), reason="needs FriBiDi on the system")
@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("الأساس: Natural Earth.", [".Natural Earth :", "الأساس"]),
        ("من (CC BY 4.0) إلى", ["إلى", " (CC BY 4.0)", "من"]),
        ("بلدة Ḥawīja", ["Ḥaw", "ī", "ja", "بلدة"]),
        ("conflictmap (CC BY 4.0).", ["conflictmap (CC BY 4.0)."]),
    ],
)
def test_latin_words_in_an_arabic_line_keep_their_order_and_the_signs_around_them_turn(
    text: str, seen: list[str]
) -> None:
    parts = [part.rstrip() if lettering.is_arabic(name) else part for name, part in lettering.from_left(text, 400)]
    assert parts == seen


def test_the_ground_has_the_fine_shapes_of_the_region_once() -> None:
    countries = [shape.countries[0] for shape in read_ground().countries]
    assert countries.count("IQ") == 1
    assert {"FR", "SY", "BR"} <= set(countries)
    (iraq,) = (shape for shape in read_ground().countries if shape.countries == ("IQ",))
    x, y = mercator(44.4, 33.3)
    assert iraq.box[0] < x < iraq.box[2]
    assert iraq.box[1] < y < iraq.box[3]
