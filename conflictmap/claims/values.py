"""Stored claims as the values that resolution weighs."""

from __future__ import annotations

from collections import defaultdict

from conflictmap.claims.models import Claim, ClaimQuerySet
from conflictmap.core.claims import ClaimValue, Kind, Modality, PlaceKind, Relation, ReviewState
from conflictmap.core.days import Days


def claim_value(claim: Claim) -> ClaimValue:
    """The claim as resolution needs it; its town must be certain. Towns, actors and sources are their slugs.

    Read the claims with `Claim.objects.for_resolution()`, or this asks the database for each.
    """
    if claim.town is None:
        raise ValueError(f"claim {claim.pk} has no town yet")
    article = claim.article
    source = article.source
    last = claim.date_to if claim.date_to or claim.date_from else article.published
    return ClaimValue(
        identifier=str(claim.pk),
        town=claim.town.slug,
        actor=claim.actor.slug if claim.actor else None,
        kind=Kind(claim.kind),
        days=Days.from_inclusive(claim.date_from, last),
        modality=Modality(claim.modality),
        confidence=claim.confidence,
        source=source.slug,
        published=article.published,
        review=ReviewState(claim.review_state),
        share=claim.share,
        against=claim.against.slug if claim.against else None,
        place_kind=PlaceKind(claim.place_kind),
        relation=Relation(claim.relation),
        source_weight=source.weight,
        source_partisan_of=source.partisan_of.slug if source.partisan_of else None,
        wording=article.wording,
        article=str(article.pk),
        # Where a sentence names several captors, their quotes begin apart and end together.
        position=claim.end,
    )


READ = (
    *("kind", "date_from", "date_to", "modality", "confidence", "review_state", "share", "place_kind", "relation"),
    *("start", "end", "town__slug", "actor__slug", "against__slug", "article__published", "article__wording"),
    *("article__source__slug", "article__source__weight", "article__source__partisan_of__slug"),
)
"""What `claim_value` looks at: reading places and texts along takes three times as long."""


def claims_by_town(claims: ClaimQuerySet) -> dict[str, list[ClaimValue]]:
    """The claims of each town that any of them speaks of, by its slug; see `claim_value`."""
    found: dict[str, list[ClaimValue]] = defaultdict(list)
    for claim in claims.only(*READ).order_by("pk").iterator(chunk_size=2000):
        value = claim_value(claim)
        found[value.town].append(value)
    return dict(found)
