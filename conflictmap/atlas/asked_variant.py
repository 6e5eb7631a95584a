"""The variant of the map that an address asks for: `known`, `reviewed` and `without`."""

from __future__ import annotations

from datetime import date

from django.http import QueryDict
from django.utils.translation import gettext

from conflictmap.articles.models import Source
from conflictmap.atlas.days_and_numbers import listed, long_day, number
from conflictmap.control.variant import SAME_DAY, STANDARD, Variant
from conflictmap.core.days import parse_day

PARAMETERS = ("known", "reviewed", "without")
MOST_SOURCES_NAMED = 200


class VariantError(ValueError):
    """A parameter of a variant cannot be used; the message names it and says what to write instead."""


def asked_variant(query: QueryDict) -> Variant:
    """Read the parameters of a variant; others are left alone. Raises VariantError for the first that is wrong."""
    if not any(name in query for name in PARAMETERS):
        return STANDARD
    for name in PARAMETERS:
        if len(query.getlist(name)) > 1:
            raise VariantError(
                gettext("“%(name)s” is given %(count)s times: give it once.")
                % {"name": name, "count": len(query.getlist(name))}
            )
    known, reviewed, without = (query.get(name, "").strip() for name in PARAMETERS)
    if reviewed not in ("", "0", "1"):
        raise VariantError(
            gettext("reviewed: “%(text)s” is not 0 or 1. Write reviewed=1 for reviewed claims only.")
            % {"text": reviewed[:40]}
        )
    try:
        known_at = parse_day(known) if known and known != SAME_DAY else None
    except ValueError:
        raise VariantError(
            gettext("known: “%(text)s” is not a date. Write it as in 2017-09-22, or %(same_day)s for each day itself.")
            % {"text": known[:40], "same_day": SAME_DAY}
        ) from None
    return Variant(
        known_at=known_at,
        same_day=known == SAME_DAY,
        without=read_sources(without),
        reviewed_only=reviewed == "1",
    )


def read_sources(text: str) -> frozenset[str]:
    """The slugs of sources in a list with commas. Raises VariantError for one that does not exist."""
    slugs = frozenset(part.strip() for part in text.split(",") if part.strip())
    if len(slugs) > MOST_SOURCES_NAMED:
        raise VariantError(
            gettext("without: %(count)s sources are named, and at most %(most)s can be.")
            % {"count": number(len(slugs)), "most": number(MOST_SOURCES_NAMED)}
        )
    unknown = sorted(slugs - set(Source.objects.filter(slug__in=slugs).values_list("slug", flat=True)))
    if unknown:
        raise VariantError(
            gettext("without: there is no source “%(slug)s”. The sources are listed on the map page.")
            % {"slug": unknown[0][:60]}
        )
    return slugs


def variant_words(variant: Variant, day: date | None) -> str:
    """What sets a map apart from the standard one, in a sentence; empty for the standard map."""
    told = variant_differences(variant, day)
    return gettext("Not the standard map: %(differences)s.") % {"differences": told} if told else ""


def variant_differences(variant: Variant, day: date | None) -> str:
    """The same as a list, as in "as known on 1 May 2016, without AFP"."""
    known_at = day if variant.same_day else variant.known_at
    names = list(Source.objects.filter(slug__in=variant.without).order_by("name").values_list("name", flat=True))
    parts = [
        gettext("as known on %(day)s") % {"day": long_day(known_at)} if known_at else "",
        gettext("reviewed claims only") if variant.reviewed_only else "",
        gettext("without %(sources)s") % {"sources": listed(names)} if names else "",
    ]
    return gettext(", ").join(part for part in parts if part)
