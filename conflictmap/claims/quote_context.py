"""The words of an article around the quotes of its claims."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from conflictmap.articles.models import Article
from conflictmap.claims.models import Claim


@dataclass(frozen=True, slots=True)
class QuoteContext:
    """What stands before and after a quote, as it is in the article."""

    before: str
    after: str


def quote_contexts(claims: Iterable[Claim], length: int) -> dict[int, QuoteContext]:
    """Up to `length` characters of the article on either side of each quote, by the claim's key, in one query.

    Each article is read once, however many quotes it has: cut out in the database, every quote would unpack the
    article's whole text anew, twice. One text is held at a time.
    """
    of_article: dict[int, list[Claim]] = defaultdict(list)
    for claim in claims:
        of_article[claim.article_id].append(claim)
    texts = Article.objects.filter(pk__in=of_article).order_by().values_list("pk", "text")
    return {
        claim.pk: QuoteContext(text[max(0, claim.start - length) : claim.start], text[claim.end : claim.end + length])
        for key, text in texts.iterator(chunk_size=20)
        for claim in of_article[key]
    }
