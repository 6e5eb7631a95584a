"""Which of the places of a name a text means: the words beside it, the other places of the text, and size.

The rules look at all names of a text together, twice: first each by itself, then with what the others have shown.
One name means one place in a text, unless the words after it say otherwise.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from conflictmap.gazetteer.countries import capital_key
from conflictmap.gazetteer.folding import plain
from conflictmap.gazetteer.geoparsing.recognition import PlaceName
from conflictmap.gazetteer.geoparsing.world import World, WorldPlace
from conflictmap.gazetteer.ranking import distance_km

# What speaks for a place, in the units of a tenfold population (which counts 0.1).
KIND = {"continent": 0.6, "country": 0.55, "region": 0.15, "division": 0.25, "county": -0.15, "town": 0.0}
ALTERNATE_NAME = -0.15
# "Aleppo" is the town rather than the Aleppo Governorate.
SEAT_OF_AREA = -0.4
SEAT_SHARE = 0.03
# The capital of a country, unless it is a little town.
CAPITAL = 0.4
CAPITAL_SIZE = 100_000
WITHIN = 1.0
NOT_WITHIN = -0.2
SAID_AREA = 0.6
SAID_TOWN = 0.3
COUNTRY = 0.5
PREFERRED = 0.5
NEAR = 0.3
NEAR_KM = 200.0
# So many of the surest places say what is near, so that a text that names thousands takes no longer for each.
POINTS_KEPT = 60
# Two entries this near to each other are a town and the area around it.
SAME_PLACE_KM = 50.0
# The key of a name, what it lies in, and whether the words say it is an area, or a town, or lies in an area that they
# call one: such names are one.
_Group = tuple[str, tuple[str, ...], bool, bool, bool]
_Chosen = dict[_Group, tuple[WorldPlace | None, float]]
AREA_KINDS = frozenset({"division", "county", "region"})


@dataclass(frozen=True, slots=True)
class Resolved:
    """A name and the place it means, or None; `score` in 0..1 says how far the place is ahead of all others."""

    name: PlaceName
    place: WorldPlace | None
    score: float


@dataclass(frozen=True, slots=True)
class _Context:
    """What the text says beside a name: countries asked for, sure points by key, and the weights of countries."""

    world: World
    preferred: Collection[str]
    points: Mapping[str, tuple[float, float]]
    weights: Mapping[str, float]


def resolve(
    names: Sequence[PlaceName], world: World, countries: Collection[str] = (), hints: Mapping[str, float] | None = None
) -> list[Resolved]:
    """The place of each name, in order.

    `countries` (ISO 3166-1 alpha-2) are preferred; `hints` are weights of countries that the text's words speak of.
    """
    groups: defaultdict[_Group, list[PlaceName]] = defaultdict(list)
    for name in names:
        groups[_group(name)].append(name)
    candidates = {group: _candidates(members[0], world) for group, members in groups.items()}
    preferred = {code.upper() for code in countries}
    chosen: _Chosen = {}
    for _ in range(2):
        points = _points(chosen)
        votes = _votes(chosen, groups, hints or {})
        for group, members in groups.items():
            # A name does not speak for itself: what it was taken for before is no reason to take it so again.
            own = _votes({group: chosen[group]}, groups, {}) if group in chosen else {}
            weights = _shares({country: count - own.get(country, 0.0) for country, count in votes.items()})
            context = _Context(world, preferred, points, weights)
            chosen[group] = _choose(members[0], candidates[group], context)
    _agree(chosen)
    return [Resolved(name, *chosen[_group(name)]) for name in names]


def _group(name: PlaceName) -> _Group:
    return name.key, name.within, name.area, name.town, name.in_area


def _candidates(name: PlaceName, world: World) -> list[WorldPlace]:
    places = list(world.named(name.key))
    if not places and name.part_of:
        return [place for place in world.named(name.part_of) if place.kind not in {"town", "county"}]
    if name.area:
        places += [place for place in world.areas(name.key) if place not in places]
    return places


def _votes(
    chosen: _Chosen, groups: Mapping[_Group, Sequence[PlaceName]], hints: Mapping[str, float]
) -> dict[str, float]:
    """How much speaks for each country: the places chosen in it, and the words of the text."""
    votes = dict(hints)
    for group, (place, _) in chosen.items():
        if place and place.country:
            vote = (2.0 if place.kind == "country" else 1.0) * math.sqrt(len(groups[group]))
            votes[place.country] = votes.get(place.country, 0.0) + vote
    return votes


def _shares(votes: Mapping[str, float]) -> dict[str, float]:
    """The weight of each country, 1 for the one that most speaks for."""
    most = max(votes.values(), default=0.0)
    return {country: count / most for country, count in votes.items()} if most > 0 else {}


def _points(chosen: _Chosen) -> dict[str, tuple[float, float]]:
    """The points of the surest of the smaller places chosen so far, by the keys of their names."""
    sure = sorted(
        (
            (-score, group[0], (place.lon, place.lat))
            for group, (place, score) in chosen.items()
            if place and place.kind in {"town", "county", "division"}
        ),
    )
    return {key: point for _, key, point in sure[:POINTS_KEPT]}


def _choose(name: PlaceName, candidates: Sequence[WorldPlace], context: _Context) -> tuple[WorldPlace | None, float]:
    if not candidates:
        return None, 0.0
    holders = _holders(name, candidates, context.world)
    if _is_of_none(name, candidates, holders, context.world):
        return None, 0.0
    seats: dict[str, int] = {}
    for town in candidates:
        if town.kind == "town":
            seats[town.country] = max(seats.get(town.country, 0), town.population)
    scored = sorted(
        (
            (_words_for(place, name, holders, seats, context.world) + _context_for(place, name, context), place)
            for place in candidates
        ),
        key=lambda pair: (-pair[0], -pair[1].population, pair[1].geonames_id or 0),
    )
    best, place = scored[0]
    elsewhere = [score for score, other in scored[1:] if distance_km(_point(other), _point(place)) > SAME_PLACE_KM]
    lead = best - max(elsewhere) if elsewhere else 1.0
    return place, round(1 / (1 + math.exp(-6 * lead)), 3)


def _point(place: WorldPlace) -> tuple[float, float]:
    return place.lon, place.lat


def _holders(name: PlaceName, candidates: Sequence[WorldPlace], world: World) -> list[WorldPlace]:
    """The areas that a name lies in by what follows it: "China, Japan" is a list, "Georgia, United States" is not."""
    holders = [place for key in name.within for place in world.named(key) if place.kind not in {"town", "county"}]
    if any(place.kind in {"country", "continent"} for place in candidates):
        inside = [place for place in candidates if place.kind in AREA_KINDS]
        return [
            holder
            for holder in holders
            if holder.kind == "division" or any(_lies_in(place, holder, world) for place in inside)
        ]
    return holders


def _is_of_none(name: PlaceName, candidates: Sequence[WorldPlace], holders: Sequence[WorldPlace], world: World) -> bool:
    """Whether the text says in so many words that a name lies in a division ("Donetsk Oblast") where none of it is."""
    inside = (place for place in candidates for holder in holders if _lies_in(place, holder, world))
    return name.in_area and len(holders) > 0 and next(inside, None) is None


def _words_for(
    place: WorldPlace, name: PlaceName, holders: Sequence[WorldPlace], seats: Mapping[str, int], world: World
) -> float:
    """What its size and kind and the words around the name say for a place.

    `seats` are the people of the largest town so named of each country.
    """
    score = math.log10(place.population + 10) / 10 + KIND[place.kind]
    if place.kind == "town" and plain(place.name) != name.key:
        score += ALTERNATE_NAME
    elif place.kind == "town" and place.population >= CAPITAL_SIZE and name.key == capital_key(place.country):
        score += CAPITAL
    elif place.kind in {"division", "county"} and _has_seat(place, name, seats):
        score += SEAT_OF_AREA
    if holders:
        score += WITHIN if any(_lies_in(place, holder, world) for holder in holders) else NOT_WITHIN
    if name.area:
        score += SAID_AREA if place.kind in AREA_KINDS else 0.0
    elif name.town:
        score += SAID_TOWN if place.kind == "town" else 0.0
    return score


def _has_seat(area: WorldPlace, name: PlaceName, seats: Mapping[str, int]) -> bool:
    """Whether an area shares its name with its chief town. A state of the United States does not: New York."""
    town = seats.get(area.country, -1)
    return town >= SEAT_SHARE * area.population and (area.country != "US" or plain(area.name) != name.key)


def _context_for(place: WorldPlace, name: PlaceName, context: _Context) -> float:
    """What the rest of the text says for a place."""
    score = COUNTRY * context.weights.get(place.country, 0.0)
    if place.country in context.preferred:
        score += PREFERRED
    others = (point for key, point in context.points.items() if key != name.key)
    nearest = min((distance_km(_point(place), other) for other in others), default=math.inf)
    return score + NEAR / (1 + nearest / NEAR_KM)


def _lies_in(place: WorldPlace, holder: WorldPlace, world: World) -> bool:
    if place == holder or place.kind in {"continent", "country"}:
        return False
    if holder.kind == "country":
        return place.country == holder.country
    if holder.kind == "division":
        if place.country != holder.country:
            return False
        return place.kind != "town" or place.division in {"", world.division_code(holder)}
    return False


def _agree(chosen: _Chosen) -> None:
    """Let a name without a holder mean what the same name means where one is told."""
    told = {group[0]: found for group, found in chosen.items() if group[1] and found[0]}
    for group in chosen:
        if not group[1] and not group[2] and group[0] in told:
            chosen[group] = told[group[0]]
