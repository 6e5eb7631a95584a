"""The map of a chapter as a picture with its legend: for paper, and for readers without a script."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from django.conf import settings
from django.contrib.gis.geos import Polygon
from django.db.models import Count
from django.utils.translation import gettext
from PIL import Image

from conflictmap.actors.models import Actor
from conflictmap.atlas.cards.asked import CardKey, Look, Side
from conflictmap.atlas.cards.content import actor_inks, caption, read_map
from conflictmap.atlas.cards.ground import Point, mercator
from conflictmap.atlas.cards.lettering import wrapped
from conflictmap.atlas.cards.map_picture import INK, INK2, LAND, PAPER, RULE2, draw_map
from conflictmap.atlas.cards.narrative import chapters_of, published_narrative
from conflictmap.atlas.cards.sheet import LEGEND_ROW, Sheet
from conflictmap.atlas.cards.view import TIMES, Box, View, asked_view, whole_view
from conflictmap.atlas.days_and_numbers import listed, long_day, number
from conflictmap.atlas.town_names import local_names
from conflictmap.control.models import ControlPeriod
from conflictmap.core.claims import PlaceKind
from conflictmap.core.periods import Status
from conflictmap.narratives.models import Chapter

# CSS pixels. On a sheet it is a good half as wide as the text: 100 mm of A4, so 200 dots to the inch.
WIDTH, MAP_HEIGHT = 800, 600
# What a chapter's towns keep clear of the edges of the map, as on the page (static/narrative/narrative.js).
CLEAR = 56
GAP, COLUMN = 32, (WIDTH - 32) / 2
DAY, DAY_ROW, CREDIT, CREDIT_ROW, FOOT = 24, 44, 15, 20, 8
MOST_ROWS = 16


@dataclass(frozen=True, slots=True)
class LegendRow:
    """A row of the legend; `swatch` is what `Sheet.swatch` draws, ``None`` where the row sums others up."""

    name: str
    told: str
    swatch: tuple[str, str, str, str] | None


@dataclass(frozen=True, slots=True)
class ChapterMap:
    """What stands on the picture of a chapter besides the map. `view` is ``None`` for all of the story."""

    day: date
    view: View | None
    legend: tuple[LegendRow, ...]

    @property
    def width(self) -> int:
        """How wide the picture is, in CSS pixels."""
        return WIDTH

    @property
    def height(self) -> int:
        """How high the picture is with all that stands below the map, in CSS pixels."""
        legend, credit = math.ceil(len(self.legend) / 2) * LEGEND_ROW, len(credit_lines()) * CREDIT_ROW
        return MAP_HEIGHT + DAY_ROW + legend + credit + FOOT

    @property
    def words(self) -> str:
        """What the picture shows, for who cannot see it."""
        day = long_day(self.day)
        if not self.legend:
            return gettext("Map of %(day)s. Nobody is known to hold a town on it.") % {"day": day}
        holders = listed([f"{row.name} {row.told}".strip() for row in self.legend])
        return gettext("Map of %(day)s. Towns on it by holder: %(holders)s.") % {"day": day, "holders": holders}


def chapter_map(revision: int, chapter: Chapter, actors: Sequence[Actor]) -> ChapterMap:
    """The map of a chapter whose towns are read; of `actors` of as many towns the earlier stand first."""
    view = chapter_view(chapter)
    counts = held_alone_in(revision, chapter.day, view.box if view else None)
    inks = actor_inks(actors, is_safe=False)
    rows = []
    for actor in sorted((one for one in actors if counts[one.pk]), key=lambda one: -counts[one.pk]):
        fill, line, engraving = inks[actor.pk]
        rows.append(LegendRow(actor.local_name, number(counts[actor.pk]), (fill, line, engraving, line)))
    shared = [LegendRow(gettext("Shared or fought over"), number(counts[0]), (LAND, RULE2, "bands", INK))]
    room = MOST_ROWS - bool(counts[0])
    if len(rows) > room:
        more = gettext("and %(count)s more") % {"count": number(len(rows) - room + 1)}
        rows = [*rows[: room - 1], LegendRow(more, "", None)]
    return ChapterMap(chapter.day, view, (*rows, *(shared if counts[0] else [])))


def chapter_view(chapter: Chapter) -> View | None:
    """The chapter's view, or as much more as its towns need; ``None`` for all of the story."""
    if chapter.place is None:
        return None
    view = asked_view(*chapter.place, WIDTH * TIMES, MAP_HEIGHT * TIMES)
    clear = CLEAR * TIMES
    told = [mercator(town.point.x, town.point.y) for town in chapter.towns.all()]
    fits = all(clear <= x <= view.width - clear and clear <= y <= view.height - clear for x, y in map(view.place, told))
    return view if fits else whole_view(told, view.width, view.height, clear)


