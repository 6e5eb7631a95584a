"""Rule 5: what happens when claims name different holders and no event lies between them.

Each answer to "who holds the town?" is a *side*. A side weighs what its independent sources weigh, each
counted once and decayed since it last spoke (rule 10). All sides decay alike, and they are weighed only
when there is news, so that no dispute starts or ends in silence.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial

from conflictmap.core.claims import Kind
from conflictmap.core.periods import Status
from conflictmap.resolution.decay import DecayClock
from conflictmap.resolution.votes import Vote
from conflictmap.resolution.weights import combined_confidence

WINNING_RATIO = 2.0
"""The winner of a contradiction needs this many times its rival's weight."""

ROUNDING = 1e-9
"""Sums of decayed weights differ by less than this part from what they should be."""


@dataclass(frozen=True, slots=True, order=True)
class Outcome:
    """One answer to "who holds the town?": one actor, several (`mixed`), or nobody knows."""

    status: Status
    actor: str = ""


MIXED = Outcome(Status.MIXED)
UNKNOWN = Outcome(Status.UNKNOWN)


def held_by(actor: str) -> Outcome:
    """The answer that `actor` alone holds the town."""
    return Outcome(Status.HELD, actor)


def outcome_of(vote: Vote) -> Outcome:
    """The answer that a control vote gives."""
    kind = vote.claim.kind
    if kind is Kind.PARTLY_HOLDS or vote.jointly:
        return MIXED
    if kind in (Kind.CAPTURES, Kind.HOLDS) and vote.actor is not None:
        return held_by(vote.actor)
    return UNKNOWN


@dataclass(frozen=True, slots=True)
class _Word:
    """What one source has said for a side: its latest vote, the best weight, the last day vouched for."""

    vote: Vote
    weight: float
    last: int


class Side:
    """The independent sources that speak for one outcome."""

    __slots__ = ("_words",)

    def __init__(self) -> None:
        self._words: dict[str, _Word] = {}

    def __bool__(self) -> bool:
        return bool(self._words)

    def add(self, vote: Vote, clock: DecayClock, day: int) -> None:
        """Count a vote heard on `day`; what the same source said before is renewed, not added to."""
        before = self._words.get(vote.voice)
        weight, last = vote.weight, vote.last
        if before is not None:
            weight = max(weight, before.weight * clock.remaining(before.last, day))
            last = max(last, before.last)
        self._words[vote.voice] = _Word(vote, weight, last)

    def keep(self, wanted: Callable[[Vote], bool]) -> None:
        """Forget the sources whose latest vote is not wanted."""
        self._words = {source: word for source, word in self._words.items() if wanted(word.vote)}

    def weights_on(self, day: int, clock: DecayClock) -> list[float]:
        """What each source still weighs on `day`."""
        return [word.weight * clock.remaining(word.last, day) for word in self._words.values()]

    def confidence_on(self, day: int, clock: DecayClock) -> float:
        """Confidence in 0..1 that these sources are not all wrong."""
        return combined_confidence(self.weights_on(day, clock))

    def votes(self) -> list[Vote]:
        """The latest vote of each source."""
        return [word.vote for word in self._words.values()]


class Sides:
    """All answers given since the last event, and which of them stands."""

    __slots__ = ("_clock", "_sides")

    def __init__(self, clock: DecayClock) -> None:
        self._clock = clock
        self._sides: dict[Outcome, Side] = {}

    def __contains__(self, outcome: Outcome) -> bool:
        return outcome in self._sides

    def add(self, outcome: Outcome, votes: Iterable[Vote], day: int) -> None:
        """Count `votes`, heard on `day`, for `outcome`."""
        side = self._sides.setdefault(outcome, Side())
        for vote in votes:
            side.add(vote, self._clock, day)

    def drop(self, *outcomes: Outcome) -> None:
        """Forget whole answers."""
        for outcome in outcomes:
            self._sides.pop(outcome, None)

    def keep(self, wanted: Callable[[Outcome, Vote], bool]) -> None:
        """Forget the votes that are not wanted, and the answers that have none left."""
        for outcome, side in list(self._sides.items()):
            side.keep(partial(wanted, outcome))
            if not side:
                del self._sides[outcome]

    def contenders(self, day: int) -> list[Outcome]:
        """The answers that are not outweighed on `day`, the heaviest first. One: it wins. More: disputed."""
        if len(self._sides) <= 1:
            return list(self._sides)
        weights = {outcome: sum(side.weights_on(day, self._clock)) for outcome, side in self._sides.items()}
        heaviest = max(weights.values())
        return sorted(
            (
                outcome
                for outcome, weight in weights.items()
                if weight * WINNING_RATIO > heaviest * (1 + ROUNDING) or heaviest == 0
            ),
            key=lambda outcome: (-weights[outcome], outcome),
        )

    def confidence(self, contenders: list[Outcome], day: int) -> float:
        """Confidence in 0..1 that the first of `contenders` is right on `day`.

        That of its own sources, times its part of the weight of all sides.
        """
        if not contenders:
            return 0.0
        own = self._sides[contenders[0]].confidence_on(day, self._clock)
        return own * self.part_of_weight(contenders[0], day)

    def part_of_weight(self, outcome: Outcome, day: int) -> float:
        """The part in 0..1 that an answer has of the weight of all answers."""
        if len(self._sides) == 1:
            return 1.0
        total = sum(sum(side.weights_on(day, self._clock)) for side in self._sides.values())
        return sum(self._sides[outcome].weights_on(day, self._clock)) / total if total else 0.0

    def votes(self, outcomes: Iterable[Outcome]) -> list[Vote]:
        """The latest vote of each source for these answers."""
        return [vote for outcome in outcomes if outcome in self._sides for vote in self._sides[outcome].votes()]

    def rivals(self, contenders: list[Outcome]) -> list[Vote]:
        """The latest vote of each source for the answers that are outweighed."""
        return self.votes(outcome for outcome in self._sides if outcome not in contenders)
