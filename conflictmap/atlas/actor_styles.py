"""The colours of the actors as CSS classes: `.actor-<slug>` sets `--fill` and `--line`.

The content security policy allows no styles inside pages, and editors may change colours, so they
come from the database as a style sheet of its own.
"""

from __future__ import annotations

from hashlib import sha256

from conflictmap.actors.models import Actor

RULE = """.actor-{slug} {{
  --fill: light-dark({fill_light}, {fill_dark});
  --line: light-dark({line_light}, {line_dark});
  --mark: light-dark(
    color-mix(in srgb, {fill_light} {tint}%, var(--paper)), color-mix(in srgb, {fill_dark} 24%, var(--paper))
  );
}}
"""
# A quote is marked with a tint of its actor's fill; a fill nearly as light as paper needs more of it to be seen.
TINT, TINT_OF_LIGHT_FILL = 24, 48
LIGHT_FILL = 0.55


def actors_css() -> str:
    """One rule for each actor that has its four colours; the others keep the default of the pages."""
    colours = ("fill_light", "fill_dark", "line_light", "line_dark")
    return "".join(
        RULE.format(**actor, tint=TINT_OF_LIGHT_FILL if relative_luminance(actor["fill_light"]) > LIGHT_FILL else TINT)
        for actor in Actor.objects.order_by("slug").values("slug", *colours)
        if all(actor[colour] for colour in colours)
    )


def relative_luminance(colour: str) -> float:
    """Relative luminance in 0..1 of "#rrggbb" (WCAG 2.2)."""
    red, green, blue = (int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5))
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in (red, green, blue)]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def actors_etag() -> str:
    """A strong entity tag of the style sheet."""
    return f'"{sha256(actors_css().encode()).hexdigest()[:16]}"'
