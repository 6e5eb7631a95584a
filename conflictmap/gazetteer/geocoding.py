"""Place names to places, offline: over the gazetteer in the database.

`place_mentions` decides for all mentions of one article together. `Gazetteer` offers the same gazetteer as
a geopy geocoder. Exact spellings come before folded, folded before similar ones; see
`conflictmap.gazetteer.search` for how they are found and `conflictmap.gazetteer.ranking` for how one is chosen.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import Any

from django.contrib.gis.db.models.functions import Distance
from django.contrib.gis.geos import Point as GeosPoint
from django.contrib.gis.measure import D
from geopy.geocoders.base import DEFAULT_SENTINEL, Geocoder
from geopy.location import Location
from geopy.point import Point

from conflictmap.core.claims import PlaceKind
from conflictmap.gazetteer.candidates import Candidate, Placement, PlaceMention
from conflictmap.gazetteer.mentions import division_key
from conflictmap.gazetteer.models import Town
from conflictmap.gazetteer.ranking import Context, certain_points, fitting, rank, theatre_of
from conflictmap.gazetteer.search import find_matches

__all__ = ["Candidate", "Gazetteer", "PlaceMention", "Placement", "candidates_for", "place_mentions"]


def place_mentions(
    mentions: Sequence[PlaceMention], countries: Collection[str] = (), beside: Collection[PlaceMention] = ()
) -> list[Placement]:
    """Decide for every mention of one article which place it means; one placement a mention, in the same order.

    `countries` are the ISO 3166-1 codes that the article's actors and text point at. Unambiguous mentions
    add theirs, and their points say what is near; a region is never placed, but places in it are meant rather than
    others. `beside` are other places that the article names: they are context in the same way, under their exact or
    folded spelling only. At most three queries whatever the number of mentions.
    """
    named = {mention.text for mention in mentions if mention.place_kind is not PlaceKind.REGION}
    others = {mention.text for mention in beside if mention.place_kind is not PlaceKind.REGION}
    matches = find_matches(named, countries, others - named)
    found = {mention: fitting(mention, matches.get(mention.text, [])) for mention in (*mentions, *beside)}
    first_look = Context(
        first_look=True,
        theatre=theatre_of(list(found.values()), countries),
        divisions=frozenset(division_key(mention.text) for mention in found if mention.place_kind is PlaceKind.REGION),
    )
    certain = certain_points({mention: rank(mention, found[mention], first_look) for mention in found})
    context = replace(first_look, first_look=False)
    together = {
        mention: rank(
            mention,
            found[mention],
            replace(context, others=tuple(point for other, point in certain.items() if other != mention)),
        )
        for mention in set(mentions)
    }
    return [together[mention] for mention in mentions]


def candidates_for(
    text: str, countries: Collection[str] = (), place_kind: PlaceKind = PlaceKind.TOWN
) -> list[Candidate]:
    """The places that one mention may mean, best first; empty when none is spelled like it."""
    return list(place_mentions([PlaceMention(text, place_kind)], countries)[0].candidates)


class Gazetteer(Geocoder):  # type: ignore[misc]
    """The gazetteer as a geopy geocoder. Asks the database only; each `Location.raw` is a `Candidate`."""

    def geocode(
        self,
        query: str,
        *,
        exactly_one: bool = True,
        timeout: Any = DEFAULT_SENTINEL,
        country_codes: Collection[str] = (),
        place_kind: PlaceKind = PlaceKind.TOWN,
    ) -> Location | list[Location] | None:
        """The best place spelled like `query`, or all of them with ``exactly_one=False``; None when there is none.

        `country_codes` (ISO 3166-1 alpha-2) are preferred. `timeout` is taken for geopy's sake and not needed.
        """
        countries = {code.upper() for code in country_codes}
        locations = [_location(candidate) for candidate in candidates_for(query, countries, place_kind)]
        if not locations:
            return None
        return locations[0] if exactly_one else locations

    def reverse(
        self, query: Any, *, exactly_one: bool = True, timeout: Any = DEFAULT_SENTINEL, within_km: float = 50.0
    ) -> Location | list[Location] | None:
        """The places within `within_km` kilometres of a point, nearest first, at most ten; None when there is none.

        The point is anything geopy takes as one: ``(lat, lon)``, ``"35.3, 43.8"``.
        """
        point = Point(query)
        here = GeosPoint(point.longitude, point.latitude, srid=4326)
        # A degree of longitude shrinks towards the poles: the box is only a first cut that the index can serve.
        near = (
            Town.objects.filter(point__dwithin=(here, within_km / 30))
            .annotate(distance=Distance("point", here))
            .filter(distance__lte=D(km=within_km))
            .order_by("distance", "pk")[:10]
        )
        locations = [_location(_found_at(town, within_km)) for town in near]
        if not locations:
            return None
        return locations[0] if exactly_one else locations


def _location(candidate: Candidate) -> Location:
    address = ", ".join(part for part in (candidate.name, candidate.region, candidate.country) if part)
    return Location(address, (candidate.lat, candidate.lon), candidate)


def _found_at(town: Town, within_km: float) -> Candidate:
    distance: float = town.distance.km  # type: ignore[attr-defined]
    return Candidate(
        town=town.pk,
        name=town.name,
        country=town.country,
        region=town.region,
        lon=town.point.x,
        lat=town.point.y,
        population=town.population,
        place_kind=PlaceKind(town.place_kind),
        score=max(0.0, 1 - distance / within_km),
        reason="exact",
    )
