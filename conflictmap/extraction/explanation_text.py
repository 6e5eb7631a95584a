"""An explanation as plain text, for a terminal."""

from __future__ import annotations

from collections.abc import Iterator

from conflictmap.extraction.explanation import ExplainedClaim, ExplainedSentence, Explanation
from conflictmap.extraction.left_out import claim_words


def explanation_lines(explanation: Explanation) -> Iterator[str]:
    """The lines: each sentence with its words, then its claims and what was left out."""
    count = len(explanation.claims)
    yield f"{count} {'claim' if count == 1 else 'claims'}, read by {explanation.version}"
    for sentence in explanation.sentences:
        yield ""
        yield from _sentence(sentence, explanation.text)
        for claim in explanation.claims:
            if claim.sentence == sentence.number:
                yield from _claim(claim)
        for left in explanation.left_out:
            if left.sentence == sentence.number:
                yield f"  left out ({left.stage}): “{_line(left.quote)}”, {_line(left.says)}: {_line(left.why)}"


def _sentence(sentence: ExplainedSentence, text: str) -> Iterator[str]:
    yield f"{sentence.number}. {_line(text[sentence.start : sentence.end])}"
    yield f"  about: {', '.join(sentence.theatre) or 'no theatre that is known'}"
    for reference in sentence.references:
        yield f"  “{_line(reference.words)}” means {_line(reference.means)}"
    for word in sentence.words:
        yield f"  {word.what}: “{_line(word.text)}” = {_line(word.means)} [{_line(word.matched)}]"


def _claim(claim: ExplainedClaim) -> Iterator[str]:
    draft = claim.draft
    yield f"  CLAIM {claim.number}: {_line(claim_words(draft))}, {claim.when}"
    yield f"    quote: “{_line(draft.quote)}”"
    yield f"    told by {claim.told_by}"
    yield f"    party: {_line(claim.party)}"
    yield f"    place: {_line(claim.place)}"
    yield f"    days: {_line(claim.days)}"
    yield f"    modality: {draft.modality}, {claim.modality}{_quoted(claim.modality_words)}"
    yield f"    confidence: {draft.confidence:.2f}{f', {claim.bounded}' if claim.bounded else ''}"
    for reason in claim.reasons:
        yield f"      {_line(str(reason))}"
    if claim.link:
        yield "    link:"
    for reason in claim.link:
        yield f"      {_line(str(reason))}"


def _quoted(words: tuple[str, ...]) -> str:
    return f": {', '.join(f'“{_line(word)}”' for word in words)}" if words else ""


def _line(text: str) -> str:
    """Text on one line, without characters that would steer a terminal."""
    return "".join(c if c.isprintable() else " " for c in " ".join(text.split()))
