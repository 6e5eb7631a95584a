"""Whether actors' colours can be told apart, also by colour-blind readers, and seen on the map.

Distances are CIEDE2000 (Sharma, Wu and Dalal, "The CIEDE2000 color-difference formula", Color Research and
Application 30(1), 2005) between sRGB colours under D65. Colour vision deficiency is simulated with the
matrices of Machado, Oliveira and Fernandes, "A physiologically-based model for simulation of color vision
deficiency", IEEE TVCG 15(6), 2009, at severity 1.0, over linear RGB. Contrast is the ratio of WCAG 2.2.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

Triple = tuple[float, float, float]

LEAST_DISTANCE = 14.0
LEAST_CONTRAST = 3.0
# What actors are drawn on.
SURFACES = {
    "light": {"land": "#fbf9f4", "paper": "#ffffff", "sea": "#e6eaeb"},
    "dark": {"land": "#23282c", "paper": "#16191c", "sea": "#101316"},
}
_VISION: dict[str, tuple[Triple, Triple, Triple]] = {
    "normal vision": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protanopia": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "deuteranopia": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "tritanopia": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
}
VISIONS = tuple(_VISION)
# Linear sRGB to CIE XYZ (IEC 61966-2-1), and the D65 white.
_TO_XYZ: tuple[Triple, Triple, Triple] = (
    (0.4124564, 0.3575761, 0.1804375),
    (0.2126729, 0.7151522, 0.0721750),
    (0.0193339, 0.1191920, 0.9503041),
)
_WHITE: Triple = (0.95047, 1.0, 1.08883)


@dataclass(frozen=True, slots=True)
class ActorColours:
    """The colours of one actor on the light or the dark map, as "#rrggbb"."""

    name: str
    fill: str
    line: str


def line_faults(actor: ActorColours, theme: str) -> list[str]:
    """On which surfaces of the "light" or "dark" map the actor's line cannot be seen, in plain words."""
    return [
        f"The {theme} line {actor.line} of {actor.name} has a contrast of {ratio:.1f} on {surface}; "
        f"at least {LEAST_CONTRAST:g} is needed."
        for surface, colour in SURFACES[theme].items()
        if (ratio := contrast(actor.line, colour)) < LEAST_CONTRAST
    ]


def fill_faults(actor: ActorColours, others: Iterable[ActorColours], theme: str) -> list[str]:
    """From which others the actor's fill cannot be told, and with which colour vision, in plain words."""
    return [
        f"The {theme} fills of {actor.name} and {other.name} are {distance:.1f} apart in {vision}; "
        f"at least {LEAST_DISTANCE:g} is needed."
        for other in others
        for vision in VISIONS
        if (distance := colour_distance(actor.fill, other.fill, vision)) < LEAST_DISTANCE
    ]


def contrast(one: str, other: str) -> float:
    """The WCAG 2.2 contrast ratio of two "#rrggbb" colours, from 1 to 21."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def colour_distance(one: str, other: str, vision: str = "normal vision") -> float:
    """The CIEDE2000 distance of two "#rrggbb" colours as a reader with this colour vision sees them."""
    return ciede2000(_lab(one, vision), _lab(other, vision))


def ciede2000(one: Triple, other: Triple) -> float:
    """The CIEDE2000 distance of two CIELAB colours, with all parametric factors 1."""
    (l1, a1, b1), (l2, a2, b2) = one, other
    chroma = (math.hypot(a1, b1) + math.hypot(a2, b2)) / 2
    stretch = 1 + 0.5 * (1 - math.sqrt(chroma**7 / (chroma**7 + 25**7)))
    c1, c2 = math.hypot(a1 * stretch, b1), math.hypot(a2 * stretch, b2)
    h1, h2 = _hue(a1 * stretch, b1), _hue(a2 * stretch, b2)
    turn = 0.0 if c1 * c2 == 0 else (h2 - h1 + 180) % 360 - 180
    delta_l, delta_c = l2 - l1, c2 - c1
    delta_h = 2 * math.sqrt(c1 * c2) * math.sin(math.radians(turn) / 2)
    mean_l, mean_c = (l1 + l2) / 2, (c1 + c2) / 2
    if c1 * c2 == 0:
        mean_h = h1 + h2
    elif abs(h1 - h2) <= 180:
        mean_h = (h1 + h2) / 2
    else:
        mean_h = (h1 + h2 + 360) / 2 if h1 + h2 < 360 else (h1 + h2 - 360) / 2
    weight = (
        1
        - 0.17 * _cosine(mean_h - 30)
        + 0.24 * _cosine(2 * mean_h)
        + 0.32 * _cosine(3 * mean_h + 6)
        - 0.20 * _cosine(4 * mean_h - 63)
    )
    scale_l = 1 + 0.015 * (mean_l - 50) ** 2 / math.sqrt(20 + (mean_l - 50) ** 2)
    scale_c = 1 + 0.045 * mean_c
    scale_h = 1 + 0.015 * mean_c * weight
    spread = 30 * math.exp(-(((mean_h - 275) / 25) ** 2))
    rotation = -2 * math.sqrt(mean_c**7 / (mean_c**7 + 25**7)) * math.sin(math.radians(2 * spread))
    lightness, saturation, hue = delta_l / scale_l, delta_c / scale_c, delta_h / scale_h
    return math.sqrt(max(0.0, lightness**2 + saturation**2 + hue**2 + rotation * saturation * hue))


def _linear(colour: str) -> Triple:
    red, green, blue = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    return _decode(red), _decode(green), _decode(blue)


def _decode(value: float) -> float:
    return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4


def _luminance(colour: str) -> float:
    return _dot((0.2126, 0.7152, 0.0722), _linear(colour))


def _lab(colour: str, vision: str) -> Triple:
    seen = _clip(_times(_VISION[vision], _linear(colour)))
    x, y, z = (_root(value / white) for value, white in zip(_times(_TO_XYZ, seen), _WHITE, strict=True))
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def _root(value: float) -> float:
    return value ** (1 / 3) if value > (6 / 29) ** 3 else value / (3 * (6 / 29) ** 2) + 4 / 29


def _times(matrix: tuple[Triple, Triple, Triple], vector: Triple) -> Triple:
    return _dot(matrix[0], vector), _dot(matrix[1], vector), _dot(matrix[2], vector)


def _dot(one: Triple, other: Triple) -> float:
    return sum(a * b for a, b in zip(one, other, strict=True))


def _clip(vector: Triple) -> Triple:
    red, green, blue = (min(1.0, max(0.0, value)) for value in vector)
    return red, green, blue


def _hue(a: float, b: float) -> float:
    return math.degrees(math.atan2(b, a)) % 360 if (a, b) != (0, 0) else 0.0


def _cosine(degrees: float) -> float:
    return math.cos(math.radians(degrees))
