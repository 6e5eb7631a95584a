"""Readable addresses for places: ``hawija``; for the second of that name ``hawija-kirkuk`` or ``hawija-iq``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from django.utils.text import slugify

from conflictmap.gazetteer.folding import plain
from conflictmap.gazetteer.records import PlaceRecord

# Room for "-region-identifier" within the 120 characters of Town.slug.
NAME_PART = 60


def give_slugs(records: Iterable[PlaceRecord], taken: Mapping[str, object] | set[str], reserved: set[str]) -> None:
    """Give each record without a slug one that is neither in `taken` nor in `reserved`.

    The largest place of a name gets the plain one, so the order of a file changes nothing. A record that
    brings its own slug keeps it unless it is taken.
    """
    used = set(taken)
    # Slugs that overlay entries bring are theirs, even when their country is not loaded now.
    for record in sorted(records, key=lambda record: (not record.slug, -record.population, record.geonames_id or 0)):
        own = record.slug
        if own and own not in used:
            used.add(own)
            continue
        record.slug = next(slug for slug in _ladder(record) if slug not in used and slug not in reserved)
        used.add(record.slug)


def _ladder(record: PlaceRecord) -> Iterator[str]:
    name = slugify(plain(record.name))[:NAME_PART].strip("-") or "place"
    country = record.country.lower()
    yield name
    if record.region:
        region = slugify(plain(record.region))[:30].strip("-")
        yield f"{name}-{region}"
    yield f"{name}-{country}"
    if record.geonames_id is not None:
        yield f"{name}-{country}-{record.geonames_id}"
    number = 2
    while True:
        yield f"{name}-{country}-{number}"
        number += 1
