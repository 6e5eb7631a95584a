"""What a sentence leaves for later ones to refer to: which places "the town" may be, who "they" are, lists."""

from __future__ import annotations

from collections.abc import Collection

from conflictmap.core.claims import PlaceKind
from conflictmap.extraction.actors import UNKNOWN
from conflictmap.extraction.finders import in_prepositional_phrase
from conflictmap.extraction.landmarks import before_list, is_landmark, is_where_it_was_said
from conflictmap.extraction.lexicon import grammar
from conflictmap.extraction.no_takers import only_speaks, takes_no_ground
from conflictmap.extraction.places import Place
from conflictmap.extraction.readings import Reading
from conflictmap.extraction.references import Antecedent, Salience, is_place

_LIES_IN = (("in",), (",", "in"))
_PATHS = frozenset({"from", "to", "between", "toward", "towards", "against", "for", "with", "by"})
_TO = frozenset({"to", "toward", "towards", "for"})
_ROADS = frozenset({"road", "highway", "motorway"})
_LEAVING = grammar("leaving") | {"rode", "drove", "sent", "moved", "direction"}
_LEAVES_BEFORE = 8
"""Tokens between a verb of leaving and where it leads to."""


def remember(salience: Salience, reading: Reading, text: str, claimed: Collection[str]) -> None:
    """Add what a sentence mentions, after its events are read: its subjects weigh more, so they come last.

    `claimed`: what rules have read to be taken, held or lost there; where the paragraph names no surer place, "the
    town" is one of them.
    """
    s = reading.sentence
    named = _named(reading, text)
    sure = [(name, place) for name, place in named if is_place(reading, place)]
    before = [place for place in salience.places if place.paragraph == s.paragraph]
    if PlaceKind.TOWN not in {*(place.kind for place in before), *(place.kind for _, place in sure)}:
        sure = [(name, place) for name, place in named if name in claimed or is_place(reading, place)]
    told = _told_of(reading, sure)
    sure_of = {name for name, place in told if name in claimed or not is_aside(reading, place)}
    telling = {place.kind for name, place in told if name in sure_of} | {place.kind for place in before}
    kept = [(name, place) for name, place in told if name in sure_of or place.kind not in telling]
    for name, place in sorted(kept, key=lambda one: not _on_the_way(reading, one[1])):
        salience.places.append(Antecedent(name, name.lower(), place.kind, s.paragraph))
    names = {name for name, _ in named}
    meant = next((p for p in reversed(before) if p.text in claimed and p.text not in names), None)
    if meant is not None and all(_on_the_way(reading, place) for _, place in kept):
        salience.places.append(meant)  # "it fell, and many left along the road to Q": the town is still P
    salience.lists += lists_of(reading, text, len(s))
    del salience.lists[:-10]
    known = [a for a in reading.actors if a.canonical != UNKNOWN and not a.adjective]
    known = [a for a in known if not (takes_no_ground(s, a) or only_speaks(s, a, reading.lexicon))]
    hanging = [a for a in known if in_prepositional_phrase(reading, a.start)]
    free = [a for a in known if a not in hanging]
    for actor in (*reversed(hanging), *reversed(free)):
        salience.actors.append(
            Antecedent(text[s.starts[actor.start] : s.ends[actor.end - 1]], actor.canonical, None, s.paragraph)
        )
    del salience.places[:-40], salience.actors[:-40]


def is_aside(reading: Reading, place: Place) -> bool:
    """Whether a place is where something was said, where people go who leave, a people's, or a way's: "the P road"."""
    s, at = reading.sentence, before_list(reading, place)
    if is_where_it_was_said(reading, place):
        return True
    if s.key(at) in _TO | {"of"} and not _LEAVING.isdisjoint(s.keys[max(0, at - _LEAVES_BEFORE) : at]):
        return True
    if s.key(at) == "from" or s.key(place.end) in _ROADS:
        return True
    return any(a.start in {place.start, place.end} and a.named for a in reading.actors if not a.country)


def _on_the_way(reading: Reading, place: Place) -> bool:
    """ "From Q to R", "between Q and R", "against R": less likely "the town" than what the sentence tells of."""
    return reading.sentence.key(before_list(reading, place)) in _PATHS


def _told_of(reading: Reading, named: list[tuple[str, Place]]) -> list[tuple[str, Place]]:
    """The places that "the town" may mean further on: not where another one lies, "north of Q" or "P in Q"."""
    s = reading.sentence
    near = {place.kind for _, place in named if not is_landmark(reading, place)}
    told: list[tuple[str, Place]] = []
    for name, place in named:
        if place.kind in near and is_landmark(reading, place):
            continue
        before = told[-1][1] if told else place
        towns = before.kind is place.kind is PlaceKind.TOWN and (before.known or before.cued)
        if not (towns and s.keys[before.end : place.start] in _LIES_IN):
            told.append((name, place))
    return told


_LIST_GAP = 4
"""Tokens between two places of a list: ", and the village of"."""


def _named(reading: Reading, text: str) -> list[tuple[str, Place]]:
    """What a sentence names like a place, each with its text."""
    s = reading.sentence
    named = [p for p in reading.places if (p.attributive or not p.unnamed) and not p.reference]
    return [(p.name_in(text, s), p) for p in named]


def lists_of(reading: Reading, text: str, limit: int) -> list[tuple[Antecedent, ...]]:
    """The lists of two and more places that a sentence tells before token `limit`: "A, B and C"."""
    s = reading.sentence
    found: list[list[Antecedent]] = []
    end = -1
    for name, place in _named(reading, text):
        if place.end > limit:
            break
        told = Antecedent(name, name.lower(), place.kind, s.paragraph)
        gap = s.keys[end : place.start] if end >= 0 else ()
        if found and 0 < len(gap) <= _LIST_GAP and gap[0] in {",", "and", "as"}:
            found[-1].append(told)
        else:
            found.append([told])
        end = place.end
    return [tuple(listed) for listed in found if len(listed) > 1]
