"""What another extractor must be, and the check that everything it says has to pass.

Nothing that such an extractor says is believed: a quote that is not the article's own text, a kind that
does not exist or a date that cannot be is refused, claim by claim, with a sentence that says why.
"""

from __future__ import annotations

import calendar
import math
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Protocol, runtime_checkable

from jsonschema import Draft202012Validator

from conflictmap.core.claims import ClaimDraft, Kind, Modality, PlaceKind, Precision, Relation
from conflictmap.core.days import parse_day

HIGHEST_CONFIDENCE = 0.5
"""What another extractor's claim counts at most until an editor has read it: below the publishing threshold.

Nobody has measured how often it is right, so it waits in the review queue and cannot paint the map by itself.
"""

_DAY = {"type": ["string", "null"], "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"}

CLAIM_SCHEMA: dict[str, Any] = {
    "type": "object",
    "additionalProperties": False,
    "required": [
        "quote",
        "place",
        "place_kind",
        "relation",
        "actor",
        "actor_canonical",
        "kind",
        "from",
        "to",
        "modality",
    ],
    "properties": {
        "quote": {
            "type": "string",
            "minLength": 1,
            "description": "Exact substring of the text, code point by code point.",
        },
        "place": {"type": "string", "minLength": 1, "maxLength": 200, "description": "The place as the text names it."},
        "place_kind": {"enum": [kind.value for kind in PlaceKind]},
        "relation": {"enum": [relation.value for relation in Relation]},
        "actor": {"type": ["string", "null"], "maxLength": 200, "description": "The party as the text names it."},
        "actor_canonical": {"type": "string", "maxLength": 100, "description": 'Its common name, or "unknown".'},
        "kind": {"enum": [kind.value for kind in Kind]},
        "from": {**_DAY, "description": "First day, inclusive; null where the text leaves it open."},
        "to": {**_DAY, "description": "Last day, inclusive; null where the text leaves it open."},
        "modality": {"enum": [modality.value for modality in Modality]},
        "against": {
            "type": ["string", "null"],
            "maxLength": 100,
            "description": "The other party, by its common name.",
        },
        "share": {"type": ["number", "null"], "minimum": 0, "maximum": 1, "description": "Part of the place held."},
        "confidence": {"type": ["number", "null"], "minimum": 0, "maximum": 1},
        "start": {"type": ["integer", "null"], "minimum": 0, "description": "Where the quote begins, in code points."},
    },
}
"""One claim as JSON (JSON Schema 2020-12): the fields of `python -m conflictmap.extraction`."""

_VALIDATOR = Draft202012Validator(CLAIM_SCHEMA)


@runtime_checkable
class Extractor(Protocol):
    """An extractor that the setting EXTRACTORS names by import path; made once without arguments.

    `name` (at most 40 characters) says which extractor it is, `version` (at most 50) changes whenever the same text
    may be read differently. `extract` returns the claims of a text published on a day, each as `CLAIM_SCHEMA`
    says. What it raises is reported; the article and the claims of other extractors stay.
    """

    name: str
    version: str

    def extract(self, text: str, published: date) -> Iterable[Mapping[str, Any]]:
        """The claims of `text`."""
        ...


@dataclass(frozen=True, slots=True)
class Checked:
    """What passed the check, and a sentence for each claim that did not."""

    drafts: tuple[ClaimDraft, ...]
    refused: tuple[str, ...]


def check(records: Iterable[object], text: str, published: date, rule: str) -> Checked:
    """The claims among `records` that can be kept, with `rule` as the name of their rule."""
    drafts: list[ClaimDraft] = []
    refused: list[str] = []
    for number, record in enumerate(records, start=1):
        problems = [*_problems(record, text, published)]
        if problems:
            refused.append(f"claim {number}: {'; '.join(problems)}")
        elif isinstance(record, Mapping):
            drafts.append(_draft(record, text, rule))
    return Checked(tuple(drafts), tuple(refused))


def _problems(record: object, text: str, published: date) -> Iterator[str]:
    """Why the claim is refused; nothing when it is not."""
    wrong = sorted(_VALIDATOR.iter_errors(record), key=lambda error: error.json_path)
    if wrong or not isinstance(record, Mapping):
        yield from (f"{error.json_path.removeprefix('$.')}: {error.message[:200]}" for error in wrong[:3])
        return
    if any(isinstance(number, float) and not math.isfinite(number) for number in record.values()):
        yield "a number is not finite"
        return
    if _found(record, text) is None:
        yield f"quote: these words are not in the text: {record['quote'][:80]!r}"
    for field in ("place", "actor"):
        if record[field] is not None and record[field] not in text:
            yield f"{field}: the text does not say {record[field]!r}"
    try:
        first, last = (parse_day(record[end]) if record[end] else None for end in ("from", "to"))
    except ValueError as error:
        yield f"from, to: {error}"
        return
    if first and last and first > last:
        yield f"from: {first} is after the last day, {last}"
    if first and first > published + timedelta(days=1) and record["modality"] != Modality.PLANNED:
        yield f"from: {first} is after the day of publication, {published}"


def _found(record: Mapping[str, Any], text: str) -> int | None:
    """Where the quote begins: at `start` where that is given, else where the text first says it."""
    start = record.get("start")
    if start is not None:
        at = int(start)  # JSON may write a whole number as 0.0
        return at if text.startswith(record["quote"], at) else None
    found = text.find(record["quote"])
    return found if found >= 0 else None


def _draft(record: Mapping[str, Any], text: str, rule: str) -> ClaimDraft:
    start = _found(record, text)
    assert start is not None, "checked before"
    first, last = (parse_day(record[end]) if record[end] else None for end in ("from", "to"))
    confidence = record.get("confidence")
    return ClaimDraft(
        quote=record["quote"],
        start=start,
        end=start + len(record["quote"]),
        place=record["place"],
        place_kind=PlaceKind(record["place_kind"]),
        relation=Relation(record["relation"]),
        actor=record["actor"],
        actor_canonical=record["actor_canonical"] or "unknown",
        kind=Kind(record["kind"]),
        date_from=first,
        date_to=last,
        precision=_precision(first, last),
        modality=Modality(record["modality"]),
        confidence=HIGHEST_CONFIDENCE if confidence is None else min(confidence, HIGHEST_CONFIDENCE),
        rule=rule,
        against_canonical=record.get("against") or None,
        share=record.get("share"),
    )


def _precision(first: date | None, last: date | None) -> Precision:
    """How exact the dates are, as far as the dates themselves tell."""
    if first is None or last is None:
        return Precision.OPEN
    if first == last:
        return Precision.DAY
    if first.day == 1 and last == last.replace(day=calendar.monthrange(last.year, last.month)[1]):
        if (first.year, first.month) == (last.year, last.month):
            return Precision.MONTH
        if (first.year, first.month, last.month) == (last.year, 1, 12):
            return Precision.YEAR
    return Precision.RANGE
