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
}}
"""


def actors_css() -> str:
    """One rule for each actor that has its four colours; the others keep the default of the pages."""
    colours = ("fill_light", "fill_dark", "line_light", "line_dark")
    return "".join(
        RULE.format(**actor)
        for actor in Actor.objects.order_by("slug").values("slug", *colours)
        if all(actor[colour] for colour in colours)
    )


def actors_etag() -> str:
    """A strong entity tag of the style sheet."""
    return f'"{sha256(actors_css().encode()).hexdigest()[:16]}"'
