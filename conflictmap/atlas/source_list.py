"""The story's sources, for the reader who wants the map without one of them."""

from __future__ import annotations

from typing import TypedDict

from django.db.models import Count, Q

from conflictmap.articles.models import Source
from conflictmap.core.claims import REVIEWED_STATES


class ListedSource(TypedDict):
    """One source: its key, name and sort in words; how many claims are placed, how many of these reviewed."""

    slug: str
    name: str
    kind: str
    claims: int
    reviewed: int


def source_list() -> list[ListedSource]:
    """The sources with any claim that is placed on a town, those with the most claims first. One query."""
    placed = Q(articles__claims__town__isnull=False)
    reviewed = placed & Q(articles__claims__review_state__in=REVIEWED_STATES)
    found = Source.objects.annotate(
        placed=Count("articles__claims", filter=placed), reviewed=Count("articles__claims", filter=reviewed)
    ).filter(placed__gt=0)
    return [
        ListedSource(
            slug=source.slug,
            name=source.name,
            kind=source.get_kind_display(),
            claims=getattr(source, "placed"),  # noqa: B009 (an annotation, unknown to the model)
            reviewed=getattr(source, "reviewed"),  # noqa: B009
        )
        for source in found.order_by("-placed", "name")
    ]
