"""The most memory that reading takes: ``python -m benchmarks.extraction_memory < articles``, one a line, prints MiB."""

from __future__ import annotations

import resource
import sys
from datetime import date

from conflictmap.extraction import extract


def main() -> int:
    """Read every article, then say how large the process was at most."""
    for article in sys.stdin:
        extract(article, date(2023, 1, 1))
    print(round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024))
    return 0


if __name__ == "__main__":
    sys.exit(main())
