"""ControlPeriod and PressurePeriod: what resolution derived, and the revision it belongs to.

Everything here is derived. `conflictmap.control.rebuild` is the only writer; it replaces all periods
of a town in the transaction of the review that caused it.
"""

from __future__ import annotations

from datetime import date

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q

from conflictmap.actors.models import Actor
from conflictmap.claims.models import Claim, choices
from conflictmap.core.periods import PressureStatus, Status
from conflictmap.gazetteer.models import Town


class Side(models.TextChoices):
    """Whether a claim decided a period or was weighed against it."""

    FOR = "for", "For"
    AGAINST = "against", "Against"


class ControlPeriodQuerySet(models.QuerySet["ControlPeriod"]):
    """The questions asked of control periods."""

    def on(self, day: date) -> ControlPeriodQuerySet:
        """The periods that hold on `day`: at most one a town."""
        return self.filter(days__contains=day)

    def with_holders(self) -> ControlPeriodQuerySet:
        """Reads the parties and their actors along, in one more query for all periods."""
        return self.prefetch_related(models.Prefetch("holders", PeriodHolder.objects.select_related("actor")))


class ControlPeriod(models.Model):
    """Who controls `town` during `days`, [from, to), with the rule and the claims that decided.

    `confirmations` lists [ISO day, confidence] in order: the days within the period that a claim
    vouches for; between them confidence decays (`conflictmap.resolution.decay`).
    """

    town = models.ForeignKey(Town, on_delete=models.CASCADE, related_name="control_periods")
    days = DateRangeField()
    status = models.CharField(max_length=9, choices=choices(Status))
    rule = models.PositiveSmallIntegerField(validators=[MinValueValidator(1), MaxValueValidator(11)])
    confidence = models.FloatField()
    confirmations = models.JSONField(default=list)
    unreviewed = models.BooleanField(default=False)
    claims = models.ManyToManyField(Claim, through="PeriodClaim", related_name="control_periods")

    objects = ControlPeriodQuerySet.as_manager()

    class Meta:
        ordering = ["town_id", "days"]
        constraints = [
            ExclusionConstraint(
                name="control_period_no_overlap",
                expressions=[("town", RangeOperators.EQUAL), ("days", RangeOperators.OVERLAPS)],
            ),
            models.CheckConstraint(condition=Q(days__isempty=False), name="control_period_not_empty"),
            models.CheckConstraint(
                condition=Q(confidence__gte=0, confidence__lte=1), name="control_period_confidence_0_to_1"
            ),
        ]
        # Every page asks for the story's first and last day.
        indexes = [
            models.Index(models.F("days__startswith"), name="control_period_first"),
            models.Index(models.F("days__endswith"), name="control_period_end"),
        ]

    def __str__(self) -> str:
        return f"{self.town}: {self.status} {self.days}"


class PeriodHolder(models.Model):
    """One party to a control period; `position` 0 is the principal holder."""

    period = models.ForeignKey(ControlPeriod, on_delete=models.CASCADE, related_name="holders")
    actor = models.ForeignKey(Actor, on_delete=models.PROTECT, related_name="+")
    position = models.PositiveSmallIntegerField()
    share = models.FloatField(null=True, blank=True)
    inferred = models.BooleanField(default=False)

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["period", "position"], name="control_holder_position_once"),
            models.CheckConstraint(
                condition=Q(share__isnull=True) | Q(share__gte=0, share__lte=1), name="control_holder_share_0_to_1"
            ),
        ]

    def __str__(self) -> str:
        return str(self.actor)


class PeriodClaim(models.Model):
    """One claim that decided a control period, or was weighed against it."""

    period = models.ForeignKey(ControlPeriod, on_delete=models.CASCADE, related_name="evidence")
    claim = models.ForeignKey(Claim, on_delete=models.CASCADE, related_name="evidence_for")
    side = models.CharField(max_length=7, choices=Side.choices)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["period", "claim"], name="control_evidence_once")]

    def __str__(self) -> str:
        return f"{self.claim} ({self.side})"


class PressurePeriodQuerySet(models.QuerySet["PressurePeriod"]):
    """The questions asked of pressure periods."""

    def on(self, day: date) -> PressurePeriodQuerySet:
        """The periods of pressure on `day`: one of each status a town at most."""
        return self.filter(days__contains=day)


class PressurePeriod(models.Model):
    """Pressure on `town` during `days`, [from, to): besieged or under attack, and by whom."""

    town = models.ForeignKey(Town, on_delete=models.CASCADE, related_name="pressure_periods")
    days = DateRangeField()
    status = models.CharField(max_length=12, choices=choices(PressureStatus))
    rule = models.PositiveSmallIntegerField(default=9)
    by = models.ManyToManyField(Actor, related_name="+")
    claims = models.ManyToManyField(Claim, related_name="pressure_periods")

    objects = PressurePeriodQuerySet.as_manager()

    class Meta:
        ordering = ["town_id", "days"]
        constraints = [
            ExclusionConstraint(
                name="control_pressure_no_overlap",
                expressions=[
                    ("town", RangeOperators.EQUAL),
                    ("status", RangeOperators.EQUAL),
                    ("days", RangeOperators.OVERLAPS),
                ],
            ),
            models.CheckConstraint(condition=Q(days__isempty=False), name="control_pressure_not_empty"),
        ]
        indexes = [models.Index(models.F("days__startswith"), name="control_pressure_first")]

    def __str__(self) -> str:
        return f"{self.town}: {self.status} {self.days}"


class Revision(models.Model):
    """One state of all derived periods. Each rebuild adds one; payloads carry the newest in their ETag."""

    created = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return f"Revision {self.pk}"
