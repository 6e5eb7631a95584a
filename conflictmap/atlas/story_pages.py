"""Stories: what editors tell with the map (`conflictmap.narratives`), as pages that also work without a script."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from conflictmap.actors.models import Actor
from conflictmap.atlas.cards.asked import CardKey
from conflictmap.atlas.cards.chapter import ChapterMap, chapter_map
from conflictmap.atlas.cards.narrative import chapters_of, narrative_edition
from conflictmap.atlas.map_settings import map_settings
from conflictmap.atlas.town_names import local_names
from conflictmap.atlas.town_table import Row, table_rows
from conflictmap.control.models import ControlPeriod
from conflictmap.control.story import current_revision, current_story
from conflictmap.gazetteer.models import Town
from conflictmap.narratives.models import Chapter, Narrative


@dataclass(frozen=True, slots=True)
class TownThen:
    """A town of a chapter, and who held it on the chapter's day; ``None`` where nobody had said so by then."""

    town: Town
    name: str
    row: Row | None


@dataclass(frozen=True, slots=True)
class MapPicture:
    """The map of a chapter for paper and for readers without a script, and what stands on it."""

    address: str
    content: ChapterMap


@dataclass(frozen=True, slots=True)
class ToldChapter:
    """A chapter with what the map says of its towns. It has a picture once readers may see it."""

    chapter: Chapter
    towns: tuple[TownThen, ...]
    picture: MapPicture | None

    @property
    def map_address(self) -> str:
        """The map on the chapter's day, in its view."""
        parts = {"date": self.chapter.day.isoformat()} | ({"view": self.chapter.view} if self.chapter.view else {})
        return f"{reverse('atlas:map')}?{urlencode(parts, safe=',')}"


def told_chapters(narrative: Narrative) -> list[ToldChapter]:
    """The chapters in order, in a few queries for each and a few for all."""
    chapters = chapters_of(narrative)
    names = local_names(town for chapter in chapters for town in chapter.towns.all())
    pictures = map_pictures(narrative, chapters) if narrative.is_published else [None] * len(chapters)
    return [
        ToldChapter(chapter, towns_on(list(chapter.towns.all()), chapter.day, names), picture)
        for chapter, picture in zip(chapters, pictures, strict=True)
    ]


def map_pictures(narrative: Narrative, chapters: list[Chapter]) -> list[MapPicture]:
    """The picture of each chapter."""
    revision, language = current_revision(), get_language() or settings.LANGUAGE_CODE
    edition = narrative_edition(narrative, chapters)
    actors = list(Actor.objects.order_by("name"))
    return [
        MapPicture(
            CardKey(revision, language, narrative=narrative.slug, chapter=place, edition=edition).address,
            chapter_map(revision, chapter, actors),
        )
        for place, chapter in enumerate(chapters, 1)
    ]


def towns_on(towns: list[Town], day: date, names: dict[int, str]) -> tuple[TownThen, ...]:
    """The towns with their holders on a day, by name."""
    found = ControlPeriod.objects.on(day).filter(town__in=towns).select_related("town").with_holders()
    rows = {row.period.town_id: row for row in table_rows(found, day, names)}
    return tuple(
        TownThen(town, names[town.pk], rows.get(town.pk)) for town in sorted(towns, key=lambda town: names[town.pk])
    )


@require_safe
@cache_control(no_cache=True)
def stories(request: HttpRequest) -> HttpResponse:
    """All published stories, each in the language of the page where it is told in it."""
    found = Narrative.objects.published().prefetch_related("chapters").in_language(get_language())
    return render(request, "atlas/stories.html", {"narratives": found})


@require_safe
@cache_control(no_cache=True)
def story(request: HttpRequest, slug: str) -> HttpResponse:
    """One story, in another language where it is not told in that of the page; editors also see it unpublished."""
    may_preview = request.user.has_perm("narratives.view_narrative")
    narratives = Narrative.objects.all() if may_preview else Narrative.objects.published()
    found = narratives.filter(slug=slug).in_language(get_language())
    if not found:
        raise Http404(f"There is no story {slug}.")
    narrative = found[0]
    chapters = told_chapters(narrative)
    context = {
        "narrative": narrative,
        "chapters": chapters,
        "direction": "rtl" if narrative.language in settings.LANGUAGES_BIDI else "ltr",
        "map_settings": map_settings(current_story(), chapters[0].chapter.day if chapters else None),
    }
    return render(request, "atlas/story.html", context)
