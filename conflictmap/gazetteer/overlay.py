"""Our own additions to GeoNames: places it lacks, and the names and spellings that the news uses.

One YAML file a country in ``overlays/``; ``docs/gazetteer.md`` describes the fields.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from django.utils.text import slugify

from conflictmap.core.claims import PlaceKind
from conflictmap.gazetteer.folding import fold, plain
from conflictmap.gazetteer.ranking import distance_km
from conflictmap.gazetteer.records import Extent, PlaceRecord, RowError, Spelling, check_point

OVERLAYS = Path(__file__).with_name("overlays")
# Origin of a place known by the slug of its entry, because GeoNames had no id for it.
ORIGIN = "overlay:"
SOURCE = "conflictmap"
SLUG_LENGTH = 32
# A place of a GeoNames file with a spelling and the kind of ours, as near as this, is ours.
SAME_PLACE_KM = 10.0
_FIELDS = {
    "name": str, "slug": str, "kind": str, "geonames_id": int, "lat": float, "lon": float, "region": str,
    "population": int, "part_of": str, "ar": str, "also": list, "without": list,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class OverlayEntry:
    """One place of an overlay file; fields are None or empty where the file leaves them to GeoNames."""

    where: str
    name: str
    slug: str
    country: str
    kind: PlaceKind | None
    geonames_id: int | None
    lat: float | None
    lon: float | None
    region: str
    population: int | None
    part_of: str
    spellings: tuple[Spelling, ...]
    without: frozenset[str]


def read_overlays(extents: dict[str, Extent], folder: Path = OVERLAYS) -> tuple[list[OverlayEntry], list[RowError]]:
    """The entries of all overlay files, and an error for each entry that cannot be used."""
    entries, errors = [], []
    seen: dict[str, str] = {}
    for path in sorted(folder.glob("*.yaml")):
        overlay = yaml.safe_load(path.read_text())
        for number, values in enumerate(overlay["places"], start=1):
            where = f"{path.name}, place {number} ({values.get('name', 'without a name')})"
            try:
                entry = _read_entry(where, overlay["country"], values, extents)
                if len(entry.slug) > SLUG_LENGTH:
                    raise RowError(f"the slug {entry.slug!r} is longer than {SLUG_LENGTH} letters; give a shorter one")
                if entry.slug in seen:
                    raise RowError(f"the slug {entry.slug!r} is also that of {seen[entry.slug]}; give it another slug")
            except RowError as error:
                errors.append(RowError(f"{where}: {error}"))
            else:
                seen[entry.slug] = where
                entries.append(entry)
    return entries, errors


@cache
def our_names() -> frozenset[tuple[int | str, str]]:
    """The place and folded key of each name in our overlay files: what the news of a war calls its places.

    The place is told by its GeoNames id, or by its origin where GeoNames lacks it.
    """
    entries, _ = read_overlays({})
    return frozenset(
        (entry.geonames_id or ORIGIN + entry.slug, fold(name))
        for entry in entries
        for name in (entry.name, *(spelling.name for spelling in entry.spellings))
    )


def lay_over(records: list[PlaceRecord], entries: Iterable[OverlayEntry]) -> list[RowError]:
    """Change and extend `records` in place by the entries; an error for each entry without a place to name."""
    by_identifier = {record.geonames_id: record for record in records}
    by_key = _by_key(records)
    errors = []
    for entry in entries:
        record = by_identifier.get(entry.geonames_id) if entry.geonames_id else _same_place(entry, by_key)
        if record is not None:
            _change(record, entry)
        elif entry.lat is not None and entry.lon is not None:
            records.append(_new_record(entry))
        else:
            errors.append(RowError(f"{entry.where}: GeoNames place {entry.geonames_id} is not in the files loaded"))
    return errors


def _read_entry(where: str, country: str, values: dict[str, Any], extents: dict[str, Extent]) -> OverlayEntry:
    for field, value in values.items():
        if field not in _FIELDS:
            raise RowError(f"unknown field {field!r}; known are {', '.join(_FIELDS)}")
        if not isinstance(value, _FIELDS[field]) and not (_FIELDS[field] is float and isinstance(value, int)):
            raise RowError(f"the field {field!r} is {value!r}, not of the type {_FIELDS[field].__name__}")
    if not values.get("name"):
        raise RowError("the field 'name' is missing")
    lat, lon = values.get("lat"), values.get("lon")
    if (lat is None) != (lon is None) or (lat is None and "geonames_id" not in values):
        raise RowError("give 'geonames_id', or 'lat' and 'lon' in degrees")
    if lat is not None and lon is not None:
        check_point(lat, lon, country, extents)
    kind = values.get("kind")
    if kind not in {None, PlaceKind.TOWN, PlaceKind.DISTRICT, PlaceKind.FACILITY}:
        raise RowError(f"the kind {kind!r} is none of town, district, facility")
    arabic = [Spelling(values["ar"], "ar")] if values.get("ar") else []
    return OverlayEntry(
        where=where,
        name=values["name"],
        slug=values.get("slug") or slugify(plain(values["name"])),
        country=country,
        kind=PlaceKind(kind) if kind else None,
        geonames_id=values.get("geonames_id"),
        lat=lat,
        lon=lon,
        region=values.get("region", ""),
        population=values.get("population"),
        part_of=values.get("part_of", ""),
        spellings=(*arabic, *(Spelling(name) for name in values.get("also", []))),
        without=frozenset(fold(name) for name in values.get("without", [])),
    )


def _by_key(records: Iterable[PlaceRecord]) -> dict[tuple[str, str], list[PlaceRecord]]:
    """The places of a GeoNames file under country and plain spelling, only for countries that have overlays."""
    index: defaultdict[tuple[str, str], list[PlaceRecord]] = defaultdict(list)
    for record in records:
        for name in {record.name, *(spelling.name for spelling in record.spellings)}:
            index[record.country, plain(name)].append(record)
    return index


def _same_place(entry: OverlayEntry, by_key: dict[tuple[str, str], list[PlaceRecord]]) -> PlaceRecord | None:
    assert entry.lon is not None
    assert entry.lat is not None
    kind = entry.kind or PlaceKind.TOWN
    near = [
        (distance, record.geonames_id or 0, record)
        for name in {entry.name, *(spelling.name for spelling in entry.spellings)}
        for record in by_key.get((entry.country, plain(name)), [])
        if record.place_kind is kind and not record.slug
        and (distance := distance_km((entry.lon, entry.lat), (record.lon, record.lat))) <= SAME_PLACE_KM
    ]  # fmt: skip
    return min(near, key=lambda found: found[:2])[2] if near else None


def _change(record: PlaceRecord, entry: OverlayEntry) -> None:
    record.spellings = [*entry.spellings, Spelling(record.name), *record.spellings]
    record.name, record.slug, record.without = entry.name, entry.slug, entry.without
    if entry.geonames_id is None:
        record.origin = ORIGIN + entry.slug
    record.part_of, record.region = entry.part_of, entry.region or record.region
    record.place_kind = entry.kind or record.place_kind
    if entry.population is not None:
        record.population = entry.population
    if entry.lat is not None and entry.lon is not None:
        record.lat, record.lon = entry.lat, entry.lon


def _new_record(entry: OverlayEntry) -> PlaceRecord:
    assert entry.lon is not None
    assert entry.lat is not None
    return PlaceRecord(
        name=entry.name,
        country=entry.country,
        lon=entry.lon,
        lat=entry.lat,
        origin=ORIGIN + entry.slug,
        source=SOURCE,
        region=entry.region,
        population=entry.population or 0,
        place_kind=entry.kind or PlaceKind.TOWN,
        geonames_id=entry.geonames_id,
        slug=entry.slug,
        part_of=entry.part_of,
        spellings=list(entry.spellings),
        without=entry.without,
    )
