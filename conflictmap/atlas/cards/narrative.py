"""What cards and pictures need of a story that editors tell."""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import sha256

from django.utils.translation import get_language

from conflictmap.narratives.models import Chapter, Narrative


def published_narrative(slug: str) -> Narrative | None:
    """A published narrative, in the active language where it is told in it."""
    found = Narrative.objects.published().filter(slug=slug).in_language(get_language() or "")
    return found[0] if found else None


def chapters_of(narrative: Narrative) -> list[Chapter]:
    """The chapters in order, with their towns."""
    return list(narrative.chapters.prefetch_related("towns"))


def narrative_edition(narrative: Narrative, chapters: Iterable[Chapter]) -> str:
    """A short text that changes with anything that a picture shows of a narrative."""
    shown = [narrative.language, narrative.title, narrative.lead]
    for chapter in chapters:
        shown += [str(chapter.day), chapter.view, *sorted(town.slug for town in chapter.towns.all())]
    return sha256("\n".join(shown).encode()).hexdigest()[:8]
