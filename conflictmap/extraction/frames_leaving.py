"""Frames of loss: X drove Y out of P, X cleared P of Y, X withdrew from P."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from conflictmap.core.claims import Kind, PlaceKind
from conflictmap.extraction.actors import UNKNOWN, Actor
from conflictmap.extraction.events import Event, each_event, event_of, holder_after, is_all, open_subjects
from conflictmap.extraction.finders import (
    agent,
    in_prepositional_phrase,
    list_left,
    objects,
    places_left,
    subjects,
    whole_of_centre,
)
from conflictmap.extraction.lexicon import VerbForm, grammar
from conflictmap.extraction.other_clauses import one_person
from conflictmap.extraction.places import Place
from conflictmap.extraction.readings import Reading
from conflictmap.extraction.verb_groups import VerbGroup, verb_group
from conflictmap.extraction.what_they_had import driven_out_of_what_it_had, replaced_by
from conflictmap.extraction.who_is_inside import BEGAN, forced_inside, leaves_it_all, who_are_in

_TAKING = frozenset({Kind.CAPTURES, Kind.HOLDS})


def expel(reading: Reading, group: VerbGroup, form: VerbForm) -> Iterator[Event]:
    """X drove Y out of P; Y was driven from P (by X)."""
    s = reading.sentence
    out = s.key(group.end) == "out"
    loser = reading.actor_from(reading.skip_adverbs(group.end + out))
    hanging = group.voice == "past" and s.key(group.end) in {"from", "out", "back"} and not (out and loser)
    if group.voice == "passive" or hanging:
        at = _out_of(reading, group.end)
        if at:
            by = agent(reading, at)
            for place in objects(reading, at):
                for driven in subjects(reading, group) if not place.unnamed else ():
                    yield event_of(form, group, place, driven, by, Kind.LOSES)
                    yield replace(event_of(form, group, place, by, driven), agentless=by is None)
        elif s.key(group.start - 1) in _AFTERWARDS:
            yield from _driven_out_again(reading, group, form)
        elif s.key(group.start - 1) == "," and (out or s.key(group.verb)[:4] in _OUT_ALONE):
            yield from driven_out_of_what_it_had(reading, group, form, out=out)
        return
    if loser is None:
        yield from _drives_them_out(reading, group, form)
        return
    reading.objects.add(loser.start)
    at = _out_of(reading, loser.end)
    if not at:
        if out or s.key(loser.end) == "out" or s.key(group.verb)[:4] in _OUT_ALONE:
            yield from _drives_out_there(reading, group, form, loser)
        return
    places = objects(reading, at)
    takers = open_subjects(reading, group)
    if loser.canonical == UNKNOWN or not takers or any(taker.canonical != loser.canonical for taker in takers):
        yield from each_event(reading, form, group, places, takers, loser)
    yield from each_event(reading, form, group, places, [loser], None, Kind.LOSES)


_AFTERWARDS = frozenset({"before", "only", "but", "and", "then"})
_WAS_INSIDE = frozenset({Kind.CAPTURES, Kind.HOLDS, Kind.CONTESTS})
_FARTHEST = 8
"""Tokens from a place to the verb that tells what became of it afterwards."""


def _driven_out_again(reading: Reading, group: VerbGroup, form: VerbForm) -> Iterator[Event]:
    """X took P (briefly) before being driven out, but was pushed out, only to be expelled."""
    s = reading.sentence
    if s.key(group.end) != "out" and s.key(group.verb)[:4] not in _OUT_ALONE:
        return
    by = agent(reading, group.end + (s.key(group.end) == "out"))
    inside = [p for p in reading.places if p.end < group.start]
    if len(inside) > 1 and inside[-1].kind is PlaceKind.REGION and s.key(inside[-1].start - 1) == "in":
        inside.pop()  # "took P and Q in Adamawa state, but was driven out"
    taken = inside[-1] if inside else None
    if taken is None or taken.unnamed or taken.end < group.start - _FARTHEST:
        return
    between = [a for a in reading.actors if taken.end <= a.start < group.start]
    if any("from" not in s.keys[a.start - 2 : a.start] for a in between):
        return  # somebody else may be meant
    first = list_left(reading, taken)[0].start
    who = [a for a in reading.actors if a.end <= first and not a.adjective and not a.possessed]
    if not who or in_prepositional_phrase(reading, who[-1].start):
        return
    told = (reading.lexicon.verbs.get(key, ()) for key in s.keys[who[-1].end : first])
    if any(verb.kind in _WAS_INSIDE for verbs in told for verb in verbs):
        for place in list_left(reading, taken):
            lost = event_of(form, group, place, who[-1], by, Kind.LOSES)
            yield replace(lost, end=max(lost.end, group.end + (s.key(group.end) == "out")))
            if by is not None and by.canonical != who[-1].canonical:
                yield event_of(form, group, place, by, who[-1])


_OUT_ALONE = frozenset({"oust", "expe", "evic", "rout"})
"""How verbs begin that say "out" by themselves."""
_ELSEWHERE = grammar("elsewhere")
_MIDDLE = frozenset({"middle", "heart"})


def _drives_out_there(reading: Reading, group: VerbGroup, form: VerbForm, loser: Actor) -> Iterator[Event]:
    """X entered P and ousted Y; drove into P's centre and threw Y out; "drove Y out in May", of a place told before."""
    s, behind = reading.sentence, loser.end + (reading.sentence.key(loser.end) == "out")
    alone = not s.key(behind).isalpha() or any(d.start - behind <= 1 for d in reading.dates if d.start >= behind)
    for actor in subjects(reading, group):
        place = _gone_to(reading, actor.end, group.start)
        if place is not None or (alone and not any(p.end <= group.start for p in reading.places)):
            yield replace(event_of(form, group, place, actor, loser), end=loser.end)


