"""Actor and ActorAlias: who can hold a town, under which names and in which colours."""

from __future__ import annotations

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import get_language

HEX_COLOUR = RegexValidator(
    r"^#[0-9a-f]{6}$", "Write a colour as # and six lower-case hexadecimal digits, as in #2e63a8."
)
COUNTRY_CODE = RegexValidator(r"^[A-Z]{2}$", "Write a country as its two-letter ISO 3166-1 code, as in IQ.")


class Engraving(models.TextChoices):
    """The fine pattern that tells an actor's areas apart without colour."""

    SOLID = "solid", "Solid"
    HORIZONTAL = "horizontal", "Horizontal lines"
    VERTICAL = "vertical", "Vertical lines"
    DOTS = "dots", "Dots"
    PLUS = "plus", "Plus signs"
    WAVES = "waves", "Waves"
    GRID = "grid", "Square grid"
    RINGS = "rings", "Rings"


def check_names(value: object) -> None:
    """Names in other languages: {"ar": {"name": "…", "short_name": "…"}}, the short one only where there is one.

    Raises ValidationError that names the language or part that is wrong.
    """
    others = [code for code, _ in settings.LANGUAGES if code != settings.LANGUAGE_CODE]
    if not isinstance(value, dict):
        raise ValidationError('Write names as in {"ar": {"name": "…", "short_name": "…"}}.')
    for language, names in value.items():
        if language not in others:
            raise ValidationError(f"“{language}” is not one of the languages of the pages: {', '.join(others)}.")
        if not isinstance(names, dict) or not names.get("name") or not names.keys() <= {"name", "short_name"}:
            raise ValidationError(f"{language}: write a name, and a short_name where there is one, and nothing else.")
        if not all(isinstance(name, str) and len(name) <= 100 for name in names.values()):
            raise ValidationError(f"{language}: a name is a text of at most 100 characters.")


class Actor(models.Model):
    """A party that can hold a town.

    `name` is the actor's own common English name, `names` what it is called in the other
    languages of the pages. `canonical` is the name that extraction gives it,
    ``docs/glossary.md``. Colours are "#rrggbb" for the light and the dark map; empty means that the
    map draws the actor without colour.
    """

    slug = models.SlugField(unique=True)
    name = models.CharField(max_length=100, unique=True)
    short_name = models.CharField(max_length=40, blank=True, help_text="Used after the first mention, as in SDF.")
    names = models.JSONField(
        default=dict,
        blank=True,
        validators=[check_names],
        help_text='Its names in the other languages of the pages, as in {"ar": {"name": "…", "short_name": "…"}}.',
    )
    canonical = models.CharField(max_length=100, unique=True, help_text="The name that extraction uses for this actor.")
    countries = ArrayField(
        models.CharField(max_length=2, validators=[COUNTRY_CODE]),
        default=list,
        blank=True,
        help_text="ISO 3166-1 codes of the countries it holds towns in: a hint for placing what an article names.",
    )
    fill_light = models.CharField(max_length=7, blank=True, validators=[HEX_COLOUR])
    line_light = models.CharField(max_length=7, blank=True, validators=[HEX_COLOUR])
    fill_dark = models.CharField(max_length=7, blank=True, validators=[HEX_COLOUR])
    line_dark = models.CharField(max_length=7, blank=True, validators=[HEX_COLOUR])
    engraving = models.CharField(max_length=12, choices=Engraving.choices, default=Engraving.SOLID)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    @property
    def local_name(self) -> str:
        """The name in the language of the page, the English one where there is none."""
        return str(self.names.get(get_language(), {}).get("name", self.name))


class ActorAlias(models.Model):
    """A name under which texts speak of an actor, where and while it means that actor.

    `country` is an ISO 3166-1 alpha-2 code, empty for everywhere. `first_day` and `last_day` are
    inclusive, empty for always. `language` is a BCP 47 tag. With `always`, the name means this actor in
    its scope whatever extraction made of it: "Turkish-backed rebels" of northern Syria belong to a party
    of its own on this map, although extraction counts them among the rebels.
    """

    actor = models.ForeignKey(Actor, on_delete=models.CASCADE, related_name="aliases")
    text = models.CharField(max_length=100)
    country = models.CharField(max_length=2, blank=True, validators=[COUNTRY_CODE])
    first_day = models.DateField(null=True, blank=True)
    last_day = models.DateField(null=True, blank=True)
    language = models.CharField(max_length=35, default="en")
    always = models.BooleanField(
        default=False, help_text="Means this actor here and then, even where extraction read another one."
    )

    class Meta:
        ordering = ["text"]
        verbose_name_plural = "actor aliases"
        constraints = [
            models.UniqueConstraint(
                fields=["actor", "text", "country", "first_day", "last_day"],
                nulls_distinct=False,
                name="actors_alias_once",
            ),
            models.CheckConstraint(
                condition=Q(first_day__isnull=True) | Q(last_day__isnull=True) | Q(first_day__lte=F("last_day")),
                name="actors_alias_days_in_order",
                violation_error_message="The first day must not be after the last day.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.text} ({self.actor})"
