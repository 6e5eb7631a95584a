"""Rule 4: events of which only a range of days is known are under way from its first day to its last."""

from __future__ import annotations

from conflictmap.core.claims import Kind
from conflictmap.core.periods import Holder, Status
from conflictmap.resolution.standing import Standing
from conflictmap.resolution.votes import Vote


class Underway:
    """The events that have perhaps happened already."""

    __slots__ = ("_events",)

    def __init__(self) -> None:
        self._events: list[Vote] = []

    @staticmethod
    def due_on(event: Vote) -> int:
        """The first day on which the town is drawn as it is after the event.

        A named captor holds the town on the last day of the range. A loss without a named successor can
        still lie ahead on that day, and nobody is there to paint, so it counts from the day after.
        """
        return event.last if _has_captor(event) else event.last + 1

    def start(self, events: list[Vote]) -> None:
        """Events under way from today."""
        self._events += events

    def fall_due(self, day: int) -> list[Vote]:
        """Take out the events that are due on `day`."""
        due = [event for event in self._events if self.due_on(event) == day]
        if due:
            self._events = [event for event in self._events if self.due_on(event) != day]
        return due

    def arrive(self, actor: str | None) -> list[Vote]:
        """Take out the captures by `actor`, alone or jointly with others: it is said to be there already."""
        arrived = [event for event in self._events if _has_captor(event) and actor in (event.actor, *event.jointly)]
        if arrived:
            self._events = [event for event in self._events if event not in arrived]
        return arrived

    def seen_from(self, standing: Standing) -> list[Vote]:
        """The events under way that would change who holds the town, the earliest due first."""
        return sorted(
            (event for event in self._events if would_change(event, standing)),
            key=lambda event: (self.due_on(event), event.actor or "", event.claim.identifier),
        )

    @staticmethod
    def parties(standing: Standing, events: list[Vote]) -> tuple[Holder, ...]:
        """Former holders, then coming ones."""
        coming = list(dict.fromkeys(event.actor for event in events if _has_captor(event)))
        former = [holder.actor for holder in standing.holders()]
        if standing.status in (None, Status.UNKNOWN):
            former = [
                actor
                for event in events
                for actor in (event.claim.against if event.claim.kind is Kind.CAPTURES else event.actor,)
                if actor is not None and not standing.is_out(actor)
            ]
        parties = dict.fromkeys([actor for actor in former if actor not in coming])
        return tuple(Holder(actor) for actor in [*parties, *coming] if actor is not None)


def _has_captor(event: Vote) -> bool:
    return event.claim.kind is Kind.CAPTURES and event.actor is not None


def would_change(event: Vote, standing: Standing) -> bool:
    """Whether an event under way would change who holds the town."""
    holder = standing.sole_holder
    if _has_captor(event):
        return event.actor != holder
    loser = event.actor if event.claim.kind is Kind.LOSES else event.claim.against
    if holder is not None:
        return loser == holder or (loser is None and event.claim.kind is Kind.CAPTURES)
    return standing.status in (None, Status.UNKNOWN) and loser is not None and not standing.is_out(loser)