def _drives_them_out(reading: Reading, group: VerbGroup, form: VerbForm) -> Iterator[Event]:
    """ "X took P before Y drove it out (again)": X, who is told to have P, which `resolve_event` asks."""
    s = reading.sentence
    at = reading.skip_adverbs(group.end + 1)
    if s.key(group.end) not in {"it", "them"} or s.key(at) not in {"out", "back", "off"} or group.voice == "passive":
        return
    who = subjects(reading, group)
    before = [a for a in reading.actors if a.end <= group.start and not a.adjective and a not in who]
    if who and before and before[-1].canonical != who[0].canonical:
        yield replace(event_of(form, group, None, who[0], before[-1]), end=at + 1)


def _gone_to(reading: Reading, start: int, end: int) -> Place | None:
    """The place that the clause between a subject and its second verb is about; whoever has its centre has it."""
    s, words = reading.sentence, reading.lexicon.words
    if ";" in s.keys[start:end]:
        return None
    for place in reversed(reading.places):
        if place.end > end or place.start < start or place.unnamed:
            continue
        at = place.start - 1
        while s.key(at) in words["determiners"]:
            at -= 1
        beside = s.key(at) in _ELSEWHERE and s.key(at - 1) not in _MIDDLE  # "entered P from Q and ousted Y"
        if not beside and not words["prepositions"].issuperset(s.keys[start : at + 1]):  # "rebels in P ousted Y"
            return whole_of_centre(reading, place)
    return None


def _out_of(reading: Reading, i: int) -> int:
    """The token after "out of", "from", "to retreat from" near `i`, or 0."""
    s = reading.sentence
    for at in range(i, min(i + 8, len(s))):
        key = s.key(at)
        if key == "from" and s.key(at - 1) == "back":
            return 0  # "pushed back from P": out of it or away from it
        if key == "from" or (key == "of" and s.key(at - 1) == "out"):
            return at + 1
        if key in {",", ";", "and", "into", "in", "after", "by", "until"}:
            return 0
    return 0


