"""The fine patterns of the map (static/atlas/map/engraving.js) as tiles for pictures made on the server.

Each pattern is the distance in CSS pixels to the edge of its line, negative inside it. An actor's engraving is upright;
diagonals tell a status. A test holds the names against those of the page.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

import numpy as np
from numpy.typing import NDArray

Field = NDArray[np.float64]
DIAGONAL = 13
STATUS_PATTERNS = {"mixed": "bands", "contested": "hatch", "changing": "hatch", "disputed": "crossed"}


def _centred(value: Field, size: float) -> Field:
    return value - size * np.floor(value / size) - size / 2


def _diagonal(along: Field) -> Field:
    across: Field = np.abs(_centred(along, DIAGONAL)) * np.sqrt(0.5)
    return across


def _staggered(x: Field, y: Field, size: tuple[float, float], sign: Callable[[Field, Field], Field]) -> Field:
    width, height = size
    shift = np.where(np.floor(y / height) % 2 == 0, 0.0, width / 2)
    return sign(_centred(x + shift, width), _centred(y, height))


def _plus_sign(dx: Field, dy: Field) -> Field:
    dx, dy = np.abs(dx), np.abs(dy)
    return np.minimum(np.maximum(dx - 2, dy - 0.5), np.maximum(dx - 0.5, dy - 2))


PATTERNS: dict[str, tuple[tuple[int, int], Callable[[Field, Field], Field]]] = {
    "solid": ((1, 1), lambda x, y: np.ones_like(x)),
    "horizontal": ((5, 5), lambda x, y: np.abs(_centred(y, 5)) - 0.5),
    "vertical": ((5, 5), lambda x, y: np.abs(_centred(x, 5)) - 0.5),
    "dots": ((6, 10), lambda x, y: _staggered(x, y, (6, 5), lambda dx, dy: np.hypot(dx, dy) - 0.9)),
    "plus": ((8, 16), lambda x, y: _staggered(x, y, (8, 8), _plus_sign)),
    "waves": ((12, 6), lambda x, y: np.abs(_centred(y - 1.3 * np.sin(x * np.pi / 6), 6)) - 0.5),
    "grid": ((7, 7), lambda x, y: np.minimum(np.abs(_centred(x, 7)), np.abs(_centred(y, 7))) - 0.5),
    "rings": ((8, 16), lambda x, y: _staggered(x, y, (8, 8), lambda dx, dy: np.abs(np.hypot(dx, dy) - 2) - 0.5)),
    "speckle": ((4, 4), lambda x, y: _staggered(x, y, (4, 2), lambda dx, dy: np.hypot(dx, dy) - 0.6)),
    "bands": ((DIAGONAL, DIAGONAL), lambda x, y: _diagonal(x + y) - 2.25),
    "hatch": ((DIAGONAL, DIAGONAL), lambda x, y: _diagonal(x + y) - 1),
    "crossed": (
        (DIAGONAL, DIAGONAL),
        lambda x, y: np.minimum(_diagonal(x + y), _diagonal(x - y)) - 1.1,
    ),
}


@cache
def tile(name: str, ratio: float) -> Field:
    """One repeat of a pattern, `ratio` pixels to a CSS pixel: how much of each pixel its lines cover, 0 to 1."""
    (width, height), distance = PATTERNS.get(name, PATTERNS["solid"])
    columns, rows = round(width * ratio), round(height * ratio)
    x, y = np.meshgrid((np.arange(columns) + 0.5) * width / columns, (np.arange(rows) + 0.5) * height / rows)
    return (0.5 - distance(x, y) * ratio).clip(0, 1)


def stale_engraving(name: str) -> str:
    """The engraving of a stale area; a solid one becomes a speckle."""
    return "speckle" if name == "solid" else name


def engraving_by_hash(slug: str) -> str:
    """An engraving for an actor that has no colours, by its slug; the page chooses the same."""
    names = ("horizontal", "vertical", "dots", "plus", "waves", "grid", "rings")
    value = 0
    for letter in slug:
        value = (value * 31 + ord(letter)) % 2**32
    return names[value % len(names)]
