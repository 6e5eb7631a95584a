"""How likely a claim was read right: a logistic regression whose coefficients are a file of data.

``python -m benchmarks.train_scorer`` learns the coefficients (``docs/calibration.md``). Here they are
only added up, in plain Python and a fixed order, so the same claim has the same confidence everywhere.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any, get_type_hints

from conflictmap.extraction.confidence import Features
from conflictmap.extraction.lexicon_files import SCORER

DECIMALS = 2
"""Of a confidence."""
LOWEST, HIGHEST = 0.01, 0.99
"""A few hundred labelled claims make nothing certain."""
_OPEN_TEXTS = ("modality", "date")
_OPEN_NUMBERS = {"attribution_near": 1.0, "negation_near": 1.0, "neighbours": 3.0, "rivals": 3.0}
"""What is not known of a claim before it is read to the end, and the most that each number can be."""
_NONE: Mapping[str, float] = {}


class ScorerError(ValueError):
    """The file of coefficients cannot be used; the message names the field."""


@dataclass(frozen=True, slots=True)
class Contribution:
    """What one feature adds to the log-odds that a claim was read right (of a reason: more than it usually adds)."""

    feature: str
    value: str | float
    log_odds: float

    def __str__(self) -> str:
        shown = f"{self.value:g}" if isinstance(self.value, float) else self.value
        return f"{self.feature.replace('_', ' ')}: {shown} ({self.log_odds:+.2f})"


@dataclass(frozen=True, slots=True)
class Scorer:
    """Coefficients in log-odds: one for each known value of a category, one for each number.

    A value never seen in training (a new rule) adds nothing, so the other features decide. `typical` is
    what each feature added, on average, to the claims that were learned from. A claim less likely than
    `keep` is none.
    """

    intercept: float
    categories: Mapping[str, Mapping[str, float]]
    numbers: Mapping[str, float]
    typical: Mapping[str, float]
    keep: float = 0.0
    _open: float = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        texts = (max([0.0, *self.categories.get(name, _NONE).values()]) for name in _OPEN_TEXTS)
        numbers = (max(0.0, most * self.numbers.get(name, 0.0)) for name, most in _OPEN_NUMBERS.items())
        object.__setattr__(self, "_open", math.fsum([*texts, *numbers]))

    def contributions(self, features: Features) -> list[Contribution]:
        """What each feature adds, in the order of the features; 0 for one that was not learned."""
        return [Contribution(name, value, self._log_odds(name, value)) for name, value in features.items()]

    def _log_odds(self, name: str, value: str | float) -> float:
        if isinstance(value, str):
            return self.categories.get(name, _NONE).get(value, 0.0)
        return self.numbers.get(name, 0.0) * value

    def probability(self, features: Features, more: float = 0.0) -> float:
        """Chance in 0..1 that the claim was read right, not rounded; `more`: log-odds to add."""
        texts = [odds.get(getattr(features, name), 0.0) for name, odds in self.categories.items()]
        numbers = [odds * getattr(features, name) for name, odds in self.numbers.items()]
        log_odds = math.fsum([self.intercept, *texts, *numbers, more])
        if log_odds < 0:
            return math.exp(log_odds) / (1 + math.exp(log_odds))
        return 1 / (1 + math.exp(-log_odds))

    def confidence(self, features: Features, more: float = 0.0) -> float:
        """The chance, within 0.01..0.99, to two decimals: the same on every machine."""
        return round(min(HIGHEST, max(LOWEST, self.probability(features, more))), DECIMALS)

    def at_most(self, features: Features) -> float:
        """The highest confidence of a claim of which `features_of` has not told date, modality and neighbours yet."""
        return self.confidence(features, self._open)

    def reasons(self, features: Features, most: int = 5) -> list[Contribution]:
        """The `most` features that set the claim apart from the usual one, the heaviest first."""
        parts = [
            Contribution(part.feature, part.value, part.log_odds - self.typical.get(part.feature, 0.0))
            for part in self.contributions(features)
        ]
        return sorted((part for part in parts if part.log_odds), key=lambda part: -abs(part.log_odds))[:most]


def parse_scorer(text: str) -> Scorer:
    """Read the fields of `Scorer` from JSON; another key, ``learned``, notes what from. Raises ScorerError."""
    try:
        data = json.loads(text)
    except ValueError as error:
        raise ScorerError(f"not JSON ({error}); train the scorer anew") from error
    if not isinstance(data, dict):
        raise ScorerError("not an object; train the scorer anew")
    unknown = data.keys() - {"intercept", "categories", "numbers", "typical", "keep", "learned"}
    if unknown:
        raise ScorerError(f'"{min(unknown)}" is no field of a scorer; train the scorer anew')
    categories = _table(data, "categories")
    names = get_type_hints(Features)
    for name, values in categories.items():
        if names.get(name) is not str or not isinstance(values, dict):
            raise ScorerError(f'"categories": "{name}" is no category of a claim; train the scorer anew')
        for value, number in values.items():
            _number(number, f"categories, {name}, {value}")
    numbers = _table(data, "numbers")
    for name, number in numbers.items():
        if names.get(name) is not float:
            raise ScorerError(f'"numbers": "{name}" is no number of a claim; train the scorer anew')
        _number(number, f"numbers, {name}")
    typical = _table(data, "typical")
    for name, number in typical.items():
        if name not in names:
            raise ScorerError(f'"typical": "{name}" is no feature of a claim; train the scorer anew')
        _number(number, f"typical, {name}")
    keep = _number(data.get("keep", 0.0), "keep")
    return Scorer(_number(data.get("intercept"), "intercept"), categories, numbers, typical, keep)


def _table(data: dict[str, Any], name: str) -> dict[str, Any]:
    table = data.get(name)
    if not isinstance(table, dict):
        raise ScorerError(f'"{name}" must be an object; train the scorer anew')
    return table


def _number(value: object, where: str) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        raise ScorerError(f'"{where}" must be a finite number; train the scorer anew')
    return float(value)


@cache
def load_scorer() -> Scorer:
    """The scorer that extraction uses; read once a process."""
    return parse_scorer(SCORER.read_text(encoding="utf-8"))
