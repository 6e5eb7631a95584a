"""Quotes as readers meet them: in a few words of context, and marked in the whole article.

Offsets are in code points of the article's text. Nothing here makes HTML; templates escape.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

CONTEXT_LENGTH = 120
PARAGRAPH_BREAK = re.compile(r"\n\s*\n")
WHITE_SPACE = re.compile(r"\s+")


def context_before(text: str) -> str:
    """The end of `text` within its paragraph: at most CONTEXT_LENGTH characters, cut between words."""
    line = WHITE_SPACE.sub(" ", PARAGRAPH_BREAK.split(text)[-1]).lstrip()
    if len(line) <= CONTEXT_LENGTH:
        return line
    return "…" + line[-CONTEXT_LENGTH:].partition(" ")[2]


def context_after(text: str) -> str:
    """The beginning of `text` within its paragraph: at most CONTEXT_LENGTH characters, cut between words."""
    line = WHITE_SPACE.sub(" ", PARAGRAPH_BREAK.split(text)[0]).rstrip()
    if len(line) <= CONTEXT_LENGTH:
        return line
    return line[:CONTEXT_LENGTH].rpartition(" ")[0] + "…"


@dataclass(frozen=True, slots=True)
class Span:
    """What is to be marked: the text `start` to `end` of claim number `number`."""

    start: int
    end: int
    number: int


@dataclass(frozen=True, slots=True)
class Segment:
    """A piece of text and the numbers of the claims whose quotes cover all of it.

    `opens` and `closes` are the numbers of the claims whose quotes begin or end with this piece.
    """

    text: str
    covered_by: tuple[int, ...] = ()
    opens: tuple[int, ...] = ()
    closes: tuple[int, ...] = ()


def segments(text: str, spans: Sequence[Span]) -> list[Segment]:
    """Cut `text` wherever a quote begins or ends, so that overlapping quotes never nest wrongly.

    The pieces joined are `text` again. Raises ValueError for a span outside of it.
    """
    for span in spans:
        if not 0 <= span.start < span.end <= len(text):
            raise ValueError(
                f"claim {span.number} marks {span.start} to {span.end} of a text of {len(text)} characters"
            )
    cuts = sorted({0, len(text), *(span.start for span in spans), *(span.end for span in spans)})
    return [
        Segment(
            text[start:end],
            covered_by=tuple(span.number for span in spans if span.start <= start and end <= span.end),
            opens=tuple(span.number for span in spans if span.start == start),
            closes=tuple(span.number for span in spans if span.end == end),
        )
        for start, end in pairwise(cuts)
    ]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph of an article, in segments."""

    segments: tuple[Segment, ...]


def paragraphs(text: str, spans: Sequence[Span]) -> list[Paragraph]:
    """The paragraphs of `text` that hold anything, each cut into segments.

    A quote that runs over a paragraph break is marked in every paragraph it touches. It opens in the
    first and closes in the last.
    """
    found: list[Paragraph] = []
    start = 0
    for end, following in [(match.start(), match.end()) for match in PARAGRAPH_BREAK.finditer(text)] + [
        (len(text), len(text))
    ]:
        part = text[start:end]
        if part.strip():
            found.append(Paragraph(tuple(_within(part, start, spans))))
        start = following
    return found


def _within(part: str, offset: int, spans: Sequence[Span]) -> list[Segment]:
    """The segments of `part`, which begins at `offset` of the text that `spans` refer to."""
    end = offset + len(part)
    here = [span for span in spans if span.start < end and offset < span.end]
    cut = [Span(max(span.start, offset) - offset, min(span.end, end) - offset, span.number) for span in here]
    began = {span.number for span in here if span.start < offset}
    goes_on = {span.number for span in here if span.end > end}
    return [
        Segment(
            segment.text,
            segment.covered_by,
            tuple(number for number in segment.opens if number not in began),
            tuple(number for number in segment.closes if number not in goes_on),
        )
        for segment in segments(part, cut)
    ]
