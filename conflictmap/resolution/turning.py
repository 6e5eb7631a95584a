"""Which claims open a new period.

A claim does when it speaks against what the map shows, even if it is then outweighed: from that day on
the picture rests on a weighing (rule 5), and the reader should see since when. This also makes sure
that a claim added later never removes the end of a period that lies before it: whether a period ends
on a day depends on each claim of that day alone.
"""

from __future__ import annotations

from conflictmap.core.claims import Kind, Relation
from conflictmap.core.periods import Status
from conflictmap.resolution.changing import would_change
from conflictmap.resolution.contest import Contest
from conflictmap.resolution.standing import Standing
from conflictmap.resolution.votes import Vote


def turns_page(vote: Vote, shown: Status | None, standing: Standing, contest: Contest, *, after_event: bool) -> bool:
    """Whether `vote`, which begins today, opens a new period.

    `shown` is the status so far, if any; `after_event` whether an event fell due today.
    """
    if vote.is_event and vote.first < vote.last:
        return shown is not Status.DISPUTED and would_change(vote, standing)
    match vote.claim.kind:
        case Kind.HOLDS:
            return _holds(vote, standing, after_event=after_event)
        case Kind.PARTLY_HOLDS:
            return _partly_holds(vote, standing)
        case Kind.CAPTURES:
            return _captures(vote, shown, standing)
        case Kind.LOSES:
            return vote.actor is not None and _loses(vote.actor, shown, standing)
        case Kind.CONTESTS if vote.claim.relation is Relation.IN:
            seen = shown in (Status.HELD, Status.UNKNOWN, Status.CONTESTED)
            return seen and contest.would_change(vote, standing.sole_holder)
        case _:
            return False


def _holds(vote: Vote, standing: Standing, *, after_event: bool) -> bool:
    if vote.actor is None:
        return not after_event and vote.claim.against is not None and vote.claim.against == standing.sole_holder
    if vote.jointly and standing.status is Status.MIXED:
        return standing.parts_would_change(vote)
    return vote.actor != standing.sole_holder or standing.holders()[0].inferred


def _partly_holds(vote: Vote, standing: Standing) -> bool:
    if standing.status is Status.MIXED:
        return standing.parts_would_change(vote)
    return vote.actor is not None or vote.claim.against is not None or standing.sole_holder is not None


def _captures(vote: Vote, shown: Status | None, standing: Standing) -> bool:
    if vote.actor is None:
        return _loses(vote.claim.against or standing.sole_holder, shown, standing)
    if vote.jointly and standing.status is Status.MIXED:
        return standing.parts_would_change(vote)
    if vote.actor != standing.sole_holder:
        return True
    return shown is Status.CONTESTED or standing.holders()[0].inferred


def _loses(loser: str | None, shown: Status | None, standing: Standing) -> bool:
    if standing.status is None:
        return True
    if loser is None:
        return False
    if standing.status is Status.UNKNOWN:
        return shown is Status.CHANGING
    return loser in standing.actors()
