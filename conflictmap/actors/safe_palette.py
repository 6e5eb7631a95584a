"""A set of colours for readers who cannot tell the actors' own apart: fewer hues, further from each other.

Found by search over sRGB for the largest least CIEDE2000 distance between any two in normal vision, protanopia,
deuteranopia and tritanopia (`colours.py`), among colours that are not garish and stand out from the land: 21 in the
light set and 20 in the dark one, where the actors' own are 15 apart. Lines keep the contrast of 3 with all surfaces.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import cycle
from typing import TypedDict


class ThemeColours(TypedDict):
    """The colours of one actor on the light or the dark map, as "#rrggbb"."""

    fill: str
    line: str


class SafeColours(TypedDict):
    """The colours of one actor in the safe set."""

    light: ThemeColours
    dark: ThemeColours


# Light fill and line, dark fill and line.
SAFE = [
    ("#429e87", "#1d5e4e", "#9ee387", "#c9f2bb"),
    ("#141442", "#0b0b2a", "#8759cc", "#b697e6"),
    ("#592b14", "#3d1c0b", "#871414", "#d96a6a"),
    ("#e3cc42", "#7a6b0c", "#e3e3e3", "#ffffff"),
    ("#8759e3", "#5b30b3", "#cc9ee3", "#e6cdf2"),
    ("#9e7014", "#6d4c08", "#b5702b", "#e0a566"),
    ("#2b5959", "#173a3a", "#597070", "#93adad"),
    ("#b5b5e3", "#5a5aa3", "#591470", "#b46fcc"),
]


def safe_colours(slugs: Iterable[str]) -> dict[str, SafeColours]:
    """The safe colours of actors, by slug, given out in their order; with more actors than colours they come round.

    Actors of the same colour differ in their engraving, and the page names them.
    """
    return {
        slug: SafeColours(
            light=ThemeColours(fill=light_fill, line=light_line), dark=ThemeColours(fill=dark_fill, line=dark_line)
        )
        for slug, (light_fill, light_line, dark_fill, dark_line) in zip(slugs, cycle(SAFE), strict=False)
    }
