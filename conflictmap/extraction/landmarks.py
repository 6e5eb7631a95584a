"""Places named only to tell where another thing is: "two hills overlooking P", "10 km from P", "the road to P"."""

from __future__ import annotations

from conflictmap.extraction.lexicon import grammar
from conflictmap.extraction.places import Place
from conflictmap.extraction.readings import Reading

_OVERLOOKING, _WAYS = grammar("overlooking"), grammar("ways_to")
_BEFORE = frozenset({"toward", "towards", "between"})
_FAR = frozenset({"from", "of", "off", "to"})


def is_landmark(reading: Reading, place: Place) -> bool:
    """Whether what stands before a place makes it a landmark; of labelled places so named 1 in 15 is told of."""
    s, words = reading.sentence, reading.lexicon.words
    at = place.start - 1
    while s.key(at) in words["determiners"]:
        at -= 1
    last, before, first = s.key(at), s.key(at - 1), s.key(at - 2)
    if last in _OVERLOOKING or last in _BEFORE:
        return True
    if last not in _FAR:
        return False
    if before in words["directions"]:
        return first in words["distances"] or (last == "of" and (first in {"to", ","} or s.key(at - 3) == "to"))
    return before in words["distances"] or (last == "to" and before in _WAYS)
