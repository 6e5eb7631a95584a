"""The whole story in one file for the map: towns, and their periods in columns.

The map fetches it once and then draws any day without asking again. It belongs to one revision of the
periods, so its address carries the revision and it never changes; it is compressed once and kept in
memory until the next revision.
"""

from __future__ import annotations

import gzip
import json
import threading
from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import Any

import brotli
from django.db.models import Exists, OuterRef, Q, QuerySet
from geopy.distance import great_circle

from conflictmap.actors.models import Actor
from conflictmap.control.models import ControlPeriod, PeriodHolder, PressurePeriod
from conflictmap.control.story import Story, current_revision, current_story
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


def build_timeline(story: Story) -> dict[str, Any]:
    """Read all periods and lay them out in format 1 of the timeline file.

    Days are whole days since 1970-01-01, intervals half-open, `to` null while open; towns and actors
    are indexes into `towns` and `actors`. A constant number of queries, however many towns.
    """
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
        "periods": control_columns(story, town_index, actor_index),
        "pressure": pressure_columns(story, town_index, actor_index),
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


def control_columns(story: Story, town_index: dict[int, int], actor_index: dict[int, int]) -> Columns:
    """The columns of `periods`, by town and then by day."""
    holders: dict[int, list[tuple[int, float | None, bool]]] = defaultdict(list)
    for period_id, actor_id, share, inferred in (
        PeriodHolder.objects.order_by("position").values_list("period_id", "actor_id", "share", "inferred").iterator()
    ):
        holders[period_id].append((actor_index[actor_id], share, inferred))

    columns = empty_columns(
        "town", "from", "to", "status", "holders", "share", "inferred", "rule", "unreviewed", "confirmations"
    )
    periods = ControlPeriod.objects.values_list(
        "pk", "town_id", "days", "status", "rule", "unreviewed", "confirmations"
    ).order_by("days")
    for pk, town_id, days, status, rule, unreviewed, confirmations in sorted(
        periods, key=lambda period: town_index[period[1]]
    ):
        parties = holders[pk]
        columns["town"].append(town_index[town_id])
        columns["from"].append(day_number(days.lower or story.first))
        columns["to"].append(day_number(days.upper))
        columns["status"].append(STATUSES.index(status))
        columns["holders"].append([actor for actor, _, _ in parties])
        columns["share"].append(parties[0][1] if parties else None)
        columns["inferred"].append(int(any(inferred for _, _, inferred in parties)))
        columns["rule"].append(rule)
        columns["unreviewed"].append(int(unreviewed))
        columns["confirmations"].append(
            [[day_number(date.fromisoformat(day)), confidence] for day, confidence in confirmations]
        )
    return columns


def pressure_columns(story: Story, town_index: dict[int, int], actor_index: dict[int, int]) -> Columns:
    """The columns of `pressure`, by town and then by day."""
    by: dict[int, list[int]] = defaultdict(list)
    for period_id, actor_id in PressurePeriod.by.through.objects.values_list("pressureperiod_id", "actor_id"):
        by[period_id].append(actor_index[actor_id])
    columns = empty_columns("town", "from", "to", "status", "by")
    periods = PressurePeriod.objects.values_list("pk", "town_id", "days", "status").order_by("days", "status")
    for pk, town_id, days, status in sorted(periods, key=lambda period: town_index[period[1]]):
        columns["town"].append(town_index[town_id])
        columns["from"].append(day_number(days.lower or story.first))
        columns["to"].append(day_number(days.upper))
        columns["status"].append(PRESSURE_STATUSES.index(status))
        columns["by"].append(sorted(by[pk]))
    return columns


@dataclass(frozen=True, slots=True)
class TimelineFile:
    """The timeline of one revision as bytes, plain and compressed (keys: content encodings)."""

    revision: int
    encodings: dict[str, bytes]


def write_timeline(story: Story) -> TimelineFile:
    """Build the timeline of `story` and compress it."""
    text = json.dumps(build_timeline(story), ensure_ascii=False, separators=(",", ":")).encode()
    return TimelineFile(
        story.revision,
        {"br": brotli.compress(text, quality=9), "gzip": gzip.compress(text, mtime=0), "identity": text},
    )


class TimelineCache:
    """Keeps the newest timeline file of this process; one thread builds, the others wait for it."""

    def __init__(self) -> None:
        self._file: TimelineFile | None = None
        self._lock = threading.Lock()

    def current(self) -> TimelineFile:
        """The timeline file of the newest revision.

        Periods may change while they are read. A file is kept only when the revision was the same
        before and after, since browsers are told that it never changes.
        """
        with self._lock:
            revision = current_revision()
            while self._file is None or self._file.revision != revision:
                file = write_timeline(current_story())
                revision = current_revision()
                if file.revision == revision:
                    self._file = file
            return self._file


timeline_cache = TimelineCache()
