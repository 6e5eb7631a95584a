"""A place as a gazetteer file gives it, before it is stored."""

from __future__ import annotations

from dataclasses import dataclass, field

from conflictmap.core.claims import PlaceKind
from conflictmap.gazetteer.folding import fold, plain

NAME_LENGTH = 200


class RowError(ValueError):
    """A row of a file that cannot be used; the message names the row, the field and what is wrong."""


@dataclass(frozen=True, slots=True)
class Spelling:
    """A name of a place; `language` is a BCP 47 tag, empty when unknown."""

    name: str
    language: str = ""


@dataclass(slots=True)
class PlaceRecord:
    """One place of a file. `lon` and `lat` are degrees in WGS 84, `part_of` the slug of the town it belongs to.

    `slug` is empty until `conflictmap.gazetteer.slugs` gives one; an overlay's own slug is kept.
    `without` are the folded keys of spellings that the place must not have. `source` is who made the file, and under
    which licence it is.
    """

    name: str
    country: str
    lon: float
    lat: float
    origin: str
    region: str = ""
    population: int = 0
    place_kind: PlaceKind = PlaceKind.TOWN
    geonames_id: int | None = None
    slug: str = ""
    part_of: str = ""
    spellings: list[Spelling] = field(default_factory=list)
    without: frozenset[str] = frozenset()
    source: str = ""

    def distinct_spellings(self) -> list[Spelling]:
        """The name and all spellings, each once: those that differ only in diacritics or hyphens count as one."""
        kept: dict[tuple[str, str], Spelling] = {}
        for spelling in [Spelling(self.name), *self.spellings]:
            key = plain(spelling.name)
            if key and len(spelling.name) <= NAME_LENGTH and fold(spelling.name) not in self.without:
                # A spelling whose language is known takes the place of the same one without.
                if spelling.language:
                    kept.pop((key, ""), None)
                if not any((key, language) in kept for language in {spelling.language, "ar"}):
                    kept[(key, spelling.language)] = spelling
        return list(kept.values())


@dataclass(slots=True)
class Extent:
    """The box in which the known places of a country lie, in degrees."""

    south: float = 90.0
    north: float = -90.0
    west: float = 180.0
    east: float = -180.0

    def add(self, lon: float, lat: float) -> None:
        """Widen the box to take in a point."""
        self.south, self.north = min(self.south, lat), max(self.north, lat)
        self.west, self.east = min(self.west, lon), max(self.east, lon)

    def holds(self, lon: float, lat: float, margin: float = 1.0) -> bool:
        """Whether a point lies in the box, or within `margin` degrees of it."""
        return self.south - margin <= lat <= self.north + margin and self.west - margin <= lon <= self.east + margin


def check_point(lat: float, lon: float, country: str, extents: dict[str, Extent]) -> None:
    """Raise RowError when a point cannot be right, and say so when latitude and longitude look swapped."""
    if not (-90 <= lat <= 90 and -180 <= lon <= 180):
        if -90 <= lon <= 90 and -180 <= lat <= 180:
            raise RowError(f"latitude {lat:g} is not within -90 to 90: latitude and longitude look swapped")
        raise RowError(f"latitude {lat:g}, longitude {lon:g} is no point on Earth")
    extent = extents.get(country)
    if extent and not extent.holds(lon, lat) and extent.holds(lat, lon):
        raise RowError(
            f"latitude {lat:g}, longitude {lon:g} lies outside {country}, but not the other way round: "
            "latitude and longitude look swapped"
        )
