"""The timeline of one town: goes through the days on which something is heard or falls due.

What the map shows on a day follows from claims that begin by that day, and from nothing later. So a new
claim never alters a period that ended before the claim's days begin.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from heapq import heappop, heappush

from conflictmap.core.claims import PRESSURE_KINDS, Kind, Relation
from conflictmap.core.periods import Status, Timeline
from conflictmap.resolution.calendar import LAST_DAY
from conflictmap.resolution.changing import Underway
from conflictmap.resolution.contest import Contest
from conflictmap.resolution.decay import DecayClock
from conflictmap.resolution.pressure import PressureLog
from conflictmap.resolution.record import Picture, Record
from conflictmap.resolution.standing import Standing
from conflictmap.resolution.turning import turns_page
from conflictmap.resolution.votes import Vote
from conflictmap.resolution.weights import combined_confidence

STATES = frozenset({Kind.HOLDS, Kind.PARTLY_HOLDS})


def timeline_of(town: str, votes: list[Vote]) -> Timeline:
    """The timeline that the independent votes of one town give."""
    return _TownTimeline(town).through(votes)


class _TownTimeline:
    """What is known of a town on the day reached so far."""

    def __init__(self, town: str) -> None:
        self._town = town
        self._clock = DecayClock()
        self._pressure = PressureLog(self._clock)
        self._standing = Standing(self._clock)
        self._underway = Underway()
        self._contest = Contest()
        self._record = Record(town)
        self._day = 0
        self._after_event = False
        self._happened: list[Vote] = []

    def through(self, votes: list[Vote]) -> Timeline:
        """Go through all days."""
        begins: dict[int, list[Vote]] = defaultdict(list)
        for vote in votes:
            begins[vote.first].append(vote)
        due = sorted(begins)
        reached = 0
        while due and due[0] <= LAST_DAY:
            day = heappop(due)
            if day == reached:
                continue
            reached = day
            for later in self._live(day, begins.get(day, [])):
                heappush(due, later)
        self._record.close(None)
        return Timeline(tuple(self._record.periods), self._pressure.periods(self._town))

    def _live(self, day: int, votes: list[Vote]) -> list[int]:
        """Let `day` happen. Answers the later days on which something will fall due."""
        self._day, self._after_event, self._happened = day, False, []
        self._pressure.advance(day)
        self._standing.begin_day()
        self._let_fall_due()
        if any(vote.is_event or vote.claim.kind in STATES for vote in votes):
            self._standing.weigh_again(day)
            self._pressure.end_by_holder(self._standing.sole_holder)
        # Decided here, whether a period ends today depends only on what was known before, and on single votes.
        picture = self._picture()
        if not self._record.shows(picture):
            self._record.close(day)
        shown, parties = None if picture is None else picture.status, self._standing.actors()
        turns = [
            vote
            for vote in votes
            if turns_page(vote, shown, self._standing, self._contest, after_event=self._after_event)
        ]
        if turns:
            self._record.close(day)
        started = self._hear_events([vote for vote in votes if vote.is_event])
        self._hear_states([vote for vote in votes if vote.claim.kind in STATES])
        self._pressure.turn_page(turns + [vote for vote in votes if vote.claim.kind in PRESSURE_KINDS], parties)
        self._hear_fighting([vote for vote in votes if vote.claim.kind not in STATES and not vote.is_event])
        self._write([*votes, *self._happened])
        return [Underway.due_on(vote) for vote in started] + ([self._contest.until] if self._contest.votes else [])

    # What happens on a day

    def _let_fall_due(self) -> None:
        if self._contest.votes and self._contest.until <= self._day:
            faded = self._contest.end()
            if self._standing.status is None:
                self._standing.find_nobody(self._day, faded)
        self._happen(self._underway.fall_due(self._day))

    def _hear_events(self, events: list[Vote]) -> list[Vote]:
        """Rule 4: an event of one day has happened, one within a range is under way until it is due."""
        started = [vote for vote in events if vote.first < vote.last]
        self._underway.start(started)
        self._happen([vote for vote in events if vote.first == vote.last])
        return started

    def _happen(self, events: list[Vote]) -> None:
        if not events:
            return
        self._happened += events
        holder, outcomes = self._standing.sole_holder, set(self._standing.outcomes)
        captures = [vote for vote in events if vote.claim.kind is Kind.CAPTURES]
        losses = [vote for vote in events if vote.claim.kind is Kind.LOSES]
        self._standing.happen(self._day, captures, losses)
        changed = outcomes != set(self._standing.outcomes)
        if changed or any(vote.actor is not None for vote in captures):
            self._after_event = True
            self._contest.end()
        for loss in losses:
            self._pressure.end_by(loss.actor)
        abandoned = self._standing.status is Status.UNKNOWN and holder is not None
        if changed and (captures or abandoned):
            self._pressure.end_all()
        self._pressure.end_by_holder(self._standing.sole_holder)

    def _hear_states(self, states: list[Vote]) -> None:
        """A state says that an event under way has happened."""
        for vote in states:
            if vote.claim.kind is Kind.HOLDS and vote.actor not in (None, self._standing.sole_holder):
                arrived = self._underway.arrive(vote.actor)
                self._happen([replace(event, last=self._day) for event in arrived])
        if states:
            self._standing.hear(self._day, states, after_event=self._after_event)

    def _hear_fighting(self, votes: list[Vote]) -> None:
        holder = self._standing.sole_holder
        self._pressure.end_by_holder(holder)
        for vote in votes:
            contests = vote.claim.kind is Kind.CONTESTS
            if contests and self._after_event and vote.last <= self._day:
                continue
            if contests and vote.claim.relation is Relation.IN and not self._after_event:
                self._contest.hear(vote)
            if vote.actor is None or vote.actor != holder:
                self._pressure.hear(vote, vote.actor)
            elif contests:
                self._pressure.hear(vote, vote.claim.against if vote.claim.against != holder else None)

    # What the map shows of it

    def _picture(self) -> Picture | None:
        standing = self._standing
        if standing.status is Status.DISPUTED:
            return Picture(Status.DISPUTED, standing.holders(), 5)
        changing = self._underway.seen_from(standing)
        if changing:
            holders = self._underway.parties(standing, changing)
            return Picture(Status.CHANGING, holders, 4 if any(vote.actor for vote in _captures(changing)) else 7)
        if standing.status is Status.MIXED:
            return Picture(Status.MIXED, standing.holders(), standing.rule if standing.since == self._day else 8)
        if self._contest.votes:
            return Picture(Status.CONTESTED, self._contest.parties(standing.sole_holder), 9)
        if standing.status is Status.HELD:
            rule = standing.rule if standing.since == self._day else 10
            return Picture(Status.HELD, standing.holders(), rule)
        return None if standing.status is None else Picture(Status.UNKNOWN, (), standing.rule)

    def _write(self, heard: list[Vote]) -> None:
        """Write the day down: open a period if the picture is a new one, and name the claims."""
        picture = self._picture()
        if picture is None:
            return
        deciding = self._deciding(picture.status)
        if not self._record.shows(picture):
            self._record.open(self._day, picture, self._confidence(picture.status, deciding))
            against = self._standing.rivals() + self._standing.overruled if picture.status in _ANSWERED else []
            self._record.log(deciding, against)
            self._record.log_background(self._background(picture.status))
            if picture.status in _ANSWERED:
                for last, confidence in self._standing.vouched_after(self._day):
                    self._record.confirm(self._day, last, confidence)
        self._name(picture.status, heard)
        self._confirm(picture.status, heard)

    def _deciding(self, status: Status) -> list[Vote]:
        if status is Status.CHANGING:
            return self._underway.seen_from(self._standing)
        return self._contest.votes if status is Status.CONTESTED else self._standing.votes()

    def _background(self, status: Status) -> list[Vote]:
        """The earlier votes by which the parties are shown that no deciding vote need name."""
        standing = self._standing
        if status in _ANSWERED:
            return standing.votes_before()
        fighting = self._contest.named_by() if status is Status.CONTESTED else []
        return [*fighting, *standing.votes(), *standing.votes_before()] if standing.holders() else fighting

    def _confidence(self, status: Status, deciding: list[Vote]) -> float:
        if status in _ANSWERED:
            return self._standing.confidence_on(self._day)
        best: dict[str, float] = {}
        for vote in deciding:
            weight = vote.weight * self._clock.remaining(vote.last, self._day)
            best[vote.voice] = max(weight, best.get(vote.voice, 0.0))
        return combined_confidence(list(best.values()))

    def _name(self, status: Status, heard: list[Vote]) -> None:
        shown = set() if status in _ANSWERED else {vote.claim.identifier for vote in self._deciding(status)}
        for vote in heard:
            if vote.claim.identifier in shown:
                self._record.log([vote], [])
            elif vote.is_event and vote.last > self._day:
                continue
            elif vote.is_event or vote.claim.kind in STATES:
                supports = self._standing.supports(vote)
                if supports is not None:
                    self._record.log([vote] if supports else [], [] if supports else [vote])

    def _confirm(self, status: Status, heard: list[Vote]) -> None:
        if status in _ANSWERED:
            if not self._standing.confirmed:
                return
            self._record.confirm(self._day, self._day, self._standing.confidence_on(self._day))
            for last, confidence in self._standing.vouched_after(self._day):
                self._record.confirm(self._day, last, confidence)
        else:
            deciding = [vote for vote in self._deciding(status) if vote in heard]
            if deciding:
                confidence = self._confidence(status, deciding)
                self._record.confirm(self._day, max(vote.last for vote in deciding), confidence)


_ANSWERED = frozenset({Status.HELD, Status.MIXED, Status.UNKNOWN, Status.DISPUTED})


def _captures(votes: list[Vote]) -> list[Vote]:
    return [vote for vote in votes if vote.claim.kind is Kind.CAPTURES]
