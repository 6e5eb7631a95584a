"""Claims and periods as lines of JSON (JSON Lines, UTF-8).

A claim is an object with the fields

=============== =====================================================================================
``town``        text; any key that is the same for all claims of the place. A district or facility is
                a place of its own and needs a key of its own
``actor``       text, or null (or "unknown") when the report does not tell
``kind``        captures, holds, partly_holds, loses, contests, besieges, attacks
``from, to``    first and last day, both counted, as YYYY-MM-DD, or null where the report leaves it open
``modality``    asserted, attributed, denied, planned
``confidence``  number in 0..1: how sure it is that the report was read right
``source``      text; who published it
``published``   the day it was published
``review``      proposed, accepted, corrected, rejected
=============== =====================================================================================

and may have

================== ==================================================================================
``id``             text or whole number, unique; the line's number when absent
``share``          number in 0..1: part of the town held, for partly_holds
``against``        text; the other party: former holder, besieged, holder of the rest
``place_kind``     town (default), district, facility, region; a region never votes
``relation``       in (default), near; near never votes on control
``source_weight``  number in 0..1: reliability of the source; default 1
``partisan_of``    text; the actor whose side the source takes
``wording``        text; the same for copies of one wire report
``article``        text; the same for all claims of one article
``position``       whole number; order of the claims of one article as its text tells them; default 0.
                   The same for the claims that a sentence makes of several actors together
================== ==================================================================================

Other fields are ignored. A period is an object with ``town``, ``from``, ``to`` (last day, counted; null
while open), ``status`` (held, mixed, contested, disputed, changing, unknown), ``holders`` (list of
actors, the principal first), ``share`` (number or null: the part of the first holder), ``confidence``
(number in 0..1, on the first day), ``rule`` (number of the deciding rule), ``claims`` (list of ids).
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from datetime import date
from enum import StrEnum
from typing import Any, TypeVar

from conflictmap.core.claims import ClaimValue, Kind, Modality, PlaceKind, Relation, ReviewState
from conflictmap.core.days import Days
from conflictmap.core.periods import ControlPeriodValue

Word = TypeVar("Word", bound=StrEnum)
Identifier = str | int
Fields = Mapping[str, Any]


class BadLine(ValueError):  # noqa: N818 - named for what it is to the reader of the message
    """A line that is no claim. The message names the field and what to do."""


def read_claims(lines: Iterable[bytes]) -> tuple[list[ClaimValue], dict[str, Identifier], list[str]]:
    """Read claims from lines of JSON.

    Answers the claims; for each identifier the value that the output names it by; and one message for
    each bad line, with its number, the field, and what to do. Blank lines are skipped.
    """
    claims: list[ClaimValue] = []
    names: dict[str, Identifier] = {}
    faults: list[str] = []
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            fields = _object(line)
            name = _identifier(fields, number)
            identifier = f"line {number:09}" if "id" not in fields or fields["id"] is None else str(name)
            if identifier in names:
                raise BadLine(f"id: {name!r} is taken by an earlier line; give each claim an id of its own, or none")
            claims.append(claim_from(fields, identifier))
        except BadLine as fault:
            faults.append(f"line {number}: {fault}")
        else:
            names[identifier] = name
    return claims, names, faults


def claim_from(fields: Fields, identifier: str) -> ClaimValue:
    """The claim that an object of the format above stands for. Raises BadLine."""
    first, last = _day(fields, "from"), _day(fields, "to")
    if first is not None and last is not None and first > last:
        raise BadLine(f"to: {last} is before from, {first}; swap them or correct one")
    published = _day(fields, "published")
    if published is None:
        raise BadLine("published: is missing; give the day of publication as YYYY-MM-DD")
    actor = _text(fields, "actor", required=False, present=True)
    return ClaimValue(
        identifier=identifier,
        town=_text(fields, "town") or "",
        actor=None if actor == "unknown" else actor,
        kind=_word(fields, "kind", Kind),
        days=Days.from_inclusive(first, last),
        modality=_word(fields, "modality", Modality),
        confidence=_number(fields, "confidence", None),
        source=_text(fields, "source") or "",
        published=published,
        review=_word(fields, "review", ReviewState),
        share=None if fields.get("share") is None else _number(fields, "share", None),
        against=_text(fields, "against", required=False),
        place_kind=_word(fields, "place_kind", PlaceKind, PlaceKind.TOWN),
        relation=_word(fields, "relation", Relation, Relation.IN),
        source_weight=_number(fields, "source_weight", 1.0),
        source_partisan_of=_text(fields, "partisan_of", required=False),
        wording=_text(fields, "wording", required=False),
        article=_text(fields, "article", required=False),
        position=_whole_number(fields, "position"),
    )


def line_from(period: ControlPeriodValue, names: Mapping[str, Identifier]) -> str:
    """A period as a line of JSON, without the line's end."""
    first, last = period.days.to_inclusive()
    return json.dumps(
        {
            "town": period.town,
            "from": None if first is None else first.isoformat(),
            "to": None if last is None else last.isoformat(),
            "status": period.status,
            "holders": [holder.actor for holder in period.holders],
            "share": period.share,
            "confidence": round(period.confidence, 4),
            "rule": period.rule,
            "claims": [names[identifier] for identifier in period.claims],
        },
        ensure_ascii=False,
    )


