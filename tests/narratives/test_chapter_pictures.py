"""The picture of each chapter's map, for paper and for readers without a script."""

from __future__ import annotations

import io
import re
import threading
from datetime import date
from html import unescape
from pathlib import Path

import pytest
from django.db import connection
from django.test import Client
from django.utils.translation import override
from PIL import Image, ImageColor

from conflictmap.actors.models import Actor
from conflictmap.atlas.cards.chapter import MAP_HEIGHT, MOST_ROWS, WIDTH, chapter_map, chapter_view, held_alone_in
from conflictmap.atlas.cards.serving import MOST_WAITING
from conflictmap.atlas.cards.view import TIMES
from conflictmap.control.story import current_revision
from conflictmap.narratives.loading import load_narrative
from conflictmap.narratives.models import Chapter, Narrative
from tests.atlas.conftest import Hawija, hawija
from tests.factories import make_actor, make_period, make_revision, make_town

__all__ = ["hawija"]

BLACK, BLUE = "#3d3f42", "#2e63a8"
FILE = """
slug: hawija
chapters:
  - {day: 2017-09-22, view: [35.3, 43.7, 8], towns: [hawija]}
  - {day: 2017-10-05, towns: [hawija]}
versions:
  en: {title: One town, lead: What is known., chapters: [{heading: A day, text: Yes.}, {heading: Another, text: No.}]}
  ar: {title: بلدة واحدة, lead: ما هو معروف., chapters: [{heading: يوم, text: نعم.}, {heading: يوم آخر, text: لا.}]}
"""


@pytest.fixture
def story(hawija: Hawija, tmp_path: Path) -> Hawija:
    """A story of two chapters, one before Hawija was taken and one after, its two parties in colour."""
    for actor, colour in ((hawija.islamic_state, BLACK), (hawija.government, BLUE)):
        actor.fill_light = actor.fill_dark = actor.line_light = actor.line_dark = colour
        actor.save()
    path = tmp_path / "hawija.yaml"
    path.write_text(FILE)
    load_narrative(path)
    return hawija


def addresses(client: Client, path: str = "/stories/hawija/") -> list[str]:
    return [unescape(found) for found in re.findall(r'src="(/atlas/card[^"]*)"', client.get(path).text)]


def colours(content: bytes) -> set[tuple[int, ...]]:
    picture = Image.open(io.BytesIO(content)).convert("RGB")
    return {colour for count, colour in picture.getcolors(2**20) or [] if count > 100 and isinstance(colour, tuple)}


@pytest.mark.parametrize("path", ["/stories/hawija/", "/ar/stories/hawija/"])
def test_each_chapter_shows_the_holders_on_its_day(client: Client, story: Hawija, path: str) -> None:
    black, blue = ImageColor.getrgb(BLACK), ImageColor.getrgb(BLUE)
    first, second = (colours(client.get(address).getvalue()) for address in addresses(client, path))
    assert (black in first, blue in first) == (True, False)
    assert (black in second, blue in second) == (False, True)


def test_a_picture_has_the_size_that_the_page_keeps_for_it(client: Client, story: Hawija) -> None:
    page = client.get("/stories/hawija/").text
    sizes = [tuple(map(int, found)) for found in re.findall(r'width="(\d+)"\s+height="(\d+)"', page)]
    drawn = [Image.open(io.BytesIO(client.get(address).getvalue())).size for address in addresses(client)]
    assert drawn == sizes
    assert page.count('loading="lazy"') == 2


def test_words_say_who_holds_how_many_towns_of_the_view(client: Client, story: Hawija) -> None:
    for name, (lon, lat) in (("Near", (43.0, 35.2)), ("Far away", (36.2, 33.5))):
        make_period(make_town(name, lon=lon, lat=lat), "2016-01-01", holders=[story.government])
    make_revision()
    first, second = re.findall(r'alt="([^"]*)"', client.get("/stories/hawija/").text)
    assert first == "Map of 22 September 2017. Towns on it by holder: Iraqi government 1 and Islamic State 1."
    assert second == "Map of 5 October 2017. Towns on it by holder: Iraqi government 3."
    (arabic, _) = re.findall(r'alt="([^"]*)"', client.get("/ar/stories/hawija/").text)
    assert "٢٢ أيلول ٢٠١٧" in arabic
    assert not re.search("[A-Za-z]", re.sub("Iraqi government|Islamic State", "", arabic))


