"""From claims to timelines: the way in for everyone else."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import date

from conflictmap.core.claims import ClaimValue
from conflictmap.core.periods import Timeline
from conflictmap.resolution.independence import independent_votes
from conflictmap.resolution.timeline import timeline_of
from conflictmap.resolution.votes import joined, known_claims, votes_of
from conflictmap.resolution.weights import PUBLISHING_THRESHOLD


def resolve_town(
    claims: Iterable[ClaimValue], *, known_at: date | None = None, threshold: float = PUBLISHING_THRESHOLD
) -> Timeline:
    """The timeline of one town, from all claims about it in any order.

    `known_at`: use only what was published by that day, that day counted (rule 11). `threshold` in 0..1:
    extraction confidence from which a claim that nobody has reviewed votes (rule 1). Periods follow each
    other without gap or overlap from the first claim that votes on; the last has no end. A district or
    facility is a place of its own: give its claims its own key, so that it never moves its town.

    Raises ValueError when the claims name several towns, or two claims have the same identifier.
    """
    known = known_claims(claims, known_at)
    towns = {claim.town for claim in known}
    if len(towns) > 1:
        raise ValueError(f"claims of one town wanted, not of {len(towns)}: use resolve() for several towns")
    repeated = [name for name, count in Counter(claim.identifier for claim in known).items() if count > 1]
    if repeated:
        raise ValueError(f"identifiers of claims must differ, but {repeated[0]!r} occurs more than once")
    if not known:
        return Timeline((), ())
    return timeline_of(known[0].town, joined(independent_votes(votes_of(known, threshold))))


def resolve(
    claims: Iterable[ClaimValue], *, known_at: date | None = None, threshold: float = PUBLISHING_THRESHOLD
) -> dict[str, Timeline]:
    """The timeline of each town that claims speak of, by town in alphabetical order. See `resolve_town`."""
    by_town: dict[str, list[ClaimValue]] = defaultdict(list)
    for claim in claims:
        by_town[claim.town].append(claim)
    return {town: resolve_town(by_town[town], known_at=known_at, threshold=threshold) for town in sorted(by_town)}