def defeat(reading: Reading, group: VerbGroup, form: VerbForm) -> Iterator[Event]:
    """X defeated Y in P."""
    if group.voice == "passive":
        return
    at = reading.skip_adverbs(group.end)
    loser = next((a for a in reading.actors if at <= a.start <= at + 3), None)
    if loser is not None and "," in reading.sentence.keys[at : loser.start]:
        return  # "after the army's defeat since March, rebels captured P"
    if loser is None:
        yield from _drives_them_out(reading, group, form)
        return
    reading.objects.add(loser.start)
    s = reading.sentence
    last = {"last", "final", "remaining"} & set(s.keys[group.end : loser.end])
    if s.key(group.verb).startswith("destroy") and not last:
        return
    for ahead in range(loser.end, min(loser.end + 3, len(s))):
        if s.key(ahead) in {"in", "at"}:
            yield from each_event(
                reading, form, group, reading.reader.read_list(ahead + 1), subjects(reading, group), loser
            )
            return


def clear(reading: Reading, group: VerbGroup, form: VerbForm) -> Iterator[Event]:
    """X cleared P of Y; P was rid of Y."""
    s = reading.sentence
    if group.voice == "passive":
        at = reading.skip_adverbs(group.end)
        if s.key(at) in {"of", "from"}:
            loser = reading.actor_from(at + 1)
            if loser:
                for place in places_left(reading, group.start):
                    if not place.unnamed:
                        yield replace(event_of(form, group, place, agent(reading, loser.end), loser), agentless=True)
        elif form.rule == "clear" and s.key(group.end) in {".", ",", "by", "and", ""}:
            by = agent(reading, group.end, 3)
            for place in places_left(reading, group.start):
                if not place.unnamed and (by or s.key(group.verb)[:4] == "clea"):
                    yield replace(event_of(form, group, place, by), agentless=by is None)
        return
    found = objects(reading, group.end)
    if found:
        end = found[-1].end
        loser = reading.actor_from(end + 1) if s.key(end) == "of" else None
        if loser or _share_of_town(reading, found[0]) or form.rule != "clear":
            yield from each_event(reading, form, group, found, open_subjects(reading, group), loser)


def _share_of_town(reading: Reading, place: Place) -> bool:
    """Whether "80 percent of P", "most of P" is cleared: of people, then. Not "P", "most of the mines in P"."""
    s, shares = reading.sentence, reading.lexicon.shares
    told = s.key(place.name_start - 2) in shares or s.key(place.name_start - 2) in {"percent", "cent", "%"}
    return told and s.key(place.name_start - 1) == "of" != s.key(place.end) and s.capitals[place.name_start]


def declare_free(reading: Reading, group: VerbGroup, form: VerbForm) -> Iterator[Event]:
    """X declared P free, liberated, fully under control; X declared victory in P."""
    s = reading.sentence
    if s.key(group.end) == "victory" and s.key(group.end + 1) == "over":
        loser = reading.actor_from(group.end + 2)
        if loser is not None and s.key(loser.end) in {"in", "at"}:
            places = reading.reader.read_list(loser.end + 1)
            yield from each_event(reading, form, group, places, subjects(reading, group), loser)
            return
    if s.key(group.end) == "victory" and s.key(group.end + 1) in {"in", "at", "over"}:
        yield from each_event(
            reading, form, group, reading.reader.read_list(group.end + 2), subjects(reading, group), None
        )
        return
    passive = group.voice == "passive"
    places = places_left(reading, group.start) if passive else objects(reading, group.end)
    if not places:
        return
    at = reading.skip_adverbs(group.end if passive else places[-1].end)
    if s.key(at) in {"free", "clear", "liberated", "secure", "cleared", "recaptured", "captured", "freed", "secured"}:
        loser = reading.actor_from(at + 2) if s.key(at + 1) in {"of", "from"} else None
        actors = [] if passive else subjects(reading, group)
        for event in each_event(reading, form, group, places, actors, loser):
            yield replace(event, agentless=passive, end=max(event.end, at + 1))
    elif s.key(at) == "under":
        holder = holder_after(reading, at + 1)
        if holder:
            yield from each_event(reading, form, group, places, [holder[0]], None)


