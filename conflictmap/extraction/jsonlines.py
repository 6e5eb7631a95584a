"""JSON lines in, JSON lines out: ``{"id","published","text"}`` to ``{"id","claims"}``."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from conflictmap.core.claims import ClaimDraft
from conflictmap.extraction.extract import extract


class LineError(ValueError):
    """A line that cannot be read; the message names the field and what to do."""


def claim_record(claim: ClaimDraft) -> dict[str, Any]:
    """A claim as a JSON object; dates inclusive, null where open."""
    record: dict[str, Any] = {
        "quote": claim.quote,
        "start": claim.start,
        "end": claim.end,
        "place": claim.place,
        "place_kind": claim.place_kind.value,
        "relation": claim.relation.value,
        "actor": claim.actor,
        "actor_canonical": claim.actor_canonical,
        "kind": claim.kind.value,
        "from": claim.date_from.isoformat() if claim.date_from else None,
        "to": claim.date_to.isoformat() if claim.date_to else None,
        "precision": claim.precision.value,
        "modality": claim.modality.value,
        "confidence": claim.confidence,
        "rule": claim.rule,
    }
    if claim.against_canonical is not None:
        record["against"] = claim.against_canonical
    if claim.share is not None:
        record["share"] = claim.share
    return record


def read_object(line: str, *fields: str) -> dict[str, Any]:
    """The object of one line, with an "id" and a "text" of the right types and all of `fields`. Raises LineError."""
    try:
        row = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise LineError(f"not JSON ({error}); write one object a line") from error
    if not isinstance(row, dict):
        raise LineError("not an object; write one JSON object a line")
    for field in ("id", *fields, "text"):
        if field not in row:
            raise LineError(f'field "{field}" is missing; add it')
    if not isinstance(row["id"], (str, int)) or isinstance(row["id"], bool):
        raise LineError('field "id" must be a string or a whole number')
    if not isinstance(row["text"], str):
        raise LineError('field "text" must be a string')
    return row


def read_line(line: str) -> tuple[Any, date, str]:
    """The id, the publication date and the text of one line. Raises LineError."""
    row = read_object(line, "published")
    published = row["published"]
    try:
        if not isinstance(published, str) or len(published) != 10:
            raise ValueError
        day = date.fromisoformat(published)
    except ValueError:
        raise LineError(
            f'field "published" must be a date such as 2017-09-22, not {json.dumps(published)[:60]}'
        ) from None
    return row["id"], day, row["text"]


def extract_lines(lines: Iterable[str]) -> Iterator[tuple[int, str | None, str | None]]:
    """For each line that is not blank: its number (from 1), the output line or None, the error or None."""
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            identifier, published, text = read_line(line)
        except LineError as error:
            yield number, None, str(error)
            continue
        claims = [claim_record(claim) for claim in extract(text, published)]
        yield number, write_object({"id": identifier, "claims": claims}), None


def write_object(row: dict[str, Any]) -> str:
    """A line of JSON; what UTF-8 cannot hold (a lone surrogate, from an escape in the input) stays an escape."""
    output = json.dumps(row, ensure_ascii=False)
    try:
        output.encode("utf-8")
    except UnicodeEncodeError:
        return json.dumps(row)
    return output