@lru_cache(maxsize=256)
def held_alone_in(revision: int, day: date, box: Box | None) -> Counter[int]:
    """How many towns of a view each actor holds alone; under 0 those that several share or fight over.

    Counted in the database: a page with many chapters must not read every town of each day. `box` is in degrees,
    ``None`` for the whole story.
    """
    held = ControlPeriod.objects.on(day).filter(town__place_kind=PlaceKind.TOWN, holders__position=0)
    if box is not None:
        held = held.filter(town__point__coveredby=Polygon.from_bbox(box))
    counts: Counter[int] = Counter()
    columns = held.exclude(status=Status.UNKNOWN).order_by().values_list("status", "holders__actor")
    for status, actor, count in columns.annotate(Count("pk")):
        counts[actor if status == Status.HELD else 0] += count
    return counts


def credit_lines() -> list[str]:
    """What the colours mean, and who made what is seen."""
    told = (caption(Look()), f"{settings.DATA_ATTRIBUTION}.", gettext("Ground: Natural Earth."))
    return [line for text in told for line in wrapped(text, WIDTH * TIMES, CREDIT * TIMES, 400, 4)]


def draw_chapter(key: CardKey, *, right_to_left: bool) -> bytes:
    """The PNG of a chapter's map, in the language that is active."""
    narrative = published_narrative(key.narrative)
    assert narrative is not None
    chapter = chapters_of(narrative)[key.chapter - 1]
    actors = list(Actor.objects.order_by("name"))
    names = local_names(chapter.towns.all())
    content = read_map(key, Side(chapter.day), chapter.day, {actor.pk: actor for actor in actors})
    content = replace(content, told=frozenset(names), names=content.names | names)
    everywhere: list[Point] = [(x, y) for x, y in content.towns.at.tolist()]
    told = chapter_map(key.revision, chapter, actors)
    view = told.view or whole_view(everywhere, WIDTH * TIMES, MAP_HEIGHT * TIMES, CLEAR * TIMES)
    picture = Image.new("RGB", (told.width * TIMES, told.height * TIMES), PAPER)
    picture.paste(draw_map(content, view, key.look), (0, 0))
    sheet = Sheet(picture, right_to_left=right_to_left, begin=0, room=COLUMN)
    sheet.draw.rectangle((0, 0, picture.width - 1, MAP_HEIGHT * TIMES - 1), None, INK, TIMES)
    sheet.down = MAP_HEIGHT + 30
    sheet.text(long_day(chapter.day), DAY, 600)
    draw_legend(sheet, told.legend)
    for line in credit_lines():
        sheet.text(line, CREDIT, colour=INK2)
        sheet.down += CREDIT_ROW
    return sheet.png()


def draw_legend(sheet: Sheet, legend: Sequence[LegendRow]) -> None:
    """The legend below the day, in two columns."""
    top = MAP_HEIGHT + DAY_ROW + 18
    rows = math.ceil(len(legend) / 2)
    for place, row in enumerate(legend):
        sheet.begin = (COLUMN + GAP) * (place // rows)
        sheet.down = top + LEGEND_ROW * (place % rows)
        if row.swatch:
            sheet.swatch(*row.swatch)
        sheet.entry(row.name, row.told)
    sheet.begin = 0
    sheet.down = top + LEGEND_ROW * rows
