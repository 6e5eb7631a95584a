"""The chronology: a table of dated facts, of which each row becomes a short dispatch.

Only its sentence and date go in as an article. The other columns say what a careful reader takes from
the sentence; `conflictmap.demo.comparison` holds them against what the extractor read.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from django.contrib.gis.db.models import Extent

from conflictmap.articles.reading import Document
from conflictmap.core.claims import Kind
from conflictmap.core.days import parse_day
from conflictmap.gazetteer.models import Town

SOURCE_NAME = "conflictmap chronology"
COUNTRIES = {"Iraq": "IQ", "Syria": "SY"}
COLUMNS = ("date_from", "date_to", "place", "country", "lat", "lon", "kind", "actor", "summary", "reference")
MARGIN = 0.5
"""Degrees by which a place may lie outside the box around all known towns of its country."""

Box = tuple[float, float, float, float]
"""West, south, east and north in degrees."""


class RowError(ValueError):
    """A row that cannot be used. Its text names the column, and says what to do."""


@dataclass(frozen=True, slots=True)
class ChronologyRow:
    """One fact of the chronology. Dates are inclusive; `lon` and `lat` are degrees in WGS 84.

    `origin` names the file and the row, counted as a spreadsheet does: the header is row 1.
    """

    origin: str
    first: date
    last: date
    place: str
    country: str
    lon: float
    lat: float
    kind: Kind
    actor: str
    summary: str
    reference: str

    def dispatch(self) -> Document:
        """The row as an article: its sentence, published on its last day."""
        return Document(text=self.summary, published=self.last, source=SOURCE_NAME, reference=self.reference)


def read_chronology(path: Path, boxes: Mapping[str, Box]) -> tuple[list[ChronologyRow], list[str]]:
    """The usable rows of a chronology file, and a sentence for each that is not.

    `boxes` maps country codes to where their places may lie. Raises RowError when columns are missing.
    """
    rows: list[ChronologyRow] = []
    problems: list[str] = []
    with path.open(encoding="utf-8-sig", newline="") as file:
        reader = csv.DictReader(file)
        missing = [column for column in COLUMNS if column not in (reader.fieldnames or ())]
        if missing:
            raise RowError(f"{path.name} lacks the columns {', '.join(missing)}.")
        for number, cells in enumerate(reader, start=2):
            origin = f"{path.name} row {number}"
            try:
                rows.append(read_row(origin, cells, boxes))
            except RowError as error:
                problems.append(f"{origin}: {error}")
    return rows, problems


def read_row(origin: str, cells: Mapping[str, str | None], boxes: Mapping[str, Box]) -> ChronologyRow:
    """The row in these cells. Raises RowError that names the wrong column."""
    values = {column: (cells.get(column) or "").strip() for column in COLUMNS}
    empty = [column for column in COLUMNS if not values[column]]
    if empty:
        raise RowError(f"{', '.join(empty)} is empty: fill it in.")
    first, last = _day("date_from", values), _day("date_to", values)
    if first > last:
        raise RowError(f"date_from {first} is after date_to {last}: exchange or correct them.")
    if values["country"] not in COUNTRIES:
        raise RowError(f"country is “{values['country']}”: write one of {', '.join(COUNTRIES)}.")
    country = COUNTRIES[values["country"]]
    if values["kind"] not in set(Kind):
        raise RowError(f"kind is “{values['kind']}”: write one of {', '.join(Kind)}.")
    lon, lat = _degrees("lon", values, 180), _degrees("lat", values, 90)
    if box := boxes.get(country):
        _check_inside(lon, lat, box, values["country"])
    return ChronologyRow(
        origin=origin,
        first=first,
        last=last,
        place=values["place"],
        country=country,
        lon=lon,
        lat=lat,
        kind=Kind(values["kind"]),
        actor=values["actor"],
        summary=values["summary"],
        reference=values["reference"],
    )


def country_boxes() -> dict[str, Box]:
    """For each country of the chronology, the box around all its towns in the gazetteer."""
    towns = Town.objects.filter(country__in=COUNTRIES.values())
    return dict(towns.order_by().values_list("country").annotate(box=Extent("point")))


def _day(column: str, values: Mapping[str, str]) -> date:
    try:
        return parse_day(values[column])
    except ValueError as error:
        raise RowError(f"{column}: {error}") from None


def _degrees(column: str, values: Mapping[str, str], limit: float) -> float:
    try:
        degrees = float(values[column])
    except ValueError:
        raise RowError(f"{column} is “{values[column]}”: write degrees as a number such as 35.3259.") from None
    if not -limit <= degrees <= limit:
        raise RowError(f"{column} is {degrees}: it must lie between -{limit:g} and {limit:g} degrees.")
    return degrees


def _check_inside(lon: float, lat: float, box: Box, country: str) -> None:
    if _is_inside(lon, lat, box):
        return
    if _is_inside(lat, lon, box):
        raise RowError(f"lat {lat} and lon {lon} are swapped: the other way round they lie in {country}.")
    raise RowError(f"lat {lat} and lon {lon} do not lie in {country}: correct them or the country.")


def _is_inside(lon: float, lat: float, box: Box) -> bool:
    west, south, east, north = box
    return west - MARGIN <= lon <= east + MARGIN and south - MARGIN <= lat <= north + MARGIN
