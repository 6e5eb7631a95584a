"""Why the map says what it says of one town: its periods, each with the quotes for and against.

The periods are those of the standard map, as stored, or those of a variant, worked out from the town's claims when it
is asked for. A constant number of queries for a town, however long its story.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext, ngettext

from conflictmap.actors.models import Actor
from conflictmap.atlas import wording
from conflictmap.atlas.claim_quotes import CONTEXT_READ, Quote, idle_reason, quote_of
from conflictmap.atlas.days_and_numbers import number, short_day
from conflictmap.atlas.reason_words import REASON_WORDS
from conflictmap.claims.models import Claim
from conflictmap.claims.quote_context import quote_contexts
from conflictmap.control.stored_timeline import stored_timeline
from conflictmap.control.variant import STANDARD, Variant, variant_timeline
from conflictmap.core.claims import REVIEWED_STATES
from conflictmap.core.days import Days
from conflictmap.core.periods import ControlPeriodValue, PressurePeriodValue, PressureStatus, Status
from conflictmap.gazetteer.models import Town
from conflictmap.resolution.decay import confidence_on, last_news, stale_stretches
from conflictmap.resolution.reasons import RULES, explain


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
class PeriodParty:
    """One party to a period as the pages show it."""

    actor: Actor
    share: float | None
    inferred: bool


@dataclass(frozen=True, slots=True)
class Period:
    """One control period with its sentence, reason and quotes; days are inclusive.

    `number` counts the periods of the town from the first on. `in_doubt` are the stretches on which the map draws its
    holder as doubtful, of days inclusive; the last may reach to the end of time.
    """

    number: int
    first: date | None
    last: date | None
    status: Status
    holders: tuple[PeriodParty, ...]
    sentence: wording.Sentence
    confidence: str
    rule: int
    rule_name: str
    reason: str
    unreviewed: bool
    in_doubt: tuple[tuple[date, date], ...]
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
        return ngettext("%(count)s claim counts", "%(count)s claims count", count) % {"count": number(count)}

    @property
    def against_words(self) -> str:
        """How many claims were weighed against it, in words."""
        count = len(self.quotes_against)
        words = ngettext("%(count)s claim, outweighed", "%(count)s claims, outweighed", count)
        return words % {"count": number(count)}

    def holds_on(self, day: date) -> bool:
        """Whether `day` is in the period."""
        return (self.first is None or self.first <= day) and (self.last is None or day <= self.last)

    def is_doubtful_on(self, day: date | None) -> bool:
        """Whether the map draws its holder as doubtful on `day`."""
        return day is not None and any(first <= day <= last for first, last in self.in_doubt)


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


def town_evidence(town: Town, day: date | None, variant: Variant = STANDARD) -> TownEvidence:
    """Read all periods of `town` with their evidence, on the standard map or in a variant.

    The confidence of the period that holds on `day` is that of this day, of any other that of its first. Raises
    `conflictmap.control.variant.TooManyClaimsError` where the variant would take too long.
    """
    timeline = stored_timeline(town) if variant.is_standard else variant_timeline(variant, town)
    named = {holder.actor for period in timeline.control for holder in period.holders}
    named.update(slug for period in timeline.pressure for slug in period.by)
    actors = {actor.slug: actor for actor in Actor.objects.filter(slug__in=named)}
    claims = {
        str(claim.pk): claim
        for claim in Claim.objects.with_people_and_place().filter(town=town).order_by("-article__published", "start")
    }
    contexts = quote_contexts(claims.values(), CONTEXT_READ)
    used: set[str] = set()

    def quotes(identifiers: Iterable[str], effect: str) -> tuple[Quote, ...]:
        wanted = set(identifiers)
        used.update(wanted)
        found = (claim for identifier, claim in claims.items() if identifier in wanted)
        return tuple(quote_of(claim, contexts[claim.pk], effect) for claim in found)

    pressed = [period.days for period in timeline.pressure]
    periods = tuple(
        period_view(
            period,
            number,
            actors,
            confidence=confidence_words(period, pressed, day),
            in_doubt=doubtful_stretches(period, pressed),
            quotes_for=quotes(period.claims, gettext("counts")),
            quotes_against=quotes(period.claims_against, gettext("outweighed")),
        )
        for number, period in enumerate(timeline.control, start=1)
    )
    pressures = tuple(
        pressure_view(period, actors, quotes(period.claims, gettext("pressure, changes no holder")))
        for period in timeline.pressure
    )
    others = tuple(
        quote_of(claim, contexts[claim.pk], left_out_reason(claim, variant) or idle_reason(claim))
        for identifier, claim in claims.items()
        if identifier not in used
    )
    return TownEvidence(town, periods[::-1], pressures[::-1], others)


def left_out_reason(claim: Claim, variant: Variant) -> str:
    """Why a variant's map leaves a claim out, in words; empty when it does not."""
    source, published = claim.article.source, claim.article.published
    if source.slug in variant.without:
        return gettext("left out: %(source)s is switched off") % {"source": source.name}
    if variant.reviewed_only and claim.review_state not in REVIEWED_STATES:
        return gettext("left out: no editor has checked it")
    if variant.known_at is not None and published > variant.known_at:
        return gettext("left out: published after %(day)s") % {"day": short_day(variant.known_at)}
    return ""


