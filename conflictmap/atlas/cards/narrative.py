"""What the card of a story that editors tell shows: its title, its lead and its first chapter."""

from __future__ import annotations

from hashlib import sha256

from django.utils.translation import get_language

from conflictmap.narratives.models import Chapter, Narrative


def first_chapter(slug: str) -> tuple[Narrative | None, Chapter | None]:
    """A published narrative, in the active language where it is told in it, and its first chapter."""
    found = Narrative.objects.published().filter(slug=slug).in_language(get_language() or "")
    return (found[0], found[0].chapters.first()) if found else (None, None)


def narrative_edition(slug: str) -> str | None:
    """A short text that changes with anything that the card shows of a narrative; ``None`` where there is none."""
    narrative, chapter = first_chapter(slug)
    if narrative is None:
        return None
    shown = [
        narrative.language,
        narrative.title,
        narrative.lead,
        *([str(chapter.day), chapter.view] if chapter else []),
    ]
    return sha256("\n".join(shown).encode()).hexdigest()[:8]
