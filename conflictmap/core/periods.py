"""The words of a timeline, as pure values: what resolution answers for one town."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from conflictmap.core.days import Days


class Status(StrEnum):
    """How a town is controlled during one period."""

    HELD = "held"
    MIXED = "mixed"
    CONTESTED = "contested"
    DISPUTED = "disputed"
    CHANGING = "changing"
    UNKNOWN = "unknown"


class PressureStatus(StrEnum):
    """Pressure on a town, drawn over its control."""

    BESIEGED = "besieged"
    UNDER_ATTACK = "under_attack"


@dataclass(frozen=True, slots=True)
class Holder:
    """One party to a period. `share` in 0..1 is the part it holds, ``None`` when not told.

    `inferred` marks a party that no deciding claim names as holder: it follows from a rule
    (whoever held the town before holds the rest of it).
    """

    actor: str
    share: float | None = None
    inferred: bool = False


@dataclass(frozen=True, slots=True)
class ControlPeriodValue:
    """Who controls `town` during `days`, with the reason.

    `holders` order: the principal holder first; for `mixed` the larger part first; for `contested`
    the standing holder, then the challengers; for `disputed` the heavier side first; for `changing`
    the former holder (if known), then the coming one (if known); empty for `unknown`.
    `rule` is the number of the resolution rule (1 to 11, ``docs/resolution.md``) that decided.
    `claims` and `claims_against` are identifiers of claims: those that decided, and those that were
    weighed and lost. `confidence` in 0..1 is that of the first day of the period. `confirmations` are
    the days within the period that a claim vouches for, in order, each with the confidence it gives;
    between them confidence decays (rule 10, `conflictmap.resolution.decay`).
    `unreviewed` is true when no reviewed claim is among the deciding ones.
    """

    town: str
    days: Days
    status: Status
    holders: tuple[Holder, ...]
    confidence: float
    rule: int
    claims: tuple[str, ...]
    claims_against: tuple[str, ...] = ()
    confirmations: tuple[tuple[date, float], ...] = ()
    unreviewed: bool = False

    @property
    def share(self) -> float | None:
        """The part the principal holder has, in 0..1, where the text tells."""
        return self.holders[0].share if self.holders else None


@dataclass(frozen=True, slots=True)
class PressurePeriodValue:
    """Pressure on `town` during `days` by the actors `by` (empty when the text does not tell)."""

    town: str
    days: Days
    status: PressureStatus
    by: tuple[str, ...]
    claims: tuple[str, ...]
    rule: int = 9


@dataclass(frozen=True, slots=True)
class Timeline:
    """Everything resolution says of one town, in order of days."""

    control: tuple[ControlPeriodValue, ...]
    pressure: tuple[PressurePeriodValue, ...]
