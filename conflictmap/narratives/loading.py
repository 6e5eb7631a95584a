"""Narratives from YAML files into the database."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml
from django.db import transaction

from conflictmap.gazetteer.models import Town
from conflictmap.narratives.models import Chapter, Narrative


class NarrativeFileError(ValueError):
    """A file of a narrative cannot be used; the message names the chapter and what is wrong."""


@transaction.atomic
def load_narrative(path: Path) -> int:
    """Add the narrative of a file in each of its languages that the database lacks; answer how many were added.

    What is there already stays as it is: editors may have changed it. Raises NarrativeFileError; then nothing is added.
    """
    content: dict[str, Any] = yaml.safe_load(path.read_text())
    known = set(Narrative.objects.filter(slug=content["slug"]).values_list("language", flat=True))
    added = [language for language in content["versions"] if language not in known]
    for language in added:
        version = content["versions"][language]
        narrative = Narrative.objects.create(
            slug=content["slug"], language=language, title=version["title"], lead=version["lead"], is_published=True
        )
        if len(version["chapters"]) != len(content["chapters"]):
            raise NarrativeFileError(
                f"{path.name}, {language}: {len(version['chapters'])} chapters, but {len(content['chapters'])} views"
            )
        for position, (view, words) in enumerate(zip(content["chapters"], version["chapters"], strict=True), start=1):
            add_chapter(narrative, position, view, words, f"{path.name}, chapter {position}")
    return len(added)


def add_chapter(
    narrative: Narrative, position: int, view: dict[str, Any], words: dict[str, str], where: str
) -> Chapter:
    """Add one chapter. Raises NarrativeFileError for a town that the gazetteer lacks."""
    latitude, longitude, zoom = view.get("view", (None, None, None))
    chapter = Chapter(
        narrative=narrative,
        position=position,
        day=view["day"],
        latitude=latitude,
        longitude=longitude,
        zoom=zoom,
        heading=words["heading"],
        text=words["text"],
    )
    chapter.full_clean()
    chapter.save()
    slugs = view.get("towns", [])
    towns = list(Town.objects.filter(slug__in=slugs))
    missing = sorted(set(slugs) - {town.slug for town in towns})
    if missing:
        raise NarrativeFileError(f"{where}: the gazetteer has no town “{missing[0]}”")
    chapter.towns.set(towns)
    return chapter
