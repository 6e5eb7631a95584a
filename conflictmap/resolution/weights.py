"""Rules 1 and 2: which claims may vote, and what each vote weighs."""

from __future__ import annotations

from conflictmap.core.claims import (
    CONTROL_KINDS,
    REVIEWED_STATES,
    VOTING_MODALITIES,
    ClaimValue,
    Kind,
    Modality,
    PlaceKind,
    Relation,
    ReviewState,
)

PUBLISHING_THRESHOLD = 0.56
"""A claim that no editor has read votes from this extraction confidence on; why this one: docs/calibration.md."""

MODALITY_WEIGHT = {Modality.ASSERTED: 1.0, Modality.ATTRIBUTED: 0.7}
"""A text that reports what somebody claims says less than one that says it itself."""

UNREVIEWED_WEIGHT = 0.8
"""What is left of a claim that no editor has read."""

AGAINST_OWN_INTEREST_WEIGHT = 1.5
"""A source that admits what hurts its own side is believed more."""

HIGHEST_CONFIDENCE = 0.99
"""No number of reports makes a colour on a map certain."""

GAINING_KINDS = frozenset({Kind.CAPTURES, Kind.HOLDS, Kind.PARTLY_HOLDS, Kind.CONTESTS})
"""Kinds that tell of a success of the claim's actor."""


def may_vote(claim: ClaimValue, threshold: float = PUBLISHING_THRESHOLD) -> bool:
    """Rule 1, and the last sentence of rule 8: whether the claim can change a timeline at all.

    A region has no point to paint, and who holds the surroundings does not tell who holds the town.
    """
    if claim.modality not in VOTING_MODALITIES or claim.review is ReviewState.REJECTED:
        return False
    if claim.review is ReviewState.PROPOSED and claim.confidence < threshold:
        return False
    if claim.place_kind is PlaceKind.REGION:
        return False
    if claim.relation is Relation.NEAR and claim.kind in CONTROL_KINDS:
        return False
    return weight_of(claim) > 0


def weight_of(claim: ClaimValue) -> float:
    """Rule 2: weight of a voting claim in 0..1.5.

    The product of the source's weight, the modality, and how sure it is that the sentence was read
    right: the extraction confidence times `UNREVIEWED_WEIGHT`, or 1 once an editor has read it.
    """
    reading = 1.0 if claim.review in REVIEWED_STATES else claim.confidence * UNREVIEWED_WEIGHT
    weight = claim.source_weight * MODALITY_WEIGHT.get(claim.modality, 0.0) * reading
    return weight * AGAINST_OWN_INTEREST_WEIGHT if is_against_own_interest(claim) else weight


def is_against_own_interest(claim: ClaimValue) -> bool:
    """Whether a partisan source admits that its own side lost the place, or that it was taken from it."""
    side = claim.source_partisan_of
    if side is None:
        return False
    if claim.kind is Kind.LOSES:
        return claim.actor == side
    return claim.kind in GAINING_KINDS and claim.actor != side and claim.against == side


def serves_own_side(claim: ClaimValue) -> bool:
    """Whether a partisan source tells of a success of its own side, or of an enemy's loss."""
    side = claim.source_partisan_of
    if side is None:
        return False
    if claim.kind is Kind.LOSES:
        return claim.actor != side
    return claim.kind in GAINING_KINDS and claim.actor == side


def combined_confidence(weights: list[float]) -> float:
    """Confidence in 0..0.99 from independent reports: one less the chance that all of them are wrong."""
    doubt = 1.0
    for weight in weights:
        doubt *= 1.0 - min(weight, 1.0)
    return min(HIGHEST_CONFIDENCE, 1.0 - doubt)
