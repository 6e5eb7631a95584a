"""``python -m conflictmap.extraction < articles.jsonl > claims.jsonl``."""

from __future__ import annotations

import io
import sys

from conflictmap.extraction.jsonlines import extract_lines


def main() -> int:
    """Read lines from standard input, write claims to standard output; 1 when a line was bad, else 0."""
    lines = io.TextIOWrapper(sys.stdin.buffer, encoding="utf-8-sig", errors="replace", newline="\n")
    output = io.TextIOWrapper(sys.stdout.buffer, encoding="utf-8", newline="\n", write_through=False)
    failed = False
    try:
        for number, result, error in extract_lines(lines):
            if error is not None:
                failed = True
                print(f"line {number}: {error}", file=sys.stderr)
            else:
                output.write(f"{result}\n")
        output.flush()
    except BrokenPipeError:
        output.detach()
        return 1
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
