"""A mention of a party in a sentence."""

from __future__ import annotations

from dataclasses import dataclass

UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Actor:
    """A mention of a party: tokens `start` to `end`, and who it is.

    `adjective`: a bare nationality ("Russian"), which cannot be a subject. `country`: a bare country
    name, which may be a place. `named`: the identity comes from a name, not from a role in the theatre.
    `antecedent`: the words of the earlier mention that "the group" means. `possessed`: "its troops", "his men".
    """

    start: int
    end: int
    canonical: str
    adjective: bool = False
    country: bool = False
    named: bool = False
    organisation: bool = False
    antecedent: str | None = None
    possessed: bool = False
