"""Events that a noun names: "the capture of P by X", "fighting in P", "control of P was split"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from conflictmap.core.claims import Kind
from conflictmap.extraction.actors import Actor
from conflictmap.extraction.events import Event, holder_after
from conflictmap.extraction.finders import agent, subjects, taken_from
from conflictmap.extraction.lexicon import NounForm, grammar
from conflictmap.extraction.named_battles import both_sides, named_battle
from conflictmap.extraction.nominal_events import nominal_event, nominal_group
from conflictmap.extraction.nouns_of_owner import of_owner
from conflictmap.extraction.patterns import match_pattern, parse_pattern
from conflictmap.extraction.places import Place
from conflictmap.extraction.readings import Reading
from conflictmap.extraction.verb_groups import VerbGroup


def noun_events(reading: Reading) -> Iterator[Event]:
    """Nominal events of a sentence."""
    yield from _divided(reading)
    s = reading.sentence
    for i, key in enumerate(s.keys):
        forms = reading.lexicon.nouns.get(key)
        if not forms or i in reading.triggers:
            continue
        if key == "battle" and s.key(i + 1) == "of":
            yield from named_battle(reading, i, forms[0])
            continue
        for form in sorted(forms, key=lambda f: -len(f.rest)):
            end = match_pattern(form.rest, s.keys, i + 1)
            if end < 0:
                continue
            events = list(_noun(reading, i, end, form))
            yield from events
            break


def _fronted_places(reading: Reading, i: int) -> list[Place]:
    """ "In P, fighting went on"; "P, where fighting went on": the places before a noun that has none behind it."""
    s, at = reading.sentence, i - 1
    while at > 0 and s.words[at].isalpha() and s.key(at) not in {"where", "in"} and i - at < 4:
        at -= 1
    if s.key(at) == "where" and s.key(at - 1) == ",":
        return [p for p in reading.places if p.end == at - 1 and not p.unnamed]
    if s.key(0) in {"in", "inside", "at"} and s.key(at) == ",":
        return [p for p in reading.reader.read_list(1) if not p.unnamed and p.end <= at <= p.end + 1]
    return []


def _owner(reading: Reading, i: int) -> tuple[Actor | None, bool]:
    """The party before a noun ("ISIL's capture", "Russian attacks"); and whether "its" stands there."""
    s = reading.sentence
    inside = reading.reader.inside_actor.get(i)
    if inside is not None and inside.start < i:
        return inside, False
    if s.key(i - 1) == ")" and (bracketed := next((a for a in reading.actors if a.end == i - 1), None)):
        return bracketed, False  # "the Rapid Support Forces (RSF) siege of P"
    at = i - 1
    while at >= 0 and i - at < 4 and s.words[at].isalpha() and s.key(at) not in reading.lexicon.words["prepositions"]:
        actor = next((a for a in reading.actors if a.end == at + 1), None)
        if actor:
            return actor, False
        if s.key(at) in {"its", "their"}:
            return None, True
        if s.key(at) in reading.lexicon.words["determiners"] or s.key(at) in reading.lexicon.words["be"]:
            return None, False
        at -= 1
    if s.words[at : at + 1] == ("'s",) or s.words[at : at + 1] == ("'",):
        actor = next((a for a in reading.actors if a.end == at), None)
        return actor, False
    return next((a for a in reading.actors if a.end == i), None), False


def _noun(reading: Reading, i: int, end: int, form: NounForm) -> Iterator[Event]:
    s = reading.sentence
    owner, own = _owner(reading, i)
    at = end
    of_actor = None
    if form.of_actor and s.key(at) in {"of", "by"}:
        of_actor = reading.actor_from(at + 1)
        if of_actor is None:
            return
        at = of_actor.end
    sides: list[Actor] = []
    if form.sides:
        at = _went_on(reading, at)
        if s.key(at) == "between":
            sides, at = both_sides(reading, at + 1)
            at = _went_on(reading, at)
    for preposition in (*form.prepositions, *((_TO,) if form.sides and s.key(at - 1) in _SPREADING else ())):
        start = match_pattern(preposition, s.keys, at)
        if start > 0 and start < len(s):
            break
    else:
        if form.sides and (fronted := _fronted_places(reading, i) or (sides and _fought_for(reading, i))):
            parties: Sequence[Actor | None] = sides or ([owner] if owner else [None])
            for place in fronted:
                for side in parties:
                    group = nominal_group(i, end)
                    yield nominal_event(form.rule, form.kind, place, side, group, agentless=side is None)
        else:
            yield from of_owner(reading, i, end, form)
        return
    places = [p for p in reading.reader.read_list(start) if not p.unnamed]
    if form.sides and (named := _named_of_several(reading, start)):
        places = named
    if not places:
        return
    if (
        s.key(start - 1) in {"near", "around", "toward", "towards", "of"}
        and form.kind in {Kind.CONTESTS, Kind.ATTACKS, Kind.BESIEGES}
        and s.key(start - 1) != "of"
    ):
        places = [replace(p, relation=p.relation.NEAR) for p in places]
    last = places[-1].end
    group = nominal_group(i, end)
    if form.sides:
        behind = _went_on(reading, last)
        if not sides and s.key(behind) == "between":
            sides, _ = both_sides(reading, behind + 1)
        if not sides and owner:
            sides = [owner]
        parties = sides or (None,)
        for place in places:
            for side in parties:
                yield nominal_event(form.rule, form.kind, place, side, group, agentless=not sides)
        return
    actor = of_actor or owner
    if actor is None and form.by:
        actor = agent(reading, last, 6)
    if actor is None and not own and form.kind is not Kind.HOLDS:
        actor = _launcher(reading, i)
    if form.kind is Kind.BESIEGES and owner is None and (lifted := _lifting(reading, i, last)) >= 0:
        for place in places:  # who breaks a siege is not who laid it
            yield nominal_event(form.rule, form.kind, place, None, group, _breaker(reading, lifted, i), agentless=True)
        return
    if form.kind is Kind.LOSES and form.to:
        yield from _lost_to(reading, i, last, places, group, form, actor, own=own)
        return
    if actor is None and form.to and s.key(last) in {"to", "into"}:
        holder = holder_after(reading, last + 1)
        actor = holder[0] if holder else None
    if form.kind is Kind.HOLDS and actor is None and not own:
        return
    if s.key(i) == "occupation" and actor is not None and (over := _over(reading, i, last, actor)) >= 0:
        taker = _breaker(reading, over, i)
        for place in places:
            yield nominal_event(form.rule, Kind.LOSES, place, actor, group, taker)
            if taker and taker.canonical != actor.canonical:
                yield nominal_event(form.rule, Kind.CAPTURES, place, taker, group, actor)
        return
    against = taken_from(reading, last) if form.kind is Kind.CAPTURES else None
    for place in places:
        event = nominal_event(form.rule, form.kind, place, actor, group, against, agentless=actor is None and not own)
        yield replace(event, subject_missing=own)


def _lost_to(
    reading: Reading,
    i: int,
    last: int,
    places: list[Place],
    group: VerbGroup,
    form: NounForm,
    loser: Actor | None,
    *,
    own: bool,
) -> Iterator[Event]:
    """ "The loss of P (to X)", "Y confirmed the loss of P"."""
    s = reading.sentence
    if (
        loser is None
        and not own
        and {"confirmed", "acknowledged", "admitted", "conceded"} & set(s.keys[max(0, i - 3) : i])
    ):
        loser = next((a for a in reversed(reading.actors) if a.end < i and not a.adjective), None)
    taker = reading.actor_from(last + 1) if s.key(last) == "to" else None
    for place in places:
        if loser or own:
            yield replace(nominal_event(form.rule, Kind.LOSES, place, loser, group, taker), subject_missing=own)
        if taker:
            yield nominal_event(form.rule, Kind.CAPTURES, place, taker, group, loser)


_BEING = grammar("being")
_LAUNCHING = grammar("launching")
_GOING_ON = grammar("going_on")
_LIFTED = grammar("lifted")
_SPREADING = grammar("spreading")
_TO = parse_pattern("to|on|onto|into|toward|towards", {})
_SEVERAL = grammar("several_places")
_PLACES = grammar("listed_places")
_BEFORE_A_DAY = frozenset({",", "on", "in", "since", "this", "last", "late", "early"})
_TIMES_OF_DAY = grammar("times_of_day")
_TO_A_DAY = 3
"""Tokens that may stand before a day: ", late on"."""
_ENDED = frozenset({"end", "ends", "ended", "ending"})


def _went_on(reading: Reading, at: int) -> int:
    """The token behind "continued on Sunday", which may stand between "clashes" and who fights or where."""
    s = reading.sentence
    while True:
        while s.key(at) in _GOING_ON:
            at += 1
        day = next((d for d in reading.dates if 0 <= d.start - at <= _TO_A_DAY), None)
        if day is None or not _BEFORE_A_DAY.issuperset(s.keys[at : day.start]):
            return at + (s.key(at) == ",")
        at = day.end + (s.key(day.end) in _TIMES_OF_DAY)


def _named_of_several(reading: Reading, i: int) -> list[Place]:
    """ "In several places in the region, including P and Q": those."""
    s = reading.sentence
    if _SEVERAL.isdisjoint(s.keys[i : i + 2]) or _PLACES.isdisjoint(s.keys[i : i + 4]):
        return []
    for at in range(i, min(i + 12, len(s) - 1)):
        if s.key(at) in {"including", "namely"}:
            return [p for p in reading.reader.read_list(at + 1) if not p.unnamed]
        if s.key(at) in {";", "but", "which", "where"}:
            return []
    return []


def _fought_for(reading: Reading, i: int) -> list[Place]:
    """ "P fell to X after days of clashes between X and Y": the place that the clause before "after" is about."""
    s = reading.sentence
    after = next((n for n in range(i - 1, max(0, i - 8), -1) if s.key(n) in {"after", "following"}), 0)
    if not after or any(p.start >= after for p in reading.places if p.start < i):
        return []
    return [p for p in reading.places if p.end <= after and not p.unnamed and not p.country][-1:]


def _lifting(reading: Reading, i: int, last: int) -> int:
    """The verb that ends the siege told at token `i` of the places up to `last`, or -1: "broke the siege of P"."""
    s = reading.sentence
    before = range(i - 1, max(-1, i - 8), -1)  # "broke the army's three-year siege of P"
    wall = next((n for n in before if s.key(n) in {",", ";", "and"}), -1)
    around = (*(n for n in before if n > wall), *range(last, min(last + 4, len(s))))
    return next((at for at in around if s.key(at) in _LIFTED), -1)


def _over(reading: Reading, i: int, last: int, occupier: Actor) -> int:
    """The word that ends an occupation told at token `i` of the places up to `last`, or -1: "it is over"."""
    s = reading.sentence
    first, behind = min(i, occupier.start), max(last, occupier.end)
    before = next((n for n in range(first - 1, max(-1, first - 5), -1) if s.key(n) in _ENDED), -1)
    after = next((n for n in range(behind, min(behind + 5, len(s))) if s.key(n) in _ENDED | {"over"}), -1)
    return before if before >= 0 else after


def _breaker(reading: Reading, verb: int, i: int) -> Actor | None:
    """Who ends a siege or an occupation: the subject of the verb, or the agent behind it."""
    if verb > i:
        return agent(reading, verb + 1, 4)
    found = subjects(reading, VerbGroup(verb, verb, verb + 1, "active"))
    return found[0] if found else None


def _launcher(reading: Reading, i: int) -> Actor | None:
    """ "X launched a new assault on P": the subject of the verb whose object the noun is."""
    s = reading.sentence
    for at in range(i - 1, max(-1, i - 7), -1):
        if s.key(at) in _LAUNCHING:
            found = subjects(reading, VerbGroup(at, at, at + 1, "active"))
            others = "who" in s.keys[found[0].end + 1 : at] if found else False  # "X trained fighters who took part in"
            return found[0] if found and not others else None
        if s.words[at] in {",", ";", "."}:
            return None
    return None


def _divided(reading: Reading) -> Iterator[Event]:
    """ "Control of P was split between A and B", "P is divided between A and B"."""
    s, words = reading.sentence, reading.lexicon.words
    for at in range(1, len(s) - 3):
        if s.keys[at] not in {"split", "divided", "shared"} or s.keys[at + 1] not in {"between", "by", "among"}:
            continue
        before = at
        while s.key(before - 1) in _BEING or s.key(before - 1) in words["adverbs"]:
            before -= 1
        place = next((p for p in reading.places if p.end == before and not p.unnamed), None)
        if place is None or before == at:
            continue
        of_control = s.key(place.start - 1) in {"of", "over"} and s.key(place.start - 2) == "control"
        if not of_control and place.start > 0 and s.key(place.start - 1) in words["prepositions"]:
            continue  # "opinion in P is divided between A and B"
        sides, end = both_sides(reading, at + 2)
        start = place.start - 2 if of_control else place.start
        for side in sides:
            shared = replace(place, partial=True)
            event = nominal_event("control_divided", Kind.HOLDS, shared, side, nominal_group(start, at + 2))
            yield replace(event, end=end)
