"""How long an export of many towns takes: text built by the database, against model instances made into dicts.

    python -m benchmarks.exports [--towns 40000] [--periods 3] [--repeat 5]

Makes a throw-away database on the server of DATABASE_URL, fills it with towns that nobody lives in, and prints a table.
Both ways must give the same features, or the script fails.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import time
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import Any

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "conflictmap.settings")
django.setup()

from django.contrib.gis.geos import Point  # noqa: E402
from django.db import connection  # noqa: E402
from django.db.backends.postgresql.psycopg_any import DateRange  # noqa: E402

from conflictmap.actors.models import Actor  # noqa: E402
from conflictmap.control.models import ControlPeriod, PeriodHolder, PressurePeriod, Side  # noqa: E402
from conflictmap.core.days import Days  # noqa: E402
from conflictmap.gazetteer.models import Town  # noqa: E402
from conflictmap.opendata.features import control_features, feature_collection, timeline_features  # noqa: E402
from conflictmap.opendata.parameters import Selection  # noqa: E402
from conflictmap.resolution.decay import confidence_on, is_stale_on  # noqa: E402

FIRST = date(2014, 1, 1)
DAY = date(2017, 9, 22)
ADDRESS = "https://example.org/towns/"
ACTORS = 8
DAYS_OF_A_PERIOD = 600


def fill(towns: int, periods: int) -> None:
    """Towns on a grid, each with `periods` periods in a row; every tenth is under attack on DAY."""
    actors = Actor.objects.bulk_create(
        Actor(slug=f"actor-{number}", name=f"Actor {number}", canonical=f"Actor {number}") for number in range(ACTORS)
    )
    places = Town.objects.bulk_create(
        Town(
            slug=f"town-{number}",
            name=f"Town {number}",
            country="IQ",
            point=Point(-180 + number % 3600 / 10, -80 + number // 3600, srid=4326),
        )
        for number in range(towns)
    )
    bounds = [FIRST + timedelta(days=DAYS_OF_A_PERIOD * number) for number in range(periods)]
    rows = ControlPeriod.objects.bulk_create(
        [
            ControlPeriod(
                town=town,
                days=DateRange(start, None if start == bounds[-1] else start + timedelta(days=DAYS_OF_A_PERIOD), "[)"),
                status="held",
                rule=3,
                confidence=0.9,
                confirmations=[[start.isoformat(), 0.9], [(start + timedelta(days=90)).isoformat(), 0.8]],
            )
            for town in places
            for start in bounds
        ],
        batch_size=5000,
    )
    PeriodHolder.objects.bulk_create(
        [PeriodHolder(period=row, actor=actors[index % ACTORS], position=0) for index, row in enumerate(rows)],
        batch_size=5000,
    )
    PressurePeriod.objects.bulk_create(
        PressurePeriod(town=town, days=DateRange(DAY, DAY + timedelta(days=14), "[)"), status="under_attack")
        for town in places[::10]
    )
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")


def made_of_instances() -> Iterator[bytes]:
    """The same collection by way of model instances, dicts and one `json.dumps`, as most applications do it."""
    pressure = {
        period.town_id: period for period in PressurePeriod.objects.prefetch_related("by").order_by("town_id", "days")
    }
    features = []
    found = ControlPeriod.objects.on(DAY).select_related("town").prefetch_related("holders__actor", "evidence")
    for period in found.order_by("town__name"):
        town, holders = period.town, list(period.holders.all())
        pressed = pressure.get(town.pk)
        under_pressure = [Days(pressed.days.lower, pressed.days.upper)] if pressed else []
        vouched = [(date.fromisoformat(day), given) for day, given in period.confirmations]
        confidence = confidence_on(vouched, under_pressure, DAY)
        properties = {
            "town": town.name,
            "slug": town.slug,
            "country": town.country,
            "holder": holders[0].actor.name,
            "holder_slug": holders[0].actor.slug,
            "holders": [holder.actor.name for holder in holders],
            "status": period.status,
            "share": holders[0].share,
            "pressure": pressed.status if pressed else None,
            "pressure_by": [actor.name for actor in pressed.by.all()] if pressed else [],
            "since": period.days.lower.isoformat(),
            "evidence_count": sum(row.side == Side.FOR for row in period.evidence.all()),
            "against_count": sum(row.side == Side.AGAINST for row in period.evidence.all()),
            "unreviewed": period.unreviewed,
            "rule": period.rule,
            "url": f"{ADDRESS}{town.slug}/?date={DAY}",
            "confidence": round(confidence, 3),
            "stale": is_stale_on(vouched, under_pressure, DAY),
        }
        geometry = {"type": "Point", "coordinates": [round(town.point.x, 6), round(town.point.y, 6)]}
        features.append({"type": "Feature", "id": town.slug, "geometry": geometry, "properties": properties})
    yield json.dumps({"type": "FeatureCollection", "features": features}).encode()


def measure(make: Callable[[], Iterator[bytes]], repeat: int) -> tuple[list[float], list[float], bytes]:
    """Times to the first byte and to the last in milliseconds, and the bytes."""
    firsts, lasts, content = [], [], b""
    for _ in range(repeat):
        started = time.perf_counter()
        pieces = make()
        parts = [next(pieces)]
        parts.append(next(pieces, b""))
        firsts.append((time.perf_counter() - started) * 1000)
        parts.extend(pieces)
        lasts.append((time.perf_counter() - started) * 1000)
        content = b"".join(parts)
    return firsts, lasts, content


def by_identifier(content: bytes) -> dict[str, Any]:
    """The features of a collection by their id."""
    return {feature["id"]: feature for feature in json.loads(content)["features"]}


def main() -> None:
    """Fill, measure, compare, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--towns", type=int, default=40_000)
    parser.add_argument("--periods", type=int, default=3)
    parser.add_argument("--repeat", type=int, default=5)
    options = parser.parse_args()
    name = connection.settings_dict["NAME"]
    connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
    try:
        fill(options.towns, options.periods)
        ways: dict[str, Callable[[], Iterator[bytes]]] = {
            "control.geojson, text by the database": lambda: feature_collection(
                {}, control_features(Selection(), DAY, ADDRESS)
            ),
            "control.geojson, model instances": made_of_instances,
            "timeline.geojson, text by the database": lambda: feature_collection(
                {}, timeline_features(Selection(), ADDRESS)
            ),
        }
        contents = []
        print(f"{options.towns} towns, {options.towns * options.periods} periods, median of {options.repeat}")
        print(f"{'':42}{'first byte':>12}{'all':>12}{'spread':>18}{'size':>10}")
        for label, make in ways.items():
            firsts, lasts, content = measure(make, options.repeat)
            contents.append(content)
            print(
                f"{label:42}{statistics.median(firsts):>9.0f} ms{statistics.median(lasts):>9.0f} ms"
                f"{min(lasts):>9.0f} to {max(lasts):.0f}{len(content) / 1e6:>7.1f} MB"
            )
        if by_identifier(contents[0]) != by_identifier(contents[1]):
            raise SystemExit("the two ways do not give the same features")
    finally:
        connection.creation.destroy_test_db(name, verbosity=0)


if __name__ == "__main__":
    main()
