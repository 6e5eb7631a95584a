"""Periods as GeoJSON features (RFC 7946): the database writes them as text, and they are sent on as bytes.

No model instance is made on the way: with 40,000 towns this takes a fraction of what a serializer
needs (``docs/open-data.md`` has the figures). The two statements stand in the ``.sql`` files beside.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any

from django.db import connection

from conflictmap.core.days import Days
from conflictmap.opendata.parameters import Selection
from conflictmap.resolution.decay import confidence_on, is_stale_on

CONTROL = Path(__file__).with_name("control.sql").read_text()
TIMELINE = Path(__file__).with_name("timeline.sql").read_text()
ROWS_AT_ONCE = 2000
FEATURES_IN_A_PIECE = 200
CONFIDENCE_DIGITS = 3


def control_features(selection: Selection, day: date, towns: str) -> Iterator[str]:
    """One Point feature for each town with a period on `day`.

    `towns` is the absolute address of the list of towns, with a slash at its end.
    """
    for rows in _read(CONTROL, _parameters(selection, towns) | {"day": day.isoformat()}):
        for head, confirmations, starts, ends in rows:
            pressure = [Days(*bounds) for bounds in zip(starts or (), ends or (), strict=True)]
            vouched = [(date.fromisoformat(confirmed), given) for confirmed, given in json.loads(confirmations)]
            confidence = confidence_on(vouched, pressure, day)
            stale = "true" if is_stale_on(vouched, pressure, day) else "false"
            yield f'{head},"confidence":{round(confidence, CONFIDENCE_DIGITS)},"stale":{stale}}}}}'


def timeline_features(selection: Selection, towns: str) -> Iterator[str]:
    """One Point feature for each control period; `towns` as in `control_features`."""
    for rows in _read(TIMELINE, _parameters(selection, towns)):
        for (feature,) in rows:
            yield feature


def feature_collection(members: dict[str, Any], features: Iterator[str]) -> Iterator[bytes]:
    """The text of a FeatureCollection in pieces of some 100 kB; `members` are foreign members (RFC 7946, 6.1)."""
    yield (json.dumps({"type": "FeatureCollection"} | members, ensure_ascii=False)[:-1] + ', "features": [\n').encode()
    separator = ""
    piece: list[str] = []
    for feature in features:
        piece.append(separator + feature)
        separator = ",\n"
        if len(piece) == FEATURES_IN_A_PIECE:
            yield "".join(piece).encode()
            piece.clear()
    yield ("".join(piece) + "\n]}\n").encode()


def _parameters(selection: Selection, towns: str) -> dict[str, Any]:
    edges = asdict(selection.bbox) if selection.bbox else dict.fromkeys(("west", "south", "east", "north"))
    return {"country": selection.country, "actor": selection.actor, "towns": towns, **edges}


def _read(statement: str, parameters: dict[str, Any]) -> Iterator[list[tuple[Any, ...]]]:
    """Rows in batches, through a cursor that the database keeps open: memory does not grow with the answer."""
    with connection.chunked_cursor() as cursor:
        cursor.execute(statement, parameters)
        while rows := cursor.fetchmany(ROWS_AT_ONCE):
            yield rows
