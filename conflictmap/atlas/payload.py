"""The bytes of a story: rows in, one binary file out (format 2), which `static/atlas/story/payload.js` reads.

    "cmap", format (u8), length of the head (u32, little endian), head (JSON), columns one after the other

The head holds what is small: days, actors, tables of things that repeat, the number of rows, and the name and size of
each column. The columns come in the order in which a page can use them: places, then periods, then names. Most are
varints (LEB128) of small differences; towns are in Morton order, so neighbours on the map are neighbours in the file
and their columns are alike, which is what makes them compress. docs/decisions has the figures behind it.
"""

from __future__ import annotations

import json
import re
import struct
from array import array
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import chain, groupby, pairwise
from operator import attrgetter
from typing import Any, NamedTuple

from conflictmap.atlas.timeline_rows import ControlRow, PressureRow, Rows

MAGIC = b"cmap"
FORMAT = 2
EPOCH = date(1970, 1, 1).toordinal()
# About 1 m: more than any gazetteer knows of a town.
STEPS_PER_DEGREE = 100_000


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


def encode_story(story: StoryRows) -> bytes:
    """The file of a story, whichever claims its periods were worked out from. Towns may come in any order.

    Rows are gone through once and not kept. The same towns get the same places in the file, so two stories over the
    same towns can be compared town by town: towns without periods belong into it too. Raises ValueError when periods of
    one town overlap, or do not come side by side and in order of days.
    """
    order = morton_order(story.towns)
    places = {town: place for place, town in enumerate(order)}
    actors = {actor: index for index, actor in enumerate(story.actors)}
    origin = story.origin or story.first or date.min
    towns = [story.towns[town] for town in order]

    parts = [
        encode_places(towns),
        encode_periods(story.periods.control, places, actors, origin),
        encode_pressure(story.periods.pressure, places, actors, origin),
        encode_names(towns),
    ]
    columns = {name: column for part in parts for name, column in part.columns.items()}
    head = {
        "revision": story.revision,
        "first": day_number(story.first) if story.first else None,
        "last": day_number(story.last) if story.last else None,
        "origin": day_number(origin),
        "actors": [dict(actor) for actor in story.actors.values()],
        "reference": story.reference,
        "towns": len(towns),
        **{name: table for part in parts for name, table in part.tables.items()},
        "columns": [[name, len(column)] for name, column in columns.items()],
    }
    text = json.dumps(head, ensure_ascii=False, separators=(",", ":")).encode()
    return b"".join((MAGIC, struct.pack("<BI", FORMAT, len(text)), text, *columns.values()))


def day_number(day: date) -> int:
    """Whole days from 1970-01-01 to `day`."""
    return day.toordinal() - EPOCH


@dataclass(frozen=True, slots=True)
class Part:
    """Columns of the file by their names, and the tables of the head that they refer to."""

    columns: dict[str, bytes]
    tables: dict[str, list[Any]] = field(default_factory=dict)


@dataclass(slots=True)
class Table:
    """Distinct things in order of first use; a column holds their numbers."""

    rows: dict[Any, int] = field(default_factory=dict)

    def number(self, thing: Any) -> int:
        """The number of a thing, a new one at its first use."""
        return self.rows.setdefault(thing, len(self.rows))

    def listed(self) -> list[Any]:
        """The things in order of their numbers."""
        return list(self.rows)


def encode_places(towns: Sequence[TownRow]) -> Part:
    """Where the towns are: enough to draw them."""
    places = Table()
    columns = {
        "towns.lon": varints(differences(steps(town.lon) for town in towns)),
        "towns.lat": varints(differences(steps(town.lat) for town in towns)),
        "towns.place": varints(places.number((town.country, town.region, town.place_kind)) for town in towns),
    }
    return Part(columns, {"places": places.listed()})


@dataclass(slots=True)
class TownColumns:
    """Columns that are written town by town, as their rows come, and put in the order of the file at the end."""

    count: int
    columns: dict[str, bytearray]
    ends: dict[str, array[int]] = field(init=False)
    """Where each town begins and ends in a column as it is written, by turns."""
    begun: bytearray = field(init=False)

    def __post_init__(self) -> None:
        self.ends = {name: array("I", bytes(8 * self.count)) for name in self.columns}
        self.begun = bytearray(self.count)

    def begin(self, town: int, key: int) -> None:
        """All that is written from here on belongs to a town. Raises ValueError when it was begun before."""
        if self.begun[town]:
            raise ValueError(f"town {key}: its periods do not come side by side")
        self.begun[town] = 1
        for name, column in self.columns.items():
            self.ends[name][2 * town] = len(column)

    def end(self, town: int) -> None:
        """All of a town is written."""
        for name, column in self.columns.items():
            self.ends[name][2 * town + 1] = len(column)

    def ordered(self) -> dict[str, bytes]:
        """The columns by the places of their towns."""
        return {name: self._put_in_order(column, self.ends[name]) for name, column in self.columns.items()}

    def _put_in_order(self, column: bytearray, ends: array[int]) -> bytes:
        ordered = bytearray()
        with memoryview(column) as written:
            for town in range(self.count):
                ordered += written[ends[2 * town] : ends[2 * town + 1]]
        return bytes(ordered)


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


def encode_names(towns: Sequence[TownRow]) -> Part:
    """What labels, search and links need."""
    return Part(
        {
            "towns.population": varints(town.population for town in towns),
            "towns.name": lines(town.name for town in towns),
            "towns.slug": lines(short_slug(town.slug, town.name) for town in towns),
            "towns.name_ar": lines(town.name_ar for town in towns),
        }
    )


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


def zigzag(value: int) -> int:
    """Small numbers of either sign as small numbers: 0, -1, 1, -2 become 0, 1, 2, 3."""
    return value * 2 if value >= 0 else -value * 2 - 1


def differences(values: Iterable[int]) -> Iterable[int]:
    """Each value as its difference from the one before, the first from 0, as zigzag."""
    return (zigzag(value - before) for before, value in pairwise(chain((0,), values)))


def varints(values: Iterable[int]) -> bytes:
    """Whole numbers from 0 on, seven bits a byte, the lowest first (LEB128)."""
    column = bytearray()
    for value in values:
        put(column, value)
    return bytes(column)


def put(column: bytearray, value: int) -> None:
    """Write one number at the end of a column of varints."""
    while value > 127:
        column.append(value & 127 | 128)
        value >>= 7
    column.append(value)


def lines(texts: Iterable[str]) -> bytes:
    """Texts in UTF-8, each ended by a line feed."""
    return "".join(" ".join(text.splitlines()) + "\n" for text in texts).encode()


def short_slug(slug: str, name: str) -> str:
    """Only what of a slug does not follow from the name: "+" and the end of "hawija-2" beside "Hawija"."""
    plain = re.sub("[^a-z0-9]+", "-", name.lower()).strip("-")
    if name.isascii() and plain and slug.startswith(plain):
        return f"+{slug[len(plain) :]}"
    return slug
