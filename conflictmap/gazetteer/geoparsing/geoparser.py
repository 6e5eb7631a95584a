"""Reading the places of a text: find the names, then decide which place of the world each means."""

from __future__ import annotations

from collections.abc import Collection

from conflictmap.gazetteer.geoparsing.disambiguation import Resolved, resolve
from conflictmap.gazetteer.geoparsing.names import find_names
from conflictmap.gazetteer.geoparsing.nationality import countries_spoken_of
from conflictmap.gazetteer.geoparsing.world import world


def geoparse(text: str, countries: Collection[str] = ()) -> list[Resolved]:
    """The place names of a text in order, each with the place it means or None.

    `countries` (ISO 3166-1 alpha-2) are preferred where a name has places in several. Deterministic; never raises.
    """
    known = world()
    names = find_names(text, known.fame)
    return resolve(names, known, countries, countries_spoken_of(text))
