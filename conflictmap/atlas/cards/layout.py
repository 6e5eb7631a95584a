"""Puts a card together: a plate with the day in large type, the legend and the credit, and beside it the map."""

from __future__ import annotations

import numpy as np
from django.utils.translation import gettext
from PIL import Image

from conflictmap.atlas.cards.content import Card, SidePicture, held_alone
from conflictmap.atlas.cards.ground import Point
from conflictmap.atlas.cards.lettering import Weight, measure, wrapped, write
from conflictmap.atlas.cards.map_picture import INK, INK2, LAND, PAPER, RULE2, SEA, MapContent, draw_map
from conflictmap.atlas.cards.sheet import LEGEND_ROW, Sheet
from conflictmap.atlas.cards.view import TIMES, View, asked_view, town_view, whole_view
from conflictmap.atlas.days_and_numbers import number

# What Open Graph readers ask for: 1.91 to 1.
WIDTH, HEIGHT = 1200, 630
PLATE, MARGIN = 376, 34
ROOM = PLATE - 2 * MARGIN
HEADING, HEADING_WITH_NOTE = 52, 80
MOST_ENTRIES = 8


def draw_card(card: Card, *, right_to_left: bool) -> bytes:
    """The card as a PNG."""
    picture = Image.new("RGB", (WIDTH * TIMES, HEIGHT * TIMES), SEA)
    sheet = Sheet(picture, right_to_left=right_to_left, begin=MARGIN, room=ROOM)
    views = []
    count = max(len(card.maps), 1)
    width = (WIDTH - PLATE) * TIMES // count
    for place, side in enumerate(card.maps):
        top = heading_height(side) * TIMES
        view = view_of(card, width, HEIGHT * TIMES - top)
        views.append(view)
        left = place * width + (0 if right_to_left else PLATE * TIMES)
        if right_to_left and count > 1:
            left = (count - 1 - place) * width
        picture.paste(draw_map(side.content, view, card.look), (left, top))
        if side.heading:
            sheet.draw.rectangle((left, 0, left + width, top - 1), PAPER)
            draw_heading(sheet, side, left, width)
        if place or side.heading:
            sheet.draw.line((left, 0, left, HEIGHT * TIMES), INK, TIMES)
    edge = (WIDTH - PLATE) * TIMES if right_to_left else PLATE * TIMES
    if card.maps:
        sheet.draw.line((edge, 0, edge, HEIGHT * TIMES), INK, TIMES)
    draw_plate(sheet, card, views)
    return sheet.png()


def heading_height(side: SidePicture) -> int:
    """How high the heading of a map is, in CSS pixels."""
    if not side.heading:
        return 0
    return HEADING_WITH_NOTE if side.note else HEADING


