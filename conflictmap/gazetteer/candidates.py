"""The values of geocoding: what a text mentions, which places that may be, and where it was placed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from conflictmap.core.claims import PlaceKind

Reason = Literal["exact", "folded", "fuzzy"]


@dataclass(frozen=True, slots=True)
class PlaceMention:
    """A place as an article names it. `text` may end in a qualifier: ``Tripoli, Lebanon``, ``Rabia (Iraq)``."""

    text: str
    place_kind: PlaceKind = PlaceKind.TOWN


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place of the gazetteer that a mention may mean.

    `town` is its primary key, `country` an ISO 3166-1 alpha-2 code, `lon` and `lat` degrees in WGS 84,
    `population` 0 where unknown. `score` in 0..1 ranks the candidates of one mention. `reason` says how
    the spelling was found: letter by letter (but for case, diacritics and hyphens), under the folded key
    (`conflictmap.gazetteer.folding`), or as a similar spelling.
    """

    town: int
    name: str
    country: str
    region: str
    lon: float
    lat: float
    population: int
    place_kind: PlaceKind
    score: float
    reason: Reason


@dataclass(frozen=True, slots=True)
class Match:
    """A place whose spelling fits a mention; `likeness` in 0..1 is how well it fits.

    `of_its_name` tells that the spelling resembles the place's own name, and is no second name. `is_ours` tells that
    our overlay files have the spelling: it is what the news of a war calls a place of that country. `is_listed` tells
    that the place comes from a list of all villages of its country, so that namesakes of it would be matches too.
    """

    town: int
    name: str
    country: str
    region: str
    lon: float
    lat: float
    population: int
    place_kind: PlaceKind
    likeness: float
    reason: Reason
    of_its_name: bool = True
    is_ours: bool = False
    is_listed: bool = False


@dataclass(frozen=True, slots=True)
class Placement:
    """What was decided for one mention.

    `town` is the primary key of the place, or None when an editor must decide among `candidates` (best
    first, perhaps none). `reason` says in plain words why it was placed or why it waits.
    """

    town: int | None
    candidates: tuple[Candidate, ...]
    reason: str
