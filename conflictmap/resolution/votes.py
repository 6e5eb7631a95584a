"""From the claims of a town to its votes: rule 1, the dates of rule 4, and rule 11.

Days are proleptic Gregorian ordinals here (`date.toordinal`), so that no sum of days can leave the
calendar.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from conflictmap.core.claims import ClaimValue, Kind
from conflictmap.resolution.weights import PUBLISHING_THRESHOLD, may_vote, weight_of

JOINT_KINDS = frozenset({Kind.CAPTURES, Kind.HOLDS})
"""Kinds that one sentence can tell of several actors together."""

Telling = tuple[str, int, Kind, int, int]


@dataclass(frozen=True, slots=True)
class Vote:
    """A claim that votes, with the days on which it takes effect, `first` to `last`, both counted.

    For an event `last` is the first day on which it has happened for certain. `voice` is the source
    that it counts for: of several copies of one text, that of the first. `jointly` are all actors that its
    sentence names as captors or holders together, in alphabetical order; empty where it names one.
    """

    claim: ClaimValue
    first: int
    last: int
    weight: float
    voice: str
    jointly: tuple[str, ...] = ()

    @property
    def actor(self) -> str | None:
        """Who the claim says captures, holds, loses or attacks; ``None`` when the text does not tell."""
        return self.claim.actor

    @property
    def is_event(self) -> bool:
        """Whether the claim tells of a change, not of a state."""
        return self.claim.kind in (Kind.CAPTURES, Kind.LOSES)

    @property
    def account(self) -> str:
        """The article, within which the text's order counts; a claim without one stands alone."""
        return self.claim.article or f"\0{self.claim.identifier}"


def vote_of(claim: ClaimValue) -> Vote:
    """The vote of a claim, whatever its right to vote.

    "By 6 June" (no first day) takes effect on 6 June: an event has happened by then, a state is seen
    then. "Since 6 June" (no last day) reaches to the day of publication, the last one the article can
    know. Without any day, the day of publication counts.
    """
    published = claim.published.toordinal()
    start, end = claim.days.start, claim.days.end
    if end is None:
        last = published if start is None else max(start.toordinal(), published)
    else:
        last = max(1, end.toordinal() - 1)
    return Vote(claim, last if start is None else start.toordinal(), last, weight_of(claim), claim.source)


def known_claims(claims: Iterable[ClaimValue], known_at: date | None) -> list[ClaimValue]:
    """Rule 11: the claims published by the day `known_at`, that day counted; all when it is ``None``."""
    return [claim for claim in claims if known_at is None or claim.published <= known_at]


def votes_of(claims: Iterable[ClaimValue], threshold: float = PUBLISHING_THRESHOLD) -> list[Vote]:
    """The votes of those claims that may vote, in an order that no order of input changes."""
    return sorted((vote_of(claim) for claim in claims if may_vote(claim, threshold)), key=order_of)


def joined(votes: list[Vote]) -> list[Vote]:
    """The votes, those marked as joint of which one sentence tells: "the army and the clans took the town".

    An article tells of them at one position, with the same kind and days, once for each actor.
    """
    tellings: dict[Telling, list[Vote]] = defaultdict(list)
    for vote in votes:
        if vote.claim.kind in JOINT_KINDS and vote.actor is not None:
            tellings[_telling(vote)].append(vote)
    together = {telling: _together(told) for telling, told in tellings.items() if len(told) > 1}
    return [
        replace(vote, jointly=allies) if vote.actor in (allies := together.get(_telling(vote), ())) else vote
        for vote in votes
    ]


def _together(told: list[Vote]) -> tuple[str, ...]:
    """The actors that hold the town together by what one sentence says; none when only one does."""
    actors = {vote.actor for vote in told if vote.actor is not None}
    if told[0].claim.kind is Kind.CAPTURES:
        actors -= taken_from(told)
    return tuple(sorted(actors)) if len(actors) > 1 else ()


def taken_from(captures: Iterable[Vote]) -> set[str]:
    """The captors of one day from whom another of `captures` took the town, and who are not said to take it back."""
    captures = list(captures)
    captors = {vote.actor for vote in captures}
    takers: set[str | None] = set()
    former: set[str] = set()
    for vote in captures:
        against = vote.claim.against
        if against is not None and against != vote.actor and against in captors:
            takers.update((vote.actor, *vote.jointly))
            former.add(against)
    return former - takers


def _telling(vote: Vote) -> Telling:
    return vote.account, vote.claim.position, vote.claim.kind, vote.first, vote.last


def order_of(vote: Vote) -> tuple[object, ...]:
    """Sort key: by day, then within an article as its text tells, then by content."""
    claim = vote.claim
    return (
        vote.first,
        claim.article or "",
        claim.position,
        vote.last,
        -vote.weight,
        claim.source,
        claim.kind,
        claim.actor or "",
        claim.against or "",
        -1.0 if claim.share is None else claim.share,
        claim.identifier,
    )
