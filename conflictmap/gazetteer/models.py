"""Town and TownName: the places of the map and their spellings."""

from __future__ import annotations

from django.contrib.gis.db import models
from django.contrib.postgres.indexes import GinIndex
from django.core.validators import RegexValidator

from conflictmap.core.claims import PlaceKind

COUNTRY_CODE = RegexValidator(r"^[A-Z]{2}$", "Write a country as its two-letter ISO 3166-1 code, as in IQ.")
POINT_PLACE_KINDS = [(kind.value, kind.value.capitalize()) for kind in PlaceKind if kind is not PlaceKind.REGION]


class Town(models.Model):
    """A populated place with a point; also a district or facility that has a timeline of its own.

    `point` is lon/lat in WGS 84. `country` is an ISO 3166-1 alpha-2 code, `region` the name of its
    first-level division. A district or facility is `part_of` its town and never moves it.
    """

    slug = models.SlugField(max_length=120, unique=True)
    name = models.CharField(max_length=200)
    place_kind = models.CharField(max_length=10, choices=POINT_PLACE_KINDS, default=PlaceKind.TOWN.value)
    country = models.CharField(max_length=2, validators=[COUNTRY_CODE], db_index=True)
    region = models.CharField(max_length=200, blank=True)
    point = models.PointField(srid=4326)
    population = models.PositiveIntegerField(default=0)
    geonames_id = models.PositiveIntegerField(null=True, blank=True, unique=True)
    part_of = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="parts")
    origin = models.CharField(max_length=40, default="editor", help_text="Which file or person this place comes from.")
    source = models.CharField(
        max_length=200, blank=True, help_text="Who made the file that this place comes from, and its licence."
    )
    # MD5 of the place and its spellings as a loader left them: when they give another, an editor changed the
    # place and loaders leave it alone (conflictmap.gazetteer.loading). Empty for a place that an editor made.
    loaded_digest = models.CharField(max_length=32, blank=True, editable=False)

    class Meta:
        ordering = ["name", "pk"]
        indexes = [models.Index(fields=["-population"], name="gazetteer_town_population")]

    def __str__(self) -> str:
        where = ", ".join(part for part in (self.region, self.country) if part)
        return f"{self.name} ({where})"


class TownName(models.Model):
    """One spelling of a town. `language` is a BCP 47 tag such as ``ar`` or ``ar-Latn``, empty when unknown.

    `folded` is `conflictmap.gazetteer.folding.fold(name)`: the key under which the geocoder looks.
    """

    # The constraint below has an index that begins with the town.
    town = models.ForeignKey(Town, on_delete=models.CASCADE, related_name="names", db_index=False)
    name = models.CharField(max_length=200)
    folded = models.CharField(max_length=200, editable=False)
    language = models.CharField(max_length=35, blank=True)

    class Meta:
        ordering = ["name"]
        constraints = [models.UniqueConstraint(fields=["town", "name", "language"], name="gazetteer_townname_once")]
        indexes = [
            models.Index(fields=["folded"], name="gazetteer_townname_folded"),
            GinIndex(fields=["folded"], name="gazetteer_townname_trigram", opclasses=["gin_trgm_ops"]),
        ]

    def __str__(self) -> str:
        return self.name


class GeocodeAnswer(models.Model):
    """What an online geocoder answered to a query, kept so that it is asked only once.

    `answer` is a list of ``{"address", "lat", "lon"}``, empty when the geocoder knows no such place.
    """

    geocoder = models.CharField(max_length=40)
    query = models.CharField(max_length=400)
    answer = models.JSONField()
    fetched = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["-fetched"]
        constraints = [models.UniqueConstraint(fields=["geocoder", "query"], name="gazetteer_geocodeanswer_once")]

    def __str__(self) -> str:
        return f"{self.query} ({self.geocoder})"
