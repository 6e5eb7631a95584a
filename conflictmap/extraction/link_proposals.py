"""Links of one sentence: every word of control with every place and party it reaches that is likely enough."""

from __future__ import annotations

import math
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from conflictmap.core.claims import Kind
from conflictmap.extraction.discourse import Discourse
from conflictmap.extraction.events import Event
from conflictmap.extraction.gaps import Words
from conflictmap.extraction.link_ends import Ends
from conflictmap.extraction.link_words import (
    PartCues,
    Party,
    marks_of_kind,
    order_of,
    whose,
    words_of_pair,
    words_of_party,
    words_of_place,
    words_of_place_and_kind,
)
from conflictmap.extraction.links import Link, Linker, Weighed, in_hundredths
from conflictmap.extraction.places import Place
from conflictmap.extraction.reach import Layout, Reached
from conflictmap.extraction.readings import Reading
from conflictmap.extraction.senses import Trigger

MOST_OF_A_PAIR = 200
"""Hundredths of log-odds that a place and a party can win together, at most 190 in the labelled texts: two thirds of
all pairs are too unlikely by their ends alone, and are not looked at."""
_WIDEST_LEAD = 400
"""Hundredths of log-odds; a wider lead counts as this."""
_WHOLE = frozenset({Kind.CAPTURES, Kind.HOLDS})


@dataclass(slots=True)
class _Spot:
    """A place as a word of control reaches it: what is known of it, and how it fits each kind of what may be said.

    `kinds`: those that fit it at all. `likeliest`: the weight of the kind that fits it best. `holder`: who held it so
    far, where the text told. Weights are in hundredths.
    """

    place: Place | None
    slot: str
    kinds: tuple[Kind, ...]
    known: tuple[Words, ...]
    weight: float
    of_kinds: tuple[Weighed, ...]
    likeliest: float
    holder: str | None


@dataclass(slots=True)
class _Side:
    """A party as a word of control reaches it, likewise. `cut`: a link with less is not worth a claim."""

    party: Party
    known: tuple[Words, ...]
    weight: float
    of_kinds: tuple[Weighed, ...]
    likeliest: float
    cut: float


@dataclass(slots=True)
class _Proposal:
    """A link before its rivals are known; `log_odds` in hundredths."""

    trigger: Trigger
    place: Place | None
    slot: str
    party: Party
    kind: Kind
    known: tuple[Words, ...]
    log_odds: float

    def key(self) -> tuple[int, Kind, str]:
        """What it says: of which place, what, of whom."""
        return self.place.start if self.place else -1, self.kind, self.party.canonical


def propose(
    reading: Reading, discourse: Discourse, linker: Linker, told: Mapping[str, Container[Kind]], *, places_before: bool
) -> list[Link]:
    """The links of a sentence worth a claim: the best of each place, party and kind, in the order of the words.

    `told`: what rules have read in this sentence, by party. `places_before`: whether an earlier sentence names a place
    that "it" may mean.
    """
    best: dict[tuple[int, Kind, str], _Proposal] = {}
    sentence = _SentenceLinks(reading, discourse, linker, told, places_before=places_before)
    for trigger in sentence.layout.triggers:
        for proposal in sentence.of_trigger(trigger):
            key = proposal.key()
            if key not in best or proposal.log_odds > best[key].log_odds:
                best[key] = proposal
    rivals: dict[tuple[int, Kind], list[float]] = {}
    for (place, kind, _), proposal in best.items():
        rivals.setdefault((place, kind), []).append(proposal.log_odds)
    for log_odds in rivals.values():
        log_odds.sort()
    return [_link(proposal, rivals[place, kind]) for (place, kind, _), proposal in best.items()]


def _link(proposal: _Proposal, rivals: list[float]) -> Link:
    """`rivals`: the log-odds of all parties, this one's among them, the best last."""
    log_odds, lead = proposal.log_odds, 0.0
    if len(rivals) > 1:
        rival = rivals[-2] if log_odds == rivals[-1] else rivals[-1]
        lead = max(-_WIDEST_LEAD, min(_WIDEST_LEAD, log_odds - rival))
    slots = proposal.slot, proposal.party.reached.slot
    return Link(_event(proposal), proposal.known, log_odds / 100, *slots, lead / 100)


def _event(proposal: _Proposal) -> Event:
    """The event that a link says; its span holds the word of control, the place and the party."""
    trigger, place, actor = proposal.trigger, proposal.place, proposal.party.actor
    group = trigger.group
    start, end = group.start, group.end
    for part in (place, actor):
        if part is not None:
            start, end = min(start, part.start), max(end, part.end)
    rule, party = f"link_{trigger.sense}", proposal.party.antecedent
    return Event(rule, proposal.kind, place, actor, None, group, start, end, party=party)


