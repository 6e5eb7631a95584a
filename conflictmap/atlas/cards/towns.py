"""The towns of a map and who held them on its day, read in a constant number of queries however many they are."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from conflictmap.atlas.cards.asked import Side
from conflictmap.atlas.cards.ground import project
from conflictmap.atlas.timeline import towns_with_periods
from conflictmap.atlas.timeline_rows import ControlRow, PressureRow, Rows, stored_rows, variant_rows
from conflictmap.control.variant import Variant
from conflictmap.core.claims import PlaceKind
from conflictmap.core.days import Days
from conflictmap.core.periods import Status
from conflictmap.resolution.decay import is_stale_on


@dataclass(frozen=True, slots=True)
class Towns:
    """The towns that have any period, the largest first, as columns.

    `at` has Mercator x and y a row, `country` numbers of `countries` from 1 on, `has_area` is false for districts and
    facilities, which lie in the area of their town.
    """

    key: NDArray[np.int64]
    at: NDArray[np.float64]
    country: NDArray[np.uint8]
    has_area: NDArray[np.bool_]
    countries: tuple[str, ...]


class State(NamedTuple):
    """How a town is held: what decides its colours. `holders` are primary keys of actors, the principal one first."""

    status: Status
    holders: tuple[int, ...]
    is_stale: bool


@lru_cache(maxsize=2)
def read_towns(revision: int) -> Towns:
    """The towns of a revision, kept for the next card."""
    columns = ("pk", "country", "place_kind", "point")
    rows = list(towns_with_periods().order_by("-population", "pk").values_list(*columns))
    countries = tuple(sorted({country for _, country, _, _ in rows}))
    numbers = {country: index + 1 for index, country in enumerate(countries)}
    return Towns(
        key=np.array([pk for pk, *_ in rows], np.int64),
        at=project(np.array([(point.x, point.y) for *_, point in rows], float).reshape(-1, 2)),
        country=np.array([numbers[country] for _, country, _, _ in rows], np.uint8),
        has_area=np.array([kind == PlaceKind.TOWN for _, _, kind, _ in rows], bool),
        countries=countries,
    )


def states_on(revision: int, side: Side, day: date) -> dict[int, State]:
    """The state of each town on a day, by primary key; towns that nobody is known to hold are left out.

    Raises `conflictmap.control.variant.TooManyClaimsError`.
    """
    rows = stored_rows(day) if side.variant.is_standard else kept_variant_rows(revision, side.variant)
    pressed: dict[int, list[Days]] = defaultdict(list)
    for pressure in rows.pressure:
        pressed[pressure.town].append(Days(pressure.first, pressure.end))
    return {
        row.town: State(
            row.status, tuple(one.actor for one in row.holders), is_stale_on(row.confirmations, pressed[row.town], day)
        )
        for row in rows.control
        if holds_on(row, day) and row.status != Status.UNKNOWN and row.holders
    }


def holds_on(row: ControlRow | PressureRow, day: date) -> bool:
    """Whether a period holds on a day."""
    return (row.first is None or row.first <= day) and (row.end is None or day < row.end)


@lru_cache(maxsize=4)
def kept_variant_rows(revision: int, variant: Variant) -> Rows:
    """The periods of a variant. Working them out takes longer than drawing, and links differ by their day mostly."""
    return variant_rows(variant)
