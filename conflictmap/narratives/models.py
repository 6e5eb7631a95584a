"""Narrative and Chapter: what an editor tells with the map.

Pages call it a story; in code a story is all that the map knows.
"""

from __future__ import annotations

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q, QuerySet
from simple_history.models import HistoricalRecords

from conflictmap.gazetteer.models import Town


def page_languages() -> list[tuple[str, str]]:
    """The languages of the pages. A function, so that another language needs no migration."""
    return list(settings.LANGUAGES)


class NarrativeQuerySet(QuerySet["Narrative"]):
    """Reads of narratives."""

    def published(self) -> NarrativeQuerySet:
        """Those that everyone may read."""
        return self.filter(is_published=True)

    def in_language(self, language: str) -> list[Narrative]:
        """One of each slug, in `language` where it is told in it, by title."""
        found = sorted(self, key=lambda narrative: narrative.language == language)
        return sorted({narrative.slug: narrative for narrative in found}.values(), key=lambda one: one.title)


class Narrative(models.Model):
    """A story in one language. Versions of it in other languages have the same `slug`."""

    slug = models.SlugField(help_text="In the address. Versions in other languages have the same.")
    language = models.CharField(max_length=10, choices=page_languages, default=settings.LANGUAGE_CODE)
    title = models.CharField(max_length=200)
    lead = models.TextField(help_text="What it tells, in two or three sentences.")
    is_published = models.BooleanField("published", default=False, help_text="Until then only editors can open it.")
    history = HistoricalRecords()

    objects = NarrativeQuerySet.as_manager()

    class Meta:
        ordering = ["title"]
        verbose_name = "story"
        verbose_name_plural = "stories"
        constraints = [
            models.UniqueConstraint(
                fields=["slug", "language"],
                name="narratives_narrative_once_a_language",
                violation_error_message="This story has a version in this language already.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.title} ({self.language})"


class Chapter(models.Model):
    """One step of a narrative: a day, a view of the map, a caption, and the towns that it speaks of.

    `latitude` and `longitude` are the middle of the view in degrees WGS 84, `zoom` is Leaflet's; all three are empty
    for a view of the whole story. What is said of the `towns` beside the caption comes from their control periods.
    """

    narrative = models.ForeignKey(Narrative, on_delete=models.CASCADE, related_name="chapters")
    position = models.PositiveSmallIntegerField(help_text="Chapters are told in this order.")
    day = models.DateField()
    latitude = models.FloatField(null=True, blank=True, validators=[MinValueValidator(-85), MaxValueValidator(85)])
    longitude = models.FloatField(null=True, blank=True, validators=[MinValueValidator(-180), MaxValueValidator(180)])
    zoom = models.FloatField(null=True, blank=True, validators=[MinValueValidator(2), MaxValueValidator(14)])
    heading = models.CharField(max_length=200)
    text = models.TextField()
    towns = models.ManyToManyField(
        Town, blank=True, help_text="Listed with their holder on the day, each with a link to the evidence."
    )
    history = HistoricalRecords()

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(
                fields=["narrative", "position"],
                deferrable=models.Deferrable.DEFERRED,
                name="narratives_chapter_position_once",
            ),
            models.CheckConstraint(
                condition=Q(latitude__isnull=True, longitude__isnull=True, zoom__isnull=True)
                | Q(latitude__isnull=False, longitude__isnull=False, zoom__isnull=False),
                name="narratives_chapter_view_whole",
                violation_error_message="A view needs latitude, longitude and zoom; without them all is shown.",
            ),
        ]

    def __str__(self) -> str:
        return self.heading

    @property
    def place(self) -> tuple[float, float, float] | None:
        """The view as latitude, longitude and zoom; ``None`` for the whole story."""
        if self.latitude is None or self.longitude is None or self.zoom is None:
            return None
        return self.latitude, self.longitude, self.zoom

    @property
    def view(self) -> str:
        """The view as addresses write it, "34.8,41.2,6.5"; empty for the whole story."""
        return ",".join(f"{part:g}" for part in self.place or ())
