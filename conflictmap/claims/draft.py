"""Reading the claims of an article: extraction, then the actor and the place of each, stored as proposed."""

from __future__ import annotations

from collections.abc import Sequence

from simple_history.utils import bulk_create_with_history

from conflictmap.actors.lookup import UNKNOWN, ActorMention, actors_for
from conflictmap.actors.models import Actor
from conflictmap.articles.models import Article
from conflictmap.claims.extractors.configured import BUILT_IN
from conflictmap.claims.models import ArticleReading, Claim
from conflictmap.core.claims import ClaimDraft, ReviewState
from conflictmap.extraction import EXTRACTOR_VERSION, extract
from conflictmap.gazetteer.context import places_named_in
from conflictmap.gazetteer.geocoding import Placement, PlaceMention, place_mentions


def draft_claims(article: Article) -> list[Claim]:
    """Propose the claims that the built-in extractor reads from the article, and store them with their history.

    A town or actor that is not certain stays empty, with the candidates kept: such a claim waits for
    an editor (`Claim.objects.waiting`). Raises ValueError when a quote is not the article's own text.
    """
    drafts = extract(article.text, article.published)
    return store_claims(article, claims_of(article, drafts, BUILT_IN, EXTRACTOR_VERSION), BUILT_IN, EXTRACTOR_VERSION)


def store_claims(
    article: Article, claims: Sequence[Claim], extractor: str, version: str, refused: Sequence[str] = ()
) -> list[Claim]:
    """Store new claims with their history, and that the extractor has read the article."""
    stored: list[Claim] = bulk_create_with_history(
        claims, Claim, batch_size=500, default_change_reason=f"Read by the extractor {extractor}, version {version}"
    )
    ArticleReading.objects.update_or_create(
        article=article, extractor=extractor, defaults={"version": version, "refused": [*refused]}
    )
    return stored


def claims_of(
    article: Article,
    drafts: Sequence[ClaimDraft],
    extractor: str,
    version: str,
    placements: Sequence[Placement] | None = None,
) -> list[Claim]:
    """The drafts as claims, not stored yet: with the actor and the place of each looked up.

    `placements` are those of `place_drafts`, where the caller has them. The article need not be stored.
    Raises ValueError when a quote is not the article's own text.
    """
    for draft in drafts:
        if article.text[draft.start : draft.end] != draft.quote:
            raise ValueError(f"rule {draft.rule} quotes other words than the text has at {draft.start}-{draft.end}")
    placements = place_drafts(article, drafts) if placements is None else placements
    actors = _actors(article, drafts, placements)
    others = actors_for([ActorMention(draft.against_canonical or UNKNOWN) for draft in drafts])
    return [
        Claim(
            article=article,
            quote=draft.quote,
            start=draft.start,
            end=draft.end,
            town_id=placement.town,
            place_text=draft.place,
            place_kind=draft.place_kind.value,
            relation=draft.relation.value,
            candidates=_candidates(placement),
            actor=actor,
            actor_text=draft.actor or "",
            actor_canonical=draft.actor_canonical,
            against=against,
            kind=draft.kind.value,
            share=draft.share,
            date_from=draft.date_from,
            date_to=draft.date_to,
            precision=draft.precision.value,
            modality=draft.modality.value,
            confidence=draft.confidence,
            rule=draft.rule,
            extractor=f"{extractor} {version}",
            review_state=ReviewState.PROPOSED.value,
        )
        for draft, placement, actor, against in zip(drafts, placements, actors, others, strict=True)
    ]


def place_drafts(article: Article, drafts: Sequence[ClaimDraft]) -> list[Placement]:
    """Place all mentions of one article together, with the other places that it names beside them.

    The countries of the actors of its claims say where to look.
    """
    if not drafts:
        return []
    named = {name for draft in drafts for name in (draft.actor_canonical, draft.against_canonical) if name}
    countries = Actor.objects.filter(canonical__in=named).values_list("countries", flat=True)
    return place_mentions(
        [PlaceMention(draft.place, draft.place_kind) for draft in drafts],
        {country for of_actor in countries for country in of_actor},
        places_named_in(article.text),
    )


def _actors(article: Article, drafts: Sequence[ClaimDraft], placements: Sequence[Placement]) -> list[Actor | None]:
    """Who each claim is about: the place and the day say which of several actors a name means there and then."""
    return actors_for(
        [
            ActorMention(
                canonical=draft.actor_canonical,
                mention=draft.actor,
                country=placement.candidates[0].country if placement.town is not None else "",
                day=draft.date_to or draft.date_from or article.published,
            )
            for draft, placement in zip(drafts, placements, strict=True)
        ]
    )


def _candidates(placement: Placement) -> list[dict[str, object]]:
    return [
        {
            "town": candidate.town,
            "name": candidate.name,
            "country": candidate.country,
            "score": round(candidate.score, 3),
            "reason": candidate.reason,
        }
        for candidate in placement.candidates
    ]
