"""Writes down the control periods of a town as the days go by."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from conflictmap.core.claims import REVIEWED_STATES
from conflictmap.core.periods import ControlPeriodValue, Holder, Status
from conflictmap.resolution.calendar import days_between
from conflictmap.resolution.votes import Vote

LONGEST_SILENCE_IN_A_STATE = 10
"""A state that lasts is written as confirmations at most this many days apart..."""
MOST_CONFIRMATIONS_OF_A_STATE = 400
"""...but never as more than this many."""


@dataclass(frozen=True, slots=True)
class Picture:
    """What the map shows of a town on a day."""

    status: Status
    holders: tuple[Holder, ...]
    rule: int

    def looks_like(self, other: Picture) -> bool:
        """Whether a reader would see no difference. The order of the sides of a dispute is none."""
        if self.status is not other.status:
            return False
        if self.status is Status.DISPUTED:
            return set(self.holders) == set(other.holders)
        return self.holders == other.holders


class Record:
    """The periods so far, the last of them still open."""

    __slots__ = (
        "_against",
        "_background",
        "_claims",
        "_confidence",
        "_confirmations",
        "_picture",
        "_start",
        "_town",
        "periods",
    )

    def __init__(self, town: str) -> None:
        self._town = town
        self._picture: Picture | None = None
        self._start = 0
        self._confidence = 0.0
        self._claims: dict[str, Vote] = {}
        self._against: dict[str, Vote] = {}
        self._background: dict[str, Vote] = {}
        self._confirmations: list[tuple[int, int, float]] = []
        self.periods: list[ControlPeriodValue] = []

    def shows(self, picture: Picture | None) -> bool:
        """Whether the open period already looks like `picture`."""
        if picture is None or self._picture is None:
            return picture is self._picture
        return self._picture.looks_like(picture)

    def open(self, day: int, picture: Picture, confidence: float) -> None:
        """Start a period on `day`."""
        self._picture, self._start, self._confidence = picture, day, confidence
        self._claims, self._against, self._background, self._confirmations = {}, {}, {}, []
        self.confirm(day, day, confidence)

    def confirm(self, first: int, last: int, confidence: float) -> None:
        """A claim vouches for the open period from `first` to `last`, that day counted."""
        if self._confirmations and self._confirmations[-1][:2] == (first, last):
            confidence = max(confidence, self._confirmations.pop()[2])
        self._confirmations.append((first, last, confidence))

    def log(self, votes: Iterable[Vote], against: Iterable[Vote]) -> None:
        """Name the votes that speak for the open period, and those that were weighed and lost."""
        for vote in votes:
            self._claims.setdefault(vote.claim.identifier, vote)
            self._against.pop(vote.claim.identifier, None)
        for vote in against:
            if vote.claim.identifier not in self._claims:
                self._against.setdefault(vote.claim.identifier, vote)

    def log_background(self, votes: Iterable[Vote]) -> None:
        """Name votes of earlier days on which the open period builds. A review of them is none of the period."""
        for vote in votes:
            if vote.claim.identifier not in self._against:
                self._background.setdefault(vote.claim.identifier, vote)

    def close(self, day: int | None) -> None:
        """End the open period, if any, on the day before `day`; ``None`` leaves it without an end."""
        picture, self._picture = self._picture, None
        days = days_between(self._start, day) if picture is not None else None
        if picture is None or days is None:
            return
        self.periods.append(
            ControlPeriodValue(
                town=self._town,
                days=days,
                status=picture.status,
                holders=picture.holders,
                confidence=self._confidence,
                rule=picture.rule,
                claims=_names(self._background | self._claims),
                claims_against=_names(self._against),
                confirmations=_written_out(self._confirmations, day),
                unreviewed=not any(vote.claim.review in REVIEWED_STATES for vote in self._claims.values()),
            )
        )


def _names(votes: dict[str, Vote]) -> tuple[str, ...]:
    return tuple(name for _, name in sorted((vote.first, name) for name, vote in votes.items()))


def _written_out(confirmations: list[tuple[int, int, float]], end: int | None) -> tuple[tuple[date, float], ...]:
    """Confirmations of single days for confirmations of stretches of days, cut at `end`."""
    best: dict[int, float] = {}
    for first, last, confidence in confirmations:
        final = last if end is None else min(last, end - 1)
        step = max(LONGEST_SILENCE_IN_A_STATE, (final - first) // MOST_CONFIRMATIONS_OF_A_STATE + 1)
        for day in (*range(first, final, step), final):
            best[day] = max(confidence, best.get(day, 0.0))
    return tuple((date.fromordinal(day), best[day]) for day in sorted(best))
