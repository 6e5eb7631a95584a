"""The most memory that reading takes: ``python -m benchmarks.extraction_memory < articles``, one a line, prints MiB."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

from conflictmap.extraction import extract


def main() -> int:
    """Read every article, then say how large the process was at most."""
    for article in sys.stdin:
        extract(article, date(2023, 1, 1))
    # Not of getrusage: what that tells of a new process begins with the most of the one that started it.
    status = Path("/proc/self/status").read_text(encoding="utf-8").splitlines()
    (peak,) = (int(line.split()[1]) for line in status if line.startswith("VmHWM:"))
    print(round(peak / 1024))
    return 0


if __name__ == "__main__":
    sys.exit(main())
