"""The whole story in one file for the map: towns, and their periods in columns.

The map fetches it once and then draws any day without asking again. It belongs to one revision of the
periods, so its address carries the revision and it never changes; it is compressed once and kept in
memory until the next revision (`timeline_cache.py`).
"""

from __future__ import annotations

import gzip
import json
from dataclasses import dataclass
from datetime import date
from typing import Any

import brotli
from django.db.models import Exists, OuterRef, Q, QuerySet
from geopy.distance import great_circle

from conflictmap.actors.models import Actor
from conflictmap.atlas.timeline_rows import ControlRow, PressureRow, stored_rows, variant_rows
from conflictmap.control.models import ControlPeriod, PressurePeriod
from conflictmap.control.story import Story
from conflictmap.control.variant import STANDARD, Variant
from conflictmap.core.claims import PlaceKind
from conflictmap.core.periods import PressureStatus, Status
from conflictmap.gazetteer.models import Town, TownName

FORMAT = 1
EPOCH = date(1970, 1, 1)
STATUSES = [status.value for status in Status]
PRESSURE_STATUSES = [status.value for status in PressureStatus]
# About 0.1 m: more than any gazetteer knows of a town.
COORDINATE_DIGITS = 6
# Places of orientation: as many as a map of two countries can name, and how far apart at least.
MOST_REFERENCE_PLACES = 16
APART_KM = 40

Columns = dict[str, list[Any]]


def day_number(day: date | None) -> int | None:
    """Whole days from 1970-01-01 to `day`; ``None`` for an open end."""
    return None if day is None else (day - EPOCH).days


def towns_with_periods() -> QuerySet[Town]:
    """The towns that have any period, the most populous first."""
    control = ControlPeriod.objects.filter(town=OuterRef("pk"))
    pressure = PressurePeriod.objects.filter(town=OuterRef("pk"))
    return Town.objects.filter(Q(Exists(control)) | Q(Exists(pressure))).order_by("-population", "pk")


def build_timeline(story: Story, variant: Variant = STANDARD) -> dict[str, Any]:
    """Read all periods, or work out those of a variant, and lay them out in format 1 of the timeline file.

    Days are whole days since 1970-01-01, intervals half-open, `to` null while open; towns and actors
    are indexes into `towns` and `actors`. These, and the story's days, are the same in every variant:
    what is left out of a town's claims never puts another town on the map. A constant number of
    queries, however many towns. Raises `conflictmap.control.variant.TooManyClaimsError`.
    """
    rows = stored_rows() if variant.is_standard else variant_rows(variant)
    actors = list(Actor.objects.order_by("name"))
    actor_index = {actor.pk: index for index, actor in enumerate(actors)}
    towns = list(towns_with_periods())
    town_index = {town.pk: index for index, town in enumerate(towns)}
    return {
        "format": FORMAT,
        "revision": story.revision,
        "first": day_number(story.first),
        "last": day_number(story.last),
        "statuses": STATUSES,
        "pressure_statuses": PRESSURE_STATUSES,
        "actors": [
            {
                "slug": actor.slug,
                "name": actor.name,
                "short_name": actor.short_name,
                "fill_light": actor.fill_light,
                "line_light": actor.line_light,
                "fill_dark": actor.fill_dark,
                "line_dark": actor.line_dark,
                "engraving": actor.engraving,
            }
            for actor in actors
        ],
        "towns": town_columns(towns),
        "periods": control_columns(rows.control, story, town_index, actor_index),
        "pressure": pressure_columns(rows.pressure, story, town_index, actor_index),
        "reference": reference_columns(towns),
    }


def town_columns(towns: list[Town]) -> Columns:
    """The columns of `towns`; an Arabic name is empty where the gazetteer has none."""
    arabic: dict[int, str] = {}
    for town_id, name in (
        TownName.objects.filter(language="ar").order_by("-pk").values_list("town_id", "name").iterator()
    ):
        arabic[town_id] = name
    return {
        "slug": [town.slug for town in towns],
        "name": [town.name for town in towns],
        "name_ar": [arabic.get(town.pk, "") for town in towns],
        "country": [town.country for town in towns],
        "region": [town.region for town in towns],
        "place_kind": [town.place_kind for town in towns],
        "lon": [round(town.point.x, COORDINATE_DIGITS) for town in towns],
        "lat": [round(town.point.y, COORDINATE_DIGITS) for town in towns],
        "population": [town.population for town in towns],
    }


