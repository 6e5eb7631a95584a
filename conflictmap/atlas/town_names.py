"""Names of towns: in the language of the page, in Arabic letters, in transliteration."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from django.utils.translation import get_language

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


def names_in(language: str, towns: Iterable[int] | QuerySet[Any, Any]) -> dict[int, str]:
    """The first name in a language of each of the towns that has one; by keys, as `towns` are given. One query."""
    keys = towns if isinstance(towns, QuerySet) else list(towns)
    found = TownName.objects.filter(town__in=keys, language=language).order_by("-pk")
    return dict(found.values_list("town_id", "name").iterator())


def local_names(towns: Iterable[Town]) -> dict[int, str]:
    """The name of each town in the language of the page, else the one that all pages know; by their keys."""
    given = {town.pk: town for town in towns}
    language = get_language()
    names = {} if language == settings.LANGUAGE_CODE else names_in(language, given)
    return {key: names.get(key, town.name) for key, town in given.items()}
