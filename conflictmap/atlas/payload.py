"""The bytes of a story: rows in, one binary file out (format 3), which `static/atlas/story/payload.js` reads.

The head holds what is small: days, actors, tables of things that repeat, the number of rows, and the name and size of
each column. The columns come in the order in which a page can use them: places, then periods, then names. Most are
varints (LEB128) of small differences; towns are in Morton order, so neighbours on the map are neighbours in the file
and their columns are alike, which is what makes them compress. docs/decisions has the figures behind it.

Names are half of the bytes, and drawing needs few of them: of a large story only the largest towns are named in its
file, and a second one names all. A correction of a town's periods leaves that as it was.
"""

from __future__ import annotations

import hashlib
import re
from array import array
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from heapq import nlargest
from itertools import groupby
from operator import attrgetter
from typing import Any, NamedTuple

from conflictmap.atlas.payload_columns import Part, Table, TownColumns, differences, joined, lines, put, varints, zigzag
from conflictmap.atlas.timeline_rows import ControlRow, PressureRow, Rows

EPOCH = date(1970, 1, 1).toordinal()
# About 1 m: more than any gazetteer knows of a town.
STEPS_PER_DEGREE = 100_000
# So many towns, the largest, are named in the file of the story itself.
MOST_NAMED = 2000


class TownRow(NamedTuple):
    """A place of the map; degrees are WGS 84, `country` is ISO 3166-1 alpha-2, an unknown Arabic name is empty."""

    slug: str
    name: str
    name_ar: str
    country: str
    region: str
    place_kind: str
    lon: float
    lat: float
    population: int


class ReferenceRow(NamedTuple):
    """A large place of which no claim speaks; degrees WGS 84, an unknown Arabic name is empty."""

    name: str
    name_ar: str
    lon: float
    lat: float


@dataclass(frozen=True, slots=True)
class StoryRows:
    """All that a map page draws. `first` and `last` are inclusive, None while there are no periods.

    `actors` are dictionaries of plain values, passed on as they are. They and the towns go by the keys that `periods`
    names them by. None begins before `origin`, by default the story's first day; one whose beginning is unknown begins
    there.
    """

    revision: int
    first: date | None
    last: date | None
    actors: Mapping[int, Mapping[str, Any]]
    towns: Mapping[int, TownRow]
    periods: Rows
    reference: Sequence[ReferenceRow] = ()
    origin: date | None = None


@dataclass(frozen=True, slots=True)
class EncodedStory:
    """The files of a story. `order` are the keys of its towns by their places in the files.

    `names` is empty where the story's own file names all towns, else the file that does; the story's head says its
    `digest`.
    """

    story: bytes
    names: bytes
    digest: str
    order: array[int]


def encode_story(story: StoryRows, most_named: int | None = None) -> EncodedStory:
    """The files of a story, whichever claims its periods were worked out from. Towns may come in any order.

    Rows are gone through once and not kept. The same towns get the same places in the files, so two stories over the
    same towns can be compared town by town: towns without periods belong into them too. Raises ValueError when periods
    of one town overlap, or do not come side by side and in order of days.
    """
    most_named = MOST_NAMED if most_named is None else most_named
    order = morton_order(story.towns)
    places = {town: place for place, town in enumerate(order)}
    actors = {actor: index for index, actor in enumerate(story.actors)}
    origin = story.origin or story.first or date.min
    towns = [story.towns[town] for town in order]
    names = joined({"towns": len(towns)}, encode_names(towns)) if len(towns) > most_named else b""
    digest = hashlib.sha256(names).hexdigest()[:16] if names else ""

    parts = [
        encode_places(towns),
        encode_periods(story.periods.control, places, actors, origin),
        encode_pressure(story.periods.pressure, places, actors, origin),
        encode_largest(towns, most_named),
    ]
    head = {
        "revision": story.revision,
        "first": day_number(story.first) if story.first else None,
        "last": day_number(story.last) if story.last else None,
        "origin": day_number(origin),
        "actors": [dict(actor) for actor in story.actors.values()],
        "reference": story.reference,
        "towns": len(towns),
        "named": min(len(towns), most_named),
        "names": digest,
        **{name: table for part in parts for name, table in part.tables.items()},
    }
    columns = {name: column for part in parts for name, column in part.columns.items()}
    return EncodedStory(joined(head, columns), names, digest, array("q", order))


def day_number(day: date) -> int:
    """Whole days from 1970-01-01 to `day`."""
    return day.toordinal() - EPOCH


def encode_places(towns: Sequence[TownRow]) -> Part:
    """Where the towns are: enough to draw them."""
    places = Table()
    columns = {
        "towns.lon": varints(differences(steps(town.lon) for town in towns)),
        "towns.lat": varints(differences(steps(town.lat) for town in towns)),
        "towns.place": varints(places.number((town.country, town.region, town.place_kind)) for town in towns),
    }
    return Part(columns, {"places": places.listed()})


