"""The words of a claim, as pure values.

A *claim* is what one article says of one place and one actor. `ClaimDraft` is what extraction makes
of a text; `ClaimValue` is what resolution needs to know of a stored, placed and reviewed claim. The
members of the enumerations are the glossary's words (``docs/glossary.md``) and the values written to
files and to the database.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from conflictmap.core.days import Days


class Kind(StrEnum):
    """What the claim says that the actor does to the place."""

    CAPTURES = "captures"
    HOLDS = "holds"
    PARTLY_HOLDS = "partly_holds"
    LOSES = "loses"
    CONTESTS = "contests"
    BESIEGES = "besieges"
    ATTACKS = "attacks"


CONTROL_KINDS = frozenset({Kind.CAPTURES, Kind.HOLDS, Kind.PARTLY_HOLDS, Kind.LOSES})
PRESSURE_KINDS = frozenset({Kind.CONTESTS, Kind.BESIEGES, Kind.ATTACKS})


class Modality(StrEnum):
    """How firmly the text stands behind the claim."""

    ASSERTED = "asserted"
    ATTRIBUTED = "attributed"
    DENIED = "denied"
    PLANNED = "planned"


VOTING_MODALITIES = frozenset({Modality.ASSERTED, Modality.ATTRIBUTED})


class PlaceKind(StrEnum):
    """What sort of place the claim names. Only a town, district or facility has a point on the map."""

    TOWN = "town"
    DISTRICT = "district"
    FACILITY = "facility"
    REGION = "region"


class Relation(StrEnum):
    """Whether the claim speaks of the place itself or of its surroundings."""

    IN = "in"
    NEAR = "near"


class Precision(StrEnum):
    """How exactly the text dates the claim."""

    DAY = "day"
    RANGE = "range"
    PART_OF_MONTH = "part_of_month"
    MONTH = "month"
    SEASON = "season"
    YEAR = "year"
    OPEN = "open"


class ReviewState(StrEnum):
    """What an editor has decided about the claim."""

    PROPOSED = "proposed"
    ACCEPTED = "accepted"
    CORRECTED = "corrected"
    REJECTED = "rejected"


REVIEWED_STATES = frozenset({ReviewState.ACCEPTED, ReviewState.CORRECTED})


@dataclass(frozen=True, slots=True)
class ClaimDraft:
    """One claim as extraction read it from a text, before it is placed or reviewed.

    `text[start:end] == quote`, offsets in code points. `date_from` and `date_to` are inclusive days,
    ``None`` where the text leaves that end open. `place` and `actor` are the exact mentions (of the
    antecedent, when the sentence has a pronoun). `actor_canonical` is the extractor's name for the
    actor (``docs/glossary.md``), ``"unknown"`` when the text does not tell. `against_canonical` is the
    other party where the text names one (the former holder, the besieged, the holder of the rest).
    `share` in 0..1 is the part of the place held, for `partly_holds` with a stated quantity.
    `confidence` in 0..1 is the chance that an editor would accept the claim unchanged. `rule` names
    the extraction rule.
    """

    quote: str
    start: int
    end: int
    place: str
    place_kind: PlaceKind
    relation: Relation
    actor: str | None
    actor_canonical: str
    kind: Kind
    date_from: date | None
    date_to: date | None
    precision: Precision
    modality: Modality
    confidence: float
    rule: str
    against_canonical: str | None = None
    share: float | None = None


@dataclass(frozen=True, slots=True)
class ClaimValue:
    """One claim as resolution weighs it.

    `identifier` is unique among the claims resolved together and breaks ties, so the order of input
    never matters. `town` and `actor` are any stable keys (slugs here). `actor` is ``None`` when the
    text does not tell who. `days` are those the claim is true of, or within which its event happened.
    `published` is the day it could first be known. `source_weight` in 0..1 is the source's
    reliability; `source_partisan_of` the actor whose side the source takes. Claims with the same
    `wording` (a fingerprint of the article's text) are copies of one wire report. `position` orders
    claims of one article as its text tells them; those that one sentence makes of several actors together
    have the same.
    """

    identifier: str
    town: str
    actor: str | None
    kind: Kind
    days: Days
    modality: Modality
    confidence: float
    source: str
    published: date
    review: ReviewState
    share: float | None = None
    against: str | None = None
    place_kind: PlaceKind = PlaceKind.TOWN
    relation: Relation = Relation.IN
    source_weight: float = 1.0
    source_partisan_of: str | None = None
    wording: str | None = None
    article: str | None = None
    position: int = 0
