"""How well place names of the news are found: ``python -m benchmarks.geocoding --ucdp PATH``.

PATH is a CSV of UCDP GED place names of Iraq with their coordinates (columns ``where_coordinates``, ``lat``, ``lon``;
UCDP GED, CC BY 4.0); any other list of names with points will do (``--column name --country UA``). Each name is
looked up by itself, with its country as the only context, or as an article would name it, with the nearest others of
the list beside (``--beside 2``), in the gazetteer of the database that DATABASE_URL names. Found: placed within 10
km. Wrong: placed farther off. Unplaced: left to an editor. Of the wrong ones, those farther off than 30 km are told
apart: they are another place, where two sources may differ by less about one. The columns: all names; names with any
loaded place within 10 km, be it the next village; and names whose own place is loaded, which is taken to be so when a
spelling of a place within 10 km resembles them (Jaro-Winkler similarity of 0.8 or more, without articles). Rules were
written with the even rows in view, so the odd ones are told apart. ("Road between A and B" names no place and is left
out, and counted.)
"""

from __future__ import annotations

import argparse
import csv
import heapq
import os
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import django
from rapidfuzz.distance import JaroWinkler

if TYPE_CHECKING:
    from conflictmap.gazetteer.candidates import Placement

Point = tuple[float, float]

NEAR_KM = 10.0
ANOTHER_PLACE_KM = 30.0
RESEMBLES = 0.8
# A name as near as this is likely another spelling of the same place.
SAME_KM = 5.0
COLUMNS = ("all names", "a place near", "place loaded")
OUTCOMES = ("found", "wrong", "unplaced")
# A part of the wrong ones.
FARTHER = "wrong by more than 30 km"
HALVES = ("even rows", "odd rows")
ROAD = ("Road between", "Raod between")


@dataclass(frozen=True, slots=True)
class LoadedPlace:
    """A town of the gazetteer: its (lon, lat) in degrees and the folded keys of its spellings."""

    point: Point
    keys: tuple[str, ...]


def main() -> None:
    """Read the options, measure, print the table and, if asked, each name that was not found."""
    parser = argparse.ArgumentParser(description="How well place names of the news are found.")
    parser.add_argument("--ucdp", type=Path, required=True, help="CSV with where_coordinates, lat, lon")
    parser.add_argument("--column", default="where_coordinates", help="the column of the names, if another")
    parser.add_argument("--country", default="IQ", help="where they lie (ISO 3166-1 alpha-2)")
    parser.add_argument("--beside", type=int, default=0, help="how many others of the list stand beside each name")
    parser.add_argument("--misses", action="store_true", help="also print each name that was not found")
    options = parser.parse_args()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "conflictmap.settings")
    django.setup()
    rows = list(_rows(options.ucdp, options.column))
    measure(rows, options.country.upper(), beside=options.beside, misses=options.misses)


def measure(rows: Sequence[tuple[str, Point]], country: str, *, beside: int, misses: bool) -> None:
    """Print found, wrong and unplaced by column, and the shares for either half of the rows."""
    from conflictmap.gazetteer.geocoding import PlaceMention, place_mentions
    from conflictmap.gazetteer.ranking import distance_km

    places = list(_loaded_places(country))
    if not places:
        sys.exit(f"The gazetteer has no places in {country}: run manage.py load_gazetteer first.")
    outcomes: defaultdict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    names, roads = 0, 0
    started = time.perf_counter()
    for number, (name, here) in enumerate(rows):
        if name.startswith(ROAD):
            roads += 1
            continue
        names += 1
        others = [PlaceMention(other) for other in _nearest_others(name, here, rows, beside)]
        (placement,) = place_mentions([PlaceMention(name)], [country], others)
        best = placement.candidates[0] if placement.candidates else None
        off = distance_km((best.lon, best.lat), here) if best else None
        outcome, farther = "unplaced", False
        if placement.town is not None and off is not None:
            outcome = "found" if off <= NEAR_KM else "wrong"
            farther = off > ANOTHER_PLACE_KM
        near = [place for place in places if distance_km(place.point, here) <= NEAR_KM]
        columns = COLUMNS[: 1 + bool(near) + (outcome == "found" or _is_loaded(name, near))]
        for column in columns:
            outcomes[column, HALVES[number % 2]][outcome] += 1
            outcomes[column, HALVES[number % 2]][FARTHER] += farther
        if misses and outcome != "found":
            _print_miss(name, outcome, columns[-1], placement, off)
    took = time.perf_counter() - started
    _print_table(outcomes)
    print(f"{len(places):,} towns in {country}; {roads} roads left out; {1000 * took / max(1, names):.1f} ms a name")


