"""Which of two events came first: by their days, or in the order in which one article tells them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from conflictmap.core.claims import Kind
from conflictmap.resolution.contradiction import MIXED, Outcome, outcome_of
from conflictmap.resolution.votes import Vote, taken_from


def is_before(one: Vote, other: Vote) -> bool:
    """Whether event `one` surely came before event `other`.

    Within one article, when both can have happened on the same day, its text's order counts, unless one took the
    town from the other ("retook P hours after Y had seized it"), or a loss was over before the loser's capture was
    ("retook P in 2014, days after losing it"). Otherwise the days of `one` must end before those
    of `other` begin. Two stretches that share only the day on which one ends and the other begins are taken in that
    order; two events of one and the same day have none.
    """
    if one.account == other.account and one.first <= other.last and other.first <= one.last:
        took_from_one, took_from_other = _took_from(other, one), _took_from(one, other)
        if took_from_one != took_from_other:
            return took_from_one
        if one.actor == other.actor and one.claim.kind is not other.claim.kind and one.last != other.last:
            lost, taken = (one, other) if one.claim.kind is Kind.LOSES else (other, one)
            if lost.last < taken.last and (lost.claim.days.start is None or lost.first <= taken.first):
                return one is lost
        return _told(one) < _told(other)
    return one.last <= other.first and not (one.first == one.last == other.first == other.last)


def _took_from(vote: Vote, other: Vote) -> bool:
    """Whether a capture is told to be from who captured the town by `other`."""
    captures = vote.claim.kind is other.claim.kind is Kind.CAPTURES
    return captures and vote.claim.against is not None and vote.claim.against == other.actor


def last_told(captures: list[Vote], losses: list[Vote]) -> tuple[list[Vote], list[Vote], list[Vote]]:
    """Rule 6 for the events of one day: the captures and losses that stand at its end, and those undone.

    Of several captures in one article the last told stands, with those told jointly with it, but none of who lost the
    town to another of them. A loss told
    later by the same article undoes the capture by the loser. A capture named as the one from whom another
    took the town on the same day is undone, too, with those told jointly with it.
    """
    accounts = {vote.account for vote in captures}
    former = {account: taken_from(vote for vote in captures if vote.account == account) for account in accounts}
    final = {vote.account: vote for vote in sorted(captures, key=_told) if vote.actor not in former[vote.account]}
    standing: list[Vote] = []
    undone: list[Vote] = []
    for vote in captures:
        last = final[vote.account]
        lost_again = any(
            loss.account == vote.account and loss.actor == vote.actor and _told(loss) > _told(vote) for loss in losses
        )
        told_before = _told(vote) < _told(last) and vote.actor not in (last.actor, *last.jointly)
        (undone if lost_again or told_before else standing).append(vote)
    standing = [_without(vote, {other.actor for other in undone if other.account == vote.account}) for vote in standing]
    put_out = taken_from(standing)
    for vote in list(standing):
        if put_out & {vote.actor, *vote.jointly}:
            standing.remove(vote)
            undone.append(vote)
    regained = {(vote.account, vote.actor): _told(vote) for vote in sorted(standing, key=_told)}
    remaining: list[Vote] = []
    for loss in losses:
        regained_at = regained.get((loss.account, loss.actor))
        (remaining if regained_at is None or regained_at < _told(loss) else undone).append(loss)
    return standing, remaining, undone


def _without(vote: Vote, gone: set[str | None]) -> Vote:
    """A capture no longer told jointly with who lost the town again on that day."""
    allies = tuple(actor for actor in vote.jointly if actor not in gone)
    return vote if allies == vote.jointly else replace(vote, jointly=allies if len(allies) > 1 else ())


def _told(vote: Vote) -> tuple[int, bool]:
    """Where an article tells it: a loss told by the very words of a capture ("briefly took P") follows that."""
    return vote.claim.position, vote.claim.kind is Kind.LOSES


def is_overtaken(vote: Vote, events: Iterable[Vote]) -> bool:
    """Whether one of `events` surely came after the event `vote`."""
    return any(is_before(vote, event) for event in events)


def last_outcome_told(states: list[Vote]) -> dict[str, Outcome]:
    """For each article its answer on one day: a part held is the more exact word, then the last told counts."""
    told: dict[str, Outcome] = {}
    for vote in sorted(states, key=_told):
        if told.get(vote.account) is not MIXED:
            told[vote.account] = outcome_of(vote)
    return told
