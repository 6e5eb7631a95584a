"""Which files of the basemap a story needs, and which of them comes first."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from django.contrib.gis.geos import Polygon
from django.db.models import Count, Exists, OuterRef, Q

from conflictmap.control.models import ControlPeriod, PressurePeriod
from conflictmap.gazetteer.models import Town

REGIONS = {
    "iraq-syria": (32.0, 28.5, 49.0, 38.5),
    "ukraine": (21.5, 43.8, 41.0, 53.0),
}
"""What each finer file of the basemap draws well: west, south, east, north in degrees (basemap/build.py).

No two overlap.
"""

FILES = {"iraq-syria": ("iraq-syria", "tributaries"), "ukraine": ("ukraine",)}
"""The files of a region, without their ending."""


@dataclass(frozen=True, slots=True)
class Ground:
    """Files of the basemap, without their ending, beside the world's."""

    first: Literal["details", "world"]
    """The regions' files alone where the regions hold the whole story, else the world's."""
    details: tuple[str, ...]
    """Files of the regions in which the story has towns."""


@lru_cache(maxsize=2)
def first_ground(revision: int) -> Ground:
    """The files for the story of a revision; kept, since the page of every reader names them."""
    held = Exists(ControlPeriod.objects.filter(town=OuterRef("pk")))
    pressed = Exists(PressurePeriod.objects.filter(town=OuterRef("pk")))
    towns = Town.objects.filter(held | pressed)
    inside = {name: Q(point__coveredby=Polygon.from_bbox(box)) for name, box in REGIONS.items()}
    counts = towns.aggregate(
        all=Count("pk"), **{f"in_{number}": Count("pk", filter=place) for number, place in enumerate(inside.values())}
    )
    within = {name: counts[f"in_{number}"] for number, name in enumerate(inside)}
    touched = [name for name, number in within.items() if number]
    alone = bool(touched) and sum(within.values()) == counts["all"]
    return Ground("details" if alone else "world", tuple(file for name in touched for file in FILES[name]))
