"""Claim: what one article says of one place and one actor, with its history."""

from __future__ import annotations

from enum import StrEnum

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Max, Q
from simple_history.models import HistoricalRecords

from conflictmap.actors.models import Actor
from conflictmap.articles.models import Article
from conflictmap.core.claims import (
    VOTING_MODALITIES,
    Kind,
    Modality,
    PlaceKind,
    Precision,
    Relation,
    ReviewState,
)
from conflictmap.gazetteer.models import Town


def choices(members: type[StrEnum]) -> list[tuple[str, str]]:
    """Django choices for an enumeration of the core: its value and the value as words."""
    return [(member.value, member.value.replace("_", " ").capitalize()) for member in members]


# The text names somebody, and nothing says which actor that is.
NO_CERTAIN_ACTOR = Q(actor__isnull=True) & (~Q(actor_text="") | ~Q(actor_canonical="unknown"))


class ClaimQuerySet(models.QuerySet["Claim"]):
    """The questions asked of claims."""

    def waiting(self) -> ClaimQuerySet:
        """Claims that cannot reach the map without an editor.

        Undecided claims of something that happened, whose town or actor is not certain, or whose
        confidence is below the publishing threshold. A region, and an actor that the text itself
        leaves out, are no reason to wait.
        """
        no_town = Q(town__isnull=True)
        return (
            self.filter(review_state=ReviewState.PROPOSED, modality__in=VOTING_MODALITIES)
            .exclude(place_kind=PlaceKind.REGION)
            .filter(no_town | NO_CERTAIN_ACTOR | Q(confidence__lt=settings.PUBLISHING_THRESHOLD))
        )

    def with_people_and_place(self) -> ClaimQuerySet:
        """With all that lists of quotes name: source, actor and town. The articles' texts stay in the database."""
        return self.select_related("article__source", "actor", "town").defer("article__text")

    def for_resolution(self) -> ClaimQuerySet:
        """Claims whose town and actor are certain, with all that `conflictmap.claims.values.claim_value` reads.

        A district or facility has a row and a timeline of its own. A claim of one that had to be placed
        on the town around it tells nothing of the town.
        """
        of_a_part = Q(place_kind__in=[PlaceKind.DISTRICT, PlaceKind.FACILITY], town__place_kind=PlaceKind.TOWN)
        return (
            self.filter(town__isnull=False)
            .exclude(of_a_part)
            .exclude(NO_CERTAIN_ACTOR, review_state=ReviewState.PROPOSED)
            .select_related("town", "actor", "against", "article__source__partisan_of")
            .defer("article__text")
        )


class Claim(models.Model):
    """One claim, as read from its article and then decided on by editors.

    `quote` is exactly ``article.text[start:end]``, offsets in code points. `date_from` and `date_to`
    are inclusive days, empty where the text leaves that end open. `place_text`, `actor_text` and
    `actor_canonical` keep what the extractor read. `town` or `actor` is empty until it is certain
    which one is meant; such a claim waits for an editor. `candidates` lists what the geocoder
    offered: objects with town (id), name, country, score in 0..1 and reason.
    """

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="claims")
    quote = models.TextField()
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()

    town = models.ForeignKey(Town, null=True, blank=True, on_delete=models.PROTECT, related_name="claims")
    place_text = models.CharField(max_length=200)
    place_kind = models.CharField(max_length=10, choices=choices(PlaceKind), default=PlaceKind.TOWN.value)
    relation = models.CharField(max_length=4, choices=choices(Relation), default=Relation.IN.value)
    candidates = models.JSONField(default=list, blank=True)

    actor = models.ForeignKey(Actor, null=True, blank=True, on_delete=models.PROTECT, related_name="claims")
    actor_text = models.CharField(max_length=200, blank=True)
    actor_canonical = models.CharField(max_length=100, default="unknown")
    against = models.ForeignKey(Actor, null=True, blank=True, on_delete=models.PROTECT, related_name="claims_against")

    kind = models.CharField(max_length=12, choices=choices(Kind))
    share = models.FloatField(null=True, blank=True, validators=[MinValueValidator(0), MaxValueValidator(1)])
    date_from = models.DateField(null=True, blank=True)
    date_to = models.DateField(null=True, blank=True)
    precision = models.CharField(max_length=13, choices=choices(Precision), default=Precision.DAY.value)
    modality = models.CharField(max_length=10, choices=choices(Modality), default=Modality.ASSERTED.value)

    confidence = models.FloatField(default=1.0, validators=[MinValueValidator(0), MaxValueValidator(1)])
    rule = models.CharField(max_length=100, blank=True, help_text="The extraction rule that read this claim.")
    extractor = models.CharField(max_length=100, blank=True, help_text="The extractor, a space, and its version.")

    review_state = models.CharField(
        max_length=9, choices=choices(ReviewState), default=ReviewState.PROPOSED.value, db_index=True
    )
    review_reason = models.CharField(max_length=500, blank=True)
    history = HistoricalRecords(history_change_reason_field=models.TextField(null=True))

    objects = ClaimQuerySet.as_manager()

    class Meta:
        ordering = ["article_id", "start", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(start__lt=F("end")),
                name="claims_claim_offsets_in_order",
                violation_error_message="The quote must start before it ends.",
            ),
            models.CheckConstraint(
                condition=Q(date_from__isnull=True) | Q(date_to__isnull=True) | Q(date_from__lte=F("date_to")),
                name="claims_claim_dates_in_order",
                violation_error_message="The first date must not be after the last date.",
            ),
            models.CheckConstraint(
                condition=Q(confidence__gte=0, confidence__lte=1),
                name="claims_claim_confidence_0_to_1",
                violation_error_message="The confidence must be between 0 and 1.",
            ),
            models.CheckConstraint(
                condition=Q(share__isnull=True) | Q(share__gte=0, share__lte=1),
                name="claims_claim_share_0_to_1",
                violation_error_message="The share must be between 0 and 1.",
            ),
            models.CheckConstraint(
                condition=~Q(review_state="rejected") | ~Q(review_reason=""),
                name="claims_claim_rejected_with_reason",
                violation_error_message="A rejected claim needs a reason.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.place_text}: {self.actor_text or self.actor_canonical} {self.kind.replace('_', ' ')}"

    @property
    def version(self) -> int:
        """The number of the last entry of its history: it moves on with each change."""
        newest = self.history.aggregate(newest=Max("history_id"))["newest"]
        return int(newest or 0)


class ArticleReading(models.Model):
    """That an extractor read an article: which one, in which version, when, and what of its answer was refused.

    `refused` has a sentence for each claim that did not pass `conflictmap.claims.extractors.contract.check`.
    """

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="readings")
    extractor = models.CharField(max_length=40)
    version = models.CharField(max_length=50)
    read = models.DateTimeField(auto_now=True)
    refused = models.JSONField(default=list, blank=True)

    class Meta:
        ordering = ["article_id", "extractor"]
        constraints = [
            models.UniqueConstraint(fields=["article", "extractor"], name="claims_articlereading_one_per_extractor")
        ]

    def __str__(self) -> str:
        return f"{self.article} read by {self.extractor} {self.version}"