def _loaded_places(country: str) -> Iterator[LoadedPlace]:
    from conflictmap.core.claims import PlaceKind
    from conflictmap.gazetteer.models import Town

    for town in Town.objects.filter(country=country, place_kind=PlaceKind.TOWN).prefetch_related("names"):
        yield LoadedPlace((town.point.x, town.point.y), tuple(name.folded for name in town.names.all()))


def _rows(path: Path, column: str) -> Iterator[tuple[str, Point]]:
    """Each name of the file, once, with its (lon, lat)."""
    seen = set()
    with path.open(newline="", encoding="utf-8") as file:
        for row in csv.DictReader(file):
            if row["lat"] and row[column] not in seen:
                seen.add(row[column])
                yield row[column], (float(row["lon"]), float(row["lat"]))


def _nearest_others(name: str, here: Point, rows: Sequence[tuple[str, Point]], count: int) -> list[str]:
    """The names of the nearest places of the list that are not the same place."""
    from conflictmap.gazetteer.ranking import distance_km

    if not count:
        return []
    far = ((distance_km(here, there), other) for other, there in rows if other != name)
    return [other for _, other in heapq.nsmallest(count, (pair for pair in far if pair[0] > SAME_KM))]


def _is_loaded(name: str, near: Sequence[LoadedPlace]) -> bool:
    from conflictmap.gazetteer.folding import fold
    from conflictmap.gazetteer.mentions import read_name

    key = fold(read_name(name).name)
    return any(JaroWinkler.similarity(key, other) >= RESEMBLES for place in near for other in place.keys)


def _print_miss(name: str, outcome: str, column: str, placement: Placement, off: float | None) -> None:
    best = placement.candidates[0] if placement.candidates else None
    instead = f"{best.name} ({best.country}), {off:.0f} km" if best else "-"
    print(f"{outcome:9} {column:13} {name:35} {instead:40} {placement.reason}")


def _print_table(outcomes: dict[tuple[str, str], Counter[str]]) -> None:
    whole = {column: sum((outcomes[column, half] for half in HALVES), Counter()) for column in COLUMNS}
    print(f"{'':44}" + "".join(f"{column:>14}" for column in COLUMNS))
    for outcome in (*OUTCOMES, FARTHER):
        print(f"{outcome:44}" + "".join(f"{whole[column][outcome]:14}" for column in COLUMNS))
    halves = {half: {column: outcomes[column, half] for column in COLUMNS} for half in HALVES}
    for label, counts in {"": whole, **halves}.items():
        suffix = f", {label}" if label else ""
        print(f"{'found, share' + suffix:44}" + "".join(f"{_share(counts[column]):14.3f}" for column in COLUMNS))
        for wrong in ("wrong", FARTHER):
            shares = (_wrong(counts[column], wrong) for column in COLUMNS)
            print(f"{wrong + ', of placed' + suffix:44}" + "".join(f"{share:14.3f}" for share in shares))


def _share(outcomes: Counter[str]) -> float:
    return outcomes["found"] / max(1, sum(outcomes[outcome] for outcome in OUTCOMES))


def _wrong(outcomes: Counter[str], wrong: str) -> float:
    return outcomes[wrong] / max(1, outcomes["found"] + outcomes["wrong"])


if __name__ == "__main__":
    main()
