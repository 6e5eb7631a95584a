"""What reading a text would do: its claims with why they are so, where they are placed, and whether they count.

Nothing is stored.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.conf import settings

from conflictmap.articles.models import Article
from conflictmap.claims.draft import claims_of, place_drafts
from conflictmap.claims.extractors.configured import BUILT_IN
from conflictmap.claims.models import Claim
from conflictmap.core.claims import CONTROL_KINDS, VOTING_MODALITIES, Modality, PlaceKind, Relation
from conflictmap.extraction.explanation import ExplainedClaim, Explanation, explain_text
from conflictmap.extraction.left_out import LeftOut, Stage
from conflictmap.gazetteer.geocoding import Placement

UNKNOWN = "unknown"
STAGES: dict[Stage, str] = {
    "unlikely": "Read, and too unlikely",
    "repeated": "Told more than once",
    "incomplete": "Told too little",
    "trigger alone": "Words of control alone",
    "place alone": "Places alone",
}
"""What left claims out, the latest stage first, as headings."""


@dataclass(frozen=True, slots=True)
class PlacedClaim:
    """An explained claim as it would be stored, where the gazetteer places it, and what it does to the map.

    `counts`: whether it would reach the map without an editor; `effect` says so, and why not, in words.
    """

    explained: ExplainedClaim
    claim: Claim
    placement: Placement
    counts: bool
    effect: str


@dataclass(frozen=True, slots=True)
class Workbench:
    """A text read and explained, with its claims placed."""

    explanation: Explanation
    claims: tuple[PlacedClaim, ...]

    @property
    def idle(self) -> list[PlacedClaim]:
        """The claims that would not reach the map as they are."""
        return [placed for placed in self.claims if not placed.counts]

    @property
    def left_out(self) -> list[tuple[str, list[LeftOut]]]:
        """What did not become a claim, under headings."""
        by_stage = (
            (name, [one for one in self.explanation.left_out if one.stage == key]) for key, name in STAGES.items()
        )
        return [(name, found) for name, found in by_stage if found]


def read_at_the_workbench(text: str, published: date) -> Workbench:
    """Read a text as an article of that day would be read, and look its places and actors up. Stores nothing."""
    explanation = explain_text(text, published)
    article = Article(text=text, published=published)
    drafts = [explained.draft for explained in explanation.claims]
    placements = place_drafts(article, drafts)
    claims = claims_of(article, drafts, BUILT_IN, explanation.version, placements)
    return Workbench(
        explanation,
        tuple(
            PlacedClaim(explained, claim, placement, *_effect(claim, placement))
            for explained, claim, placement in zip(explanation.claims, claims, placements, strict=True)
        ),
    )


def _effect(claim: Claim, placement: Placement) -> tuple[bool, str]:
    """Whether the claim would reach the map, and why it would not."""
    if claim.modality not in VOTING_MODALITIES:
        what = "a denial" if claim.modality == Modality.DENIED else "an aim, not an event"
        return False, f"Does not count: {what}."
    if claim.place_kind == PlaceKind.REGION:
        return False, "Does not count: a region has no point and paints no town."
    if claim.relation == Relation.NEAR and claim.kind in CONTROL_KINDS:
        return False, "Does not count: speaks of the surroundings."
    if claim.town_id is None:
        return False, f"Waits for an editor to place it. {placement.reason}"
    if claim.actor is None and (claim.actor_text or claim.actor_canonical != UNKNOWN):
        return False, "Waits for an editor to name the actor: none of the database is certain."
    if claim.confidence < settings.PUBLISHING_THRESHOLD:
        return False, f"Waits for an editor: less sure than {settings.PUBLISHING_THRESHOLD:.0%}."
    if claim.place_kind != PlaceKind.TOWN:
        if placement.candidates[0].place_kind is PlaceKind.TOWN:
            return False, f"Does not count: a {claim.place_kind} never stands for its town."
        return True, f"Counts for the {claim.place_kind} itself, not for the town around it."
    return True, "Counts." if claim.kind in CONTROL_KINDS else "Counts as pressure, changes no holder."
