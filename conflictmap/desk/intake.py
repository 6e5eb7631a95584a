"""Taking in articles: the text, its claims and the timelines they change, in one transaction."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import transaction

from conflictmap.articles.ingest import take_in_article
from conflictmap.articles.models import Article
from conflictmap.articles.reading import Document
from conflictmap.claims.draft import draft_claims
from conflictmap.claims.models import Claim
from conflictmap.control.rebuild import rebuild_towns


@dataclass(frozen=True, slots=True)
class Intake:
    """What became of one document: its article, whether that was known before, and the claims proposed from it."""

    article: Article
    known: bool
    claims: tuple[Claim, ...]

    @property
    def town_ids(self) -> set[int]:
        """Primary keys of the towns of which the claims speak."""
        return {claim.town_id for claim in self.claims if claim.town_id is not None}


def take_in(document: Document) -> Intake:
    """Store the document as an article, propose its claims and rebuild their towns: all or nothing.

    A known article is left as it is. Raises ValidationError as `take_in_article` says.
    """
    with transaction.atomic():
        intake = _store(document)
        if not intake.known:
            rebuild_towns(intake.town_ids)
    return intake


def _store(document: Document) -> Intake:
    article, known = take_in_article(document)
    claims = () if known else tuple(draft_claims(article))
    return Intake(article, known, claims)
