"""Rule 8: towns that several parties hold in part."""

from __future__ import annotations

from collections.abc import Iterable

from conflictmap.core.periods import Holder
from conflictmap.resolution.votes import Vote


class Parts:
    """Who holds which part of a town, as far as claims tell, and who is left with the rest."""

    __slots__ = ("_rest", "_shares")

    def __init__(self, standing: Iterable[str] = ()) -> None:
        self._shares: dict[str, float | None] = {}
        self._rest: list[str] = list(standing)

    def hear(self, votes: list[Vote]) -> None:
        """Take in the `partly_holds` votes of one day. Of two shares for one actor the weightier vote's counts."""
        named = [vote.claim.against for vote in votes if vote.claim.against is not None]
        if named:
            self._rest = sorted(set(named))
        for vote in sorted(votes, key=lambda vote: vote.weight):
            if vote.actor is not None and (vote.claim.share is not None or vote.actor not in self._shares):
                self._shares[vote.actor] = vote.claim.share

    def would_change(self, vote: Vote) -> bool:
        """Whether `vote` alone would tell more than is known."""
        claim = vote.claim
        if claim.against is not None and self._rest != [claim.against]:
            return True
        if claim.actor is None:
            return False
        return claim.actor not in self._shares or claim.share not in (None, self._shares[claim.actor])

    def lose(self, actor: str) -> bool:
        """Take `actor` out; false when it held no part."""
        before = self.holders()
        self._shares.pop(actor, None)
        self._rest = [other for other in self._rest if other != actor]
        return self.holders() != before

    def holders(self) -> tuple[Holder, ...]:
        """The parties, the larger part first; a part of unknown size counts as an equal piece of what is left."""
        told = sum(share for share in self._shares.values() if share is not None)
        rest = [actor for actor in self._rest if actor not in self._shares] if told < 1 else []
        untold = len(rest) + sum(share is None for share in self._shares.values())
        piece = max(0.0, 1 - told) / untold if untold else 0.0
        holders = [Holder(actor, share) for actor, share in self._shares.items()]
        holders += [Holder(actor, inferred=True) for actor in rest]
        return tuple(
            sorted(
                holders,
                key=lambda holder: (-(piece if holder.share is None else holder.share), holder.inferred, holder.actor),
            )
        )
