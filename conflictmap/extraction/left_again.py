"""Who took a place and, as the next sentence tells without naming it, left it: "In June they were driven out".

Read alone, such a sentence tells of no place, and who took the place would keep it on the map for good.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from conflictmap.core.claims import Kind
from conflictmap.extraction.actors import UNKNOWN, Actor
from conflictmap.extraction.events import Event
from conflictmap.extraction.lexicon import grammar
from conflictmap.extraction.readings import Reading
from conflictmap.extraction.references import Antecedent, Had, Salience
from conflictmap.extraction.verb_groups import VerbGroup, verb_group

RULE = "left_again"
_LEFT = grammar("left_again")
_LEFT_IT = grammar("lost_it")
_OUT = grammar("put_out")
_OUT_ALONE = grammar("put_out_alone")
_NOT_ALL = grammar("not_all")
_BACK = grammar("taken_again") | grammar("freed")
_ALL = frozenset({"all", "both"})
_BEFORE_ALL = frozenset({",", ";", "and", "but", "-"})
_ALL_OF = grammar("all_of")
_CIVILIANS = grammar("no_fighters")
_BASE = frozenset({"withdraw", "retreat", "flee", "pull", "lose", "leave", "abandon", "evacuate", "vacate"})
_HAD_TO = frozenset({"had", "was", "were", "forced", "compelled", "obliged"})
_PRONOUNS = frozenset({"they", "it"})
_OBJECTS = frozenset({"them", "it"})
_FAR = frozenset({"from", "of", "with", "behind", "no"})
"""Behind "withdrew" or "left": another place, or a thing."""
_NAMED_LATER = 3
"""Sentences after which a party that is named again may still mean the place that it took."""


@dataclass(frozen=True, slots=True)
class _Leaving:
    """A verb of leaving: who stands before it, whom it puts out, and the token behind it."""

    group: VerbGroup
    loser: int
    taker: Actor | None
    end: int


def left_again(readings: Sequence[Reading], reading: Reading, salience: Salience, told: Sequence[Event]) -> list[Event]:
    """The losses, and captures, of places that the party took or held by the sentence before; none where unsure."""
    if not salience.had or any(event.kind in {Kind.LOSES, Kind.CAPTURES} for event in told):
        return []
    found: list[Event] = []
    for leaving in _leavings(reading):
        had = _who_had(readings, reading, salience, leaving)
        for place in had.places if had is not None else ():
            found += _events(leaving, had, place) if had is not None else ()
        if found:
            break
    return found


def all_taken_back(text: str, reading: Reading, salience: Salience, told: Sequence[Event]) -> list[Event]:
    """ "X overran P, Q and R; all three have since been retaken": each from X, here or by the sentence before."""
    s, words = reading.sentence, reading.lexicon.words
    between = _ALL_OF | words["be"] | words["have"] | words["adverbs"]
    for at, key in enumerate(s.keys):
        if key not in _BACK:
            continue
        start = at
        while start > 0 and s.key(start - 1) in between:
            start -= 1
        subject = s.keys[start:at]
        begins = start == 0 or s.key(start - 1) in _BEFORE_ALL
        if not begins or _ALL.isdisjoint(subject) or words["be"].isdisjoint(subject):
            continue
        group = verb_group(reading, at, at + 1, "participle") or VerbGroup(start, at, at + 1, "passive")
        taken = [e for e in told if e.kind is Kind.CAPTURES and e.actor and e.place and e.end <= start]
        party = taken[-1].actor if taken else None
        had = salience.last_had
        if party is not None and party.canonical != UNKNOWN:
            loser = party
            places = [
                Antecedent(name, name.lower(), e.place.kind, s.paragraph)
                for e in taken
                if e.place
                and e.actor
                and e.actor.canonical == party.canonical
                and not (e.place.unnamed or e.place.reference)
                for name in [e.place.name_in(text, s)]
            ]
        elif had is not None and had.sentence == reading.number - 1 and had.paragraph == s.paragraph and not taken:
            loser = Actor(start, start + 1, had.canonical, named=True, antecedent=had.mention)
            places = list(had.places)
        else:
            return []
        taker = _by(reading, group.end)
        back = Event("taken_back", Kind.CAPTURES, None, taker, loser, group, start, group.end, agentless=taker is None)
        return [replace(back, told_place=place) for place in places] if len(places) > 1 else []
    return []


def _events(leaving: _Leaving, had: Had, place: Antecedent) -> Iterator[Event]:
    group = leaving.group
    loser = Actor(leaving.loser, leaving.loser + 1, had.canonical, named=True, antecedent=had.mention)
    start, end = min(group.start, leaving.loser), max(leaving.end, leaving.loser + 1)
    loss = Event(RULE, Kind.LOSES, None, loser, leaving.taker, group, start, end, told_place=place)
    yield loss
    if leaving.taker is not None and leaving.taker.canonical not in {UNKNOWN, had.canonical}:
        start = min(start, leaving.taker.start)
        yield replace(loss, kind=Kind.CAPTURES, actor=leaving.taker, against=loser, start=start)


def _leavings(reading: Reading) -> Iterator[_Leaving]:
    s, words = reading.sentence, reading.lexicon.words
    for at, key in enumerate(s.keys):
        if key not in _LEFT | _LEFT_IT | _OUT | _OUT_ALONE:
            continue
        form = "base" if key in _BASE else "past" if key in _LEFT and key != "withdrawn" else "participle"
        group = verb_group(reading, at, at + 1, form)
        if group is None:
            continue
        subject = group.start - 1
        while s.key(subject) in words["adverbs"] or s.key(subject) in _HAD_TO:
            subject -= 1
        if group.voice == "passive":
            behind = at + 1
            out = s.key(behind) == "out"
            if (out if key in _OUT else key in _OUT_ALONE) and not _elsewhere(reading, behind + out):
                yield _Leaving(group, subject, _by(reading, behind + out), behind + out)
        elif key in _OUT | _OUT_ALONE and s.key(at + 1) in _OBJECTS:
            out = s.key(at + 2) in {"out", "away"}
            taker = next((a for a in reading.actors if a.end == subject + 1 and not a.adjective), None)
            if (out if key in _OUT else True) and taker is not None and not _elsewhere(reading, at + 2 + out):
                yield _Leaving(group, at + 1, taker, at + 2 + out)
        elif key in _LEFT_IT and s.key(at + 1) == "it":
            yield _Leaving(group, subject, None, at + 2)
        elif key in _LEFT:
            out = s.key(at + 1) in {"out", "away"}
            if not (key in {"pulled", "pull", "moved"} and not out) and not _elsewhere(reading, at + 1 + out):
                yield _Leaving(group, subject, None, at + 1 + out)


def _elsewhere(reading: Reading, i: int) -> bool:
    """Whether what stands at token `i` tells that another place, or a thing, was left: "left Jasim", "left 20 dead"."""
    s = reading.sentence
    if s.key(i) in {"from", "of"} and s.key(i + 1) in {"it", "there"}:
        return False
    at = reading.skip_adverbs(i)
    dated = any(d.start in {at, at + 1} for d in reading.dates)
    if s.key(at) in _FAR or (s.key(at) in reading.lexicon.words["determiners"] and not dated):
        return True
    if any(place.start == at for place in reading.places):
        return True
    return not dated and bool(s.key(at)) and (s.words[at][0].isdecimal() or s.capitals[at])


def _by(reading: Reading, i: int) -> Actor | None:
    s = reading.sentence
    at = next((n for n in range(i, min(i + 6, len(s))) if s.key(n) == "by"), -1)
    return reading.actor_from(at + 1) if at >= 0 else None


def _who_had(readings: Sequence[Reading], reading: Reading, salience: Salience, leaving: _Leaving) -> Had | None:
    """The party before the verb, with the places that it has so far; None where it may be somebody else."""
    s, at = reading.sentence, leaving.loser
    last = salience.last_had
    if s.key(at) in _PRONOUNS | _OBJECTS:
        if last is None or last.paragraph != s.paragraph or last.sentence != reading.number - 1:
            return None
        if s.key(at) in _PRONOUNS and not _begins(reading, at):
            return None
        before = readings[last.sentence]
        others = {a.canonical for a in before.actors} - {last.canonical, UNKNOWN}
        crowd = _CIVILIANS.intersection(before.sentence.keys)
        return last if not others and not crowd else None
    actor = next((a for a in reading.actors if a.end == at + 1 and not a.adjective), None)
    if actor is None or _NOT_ALL.intersection(s.keys[max(0, actor.start - 3) : actor.end]):
        return None
    had = salience.had.get(actor.canonical)
    near = had is not None and had.paragraph == s.paragraph and reading.number - had.sentence <= _NAMED_LATER
    return had if near else None


def _begins(reading: Reading, at: int) -> bool:
    """Whether nothing but when it was stands before token `at`: "In June they ...", "But later it ..."."""
    s, words = reading.sentence, reading.lexicon.words
    dated = {n for mention in reading.dates for n in range(mention.start, mention.end)}
    small = words["prepositions"] | words["adverbs"] | {"but", "and", "later"}
    return all(n in dated or s.key(n) in small or not s.words[n].isalpha() for n in range(at))
