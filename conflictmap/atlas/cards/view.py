"""The part of the world that a map on a card shows, in pixels of the large drawing."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from conflictmap.atlas.cards.ground import Line, Point, Shape, mercator

# West, south, east and north, in degrees WGS 84.
Box = tuple[float, float, float, float]

TIMES = 2
"""Cards are drawn so many times as large and then reduced, since Pillow's own shapes have hard edges."""
EQUATOR_KM = 40075.017
# Around a town so many degrees of longitude are shown, and around several at least so many.
AROUND_TOWN = 4.4
LEAST_WIDTH = 2.0
# A reader's map is larger than that of a card. As much of the ground fits when a card zooms out by so much.
ZOOM_OUT = 0.4


@dataclass(frozen=True, slots=True)
class View:
    """A map of `width` x `height` pixels whose left upper corner lies at Mercator `left` and `top`.

    `scale` is how many pixels the whole world would have across.
    """

    left: float
    top: float
    scale: float
    width: int
    height: int

    def place(self, at: Point) -> Point:
        """Where a Mercator point lies, in pixels."""
        return (at[0] - self.left) * self.scale, (at[1] - self.top) * self.scale

    def place_line(self, line: Line) -> list[Point]:
        """A line in pixels; points in the same pixel as the one before are left out."""
        placed = (line - (self.left, self.top)) * self.scale
        whole = np.floor(placed).astype(np.int64)
        kept = np.ones(len(placed), bool)
        kept[1:] = (whole[1:] != whole[:-1]).any(axis=1)
        return [(x, y) for x, y in placed[kept].tolist()]

    def seen(self, shapes: Iterable[Shape]) -> list[Shape]:
        """The shapes that touch the view."""
        right, bottom = self.left + self.width / self.scale, self.top + self.height / self.scale
        return [
            one
            for one in shapes
            if one.box[2] >= self.left and one.box[0] <= right and one.box[3] >= self.top and one.box[1] <= bottom
        ]

    @property
    def box(self) -> Box:
        """The part of the world that is seen."""
        right, bottom = self.left + self.width / self.scale, self.top + self.height / self.scale
        west, east = (x * 360 - 180 for x in (self.left, right))
        south, north = (math.degrees(math.atan(math.sinh(math.pi * (1 - 2 * y)))) for y in (bottom, self.top))
        return west, south, east, north

    def pixels_per_km(self, row: float) -> float:
        """How long a kilometre is on a row of pixels: Mercator stretches the ground towards the poles."""
        y = self.top + row / self.scale
        return self.scale * math.cosh(math.pi * (1 - 2 * y)) / EQUATOR_KM


def whole_view(points: list[Point], width: int, height: int, margin: int) -> View:
    """A view of all points with a margin (pixels) around them; of most of the world where there are none."""
    xs, ys = [x for x, _ in points] or [0.1, 0.9], [y for _, y in points] or [0.3, 0.6]
    across = max(max(xs) - min(xs), LEAST_WIDTH / 360)
    down = max(max(ys) - min(ys), LEAST_WIDTH / 720)
    scale = min((width - 2 * margin) / across, (height - 2 * margin) / down)
    return _around((min(xs) + max(xs)) / 2, (min(ys) + max(ys)) / 2, scale, width, height)


def town_view(at: Point, width: int, height: int) -> View:
    """A town with what lies around it."""
    return _around(*at, width / (AROUND_TOWN / 360), width, height)


def asked_view(lat: float, lon: float, zoom: float, width: int, height: int) -> View:
    """The view of an address: its middle in degrees WGS 84, and Leaflet's zoom."""
    return _around(*mercator(lon, lat), TIMES * 256 * 2 ** (zoom - ZOOM_OUT), width, height)


def _around(x: float, y: float, scale: float, width: int, height: int) -> View:
    return View(x - width / 2 / scale, y - height / 2 / scale, scale, width, height)
