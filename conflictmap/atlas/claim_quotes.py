"""One claim as panel and pages list it: its quote in context, what it says, and what it does on the map."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.utils.translation import gettext, gettext_lazy

from conflictmap.actors.models import Actor
from conflictmap.atlas import wording
from conflictmap.atlas.quotes import CONTEXT_LENGTH, context_after, context_before
from conflictmap.claims.models import Claim
from conflictmap.claims.quote_context import QuoteContext
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

PLACE_KIND_REASONS = {
    PlaceKind.DISTRICT: gettext_lazy("does not count: speaks of a district, which never stands for its town"),
    PlaceKind.FACILITY: gettext_lazy("does not count: speaks of a facility, which never stands for its town"),
    PlaceKind.REGION: gettext_lazy("does not count: speaks of a region, which never stands for its towns"),
}
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


def actor_words(claim: Claim) -> str:
    """The name of the party that a claim is about, as the page's language has it, else as the text has it."""
    return claim.actor.local_name if claim.actor else claim.actor_text or gettext("An unnamed party")


def quote_of(claim: Claim, context: QuoteContext, effect: str) -> Quote:
    """The view of a claim, with what stands around its quote (`conflictmap.claims.quote_context`)."""
    return Quote(
        claim=claim,
        before=context_before(context.before),
        after=context_after(context.after),
        says=wording.claim_words(Kind(claim.kind), actor_words(claim), claim.share),
        when=wording.day_range(claim.date_from, claim.date_to, short=True),
        effect=effect,
    )


def idle_reason(claim: Claim) -> str:
    """Why a claim decides no period, in words."""
    if claim.review_state == ReviewState.REJECTED:
        return gettext("rejected by an editor: %(reason)s") % {"reason": claim.review_reason}
    if claim.modality == Modality.PLANNED:
        return gettext("does not count: an aim, not an event")
    if claim.modality == Modality.DENIED:
        return gettext("does not count: a denial")
    if claim.place_kind != PlaceKind.TOWN:
        return str(PLACE_KIND_REASONS[PlaceKind(claim.place_kind)])
    if claim.relation == Relation.NEAR and claim.kind in CONTROL_KINDS:
        return gettext("does not count: speaks of the surroundings")
    if claim.review_state not in REVIEWED_STATES and claim.confidence < settings.PUBLISHING_THRESHOLD:
        return gettext("does not count yet: read with too little certainty, waits for an editor")
    if claim.kind in PRESSURE_KINDS:
        return gettext("pressure, changes no holder")
    return gettext("adds nothing that other claims do not say")
