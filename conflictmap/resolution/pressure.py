"""Rule 9: attacks and sieges, an overlay over control.

An attack fades `ATTACK_FADES_AFTER_DAYS` after the last day that a claim confirms, a siege
`SIEGE_FADES_AFTER_DAYS` after. A claim before that renews it. It ends at once when the town is captured
or passes to the attacker, when the attacker is said to have lost the place, and when the besieged have left.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise

from conflictmap.core.claims import Kind
from conflictmap.core.periods import PressurePeriodValue, PressureStatus
from conflictmap.resolution.calendar import days_between
from conflictmap.resolution.decay import DecayClock
from conflictmap.resolution.votes import Vote

ATTACK_FADES_AFTER_DAYS = 14
"""Days after its last confirmation on which an attack, or fighting inside a town, is no longer shown."""
SIEGE_FADES_AFTER_DAYS = 90
"""The same for a siege."""

Attacker = tuple[PressureStatus, str | None]


def fades_on(vote: Vote) -> int:
    """The first day on which the attack, siege or fighting of this vote is no longer shown."""
    return vote.last + (SIEGE_FADES_AFTER_DAYS if vote.claim.kind is Kind.BESIEGES else ATTACK_FADES_AFTER_DAYS)


def _status_of(vote: Vote) -> PressureStatus:
    return PressureStatus.BESIEGED if vote.claim.kind is Kind.BESIEGES else PressureStatus.UNDER_ATTACK


@dataclass(slots=True)
class _Span:
    """Unbroken pressure by one attacker on the days `start` up to, not including, `end`."""

    status: PressureStatus
    actor: str | None
    start: int
    end: int
    votes: list[Vote] = field(default_factory=list)


class PressureLog:
    """The pressure on a town, written down day by day."""

    __slots__ = ("_active", "_clock", "_ended", "_now")

    def __init__(self, clock: DecayClock) -> None:
        self._clock = clock
        self._now = 0
        self._active: dict[Attacker, _Span] = {}
        self._ended: list[_Span] = []

    def advance(self, day: int) -> None:
        """Let the days up to `day` pass: tell the clock which of them were under pressure."""
        if self._active:
            self._clock.add_pressure(self._now, min(day, max(span.end for span in self._active.values())))
            for attacker in [attacker for attacker, span in self._active.items() if span.end <= day]:
                self._ended.append(self._active.pop(attacker))
        self._now = day

    def hear(self, vote: Vote, actor: str | None) -> None:
        """Start or renew the pressure that `vote`, of the current day, tells of."""
        status = _status_of(vote)
        span = self._active.get((status, actor))
        if span is None:
            span = self._active[status, actor] = _Span(status, actor, self._now, self._now)
        span.end = max(span.end, fades_on(vote))
        span.votes.append(vote)

    def end_by(self, actor: str | None) -> None:
        """End what `actor` does to the town on the current day; ``None`` stands for unnamed attackers."""
        for status in PressureStatus:
            self._end((status, actor))

    def end_all(self) -> None:
        """End all pressure on the current day."""
        for attacker in list(self._active):
            self._end(attacker)

    def end_by_holder(self, holder: str | None) -> None:
        """Nobody besieges what it holds; ``None`` when nobody holds the whole town."""
        if holder is not None:
            self.end_by(holder)

    def turn_page(self, votes: list[Vote], parties: list[str]) -> None:
        """Let pressure that one of the current day's `votes` can end, or join, start a new period.

        `parties` held the town, or a part of it, or were said to, when the day began.
        So it starts whether or not other claims of the day outweigh that vote: compare `turning`.
        """
        for attacker, span in list(self._active.items()):
            if span.start < self._now and any(self._touches(vote, attacker, parties) for vote in votes):
                going_on = [vote for vote in span.votes if fades_on(vote) > self._now]
                self._end(attacker)
                self._active[attacker] = _Span(*attacker, self._now, max(map(fades_on, going_on)), going_on)

    def _touches(self, vote: Vote, attacker: Attacker, parties: list[str]) -> bool:
        status, actor = attacker
        match vote.claim.kind:
            case Kind.LOSES:
                return True
            case Kind.CAPTURES:
                return actor in (None, vote.actor) or parties != [vote.actor]
            case Kind.HOLDS:
                return vote.actor is None or vote.actor == actor
            case Kind.PARTLY_HOLDS:
                return actor in parties
            case _:
                return status is _status_of(vote) and (status, vote.actor) not in self._active

    def _end(self, attacker: Attacker) -> None:
        span = self._active.pop(attacker, None)
        if span is not None and span.start < self._now:
            span.end = self._now
            self._ended.append(span)

    def periods(self, town: str) -> tuple[PressurePeriodValue, ...]:
        """All pressure periods of the town, by first day. Those of one status do not overlap."""
        spans = [*self._ended, *self._active.values()]
        periods = [
            period
            for status in PressureStatus
            for period in _overlaid([span for span in spans if span.status is status], town, status)
        ]
        return tuple(sorted(periods, key=lambda period: (period.days.start, period.status)))


def _overlaid(spans: list[_Span], town: str, status: PressureStatus) -> list[PressurePeriodValue]:
    """One period for each stretch of days with the same attackers."""
    bounds = sorted({bound for span in spans for bound in (span.start, span.end)})
    waiting = sorted(spans, key=lambda span: (span.start, span.actor or ""), reverse=True)
    active: list[_Span] = []
    periods = []
    for start, end in pairwise(bounds):
        active = [span for span in active if span.end > start]
        while waiting and waiting[-1].start <= start:
            active.append(waiting.pop())
        days = days_between(start, end)
        if active and days is not None:
            by = tuple(sorted(span.actor for span in active if span.actor is not None))
            claims = sorted(
                (vote.first, vote.claim.identifier)
                for span in active
                for vote in span.votes
                if vote.first < end and fades_on(vote) > start
            )
            periods.append(PressurePeriodValue(town, days, status, by, tuple(name for _, name in claims)))
    return periods
