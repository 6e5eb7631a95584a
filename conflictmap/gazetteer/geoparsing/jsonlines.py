"""JSON lines in, JSON lines out: ``{"id","text"}`` to ``{"id","places"}``."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from typing import Any

from conflictmap.extraction.jsonlines import LineError, read_object, write_object
from conflictmap.gazetteer.geoparsing.disambiguation import Resolved
from conflictmap.gazetteer.geoparsing.geoparser import geoparse


def place_record(resolved: Resolved) -> dict[str, Any]:
    """A place name as a JSON object: `start` and `end` are code points, `lon` and `lat` degrees; null where unknown."""
    place = resolved.place
    return {
        "start": resolved.name.start,
        "end": resolved.name.end,
        "text": resolved.name.text,
        "name": place.name if place else None,
        "lon": place.lon if place else None,
        "lat": place.lat if place else None,
        "country": (place.country or None) if place else None,
        "geonames_id": place.geonames_id if place else None,
        "score": resolved.score if place else None,
    }


def geoparse_lines(
    lines: Iterable[str], countries: Collection[str] = ()
) -> Iterator[tuple[int, str | None, str | None]]:
    """For each line that is not blank: its number (from 1), the output line or None, the error or None."""
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            row = read_object(line)
        except LineError as error:
            yield number, None, str(error)
            continue
        places = [place_record(resolved) for resolved in geoparse(row["text"], countries)]
        yield number, write_object({"id": row["id"], "places": places}), None
