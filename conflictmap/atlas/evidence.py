"""Why the map says what it says of one town: its periods, each with the quotes for and against.

A constant number of queries for a town, however long its story. Article texts stay in the database;
only the words around each quote are read.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.db.models import Prefetch

from conflictmap.actors.models import Actor
from conflictmap.atlas import wording
from conflictmap.atlas.quotes import CONTEXT_LENGTH, context_after, context_before
from conflictmap.claims.models import Claim
from conflictmap.control.models import ControlPeriod, PeriodClaim, PeriodHolder, PressurePeriod, Side
from conflictmap.core.claims import (
    CONTROL_KINDS,
    PRESSURE_KINDS,
    REVIEWED_STATES,
    Kind,
    Modality,
    PlaceKind,
    Relation,
    ReviewState,
)
from conflictmap.core.days import ONE_DAY, Days
from conflictmap.core.periods import ControlPeriodValue, Holder, PressureStatus, Status
from conflictmap.gazetteer.models import Town
from conflictmap.resolution.decay import confidence_on
from conflictmap.resolution.reasons import RULES, explain

# Enough to fill the context after white space is folded, and to tell whether it was cut.
CONTEXT_READ = 2 * CONTEXT_LENGTH


@dataclass(frozen=True, slots=True)
class Quote:
    """One claim with its quote in context, as panel and pages list it."""

    claim: Claim
    before: str
    after: str
    says: str
    when: str
    effect: str

    @property
    def actor(self) -> Actor | None:
        """Who the claim is about, ``None`` when the text does not tell."""
        return self.claim.actor

    @property
    def can_vote(self) -> bool:
        """Whether the claim can change a holder: such a quote is marked with its actor's tint."""
        return can_vote(self.claim)

    @property
    def reviewed(self) -> bool:
        """Whether an editor has accepted or corrected the claim."""
        return self.claim.review_state in REVIEWED_STATES


def can_vote(claim: Claim) -> bool:
    """Whether a claim of this kind, modality and state may decide who holds a town."""
    return (
        claim.kind in CONTROL_KINDS
        and claim.modality in (Modality.ASSERTED, Modality.ATTRIBUTED)
        and claim.review_state != ReviewState.REJECTED
        and claim.place_kind == PlaceKind.TOWN
    )


@dataclass(frozen=True, slots=True)
class Pressure:
    """One pressure period with its sentence and quotes; days are inclusive."""

    first: date | None
    last: date | None
    status: PressureStatus
    sentence: str
    quotes: tuple[Quote, ...]

    def holds_on(self, day: date) -> bool:
        """Whether the pressure lasted on `day`."""
        return (self.first is None or self.first <= day) and (self.last is None or day <= self.last)


@dataclass(frozen=True, slots=True)
class Period:
    """One control period with its sentence, reason and quotes; days are inclusive."""

    pk: int
    first: date | None
    last: date | None
    status: Status
    holders: tuple[PeriodHolder, ...]
    sentence: wording.Sentence
    confidence: str
    rule: int
    rule_name: str
    reason: str
    unreviewed: bool
    quotes_for: tuple[Quote, ...]
    quotes_against: tuple[Quote, ...]

    @property
    def days_words(self) -> str:
        """How long the period lasts, in words."""
        return wording.since(self.first, self.last)

    @property
    def for_words(self) -> str:
        """How many claims decided it, in words."""
        count = len(self.quotes_for)
        return wording.count_words(count, "claim counts", "claims count")

    @property
    def against_words(self) -> str:
        """How many claims were weighed against it, in words."""
        return f"{wording.count_words(len(self.quotes_against), 'claim')}, outweighed"

    def holds_on(self, day: date) -> bool:
        """Whether `day` is in the period."""
        return (self.first is None or self.first <= day) and (self.last is None or day <= self.last)


@dataclass(frozen=True, slots=True)
class TownEvidence:
    """Everything the page and panel of a town show. `periods` and `pressures` are newest first."""

    town: Town
    periods: tuple[Period, ...]
    pressures: tuple[Pressure, ...]
    other_quotes: tuple[Quote, ...]

    def period_on(self, day: date | None) -> Period | None:
        """The control period of a day."""
        return next((period for period in self.periods if day and period.holds_on(day)), None)

    def pressures_on(self, day: date | None) -> tuple[Pressure, ...]:
        """The pressure on a day."""
        return tuple(pressure for pressure in self.pressures if day and pressure.holds_on(day))

    @property
    def first(self) -> date | None:
        """The first day on which anything is known of the town's control."""
        return self.periods[-1].first if self.periods else None


def quote_of(claim: Claim, effect: str) -> Quote:
    """The view of a claim read by `ClaimQuerySet.with_context`."""
    actor = claim.actor.name if claim.actor else claim.actor_text or "An unnamed party"
    return Quote(
        claim=claim,
        before=context_before(getattr(claim, "text_before")),  # noqa: B009 (an annotation, unknown to the model)
        after=context_after(getattr(claim, "text_after")),  # noqa: B009
        says=wording.claim_words(Kind(claim.kind), actor, claim.share),
        when=wording.day_range(claim.date_from, claim.date_to, short=True),
        effect=effect,
    )