class _SentenceLinks:
    """Weighs the links of one sentence; what does not hang on the word of control is found once."""

    def __init__(
        self,
        reading: Reading,
        discourse: Discourse,
        linker: Linker,
        told: Mapping[str, Container[Kind]],
        *,
        places_before: bool,
    ) -> None:
        self.layout = Layout(reading)
        self.told = told
        self.ends = Ends(reading, self.layout, discourse, places_before=places_before)
        self.linker = linker
        self.intercept, self.cut, self.alone = map(in_hundredths, (linker.intercept, linker.cut, linker.alone))
        self.cues = PartCues(reading)
        self.holders = {p.start: discourse.holders.get(_name(reading, p)) for p in self.layout.places}

    def of_trigger(self, trigger: Trigger) -> Iterator[_Proposal]:
        """What one word of control may say of each place and party: of each pair the likeliest kind.

        Also those kinds that a rule has read of the party, which a link may bear out.
        """
        places = list(self.ends.places(trigger))
        parties = self.ends.parties(trigger) if places else []
        if not parties:
            return
        kinds = (*trigger.kinds, Kind.PARTLY_HOLDS)
        sides = self._sides(trigger, kinds, parties)
        direct, grammar = self.layout.has_object(trigger), self.layout.by_grammar(trigger)
        for place, at in places:
            role = grammar.get(place.name_start, "") if place else ""
            spot = self._spot(trigger, kinds, place, at, direct, role)
            for side in sides:
                said = self._of_pair(trigger, kinds, spot, side)
                if said:
                    likeliest = max([proposal.log_odds for proposal in said])
                    read = self.told.get(side.party.canonical, ())
                    for proposal in said:
                        if proposal.log_odds == likeliest or proposal.kind in read or self.cut == -math.inf:
                            yield proposal

    def _of_pair(self, trigger: Trigger, kinds: Sequence[Kind], spot: _Spot, side: _Side) -> list[_Proposal]:
        """What a word of control may say of a place and a party, as far as it is likely enough."""
        ends = spot.weight + side.weight
        if ends + spot.likeliest + side.likeliest + MOST_OF_A_PAIR < side.cut:
            return []
        party, place = side.party, spot.place
        sense, voice, slots = trigger.sense, trigger.group.voice, (spot.slot, party.reached.slot)
        order = order_of(trigger, place, party)
        so_far = whose(spot.holder, party.canonical)
        held = whose(place.holder.canonical if place and place.holder else None, party.canonical)
        said = []
        for kind, (place_words, place_weight), (party_words, party_weight) in zip(
            kinds, spot.of_kinds, side.of_kinds, strict=True
        ):
            least = ends + place_weight + party_weight
            if kind not in spot.kinds or least + MOST_OF_A_PAIR < side.cut:
                continue
            ((words, weight),) = self.linker.weighed(words_of_pair, sense, voice, kind, *slots, order, so_far, held)
            log_odds = least + weight
            if log_odds >= side.cut:
                known = (*spot.known, place_words, *side.known, party_words, words)
                said.append(_Proposal(trigger, place, spot.slot, party, kind, known, log_odds))
        return said

    def _spot(
        self, trigger: Trigger, kinds: tuple[Kind, ...], place: Place | None, at: Reached, direct: str, role: str
    ) -> _Spot:
        """A place that a word of control reaches. `direct`: what stands right behind it; `role`: by grammar."""
        weighed = self.linker.weighed(
            words_of_place_and_kind,
            trigger.sense,
            trigger.group.voice,
            at.slot,
            kinds,
            place.kind if place else None,
            marks_of_kind(place),
            self.cues.near(trigger, place) if place else (),
            direct if at.slot != "R direct" else "",
            role,
        )
        known = (*at.known, words_of_place(place))
        said = _kinds(trigger.kinds, whole=_is_whole(place), named=place is not None)
        weight = self.intercept + self.linker.weigh(known)
        holder = self.holders[place.start] if place else None
        return _Spot(place, at.slot, said, known, weight, weighed, max([weight for _, weight in weighed]), holder)

    def _sides(self, trigger: Trigger, kinds: tuple[Kind, ...], parties: Sequence[Party]) -> list[_Side]:
        """The parties that a word of control reaches."""
        told = trigger.sense, trigger.lemma, trigger.group.voice, self.layout.yielded(trigger)
        by = any(party.reached.slot == "R by" for party in parties)
        found = []
        for party in parties:
            slot, known = party.reached.slot, party.reached.known
            weighed = self.linker.weighed(words_of_party, *told, slot, by, kinds)
            cut = self.cut if self.told.get(party.canonical) else self.alone
            found.append(
                _Side(party, known, self.linker.weigh(known), weighed, max([weight for _, weight in weighed]), cut)
            )
        return found


def _name(reading: Reading, place: Place) -> str:
    """A place's name as told, for what was told of it before."""
    return " ".join(reading.sentence.words[place.name_start : place.name_end]).lower()


def _is_whole(place: Place | None) -> bool:
    """Whether all of a place may be meant: not a part of it, unless the last one."""
    return place is None or not place.partial or place.rest


@cache
def _kinds(kinds: tuple[Kind, ...], *, whole: bool, named: bool) -> tuple[Kind, ...]:
    """What a word may say of a place: of all of it, of a part, or, where the text tells a part, of that alone."""
    found = tuple(kind for kind in kinds if whole or kind not in _WHOLE)
    return (*found, Kind.PARTLY_HOLDS) if named and not _WHOLE.isdisjoint(kinds) else found
