"""What the extractor read in each dispatch, held against the row's own columns."""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from geopy.distance import great_circle

from conflictmap.actors.models import Actor
from conflictmap.claims.models import Claim
from conflictmap.core.claims import VOTING_MODALITIES
from conflictmap.core.days import ONE_DAY
from conflictmap.demo.chronology import ChronologyRow

FARTHEST_KM = 10.0
"""How far, in kilometres, a claim's town may lie from the row's point and still be the same place."""


@dataclass(frozen=True, slots=True)
class Miss:
    """A row whose fact no claim of its dispatch states. `reasons` tell what differs in the claim that comes nearest."""

    row: ChronologyRow
    reasons: tuple[str, ...]

    def __str__(self) -> str:
        return f"{self.row.origin} ({self.row.place}): {'; '.join(self.reasons)}."


def misses(rows: Sequence[tuple[ChronologyRow, int]]) -> list[Miss]:
    """The rows that no claim of their article agrees with; each row comes with its article's primary key."""
    claims: dict[int, list[Claim]] = defaultdict(list)
    stored = Claim.objects.filter(article__in={article for _, article in rows}).select_related("town", "actor")
    for claim in stored:
        claims[claim.article_id].append(claim)
    actors = _actors_by_name()
    found: list[Miss] = []
    for row, article in rows:
        if not claims[article]:
            found.append(Miss(row, ("no claim was read",)))
            continue
        nearest = min((_differences(row, claim, actors) for claim in claims[article]), key=len)
        if nearest:
            found.append(Miss(row, tuple(nearest)))
    return found


def write_report(path: Path, missed: Sequence[Miss]) -> None:
    """Write the misses as CSV: row, place, kind, actor, what differs, sentence. Replaces the file."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["row", "place", "kind", "actor", "date_from", "date_to", "reason", "summary"])
        for miss in missed:
            row = miss.row
            reason = "; ".join(miss.reasons)
            writer.writerow(
                [row.origin, row.place, row.kind.value, row.actor, row.first, row.last, reason, row.summary]
            )


def _differences(row: ChronologyRow, claim: Claim, actors: dict[str, Actor]) -> list[str]:
    """What the claim says otherwise than the row, in words; empty when they agree."""
    found: list[str] = []
    if claim.town is None:
        found.append(f"“{claim.place_text}” was not placed")
    else:
        apart = great_circle((row.lat, row.lon), (claim.town.point.y, claim.town.point.x)).km
        if apart > FARTHEST_KM:
            found.append(f"placed at {claim.town}, {apart:.0f} km away")
    expected = actors.get(row.actor)
    if expected is None:
        found.append(f"no actor is called “{row.actor}”")
    elif claim.actor != expected:
        found.append(f"actor {claim.actor or claim.actor_canonical} instead of {expected}")
    if claim.kind != row.kind:
        found.append(f"{claim.kind} instead of {row.kind}")
    if claim.modality not in VOTING_MODALITIES:
        found.append(f"read as {claim.modality}")
    if not _is_same_time(row, claim):
        found.append(f"dated {claim.date_from or '...'} to {claim.date_to or '...'}, not {row.first} to {row.last}")
    return found


def _is_same_time(row: ChronologyRow, claim: Claim) -> bool:
    """Whether the claim ends within the row's days, give or take one, and does not begin after them."""
    if claim.date_to is None or not row.first - ONE_DAY <= claim.date_to <= row.last + ONE_DAY:
        return False
    return claim.date_from is None or (claim.date_from <= row.last and claim.date_to >= row.first)


def _actors_by_name() -> dict[str, Actor]:
    """Each actor under its name, short name and the extractor's name."""
    return {
        name: actor for actor in Actor.objects.all() for name in (actor.canonical, actor.short_name, actor.name) if name
    }
