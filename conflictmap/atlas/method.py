"""The figures of the method page: how often reading is right, as measured, and how long news stays true.

Both are files that benchmarks write: `conflictmap/extraction/measured.json` (`benchmarks/measured_figures.py`) and
`conflictmap/resolution/decay_curve.csv` (`benchmarks/decay.py --write`).
"""

from __future__ import annotations

import csv
import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.utils.translation import gettext_lazy

from conflictmap import extraction, resolution
from conflictmap.resolution.decay import HALF_LIFE_DAYS, HALF_LIFE_UNDER_PRESSURE_DAYS

MEASURED = Path(extraction.__file__).with_name("measured.json")
DECAY_CURVE = Path(resolution.__file__).with_name("decay_curve.csv")

SET_TITLES = {
    "train": gettext_lazy("Encyclopaedia and headlines, rules written from them"),
    "practice": gettext_lazy("Our own passages, rules written from them"),
    "dev": gettext_lazy("Encyclopaedia and headlines, unseen"),
    "check": gettext_lazy("Our own passages, unseen"),
}


@dataclass(frozen=True, slots=True)
class Measured:
    """How well one set of labelled passages was read. Shares are 0..1, of claims asserted or attributed.

    `unseen`: nobody wrote rules from these passages.
    """

    name: str
    unseen: bool
    passages: int
    precision: float
    recall: float
    f1: float
    f1_with_pressure: float
    dates: float
    false_changes: int

    @property
    def title(self) -> str:
        """What the passages are, for readers."""
        return str(SET_TITLES[self.name])


@dataclass(frozen=True, slots=True)
class Reliability:
    """The claims with a confidence from `low` to `high`: how many, their mean confidence, the share that is right."""

    low: float
    high: float
    claims: int
    mean: float
    right: float


@dataclass(frozen=True, slots=True)
class Figures:
    """What `benchmarks/measured_figures.py` measured, and with which version of the extractor."""

    version: str
    sets: tuple[Measured, ...]
    reliability: tuple[Reliability, ...]
    published_precision: float
    published_recall: float

    @property
    def is_current(self) -> bool:
        """Whether the version that runs is the one that was measured."""
        return self.version == extraction.EXTRACTOR_VERSION


@dataclass(frozen=True, slots=True)
class Silence:
    """Days after the last news: shares of holders nothing had contradicted, as measured and as the map fades."""

    days: int
    held: float
    held_set: float
    contested: float
    contested_set: float


@cache
def measured_figures() -> Figures:
    """The figures in the file, read once."""
    read = json.loads(MEASURED.read_text(encoding="utf-8"))
    return Figures(
        read["extractor"],
        tuple(Measured(**each) for each in read["sets"]),
        tuple(Reliability(**each) for each in read["reliability"]),
        read["published"]["precision"],
        read["published"]["recall"],
    )


@cache
def silence_curve() -> tuple[Silence, ...]:
    """The measured curve, in order of days, beside what the half-lives make of it."""
    with DECAY_CURVE.open(encoding="utf-8", newline="") as file:
        return tuple(
            Silence(
                days := int(row["days"]),
                float(row["held_unchanged"]),
                2.0 ** (-days / HALF_LIFE_DAYS),
                float(row["contested_unchanged"]),
                2.0 ** (-days / HALF_LIFE_UNDER_PRESSURE_DAYS),
            )
            for row in csv.DictReader(file)
        )
