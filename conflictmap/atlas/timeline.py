"""The whole story in one file for the map: read from the database, laid out as bytes, compressed once.

The map fetches it once and then draws any day without asking again. It belongs to one revision of the
periods, so its address carries the revision and it never changes; it is kept on the disk (`timeline_store.py`).
What the bytes mean is in `payload.py`.
"""

from __future__ import annotations

import gzip
from collections.abc import Mapping
from dataclasses import dataclass
from io import BytesIO
from sys import intern
from typing import IO

import brotli
from django.db import transaction
from django.db.models import Exists, FloatField, Func, OuterRef, Q, QuerySet
from geopy.distance import great_circle

from conflictmap.actors.models import Actor
from conflictmap.atlas.payload import EncodedStory, ReferenceRow, StoryRows, TownRow, encode_story
from conflictmap.atlas.timeline_rows import ROWS_AT_ONCE, stored_rows, variant_rows
from conflictmap.atlas.town_names import names_in
from conflictmap.control.models import ControlPeriod, PressurePeriod
from conflictmap.control.story import Story
from conflictmap.control.variant import STANDARD, Variant
from conflictmap.core.claims import PlaceKind
from conflictmap.gazetteer.models import Town

# Places of orientation: as many as a map of two countries can name, and how far apart at least.
MOST_REFERENCE_PLACES = 16
APART_KM = 40
# The best qualities take a second for each megabyte (brotli) or half of that (gzip); above this size, those that take a
# tenth of it and save one or two per cent less.
BEST_QUALITY_BYTES = 4_000_000
COLOURS = ("fill_light", "line_light", "fill_dark", "line_dark")
ACTOR_FIELDS = ("slug", "name", "short_name", "names", *COLOURS, "engraving")


def has_periods() -> Q:
    """Holds of a town that has any period."""
    control = ControlPeriod.objects.filter(town=OuterRef("pk"))
    pressure = PressurePeriod.objects.filter(town=OuterRef("pk"))
    return Q(Exists(control)) | Q(Exists(pressure))


def towns_with_periods() -> QuerySet[Town]:
    """The towns that have any period."""
    return Town.objects.filter(has_periods()).order_by("pk")


def read_story(story: Story, variant: Variant = STANDARD) -> StoryRows:
    """Read all periods, or work out those of a variant.

    Towns, actors and the story's days are the same in every variant: what is left out of a town's claims
    never puts another town on the map. A constant number of queries, however many towns. Raises
    `conflictmap.control.variant.TooManyClaimsError`.
    """
    periods = stored_rows() if variant.is_standard else variant_rows(variant)
    # Without some claims a town may have been held for longer than in the standard map.
    begins = [story.first] if variant.is_standard else [row.first for rows in periods for row in rows]
    actors = Actor.objects.order_by("name").values("pk", *ACTOR_FIELDS)
    towns = town_rows(towns_with_periods())
    return StoryRows(
        revision=story.revision,
        first=story.first,
        last=story.last,
        actors={actor["pk"]: {name: actor[name] for name in ACTOR_FIELDS} for actor in actors},
        towns=towns,
        periods=periods,
        reference=reference_rows(towns),
        origin=min((day for day in begins if day), default=None),
    )


def town_rows(towns: QuerySet[Town]) -> dict[int, TownRow]:
    """The rows of towns by their primary keys; an Arabic name is empty where the gazetteer has none."""
    arabic = names_in("ar", towns.order_by().values("pk"))
    columns = towns.annotate(lon=coordinate("ST_X"), lat=coordinate("ST_Y")).values_list(
        "pk", "slug", "name", "country", "region", "place_kind", "lon", "lat", "population"
    )
    return {
        pk: TownRow(slug, name, arabic.get(pk, ""), intern(country), intern(region), intern(kind), lon, lat, population)
        for pk, slug, name, country, region, kind, lon, lat, population in columns.iterator(ROWS_AT_ONCE)
    }


def coordinate(function: str) -> Func:
    """A coordinate of a town's point as a number: points as objects take ten times as long."""
    return Func("point", function=function, output_field=FloatField())


def reference_rows(towns: Mapping[int, TownRow]) -> list[ReferenceRow]:
    """The largest towns of the story's countries of which no claim speaks.

    A reader finds the way by them; they hold nothing. Suburbs of one already named are left out.
    """
    largest = (
        Town.objects.filter(country__in={town.country for town in towns.values()}, place_kind=PlaceKind.TOWN)
        .exclude(has_periods())
        .order_by("-population", "pk")
        .values_list("pk", "name", "point")
    )
    chosen: dict[int, ReferenceRow] = {}
    for pk, name, point in largest[: 10 * MOST_REFERENCE_PLACES]:
        at = (point.y, point.x)
        if all(great_circle(at, (other.lat, other.lon)).km >= APART_KM for other in chosen.values()):
            chosen[pk] = ReferenceRow(name, "", point.x, point.y)
        if len(chosen) == MOST_REFERENCE_PLACES:
            break
    arabic = names_in("ar", chosen)
    return [place._replace(name_ar=arabic.get(pk, "")) for pk, place in chosen.items()]


def build_story(story: Story, variant: Variant = STANDARD) -> EncodedStory:
    """The files of a story, not yet compressed."""
    # Inside a transaction the database sends rows as they are asked for, instead of putting all of them by first.
    with transaction.atomic():
        return encode_story(read_story(story, variant))


def compressed(content: bytes, *, lightly: bool = False) -> dict[str, bytes]:
    """A file in all its content encodings; what few readers ask for is compressed `lightly`."""
    is_small = len(content) <= BEST_QUALITY_BYTES
    brotli_quality, gzip_quality = (5, 5) if lightly else (11, 9) if is_small else (9, 6)
    return {
        "br": brotli.compress(content, quality=brotli_quality, lgwin=24),
        "gzip": gzip.compress(content, gzip_quality, mtime=0),
        "identity": content,
    }


@dataclass(frozen=True, slots=True)
class TimelineFile:
    """The timeline of a variant as bytes, plain and compressed (keys: content encodings)."""

    revision: int
    encodings: dict[str, bytes]

    @property
    def size(self) -> int:
        """Bytes of memory, all encodings together."""
        return sum(len(content) for content in self.encodings.values())

    def open(self, encoding: str) -> IO[bytes]:
        """The file in an encoding."""
        return BytesIO(self.encodings[encoding])


def write_variant(story: Story, variant: Variant) -> TimelineFile:
    """Build the timeline of a variant."""
    return TimelineFile(story.revision, compressed(build_story(story, variant).story, lightly=True))
