"""Reading documents: the text of an article with its source and date, out of plain text, front matter or JSON.

A plain text says its date and source itself, in a dateline or in front matter, or the caller says them:

    date 2017-09-22 AFP, BAGHDAD              a dateline, the first line; it stays part of the text

    BAGHDAD, 22 September 2017 (AFP) - ...    an agency's dateline, before the first sentence; it stays too

    ---                                       front matter (YAML), before the text and not part of it
    source: AFP
    date: 2017-09-22
    ---

Nothing else about a text is changed: offsets of quotes count from its first character. Text from
outside is untrusted; whoever shows it must escape it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import dateparser
import yaml

from conflictmap.core.days import parse_day

MAX_BYTES = 10_000_000
"""The longest text taken in, in bytes of UTF-8. A newspaper article has a few thousand."""

TOO_LONG = f"is longer than {MAX_BYTES // 1_000_000} MB. Split it into its articles."
MAX_FRONT_MATTER = 20_000

DATELINE = re.compile(
    r"\A\s*date:?[ \t]+(?P<date>\d{1,4}[-./]\d{1,2}[-./]\d{1,4})[ \t]+"
    r"(?P<source>[^,\r\n]{1,100})(?:,[^\r\n]{0,100})?(?:\r?\n|\Z)",
    re.IGNORECASE,
)
AGENCY_DATELINE = re.compile(
    r"\A\s*[^\W\d_][^\n,()]{0,60},[ ]+(?P<date>[^\n()]{6,30}?\d{4})[ ]+\((?P<source>[^\n()]{1,100})\)[ ]*[-–—:]+[ ]*"
)
FRONT_MATTER = re.compile(r"\A---[ \t]*\r?\n(?P<fields>.*?)^---[ \t]*(?:\r?\n|\Z)", re.DOTALL | re.MULTILINE)


class UnreadableDocumentError(ValueError):
    """A document that cannot be taken in. Its text names the field or line, and says what to do."""


@dataclass(frozen=True, slots=True)
class Document:
    """One text with what is known about it, ready to be taken in (`conflictmap.articles.ingest`)."""

    text: str
    published: date
    source: str
    title: str = ""
    url: str = ""
    reference: str = ""
    language: str = "en"


@dataclass(frozen=True, slots=True)
class Defaults:
    """What the caller says of documents that do not say it themselves."""

    source: str = ""
    published: date | None = None


def decode(raw: bytes, limit: int = MAX_BYTES) -> str:
    """The text of a file's bytes: UTF-8, with or without a byte order mark.

    Raises UnreadableDocumentError for binary or wrongly encoded content, or more than `limit` bytes.
    """
    if len(raw) > limit:
        raise UnreadableDocumentError(TOO_LONG)
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise UnreadableDocumentError("is UTF-16 text. Save it as UTF-8.")
    if b"\0" in raw:
        raise UnreadableDocumentError("is not text: it holds null bytes. Give the article as plain text in UTF-8.")
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UnreadableDocumentError(
            f"is not UTF-8 text: byte {error.start} is 0x{raw[error.start]:02x}. Save it as UTF-8."
        ) from None


def read_text(text: str, defaults: Defaults = Defaults()) -> Document:
    """The document in a plain text, with or without front matter or dateline (see the module's text).

    Raises UnreadableDocumentError when the text is empty, or its date or source is missing or wrong.
    """
    front_matter = FRONT_MATTER.match(text)
    if front_matter:
        fields = _front_matter_fields(front_matter["fields"])
        text = text[front_matter.end() :]
    else:
        fields = {}
    return read_fields({**fields, "text": text}, defaults)


def read_json_line(line: str, defaults: Defaults = Defaults()) -> Document:
    """The document in one line of a .jsonl file: an object with `text` and the fields of `read_fields`.

    Raises UnreadableDocumentError when the line is not such an object.
    """
    try:
        fields = json.loads(line)
    except json.JSONDecodeError as error:
        raise UnreadableDocumentError(f"is not JSON: {error.msg} at character {error.colno}.") from None
    except RecursionError:
        raise UnreadableDocumentError("is not usable JSON: it is nested too deeply.") from None
    if not isinstance(fields, dict):
        raise UnreadableDocumentError('is not a JSON object. Write {"text": ..., "published": ..., "source": ...}.')
    if "text" not in fields:
        raise UnreadableDocumentError('has no "text".')
    return read_fields(fields, defaults)


def read_fields(fields: Mapping[str, object], defaults: Defaults = Defaults()) -> Document:
    """The document that named fields describe: text, published (or date), source, title, url, reference, language.

    What the fields do not say, the dateline of the text may, and else `defaults`. Other fields are
    ignored. Raises UnreadableDocumentError that names the wrong or missing field.
    """
    values: dict[str, str] = {}
    for name in ("text", "published", "date", "source", "title", "url", "reference", "language"):
        value = fields.get(name)
        if value is not None and not isinstance(value, str):
            raise UnreadableDocumentError(f'has a "{name}" that is not a string.')
        values[name] = value or ""
    text = values["text"]
    if not text.strip():
        raise UnreadableDocumentError("is empty: there is no text in it.")
    if "\0" in text:
        raise UnreadableDocumentError("holds null characters. Give the article as plain text.")
    if len(_utf8(text)) > MAX_BYTES:
        raise UnreadableDocumentError(TOO_LONG)
    dateline = _dateline(text)
    said = values["published"].strip() or values["date"].strip() or dateline.get("date", "")
    published = _day(said) if said else defaults.published
    if published is None:
        raise UnreadableDocumentError(
            'has no date. Begin the text with a line such as "date 2017-09-22 AFP, BAGHDAD", or give --date.'
        )
    source = values["source"].strip() or dateline.get("source", "") or defaults.source.strip()
    if not source:
        raise UnreadableDocumentError(
            'has no source. Begin the text with a line such as "date 2017-09-22 AFP, BAGHDAD", or give --source.'
        )
    return Document(
        text=text,
        published=published,
        source=source,
        title=values["title"].strip(),
        url=values["url"].strip(),
        reference=values["reference"].strip(),
        language=values["language"].strip() or "en",
    )


def dateline_end(text: str) -> int:
    """Where the report proper begins: the offset after the dateline, 0 without one."""
    found = DATELINE.match(text) or AGENCY_DATELINE.match(text)
    return found.end() if found else 0


def _front_matter_fields(block: str) -> dict[str, object]:
    if len(block) > MAX_FRONT_MATTER:
        raise UnreadableDocumentError("has front matter that is too long. Close it with a line of three hyphens.")
    try:
        # BaseLoader makes strings, lists and mappings only: nothing in the text can construct an object.
        fields = yaml.load(block, Loader=yaml.BaseLoader)  # noqa: S506
    except (yaml.YAMLError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        where = f" on line {mark.line + 2}" if mark else ""
        raise UnreadableDocumentError(
            f"has front matter that is not YAML{where}. Write lines such as: source: AFP"
        ) from None
    if fields in (None, ""):
        return {}
    if not isinstance(fields, dict):
        raise UnreadableDocumentError("has front matter without fields. Write lines such as: source: AFP")
    return {str(name).strip().lower(): value for name, value in fields.items()}


def _dateline(text: str) -> dict[str, str]:
    """The date and source that a dateline gives; nothing where the text has no dateline."""
    if found := DATELINE.match(text):
        return {"date": found["date"], "source": found["source"].strip()}
    if found := AGENCY_DATELINE.match(text):
        day = dateparser.parse(found["date"], languages=["en"], settings={"STRICT_PARSING": True})
        if day is not None:
            return {"date": day.date().isoformat(), "source": found["source"].strip()}
    return {}


def _day(said: str) -> date:
    """The day in ISO 8601, alone or before a time of day."""
    try:
        return parse_day(said[:10] if said[10:11] in ("T", " ") else said)
    except ValueError as error:
        raise UnreadableDocumentError(f"has a wrong date: {error}") from None


def _utf8(text: str) -> bytes:
    try:
        return text.encode()
    except UnicodeEncodeError as error:
        raise UnreadableDocumentError(
            f"holds half a character (a lone surrogate) at character {error.start}. Repair the text."
        ) from None
