"""Which file of the basemap a map begins with: the region's alone where it holds the whole story, else the world's."""

from __future__ import annotations

from functools import lru_cache
from typing import Literal

from django.contrib.gis.db.models import Extent
from django.db.models import Exists, OuterRef

from conflictmap.control.models import ControlPeriod, PressurePeriod
from conflictmap.gazetteer.models import Town

# What basemap/region.json draws well: west, south, east, north in degrees.
REGION = (32.0, 28.5, 49.0, 38.5)


@lru_cache(maxsize=2)
def first_ground(revision: int) -> Literal["region", "world"]:
    """The file for the story of a revision; kept, since the page of every reader names it."""
    held = Exists(ControlPeriod.objects.filter(town=OuterRef("pk")))
    pressed = Exists(PressurePeriod.objects.filter(town=OuterRef("pk")))
    extent = Town.objects.filter(held | pressed).aggregate(extent=Extent("point"))["extent"]
    if extent is None:
        return "world"
    west, south, east, north = extent
    inside = west >= REGION[0] and south >= REGION[1] and east <= REGION[2] and north <= REGION[3]
    return "region" if inside else "world"