def reference_columns(towns: list[Town]) -> Columns:
    """The columns of `reference`: the largest towns of the story's countries of which no claim speaks.

    A reader finds the way by them; they hold nothing. Suburbs of one already named are left out.
    """
    largest = (
        Town.objects.filter(country__in={town.country for town in towns}, place_kind=PlaceKind.TOWN)
        .exclude(pk__in=[town.pk for town in towns])
        .order_by("-population", "pk")
        .only("name", "point")
    )
    chosen: list[Town] = []
    for place in largest[: 10 * MOST_REFERENCE_PLACES]:
        at = (place.point.y, place.point.x)
        if all(great_circle(at, (other.point.y, other.point.x)).km >= APART_KM for other in chosen):
            chosen.append(place)
        if len(chosen) == MOST_REFERENCE_PLACES:
            break
    return {
        "name": [place.name for place in chosen],
        "lon": [round(place.point.x, COORDINATE_DIGITS) for place in chosen],
        "lat": [round(place.point.y, COORDINATE_DIGITS) for place in chosen],
    }


def empty_columns(*names: str) -> Columns:
    """One empty column for each name."""
    return {name: [] for name in names}


def control_columns(
    rows: list[ControlRow], story: Story, town_index: dict[int, int], actor_index: dict[int, int]
) -> Columns:
    """The columns of `periods`, by town and then by day."""
    columns = empty_columns(
        "town", "from", "to", "status", "holders", "share", "inferred", "rule", "unreviewed", "confirmations"
    )
    for row in sorted(rows, key=lambda row: town_index[row.town]):
        columns["town"].append(town_index[row.town])
        columns["from"].append(day_number(row.first or story.first))
        columns["to"].append(day_number(row.end))
        columns["status"].append(STATUSES.index(row.status))
        columns["holders"].append([actor_index[holder.actor] for holder in row.holders])
        columns["share"].append(row.holders[0].share if row.holders else None)
        columns["inferred"].append(int(any(holder.inferred for holder in row.holders)))
        columns["rule"].append(row.rule)
        columns["unreviewed"].append(int(row.unreviewed))
        columns["confirmations"].append([[day_number(day), confidence] for day, confidence in row.confirmations])
    return columns


def pressure_columns(
    rows: list[PressureRow], story: Story, town_index: dict[int, int], actor_index: dict[int, int]
) -> Columns:
    """The columns of `pressure`, by town and then by day."""
    columns = empty_columns("town", "from", "to", "status", "by")
    for row in sorted(rows, key=lambda row: town_index[row.town]):
        columns["town"].append(town_index[row.town])
        columns["from"].append(day_number(row.first or story.first))
        columns["to"].append(day_number(row.end))
        columns["status"].append(PRESSURE_STATUSES.index(row.status))
        columns["by"].append(sorted(actor_index[actor] for actor in row.by))
    return columns


@dataclass(frozen=True, slots=True)
class TimelineFile:
    """The timeline of one revision as bytes, plain and compressed (keys: content encodings)."""

    revision: int
    encodings: dict[str, bytes]

    @property
    def size(self) -> int:
        """Bytes of memory, all encodings together."""
        return sum(len(content) for content in self.encodings.values())


def write_timeline(story: Story, variant: Variant = STANDARD) -> TimelineFile:
    """Build the timeline of `story` and compress it; one that few readers ask for is compressed less hard."""
    text = json.dumps(build_timeline(story, variant), ensure_ascii=False, separators=(",", ":")).encode()
    quality = 9 if variant.is_standard else 5
    return TimelineFile(
        story.revision,
        {"br": brotli.compress(text, quality=quality), "gzip": gzip.compress(text, quality, mtime=0), "identity": text},
    )
