"""How well place names of the news are found: ``python benchmarks/geocoding.py --ucdp PATH``.

PATH is a CSV of UCDP GED place names of Iraq with their coordinates (columns ``where_coordinates``, ``lat``,
``lon``; UCDP GED, CC BY 4.0). Each name is looked up by itself, with Iraq as the only context, in the gazetteer of
the database that DATABASE_URL names. Found: placed within 10 km. Wrong: placed farther off. Unplaced: left to an
editor. A name can be found only when the gazetteer holds a place within 10 km, so the table has a second column for
those. ("Road between A and B" names no place and is left out, and counted.)
"""

from __future__ import annotations

import argparse
import csv
import os
import re
import sys
import time
from collections import Counter
from pathlib import Path

import django

NEAR_KM = 10.0
_KIND_OF_PLACE = re.compile(r"\s+(?:city|town|village)\s*$")


def main() -> None:
    """Read the options, measure, print the table and, if asked, each name that was not found."""
    parser = argparse.ArgumentParser(description="How well place names of the news are found.")
    parser.add_argument("--ucdp", type=Path, required=True, help="CSV with where_coordinates, lat, lon")
    parser.add_argument("--misses", action="store_true", help="also print each name that was not found")
    options = parser.parse_args()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "conflictmap.settings")
    django.setup()
    measure(options.ucdp, misses=options.misses)


def measure(path: Path, *, misses: bool) -> None:
    """Print found, wrong and unplaced, over all names and over those near a place of the gazetteer."""
    from conflictmap.core.claims import PlaceKind
    from conflictmap.gazetteer.geocoding import PlaceMention, place_mentions
    from conflictmap.gazetteer.models import Town
    from conflictmap.gazetteer.ranking import distance_km

    towns = [(town.point.x, town.point.y) for town in Town.objects.filter(country="IQ", place_kind=PlaceKind.TOWN)]
    if not towns:
        sys.exit("The gazetteer has no places in Iraq: run manage.py load_gazetteer first.")
    every: Counter[str] = Counter()
    held: Counter[str] = Counter()
    roads = 0
    started = time.perf_counter()
    with path.open(newline="", encoding="utf-8") as file:
        for row in csv.DictReader(file):
            if row["where_coordinates"].startswith(("Road between", "Raod between")):
                roads += 1
                continue
            name = _KIND_OF_PLACE.sub("", row["where_coordinates"])
            here = (float(row["lon"]), float(row["lat"]))
            (placement,) = place_mentions([PlaceMention(name)], ["IQ"])
            best = placement.candidates[0] if placement.candidates else None
            outcome = "unplaced"
            if placement.town is not None and best is not None:
                outcome = "found" if distance_km((best.lon, best.lat), here) <= NEAR_KM else "wrong"
            every[outcome] += 1
            near = any(distance_km(town, here) <= NEAR_KM for town in towns)
            held[outcome] += near
            if misses and outcome != "found":
                instead = (
                    f"{best.name} ({best.country}), {distance_km((best.lon, best.lat), here):.0f} km" if best else "-"
                )
                print(f"{outcome:9} {'held' if near else '':5} {name:35} {instead:40} {placement.reason}")
    took = time.perf_counter() - started

    print(f"{'':22}{'all names':>12}{'place held':>12}")
    for outcome in ("found", "wrong", "unplaced"):
        print(f"{outcome:22}{every[outcome]:12}{held[outcome]:12}")
    print(f"{'names':22}{every.total():12}{held.total():12}")
    print(f"{'found, share':22}{_share(every, 'found'):12.3f}{_share(held, 'found'):12.3f}")
    print(f"{'wrong, of placed':22}{_wrong(every):12.3f}{_wrong(held):12.3f}")
    print(f"{len(towns):,} places in Iraq; {roads} roads left out; {1000 * took / max(1, every.total()):.1f} ms a name")


def _share(outcomes: Counter[str], outcome: str) -> float:
    return outcomes[outcome] / max(1, outcomes.total())


def _wrong(outcomes: Counter[str]) -> float:
    return outcomes["wrong"] / max(1, outcomes["found"] + outcomes["wrong"])


if __name__ == "__main__":
    main()
