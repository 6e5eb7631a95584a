"""Text on pictures, in the fonts of the pages: Latin, Arabic, and both in one line.

Arabic letters join and run from the right; the library Raqm does that. Where it cannot (Pillow needs FriBiDi on the
system for it), `can_write_arabic` is false and cards are written in English rather than wrongly.
"""

from __future__ import annotations

import io
from functools import cache
from itertools import groupby
from typing import Literal

from fontTools.ttLib import TTFont
from PIL import ImageDraw, ImageFont, features

from conflictmap.atlas.cards.ground import read_static

BASIC, LATIN, LATIN_MORE, ARABIC, ARABIC_BOLD = (
    f"fonts/ibm-plex-sans-{name}.woff2" for name in ("basic", "latin", "latin-ext", "arabic-400", "arabic-600")
)
Weight = Literal[300, 400, 600]
# Arabic letters read smaller than Latin ones of the same size.
ARABIC_SCALE = 1.07
# What has no direction of its own: it goes by the line.
SIGNS = " .,:;!?()[]–—…/"
MIRRORED = str.maketrans("()[]", ")(][")


def can_write_arabic() -> bool:
    """Whether Arabic text comes out joined and from the right."""
    return bool(features.check("raqm"))


@cache
def font_file(name: str) -> tuple[bytes, frozenset[int]]:
    """A web font, and the code points it has."""
    content = read_static(name)
    return content, frozenset(TTFont(io.BytesIO(content), lazy=True).getBestCmap())


@cache
def font(name: str, weight: Weight, size: float) -> ImageFont.FreeTypeFont:
    """A font in a size, in pixels."""
    made = ImageFont.truetype(io.BytesIO(font_file(name)[0]), size)
    if name in (BASIC, LATIN, LATIN_MORE):
        made.set_variation_by_axes([weight, 100])
    return made


def font_of(character: str, weight: Weight) -> str:
    """The file that has a character."""
    names = (BASIC, LATIN, LATIN_MORE, ARABIC_BOLD if weight == 600 else ARABIC)
    return next((name for name in names if ord(character) in font_file(name)[1]), BASIC)


def runs(text: str, weight: Weight) -> list[tuple[str, str]]:
    """A text cut where its font changes: pairs of font and text. Spaces stay with what is before them."""
    cut: list[tuple[str, str]] = []
    for character in text:
        name = cut[-1][0] if cut and character.isspace() else font_of(character, weight)
        if cut and cut[-1][0] == name:
            cut[-1] = (name, cut[-1][1] + character)
        else:
            cut.append((name, character))
    return cut


def is_arabic(name: str) -> bool:
    """Whether a font is one of Arabic letters."""
    return name in (ARABIC, ARABIC_BOLD)


def sized(name: str, weight: Weight, size: float) -> ImageFont.FreeTypeFont:
    """The font in the size that looks like `size` of Latin letters."""
    return font(name, weight, size * ARABIC_SCALE if is_arabic(name) else size)


def measure(text: str, size: float, weight: Weight = 400) -> float:
    """The width of a line of text, in pixels."""
    return sum(sized(name, weight, size).getlength(part) for name, part in runs(text, weight))


def write(
    draw: ImageDraw.ImageDraw,
    at: tuple[float, float],
    text: str,
    size: float,
    weight: Weight = 400,
    *,
    colour: str,
    halo: str = "",
    halo_width: float = 0,
) -> None:
    """Write a line of text: `at` is its left end on the baseline, whichever way it runs."""
    x, y = at
    for name, part in from_left(text, weight):
        made = sized(name, weight, size)
        if halo:
            draw.text((x, y), part, colour, made, "ls", stroke_width=halo_width, stroke_fill=halo)
        draw.text((x, y), part, colour, made, "ls")
        x += made.getlength(part)


def from_left(text: str, weight: Weight) -> list[tuple[str, str]]:
    """The runs of a line from left to right. One with Arabic letters begins at the right, with all its stretches."""
    parts = runs(text, weight)
    if not any(is_arabic(name) for name, _ in parts):
        return parts
    ordered: list[tuple[str, str]] = []
    for arabic, stretch in groupby(parts, key=lambda part: is_arabic(part[0])):
        joined = "".join(part for _, part in stretch)
        ordered = runs(joined if arabic else turned(joined), weight) + ordered
    return ordered


def turned(stretch: str) -> str:
    """A stretch without Arabic letters, whose words run from the left and the signs around them from the right."""
    words = stretch.lstrip(SIGNS).rstrip(SIGNS)
    before, _, after = stretch.partition(words) if words else (stretch, "", "")
    return after[::-1].translate(MIRRORED) + words + before[::-1].translate(MIRRORED)


def wrapped(text: str, room: float, size: float, weight: Weight, most: int) -> list[str]:
    """A text in lines of at most `room` pixels, at most so many; an ellipsis stands for the rest."""
    lines = [""]
    words = text.split()
    for place, word in enumerate(words):
        longer = f"{lines[-1]} {word}".strip()
        if not lines[-1] or measure(longer, size, weight) <= room:
            lines[-1] = longer
        elif len(lines) < most:
            lines.append(word)
        else:
            lines[-1] = shortened([*lines[-1].split(), *words[place:]], room, size, weight)
            break
    return lines if text.strip() else []


def shortened(words: list[str], room: float, size: float, weight: Weight) -> str:
    """As many words as fit before an ellipsis."""
    while len(words) > 1 and measure(" ".join(words) + "…", size, weight) > room:
        words.pop()
    return " ".join(words).rstrip(",،: ") + "…"
