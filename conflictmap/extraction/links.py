"""Links: every word of control with every place and party it reaches, judged by weights learned from labelled text.

The frames read what they know for sure; links propose the rest. A link's log-odds are the sum of the
weights of all that is known of it (`conflictmap.extraction.reach`), in plain Python and a fixed order.
``python -m benchmarks.train_scorer`` learns the weights (``docs/calibration.md``).
"""

from __future__ import annotations

import json
import math
from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cache

from conflictmap.core.claims import Kind
from conflictmap.extraction.discourse import Discourse
from conflictmap.extraction.events import Event
from conflictmap.extraction.lexicon import LINKS
from conflictmap.extraction.link_words import (
    Party,
    part_cues,
    words_of_pair,
    words_of_party_and_kind,
    words_of_place,
    words_of_place_and_kind,
    words_of_trigger,
)
from conflictmap.extraction.nominal_events import widened
from conflictmap.extraction.places import Place
from conflictmap.extraction.reach import BETWEEN, REACH, Layout, Reached
from conflictmap.extraction.readings import Reading
from conflictmap.extraction.senses import Trigger

_NOWHERE = Reached("none", ("place none",))
_PRONOUN = {which: Reached(f"it {which}", (f"place it {which}",)) for which in ("subject", "object")}
_PRONOUNS = frozenset({"it", "they", "he", "who", "which", "its", "their", "them", "that"})


_WHOLE_OR_PART = frozenset({Kind.CAPTURES, Kind.HOLDS})


MOST_OF_A_PAIR = 2.0
"""Log-odds that a place and a party can win together, at most 1.9 in the labelled texts: two thirds of all pairs are
too unlikely by their ends alone, and are not looked at."""


class LinksError(ValueError):
    """The file of weights cannot be used; the message names the field."""


@dataclass(frozen=True, slots=True)
class Linker:
    """Weights in log-odds of what is known of a link; what was never learned weighs nothing.

    A link below `cut` log-odds is not worth a claim; below `alone` only where a rule has read something of that party
    in the sentence, which such a link may still bear out.
    """

    intercept: float
    weights: Mapping[str, float]
    cut: float = -math.inf
    alone: float = -math.inf

    def weigh(self, words: tuple[str, ...]) -> float:
        """The sum of the weights of `words`, in their order."""
        get = self.weights.get
        total = 0.0
        for word in words:
            total += get(word, 0.0)
        return total


@dataclass(frozen=True, slots=True)
class Link:
    """A proposed event with all that is known of it, and the log-odds that it holds."""

    event: Event
    words: tuple[str, ...]
    log_odds: float
    place_slot: str
    party_slot: str
    lead: float = field(default=0.0)
    """Log-odds above the best link of another party with the same place and kind in the sentence; 0 without one."""


def propose(
    reading: Reading, discourse: Discourse, linker: Linker, told: Mapping[str, Container[Kind]], *, places_before: bool
) -> list[Link]:
    """The links of a sentence worth a claim: the best of each place, party and kind, in the order of the words.

    `told`: what rules have read in this sentence, by party. `places_before`: whether an earlier sentence names a place
    that "it" may mean.
    """
    layout = Layout(reading)
    best: dict[tuple[int, str, Kind], Link] = {}
    for trigger in layout.triggers:
        for link, canonical in _of_trigger(layout, trigger, discourse, linker, told, places_before=places_before):
            key = (link.event.place.start if link.event.place else -1, canonical, link.event.kind)
            if key not in best or link.log_odds > best[key].log_odds:
                best[key] = link
    return [_led(link, key, best) for key, link in best.items()]


def _led(link: Link, key: tuple[int, str, Kind], best: Mapping[tuple[int, str, Kind], Link]) -> Link:
    rivals = [
        other.log_odds for (at, who, kind), other in best.items() if (at, kind) == (key[0], key[2]) and who != key[1]
    ]
    return replace(link, lead=max(-4.0, min(4.0, link.log_odds - max(rivals)))) if rivals else link


