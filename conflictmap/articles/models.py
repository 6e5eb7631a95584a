"""Source and Article: who published what, when."""

from __future__ import annotations

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy

from conflictmap.actors.models import Actor


class SourceKind(models.TextChoices):
    """What sort of publisher a source is."""

    AGENCY = "agency", gettext_lazy("News agency")
    PAPER = "paper", gettext_lazy("Newspaper or broadcaster")
    MONITOR = "monitor", gettext_lazy("Monitoring group")
    CHRONOLOGY = "chronology", gettext_lazy("Chronology")
    OFFICIAL = "official", gettext_lazy("Party to the conflict or government")
    OTHER = "other", gettext_lazy("Other")


class Source(models.Model):
    """Who publishes. `weight` in 0..1 is its reliability; `partisan_of` the actor whose side it takes."""

    slug = models.SlugField(unique=True)
    name = models.CharField(max_length=200, unique=True)
    kind = models.CharField(max_length=12, choices=SourceKind.choices, default=SourceKind.OTHER)
    weight = models.FloatField(
        default=0.7,
        validators=[MinValueValidator(0), MaxValueValidator(1)],
        help_text="Reliability from 0 to 1: how much a claim of this source counts.",
    )
    partisan_of = models.ForeignKey(
        Actor, null=True, blank=True, on_delete=models.PROTECT, related_name="partisan_sources"
    )
    url = models.URLField(blank=True)
    licence = models.CharField(max_length=200, blank=True, help_text="Under which terms its texts may be shown.")

    class Meta:
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                condition=Q(weight__gte=0, weight__lte=1),
                name="articles_source_weight_0_to_1",
                violation_error_message="The weight must be between 0 and 1.",
            )
        ]

    def __str__(self) -> str:
        return self.name


class Article(models.Model):
    """One text of one source with its publication date. Its text never changes after ingest.

    `content_hash` is the SHA-256 of source, date and text: the same article is taken in once.
    `wording` is a fingerprint of the text alone without case, spaces and punctuation: copies of one
    wire report share it.
    """

    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="articles")
    title = models.CharField(max_length=300, blank=True)
    text = models.TextField()
    published = models.DateField(db_index=True)
    url = models.URLField(max_length=1000, blank=True)
    reference = models.CharField(max_length=500, blank=True, help_text="Where the text or its facts come from.")
    language = models.CharField(max_length=35, default="en")
    content_hash = models.CharField(max_length=64, unique=True, editable=False)
    wording = models.CharField(max_length=64, db_index=True, editable=False)
    received = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-published", "-pk"]

    def __str__(self) -> str:
        return self.title or f"{self.source}, {self.published:%-d %B %Y}"
