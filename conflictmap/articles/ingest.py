"""Taking in an article: stored once, never changed.

The database refuses later changes of an article's text, date and source (migration 0002), so every
quote and offset stays true.
"""

from __future__ import annotations

import hashlib
import unicodedata
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify

from conflictmap.articles.models import Article, Source
from conflictmap.articles.reading import Document, dateline_end

EARLIEST = date(1900, 1, 1)
"""An article from before this day is more likely a slip of the pen."""


def take_in_article(document: Document) -> tuple[Article, bool]:
    """Store the document as an article of its source, unless it is there already.

    Returns the article and whether it was known. Raises ValidationError, keyed by field, when the date
    lies in the future or before `EARLIEST`, or a title, URL, reference or language is not valid.
    """
    today = timezone.localdate()
    if document.published > today:
        raise ValidationError({"published": f"The date {document.published} lies in the future (today is {today})."})
    if document.published < EARLIEST:
        raise ValidationError({"published": f"The date {document.published} is before {EARLIEST}. Is the year right?"})
    with transaction.atomic():
        source = source_named(document.source)
        identity = content_hash(source, document)
        known = Article.objects.filter(content_hash=identity).first()
        if known:
            return known, True
        fields = {
            "source": source,
            "title": document.title,
            "text": document.text,
            "published": document.published,
            "url": document.url,
            "reference": document.reference,
            "language": document.language,
            "wording": wording(document.text),
        }
        Article(**fields, content_hash=identity).clean_fields()
        # Another process may take in the same article at this moment: then its row is the article.
        article, created = Article.objects.get_or_create(content_hash=identity, defaults=fields)
    return article, not created


def source_named(name: str) -> Source:
    """The source of that name, whatever its case; a new one, of unknown kind and middling weight, if there is none.

    Raises ValidationError, keyed ``source``, when the name is too long.
    """
    known = Source.objects.filter(name__iexact=name).first()
    if known:
        return known
    fingerprint = hashlib.sha256(name.casefold().encode()).hexdigest()[:8]
    slug = slugify(name)[:40] or "source"
    if Source.objects.filter(slug=slug).exists() or slug == "source":
        slug = f"{slug}-{fingerprint}"
    try:
        Source(name=name, slug=slug).clean_fields()
    except ValidationError as error:
        raise ValidationError({"source": error.messages}) from None
    return Source.objects.get_or_create(name=name, defaults={"slug": slug})[0]


def content_hash(source: Source, document: Document) -> str:
    """SHA-256 of source, date and text, in hexadecimal: one article, one hash."""
    whole = f"{source.slug}\0{document.published.isoformat()}\0{document.text}"
    return hashlib.sha256(whole.encode()).hexdigest()


def wording(text: str) -> str:
    """Fingerprint of the report in `text`, in hexadecimal: letters and digits only, without case or dateline.

    Two outlets that print one wire report, each in its own typography, share it.
    """
    folded = unicodedata.normalize("NFKC", text[dateline_end(text) :]).casefold()
    return hashlib.sha256("".join(filter(str.isalnum, folded)).encode()).hexdigest()
