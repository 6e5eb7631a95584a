"""Events and states that no verb carries: "the capture of P", "X-held P", "P in the hands of X"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from conflictmap.core.claims import Kind
from conflictmap.extraction.actors import Actor
from conflictmap.extraction.clauses import Reading, VerbGroup, agent, places_left, subjects, taken_from
from conflictmap.extraction.frames import Event, holder_after
from conflictmap.extraction.lexicon import NounForm
from conflictmap.extraction.patterns import match_pattern
from conflictmap.extraction.places import Place


def _group(start: int, end: int, voice: str = "noun") -> VerbGroup:
    return VerbGroup(start, start, end, voice)


def _span(event: Event, *parts: tuple[int, int]) -> Event:
    return replace(event, start=min(event.start, *(p[0] for p in parts)), end=max(event.end, *(p[1] for p in parts)))


def _make(
    rule: str,
    kind: Kind,
    place: Place,
    actor: Actor | None,
    group: VerbGroup,
    against: Actor | None = None,
    agentless: bool = False,
) -> Event:
    event = Event(rule, kind, place, actor, against, group, group.start, group.end, agentless=agentless)
    parts = [(place.start, place.end)] + ([(actor.start, actor.end)] if actor else [])
    return _span(event, *parts)


def noun_events(reading: Reading) -> Iterator[Event]:
    """Nominal events of a sentence."""
    s = reading.sentence
    for i in range(len(s)):
        forms = reading.lexicon.nouns.get(s.keys[i])
        if not forms or i in reading.triggers or (s.capitals[i] and s.key(i + 1) == "of" and s.key(i) in {"battle"}):
            continue
        for form in sorted(forms, key=lambda f: -len(f.rest)):
            end = match_pattern(form.rest, s.keys, i + 1)
            if end < 0:
                continue
            events = list(_noun(reading, i, end, form))
            yield from events
            break


def _owner(reading: Reading, i: int) -> tuple[Actor | None, bool]:
    """The party before a noun ("ISIL's capture", "Russian attacks"); and whether "its" stands there."""
    s = reading.sentence
    inside = reading.reader.inside_actor.get(i)
    if inside is not None and inside.start < i:
        return inside, False
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
        while s.key(at) in {
            "continued",
            "raged",
            "erupted",
            "broke",
            "out",
            "resumed",
            "took",
            "place",
            "was",
            "were",
            "also",
            "still",
            "ongoing",
            "reported",
            "intensified",
            "began",
            "occurred",
            "taking",
            "again",
            "heavy",
        }:
            at += 1
        if s.key(at) == "between":
            sides, at = _between(reading, at + 1)
    for preposition in form.prepositions:
        start = match_pattern(preposition, s.keys, at)
        if start > 0 and start < len(s):
            break
    else:
        return
    places = [p for p in reading.reader.read_list(start) if not p.unnamed]
    if not places:
        return
    if (
        s.key(start - 1) in {"near", "around", "toward", "towards", "of"}
        and form.kind in {Kind.CONTESTS, Kind.ATTACKS, Kind.BESIEGES}
        and s.key(start - 1) != "of"
    ):
        places = [replace(p, relation=p.relation.NEAR) for p in places]
    last = places[-1].end
    group = _group(i, end)
    if form.sides:
        if not sides and s.key(last) == "between":
            sides, _ = _between(reading, last + 1)
        if not sides and owner:
            sides = [owner]
        for place in places:
            for side in sides or [None]:
                yield _make(form.rule, form.kind, place, side, group, agentless=not sides)
        return
    actor = of_actor or owner
    if actor is None and form.by:
        actor = agent(reading, last, 6)
    if actor is None and not own and form.kind is not Kind.HOLDS:
        actor = _launcher(reading, i)
    if actor is None and form.to and s.key(last) in {"to", "into"}:
        holder = holder_after(reading, last + 1)
        actor = holder[0] if holder else None
    if form.kind is Kind.HOLDS and actor is None and not own:
        return
    against = taken_from(reading, last) if form.kind is Kind.CAPTURES else None
    for place in places:
        event = _make(form.rule, form.kind, place, actor, group, against, agentless=actor is None and not own)
        yield replace(event, subject_missing=own)


_LAUNCHING = frozenset(
    "launched launch launches launching began begin opened started mounted conducted carried staged resumed completed finished continued intensified announced waged undertook led stepped".split()
)


def _launcher(reading: Reading, i: int) -> Actor | None:
    """ "X launched a new assault on P": the subject of the verb whose object the noun is."""
    s = reading.sentence
    for at in range(i - 1, max(-1, i - 7), -1):
        if s.key(at) in _LAUNCHING:
            found = subjects(reading, VerbGroup(at, at, at + 1, "active"))
            return found[0] if found else None
        if s.words[at] in {",", ";", "."}:
            return None
    return None


def _between(reading: Reading, i: int) -> tuple[list[Actor], int]:
    """ "between A and B" from token `i`: both parties and the token behind."""
    s = reading.sentence
    first = reading.actor_from(i)
    if first is None:
        return [], i
    for at in range(first.end, min(first.end + 8, len(s))):
        if s.key(at) == "and":
            second = reading.actor_from(at + 1)
            return ([first, second], second.end) if second else ([first], first.end)
    return [first], first.end


def _divided(reading: Reading) -> Iterator[Event]:
    """ "Control of P was split between A and B"."""
    s = reading.sentence
    for i in range(len(s) - 3):
        if s.keys[i] == "control" and s.keys[i + 1] in {"of", "over"}:
            for place in reading.reader.read_list(i + 2)[:1]:
                at = place.end
                while s.key(at) in reading.lexicon.words["be"] or s.key(at) in reading.lexicon.words["adverbs"]:
                    at += 1
                if s.key(at) in {"split", "divided", "shared"} and s.key(at + 1) in {"between", "by", "among"}:
                    sides, end = _between(reading, at + 2)
                    for side in sides:
                        shared = replace(place, partial=True)
                        yield replace(_make("control_divided", Kind.HOLDS, shared, side, _group(i, at + 2)), end=end)


def state_events(reading: Reading) -> Iterator[Event]:
    """P (is, remains) in the hands of X; under X control; held besides by an adjective: "X-held P"."""
    s = reading.sentence
    for i in range(len(s)):
        if s.keys[i] not in {"in", "under"}:
            continue
        previous = i - 1
        while s.key(previous) in reading.lexicon.words["adverbs"]:
            previous -= 1
        if s.key(previous) in {
            "come",
            "came",
            "comes",
            "coming",
            "fell",
            "fall",
            "fallen",
            "falling",
            "passed",
            "returned",
            "placed",
            "brought",
            "put",
        }:
            continue
        for form in reading.lexicon.states:
            at = match_pattern(form.before, s.keys, i)
            if at < 0:
                continue
            holder = holder_after(reading, i + 1)
            bare = (
                form.rule == "under_control"
                and holder is not None
                and not holder[1]
                and _is_state(reading, previous, holder[0])
            )
            if holder is None and s.key(i + 1) in {"its", "their"} and form.after & set(s.keys[i + 2 : i + 4]):
                for place in places_left(reading, i):
                    if not place.unnamed:
                        yield replace(
                            _make(form.rule, form.kind, place, None, _group(i, i + 3, "state")), subject_missing=True
                        )
                break
            if holder is None or not (bare or (holder[1] and form.after & set(s.keys[i : holder[2]]))):
                continue
            group = _group(i, holder[2], "state")
            places = places_left(reading, i)
            if not places:
                places = _object_left(reading, i)
            for place in places:
                if not place.unnamed:
                    yield _make(form.rule, form.kind, place, holder[0], group)
            if not places and ({"it", "which"} & set(s.keys[max(0, i - 4) : i])):
                yield _span(
                    Event(form.rule, form.kind, None, holder[0], None, group, i, holder[2]),
                    (holder[0].start, holder[0].end),
                )
            break
    yield from _sieges(reading)


def _is_state(reading: Reading, previous: int, holder: Actor) -> bool:
    """Whether "(was) under the X" speaks of rule, not of "under X fire"."""
    s = reading.sentence
    verb = s.key(previous) in reading.lexicon.words["be"] or s.key(previous) in {"remained", "remains", "stayed"}
    return (
        verb
        and holder.named
        and (
            s.key(holder.end) in reading.lexicon.words["prepositions"]
            or s.words[holder.end : holder.end + 1] in {(".",), (",",), ()}
        )
    )


def _object_left(reading: Reading, i: int) -> list[Place]:
    return [p for p in reading.places if p.end == i][-1:]


def _sieges(reading: Reading) -> Iterator[Event]:
    s = reading.sentence
    for i in range(len(s)):
        if s.keys[i] != "under":
            continue
        end = match_pattern(reading.lexicon.under_siege, s.keys, i)
        if end < 0:
            continue
        by = agent(reading, end, 4)
        for place in places_left(reading, i):
            if not place.unnamed and (by or s.key(i - 1) in reading.lexicon.words["be"] | {"remained", "remains"}):
                yield _make("under_siege", Kind.BESIEGES, place, by, _group(i, end, "state"), agentless=by is None)


def adjective_events(reading: Reading) -> Iterator[Event]:
    """ "X-held P", "the X stronghold of P", "besieged P", "P, an X stronghold"."""
    s = reading.sentence
    for place in reading.places:
        if place.unnamed:
            continue
        apposed = place.reference and s.key(place.start - 1) == ","
        if place.holder and not apposed and not place.former and place.holder.canonical != "unknown":
            yield _make(
                "held_adjective", Kind.HOLDS, place, place.holder, _group(place.start, place.name_start, "adjective")
            )
        if place.besieged:
            yield _make(
                "besieged_adjective",
                Kind.BESIEGES,
                place,
                None,
                _group(place.start, place.name_start, "adjective"),
                agentless=True,
            )
    yield from _copular(reading)
    yield from _control_of(reading)


def _copular(reading: Reading) -> Iterator[Event]:
    """ "P was still an X stronghold"."""
    s, words = reading.sentence, reading.lexicon.words
    for actor in reading.actors:
        if actor.adjective or actor.country:
            continue
        end = actor.end + (s.words[actor.end : actor.end + 1] == ("'s",))
        while s.key(end) in {
            "main",
            "last",
            "final",
            "major",
            "key",
            "largest",
            "syrian",
            "iraqi",
            "de",
            "facto",
            "border",
        }:
            end += 1
        noun = s.key(end)
        if not (noun in words["stronghold"] or (noun in {"town", "city", "village"} and s.key(end + 1) != "of")):
            continue
        if s.key(end + 1) in {"of", "in"} and s.capitals[min(end + 2, len(s) - 1)]:
            continue
        at = actor.start - 1
        while s.key(at) in words["determiners"] or s.key(at) in words["adverbs"]:
            at -= 1
        if s.key(at) in {"is", "was", "remains", "remained", "are", "were"} or (
            s.key(at) == "as" and s.key(at - 1) in {"served", "serves"}
        ):
            start = at - (s.key(at) == "as")
            for place in places_left(reading, start):
                if not place.unnamed:
                    yield _make("copular_stronghold", Kind.HOLDS, place, actor, _group(start, end + 1, "state"))


def _control_of(reading: Reading) -> Iterator[Event]:
    """ "leaving X in control of P", "gave X control of P", "X in control of P"."""
    s = reading.sentence
    for actor in reading.actors:
        at = actor.end
        if (
            s.key(at) == "in"
            and s.key(at + 1) in {"control", "full", "complete"}
            and s.key(at + 2) in {"of", "control"}
        ):
            first = at + 3 + (s.key(at + 2) == "control")
        elif (
            s.key(at) in {"control", "full"}
            and s.key(at + 1) in {"of", "control"}
            and s.key(actor.start - 1) in {"gave", "the"}
        ):
            first = at + 2 + (s.key(at + 1) == "control")
            if s.key(actor.start - 2) not in {"gave", "give", "giving"} and s.key(actor.start - 1) != "gave":
                continue
        else:
            continue
        if s.key(actor.start - 1) in {"is", "was", "are", "were"} or first >= len(s):
            continue
        for place in reading.reader.read_list(first):
            if not place.unnamed:
                kind = Kind.CAPTURES if s.key(at) != "in" else Kind.HOLDS
                yield _make("in_control_of", kind, place, actor, _group(actor.start, first, "state"))


def events(reading: Reading) -> Iterator[Event]:
    """All events of this module."""
    yield from noun_events(reading)
    yield from _divided(reading)
    yield from state_events(reading)
    yield from adjective_events(reading)
