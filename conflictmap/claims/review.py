"""The only writers of reviewed claims: add, accept, correct, reject, reopen.

Each keeps who decided, when and why in the claim's history, and answers with the towns whose timeline
the decision can change, as primary keys. They write the claim and nothing else; a decision together
with the rebuild of its towns, in one transaction, is `conflictmap.desk.decisions`.
"""

from __future__ import annotations

from collections.abc import Mapping

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError

from conflictmap.claims.models import Claim
from conflictmap.core.claims import ReviewState

CORRECTABLE = frozenset(
    {
        "start",
        "end",
        "town",
        "place_kind",
        "relation",
        "actor",
        "against",
        "kind",
        "share",
        "date_from",
        "date_to",
        "precision",
        "modality",
    }
)


def add(claim: Claim, by: User, reason: str = "") -> set[int]:
    """Store a new claim that no extractor read, as accepted. Returns the primary keys of the towns to rebuild.

    The quote becomes the article's own text from `start` to `end`. Raises ValidationError, keyed by field where
    there is one, when a value is not allowed, the text is shorter, or the claim is stored already.
    """
    if claim.pk is not None:
        raise ValidationError("This claim is there already.")
    _take_quote(claim)
    claim.extractor = claim.rule = ""
    claim.confidence = 1.0
    return _save(claim, ReviewState.ACCEPTED, by, reason or "Added by an editor", towns={claim.town_id})


def accept(claim: Claim, by: User, reason: str = "") -> set[int]:
    """Accept the claim as it stands. Returns the primary keys of the towns to rebuild.

    Raises ValidationError when the claim is rejected (reopen it first).
    """
    _refuse_rejected(claim)
    return _save(claim, ReviewState.ACCEPTED, by, reason, towns={claim.town_id})


def correct(claim: Claim, changes: Mapping[str, object], by: User, reason: str = "") -> set[int]:
    """Change fields of the claim to what the text says. Returns the primary keys of the towns to rebuild.

    `changes` maps names in `CORRECTABLE` to values of the model's own types: a Town, an Actor or None,
    a date, a member of the core's enumerations. `start` and `end` move the quote, which always is the
    article's own text. Raises ValidationError, keyed by field where there is one, when a name or value
    is not allowed, when nothing would change, or when the claim is rejected (reopen it first).
    """
    _refuse_rejected(claim)
    not_correctable = sorted(set(changes) - CORRECTABLE)
    if not_correctable:
        raise ValidationError(f"These fields of a claim cannot be corrected: {', '.join(not_correctable)}.")
    if all(getattr(claim, field) == value for field, value in changes.items()):
        raise ValidationError("Nothing would change. Accept the claim if it is right as it stands.")
    former_town = claim.town_id
    for field, value in changes.items():
        setattr(claim, field, value)
    _take_quote(claim)
    return _save(claim, ReviewState.CORRECTED, by, reason, towns={former_town, claim.town_id})


def reject(claim: Claim, by: User, reason: str) -> set[int]:
    """Reject the claim: it changes nothing from now on. Returns the primary keys of the towns to rebuild.

    Raises ValidationError when `reason` is empty or the claim is rejected already.
    """
    if claim.review_state == ReviewState.REJECTED:
        raise ValidationError("This claim is rejected already.")
    if not reason.strip():
        raise ValidationError({"review_reason": "Give the reason: others will want to know why this claim is out."})
    return _save(claim, ReviewState.REJECTED, by, reason, towns={claim.town_id})


def reopen(claim: Claim, by: User, reason: str = "") -> set[int]:
    """Take back the last decision: the claim is proposed again. Returns the primary keys of the towns to rebuild.

    Corrected fields keep their values. Raises ValidationError when nobody has decided on the claim.
    """
    if claim.review_state == ReviewState.PROPOSED:
        raise ValidationError("Nobody has decided on this claim yet.")
    return _save(claim, ReviewState.PROPOSED, by, reason, towns={claim.town_id})


def _take_quote(claim: Claim) -> None:
    if claim.end > len(claim.article.text):
        raise ValidationError({"end": f"The text has only {len(claim.article.text)} characters."})
    claim.quote = claim.article.text[claim.start : claim.end]


def _refuse_rejected(claim: Claim) -> None:
    if claim.review_state == ReviewState.REJECTED:
        raise ValidationError("This claim is rejected. Reopen it first.")


def _save(claim: Claim, state: ReviewState, by: User, reason: str, towns: set[int | None]) -> set[int]:
    claim.review_state = state.value
    claim.review_reason = reason.strip()
    claim.full_clean()
    # simple-history copies these two attributes into the record that `save` adds.
    claim._history_user = by  # type: ignore[attr-defined]
    claim._change_reason = claim.review_reason  # type: ignore[attr-defined]
    claim.save()
    return {town for town in towns if town is not None}
