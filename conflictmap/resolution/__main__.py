"""Work out timelines on the command line: claims in, control periods out, one JSON object a line.

    python -m conflictmap.resolution [--known-at DATE] [--threshold NUMBER] < claims.jsonl > periods.jsonl

The fields of both are described in `conflictmap.resolution.wire`. Periods come sorted by town, then by
first day. A bad line is reported on standard error with its number, the field and what to do; the
others go on, and the exit status is 1.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from datetime import date

from conflictmap.resolution import wire
from conflictmap.resolution.resolve import resolve
from conflictmap.resolution.weights import PUBLISHING_THRESHOLD


def main(arguments: Sequence[str] | None = None) -> int:
    """Read claims from standard input, write periods to standard output. Answers the exit status."""
    parser = argparse.ArgumentParser(
        prog="python -m conflictmap.resolution",
        description="Work out who held each town when, from claims.",
        epilog=wire.__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument(
        "--known-at", type=_day, metavar="DATE", help="use only what was published by this day (YYYY-MM-DD)"
    )
    parser.add_argument(
        "--threshold",
        type=_part,
        default=PUBLISHING_THRESHOLD,
        metavar="NUMBER",
        help="confidence in 0..1 from which a claim that nobody has reviewed votes (default: %(default)s)",
    )
    options = parser.parse_args(arguments)
    claims, names, faults = wire.read_claims(sys.stdin.buffer)
    for fault in faults:
        print(fault, file=sys.stderr)
    for timeline in resolve(claims, known_at=options.known_at, threshold=options.threshold).values():
        for period in timeline.control:
            sys.stdout.buffer.write(wire.line_from(period, names).encode() + b"\n")
    sys.stdout.buffer.flush()
    return 1 if faults else 0


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is no day of the calendar; write it as YYYY-MM-DD") from None


def _part(text: str) -> float:
    try:
        value = float(text)
    except ValueError:
        value = -1.0
    if not 0 <= value <= 1:
        raise argparse.ArgumentTypeError(f"{text!r} is not in 0..1; give a number from 0 to 1")
    return value


if __name__ == "__main__":
    sys.exit(main())
