"""Draws a card with Pillow: twice as large and then reduced, since Pillow's own shapes have hard edges."""

from __future__ import annotations

import io
from functools import lru_cache

from PIL import Image, ImageDraw

from conflictmap.atlas.cards.content import MOST_NAMES, Card, Dot
from conflictmap.atlas.cards.ground import Point, Shape, read_ground
from conflictmap.atlas.cards.lettering import fitted, measure, write

# What Open Graph readers ask for: 1.91 to 1.
WIDTH, HEIGHT = 1200, 630
TIMES = 2
HEAD, FOOT, MARGIN = 128, 58, 40
MIDDLE = (HEAD + HEIGHT - FOOT) / 2
# How much of the world the card of a town shows, and at least that of a day, in degrees of longitude.
AROUND_TOWN = 4.4
LEAST_WIDTH = 2.0

# The light inks of static/atlas/style/tokens.css.
PAPER, SEA, LAND, NEIGHBOURS, HALO = "#ffffff", "#e6eaeb", "#fbf9f4", "#efede7", "#fbf9f4"
INK, INK2, RULE, RULE2, BORDER, RIVER = "#17181a", "#4c4e51", "#d4d1c9", "#82827e", "#5d5f60", "#7f9fb0"

View = tuple[float, float, float]
"""Mercator x and y of the card's left upper corner, and pixels (of the large drawing) to the whole world."""


def draw_card(card: Card, *, right_to_left: bool) -> bytes:
    """The card as a PNG."""
    view = view_of(card)
    picture = ground_picture(view, card.countries).copy()
    draw = ImageDraw.Draw(picture)
    draw_dots(draw, card, view)
    draw_words(draw, card, right_to_left=right_to_left)
    file = io.BytesIO()
    picture.reduce(TIMES).quantize(256, dither=Image.Dither.NONE).save(file, "PNG", optimize=True)
    return file.getvalue()


def view_of(card: Card) -> View:
    """The part of the world that a card shows: all its towns, or a town with what lies around it."""
    if card.centre is not None:
        (x, y), across = card.centre, AROUND_TOWN / 360
        scale = WIDTH * TIMES / across
    else:
        xs, ys = [dot.at[0] for dot in card.dots] or [0.1, 0.9], [dot.at[1] for dot in card.dots] or [0.3, 0.6]
        x, y = (min(xs) + max(xs)) / 2, (min(ys) + max(ys)) / 2
        across = max(max(xs) - min(xs), LEAST_WIDTH / 360)
        down = max(max(ys) - min(ys), LEAST_WIDTH / 720)
        room = (WIDTH - 4 * MARGIN, HEIGHT - HEAD - FOOT - MARGIN)
        scale = TIMES * min(room[0] / across, room[1] / down)
    return x - WIDTH * TIMES / 2 / scale, y - MIDDLE * TIMES / scale, scale


@lru_cache(maxsize=8)
def ground_picture(view: View, countries: frozenset[str]) -> Image.Image:
    """The basemap below a view; the same for all days of a story."""
    picture = Image.new("RGB", (WIDTH * TIMES, HEIGHT * TIMES), SEA)
    draw = ImageDraw.Draw(picture)
    ground = read_ground()
    for land in seen(ground.countries, view):
        fill = LAND if countries.intersection(land.countries) else NEIGHBOURS
        for line in land.lines:
            if len(points := place(line, view)) > 2:
                draw.polygon(points, fill, RULE, TIMES)
    for lake in seen(ground.lakes, view):
        for line in lake.lines:
            if len(points := place(line, view)) > 2:
                draw.polygon(points, SEA, RIVER, 1)
    for river in seen(ground.rivers, view):
        for line in river.lines:
            draw.line(place(line, view), RIVER, TIMES, "curve")
    for border in seen(ground.borders, view):
        inside = countries.intersection(border.countries)
        for line in border.lines:
            draw.line(place(line, view), BORDER if inside else RULE2, 3 if inside else 1, "curve")
    return picture


def seen(shapes: list[Shape], view: View) -> list[Shape]:
    """The shapes that touch a view."""
    left, top, scale = view
    right, bottom = left + WIDTH * TIMES / scale, top + HEIGHT * TIMES / scale
    return [
        one
        for one in shapes
        if one.box[2] >= left and one.box[0] <= right and one.box[3] >= top and one.box[1] <= bottom
    ]


def place(line: list[Point], view: View) -> list[Point]:
    """A line in pixels of the large drawing; points closer than a pixel to the one before are left out."""
    left, top, scale = view
    placed: list[Point] = []
    for x, y in line:
        point = ((x - left) * scale, (y - top) * scale)
        if not placed or abs(point[0] - placed[-1][0]) >= 1 or abs(point[1] - placed[-1][1]) >= 1:
            placed.append(point)
    return placed


