"""``python -m conflictmap.extraction < articles.jsonl > claims.jsonl``.

``python -m conflictmap.extraction --explain 2017-09-22 < article.txt`` tells why a text is read as it is, ``--version``
by which version, and whether its stages are compiled.
"""

from __future__ import annotations

import argparse
import io
import sys
from collections.abc import Iterator
from datetime import date
from typing import TextIO

from conflictmap.core.days import parse_day
from conflictmap.extraction import COMPILED, EXTRACTOR_VERSION
from conflictmap.extraction.explanation import explain_text
from conflictmap.extraction.explanation_text import explanation_lines
from conflictmap.extraction.jsonlines import extract_lines


def main() -> int:
    """Read standard input, write to standard output; 1 when a line was bad, 2 for a wrong option, else 0."""
    parser = argparse.ArgumentParser(prog="python -m conflictmap.extraction", description="Read claims in articles.")
    parser.add_argument(
        "--explain",
        metavar="PUBLISHED",
        type=_published,
        help="take plain text of this day of publication, such as 2017-09-22, and tell why it is read as it is",
    )
    how = "compiled" if COMPILED else "plain Python"
    parser.add_argument("--version", action="version", version=f"{EXTRACTOR_VERSION}, {how}")
    published: date | None = parser.parse_args().explain
    lines = io.TextIOWrapper(sys.stdin.buffer, encoding="utf-8-sig", errors="replace", newline="\n")
    output = io.TextIOWrapper(sys.stdout.buffer, encoding="utf-8", newline="\n", write_through=False)
    failed = False
    try:
        for line, error in _records(lines) if published is None else _explained(lines, published):
            if error is not None:
                failed = True
                print(error, file=sys.stderr)
            else:
                output.write(f"{line}\n")
        output.flush()
    except BrokenPipeError:
        output.detach()
        return 1
    return 1 if failed else 0


def _published(text: str) -> date:
    try:
        return parse_day(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(str(error)) from None


def _records(lines: TextIO) -> Iterator[tuple[str | None, str | None]]:
    for number, result, error in extract_lines(lines):
        yield result, None if error is None else f"line {number}: {error}"


def _explained(lines: TextIO, published: date) -> Iterator[tuple[str | None, str | None]]:
    for line in explanation_lines(explain_text(lines.read(), published)):
        yield line, None


if __name__ == "__main__":
    sys.exit(main())
