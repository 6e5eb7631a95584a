"""Which town each pixel of a card's map belongs to: the division of the map page (docs/atlas.md, "Areas"), in arrays.

A pixel belongs to the nearest town of its own country, if that is no farther than the reach. Each town writes itself
into the box around it where it is nearer than the towns before; unlike the page, which answers to a moving map, a card
is drawn once, so the plain way will do.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw

from conflictmap.atlas.cards.ground import Shape
from conflictmap.atlas.cards.towns import Towns
from conflictmap.atlas.cards.view import View

NO_TOWN = -1


@dataclass(frozen=True, slots=True)
class Raster:
    """The town of each pixel as its place in `Towns`, `NO_TOWN` for none; `land` has the number of its country."""

    town: NDArray[np.int32]
    land: NDArray[np.uint8]


def fill_land(view: View, countries: list[Shape], lakes: list[Shape], numbers: tuple[str, ...]) -> NDArray[np.uint8]:
    """The country of each pixel, counted from 1 on as `numbers` has them; 0 for sea, lakes and all other countries."""
    picture = Image.new("L", (view.width, view.height))
    draw = ImageDraw.Draw(picture)
    known = {code: number for number, code in enumerate(numbers, 1)}
    for shapes, is_lake in ((countries, False), (lakes, True)):
        for shape in view.seen(shapes):
            for line in shape.lines:
                if len(points := view.place_line(line)) > 2:
                    draw.polygon(points, 0 if is_lake else known.get(shape.countries[0], 0))
    return np.asarray(picture)


def fill_raster(view: View, towns: Towns, land: NDArray[np.uint8], reach_km: float, *, borders: bool) -> Raster:
    """Divide the land among the towns. Without `borders` areas go on across them."""
    nearest = np.full((view.height, view.width), np.inf, np.float32)
    town = np.full((view.height, view.width), NO_TOWN, np.int32)
    placed = (towns.at - (view.left, view.top)) * view.scale
    caps = np.array([reach_km * view.pixels_per_km(row + 0.5) for row in range(view.height)], np.float32)
    most = float(caps.max())
    near = (
        towns.has_area
        & (placed > -most).all(axis=1)
        & (placed[:, 0] < view.width + most)
        & (placed[:, 1] < view.height + most)
    )
    for index in np.flatnonzero(near).tolist():
        x, y = placed[index]
        left, right = max(0, int(x - most)), min(view.width, int(x + most) + 2)
        top, bottom = max(0, int(y - most)), min(view.height, int(y + most) + 2)
        if left >= right or top >= bottom:
            continue
        box = np.s_[top:bottom, left:right]
        across = (np.arange(left, right, dtype=np.float32) + np.float32(0.5 - x)) ** 2
        down = (np.arange(top, bottom, dtype=np.float32) + np.float32(0.5 - y)) ** 2
        squared = down[:, None] + across
        here = land[box] == towns.country[index] if borders else land[box] > 0
        here &= squared < nearest[box]
        here &= squared < (caps[top:bottom] ** 2)[:, None]
        np.copyto(nearest[box], squared, where=here)
        np.copyto(town[box], index, where=here)
    return Raster(town, land)
