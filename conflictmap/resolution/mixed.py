"""Rule 8: towns that several parties hold in part."""

from __future__ import annotations

from collections.abc import Iterable

from conflictmap.core.periods import Holder
from conflictmap.resolution.votes import Vote


class Parts:
    """Who holds which part of a town, as far as claims tell, and who is left with the rest.

    `standing` held the town until its parts were told of, and `votes` said so.
    """

    __slots__ = ("_rest", "_shares", "_told", "_votes_before")

    def __init__(self, standing: Iterable[str] = (), votes: Iterable[Vote] = ()) -> None:
        self._shares: dict[str, float | None] = {}
        self._rest: list[str] = list(standing)
        self._told: dict[str, Vote] = {}
        self._votes_before = list(votes)

    def hear(self, votes: list[Vote]) -> None:
        """Take in the votes of one day for a town in parts.

        Of two shares for one actor the weightier vote's counts. Those who hold the town jointly leave no rest.
        """
        named = {vote.claim.against for vote in votes if vote.claim.against is not None and not vote.jointly}
        if named or any(vote.jointly for vote in votes):
            self._rest = sorted(named)
        for vote in sorted(votes, key=lambda vote: vote.weight):
            if vote.claim.against in named:
                self._told.setdefault(vote.claim.against, vote)
            if vote.actor is not None:
                self._told[vote.actor] = vote
            for actor in vote.jointly or [vote.actor]:
                if actor is not None and (vote.claim.share is not None or actor not in self._shares):
                    self._shares[actor] = vote.claim.share

    def would_change(self, vote: Vote) -> bool:
        """Whether `vote` alone would tell more than is known."""
        claim = vote.claim
        if vote.jointly:
            return not self._shares.keys() >= set(vote.jointly)
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

    def told_by(self) -> list[Vote]:
        """The votes that tell of the parties' parts, the latest of each party."""
        return [self._told[holder.actor] for holder in self.holders() if holder.actor in self._told]

    def known_before(self) -> list[Vote]:
        """The votes from before that put the parties there of whose parts nobody has told since."""
        parties = {holder.actor for holder in self.holders()} - self._told.keys()
        return [vote for vote in self._votes_before if parties & {vote.actor, vote.claim.against}]

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