def idle_reason(claim: Claim) -> str:
    """Why a claim decides no period, in words."""
    if claim.review_state == ReviewState.REJECTED:
        return f"rejected by an editor: {claim.review_reason}"
    if claim.modality == Modality.PLANNED:
        return "does not count: an aim, not an event"
    if claim.modality == Modality.DENIED:
        return "does not count: a denial"
    if claim.place_kind != PlaceKind.TOWN:
        return f"does not count: speaks of a {claim.place_kind}, which never stands for its town"
    if claim.relation == Relation.NEAR and claim.kind in CONTROL_KINDS:
        return "does not count: speaks of the surroundings"
    if claim.review_state not in REVIEWED_STATES and claim.confidence < settings.PUBLISHING_THRESHOLD:
        return "does not count yet: read with too little certainty, waits for an editor"
    if claim.kind in PRESSURE_KINDS:
        return "pressure, changes no holder"
    return "adds nothing that other claims do not say"


def town_evidence(town: Town, day: date | None) -> TownEvidence:
    """Read all periods of `town` with their evidence.

    The confidence of the period that holds on `day` is that of this day, of any other that of its first.
    """
    claims = {
        claim.pk: claim
        for claim in Claim.objects.with_context(CONTEXT_READ).filter(town=town).order_by("-article__published", "start")
    }
    used: set[int] = set()

    def quotes(ids: Iterable[int], effect: str) -> tuple[Quote, ...]:
        wanted = set(ids)
        used.update(wanted)
        return tuple(quote_of(claim, effect) for pk, claim in claims.items() if pk in wanted)

    pressed = list(
        PressurePeriod.objects.filter(town=town)
        .prefetch_related("by", Prefetch("claims", Claim.objects.only("pk")))
        .order_by("-days")
    )
    under_pressure = [Days(period.days.lower, period.days.upper) for period in pressed]
    stored = list(ControlPeriod.objects.filter(town=town).with_holders().prefetch_related("evidence").order_by("-days"))
    periods = []
    for period in stored:
        evidence: list[PeriodClaim] = list(period.evidence.all())
        periods.append(
            period_view(
                period,
                confidence=confidence_words(period, under_pressure, day),
                quotes_for=quotes((row.claim_id for row in evidence if row.side == Side.FOR), "counts"),
                quotes_against=quotes((row.claim_id for row in evidence if row.side == Side.AGAINST), "outweighed"),
            )
        )
    pressures = [
        pressure_view(period, quotes((claim.pk for claim in period.claims.all()), "pressure, changes no holder"))
        for period in pressed
    ]
    others = tuple(quote_of(claim, idle_reason(claim)) for pk, claim in claims.items() if pk not in used)
    return TownEvidence(town, tuple(periods), tuple(pressures), others)


def inclusive_end(end: date | None) -> date | None:
    """The last day of a half-open interval that ends before `end`."""
    return None if end is None else end - ONE_DAY


def confidence_words(period: ControlPeriod, pressure: list[Days], day: date | None) -> str:
    """How sure the map is of a period: on `day` when the period holds on it, else on its first day."""
    days = Days(period.days.lower, period.days.upper)
    if day is None or day not in days:
        return wording.confidence_words(period.confidence, days.start, None)
    confirmations = [(date.fromisoformat(confirmed), given) for confirmed, given in period.confirmations]
    last_news = max((confirmed for confirmed, _ in confirmations if confirmed <= day), default=None)
    return wording.confidence_words(confidence_on(confirmations, pressure, day), day, last_news)


def reason(
    period: ControlPeriod,
    holders: tuple[PeriodHolder, ...],
    quotes_for: tuple[Quote, ...],
    quotes_against: tuple[Quote, ...],
) -> str:
    """Why the period looks as it does, in resolution's own sentences."""
    value = ControlPeriodValue(
        town=str(period.town_id),
        days=Days(period.days.lower, period.days.upper),
        status=Status(period.status),
        holders=tuple(Holder(holder.actor.slug, holder.share, holder.inferred) for holder in holders),
        confidence=period.confidence,
        rule=period.rule,
        claims=tuple(str(quote.claim.pk) for quote in quotes_for),
        claims_against=tuple(str(quote.claim.pk) for quote in quotes_against),
        unreviewed=period.unreviewed,
    )
    return explain(value, {holder.actor.slug: holder.actor.name for holder in holders})


def pressure_view(period: PressurePeriod, quotes: tuple[Quote, ...]) -> Pressure:
    """The view of a stored pressure period."""
    first, last = period.days.lower, inclusive_end(period.days.upper)
    status = PressureStatus(period.status)
    by = [actor.name for actor in period.by.all()]
    return Pressure(first, last, status, wording.pressure_sentence(status, by, first, last), quotes)


def period_view(
    period: ControlPeriod,
    *,
    confidence: str,
    quotes_for: tuple[Quote, ...],
    quotes_against: tuple[Quote, ...],
) -> Period:
    """The view of a stored period."""
    holders = tuple(period.holders.all())
    first, last = period.days.lower, inclusive_end(period.days.upper)
    parties = [wording.Party(holder.actor.name, holder.share, holder.inferred) for holder in holders]
    # A lone party of a change of hands is the one that leaves by rule 7, the one that comes by any other.
    former = period.rule == 7
    return Period(
        pk=period.pk,
        first=first,
        last=last,
        status=Status(period.status),
        holders=holders,
        sentence=wording.status_sentence(Status(period.status), parties, first, last, former=former),
        confidence=confidence,
        rule=period.rule,
        rule_name=RULES[period.rule].name,
        reason=reason(period, holders, quotes_for, quotes_against),
        unreviewed=period.unreviewed,
        quotes_for=quotes_for,
        quotes_against=quotes_against,
    )
