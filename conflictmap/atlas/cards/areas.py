"""Colours the raster of areas: fills with their engraving, hatching that tells a status, rims, and lines of contact."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from PIL import ImageColor

from conflictmap.atlas.cards.engraving import STATUS_PATTERNS, stale_engraving, tile
from conflictmap.atlas.cards.raster import NO_TOWN, Raster
from conflictmap.atlas.cards.towns import State
from conflictmap.atlas.cards.view import TIMES

Colour = tuple[int, int, int]
Mask = NDArray[np.bool_]
Pixels = NDArray[np.uint8]

# How much of its line's colour an engraving takes, and how far that of a stale area is drawn out to the land.
ENGRAVED, STALE = 0.42, 0.6
# A broken rim: so many CSS pixels of line in every so many.
DASH, DASH_PERIOD = 4, 7


class ActorInk(NamedTuple):
    """What an actor is drawn with: colours as "#rrggbb" and the name of its engraving."""

    fill: str
    line: str
    engraving: str


@dataclass(frozen=True, slots=True)
class Paint:
    """How an area is filled: the pattern's lines are `over` on `base`. Areas of one `group` meet without a line."""

    group: tuple[str, ...]
    base: Colour
    over: Colour
    pattern: str
    line: Colour
    is_broken: bool


def paint_of(state: State, inks: dict[int, ActorInk], *, patterns: bool, land: str, ink: str) -> Paint:
    """The paint of a state, as static/atlas/map/areas/paints.js chooses it."""
    first = inks[state.holders[0]]
    base, pattern, over = rgb(first.fill), "solid", rgb(first.fill)
    if told := STATUS_PATTERNS.get(state.status):
        # A second party that nobody names leaves its bands to the land.
        pattern, over = told, rgb(inks[state.holders[1]].fill if len(state.holders) > 1 else land)
    elif state.is_stale and patterns:
        pattern, over = stale_engraving(first.engraving), mixed(base, rgb(land), STALE)
    elif patterns:
        pattern, over = first.engraving, mixed(base, rgb(first.line), ENGRAVED)
    is_changing = state.status == "changing"
    parties = map(str, state.holders[: 2 if told else 1])
    return Paint(
        group=(state.status if told else "held", *parties),
        base=base,
        over=over,
        pattern=pattern,
        line=rgb(ink if is_changing else first.line),
        is_broken=is_changing or state.is_stale,
    )


def colour_areas(pixels: Pixels, raster: Raster, paints: list[Paint | None], *, land: str, ink: str) -> None:
    """Paint the areas into `pixels` (rows x columns x RGB); `paints` are those of all towns, ``None`` leaves blank."""
    kinds = sorted({paint for paint in paints if paint}, key=lambda paint: paint.group)
    if not kinds:
        return
    places = {paint: place for place, paint in enumerate(kinds)}
    place_of_town = np.array([places[paint] if paint else NO_TOWN for paint in [*paints, None]], np.int16)
    # The last entry is that of NO_TOWN.
    kind = place_of_town[raster.town]
    fill(pixels, kind, kinds)
    groups = {group: number for number, group in enumerate(dict.fromkeys(paint.group for paint in kinds))}
    group = np.array([*(groups[paint.group] for paint in kinds), NO_TOWN], np.int16)[kind]
    coloured = group >= 0
    rim = coloured & ~shrunk(coloured, raster.land)
    draw_rims(pixels, kind, rim, kinds)
    draw_fronts(pixels, group, raster.land, land, ink)


def fill(pixels: Pixels, kind: NDArray[np.int16], kinds: list[Paint]) -> None:
    """The fills with their patterns."""
    flat, line = pixels.reshape(-1, 3), kind.shape[1]
    coloured = np.flatnonzero(kind >= 0)
    places = kind.ravel()[coloured]
    ordered = coloured[np.argsort(places, kind="stable")]
    ends = np.cumsum(np.bincount(places, minlength=len(kinds)))
    for paint, part in zip(kinds, np.split(ordered, ends[:-1]), strict=True):
        rows, columns = np.divmod(part, line)
        base, over = np.array(paint.base, np.float32), np.array(paint.over, np.float32)
        cover = tile(paint.pattern, TIMES).astype(np.float32)
        covered = cover[rows % cover.shape[0], columns % cover.shape[1], None]
        flat[part] = (base + (over - base) * covered + 0.5).astype(np.uint8)


def shrunk(coloured: Mask, land: NDArray[np.uint8]) -> Mask:
    """The pixels whose neighbours, as far as a rim is wide, are coloured as well and lie in the same country."""
    inside = coloured.copy()
    for step in range(1, TIMES + 1):
        for axis in (0, 1):
            here, there = pairs(axis, step)
            alike = coloured[here] & coloured[there] & (land[here] == land[there])
            inside[here] &= alike
            inside[there] &= alike
    return inside


def draw_rims(pixels: Pixels, kind: NDArray[np.int16], rim: Mask, kinds: list[Paint]) -> None:
    """A line around what is coloured, broken where little is known."""
    rows, columns = np.nonzero(rim)
    places = kind[rows, columns]
    broken = np.array([paint.is_broken for paint in kinds])[places]
    kept = ~broken | ((rows + columns) % (DASH_PERIOD * TIMES) < DASH * TIMES)
    lines = np.array([paint.line for paint in kinds], np.uint8)
    pixels[rows[kept], columns[kept]] = lines[places[kept]]


def draw_fronts(pixels: Pixels, group: NDArray[np.int16], country: NDArray[np.uint8], casing: str, ink: str) -> None:
    """A line in a casing where areas of different holders meet; between countries there is none."""
    front = np.zeros(group.shape, bool)
    for axis in (0, 1):
        here, there = pairs(axis, 1)
        meets = (group[here] != group[there]) & (group[here] >= 0) & (group[there] >= 0)
        meets &= country[here] == country[there]
        front[here] |= meets
        front[there] |= meets
    pixels[grown(front, 2) & (group >= 0)] = rgb(casing)
    pixels[front] = rgb(ink)


def grown(mask: Mask, steps: int) -> Mask:
    """A mask with its neighbours."""
    for _ in range(steps):
        larger = mask.copy()
        for axis in (0, 1):
            here, there = pairs(axis, 1)
            larger[here] |= mask[there]
            larger[there] |= mask[here]
        mask = larger
    return mask


def pairs(axis: int, step: int) -> tuple[tuple[slice, slice], tuple[slice, slice]]:
    """Where each pixel and the one so many steps on along an axis lie."""
    ahead, behind, whole = np.s_[:-step], np.s_[step:], np.s_[:]
    return ((ahead, whole), (behind, whole)) if axis == 0 else ((whole, ahead), (whole, behind))


def rgb(colour: str) -> Colour:
    """The parts of "#rrggbb"."""
    red, green, blue = ImageColor.getrgb(colour)[:3]
    return red, green, blue


def mixed(colour: Colour, other: Colour, part: float) -> Colour:
    """A colour with so much of another in it."""
    red, green, blue = (round(a + (b - a) * part) for a, b in zip(colour, other, strict=True))
    return red, green, blue
