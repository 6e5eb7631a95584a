"""Quotes in context, and texts cut where quotes begin and end."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from conflictmap.atlas.quotes import CONTEXT_LENGTH, Span, context_after, context_before, paragraphs, segments

TEXTS = st.text(alphabet=st.sampled_from("ab é\n\u0301ا<&\U0001f3f3"), min_size=1, max_size=60)


@st.composite
def marked_texts(draw: st.DrawFn) -> tuple[str, list[Span]]:
    text = draw(TEXTS)
    spans = []
    for number in range(draw(st.integers(0, 5))):
        start = draw(st.integers(0, len(text) - 1))
        spans.append(Span(start, draw(st.integers(start + 1, len(text))), number + 1))
    return text, spans


@settings(max_examples=200)
@given(marked_texts())
def test_segments_joined_are_the_text_and_each_quote_is_covered_exactly(marked: tuple[str, list[Span]]) -> None:
    text, spans = marked
    found = segments(text, spans)
    assert "".join(segment.text for segment in found) == text
    for span in spans:
        covered = "".join(segment.text for segment in found if span.number in segment.covered_by)
        assert covered == text[span.start : span.end]
        assert sum(span.number in segment.opens for segment in found) == 1
        assert sum(span.number in segment.closes for segment in found) == 1


@settings(max_examples=200)
@given(marked_texts())
def test_paragraphs_lose_no_letter_and_open_each_visible_quote_once(marked: tuple[str, list[Span]]) -> None:
    text, spans = marked
    found = [segment for paragraph in paragraphs(text, spans) for segment in paragraph.segments]
    assert "".join("".join(segment.text for segment in found).split()) == "".join(text.split())
    for span in spans:
        covered = "".join(segment.text for segment in found if span.number in segment.covered_by)
        assert "".join(covered.split()) == "".join(text[span.start : span.end].split())
        assert sum(span.number in segment.opens for segment in found) <= 1


def test_overlapping_quotes_are_cut_where_either_begins_or_ends() -> None:
    found = segments("one two three", [Span(0, 7, 1), Span(4, 13, 2)])
    assert [(segment.text, segment.covered_by, segment.opens, segment.closes) for segment in found] == [
        ("one ", (1,), (1,), ()),
        ("two", (1, 2), (2,), (1,)),
        (" three", (2,), (), (2,)),
    ]


def test_a_quote_over_a_paragraph_break_is_marked_on_both_sides() -> None:
    first, second = paragraphs("Before here.\n\nThere after.", [Span(7, 19, 1)])
    assert [(segment.text, segment.covered_by) for segment in first.segments] == [("Before ", ()), ("here.", (1,))]
    assert [(segment.text, segment.opens, segment.closes) for segment in second.segments] == [
        ("There", (), (1,)),
        (" after.", (), ()),
    ]


def test_a_quote_outside_the_text_is_refused() -> None:
    with pytest.raises(ValueError, match="claim 7 marks 3 to 9 of a text of 5 characters"):
        segments("short", [Span(3, 9, 7)])


def test_context_stops_at_the_paragraph_and_between_words() -> None:
    words = "word " * 60
    assert context_before("Earlier.\n\nIn the ") == "In the "
    assert context_after(", he said.\n\nLater.") == ", he said."
    before, after = context_before(words), context_after(words)
    assert before.startswith("…word ")
    assert after.endswith("word…")
    assert len(before) <= CONTEXT_LENGTH
    assert len(after) <= CONTEXT_LENGTH + 1


def test_context_folds_white_space() -> None:
    assert context_before("a\n  line\tbroken ") == "a line broken "
