"""Draws one map of a card: ground, areas, rivers and borders, towns, names."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import lru_cache
from operator import itemgetter

import numpy as np
from PIL import Image, ImageDraw

from conflictmap.atlas.cards.areas import ActorInk, Paint, colour_areas, paint_of
from conflictmap.atlas.cards.asked import Look
from conflictmap.atlas.cards.ground import Point, read_ground
from conflictmap.atlas.cards.lettering import measure, write
from conflictmap.atlas.cards.raster import fill_land, fill_raster
from conflictmap.atlas.cards.towns import State, Towns
from conflictmap.atlas.cards.view import TIMES, View

# The light inks of static/atlas/style/tokens.css.
PAPER, SEA, LAND, NEIGHBOURS, HALO = "#ffffff", "#e6eaeb", "#fbf9f4", "#efede7", "#fbf9f4"
INK, INK2, RULE, RULE2, BORDER, RIVER = "#17181a", "#4c4e51", "#d4d1c9", "#82827e", "#5d5f60", "#7f9fb0"

# More dots nobody can tell apart on a card; the largest towns are taken.
MOST_DOTS = 250
MOST_NAMES = 26
# Radius in CSS pixels.
SMALLEST_DOT, LARGEST_DOT = 3.4, 6.5
# The hole in the dot of a stale town, as a part of its radius (static/atlas/map/symbols.js).
STALE_HOLE = 0.5
NAME, NAME_OF_CENTRE = 19, 28
# Between the middle of a dot and its name, CSS pixels.
GAP, GAP_OF_CENTRE = 11, 20
Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class MapContent:
    """What a map shows. `states` and `names` are by primary keys of towns, `inks` by those of actors.

    `shown` are the actors that are in colour, ``None`` for all; `centre` is the town that the card is about, `told`
    are those that the words beside it speak of: they are named first.
    """

    towns: Towns
    states: dict[int, State]
    inks: dict[int, ActorInk]
    names: dict[int, str]
    shown: frozenset[int] | None = None
    centre: int | None = None
    told: frozenset[int] = frozenset()

    def coloured(self, key: int) -> State | None:
        """The state of a town in colour; ``None`` where nobody holds it, or only actors that are not shown."""
        state = self.states.get(key)
        return None if state is None or (self.shown is not None and self.shown.isdisjoint(state.holders)) else state


def draw_map(content: MapContent, view: View, look: Look) -> Image.Image:
    """The map in a view."""
    picture = ground_picture(view, content.towns.countries).copy()
    if look.areas and content.towns.key.size:
        pixels = np.array(picture)
        ground = read_ground()
        land = fill_land(view, ground.countries, ground.lakes, content.towns.countries)
        raster = fill_raster(
            view, content.towns, land if look.borders else np.minimum(land, 1), look.reach, borders=look.borders
        )
        colour_areas(pixels, raster, paints_of(content, look), land=LAND, ink=INK)
        picture = Image.fromarray(pixels)
    draw = ImageDraw.Draw(picture)
    draw_lines(draw, view, content.towns.countries)
    draw_towns(draw, content, view)
    return picture


def paints_of(content: MapContent, look: Look) -> list[Paint | None]:
    """The paint of each town; few states differ however many towns there are."""
    known: dict[State, Paint] = {}
    paints: list[Paint | None] = []
    for key in content.towns.key.tolist():
        state = content.coloured(key)
        if state is not None and state not in known:
            known[state] = paint_of(state, content.inks, patterns=look.patterns, land=LAND, ink=INK)
        paints.append(known[state] if state is not None else None)
    return paints


@lru_cache(maxsize=4)
def ground_picture(view: View, countries: tuple[str, ...]) -> Image.Image:
    """Land and lakes of a view; the same for all days of a story."""
    picture = Image.new("RGB", (view.width, view.height), SEA)
    draw = ImageDraw.Draw(picture)
    ground = read_ground()
    for land in view.seen(ground.countries):
        fill = LAND if set(countries).intersection(land.countries) else NEIGHBOURS
        for line in land.lines:
            if len(points := view.place_line(line)) > 2:
                draw.polygon(points, fill, RULE, TIMES)
    for lake in view.seen(ground.lakes):
        for line in lake.lines:
            if len(points := view.place_line(line)) > 2:
                draw.polygon(points, SEA, RIVER, 1)
    return picture


def draw_lines(draw: ImageDraw.ImageDraw, view: View, countries: tuple[str, ...]) -> None:
    """Rivers and borders, above the areas."""
    ground = read_ground()
    for river in view.seen(ground.rivers):
        for line in river.lines:
            draw.line(view.place_line(line), RIVER, TIMES, "curve")
    for border in view.seen(ground.borders):
        inside = set(countries).intersection(border.countries)
        for line in border.lines:
            draw.line(view.place_line(line), BORDER if inside else RULE2, 3 if inside else 1, "curve")


def draw_towns(draw: ImageDraw.ImageDraw, content: MapContent, view: View) -> None:
    """Dots, small towns first, then the names that find a place: that of the card's town, then of the largest."""
    towns = content.towns
    placed = (towns.at - (view.left, view.top)) * view.scale
    edge = 8 * TIMES
    inside = (placed > edge).all(axis=1) & (placed[:, 0] < view.width - edge) & (placed[:, 1] < view.height - edge)
    chosen = np.flatnonzero(inside)[:MOST_DOTS].tolist()
    keys: list[int] = towns.key.tolist()
    known = {*chosen}
    meant = content.told | {content.centre}
    chosen += [index for index, key in enumerate(keys) if key in meant and index not in known]
    room = math.sqrt(view.width * view.height / max(len(chosen), 1)) / TIMES
    usual = min(max(0.075 * room, SMALLEST_DOT), LARGEST_DOT)
    boxes: list[Box] = []
    for index in reversed(chosen):
        x, y = placed[index]
        size = (usual if towns.has_area[index] else usual * 0.6) * TIMES
        state = content.coloured(keys[index])
        draw_dot(draw, (x, y), size, dot_fills(content, keys[index]), is_stale=state is not None and state.is_stale)
        boxes.append((x - size, y - size, x + size, y + size))
        if keys[index] == content.centre:
            reach = size + 9 * TIMES
            draw_brackets(draw, x, y, reach)
            boxes.append((x - reach, y - reach, x + reach, y + reach))
    written = 0
    for index in sorted(chosen, key=lambda one: (keys[one] != content.centre, keys[one] not in content.told)):
        key = keys[index]
        is_told = key in content.told
        if written < MOST_NAMES and (towns.has_area[index] or is_told) and (name := content.names.get(key)):
            size = NAME_OF_CENTRE if key == content.centre else NAME
            at = (placed[index][0], placed[index][1])
            written += write_name(draw, at, name, size, view, boxes, must=is_told)


