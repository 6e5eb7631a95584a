"""A story at national scale that nobody lived: towns in clusters, fronts, and changes that come in bursts.

The same seed gives the same story. Towns stand around cities of three countries; parties hold what lies nearest to
their seats, so neighbours mostly agree. The fifth of the towns nearest to a front changes hands about ten times, mostly
while its region is fought over; the others once or never. One claim vouches for each period, on its first day.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
from django.db import connection

from conflictmap.actors.models import Actor
from conflictmap.control.models import Revision

FIRST = date(2014, 1, 1)
CITIES = 60
SEATS = 7
FRONT_PART = 0.2
STATUSES = ("held", "contested", "mixed", "disputed")
CONFIDENCES = (0.9, 0.75, 0.6)
# Fill and line of the light and of the dark map, and the engraving.
PARTIES = [
    ("#2e63a8", "#1d4377", "#5b8fd6", "#a9c8f2", "horizontal"),
    ("#b5452f", "#7d2a1a", "#d9715c", "#f2b6a9", "solid"),
    ("#4f7d3a", "#325425", "#7cae65", "#c0deb1", "vertical"),
    ("#8a5a9e", "#5f3a70", "#b383c7", "#dfc2ec", "dots"),
    ("#b58a1f", "#7d5e10", "#d9b04a", "#f2dca0", "plus"),
    ("#3d8a8a", "#255c5c", "#66b5b5", "#b0e0e0", "waves"),
    ("#7a7a3a", "#525225", "#a8a860", "#dcdcb0", "grid"),
    ("#a85a7a", "#753a52", "#cf85a3", "#f0c0d4", "rings"),
]


@dataclass(frozen=True, slots=True)
class Country:
    """A box in degrees, its part of all towns, and who fights over it (indexes of PARTIES)."""

    code: str
    west: float
    south: float
    east: float
    north: float
    part: float
    parties: tuple[int, ...]


COUNTRIES = (
    Country("UA", 24.5, 46.5, 38.5, 51.5, 0.5, (0, 1, 7)),
    Country("SY", 36.2, 32.6, 41.8, 36.8, 0.25, (2, 3, 4, 7)),
    Country("IQ", 40.0, 30.2, 47.5, 36.8, 0.25, (5, 3, 6, 7)),
)

SYLLABLES = [consonant + vowel for consonant in "bdfghklmnrstz" for vowel in "aeiou"]


@dataclass(frozen=True, slots=True)
class Places:
    """Towns in columns; `front` is small where two parties are equally near, `cluster` tells the nearest city."""

    lon: np.ndarray
    lat: np.ndarray
    country: np.ndarray
    holder: np.ndarray
    front: np.ndarray
    cluster: np.ndarray
    population: np.ndarray


@dataclass(frozen=True, slots=True)
class Periods:
    """Periods in columns, those of a town side by side in order; days since FIRST, `end` -1 while open."""

    town: list[int]
    start: list[int]
    end: list[int]
    holder: list[int]
    status: list[int]
    other: list[int]


def make_places(count: int, random: np.random.Generator) -> Places:
    """Draw the towns of all countries."""
    columns: list[tuple[np.ndarray, ...]] = []
    for number, country in enumerate(COUNTRIES):
        size = round(count * country.part)
        low = np.array([country.west, country.south])
        high = np.array([country.east, country.north])
        cities = random.uniform(low, high, (CITIES, 2))
        cluster = random.choice(CITIES, size, p=random.dirichlet(np.full(CITIES, 2.0)))
        around = cities[cluster] + random.normal(0, 1, (size, 2)) * random.gamma(2.0, 0.2, (size, 1))
        alone = random.random((size, 1)) < 0.3
        points = np.where(alone, random.uniform(low, high, (size, 2)), around)
        points = np.where((points < low) | (points > high), random.uniform(low, high, (size, 2)), points)
        seats = random.uniform(low, high, (SEATS, 2))
        distances = np.hypot(*(points[:, None] - seats).transpose(2, 0, 1))
        holder = np.array(country.parties)[np.argmin(distances, axis=1) % len(country.parties)]
        nearest = np.sort(distances, axis=1)
        columns.append(
            (
                *np.round(points, 5).T,
                np.full(size, number),
                holder,
                nearest[:, 1] - nearest[:, 0],
                cluster + number * CITIES,
                np.exp(random.normal(7, 1.4, size)).astype(int),
            )
        )
    return Places(*(np.concatenate(parts) for parts in zip(*columns, strict=True)))


def make_periods(places: Places, days: int, random: np.random.Generator) -> Periods:
    """Draw the periods of all towns."""
    count = len(places.lon)
    fought_over = places.front < np.quantile(places.front, FRONT_PART)
    changes = np.where(fought_over, np.maximum(1, random.poisson(9, count)), random.random(count) < 0.5)
    campaigns = random.integers(30, days - 30, (CITIES * len(COUNTRIES), 12))
    total = int(changes.sum())
    owner = np.repeat(np.arange(count), changes)
    campaign = campaigns[places.cluster[owner], random.integers(0, 12, total)] + random.integers(-10, 11, total)
    moments = np.where(random.random(total) < 0.7, campaign, random.integers(1, days, total)).clip(1, days - 1)
    pairs = np.unique(np.stack([owner, moments], axis=1), axis=0)
    chance = random.random((len(pairs), 2))

    periods = Periods([], [], [], [], [], [])
    bounds = np.searchsorted(pairs[:, 0], np.arange(count + 1)).tolist()
    days_of, first, second = pairs[:, 1].tolist(), chance[:, 0].tolist(), chance[:, 1].tolist()
    for town in range(count):
        holder, status, other, start = int(places.holder[town]), 0, -1, 0
        ring = COUNTRIES[places.country[town]].parties * 2
        for change in range(bounds[town], bounds[town + 1]):
            _add(periods, town, start, days_of[change], holder, status, other)
            start = days_of[change]
            place = ring.index(holder)
            if status == 0 and first[change] < 0.4:
                status, other = 1 + int(second[change] * 1.3), ring[place + 1]
            else:
                status, other, holder = 0, -1, ring[place + (1 if second[change] < 0.85 else 2)]
        _add(periods, town, start, -1, holder, status, other)
    return periods


def _add(periods: Periods, town: int, start: int, end: int, holder: int, status: int, other: int) -> None:
    periods.town.append(town)
    periods.start.append(start)
    periods.end.append(end)
    periods.holder.append(holder)
    periods.status.append(status)
    periods.other.append(other)


def fill_database(towns: int, days: int, seed: int = 11) -> tuple[Places, Periods]:
    """Write the story into the database of the Django settings, by COPY; answer with it."""
    random = np.random.default_rng(seed)
    places = make_places(towns, random)
    periods = make_periods(places, days, random)
    letters = random.integers(0, len(SYLLABLES), (len(places.lon), 4)).tolist()
    actors = Actor.objects.bulk_create(
        Actor(
            slug=f"party-{number}",
            name=f"Party {number}",
            canonical=f"Party {number}",
            fill_light=style[0],
            line_light=style[1],
            fill_dark=style[2],
            line_dark=style[3],
            engraving=style[4],
        )
        for number, style in enumerate(PARTIES)
    )
    with connection.cursor() as cursor:
        # Checked on every row, the constraint takes longer than all the rest; the rows are made so that it holds.
        cursor.execute("ALTER TABLE control_controlperiod DROP CONSTRAINT control_period_no_overlap")
        with cursor.copy(
            "COPY gazetteer_town (id, slug, name, place_kind, country, region, point, population, origin,"
            " loaded_digest, source) FROM STDIN"
        ) as copy:
            rows = zip(
                places.lon.tolist(),
                places.lat.tolist(),
                places.country.tolist(),
                places.population.tolist(),
                strict=True,
            )
            for number, (lon, lat, country, population) in enumerate(rows):
                name = "".join(SYLLABLES[letter] for letter in letters[number][: 2 + number % 3]).capitalize()
                slug = f"{name.lower()}-{number}"
                code = COUNTRIES[country].code
                region = f"Province {lon // 2:.0f}"
                copy.write_row(
                    (
                        number + 1,
                        slug,
                        name,
                        "town",
                        code,
                        region,
                        f"SRID=4326;POINT({lon} {lat})",
                        population,
                        "bench",
                        "",
                        "",
                    )
                )
        with cursor.copy(
            "COPY control_controlperiod (id, town_id, days, status, rule, confidence, confirmations, unreviewed)"
            " FROM STDIN"
        ) as copy:
            for number, (town, start, end, status) in enumerate(
                zip(periods.town, periods.start, periods.end, periods.status, strict=True)
            ):
                first = (FIRST + timedelta(days=start)).isoformat()
                last = "" if end < 0 else (FIRST + timedelta(days=end)).isoformat()
                confidence = CONFIDENCES[status % 3]
                copy.write_row(
                    (
                        number + 1,
                        town + 1,
                        f"[{first},{last})",
                        STATUSES[status],
                        3,
                        confidence,
                        f'[["{first}", {confidence}]]',
                        False,
                    )
                )
        with cursor.copy(
            "COPY control_periodholder (period_id, actor_id, position, share, inferred) FROM STDIN"
        ) as copy:
            for number, (holder, other) in enumerate(zip(periods.holder, periods.other, strict=True)):
                copy.write_row((number + 1, actors[holder].pk, 0, None, False))
                if other >= 0:
                    copy.write_row((number + 1, actors[other].pk, 1, None, False))
        cursor.execute("ANALYZE")
    Revision.objects.create()
    return places, periods