def confidence_words(period: ControlPeriodValue, pressure: Sequence[Days], day: date | None) -> str:
    """How sure the map is of a period: on `day` when the period holds on it, else on its first day."""
    if day is None or day not in period.days:
        return wording.confidence_words(period.confidence, period.days.start, None)
    sure = confidence_on(period.confirmations, pressure, day)
    return wording.confidence_words(sure, day, last_news(period.confirmations, day))


def doubtful_stretches(period: ControlPeriodValue, pressure: Sequence[Days]) -> tuple[tuple[date, date], ...]:
    """When the map draws a period's holder as doubtful; never where nobody is named."""
    if not period.holders:
        return ()
    first, last = period.days.to_inclusive()
    return tuple(stale_stretches(period.confirmations, pressure, first or date.min, last or date.max))


def pressure_view(period: PressurePeriodValue, actors: dict[str, Actor], quotes: tuple[Quote, ...]) -> Pressure:
    """The view of a pressure period; `actors` by slug."""
    first, last = period.days.to_inclusive()
    by = [actors[slug].local_name for slug in period.by]
    sentence = wording.pressure_sentence(period.status, by, first, last)
    return Pressure(first, last, period.status, sentence, quotes)


def period_view(
    period: ControlPeriodValue,
    number: int,
    actors: dict[str, Actor],
    *,
    confidence: str,
    in_doubt: tuple[tuple[date, date], ...],
    quotes_for: tuple[Quote, ...],
    quotes_against: tuple[Quote, ...],
) -> Period:
    """The view of a control period; `actors` by slug."""
    holders = tuple(PeriodParty(actors[one.actor], one.share, one.inferred) for one in period.holders)
    first, last = period.days.to_inclusive()
    parties = [wording.Party(holder.actor.local_name, holder.share, holder.inferred) for holder in holders]
    # A lone party of a change of hands is the one that leaves by rule 7, the one that comes by any other.
    former = period.rule == 7
    return Period(
        number=number,
        first=first,
        last=last,
        status=period.status,
        holders=holders,
        sentence=wording.status_sentence(period.status, parties, first, last, former=former),
        confidence=confidence,
        rule=period.rule,
        rule_name=gettext(RULES[period.rule].name),
        reason=explain(period, {slug: actor.local_name for slug, actor in actors.items()}, REASON_WORDS),
        unreviewed=period.unreviewed,
        in_doubt=in_doubt,
        quotes_for=quotes_for,
        quotes_against=quotes_against,
    )
