"""Who holds the town by all that has been heard so far: rules 3, 5, 6, 7 and 8.

A `Standing` hears the events and states of one day after the other and keeps the answer that stands:
one outcome, several when sources disagree, none before the first claim.
"""

from __future__ import annotations

from collections.abc import Mapping

from conflictmap.core.claims import Kind
from conflictmap.core.periods import Holder, Status
from conflictmap.resolution.contradiction import MIXED, UNKNOWN, Outcome, Sides, held_by, outcome_of
from conflictmap.resolution.decay import DecayClock, Vouchers
from conflictmap.resolution.mixed import Parts
from conflictmap.resolution.order import is_overtaken, last_outcome_told, last_told
from conflictmap.resolution.votes import Vote
from conflictmap.resolution.weights import combined_confidence


class Standing:
    """The answer that stands, with the sides that were weighed for it."""

    def __init__(self, clock: DecayClock) -> None:
        self._clock = clock
        self._sides = Sides(clock)
        self._parts = Parts()
        self._out: set[str] = set()
        self._past_holders: set[str] = set()
        self._left: Outcome | None = None
        self._parts_before: tuple[Outcome | None, list[Vote]] = (None, [])
        self._vouchers = Vouchers(clock)
        self.outcomes: list[Outcome] = []
        self.rule = 3
        self.since = 0
        self.undone: list[Vote] = []
        self.overruled: list[Vote] = []
        self.confirmed = False

    # What stands

    @property
    def sole_holder(self) -> str | None:
        """The actor that holds the whole town, if one does and no source of weight disagrees."""
        if len(self.outcomes) == 1 and self.outcomes[0].status is Status.HELD:
            return self.outcomes[0].actor
        return None

    @property
    def status(self) -> Status | None:
        """Status of the answer that stands; ``None`` before the first claim."""
        if len(self.outcomes) > 1:
            return Status.DISPUTED
        return self.outcomes[0].status if self.outcomes else None

    def holders(self) -> tuple[Holder, ...]:
        """The parties to the answer that stands, in the order of `ControlPeriodValue.holders`."""
        if self.outcomes == [MIXED]:
            return self._parts.holders()
        return tuple(Holder(actor, inferred=held_by(actor) == self._left) for actor in self.actors())

    def is_out(self, actor: str | None) -> bool:
        """Whether the last event is known to have put `actor` out of the town."""
        return actor in self._out

    def actors(self) -> list[str]:
        """The actors of all outcomes that stand, each once."""
        actors: dict[str, None] = {}
        for outcome in self.outcomes:
            if outcome.status is Status.HELD:
                actors[outcome.actor] = None
            elif outcome is MIXED:
                actors.update((holder.actor, None) for holder in self._parts.holders())
        return list(actors)

    def supports(self, vote: Vote) -> bool | None:
        """Whether a control vote speaks for the answer that stands; ``None`` when it does not touch it."""
        if vote in self.undone:
            return True
        outcome = outcome_of(vote)
        if outcome is not UNKNOWN:
            return outcome in self.outcomes or (None if self._tells_of_its_end(vote) else False)
        loser = vote.actor if vote.claim.kind is Kind.LOSES else vote.claim.against
        if UNKNOWN in self.outcomes or loser in self._out:
            return True
        if loser is None and vote.claim.kind is Kind.CAPTURES and self.outcomes:
            return self._is_told_with_name(vote)
        return False if loser in self.actors() else None

    def votes(self) -> list[Vote]:
        """The votes that speak for the answer that stands: the latest of each source, and of each party to parts."""
        return self._sides.votes(self.outcomes) + (self._parts.told_by() if MIXED in self.outcomes else [])

    def votes_before(self) -> list[Vote]:
        """The older votes from which it follows that a party still holds a part, or all that is left."""
        left, parts = self._parts_before
        if left not in self.outcomes or any(outcome_of(vote) == left for vote in self._sides.votes(self.outcomes)):
            parts = []
        return parts + (self._parts.known_before() if MIXED in self.outcomes else [])

    def rivals(self) -> list[Vote]:
        """The latest vote of each source whose answer is outweighed."""
        return self._sides.rivals(self.outcomes)

    def confidence_on(self, day: int) -> float:
        """Confidence in 0..1 in the answer that stands."""
        return self._vouchers.on(day)

    def vouched_after(self, day: int) -> list[tuple[int, float]]:
        """The (last day, confidence) of claims heard by `day` that vouch for later days, too."""
        return self._vouchers.lasting_after(day)

    # What happens

    def begin_day(self) -> None:
        """Forget what only concerned the day before."""
        self.undone, self.overruled, self.confirmed = [], [], False

    def weigh_again(self, day: int) -> None:
        """Rule 5 before the news of `day`: a claim for a stretch of days stays fresh while others decay."""
        self._settle(day, [], 5)

    def happen(self, day: int, captures: list[Vote], losses: list[Vote]) -> None:
        """Rules 3, 6 and 7: take in the events that have happened by `day`."""
        captures, losses, undone = last_told(captures, losses)
        self.undone += undone
        named = [vote for vote in captures if vote.actor is not None and not self._is_told_before(vote)]
        if named:
            self._be_taken(day, named, losses, recount=bool(undone))
            return
        if undone:
            self.since, self.rule = day, 6
        for actor in sorted({loss.actor for loss in losses if loss.actor is not None}):
            self._be_lost(day, actor, [loss for loss in losses if loss.actor == actor])
        for vote in captures:
            if vote.actor is None and not self._is_told_with_name(vote):
                self._be_lost(day, vote.claim.against or self.sole_holder, [vote])

    def _tells_of_its_end(self, state: Vote) -> bool:
        """Whether the article of `state` itself tells of the event that ended it: "captured the rebel-held town"."""
        return not state.is_event and any(
            event.is_event and event.account == state.account and event.last >= state.last for event in self.votes()
        )

    def _is_told_before(self, vote: Vote) -> bool:
        """Whether the same article tells of a later capture that already counts."""
        return any(
            other.account == vote.account and other.claim.kind is Kind.CAPTURES and is_overtaken(vote, [other])
            for other in self.votes()
        )

    def _is_told_with_name(self, vote: Vote) -> bool:
        """Whether a capture that counts already can be the same event, told with the captor's name."""
        return any(other.claim.kind is Kind.CAPTURES and not is_overtaken(other, [vote]) for other in self.votes())

    def parts_would_change(self, vote: Vote) -> bool:
        """Whether a `partly_holds` vote tells more of the parts of a mixed town than is known."""
        return self._parts.would_change(vote)

    def _be_taken(self, day: int, captures: list[Vote], losses: list[Vote], *, recount: bool) -> None:
        captors = {outcome_of(vote) for vote in captures}
        before, standing_before = set(self.actors()), set(self.outcomes)

        def still_counts(outcome: Outcome, vote: Vote) -> bool:
            if outcome in captors:
                return True
            return not is_overtaken(vote, captures) if vote.is_event else vote.last > day

        self._sides.drop(UNKNOWN)
        disputed, witnesses = self.status is Status.DISPUTED, {vote.voice for vote in captures}
        self.overruled += [
            vote
            for vote in self.votes()
            if outcome_of(vote) not in captors
            and ((disputed and vote.voice not in witnesses) or (not vote.is_event and vote.last >= day))
        ]
        if MIXED in captors:
            self._sides.drop(MIXED)
            self._parts = Parts()
            self._parts.hear([vote for vote in captures if vote.jointly])
        self._sides.keep(still_counts)
        for vote in captures:
            self._sides.add(outcome_of(vote), [vote], day)
        regained = [loss for loss in losses if held_by(loss.actor or "") in captors]
        if regained and len(captors) == 1:
            self._sides.add(UNKNOWN, regained, day)
        again = any(outcome.actor in self._past_holders - before for outcome in captors)
        in_range = any(vote.first < vote.last for vote in captures)
        told_in_parts = captors == {MIXED}
        self._settle(day, captures, 8 if told_in_parts else 6 if recount or again else 4 if in_range else 3)
        if recount and set(self.outcomes) == standing_before and len(captors) == 1:
            self.since, self.rule = day, 6
        self._out = (before | {loss.actor for loss in losses if loss.actor is not None}) - set(self.actors())

    def _be_lost(self, day: int, actor: str | None, votes: list[Vote]) -> None:
        """`actor` is out, its successor unnamed; ``None`` when the text does not tell who was there before."""
        if actor is not None:
            self._out.add(actor)
        if self.status is Status.DISPUTED:
            if actor is not None and actor in self.actors():
                self._sides.drop(held_by(actor))
                self._parts.lose(actor)
                if not self._parts.holders():
                    self._sides.drop(MIXED)
                if UNKNOWN in self._sides or not self._sides.contenders(day):
                    self._sides.add(UNKNOWN, votes, day)
                self._settle(day, [], 5)
        elif self.status is Status.MIXED:
            if actor is not None and self._parts.lose(actor):
                self._keep_the_rest(day, votes)
        elif self.sole_holder is None or self.sole_holder == actor:
            loser = held_by(actor or "")

            def still_counts(outcome: Outcome, vote: Vote) -> bool:
                if outcome != loser:
                    return outcome is UNKNOWN
                return not is_overtaken(vote, votes) if vote.is_event else vote.last > day

            self._sides.keep(still_counts)
            self._sides.add(UNKNOWN, votes, day)
            self._settle(day, votes, 7)
        self._out.difference_update(self.actors())

    def _keep_the_rest(self, day: int, votes: list[Vote]) -> None:
        """Rule 8: when one of the parties is out, the others keep the town."""
        remaining = self._parts.holders()
        if len(remaining) > 1:
            self.since = day
            return
        self._sides = Sides(self._clock)
        self._sides.add(held_by(remaining[0].actor) if remaining else UNKNOWN, votes, day)
        self._settle(day, votes, 8 if remaining else 7)
        self._left = held_by(remaining[0].actor) if remaining else None
        self._parts_before = self._left, self._parts.told_by() + self._parts.known_before()

    # What is said to be so

    def hear(self, day: int, states: list[Vote], *, after_event: bool) -> None:
        """Rules 3, 5 and 8: take in the states that begin on `day`.

        `after_event`: an event of this very day counts; a state that does not outlast the day then
        tells of the hours before it, unless it names the successor of a holder who is just out.
        """
        states = self._hear_unnamed(day, states, after_event=after_event)
        wanting = after_event and self.outcomes == [UNKNOWN]
        told = last_outcome_told(states)
        heard: dict[Outcome, list[Vote]] = {}
        for vote in states:
            outcome = told[vote.account]
            if outcome != outcome_of(vote):
                self.undone.append(vote)
            elif (
                not after_event
                or vote.last > day
                or outcome in self.outcomes
                or (wanting and not any(map(self.is_out, (vote.actor, *vote.jointly))))
            ):
                heard.setdefault(outcome, []).append(vote)
        if not heard:
            return
        if not after_event or wanting:
            named = {outcome.actor for outcome in heard}
            self._sides.keep(lambda outcome, vote: outcome is not UNKNOWN or self._puts_out(vote, named))
        if MIXED in heard:
            if MIXED not in self._sides:
                self._parts = Parts(self.actors(), self.votes() + self.votes_before())
            self._parts.hear(heard[MIXED])
            if MIXED not in self.outcomes and not after_event:
                self._sides.keep(lambda outcome, vote: vote.last >= day)
        self._answer_within_articles(heard)
        for outcome, votes in heard.items():
            self._sides.add(outcome, votes, day)
        self._settle(day, [vote for votes in heard.values() for vote in votes], 8 if MIXED in heard else 3)

    def _answer_within_articles(self, heard: Mapping[Outcome, list[Vote]]) -> None:
        """Forget what an article told of earlier days than the state it tells now: "X took P, Y holds it since"."""
        since = {vote.account: (outcome, vote.first) for outcome, votes in heard.items() for vote in votes}

        def still_counts(outcome: Outcome, vote: Vote) -> bool:
            now, first = since.get(vote.account, (outcome, 0))
            return now in (outcome, MIXED) or outcome is MIXED or vote.claim.article is None or vote.last >= first

        self._sides.keep(still_counts)

    def _puts_out(self, vote: Vote, actors: set[str]) -> bool:
        """Whether a vote for "nobody knows" contradicts that one of `actors` holds the town."""
        loser = vote.actor if vote.claim.kind is Kind.LOSES else vote.claim.against
        return bool(actors & self._out) if loser is None else loser in actors

    def _hear_unnamed(self, day: int, states: list[Vote], *, after_event: bool) -> list[Vote]:
        """Take in the states whose holder is not named; answers those that speak for an outcome."""
        for vote in states:
            former = vote.claim.against if vote.actor is None and vote.claim.kind is Kind.HOLDS else None
            if former is not None and former == self.sole_holder and not after_event:
                self._be_lost(day, former, [vote])
        telling = [vote for vote in states if vote.actor is not None or self._tells_of_a_rest(vote)]
        unnamed = [vote for vote in states if vote not in telling]
        if unnamed and not self.outcomes and not telling:
            self._sides.add(UNKNOWN, unnamed, day)
            self._settle(day, unnamed, 3)
        return telling

    def _tells_of_a_rest(self, vote: Vote) -> bool:
        """Whether a part is held by somebody unnamed, and the rest by somebody known."""
        known = vote.claim.against is not None or self.sole_holder is not None
        return vote.claim.kind is Kind.PARTLY_HOLDS and known

    def find_nobody(self, day: int, votes: list[Vote]) -> None:
        """Fighting has faded in a town of which no holder was ever named; `votes` told of the fighting."""
        self._sides.add(UNKNOWN, votes, day)
        self._settle(day, votes, 9)

    def _settle(self, day: int, votes: list[Vote], rule: int) -> None:
        """Weigh the sides after the news of `day`, `votes`."""
        outcomes = self._sides.contenders(day)
        agreeing = [vote for vote in votes if outcome_of(vote) in outcomes]
        said_of_left = any(outcome_of(vote) == self._left for vote in votes)
        if said_of_left or self._left not in outcomes:
            self._left = None
        if set(outcomes) != set(self.outcomes):
            contradicted = len(outcomes) > 1 or bool(self._sides.rivals(outcomes))
            if self.sole_holder is not None:
                self._past_holders.add(self.sole_holder)
            self.outcomes, self.since, self.rule = outcomes, day, 5 if contradicted else rule
            self._vouch_anew(day)
        elif len(outcomes) > 1 and votes:
            self.outcomes = outcomes
            self._vouch_anew(day)
        elif said_of_left:
            self.since, self.rule = day, 3
        elif len(agreeing) < len(votes):
            self.since, self.rule = day, 5
        if len(outcomes) == 1 and agreeing:
            self.confirmed = True
            part = self._sides.part_of_weight(outcomes[0], day)
            best: dict[str, float] = {}
            for vote in agreeing:
                best[vote.voice] = max(vote.weight, best.get(vote.voice, 0.0))
                if vote.last > day:
                    self._vouchers.add(day, vote.last, part * combined_confidence([vote.weight]))
            self._vouchers.add(day, day, part * combined_confidence(list(best.values())))

    def _vouch_anew(self, day: int) -> None:
        self._vouchers = Vouchers(self._clock)
        self._vouchers.add(day, day, self._sides.confidence(self.outcomes, day))