def _of_trigger(
    layout: Layout,
    trigger: Trigger,
    discourse: Discourse,
    linker: Linker,
    told: Mapping[str, Container[Kind]],
    *,
    places_before: bool,
) -> Iterator[tuple[Link, str]]:
    places = list(_places(layout, trigger, places_before))
    if not places:
        return
    parties = list(_parties(layout, trigger, discourse))
    direct = layout.has_object(trigger)
    by = any(party.reached.slot == "R by" for party in parties)
    sense, lemma, voice, yielded = trigger.sense, trigger.lemma, trigger.group.voice, layout.yielded(trigger)
    of_word = {
        kind: _weighed(linker, words_of_trigger(sense, lemma, voice, kind, yielded=yielded))
        for kind in (*trigger.kinds, Kind.PARTLY_HOLDS)
    }
    of_party = [_each_kind(linker, party.reached, of_word, sense, voice, by=by, yielded=yielded) for party in parties]
    for place, at in places:
        place_words, place_weight = _weighed(linker, (*at.words, *words_of_place(place)))
        holder = discourse.holders.get(_name(layout.reading, place)) if place else None
        cues = part_cues(layout.reading, trigger, place) if place else ()
        kinds = _kinds(trigger, place)
        grammar = layout.by_grammar(trigger).get(place.name_start, "") if place else ""
        of_place = {
            kind: _weighed(linker, words_of_place_and_kind(trigger, place, at.slot, kind, cues, direct, grammar))
            for kind in kinds
        }
        for party, known in zip(parties, of_party, strict=True):
            read = told.get(party.canonical, ())
            cut = linker.cut if read else linker.alone
            said: list[tuple[Link, str]] = []
            for kind in kinds:
                (of_kind, kind_weight), (with_party, party_weight) = of_place[kind], known[kind]
                ends = linker.intercept + place_weight + kind_weight + party_weight
                if ends + MOST_OF_A_PAIR < cut:
                    continue
                pair = words_of_pair(trigger, place, at.slot, party, kind, holder)
                log_odds = ends + linker.weigh(pair)
                if log_odds >= cut:
                    words = (*place_words, *of_kind, *with_party, *pair)
                    event = _event(trigger, place, party, kind)
                    said.append((Link(event, words, round(log_odds, 2), at.slot, party.reached.slot), party.canonical))
            likeliest = max((link.log_odds for link, _ in said), default=0.0)
            for link, canonical in said:
                if link.log_odds == likeliest or link.event.kind in read or linker.cut == -math.inf:
                    yield link, canonical


Weighed = tuple[tuple[str, ...], float]


def _weighed(linker: Linker, words: tuple[str, ...]) -> Weighed:
    return words, linker.weigh(words)


def _each_kind(
    linker: Linker,
    reached: Reached,
    of_word: Mapping[Kind, Weighed],
    sense: str,
    voice: str,
    *,
    by: bool,
    yielded: bool,
) -> dict[Kind, Weighed]:
    """What is known of a party and a word of control, for each kind that the word may say."""
    own = linker.weigh(reached.words)
    found = {}
    for kind, (with_word, weight) in of_word.items():
        more = words_of_party_and_kind(sense, voice, reached.slot, kind, by=by, yielded=yielded)
        found[kind] = (*reached.words, *with_word, *more), own + weight + linker.weigh(more)
    return found


def _places(layout: Layout, trigger: Trigger, places_before: bool) -> Iterator[tuple[Place | None, Reached]]:
    for place in layout.places:
        head = layout.heads[place.start]
        inside = place.start <= trigger.group.verb < place.end
        near = place if head.start < trigger.group.start else head
        gap = layout.between((trigger.group.start, trigger.group.end), (near.start, near.end))
        if inside or (gap[1] - gap[0] <= REACH and layout.others(gap) <= BETWEEN):
            yield place, layout.reach_place(trigger, place)
    pronoun = layout.pronoun(trigger)
    if pronoun and (places_before or layout.places):
        yield None, _PRONOUN[pronoun]
    elif not layout.places and places_before:
        yield None, _NOWHERE


