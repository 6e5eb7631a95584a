"""GeoJSON points (RFC 7946) as rows of a table: their properties, and where they lie."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from conflictmap.gazetteer.records import RowError

# First, so that a property called Latitude, which may be rounded, does not come before the point itself.
_POINT = ["lat", "lon"]


def read_points(lines: Iterable[str]) -> tuple[list[str], list[list[str] | RowError]]:
    """The headings (lat, lon and the names of all properties) and for each feature its cells, or why it has none.

    Raises RowError when the text is no collection of features.
    """
    try:
        collection = json.loads("".join(lines))
    except (ValueError, RecursionError) as error:
        raise RowError(f"no GeoJSON: {error}") from None
    features = collection.get("features") if isinstance(collection, dict) else None
    if not isinstance(features, list):
        raise RowError('no GeoJSON of places: it has no list of "features"')
    read = [_feature(feature) for feature in features]
    keys = dict.fromkeys(key for feature in read if not isinstance(feature, RowError) for key in feature[1])
    return [*_POINT, *keys], [
        feature if isinstance(feature, RowError) else [*feature[0], *(_text(feature[1].get(key)) for key in keys)]
        for feature in read
    ]


def _feature(feature: Any) -> tuple[list[str], dict[str, Any]] | RowError:
    """The latitude and longitude of a feature, and its properties."""
    values = feature if isinstance(feature, dict) else {}
    geometry, properties = values.get("geometry"), values.get("properties") or {}
    if not isinstance(geometry, dict) or not isinstance(properties, dict):
        return RowError("it has no geometry, so the place has no point")
    kind, point = geometry.get("type"), geometry.get("coordinates")
    if kind == "MultiPoint" and isinstance(point, list) and len(point) == 1:
        kind, point = "Point", point[0]
    if kind != "Point":
        return RowError(f"its geometry is of the type {kind!r}; give points, as a place has one")
    if not isinstance(point, list) or len(point) < 2 or not all(isinstance(number, int | float) for number in point):
        return RowError(f"its coordinates are {point!r}, not a longitude and a latitude in degrees")
    return [str(point[1]), str(point[0])], properties


def _text(value: Any) -> str:
    return "" if value is None else str(value).strip()