def free_of(reading: Reading, group: VerbGroup, form: VerbForm) -> Iterator[Event]:
    """P was clear of X."""
    loser = reading.actor_from(group.end)
    if loser:
        for place in places_left(reading, group.start):
            if not place.unnamed:
                yield replace(event_of(form, group, place, None, loser), agentless=True, end=loser.end)


def give_up(reading: Reading, group: VerbGroup, form: VerbForm) -> Iterator[Event]:
    """X gave P up."""
    places = objects(reading, group.end) if group.voice != "passive" else []
    if places and reading.sentence.key(places[-1].end) == "up":
        yield from each_event(reading, form, group, places, open_subjects(reading, group), None)


def withdraw(reading: Reading, group: VerbGroup, form: VerbForm) -> Iterator[Event]:
    """X withdrew from P."""
    if group.voice == "passive":
        return
    actors = open_subjects(reading, group)
    if one_person(reading, group):
        return  # "President N fled from P": one man
    places = objects(reading, group.end)
    yield from each_event(reading, form, group, places, actors, None)
    follower = replaced_by(reading, group.end) if places else None
    if follower and actors and follower.canonical != actors[0].canonical:
        yield from each_event(reading, form, group, places, [follower], actors[0], Kind.CAPTURES)


_REST = frozenset({"last", "final", "remaining", "all"})


def _taken_over(reading: Reading, i: int) -> tuple[Actor, list[Place]] | None:
    """Who holds or takes which places in the clause that "and" joins at token `i` to one about leaving."""
    s = reading.sentence
    at = i + (s.key(i) == ",")
    if s.key(at) != "and":
        return None
    party = reading.actor_from(at + 1)
    verb = reading.skip_adverbs(party.end) if party else 0
    if party is None or not any(form.kind in _TAKING for form in reading.lexicon.verbs.get(s.key(verb), ())):
        return None
    places = [place for place in objects(reading, verb + 1) if not place.unnamed]
    return (party, places) if places else None


def yielding(reading: Reading, group: VerbGroup, form: VerbForm) -> Iterator[Event]:
    """The (last) fighters of X in P gave up, or fled (before, to Y); the last fighters of X left, and Y took P.

    X's troops in P, or who held P, withdrew, or were forced to.
    """
    s = reading.sentence
    if group.voice == "passive":
        return
    group = _begun(reading, group)
    made_to = forced_inside(reading, group)
    if made_to is not None:
        yield from (event_of(form, made_to[2], place, made_to[0], None) for place in made_to[1])
        return
    for side in subjects(reading, group):
        last = _REST & set(s.keys[max(0, side.start - 3) : side.end])
        follower = _taken_over(reading, group.end) if last else None
        if follower:
            for place in follower[1]:
                yield event_of(form, group, place, side, follower[0])
            continue
        inside = who_are_in(reading, side.end, group.start)
        if inside is None:
            continue
        taker = reading.actor_from(group.end + 1) if s.key(group.end) in {"to", "before"} else None
        for place in inside.places:
            if last or taker or (inside.hold and is_all(reading, side)) or leaves_it_all(reading, group, side):
                yield event_of(form, group, place, side, taker)
            if taker and last:
                yield event_of(form, group, place, taker, side, Kind.CAPTURES)


def _begun(reading: Reading, group: VerbGroup) -> VerbGroup:
    """ "Began to withdraw": they do."""
    before = group.start - 1
    if group.voice != "infinitive" or reading.sentence.key(before) not in BEGAN:
        return group
    return verb_group(reading, before, group.end, "past") or group
