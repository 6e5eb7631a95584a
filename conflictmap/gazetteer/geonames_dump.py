"""A GeoNames country dump (IQ.txt and the like): 19 columns parted by tabs, no heading, UTF-8. CC BY 4.0.

Columns and feature codes are those of https://download.geonames.org/export/dump/readme.txt.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from conflictmap.core.claims import PlaceKind
from conflictmap.gazetteer.cities500 import SOURCE, region_names, spellings_of
from conflictmap.gazetteer.records import NAME_LENGTH, Extent, PlaceRecord, RowError, check_point

ORIGIN = "GeoNames dump"
COLUMNS = 19
# Populated places that nobody lives in any more, or that only history knows.
GONE = frozenset({"PPLH", "PPLQ", "PPLW", "PPLCH"})
# What the news names for who holds it: airports, bases and forts, bridges, camps, customs and border posts, dams,
# gas and oil fields, refineries, power stations, ports, prisons.
FACILITIES = frozenset(
    {"AIRB", "AIRF", "AIRH", "AIRP", "BDG", "BRKS", "CMP", "CMPRF", "CSTM", "DAM", "FT", "GASF", "INSM", "MILB",
     "OILF", "OILR", "PRN", "PRT", "PS", "PSH", "PSTB", "PSTC"}
)  # fmt: skip
SECTION_OF_TOWN = "PPLX"


def read_dump(
    lines: Iterable[str], extents: dict[str, Extent], countries: frozenset[str] = frozenset()
) -> Iterator[PlaceRecord | RowError]:
    """The populated places and facilities of a dump, in order; a RowError for each row that cannot be read."""
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            record = _read_row(line.rstrip("\r\n").split("\t"), extents)
        except RowError as error:
            yield RowError(f"row {number}: {error}")
        else:
            if record and (not countries or record.country in countries):
                yield record


def _read_row(row: list[str], extents: dict[str, Extent]) -> PlaceRecord | None:
    """The place of a row, or None when it is neither a populated place nor a facility."""
    if len(row) != COLUMNS:
        raise RowError(f"{len(row)} columns instead of {COLUMNS}; a GeoNames dump is parted by tabs")
    identifier, name, _, alternates, lat, lon, feature_class, feature_code, country = row[:9]
    kind = _kind(feature_class, feature_code)
    if kind is None:
        return None
    if "\0" in name + alternates:
        raise RowError("a NUL character stands in a name (column 2 or 4); save the file as UTF-8 text")
    if not name.strip():
        raise RowError("the name (column 2) is empty")
    if len(name.strip()) > NAME_LENGTH:
        raise RowError(f"the name (column 2) has {len(name.strip())} letters; at most {NAME_LENGTH} fit")
    if not re.fullmatch("[A-Z]{2}", country):
        raise RowError(f"the country (column 9) is {country!r}, not a two-letter ISO 3166-1 code")
    latitude, longitude = _number(lat, "latitude (column 5)"), _number(lon, "longitude (column 6)")
    check_point(latitude, longitude, country, extents)
    return PlaceRecord(
        name=name.strip(),
        country=country,
        region=region_names().get((country, row[10]), ""),
        lon=longitude,
        lat=latitude,
        population=_whole_number(row[14] or "0", "population (column 15)"),
        geonames_id=_whole_number(identifier, "geonameid (column 1)"),
        place_kind=kind,
        origin=ORIGIN,
        source=SOURCE,
        spellings=spellings_of(alternates.split(","), country),
    )


def _kind(feature_class: str, feature_code: str) -> PlaceKind | None:
    if feature_class == "P" and feature_code not in GONE:
        return PlaceKind.DISTRICT if feature_code == SECTION_OF_TOWN else PlaceKind.TOWN
    if feature_class in {"S", "L"} and feature_code in FACILITIES:
        return PlaceKind.FACILITY
    return None


def _number(text: str, field: str) -> float:
    try:
        number = float(text)
    except ValueError:
        raise RowError(f"the {field} is {text!r}, not a number in degrees") from None
    if number != number:
        raise RowError(f"the {field} is {text!r}, not a number in degrees")
    return number


def _whole_number(text: str, field: str) -> int:
    if not re.fullmatch("[0-9]{1,10}", text) or int(text) > 2**31 - 1:
        raise RowError(f"the {field} is {text!r}, not a whole number from 0 to {2**31 - 1}")
    return int(text)
