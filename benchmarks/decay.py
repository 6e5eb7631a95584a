"""How long news about a town stays true: ``python -m benchmarks.decay --ukraine FILE [--write FILE]``.

Sets the half-lives of rule 10 (`conflictmap.resolution.decay`). FILE is a table of town-days of Ukraine
with the columns date, name, held_by and as_of, one row a town and daily snapshot; `as_of` is the day of the
news that the snapshot rests on (github vi-enne/controlCitiesUkraine, CC BY 4.0, over Wikipedia, CC BY-SA).

Each piece of news about a town starts a wait, which ends with the next piece. The wait is a *change* when
the next news gives the town to somebody else, or calls it contested; when it says the same again, or none
came until the last snapshot, the wait was cut short ("censored"). From the waits follow

- the share of towns that nothing has contradicted N days after the last news (Kaplan and Meier,
  "Nonparametric estimation from incomplete observations", 1958);
- the half-life of an even decay: ln 2 x days waited / changes, with the interval that Poisson's law gives for
  the number of changes.

`--write` writes the curve as CSV, as `/method/` shows it.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import math
import sys
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from itertools import pairwise
from pathlib import Path

from conflictmap.resolution.decay import HALF_LIFE_DAYS, HALF_LIFE_UNDER_PRESSURE_DAYS

SIDES = {
    "Ukraine": "Ukraine",
    "Russia": "Russia",
    "Donetsk PR": "Russia",
    "Luhansk PR": "Russia",
    "DPR": "Russia",
    "Contested": "contested",
    "Gray zone": "contested",
}
"""Spellings of the table; a row with another (a stray cell) is left out and counted."""
DAYS = (7, 14, 30, 60, 90, 120, 180, 270, 365, 540, 730)


@dataclass(frozen=True, slots=True)
class Wait:
    """From one piece of news to the next: the side that held the town, days, and whether another did then."""

    side: str
    days: int
    changed: bool


def news_day(text: str) -> date | None:
    """The day of `as_of`, which Wikipedia writes as "4 May 2022" or "24 February 2022"; None for anything else."""
    for form in ("%d %b %Y", "%d %B %Y"):
        try:
            return datetime.strptime(text.replace("\xa0", " ").strip(), form).replace(tzinfo=UTC).date()
        except ValueError:
            continue
    return None


def waits(path: Path) -> tuple[list[Wait], int]:
    """The waits of the table in `path` (gzipped CSV), and the number of rows left out."""
    news: dict[str, dict[date, str]] = defaultdict(dict)
    left_out, last = 0, date.min
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for row in csv.DictReader(lines):
            snapshot, heard = date.fromisoformat(row["date"]), news_day(row["as_of"])
            last = max(last, snapshot)
            side = SIDES.get(row["held_by"])
            if side is None or heard is None or heard > snapshot:
                left_out += 1
                continue
            news[row["name"]][heard] = side  # a later snapshot may correct what the same news meant
    return [wait for town in news.values() for wait in _waits_of(town, last)], left_out


def _waits_of(news: dict[date, str], last: date) -> Iterator[Wait]:
    told = sorted(news.items())
    for (heard, side), (again, then) in pairwise(told):
        yield Wait(side, (again - heard).days, then != side)
    heard, side = told[-1]
    yield Wait(side, (last - heard).days, changed=False)


def chronology_waits(path: Path) -> list[Wait]:
    """The same from a chronology of captures and holds (the demo's), whose last news is taken to hold until its end.

    A chronology tells of changes rather than of quiet, so its half-life is too short if anything.
    """
    news: dict[str, dict[date, str]] = defaultdict(dict)
    with path.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            if row["kind"] in {"captures", "holds"}:
                news[row["place"]][date.fromisoformat(row["date_to"] or row["date_from"])] = row["actor"]
    last = max(max(town) for town in news.values())
    return [wait for town in news.values() for wait in _waits_of(town, last)]


def survival(waits: Sequence[Wait], days: Sequence[int]) -> list[float]:
    """Kaplan and Meier's estimate for each of `days`: the share of waits without a change by then."""
    ends: dict[int, list[int]] = defaultdict(lambda: [0, 0])
    for wait in waits:
        ends[wait.days][wait.changed] += 1
    shares, share, at_risk = [], 1.0, len(waits)
    left = sorted(ends.items())
    for day in days:
        while left and left[0][0] <= day:
            unchanged, changed = left.pop(0)[1]
            share *= 1 - changed / at_risk
            at_risk -= unchanged + changed
        shares.append(share)
    return shares


def half_life(waits: Sequence[Wait]) -> tuple[float, float, float]:
    """Days after which an even decay has halved, and the bounds of its 95 % interval."""
    days, changes = sum(wait.days for wait in waits), sum(wait.changed for wait in waits)
    doubt = 1.96 / math.sqrt(changes)
    return tuple(math.log(2) * days / (changes * factor) for factor in (1, 1 + doubt, 1 - doubt))  # type: ignore[return-value]


def _report(name: str, waits: Sequence[Wait], used: int) -> list[float]:
    estimate, low, high = half_life(waits)
    changes = sum(wait.changed for wait in waits)
    print(f"{name}: {len(waits)} waits, {changes} changes; half-life {estimate:.0f} days ({low:.0f} to {high:.0f})")
    print(f"  set in conflictmap.resolution.decay: {used}")
    print("  days since the news   unchanged   even decay as set")
    shares = survival(waits, DAYS)
    for day, share in zip(DAYS, shares, strict=True):
        print(f"  {day:>19}   {share:>9.3f}   {2 ** (-day / used):>17.3f}")
    return shares


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the curves, and write them where asked."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--ukraine", type=Path, required=True, metavar="FILE")
    parser.add_argument("--chronology", type=Path, default=Path("fixtures/chronology.csv"), metavar="FILE")
    parser.add_argument("--write", type=Path, metavar="FILE")
    options = parser.parse_args(arguments)
    everything, left_out = waits(options.ukraine)
    print(f"{left_out} rows left out: no day of the news, or no side that holds or contests")
    held = _report("held towns", [wait for wait in everything if wait.side != "contested"], HALF_LIFE_DAYS)
    contested = _report(
        "contested towns", [wait for wait in everything if wait.side == "contested"], HALF_LIFE_UNDER_PRESSURE_DAYS
    )
    _report("towns of the chronology", chronology_waits(options.chronology), HALF_LIFE_DAYS)
    if options.write:
        with options.write.open("w", encoding="utf-8", newline="") as file:
            table = csv.writer(file, lineterminator="\n")
            table.writerow(["days", "held_unchanged", "contested_unchanged"])
            table.writerows([d, f"{a:.3f}", f"{b:.3f}"] for d, a, b in zip(DAYS, held, contested, strict=True))
    return 0


if __name__ == "__main__":
    sys.exit(main())
