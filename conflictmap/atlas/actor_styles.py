"""The colours of the actors as CSS classes: `.actor-<slug>` sets `--fill` and `--line`.

The content security policy allows no styles inside pages, and editors may change colours, so they
come from the database as a style sheet of its own.
"""

from __future__ import annotations

from functools import lru_cache
from hashlib import sha256

from django.db.models import Min

from conflictmap.actors.models import Actor
from conflictmap.actors.safe_palette import SafeColours, safe_colours
from conflictmap.control.models import PeriodHolder
from conflictmap.control.story import current_revision

RULE = """{root}.actor-{slug} {{
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


SAFE_ROOT = ':root[data-palette="safe"] '
COLOURS = ("fill_light", "fill_dark", "line_light", "line_dark")


def actors_css() -> str:
    """One rule for each actor that has its four colours, and one for each that holds a town in the safe set.

    The others keep the default of the pages.
    """
    own = Actor.objects.order_by("slug").values("slug", *COLOURS)
    rules = [rule("", actor) for actor in own if all(actor[colour] for colour in COLOURS)]
    for slug, safe in safe_colours_of_holders().items():
        light, dark = safe["light"], safe["dark"]
        colours = (light["fill"], dark["fill"], light["line"], dark["line"])
        rules.append(rule(SAFE_ROOT, {"slug": slug} | dict(zip(COLOURS, colours, strict=True))))
    return "".join(rules)


def rule(root: str, actor: dict[str, str]) -> str:
    """The rule that gives an actor its colours wherever `root` holds."""
    tint = TINT_OF_LIGHT_FILL if relative_luminance(actor["fill_light"]) > LIGHT_FILL else TINT
    return RULE.format(root=root, tint=tint, **actor)


def safe_colours_of_holders() -> dict[str, SafeColours]:
    """The safe colours of the actors that hold a town at any time.

    Those who held one first come first: so a new actor never changes the colour of another.
    """
    return safe_colours(_holders(current_revision()))


@lru_cache(maxsize=2)
def _holders(revision: int) -> tuple[str, ...]:
    """The slugs of the actors that hold a town, in order of the first day on which they do."""
    first = PeriodHolder.objects.values("actor__slug").annotate(first=Min("period__days__startswith"))
    return tuple(first.order_by("first", "actor__slug").values_list("actor__slug", flat=True))


def relative_luminance(colour: str) -> float:
    """Relative luminance in 0..1 of "#rrggbb" (WCAG 2.2)."""
    red, green, blue = (int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5))
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in (red, green, blue)]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def actors_etag() -> str:
    """A strong entity tag of the style sheet."""
    return f'"{sha256(actors_css().encode()).hexdigest()[:16]}"'