def draw_dots(draw: ImageDraw.ImageDraw, card: Card, view: View) -> None:
    """Towns, small ones first, then the names that find a place."""
    left, top, scale = view
    radius = (9 if card.centre else 7) * TIMES
    boxes: list[tuple[float, float, float, float]] = []
    named: list[tuple[float, float, Dot]] = []
    for dot in reversed(card.dots):
        x, y = (dot.at[0] - left) * scale, (dot.at[1] - top) * scale
        if not (0 < x < WIDTH * TIMES and (HEAD + 12) * TIMES < y < (HEIGHT - FOOT - 12) * TIMES):
            continue
        size = radius if dot.is_town else radius * 0.6
        circle(draw, x, y, size + 2.5 * TIMES, HALO)
        circle(draw, x, y, size, INK if dot.fills else RULE2)
        inner = size - 1.6 * TIMES
        circle(draw, x, y, inner, dot.fills[0] if dot.fills else LAND)
        for part, fill in enumerate(dot.fills[1:]):
            turn = 360 / len(dot.fills)
            draw.pieslice((x - inner, y - inner, x + inner, y + inner), part * turn - 90, (part + 1) * turn - 90, fill)
        boxes.append((x - size, y - size, x + size, y + size))
        named.append((x, y, dot))
        if card.centre == dot.at:
            brackets(draw, x, y, size + 10 * TIMES)
            boxes.append((x - 20 * TIMES, y - 20 * TIMES, x + 20 * TIMES, y + 20 * TIMES))
    ranks = {dot.town: rank for rank, dot in enumerate(card.dots)}
    written = 0
    for x, y, dot in sorted(named, key=lambda one: (one[2].at != card.centre, ranks[one[2].town])):
        if dot.name and written < MOST_NAMES:
            written += write_name(draw, x, y, dot.name, 30 if dot.at == card.centre else 19, boxes)


def write_name(
    draw: ImageDraw.ImageDraw,
    x: float,
    y: float,
    name: str,
    size: int,
    boxes: list[tuple[float, float, float, float]],
) -> bool:
    """Write a town's name beside its dot, above or below it, where it covers nothing; tell whether it was written."""
    width, height, gap = measure(name, size * TIMES, 600), size * TIMES, (24 if size > 20 else 12) * TIMES
    lift = gap + height * 0.5
    for begin, middle in ((x + gap, y), (x - gap - width, y), (x - width / 2, y - lift), (x - width / 2, y + lift)):
        box = (begin - 4, middle - height * 0.6, begin + width + 4, middle + height * 0.6)
        hits = any(box[0] < one[2] and one[0] < box[2] and box[1] < one[3] and one[1] < box[3] for one in boxes)
        if hits or box[0] < 0 or box[2] > WIDTH * TIMES:
            continue
        at = (begin, middle + height * 0.34)
        write(draw, at, name, size * TIMES, 600, colour=INK, halo=HALO, halo_width=2.5 * TIMES)
        boxes.append(box)
        return True
    return False


def draw_words(draw: ImageDraw.ImageDraw, card: Card, *, right_to_left: bool) -> None:
    """The band at the top with the title, and that at the foot with the largest actors."""
    width = WIDTH * TIMES
    draw.rectangle((0, 0, width, HEAD * TIMES), PAPER)
    draw.rectangle((0, (HEIGHT - FOOT) * TIMES, width, HEIGHT * TIMES), PAPER)
    draw.line((0, (HEIGHT - FOOT) * TIMES, width, (HEIGHT - FOOT) * TIMES), INK, TIMES)

    def left(along: float, text_width: float) -> float:
        return width - along - text_width if right_to_left else along

    along = float(MARGIN * TIMES)
    baseline = 68.0 * TIMES
    for text, weight in ((card.title, 600), (card.title_light, 300)):
        wide = measure(text, 56 * TIMES, 600 if weight == 600 else 300)
        write(draw, (left(along, wide), baseline), text, 56 * TIMES, 600 if weight == 600 else 300, colour=INK)
        along += wide + 16 * TIMES
    brand = "conflictmap"
    wide = measure(brand, 26 * TIMES, 600)
    if card.title != brand and along + wide < width - MARGIN * TIMES:
        write(draw, (left(width - MARGIN * TIMES - wide, wide), baseline), brand, 26 * TIMES, 600, colour=INK)
    subtitle = fitted(card.subtitle, width - 2 * MARGIN * TIMES, 26 * TIMES)
    wide = measure(subtitle, 26 * TIMES)
    write(draw, (left(MARGIN * TIMES, wide), 110 * TIMES), subtitle, 26 * TIMES, colour=INK2)

    along = float(MARGIN * TIMES)
    baseline = (HEIGHT - FOOT / 2 + 7) * TIMES
    for entry in card.legend:
        swatch, gap, size = 30 * TIMES, 10 * TIMES, 20 * TIMES
        name, count = measure(entry.name, size), measure(entry.count, size, 600)
        if along + swatch + name + count + 2 * gap > width - MARGIN * TIMES:
            break
        x = left(along, swatch)
        draw.rectangle((x, baseline - 16 * TIMES, x + swatch, baseline + 2 * TIMES), entry.fill, entry.line, TIMES)
        write(draw, (left(along + swatch + gap, name), baseline), entry.name, size, colour=INK)
        write(draw, (left(along + swatch + name + 2 * gap, count), baseline), entry.count, size, 600, colour=INK)
        along += swatch + name + count + 2 * gap + 30 * TIMES


def circle(draw: ImageDraw.ImageDraw, x: float, y: float, radius: float, fill: str) -> None:
    """A disc."""
    draw.ellipse((x - radius, y - radius, x + radius, y + radius), fill)


def brackets(draw: ImageDraw.ImageDraw, x: float, y: float, reach: float) -> None:
    """Four corners around the town that the card is about."""
    arm = 8 * TIMES
    for right in (-1, 1):
        for down in (-1, 1):
            corner = (x + right * reach, y + down * reach)
            points = [(corner[0], corner[1] - down * arm), corner, (corner[0] - right * arm, corner[1])]
            draw.line(points, HALO, 6 * TIMES)
            draw.line(points, INK, 3 * TIMES)
