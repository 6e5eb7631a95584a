"""Finding documents in files, folders and on standard input, one after the other, whatever their number.

What cannot be read is handed on as such, so that the caller can report it and go on with the rest.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import BinaryIO

from conflictmap.articles.reading import (
    MAX_BYTES,
    Defaults,
    Document,
    UnreadableDocumentError,
    decode,
    read_json_line,
    read_text,
)

STANDARD_INPUT = "-"
MAX_LINE_BYTES = 6 * MAX_BYTES
"""JSON may write one byte of text as six, as in ``\\u000a``."""


class Format(StrEnum):
    """How documents are written in a file."""

    TEXT = "text"
    JSONL = "jsonl"


FORMAT_OF_SUFFIX = {
    ".txt": Format.TEXT,
    ".text": Format.TEXT,
    ".md": Format.TEXT,
    ".jsonl": Format.JSONL,
    ".ndjson": Format.JSONL,
}


@dataclass(frozen=True, slots=True)
class Reading:
    """One document, or the reason (`error`) why it cannot be taken in.

    `origin` names the file and line for people, `size` is the number of bytes read for it.
    """

    origin: str
    size: int
    document: Document | None
    error: str = ""


def files_at(paths: Iterable[str]) -> list[str]:
    """The files at the paths: a file is itself, a folder all .txt, .md and .jsonl files below it in order of name.

    Hidden files are left out. A path that does not exist, and a folder that cannot be read, is kept: reading it
    says what is wrong.
    """
    files: list[str] = []
    for path in paths:
        if path == STANDARD_INPUT or not _is_folder(path):
            files.append(path)
            continue
        unreadable: list[OSError] = []
        for folder, folders, names in os.walk(path, onerror=unreadable.append):
            folders[:] = sorted(name for name in folders if not name.startswith("."))
            files += [
                str(Path(folder) / name)
                for name in sorted(names)
                if not name.startswith(".") and Path(name).suffix.lower() in FORMAT_OF_SUFFIX
            ]
        files += [error.filename for error in unreadable]
    return files


def size_of(file: str) -> int:
    """The size of a file in bytes; 0 for one that cannot be read."""
    try:
        return Path(file).stat().st_size
    except OSError:
        return 0


def _is_folder(path: str) -> bool:
    try:
        return Path(path).is_dir()
    except OSError:  # it lies in a folder that may not be entered
        return False


def read_files(files: Iterable[str], defaults: Defaults, written_as: Format | None = None) -> Iterator[Reading]:
    """The documents in the files, in order; ``-`` is standard input.

    `written_as` overrides what the name of a file says; standard input is text without it.
    """
    for name in files:
        if name == STANDARD_INPUT:
            yield from _read_stream(sys.stdin.buffer, "standard input", defaults, written_as or Format.TEXT)
            continue
        try:
            if Path(name).is_dir():
                raise UnreadableDocumentError("is a folder that cannot be read. Check its permissions.")
            suffix_format = written_as or FORMAT_OF_SUFFIX.get(Path(name).suffix.lower())
            if suffix_format is None:
                raise UnreadableDocumentError("is neither .txt nor .jsonl. Say with --format how it is written.")
            with Path(name).open("rb") as stream:
                yield from _read_stream(stream, name, defaults, suffix_format)
        except UnreadableDocumentError as error:
            yield Reading(name, 0, None, str(error))
        except OSError as error:
            yield Reading(name, 0, None, f"cannot be opened: {error.strerror}.")


def _read_stream(stream: BinaryIO, name: str, defaults: Defaults, written_as: Format) -> Iterator[Reading]:
    if written_as is Format.TEXT:
        # One byte more than allowed is enough to see that it is too long.
        raw = stream.read(MAX_BYTES + 1)
        yield _reading(name, raw, defaults, written_as)
        return
    found = False
    for number, line in _lines(stream):
        if line.strip():
            found = True
            yield _reading(f"{name} line {number}", line, defaults, written_as)
    if not found:
        yield Reading(name, 0, None, "is empty: there is no line in it.")


def _reading(origin: str, raw: bytes, defaults: Defaults, written_as: Format) -> Reading:
    try:
        if written_as is Format.JSONL:
            document = read_json_line(decode(raw, MAX_LINE_BYTES), defaults)
        else:
            document = read_text(decode(raw), defaults)
    except UnreadableDocumentError as error:
        return Reading(origin, len(raw), None, str(error))
    return Reading(origin, len(raw), document)


def _lines(stream: BinaryIO) -> Iterator[tuple[int, bytes]]:
    """The lines with their numbers; of a line beyond the limit, enough to see that it is too long."""
    number = 0
    while line := stream.readline(MAX_LINE_BYTES + 1):
        number += 1
        yield number, line
        while len(line) > MAX_LINE_BYTES and not line.endswith(b"\n"):
            line = stream.readline(MAX_LINE_BYTES + 1)
