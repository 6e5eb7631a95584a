"""What the map page shows to readers without a script: the largest towns with their holders, and ways on."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from conflictmap.atlas.town_table import rows_on, table_rows
from conflictmap.core.claims import PlaceKind

FALLBACK_TOWNS = 50


@lru_cache(maxsize=64)
def fallback_table(revision: int, day: date | None, language: str) -> SafeString:
    """The table in the language that is active. Kept by revision, since the page of every reader has it."""
    largest = rows_on(day).filter(town__place_kind=PlaceKind.TOWN).order_by("-town__population", "town_id")
    rows = table_rows(largest[:FALLBACK_TOWNS], day)
    return render_to_string("atlas/_fallback.html", {"rows": rows, "day": day})
