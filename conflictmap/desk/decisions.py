"""Editors' decisions on claims: the review and the rebuild of the towns it touches, in one transaction.

All but `add_claim` take the claim as the editor saw it, `seen` as the `version` it had then (None skips the check), and
return the claim as it now stands. They raise `StaleClaimError` when somebody else decided meanwhile, and
ValidationError as `conflictmap.claims.review` says. After an error nothing has changed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from django.contrib.auth.models import User
from django.db import transaction

from conflictmap.claims import review
from conflictmap.claims.models import Claim
from conflictmap.control.rebuild import rebuild_towns


class StaleClaimError(Exception):
    """Somebody else changed the claim after the editor had opened it."""

    def __init__(self, claim: Claim) -> None:
        change = claim.history.latest()
        who = change.history_user or "Somebody else"
        super().__init__(
            f"{who} changed this claim on {change.history_date:%-d %B %Y at %H:%M} UTC (now {claim.review_state}). "
            "Look at it again before you decide."
        )


def add_claim(claim: Claim, by: User, reason: str = "") -> Claim:
    """Store a claim that no extractor read, as accepted (see `review.add`)."""
    with transaction.atomic():
        towns = review.add(claim, by, reason)
        if towns:
            rebuild_towns(towns)
    return claim


def accept_claim(claim: Claim, by: User, reason: str = "", *, seen: int | None = None) -> Claim:
    """Accept the claim as it stands."""
    with _deciding(claim, seen) as current:
        rebuild_towns(review.accept(current, by, reason))
    return current


def correct_claim(
    claim: Claim, changes: Mapping[str, object], by: User, reason: str = "", *, seen: int | None = None
) -> Claim:
    """Change fields of the claim (see `review.correct`), such as ``{"town": town}`` to place it."""
    with _deciding(claim, seen) as current:
        rebuild_towns(review.correct(current, changes, by, reason))
    return current


def reject_claim(claim: Claim, by: User, reason: str, *, seen: int | None = None) -> Claim:
    """Reject the claim, with a reason."""
    with _deciding(claim, seen) as current:
        rebuild_towns(review.reject(current, by, reason))
    return current


def reopen_claim(claim: Claim, by: User, reason: str = "", *, seen: int | None = None) -> Claim:
    """Take back the last decision on the claim."""
    with _deciding(claim, seen) as current:
        rebuild_towns(review.reopen(current, by, reason))
    return current


@contextmanager
def _deciding(claim: Claim, seen: int | None) -> Iterator[Claim]:
    with transaction.atomic():
        # NO KEY: a rebuild that refers to this claim at the same moment need not wait, so neither can block the other.
        current = Claim.objects.select_for_update(no_key=True).get(pk=claim.pk)
        if seen is not None and current.version != seen:
            raise StaleClaimError(current)
        yield current
