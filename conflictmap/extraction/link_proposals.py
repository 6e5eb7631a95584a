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
    words_of_trigger,
)
from conflictmap.extraction.links import Link, Linker, Weighed, in_hundredths
from conflictmap.extraction.places import Place
from conflictmap.extraction.reach import Layout, Reached
from conflictmap.extraction.readings import Reading
from conflictmap.extraction.senses import Trigger, find_triggers
from conflictmap.extraction.surroundings import Alike, Surroundings

MOST_OF_A_PARTY = 250
"""Hundredths of log-odds that a party, alone and with the place, wins for a link; in one of 2,000 pairs of the
labelled texts it is more. A place that would still be too unlikely is not looked at with any party."""
_WIDEST_LEAD = 400
"""Hundredths of log-odds; a wider lead counts as this."""
_SUREST = 1 - 1e-6
_WHOLE = frozenset({Kind.CAPTURES, Kind.HOLDS})


Told = Words | Alike


@dataclass(slots=True)
class _Spot:
    """A place as a word of control reaches it: what is known of it, and of each kind that may be said of it.

    `holder`: who held it so far, where the text told. Weights are in hundredths.
    """

    place: Place | None
    slot: str
    known: tuple[Told, ...]
    of_kinds: Mapping[Kind, tuple[tuple[Told, ...], float]]
    holder: str | None


@dataclass(slots=True)
class _Side:
    """A party as a word of control reaches it, likewise. `cut`: a link with less is not worth a claim."""

    party: Party
    known: tuple[Words, ...]
    of_kinds: Mapping[Kind, tuple[tuple[Told, ...], float, float]]
    cut: float


@dataclass(slots=True)
class _Proposal:
    """A link before its rivals are known; `log_odds` in hundredths."""

    trigger: Trigger
    place: Place | None
    slot: str
    party: Party
    kind: Kind
    known: tuple[Told, ...]
    log_odds: float
    told: float

    def key(self) -> tuple[int, Kind, str]:
        """What it says: of which place, what, of whom."""
        return self.place.start if self.place else -1, self.kind, self.party.canonical