def view_of(card: Card, width: int, height: int) -> View:
    """The view of the address, else the card's town with what lies around it, else all towns of the story."""
    content = card.maps[0].content
    if card.view is not None:
        return asked_view(*card.view, width, height)
    points: list[Point] = [(x, y) for x, y in content.towns.at.tolist()]
    if content.centre is not None and content.centre in content.towns.key:
        return town_view(points[int(np.flatnonzero(content.towns.key == content.centre)[0])], width, height)
    return whole_view(points, width, height, width // 19)


def draw_heading(sheet: Sheet, side: SidePicture, left: int, width: int) -> None:
    """Write above a map, which is `width` pixels wide and begins at `left`, its day and what it rests on."""
    margin = MARGIN * TIMES // 2
    lines: list[tuple[str, int, Weight, str, int]] = [(side.heading, 24, 600, INK, 34)]
    lines += [(line, 17, 400, INK2, 62) for line in wrapped(side.note, width - 2 * margin, 17 * TIMES, 400, 1) if line]
    for line, size, weight, colour, down in lines:
        wide = measure(line, size * TIMES, weight)
        at = left + (width - wide - margin if sheet.right_to_left else margin)
        write(sheet.draw, (at, down * TIMES), line, size * TIMES, weight, colour=colour)


def draw_plate(sheet: Sheet, card: Card, views: list[View]) -> None:
    """Title, sentences, legend and credit."""
    sheet.down = 50
    if card.title != "conflictmap":
        sheet.text("conflictmap", 21, 600)
    sheet.down = 64
    for text, weight in ((card.title, 600), (card.title_light, 300)):
        size = title_size(text, 600 if weight == 600 else 300)
        for line in wrapped(text, ROOM * TIMES, size * TIMES, 600 if weight == 600 else 300, 3):
            sheet.down += size * 1.12
            sheet.text(line, size, 600 if weight == 600 else 300)
    sheet.down += 8
    for place, sentence in enumerate(card.sentences):
        sheet.paragraph(sentence, 19, 26, 4 if place == 0 else 3, colour=INK if place == 0 else INK2)
    credit = [line for text in card.credits for line in wrapped(text, ROOM * TIMES, 13.5 * TIMES, 400, 4)]
    foot = HEIGHT - 24 - (len(credit) - 1) * 18
    draw_legend(sheet, card, views, foot - 30)
    sheet.down = foot
    for line in credit:
        sheet.text(line, 13.5, colour=INK2)
        sheet.down += 18


def title_size(text: str, weight: Weight) -> float:
    """As large as the longest word allows, a little smaller for one line, and smaller where it takes more than two."""
    for size in (48, 44, 40):
        if measure(text, size * TIMES, weight) <= ROOM * TIMES:
            return size
    for size in (48, 44, 40, 36, 32, 28):
        lines = wrapped(text, ROOM * TIMES, size * TIMES, weight, 9)
        if len(lines) <= 2 and all(measure(line, size * TIMES, weight) <= ROOM * TIMES for line in lines):
            return size
    return 26


def draw_legend(sheet: Sheet, card: Card, views: list[View], until: float) -> None:
    """The parties in the picture with the number of towns that each holds alone, then what several share."""
    counts = [
        held_alone(side.content, towns_in(side.content, view)) for side, view in zip(card.maps, views, strict=True)
    ]
    present = {actor for count in counts for actor in count}
    if not present:
        return
    order = {actor: place for place, actor in enumerate(card.actors)}
    actors = sorted(present - {0}, key=lambda one: (-max(count[one] for count in counts), order[one]))
    rows = min(MOST_ENTRIES, int((until - sheet.down - 44) / LEGEND_ROW))
    several = 0 in present
    if len(actors) + several > rows:
        actors = actors[: max(rows - several - 1, 1)]
    left_out = len(present - {0}) - len(actors)
    sheet.down += 44
    top = (sheet.down - 28) * TIMES
    left = sheet.across(MARGIN, ROOM * TIMES)
    sheet.draw.line((left, top, left + ROOM * TIMES, top), INK, TIMES)
    arrow = " ‹ " if sheet.right_to_left else " › "
    for actor in actors:
        told = arrow.join(number(count[actor]) for count in counts)
        fill, line, engraving = card.maps[0].content.inks[actor]
        sheet.swatch(fill, line, engraving if card.look.patterns else "solid", line)
        sheet.entry(card.actors[actor], told)
    if several:
        sheet.swatch(LAND, RULE2, "bands", INK)
        sheet.entry(gettext("Shared or fought over"), arrow.join(number(count[0]) for count in counts))
    if left_out > 0:
        sheet.entry(gettext("and %(count)s more") % {"count": number(left_out)}, "")


def towns_in(content: MapContent, view: View) -> list[int]:
    """The primary keys of the towns that lie in a view."""
    placed = (content.towns.at - (view.left, view.top)) * view.scale
    inside = (placed >= 0).all(axis=1) & (placed[:, 0] < view.width) & (placed[:, 1] < view.height)
    keys: list[int] = content.towns.key[inside & content.towns.has_area].tolist()
    return keys
