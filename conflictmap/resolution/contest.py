"""Fighting inside a town: shown as `contested` until it fades or an event ends it (rule 9)."""

from __future__ import annotations

from conflictmap.core.periods import Holder
from conflictmap.resolution.pressure import fades_on
from conflictmap.resolution.votes import Vote


class Contest:
    """The fighting that goes on, if any: the votes that have not faded, and the first day on which it has faded."""

    __slots__ = ("_fighting", "_named", "_others", "until", "votes")

    def __init__(self) -> None:
        self.votes: list[Vote] = []
        self.until = 0
        self._fighting: set[str] = set()
        self._others: set[str] = set()
        self._named: dict[str, Vote] = {}

    def hear(self, vote: Vote) -> None:
        """Start or renew the fighting. Who has fought once counts as fighting until it ends."""
        self.votes = [earlier for earlier in self.votes if fades_on(earlier) > vote.first]
        self.votes.append(vote)
        self.until = max(self.until, fades_on(vote))
        if vote.actor is not None:
            self._fighting.add(vote.actor)
        if vote.claim.against is not None:
            self._others.add(vote.claim.against)
        self._named.update((actor, vote) for actor in (vote.actor, vote.claim.against) if actor is not None)

    def would_change(self, vote: Vote, holder: str | None) -> bool:
        """Whether `vote` tells of fighting, or of a party to it, that is not known yet."""
        if not self.votes:
            return True
        return not {vote.actor, vote.claim.against} - {None, holder} <= self._fighting | self._others or (
            holder is None and vote.actor is not None and vote.actor not in self._fighting
        )

    def end(self) -> list[Vote]:
        """End it; answers the votes that told of it."""
        votes, self.votes, self.until = self.votes, [], 0
        self._fighting, self._others, self._named = set(), set(), {}
        return votes

    def named_by(self) -> list[Vote]:
        """The latest vote that names each party, faded or not."""
        return list(self._named.values())

    def parties(self, holder: str | None) -> tuple[Holder, ...]:
        """The standing holder first, then those who fight it.

        Where no holder is known, those named as the other side come first, marked as inferred.
        """
        fighting = self._fighting - {holder}
        others = self._others - fighting - {holder}
        if holder is not None:
            return (Holder(holder), *(Holder(actor) for actor in sorted(fighting | others)))
        return (*(Holder(actor, inferred=True) for actor in sorted(others)), *map(Holder, sorted(fighting)))
