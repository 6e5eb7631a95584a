"""A town's names beside the one that pages use: in Arabic letters and in transliteration."""

from __future__ import annotations

from dataclasses import dataclass

from conflictmap.gazetteer.models import Town, TownName


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
