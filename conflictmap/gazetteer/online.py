"""Asking online geocoders about a place that the gazetteer does not have. Off unless GEOCODERS names some.

Answers are proposals for an editor, who may make a new place of one; nothing is ever placed by them alone.
Only the spelling and the country codes are sent. Each geocoder is asked at most once a second by a process,
as the usage policy of nominatim.openstreetmap.org demands, and every answer, also an empty one, is kept in
the database and not asked for again.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Collection
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from geopy.exc import GeopyError
from geopy.extra.rate_limiter import RateLimiter
from geopy.geocoders import GeoNames, Nominatim, Photon

from conflictmap.gazetteer.models import GeocodeAnswer

SECONDS_BETWEEN_REQUESTS = 1.0
TIMEOUT_SECONDS = 10
LONGEST_QUERY = 200
ANSWERS_KEPT = 5

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class OnlinePlace:
    """A place that an online geocoder proposes: its address there, and its point in degrees, WGS 84."""

    geocoder: str
    address: str
    lon: float
    lat: float


def ask_online(text: str, countries: Collection[str] = ()) -> list[OnlinePlace]:
    """What the first configured geocoder that knows the place proposes, at most five; empty when none does.

    `countries` (ISO 3166-1 alpha-2) narrow the search where the geocoder can. A geocoder that cannot be
    reached is passed over, with a line in the log. Raises ImproperlyConfigured for a wrong setting.
    """
    for name in settings.GEOCODERS:
        ask = _geocoder(name)
        places = _answer(name, ask, text.strip()[:LONGEST_QUERY], sorted({code.lower() for code in countries}))
        if places:
            return [OnlinePlace(name, place["address"], place["lon"], place["lat"]) for place in places]
    return []


def _answer(name: str, ask: Callable[..., Any], text: str, countries: list[str]) -> list[dict[str, Any]]:
    if not text:
        return []
    query = f"{text} [{','.join(countries)}]" if countries else text
    known = GeocodeAnswer.objects.filter(geocoder=name, query=query).first()
    if known is None:
        narrowed = _narrowed(name, countries)
        try:
            locations = ask(text, exactly_one=False, **narrowed) or []
        except GeopyError as error:
            logger.warning("The geocoder %s did not answer for %r: %s", name, text, error)
            return []
        answer = [
            {"address": location.address, "lat": location.latitude, "lon": location.longitude}
            for location in locations[:ANSWERS_KEPT]
        ]
        known, _ = GeocodeAnswer.objects.get_or_create(geocoder=name, query=query, defaults={"answer": answer})
    places: list[dict[str, Any]] = known.answer
    return places


def _narrowed(name: str, countries: list[str]) -> dict[str, Any]:
    """The parameter with which a geocoder keeps to some countries; Photon has none."""
    if not countries:
        return {}
    return {"nominatim": {"country_codes": countries}, "geonames": {"country": countries}}.get(name, {})


def _geocoder(name: str) -> Callable[..., Any]:
    """A geocoder's rate-limited `geocode`, as the settings describe it."""
    agent = settings.GEOCODER_USER_AGENT
    if name in {"nominatim", "photon"} and not agent:
        raise ImproperlyConfigured(
            f"GEOCODERS names {name}: say who asks in GEOCODER_USER_AGENT, as its operators demand."
        )
    if name == "nominatim":
        return _limited(Nominatim, *_scheme_and_domain(settings.NOMINATIM_DOMAIN), user_agent=agent)
    if name == "photon":
        return _limited(Photon, *_scheme_and_domain(settings.PHOTON_DOMAIN), user_agent=agent)
    if name == "geonames":
        if not settings.GEONAMES_USERNAME:
            raise ImproperlyConfigured("GEOCODERS names geonames: give your account in GEONAMES_USERNAME.")
        return _limited(GeoNames, "http", "api.geonames.org", username=settings.GEONAMES_USERNAME)
    raise ImproperlyConfigured(f"GEOCODERS names {name!r}; known are nominatim, photon and geonames.")


@cache
def _limited(geocoder: type, scheme: str, domain: str, **options: str) -> Callable[..., Any]:
    """One limiter a geocoder and process, however often it is asked for."""
    asked = geocoder(scheme=scheme, domain=domain, timeout=TIMEOUT_SECONDS, **options)
    limiter: Callable[..., Any] = RateLimiter(
        asked.geocode, min_delay_seconds=SECONDS_BETWEEN_REQUESTS, max_retries=0, swallow_exceptions=False
    )
    return limiter


def _scheme_and_domain(domain: str) -> tuple[str, str]:
    """``http://host:port`` names a geocoder of one's own; a bare domain is asked over https."""
    scheme, found, rest = domain.rpartition("://")
    return (scheme if found else "https"), rest.rstrip("/")