def dot_fills(content: MapContent, key: int) -> tuple[str, ...]:
    """The colours of a dot: those of its holders, none where nobody is known to hold it."""
    state = content.coloured(key)
    if state is None:
        return ()
    return tuple(content.inks[actor].fill for actor in state.holders[: 1 if state.status == "held" else 3])


def draw_dot(draw: ImageDraw.ImageDraw, at: Point, size: float, fills: tuple[str, ...], *, is_stale: bool) -> None:
    """A town: a disc in its holders' colours in a ring of ink, with a hole where the last news is old or weak.

    It is hollow where nobody is known to hold it.
    """
    x, y = at
    circle(draw, x, y, size + 2 * TIMES, HALO)
    circle(draw, x, y, size, INK if fills else RULE2)
    inner = size - 1.5 * TIMES
    circle(draw, x, y, inner, fills[0] if fills else LAND)
    turn = 360 / max(len(fills), 1)
    for part, fill in enumerate(fills[1:]):
        draw.pieslice((x - inner, y - inner, x + inner, y + inner), part * turn - 90, (part + 1) * turn - 90, fill)
    if is_stale:
        circle(draw, x, y, size * STALE_HOLE, LAND)


def write_name(
    draw: ImageDraw.ImageDraw, at: Point, name: str, size: int, view: View, boxes: list[Box], *, must: bool
) -> bool:
    """Write a town's name beside its dot, above or below it, where it covers nothing; tell whether it was written.

    One that must be written takes the place where it covers least.
    """
    x, y = at
    width, height = measure(name, size * TIMES, 600), size * TIMES
    gap = (GAP if size == NAME else GAP_OF_CENTRE) * TIMES
    lift = gap + height * 0.5
    places = []
    for begin, middle in ((x + gap, y), (x - gap - width, y), (x - width / 2, y - lift), (x - width / 2, y + lift)):
        box = (begin - 4, middle - height * 0.6, begin + width + 4, middle + height * 0.6)
        if box[0] >= 0 and box[2] <= view.width and box[1] >= 0 and box[3] <= view.height:
            places.append((sum(shared_area(box, one) for one in boxes), begin, middle + height * 0.34, box))
    covered, begin, baseline, box = min(places, key=itemgetter(0), default=(1.0, x, y, (x, y, x, y)))
    if not places or (covered and not must):
        return False
    write(draw, (begin, baseline), name, size * TIMES, 600, colour=INK, halo=HALO, halo_width=2.5 * TIMES)
    boxes.append(box)
    return True


def shared_area(one: Box, other: Box) -> float:
    """The area, in square pixels, that two boxes share."""
    width, height = min(one[2], other[2]) - max(one[0], other[0]), min(one[3], other[3]) - max(one[1], other[1])
    return max(width, 0) * max(height, 0)


def circle(draw: ImageDraw.ImageDraw, x: float, y: float, radius: float, fill: str) -> None:
    """A disc."""
    draw.ellipse((x - radius, y - radius, x + radius, y + radius), fill)


def draw_brackets(draw: ImageDraw.ImageDraw, x: float, y: float, reach: float) -> None:
    """Four corners around the town that the card is about."""
    arm = 8 * TIMES
    for right in (-1, 1):
        for down in (-1, 1):
            corner = (x + right * reach, y + down * reach)
            points = [(corner[0], corner[1] - down * arm), corner, (corner[0] - right * arm, corner[1])]
            draw.line(points, HALO, 6 * TIMES)
            draw.line(points, INK, 3 * TIMES)