def _object(line: bytes) -> Fields:
    try:
        fields = json.loads(line.decode("utf-8-sig"))
    except UnicodeDecodeError as fault:
        raise BadLine(f"byte {fault.start + 1} is not UTF-8; save the file as UTF-8") from None
    except (ValueError, RecursionError) as fault:
        raise BadLine(f"is not JSON ({fault}); write one object a line") from None
    if not isinstance(fields, dict):
        raise BadLine("is JSON but not an object; write one object a line, {...}")
    return fields


def _identifier(fields: Fields, number: int) -> Identifier:
    value = fields.get("id")
    if value is None:
        return number
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    return _text(fields, "id") or number


def _text(fields: Fields, name: str, *, required: bool = True, present: bool = False) -> str | None:
    if present and name not in fields:
        raise BadLine(f"{name}: is missing; give a text, or null when the report does not tell")
    value = fields.get(name)
    if value is None and not required:
        return None
    if not isinstance(value, str) or not value.strip():
        raise BadLine(f"{name}: {'is missing' if value is None else f'{value!r} is no text'}; give a text")
    if any("\ud800" <= character <= "\udfff" for character in value):
        raise BadLine(f"{name}: holds half of a character (a lone surrogate); write the whole character")
    return value


def _day(fields: Fields, name: str) -> date | None:
    if name not in fields:
        raise BadLine(f"{name}: is missing; give a day as YYYY-MM-DD, or null where the report leaves it open")
    value = fields[name]
    if value is None:
        return None
    try:
        if isinstance(value, str) and re.fullmatch(r"\d{4}-\d\d-\d\d", value, re.ASCII):
            return date.fromisoformat(value)
    except ValueError:
        pass
    raise BadLine(f"{name}: {value!r} is no day of the calendar; write it as YYYY-MM-DD")


def _word(fields: Fields, name: str, words: type[Word], default: Word | None = None) -> Word:
    value: Any = fields.get(name)
    if value is None and default is not None:
        return default
    if value not in list(words):
        found = "is missing" if value is None else f"{value!r} is not known"
        raise BadLine(f"{name}: {found}; give one of {', '.join(words)}")
    return words(value)


def _number(fields: Fields, name: str, default: float | None) -> float:
    value = fields.get(name)
    if value is None and default is not None:
        return default
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= 1:
        found = "is missing" if value is None else f"{value!r} is not in 0..1"
        raise BadLine(f"{name}: {found}; give a number from 0 to 1")
    return float(value)


def _whole_number(fields: Fields, name: str) -> int:
    value = fields.get(name)
    if value is None:
        return 0
    if isinstance(value, bool) or not isinstance(value, int):
        raise BadLine(f"{name}: {value!r} is no whole number; give one, or leave it out")
    return value
