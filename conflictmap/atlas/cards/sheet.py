"""Writes on a picture: lines of text and the rows of a legend, from above downwards."""

from __future__ import annotations

import io

import numpy as np
from PIL import Image, ImageDraw

from conflictmap.atlas.cards.areas import mixed, rgb
from conflictmap.atlas.cards.engraving import tile
from conflictmap.atlas.cards.lettering import Weight, measure, wrapped, write
from conflictmap.atlas.cards.map_picture import INK, INK2
from conflictmap.atlas.cards.view import TIMES

LEGEND_ROW = 29


class Sheet:
    """Writes in a column of a picture, from the side on which the language begins.

    The column begins at `begin`, has `room`, and is written down to `down`, all in CSS pixels.
    """

    def __init__(self, picture: Image.Image, *, right_to_left: bool, begin: float, room: float) -> None:
        self.picture = picture
        self.draw = ImageDraw.Draw(picture)
        self.right_to_left = right_to_left
        self.begin = begin
        self.room = room
        self.down = 0.0

    def across(self, along: float, width: float) -> float:
        """The left edge, in pixels, of something `along` from the edge (CSS pixels) and `width` pixels wide."""
        return self.picture.width - along * TIMES - width if self.right_to_left else along * TIMES

    def text(self, text: str, size: float, weight: Weight = 400, *, colour: str = INK, along: float = 0) -> None:
        """Write a line on the height reached, `along` from where the column begins."""
        wide = measure(text, size * TIMES, weight)
        at = (self.across(self.begin + along, wide), self.down * TIMES)
        write(self.draw, at, text, size * TIMES, weight, colour=colour)

    def paragraph(self, text: str, size: float, leading: float, most: int, *, colour: str = INK2) -> None:
        """Write lines as long as the column has room, at most so many."""
        for line in wrapped(text, self.room * TIMES, size * TIMES, 400, most):
            self.down += leading
            self.text(line, size, colour=colour)

    def entry(self, name: str, told: str) -> None:
        """A row of the legend: what it is, and how many on the other side."""
        wide = measure(told, 19 * TIMES, 600) / TIMES
        (line,) = wrapped(name, (self.room - 40 - wide - 8) * TIMES, 19 * TIMES, 400, 1)
        self.text(line, 19, along=40)
        self.text(told, 19, 600, along=self.room - wide)
        self.down += LEGEND_ROW

    def swatch(self, fill: str, line: str, pattern: str, over: str) -> None:
        """What an area looks like, in a box before its row of the legend."""
        wide, high = 28 * TIMES, 18 * TIMES
        cover = tile(pattern, TIMES)
        rows, columns = np.mgrid[0:high, 0:wide]
        covered = cover[rows % cover.shape[0], columns % cover.shape[1], None]
        base, top = np.array(rgb(fill)), np.array(mixed(rgb(fill), rgb(over), 1.0 if pattern == "bands" else 0.42))
        box = Image.fromarray((base + (top - base) * covered).astype(np.uint8))
        ImageDraw.Draw(box).rectangle((0, 0, wide - 1, high - 1), None, line, TIMES)
        self.picture.paste(box, (round(self.across(self.begin, wide)), round((self.down - 15) * TIMES)))

    def png(self) -> bytes:
        """The file of the picture, reduced to its size."""
        file = io.BytesIO()
        self.picture.reduce(TIMES).save(file, "PNG", compress_level=6)
        return file.getvalue()
