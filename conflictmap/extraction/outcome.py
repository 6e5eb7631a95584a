"""What became of a text: the claims read in it, what each was made of, and what did not become a claim."""

from __future__ import annotations

from dataclasses import dataclass, field

from conflictmap.extraction.confidence import Candidate
from conflictmap.extraction.readings import Reading
from conflictmap.extraction.resolved_events import Unread


@dataclass(frozen=True, slots=True)
class Repeated:
    """A claim that was left out because another one, `of`, says the same."""

    candidate: Candidate
    of: Candidate
    why: str


@dataclass(slots=True)
class Outcome:
    """The sentences of a text, its claims in order of their quotes, and what did not become a claim.

    `unlikely`: what was read and is less likely right than the scorer keeps.
    """

    readings: list[Reading]
    claims: list[Candidate] = field(default_factory=list)
    unlikely: list[Candidate] = field(default_factory=list)
    unread: list[Unread] = field(default_factory=list)
    repeated: list[Repeated] = field(default_factory=list)
