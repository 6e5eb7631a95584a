"""Other maps from the same claims: as known at a day, without some sources, with reviewed claims only.

Nothing of a variant is stored. Its claims are chosen from the stored ones and resolved anew, by the same
rules and with the same threshold, so the standard map and a variant differ by their claims alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import quote

from django.conf import settings
from django.db.models import Count

from conflictmap.claims.models import Claim, ClaimQuerySet
from conflictmap.claims.values import claim_value, claims_by_town
from conflictmap.core.claims import REVIEWED_STATES, ClaimValue
from conflictmap.core.periods import Timeline
from conflictmap.gazetteer.models import Town
from conflictmap.resolution import resolve_same_day, resolve_town, same_day_cost

MOST_CLAIMS_WEIGHED = 200_000
"""A variant is worked out while a reader waits: ten to twenty seconds for so many claims."""


class TooManyClaimsError(Exception):
    """The story has too many claims for this variant; the message is for readers."""


@dataclass(frozen=True, slots=True)
class Variant:
    """Which claims a map rests on; without any option it is the standard map.

    `known_at`: only what was published by that day, that day counted. `same_day` instead: of each day what was
    published by that very day. `without`: slugs of sources that are left out. `reviewed_only`: only claims that
    an editor has accepted or corrected. Raises ValueError when both `known_at` and `same_day` are given.
    """

    known_at: date | None = None
    same_day: bool = False
    without: frozenset[str] = frozenset()
    reviewed_only: bool = False

    def __post_init__(self) -> None:
        if self.same_day and self.known_at is not None:
            raise ValueError("a map is known at a day or on each day itself, not both")

    @property
    def is_standard(self) -> bool:
        """Whether nothing is left out."""
        return self == STANDARD

    @property
    def query(self) -> str:
        """The one way to write this variant as parameters of an address; empty for the standard map."""
        known = SAME_DAY if self.same_day else self.known_at.isoformat() if self.known_at else ""
        parts = [
            f"known={known}" if known else "",
            "reviewed=1" if self.reviewed_only else "",
            f"without={','.join(quote(slug) for slug in sorted(self.without))}" if self.without else "",
        ]
        return "&".join(part for part in parts if part)

    def takes(self, claim: ClaimValue) -> bool:
        """Whether source and review state let the claim in; its day of publication is left to resolution."""
        return claim.source not in self.without and (not self.reviewed_only or claim.review in REVIEWED_STATES)

    def resolve(self, claims: Iterable[ClaimValue]) -> Timeline:
        """The timeline of one town in this variant, from all claims about it."""
        taken = [claim for claim in claims if self.takes(claim)]
        if self.same_day:
            return resolve_same_day(taken, threshold=settings.PUBLISHING_THRESHOLD)
        return resolve_town(taken, known_at=self.known_at, threshold=settings.PUBLISHING_THRESHOLD)

    def cost(self, claims: Sequence[ClaimValue]) -> int:
        """How many claims `resolve` weighs for one town, at most."""
        return same_day_cost(claims) if self.same_day else len(claims)


STANDARD = Variant()
SAME_DAY = "same-day"
"""How an address asks for each day as it could be known on that very day: known=same-day."""


def variant_timelines(variant: Variant) -> dict[str, Timeline]:
    """The timelines of all towns that have any period in this variant, by slug, in two queries.

    Raises TooManyClaimsError when more than `MOST_CLAIMS_WEIGHED` claims would have to be weighed.
    """
    stored = Claim.objects.for_resolution()
    _refuse_beyond_limit(_cost_of_all(variant, stored))
    claims = claims_by_town(stored)
    timelines = {town: variant.resolve(of_town) for town, of_town in claims.items()}
    return {town: timeline for town, timeline in timelines.items() if timeline.control or timeline.pressure}


def _cost_of_all(variant: Variant, stored: ClaimQuerySet) -> int:
    """`Variant.cost` of all towns together, without reading their claims."""
    if not variant.same_day:
        return stored.count()
    towns = stored.order_by().values("town").annotate(size=Count("pk"), days=Count("article__published", distinct=True))
    return sum(size * days for size, days in towns.values_list("size", "days"))


def variant_timeline(variant: Variant, town: Town) -> Timeline:
    """The timeline of one town in this variant, in one query. Raises TooManyClaimsError as `variant_timelines` does."""
    claims = [claim_value(claim) for claim in Claim.objects.for_resolution().filter(town=town)]
    _refuse_beyond_limit(variant.cost(claims))
    return variant.resolve(claims)


def _refuse_beyond_limit(claims: int) -> None:
    if claims > MOST_CLAIMS_WEIGHED:
        raise TooManyClaimsError(
            f"This map would weigh {claims:,} claims, and at most {MOST_CLAIMS_WEIGHED:,} are weighed while a reader "
            "waits. The standard map has no such limit."
        )
