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

    town = models.ForeignKey(Town, on_delete=models.CASCADE, related_name="names")
    name = models.CharField(max_length=200)
    folded = models.CharField(max_length=200, editable=False, db_index=True)
    language = models.CharField(max_length=35, blank=True)

    class Meta:
        ordering = ["name"]
        constraints = [models.UniqueConstraint(fields=["town", "name", "language"], name="gazetteer_townname_once")]
        indexes = [GinIndex(fields=["folded"], name="gazetteer_townname_trigram", opclasses=["gin_trgm_ops"])]

    def __str__(self) -> str:
        return self.name