def encode_periods(
    rows: Iterable[ControlRow], places: Mapping[int, int], actors: Mapping[int, int], origin: date
) -> Part:
    """Control periods by town and day.

    `count` is twice the town's periods, and one more where the last stays open. A gap is the days from the end of the
    period before, or from `origin`; a length is told of all but open periods. A kind is all that is said of a holder.
    """
    kinds, confidences = Table(), Table()
    counts = array("I", bytes(4 * len(places)))
    kind, gap, length = bytearray(), bytearray(), bytearray()
    vouched, vouched_day, vouched_confidence = bytearray(), bytearray(), bytearray()
    columns = TownColumns(
        len(places),
        {
            "periods.kind": kind,
            "periods.gap": gap,
            "periods.length": length,
            "confirmations.count": vouched,
            "confirmations.day": vouched_day,
            "confirmations.confidence": vouched_confidence,
        },
    )
    first_day = origin.toordinal()
    for key, of_town in groupby(rows, key=attrgetter("town")):
        town, since, count = places[key], first_day, 0
        columns.begin(town, key)
        for row in of_town:
            first = row.first.toordinal() if row.first else first_day
            if count % 2 or first < since or (row.end and row.end.toordinal() <= first):
                raise ValueError(f"town {key}: its period from {row.first} overlaps another or is empty")
            count += 2
            holders = tuple(actors[holder.actor] for holder in row.holders)
            share = row.holders[0].share if row.holders else None
            put(kind, kinds.number((row.status, holders, share, int(row.unreviewed))))
            put(gap, first - since)
            if row.end is None:
                count += 1
            else:
                since = row.end.toordinal()
                put(length, since - first)
            put(vouched, len(row.confirmations))
            before = first
            for day, confidence in row.confirmations:
                put(vouched_day, zigzag(day.toordinal() - before))
                put(vouched_confidence, confidences.number(confidence))
                before = day.toordinal()
        columns.end(town)
        counts[town] = count
    return Part(
        {"periods.count": varints(counts), **columns.ordered()},
        {"kinds": kinds.listed(), "confidences": confidences.listed()},
    )


def encode_pressure(
    rows: Iterable[PressureRow], places: Mapping[int, int], actors: Mapping[int, int], origin: date
) -> Part:
    """Pressure by town and day. A gap is the days from the beginning of the one before; length 0 stays open."""
    kinds = Table()
    counts = array("I", bytes(4 * len(places)))
    kind, gap, length = bytearray(), bytearray(), bytearray()
    columns = TownColumns(len(places), {"pressure.kind": kind, "pressure.gap": gap, "pressure.length": length})
    first_day = origin.toordinal()
    for key, of_town in groupby(rows, key=attrgetter("town")):
        town, since = places[key], first_day
        columns.begin(town, key)
        for row in sorted(of_town, key=lambda row: (row.first or origin, row.status)):
            first = (row.first or origin).toordinal()
            counts[town] += 1
            put(kind, kinds.number((row.status, tuple(sorted(actors[actor] for actor in row.by)))))
            put(gap, first - since)
            put(length, row.end.toordinal() - first if row.end else 0)
            since = first
        columns.end(town)
    return Part({"pressure.count": varints(counts), **columns.ordered()}, {"pressure_kinds": kinds.listed()})


def encode_largest(towns: Sequence[TownRow], most: int) -> Part:
    """How large the towns are, and the names of the `most` largest, by their places."""
    largest = sorted(nlargest(most, range(len(towns)), key=lambda place: (towns[place].population, -place)))
    columns = {
        "towns.population": varints(town.population for town in towns),
        "names.town": varints(differences(largest)),
    }
    return Part({**columns, **encode_names([towns[place] for place in largest])})


def encode_names(towns: Sequence[TownRow]) -> dict[str, bytes]:
    """What labels, search and links need."""
    return {
        "names.name": lines(town.name for town in towns),
        "names.slug": lines(short_slug(town.slug, town.name) for town in towns),
        "names.name_ar": lines(town.name_ar for town in towns),
    }


def short_slug(slug: str, name: str) -> str:
    """Only what of a slug does not follow from the name: "+" and the end of "hawija-2" beside "Hawija"."""
    plain = re.sub("[^a-z0-9]+", "-", name.lower()).strip("-")
    if name.isascii() and plain and slug.startswith(plain):
        return f"+{slug[len(plain) :]}"
    return slug


def morton_order(towns: Mapping[int, TownRow]) -> list[int]:
    """The keys of towns along a curve that keeps neighbours together: the bits of both coordinates in turn."""

    def key(pk: int) -> tuple[int, str]:
        town = towns[pk]
        return spread(steps(town.lon + 180)) | spread(steps(town.lat + 90)) << 1, town.slug

    return sorted(towns, key=key)


def steps(degrees: float) -> int:
    """Degrees as a whole number of the steps of the file."""
    return round(degrees * STEPS_PER_DEGREE)


def spread(value: int) -> int:
    """The bits of a number of up to 32 bits with a zero between each two."""
    value = (value | value << 16) & 0x0000FFFF0000FFFF
    value = (value | value << 8) & 0x00FF00FF00FF00FF
    value = (value | value << 4) & 0x0F0F0F0F0F0F0F0F
    value = (value | value << 2) & 0x3333333333333333
    return (value | value << 1) & 0x5555555555555555
