"""Places named only to tell where another thing is: "two hills overlooking P", "10 km from P", "the road to P"."""

from __future__ import annotations

from dataclasses import replace

from conflictmap.extraction.lexicon import grammar
from conflictmap.extraction.places import Place
from conflictmap.extraction.readings import Reading

_OVERLOOKING, _WAYS = grammar("overlooking"), grammar("ways_to")
_LIES = grammar("lying")
_SETTLEMENTS = grammar("settlements")
_SPEAKERS = grammar("single_speakers") | {"officials", "ministry", "government", "sources", "source"}
_BEFORE = frozenset({"toward", "towards", "between"})
_ROUGHLY = frozenset({"about", "around", "some", "roughly", "nearly", "almost", "approximately", "just"})
_FAR = frozenset({"from", "of", "off", "to"})


def is_landmark(reading: Reading, place: Place) -> bool:
    """Whether what stands before a place makes it a landmark; of labelled places so named 1 in 15 is told of."""
    s, words = reading.sentence, reading.lexicon.words
    at = place.start - 1
    if s.key(place.start) in words["directions"] and s.key(place.start + 1) == "of":
        at = place.start + 1  # "north of P" is read as a part of P
    while s.key(at) in words["determiners"]:
        at -= 1
    last, before, first = s.key(at), s.key(at - 1), s.key(at - 2)
    if last in _OVERLOOKING or last in _BEFORE:
        return True
    if last not in _FAR:
        return False
    if before in words["directions"]:
        towards = last == "of" and (first in {"to", ","} or s.key(at - 3) == "to")
        return towards or _tells_how_far(reading, at - 2)
    return _tells_how_far(reading, at - 1) or (last == "to" and before in _WAYS)


def whole_landmark(reading: Reading, place: Place) -> Place:
    """All of P, where "100 km west of P, which X took" had been read as a part of it; "the west of P" is a part."""
    s = reading.sentence
    directed = s.key(place.start) in reading.lexicon.words["directions"]
    bare = s.key(place.start + 1) == "of" and s.key(place.start - 1) != "the"
    whole = directed and (bare or is_landmark(reading, place))
    return replace(place, partial=False, share=None) if whole else place


def _tells_how_far(reading: Reading, at: int) -> bool:
    """Whether a distance ends at token `at`: "45 km", "45km", "45 km (28 miles)"."""
    s, distances = reading.sentence, reading.lexicon.words["distances"]
    key = s.key(at - (s.key(at) == ")"))
    return key in distances or (key[:1].isdecimal() and key.lstrip("0123456789.,") in distances)


def _is_called_a_town(reading: Reading, end: int) -> bool:
    """ "P lies on the road", "P is a village in the hills": what stands behind a name that begins the sentence."""
    s = reading.sentence
    if s.key(end) in _LIES:
        return True
    if s.key(end) not in reading.lexicon.words["be"]:
        return False
    told = s.keys[end + 1 : end + 7]
    walls = next((n for n, key in enumerate(told) if key in {",", "of", "in", "for", "by"}), len(told))
    return told[:1] in {("a",), ("the",), ("an",), ("one",)} and not _SETTLEMENTS.isdisjoint(told[:walls])


def is_located(reading: Reading, end: int) -> bool:
    """Whether it is told behind a name where it lies: "P, about 45 km from Q", "P, north of Q", "P lies"."""
    s, words = reading.sentence, reading.lexicon.words
    at = end + 1
    if _is_called_a_town(reading, end):
        return True
    if s.key(end) != ",":
        return False
    while s.key(at) in _ROUGHLY:
        at += 1
    if s.key(at) in words["directions"] and s.key(at + 1) == "of":
        return True
    return s.key(at)[:1].isdecimal() and (_tells_how_far(reading, at) or s.key(at + 1) in words["distances"])


def is_where_it_was_said(reading: Reading, place: Place) -> bool:
    """ "An official in P said": the text may be about any town."""
    s, at = reading.sentence, before_list(reading, place)
    return s.key(at) == "in" and s.key(at - 1) in _SPEAKERS


def before_list(reading: Reading, place: Place) -> int:
    """The token before a place, or before the place that "and" joins it to: "from" of "from Q and R"."""
    s, at = reading.sentence, place.start - 1
    while s.key(at) in reading.lexicon.words["determiners"]:
        at -= 1
    return next((p.start - 1 for p in reading.places if p.end == at), at) if s.key(at) == "and" else at
