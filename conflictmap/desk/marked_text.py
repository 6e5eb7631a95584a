"""A text cut into pieces to draw: words with what they are, and lines under the quotes of claims.

Quotes that overlap get lines at different heights, as trains get tracks.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from heapq import heappop, heappush
from itertools import count, pairwise

from conflictmap.extraction.explanation import ExplainedSentence, Explanation
from conflictmap.extraction.matched_words import Word

LINES = 5
"""Lines at most under one word; further quotes share the lowest."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the text, cut wherever a word or a quote begins or ends.

    `word`: the word it belongs to, with its number from 1 in the text; `word_begins`, `word_ends`: whether it is the
    first and the last stretch of it. `claims`: the numbers of those that quote it; `begins`: of those whose quote
    begins here. `lines`: those under it, from 1, the highest first.
    """

    text: str
    word: Word | None
    word_number: int
    word_begins: bool
    word_ends: bool
    claims: tuple[int, ...]
    begins: tuple[int, ...]
    lines: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class NumberedSentence:
    """A sentence with its words, each with its number in the text."""

    sentence: ExplainedSentence
    words: tuple[tuple[int, Word], ...]


@dataclass(frozen=True, slots=True)
class MarkedText:
    """The pieces, which together are the text, how many lines the deepest has under it, and the sentences."""

    pieces: tuple[Piece, ...]
    depth: int
    sentences: tuple[NumberedSentence, ...]


def mark(explanation: Explanation) -> MarkedText:
    """The pieces of an explained text."""
    text = explanation.text
    number = count(1)
    sentences = tuple(
        NumberedSentence(sentence, tuple((next(number), word) for word in sentence.words))
        for sentence in explanation.sentences
    )
    words = [numbered for sentence in sentences for numbered in sentence.words]
    quotes = [(claim.draft.start, claim.draft.end, claim.number) for claim in explanation.claims]
    tracks = _tracks(quotes)
    cuts = {0, len(text)}
    cuts.update(edge for _, word in words for edge in (word.start, word.end))
    cuts.update(edge for start, end, _ in quotes for edge in (start, end))
    opening: dict[int, list[int]] = {}
    for start, _, claim in quotes:
        opening.setdefault(start, []).append(claim)
    ends = {claim: end for _, end, claim in quotes}
    by_start = {word.start: (n, word) for n, word in words}
    pieces: list[Piece] = []
    quoting: list[int] = []
    word_number: int = 0
    word: Word | None = None
    for start, end in pairwise(sorted(cuts)):
        quoting = [claim for claim in quoting if ends[claim] > start] + opening.get(start, [])
        if start in by_start:
            word_number, word = by_start[start]
        elif word is not None and start >= word.end:
            word_number, word = 0, None
        lines = tuple(sorted({tracks[claim] for claim in quoting}))
        begins = tuple(opening.get(start, ()))
        edges = (word.start == start, word.end == end) if word else (False, False)
        pieces.append(Piece(text[start:end], word, word_number, *edges, tuple(quoting), begins, lines))
    return MarkedText(tuple(pieces), max(tracks.values(), default=0), sentences)


def _tracks(quotes: Sequence[tuple[int, int, int]]) -> dict[int, int]:
    """The line of each claim, from 1: the highest one free where its quote begins. Equal quotes share theirs."""
    free = list(range(1, LINES))
    busy: list[tuple[int, int]] = []
    lines: dict[tuple[int, int], int] = {}
    found = {}
    for start, end, number in sorted(quotes, key=lambda quote: (quote[0], -quote[1])):
        if (start, end) not in lines:
            while busy and busy[0][0] <= start:
                heappush(free, heappop(busy)[1])
            line = heappop(free) if free else LINES
            lines[start, end] = line
            if line < LINES:
                heappush(busy, (end, line))
        found[number] = lines[start, end]
    return found
