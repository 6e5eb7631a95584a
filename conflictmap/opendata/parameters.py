"""The query parameters of the exports: what each means, and what is wrong with it."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from django.http import QueryDict
from rapidfuzz import fuzz, process, utils

from conflictmap.actors.models import Actor
from conflictmap.core.days import parse_day
from conflictmap.gazetteer.countries import country_names
from conflictmap.opendata.problem import ParameterError

Value = TypeVar("Value")

SUGGESTIONS = 3
SIMILAR_ENOUGH = 60.0


@dataclass(frozen=True, slots=True)
class BoundingBox:
    """Degrees of longitude and latitude, edges included; `west` > `east` crosses the antimeridian (RFC 7946, 5.2)."""

    west: float
    south: float
    east: float
    north: float


@dataclass(frozen=True, slots=True)
class Selection:
    """Which features an export holds. ``None`` leaves a filter out; `actor` is a primary key, `country` a code."""

    day: date | None = None
    bbox: BoundingBox | None = None
    actor: int | None = None
    country: str | None = None


def read_selection(query: QueryDict, allowed: tuple[str, ...]) -> Selection:
    """Read the parameters of an address. Raises ParameterError for the first that cannot be used."""
    values = single_values(query, allowed)
    return Selection(
        day=read(values, "date", parse_day),
        bbox=read(values, "bbox", read_bbox),
        actor=read(values, "actor", read_actor),
        country=read(values, "country", read_country),
    )


def single_values(query: QueryDict, allowed: tuple[str, ...]) -> dict[str, str]:
    """The value of each parameter. Raises ParameterError for one that is unknown, repeated or empty."""
    values: dict[str, str] = {}
    for name, given in query.lists():
        if name not in allowed:
            known = f"The parameters are {', '.join(allowed)}."
            raise ParameterError(name, f"There is no parameter “{name[:40]}” here. {known}")
        if len(given) > 1:
            raise ParameterError(name, f"“{name}” is given {len(given)} times: give it once.")
        if not given[0].strip():
            raise ParameterError(name, f"“{name}” is empty: give it a value, or leave it out.")
        values[name] = given[0].strip()
    return values


def read(values: Mapping[str, str], name: str, parse: Callable[[str], Value]) -> Value | None:
    """Parse one value when it is there; its ValueError becomes a ParameterError with its name."""
    if name not in values:
        return None
    try:
        return parse(values[name])
    except ValueError as error:
        raise ParameterError(name, str(error)) from error


def read_bbox(text: str) -> BoundingBox:
    """Four numbers: west, south, east, north in degrees WGS 84. Raises ValueError."""
    how = "Write four numbers in degrees, west,south,east,north, as in bbox=38.8,29,48.6,37.4."
    parts = text.split(",")
    if len(parts) != 4:
        raise ValueError(f"“bbox” has {len(parts)} number{'s' * (len(parts) != 1)}, not four. {how}")
    try:
        west, south, east, north = numbers = [float(part) for part in parts]
    except ValueError:
        raise ValueError(f"“{text[:60]}” is not four numbers. {how}") from None
    if not all(math.isfinite(number) for number in numbers):
        raise ValueError(f"The numbers of “bbox” must be finite. {how}")
    if not (-180 <= west <= 180 and -180 <= east <= 180):
        raise ValueError(f"The longitudes {west:g} and {east:g} must lie in -180 to 180. {how}")
    if not (-90 <= south <= 90 and -90 <= north <= 90):
        raise ValueError(f"The latitudes {south:g} and {north:g} must lie in -90 to 90; are they swapped? {how}")
    if south > north:
        raise ValueError(f"The southern edge {south:g} lies north of the northern edge {north:g}. {how}")
    return BoundingBox(west, south, east, north)


def read_actor(text: str) -> int:
    """The primary key of the actor with this slug, name or short name. Raises ValueError with near matches."""
    keys: dict[str, int] = {}
    names: dict[str, str] = {}
    for pk, slug, name, short_name in Actor.objects.values_list("pk", "slug", "name", "short_name"):
        for spelling in filter(None, (slug, name, short_name)):
            keys[spelling.casefold()] = pk
            names[spelling] = f"{name} ({slug})"
    found = keys.get(text.casefold())
    if found is not None:
        return found
    raise ValueError(f"There is no actor “{text[:60]}”." + nearest(text, names))


def nearest(text: str, names: Mapping[str, str]) -> str:
    """A sentence with the names whose spelling is like `text`; empty when none is. Keys: spellings."""
    matches = process.extract(
        text, list(names), scorer=fuzz.WRatio, processor=utils.default_process, score_cutoff=SIMILAR_ENOUGH
    )
    found = list(dict.fromkeys(names[spelling] for spelling, _, _ in matches))[:SUGGESTIONS]
    return f" Nearest: {', '.join(found)}." if found else ""


def read_country(text: str) -> str:
    """A country's ISO 3166-1 alpha-2 code, in either case. Raises ValueError."""
    code = text.upper()
    if code in country_names():
        return code
    hint = nearest(text, {name: f"{code} ({name})" for code, name in country_names().items()}) if len(text) > 3 else ""
    raise ValueError(f"“{text[:60]}” is not a country code: write two letters, as in IQ (ISO 3166-1).{hint}")