def test_what_several_hold_is_counted_apart_and_the_unknown_not_at_all(story: Hawija) -> None:
    both = [story.islamic_state, story.government]
    make_period(make_town("Split"), "2017-01-01", holders=both, status="mixed")
    make_period(make_town("Left"), "2017-01-01", holders=[], status="unknown")
    counts = held_alone_in(make_revision().pk, date(2017, 9, 22), None)
    assert counts == {0: 1, story.islamic_state.pk: 1}


def test_a_legend_of_many_parties_sums_up_the_smallest(story: Hawija) -> None:
    for place in range(20):
        make_period(make_town(f"Town {place}"), "2017-01-01", holders=[make_actor(f"Party {place}")])
    chapter = Chapter.objects.filter(narrative__language="en").order_by("position")[1]
    with override("en"):
        told = chapter_map(make_revision().pk, chapter, list(Actor.objects.order_by("name")))
    assert len(told.legend) == MOST_ROWS
    assert (told.legend[-1].name, told.legend[-1].swatch) == ("and 6 more", None)


def test_a_view_takes_in_the_towns_of_its_chapter(story: Hawija) -> None:
    chapter = Chapter.objects.filter(narrative__language="en").first()
    assert chapter is not None
    usual = chapter_view(chapter)
    chapter.towns.add(make_town("Far away", lon=36.2, lat=33.5))
    wider = chapter_view(Chapter.objects.get(pk=chapter.pk))
    assert usual is not None
    assert wider is not None
    assert wider.scale < usual.scale
    west, south, east, north = wider.box
    assert west < 36.2 < 43.7 < east
    assert south < 33.5 < 35.3 < north
    assert (wider.width, wider.height) == (WIDTH * TIMES, MAP_HEIGHT * TIMES)


def test_an_address_changes_with_what_its_picture_shows(client: Client, story: Hawija) -> None:
    before = addresses(client)
    Chapter.objects.filter(position=1).update(day=date(2017, 9, 1))
    after = addresses(client)
    assert before[0] != after[0]
    assert client.get(before[0])["Location"] == after[0]
    assert client.get(after[0])["Cache-Control"].endswith("immutable")


def test_a_story_that_is_not_published_has_no_pictures(client: Client, admin_client: Client, story: Hawija) -> None:
    (address, _) = addresses(client)
    Narrative.objects.update(is_published=False)
    page = admin_client.get("/stories/hawija/").text
    assert "Preview" in page
    assert "chapter-map" not in page
    assert client.get(address).status_code == 400


@pytest.mark.parametrize("chapter", ["3", "0", "x"])
def test_a_chapter_that_is_not_there_is_named(client: Client, story: Hawija, chapter: str) -> None:
    answer = client.get(f"/atlas/card-{current_revision()}.png?story=hawija&chapter={chapter}")
    assert answer.status_code == 400
    assert f"chapter: “{chapter}” is none of 1 to 2" in answer.text


@pytest.mark.django_db(transaction=True)
def test_a_printer_gets_all_maps_at_once(client: Client, story: Hawija) -> None:
    """Of other cards the fourth that waits is refused; a story printed with holes tells less than none."""
    asked = [address for path in ("/stories/hawija/", "/ar/stories/hawija/") for address in addresses(client, path)] * 2
    assert len(asked) > 2 * MOST_WAITING
    answers: list[int] = []

    def fetch(address: str) -> None:
        answers.append(Client().get(address).status_code)
        connection.close()

    threads = [threading.Thread(target=fetch, args=[address]) for address in asked]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert answers == [200] * len(asked)


def test_the_map_of_a_day_without_holders_says_so(story: Hawija) -> None:
    chapter = Chapter(day=date(2010, 1, 1), narrative=Narrative.objects.all()[0], position=9, heading="Before")
    chapter.save()
    with override("en"):
        told = chapter_map(current_revision(), chapter, [])
    assert told.legend == ()
    assert told.words == "Map of 1 January 2010. Nobody is known to hold a town on it."
