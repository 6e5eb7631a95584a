"""States without a verb of their own: "X-held P", "P in the hands of X", "P, an X stronghold"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from conflictmap.core.claims import Kind, Relation
from conflictmap.extraction.actors import Actor
from conflictmap.extraction.belonging import belonging_events
from conflictmap.extraction.events import Event, holder_after
from conflictmap.extraction.finders import agent, places_left
from conflictmap.extraction.landmarks import whole_landmark
from conflictmap.extraction.nominal_events import nominal_event, nominal_group, widened
from conflictmap.extraction.patterns import match_pattern
from conflictmap.extraction.places import Place
from conflictmap.extraction.readings import Reading
from conflictmap.extraction.references import spoken_of
from conflictmap.extraction.strongholds import apposed_strongholds, own_strongholds


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
            if holder is None and s.key(i + 1) in {"its", "their", "our"} and form.after & set(s.keys[i + 2 : i + 4]):
                for place in places_left(reading, i):
                    if not place.unnamed:
                        yield replace(
                            nominal_event(form.rule, form.kind, place, None, nominal_group(i, i + 3, "state")),
                            subject_missing=True,
                        )
                break
            if holder is None or not (bare or (holder[1] and form.after & set(s.keys[i : holder[2]]))):
                continue
            group = nominal_group(i, holder[2], "state")
            if _left_over(reading, i):
                break
            told = _before_report(reading, i)
            places = _described(reading, i) or places_left(reading, told)
            if not places:
                places = _object_left(reading, i)
            for place in places:
                brought = place.rest and place.start - 1 in reading.triggers  # "brought the last of P under X control"
                if not place.unnamed and not brought:
                    yield nominal_event(form.rule, form.kind, place, holder[0], group)
            taken_up = next((n for n in range(told - 1, max(-1, told - 5), -1) if s.key(n) in {"it", "which"}), -1)
            if not places and taken_up >= 0 and (share := spoken_of(reading, taken_up)):
                kind = Kind.PARTLY_HOLDS if share == "part" else form.kind
                yield widened(
                    Event(form.rule, kind, None, holder[0], None, group, i, holder[2]),
                    (holder[0].start, holder[0].end),
                )
            break
    yield from _sieges(reading)


def _before_report(reading: Reading, i: int) -> int:
    """ "P (was reported to be) under X control": where the report of a state at token `i` begins, or `i`."""
    s, words = reading.sentence, reading.lexicon.words
    at = i
    while s.key(at - 1) in words["be"] or s.key(at - 1) in words["have"] or s.key(at - 1) in {"to", "as"}:
        at -= 1
    told = s.key(at - 1) in _REPORTED and s.key(at - 2) in words["be"] | {"been"}
    return at - 2 if told else i


def _left_over(reading: Reading, i: int) -> bool:
    """ "took P, leaving one camp in the hands of X": what was left is not P."""
    s = reading.sentence
    at = next((n for n in range(i - 1, max(-1, i - 9), -1) if s.key(n) == "leaving"), -1)
    return at > 0 and s.key(at - 1) == "," and not any(at < p.start < i for p in reading.places)


_REPORTED = frozenset({"reported", "said", "believed", "thought", "considered", "claimed", "understood", "confirmed"})
_REMAINING = frozenset({"remain", "remains", "remained", "stay", "stays", "stayed", "fell", "fallen", "came", "come"})


def _described(reading: Reading, i: int) -> list[Place]:
    """ "P, which had been under X control": the place that a relative clause describes."""
    s, words = reading.sentence, reading.lexicon.words
    at = i - 1
    while s.key(at) in words["adverbs"] or s.key(at) in words["be"] or s.key(at) in words["have"] | _REMAINING:
        at -= 1
    if s.key(at) not in {"which", "that"}:
        return []
    end = at - (s.key(at - 1) == ",")
    return [p for p in reading.places if p.end == end and not p.unnamed]


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
                yield nominal_event(
                    "under_siege", Kind.BESIEGES, place, by, nominal_group(i, end, "state"), agentless=by is None
                )


def adjective_events(reading: Reading) -> Iterator[Event]:
    """ "X-held P", "the X stronghold of P", "besieged P", "P, an X stronghold"."""
    s = reading.sentence
    for place in reading.places:
        if place.unnamed:
            continue
        apposed = (place.reference or place.relation is Relation.NEAR) and s.key(place.start - 1) == ","
        if place.holder and not apposed and not place.former and place.holder.canonical != "unknown":
            yield nominal_event(
                "held_adjective",
                Kind.HOLDS,
                whole_landmark(reading, place),
                place.holder,
                nominal_group(place.start, place.name_start, "adjective"),
            )
        if place.besieged:
            yield nominal_event(
                "besieged_adjective",
                Kind.BESIEGES,
                place,
                None,
                nominal_group(place.start, place.name_start, "adjective"),
                agentless=True,
            )
    yield from _copular(reading)
    yield from apposed_strongholds(reading)
    yield from own_strongholds(reading)
    yield from belonging_events(reading)
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
        if s.key(at) in {"is", "was", "remains", "remained", "are", "were", "become", "became", "been"} or (
            s.key(at) == "as" and s.key(at - 1) in {"served", "serves"}
        ):
            start = at - (s.key(at) == "as")
            for place in places_left(reading, start):
                if not place.unnamed:
                    yield nominal_event(
                        "copular_stronghold", Kind.HOLDS, place, actor, nominal_group(start, end + 1, "state")
                    )


_BACK = frozenset({"back", "now", "still", "again", "once", "firmly", "also"})


def _control_of(reading: Reading) -> Iterator[Event]:
    """ "leaving X in control of P", "gave X control of P", "X in control of P"."""
    s = reading.sentence
    for actor in reading.actors:
        at = actor.end
        while s.key(at) in _BACK or (s.key(at) in reading.lexicon.words["be"] and "back" in s.keys[at : at + 3]):
            at += 1  # "government forces (are also) back in control of P"
        if (
            s.key(at) == "in"
            and s.key(at + 1) in {"control", "full", "complete"}
            and s.key(at + 2) in {"of", "in", "over", "control"}
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
                yield nominal_event("in_control_of", kind, place, actor, nominal_group(actor.start, first, "state"))