def _parties(layout: Layout, trigger: Trigger, discourse: Discourse) -> Iterator[Party]:
    number = layout.reading.number
    mentions = discourse.mentions(number)
    for actor in layout.actors:
        gap = layout.between((trigger.group.start, trigger.group.end), (actor.start, actor.end))
        if gap[1] - gap[0] <= REACH and layout.others(gap) <= BETWEEN:
            reached = layout.reach_actor(trigger, actor)
            deed = discourse.deeds.get(actor.canonical)
            known = (*reached.words, f"party last {deed}") if deed else reached.words
            yield Party(actor, None, actor.canonical, Reached(reached.slot, known))
    subjects = layout.subjects(trigger)
    if subjects:
        return
    s = layout.reading.sentence
    before = s.keys[max(0, trigger.group.start - 4) : trigger.group.start]
    pronoun = next((key for key in reversed(before) if key in _PRONOUNS), "no pronoun")
    named = {actor.canonical for actor in layout.actors}
    nameless = layout.nameless_subject(trigger)
    if nameless:
        pronoun = nameless
    most = max(mentions.values(), default=0)
    for rank, heard in enumerate(discourse.earlier(number)):
        canonical = heard.mention.canonical
        if canonical in named:
            continue
        slot = f"earlier {pronoun}"
        back = number - heard.sentence
        words = [
            "party earlier",
            f"party earlier rank {rank}",
            f"party earlier {pronoun}",
            f"party earlier rank {rank} {pronoun}",
            f"party earlier {'subject' if heard.subject else 'aside'}",
            f"party sentences back {min(back, 3)}",
            f"party earlier beside {min(len(named), 2)}",
            f"party earlier paragraph {heard.mention.paragraph == s.paragraph}",
            f"party earlier most named {mentions[canonical] == most}",
            f"party earlier last {discourse.deeds.get(canonical, 'nothing')}",
        ]
        yield Party(None, heard.mention, canonical, Reached(slot, tuple(words)))


def _name(reading: Reading, place: Place) -> str:
    """A place's name as told, for what was told of it before."""
    return " ".join(reading.sentence.words[place.name_start : place.name_end]).lower()


def _kinds(trigger: Trigger, place: Place | None) -> tuple[Kind, ...]:
    """What a word may say of a place: of all of it, of a part, or, where the text tells a part, of that alone."""
    whole = place is None or not place.partial or place.rest
    kinds = tuple(k for k in trigger.kinds if whole or k not in {Kind.CAPTURES, Kind.HOLDS})
    return (*kinds, Kind.PARTLY_HOLDS) if place and not _WHOLE_OR_PART.isdisjoint(trigger.kinds) else kinds


def _event(trigger: Trigger, place: Place | None, party: Party, kind: Kind) -> Event:
    group, actor = trigger.group, party.actor
    event = Event(
        f"link_{trigger.sense}", kind, place, actor, None, group, group.start, group.end, party=party.antecedent
    )
    parts = [(part.start, part.end) for part in (place, actor) if part is not None]
    return widened(event, *parts) if parts else event


@cache
def load_links() -> Linker:
    """The weights that ship with the extractor. Raises LinksError."""
    return parse_links(LINKS.read_text(encoding="utf-8"))


def parse_links(text: str) -> Linker:
    """Read the fields of `Linker` from JSON. Raises LinksError."""
    try:
        data = json.loads(text)
    except ValueError as error:
        raise LinksError(f"not JSON ({error}); train the scorer anew") from error
    if not isinstance(data, dict) or not isinstance(data.get("weights"), dict):
        raise LinksError('"weights" must be an object; train the scorer anew')
    numbers = {name: data.get(name) for name in ("intercept", "cut", "alone")} | data["weights"]
    for name, value in numbers.items():
        if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
            raise LinksError(f'"{name}" must be a number; train the scorer anew')
    return Linker(data["intercept"], data["weights"], data["cut"], data["alone"])
