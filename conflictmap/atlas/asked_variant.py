"""The variant of the map that an address asks for: `known`, `reviewed` and `without`."""

from __future__ import annotations

from datetime import date

from django.http import QueryDict

from conflictmap.articles.models import Source
from conflictmap.atlas.wording import listed, long_day
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
            raise VariantError(f"“{name}” is given {len(query.getlist(name))} times: give it once.")
    known, reviewed, without = (query.get(name, "").strip() for name in PARAMETERS)
    if reviewed not in ("", "0", "1"):
        raise VariantError(f"reviewed: “{reviewed[:40]}” is not 0 or 1. Write reviewed=1 for reviewed claims only.")
    try:
        known_at = parse_day(known) if known and known != SAME_DAY else None
    except ValueError as error:
        raise VariantError(f"known: {error} Or write known={SAME_DAY} for what was known on each day.") from None
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
        raise VariantError(f"without: {len(slugs)} sources are named, and at most {MOST_SOURCES_NAMED} can be.")
    unknown = sorted(slugs - set(Source.objects.filter(slug__in=slugs).values_list("slug", flat=True)))
    if unknown:
        raise VariantError(f"without: there is no source “{unknown[0][:60]}”. The sources are listed on the map page.")
    return slugs


def variant_words(variant: Variant, day: date | None) -> str:
    """What sets a map apart from the standard one, in a sentence; empty for the standard map."""
    if variant.is_standard:
        return ""
    known_at = day if variant.same_day else variant.known_at
    names = list(Source.objects.filter(slug__in=variant.without).order_by("name").values_list("name", flat=True))
    parts = [
        f"as known on {long_day(known_at)}" if known_at else "",
        "reviewed claims only" if variant.reviewed_only else "",
        f"without {listed(names)}" if names else "",
    ]
    return f"Not the standard map: {', '.join(part for part in parts if part)}."
