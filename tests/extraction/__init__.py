"""What the tests of extraction share."""

from __future__ import annotations

from datetime import date

from conflictmap.core.claims import ClaimDraft
from conflictmap.extraction import extract
from conflictmap.resolution.weights import PUBLISHING_THRESHOLD


def read(text: str, published: date) -> list[ClaimDraft]:
    """What rules read, and what links propose that is sure enough to be published without review."""
    claims = extract(text, published)
    return [c for c in claims if not c.rule.startswith("link_") or c.confidence >= PUBLISHING_THRESHOLD]
