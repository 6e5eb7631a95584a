"""The weights of links: every word of control with every place and party it reaches, judged by labelled text.

The frames read what they know for sure; links propose the rest (`conflictmap.extraction.link_proposals`). Two questions
are asked of all that is known of a link (`conflictmap.extraction.reach`, `conflictmap.extraction.link_words`,
`conflictmap.extraction.surroundings`), each with weights of its own: whose the place is, of all parties that the word
may mean, and whether, of the likeliest of them, it is told at all. ``python -m benchmarks.train_scorer`` learns the
weights (``docs/calibration.md``).
"""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from itertools import chain
from typing import TypeVarTuple

from conflictmap.extraction.events import Event
from conflictmap.extraction.gaps import Words
from conflictmap.extraction.lexicon_files import LINKS
from conflictmap.extraction.surroundings import Alike

MOST_KEPT = 200_000
"""Sums that are kept at most; some tens of thousands suffice for thousands of articles."""
Known = TypeVarTuple("Known")
Weighed = tuple[Words, float, float]
"""A group of words, and in hundredths of log-odds its weight, and its weight among rivals."""


class LinksError(ValueError):
    """The file of weights cannot be used; the message names the field."""


def in_hundredths(log_odds: float) -> float:
    """A whole number of hundredths; infinity stays."""
    return round(100 * log_odds) if math.isfinite(log_odds) else log_odds


@dataclass(frozen=True, slots=True)
class Linker:
    """Weights in log-odds of what is known of a link; what was never learned weighs nothing.

    `weights`: whether a word of control tells something of a place and of the likeliest party. `rivals`: how likely
    each party is; only differences between the parties of one word, place and kind count. A link below `cut` log-odds
    is not worth a claim; below `alone` only where a rule has read something of that party in the sentence, which such a
    link may still bear out. Everything counts in whole hundredths, so that a sum is the same in any order.
    """

    intercept: float
    weights: Mapping[str, float]
    rivals: Mapping[str, float]
    cut: float = -math.inf
    alone: float = -math.inf
    _hundredths: Mapping[str, tuple[float, float]] = field(init=False, repr=False, compare=False)
    _alike: dict[str, dict[str, tuple[float, float]]] = field(
        init=False, repr=False, compare=False, default_factory=dict
    )
    _sums: dict[Words, tuple[float, float]] = field(init=False, repr=False, compare=False, default_factory=dict)
    _told: dict[tuple[object, ...], tuple[Weighed, ...]] = field(
        init=False, repr=False, compare=False, default_factory=dict
    )

    def __post_init__(self) -> None:
        hundredths = {
            word: (in_hundredths(self.weights.get(word, 0.0)), in_hundredths(self.rivals.get(word, 0.0)))
            for word in {**self.weights, **self.rivals}
        }
        object.__setattr__(self, "_hundredths", hundredths)

    def weigh(self, groups: Iterable[Words]) -> tuple[float, float]:
        """The sums of both weights of groups of words, in hundredths; those of each group are kept."""
        sums, total, among_rivals = self._sums, 0.0, 0.0
        for words in groups:
            weights = sums.get(words)
            if weights is None:
                if len(sums) >= MOST_KEPT:
                    sums.clear()
                weights = sums[words] = self.sum(words)
            total += weights[0]
            among_rivals += weights[1]
        return total, among_rivals

    def weighed(self, tell: Callable[[*Known], tuple[Words, ...]], *known: *Known) -> tuple[Weighed, ...]:
        """The groups of words that `tell` says of what is known, each with its weights in hundredths; kept."""
        key = (tell, *known)
        found = self._told.get(key)
        if found is None:
            if len(self._told) >= MOST_KEPT:
                self._told.clear()
            found = self._told[key] = tuple([(words, *self.sum(words)) for words in tell(*known)])
        return found

    def sum_alike(self, group: Alike) -> tuple[float, float]:
        """The same of words that begin alike."""
        table = self._alike.get(group.beginning)
        if table is None:
            table = self._alike[group.beginning] = self._with_beginning(group.beginning)
        get, total, among_rivals = table.get, 0.0, 0.0
        for rest in group.rests:
            weights = get(rest)
            if weights is not None:
                total += weights[0]
                among_rivals += weights[1]
        return total, among_rivals

    def _with_beginning(self, beginning: str) -> dict[str, tuple[float, float]]:
        """The weights of all words with one beginning, by their rests; there are a few dozen beginnings."""
        length = len(beginning)
        return {word[length:]: both for word, both in self._hundredths.items() if word.startswith(beginning)}

    def sum(self, words: Words) -> tuple[float, float]:
        """The same of one group that is seldom met twice; nothing is kept."""
        get, total, among_rivals = self._hundredths.get, 0.0, 0.0
        for word in words:
            weights = get(word)
            if weights is not None:
                total += weights[0]
                among_rivals += weights[1]
        return total, among_rivals


@dataclass(frozen=True, slots=True)
class Link:
    """A proposed event with all that is known of it, in groups of words, and the log-odds that it holds.

    `lead`: log-odds above the best link of another party with the same place and kind in the sentence; 0 without one.
    `told`: log-odds that its word tells this of the place at all, of whatever party.
    """

    event: Event
    known: tuple[Words, ...]
    log_odds: float
    place_slot: str
    party_slot: str
    lead: float = 0.0
    told: float = 0.0

    @property
    def words(self) -> Words:
        """All that is known of it, in short words."""
        return tuple(chain.from_iterable(self.known))


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
    tables = [data.get(name) for name in ("weights", "rivals")] if isinstance(data, dict) else [None, None]
    for name, table in zip(("weights", "rivals"), tables, strict=True):
        if not isinstance(table, dict):
            raise LinksError(f'"{name}" must be an object; train the scorer anew')
    numbers = [(name, data.get(name)) for name in ("intercept", "cut", "alone")]
    for name, value in [*numbers, *data["weights"].items(), *data["rivals"].items()]:
        if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
            raise LinksError(f'"{name}" must be a number; train the scorer anew')
    return Linker(data["intercept"], data["weights"], data["rivals"], data["cut"], data["alone"])
