"""What stands between a word of control and a place or party: how much, and what of it parts them.

Counting is done once a sentence, so each gap costs the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache, lru_cache
from itertools import accumulate

from conflictmap.extraction.lexicon import load
from conflictmap.extraction.readings import Reading
from conflictmap.extraction.senses import Trigger

Words = tuple[str, ...]
"""A group of the short words that links are judged by."""
_ANDS = frozenset({"and", "or"})
_SUBORDINATE = frozenset(
    {";", "but", "while", "although", "though", "whereas", "which", "who", "that", "when", "where", "after", "before",
     "until", "because", "despite", "as", "since", "if", ":"}
)  # fmt: skip


_DISTANCES = ("0", "1", "3", "3", *["6"] * 3, *["12"] * 6, *["20"] * 8)
"""How far apart, as it is told: 3 for 2 and 3, 6 for 4 to 6, and so on; anything more is "far"."""


def _distance(n: int) -> str:
    return _DISTANCES[n] if n < len(_DISTANCES) else "far"


def _few(n: int) -> str:
    return str(n) if n < 2 else "2+"


@cache
def _wall_words(
    what: str, distance: str, commas: int, ands: int, walls: int, words: int, verbs: int, parties: int, places: int
) -> Words:
    """What stands in a gap; numbers above two are told as two."""
    found = (
        f"{what} distance {distance}",
        f"{what} commas {_few(commas)}",
        f"{what} ands {_few(ands)}",
        f"{what} walls {_few(walls)}",
        f"{what} behind words {_few(words)}",
        f"{what} behind verbs {_few(verbs)}",
        f"{what} behind parties {_few(parties)}",
        f"{what} behind places {_few(places)}",
    )
    return found if commas + ands + walls else (*found, f"{what} same phrase")


@lru_cache(maxsize=65536)
def _looks_verbal(key: str) -> bool:
    lexicon = load()
    if key in lexicon.verbs or key in lexicon.words["be"] or key in lexicon.words["modals"]:
        return True
    return len(key) > 4 and key.endswith(("ed", "ing")) and key not in lexicon.words["prepositions"]


class Gaps:
    """Counts the commas, clause boundaries, verbs and mentions in any gap of one sentence.

    `verbal` tells of each token whether it looks like a verb.
    """

    def __init__(self, reading: Reading, triggers: Sequence[Trigger], names: Iterable[int]) -> None:
        """`names`: the tokens where the places begin that a gap may hold."""
        self.sentence = s = reading.sentence
        self.verbal = [
            not (i and capital) and _looks_verbal(key)
            for i, (key, capital) in enumerate(zip(s.keys, s.capitals, strict=True))
        ]
        self._commas = _sums(map(",".__eq__, s.keys))
        self._ands = _sums(map(_ANDS.__contains__, s.keys))
        self._walls = _sums(map(_SUBORDINATE.__contains__, s.keys))
        self._verbs = _sums(self.verbal)
        self._words = self._sums_at(t.group.verb for t in triggers)
        self._parties = self._sums_at(a.start for a in reading.actors)
        self._names = self._sums_at(names)

    def _sums_at(self, marked: Iterable[int]) -> list[int]:
        marks = [0] * len(self.sentence)
        for i in marked:
            marks[i] += 1
        return _sums(marks)

    def between(self, one: tuple[int, int], other: tuple[int, int]) -> tuple[int, int]:
        """The tokens between two spans, as a range; empty when they touch or overlap."""
        first, second = (one, other) if one <= other else (other, one)
        return first[1], max(first[1], second[0])

    def others(self, gap: tuple[int, int]) -> int:
        """Words of control in a gap."""
        return self._words[gap[1]] - self._words[gap[0]]

    def walls(self, what: str, gap: tuple[int, int]) -> Words:
        """What stands in a gap before `what` ("place" or "party"), in words; an aside does not count."""
        start, end = gap
        if start == end:
            return _wall_words(what, "0", 0, 0, 0, 0, 0, 0, 0)
        behind = self.sentence.past_aside(start, end)
        if self._parties[behind] == self._parties[start] and self._names[behind] == self._names[start]:
            start = behind
        return _wall_words(
            what,
            _distance(end - start),
            min(self._commas[end] - self._commas[start], 2),
            min(self._ands[end] - self._ands[start], 2),
            min(self._walls[end] - self._walls[start], 2),
            min(self.others(gap), 2),
            min(self._verbs[end] - self._verbs[start], 2),
            min(self._parties[end] - self._parties[start], 2),
            min(self._names[end] - self._names[start], 2),
        )


def _sums(marks: Iterable[int]) -> list[int]:
    """How many tokens are marked before each token, and before the end."""
    return list(accumulate(marks, initial=0))