def propose(
    reading: Reading, discourse: Discourse, linker: Linker, told: Mapping[str, Container[Kind]], *, places_before: bool
) -> list[Link]:
    """The links of a sentence worth a claim: the best of each place, party and kind, in the order of the words.

    `told`: what rules have read in this sentence, by party. `places_before`: whether an earlier sentence names a place
    that "it" may mean. Of a linker without a `cut` every link is asked for, the first of each whatever it weighs.
    """
    triggers = find_triggers(reading)
    if not triggers:
        return []
    best: dict[tuple[int, Kind, str], _Proposal] = {}
    every = linker.cut == -math.inf
    sentence = _SentenceLinks(Layout(reading, triggers), discourse, linker, told, places_before=places_before)
    for trigger in sentence.layout.triggers:
        for proposal in sentence.of_trigger(trigger):
            key = proposal.key()
            if key not in best or (proposal.log_odds > best[key].log_odds and not every):
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
    known = tuple([told.words() if isinstance(told, Alike) else told for told in proposal.known])
    return Link(_event(proposal), known, log_odds / 100, *slots, lead / 100, proposal.told / 100)


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
        layout: Layout,
        discourse: Discourse,
        linker: Linker,
        told: Mapping[str, Container[Kind]],
        *,
        places_before: bool,
    ) -> None:
        self.layout, reading = layout, layout.reading
        self.surroundings = Surroundings(reading)
        self.told = told
        self.ends = Ends(reading, self.layout, discourse, places_before=places_before)
        self.linker = linker
        self.intercept, self.cut, self.alone = map(in_hundredths, (linker.intercept, linker.cut, linker.alone))
        self.least = self.cut if told else self.alone
        self.cues = PartCues(reading)
        self._of_sentence: dict[Kind, float] = {}
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
        by = any(party.reached.slot == "R by" for party in parties)
        word = self.linker.weighed(
            words_of_trigger, trigger.sense, trigger.lemma, trigger.group.voice, self.layout.yielded(trigger), by, kinds
        )
        spots = [spot for place, at in places if (spot := self._spot(trigger, kinds, place, at, word)).of_kinds]
        if not spots:
            return
        likely = tuple([kind for kind in dict.fromkeys(kinds) if any(kind in spot.of_kinds for spot in spots)])
        sides = [self._side(trigger, likely, party, by) for party in parties]
        for spot in spots:
            pairs = zip(*[self._pairs(trigger, spot, side) for side in sides], strict=True)
            said = [
                proposal
                for kind, pairs_of_kind in zip(spot.of_kinds, pairs, strict=True)
                for proposal in self._of_kind(trigger, spot, sides, pairs_of_kind, kind)
            ]
            likeliest: dict[int, float] = {}
            for proposal in said:
                which = id(proposal.party)
                likeliest[which] = max(likeliest.get(which, -math.inf), proposal.log_odds)
            for proposal in said:
                read = self.told.get(proposal.party.canonical, ())
                if proposal.log_odds == likeliest[id(proposal.party)] or proposal.kind in read or self.cut == -math.inf:
                    yield proposal

    def _of_kind(
        self, trigger: Trigger, spot: _Spot, sides: Sequence[_Side], pairs: Sequence[Weighed], kind: Kind
    ) -> list[_Proposal]:
        """What a word of control may say of a place and each party, of one kind, as far as it is likely enough.

        The chance of a link is that its word tells this of the place and the likeliest party, times the share of its
        party among all of them.
        """
        place_words, place_weight = spot.of_kinds[kind]
        among = [side.of_kinds[kind][2] + pair[2] for side, pair in zip(sides, pairs, strict=True)]
        most = max(among)
        first = among.index(most)
        told = place_weight + sides[first].of_kinds[kind][1] + pairs[first][1]
        odds = [math.exp((each - most) / 100) for each in among]
        sure = 1 / (1 + math.exp(-told / 100)) / sum(odds)
        chances = [min(_SUREST, max(1 - _SUREST, sure * each)) for each in odds]
        said = []
        for side, (pair_words, _, _), chance in zip(sides, pairs, chances, strict=True):
            log_odds = round(100 * math.log(chance / (1 - chance)))
            if log_odds >= side.cut:
                known = (*spot.known, *place_words, *side.known, *side.of_kinds[kind][0], pair_words)
                said.append(_Proposal(trigger, spot.place, spot.slot, side.party, kind, known, log_odds, told))
        return said

    def _pairs(self, trigger: Trigger, spot: _Spot, side: _Side) -> tuple[Weighed, ...]:
        """What is known of a place and a party together, for each kind."""
        party, place = side.party, spot.place
        holder = place.holder.canonical if place and place.holder else None
        return self.linker.weighed(
            words_of_pair,
            trigger.sense,
            trigger.group.voice,
            tuple(spot.of_kinds),
            spot.slot,
            party.reached.slot,
            order_of(trigger, place, party),
            whose(spot.holder, party.canonical),
            whose(holder, party.canonical),
        )

    def _spot(
        self, trigger: Trigger, kinds: tuple[Kind, ...], place: Place | None, at: Reached, word: tuple[Weighed, ...]
    ) -> _Spot:
        """A place that a word of control reaches, with the kinds that are likely enough of it.

        `word`: what that word says by itself of each kind.
        """
        linker, around = self.linker, self.surroundings
        role = self.layout.by_grammar(trigger).get(place.name_start, "") if place else ""
        of_place = linker.weighed(
            words_of_place_and_kind,
            trigger.sense,
            trigger.group.voice,
            at.slot,
            kinds,
            place.kind if place else None,
            marks_of_kind(place),
            self.cues.near(trigger, place) if place else (),
            self.layout.has_object(trigger) if at.slot != "R direct" else "",
            role,
        )
        near = (around.of_place(place), around.between(trigger, place)) if place else ()
        known = (*at.known, words_of_place(place))
        weight = self.intercept + linker.weigh(known)[0]
        for told in near:
            weight += linker.sum_alike(told)[0]
        fitting = _kinds(trigger.kinds, whole=_is_whole(place), named=place is not None)
        said = {}
        for kind, (place_words, place_weight, _), (trigger_words, trigger_weight, _) in zip(
            kinds, of_place, word, strict=True
        ):
            if kind not in fitting:
                continue
            cue = around.of_place_and_kind(trigger, place, kind)
            likely = weight + place_weight + trigger_weight + self._sentence(kind) + linker.sum_alike(cue)[0]
            if likely + MOST_OF_A_PARTY >= self.least:
                said[kind] = (place_words, trigger_words, cue, around.of_sentence(kind)), likely
        return _Spot(place, at.slot, (*known, *near), said, self.holders[place.start] if place else None)

    def _sentence(self, kind: Kind) -> float:
        """What the words of the sentence weigh for a kind; summed once."""
        if kind not in self._of_sentence:
            self._of_sentence[kind] = self.linker.sum_alike(self.surroundings.of_sentence(kind))[0]
        return self._of_sentence[kind]

    def _side(self, trigger: Trigger, kinds: tuple[Kind, ...], party: Party, by: bool) -> _Side:
        """A party that a word of control reaches."""
        linker, slot = self.linker, party.reached.slot
        weight, among_rivals = linker.weigh(party.reached.known)
        of_party = linker.weighed(
            words_of_party, trigger.sense, trigger.group.voice, self.layout.yielded(trigger), slot, by, kinds
        )
        around = self.surroundings.of_party(trigger, party.actor, kinds)
        said = {}
        for kind, (words, own, own_among), more in zip(kinds, of_party, around, strict=True):
            near, near_among = linker.sum_alike(more)
            said[kind] = (words, more), weight + own + near, among_rivals + own_among + near_among
        cut = self.cut if self.told.get(party.canonical) else self.alone
        return _Side(party, party.reached.known, said, cut)


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
