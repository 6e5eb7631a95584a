"""Learn the scorer: ``python -m benchmarks.train_scorer --claims DIR [--chronology FILE]``.

Writes ``conflictmap/extraction/scorer.json`` and prints how well calibrated it is, by cross-validation with
folds by article and on ``dev``. Strength of regularisation, features and the weight of the chronology's
sentences are chosen by cross-validated log loss on ``train``; ``dev`` decides nothing.

Logistic regression with an L2 penalty (scikit-learn): with few examples its chances are calibrated by
construction, and each coefficient can be read.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold

from benchmarks.calibration import Scored, report
from benchmarks.claim_verdicts import Example, chronology, passages
from conflictmap.extraction.confidence import Features
from conflictmap.extraction.lexicon import SCORER
from conflictmap.extraction.scorer import Scorer

FEWEST = 5
"""Claims that must show a value for it to get a coefficient; so rare and new rules fall back on the other features."""
STRENGTHS = (0.02, 0.05, 0.1, 0.2, 0.4)
"""Inverse penalties to choose from (scikit-learn's ``C``)."""
CHRONOLOGY_WEIGHTS = (0.0, 0.3, 1.0)
"""What one claim of the chronology may count against one of the labelled passages."""
FOLDS, REPEATS = 5, 4
WORTHWHILE = 0.0003
"""Log loss that dropping a feature must at least save."""
DECIMALS = 3

Matrix = NDArray[np.float64]
Column = tuple[str, str | None]
"""A feature and, of a category, the value that the column stands for."""


@dataclass(frozen=True, slots=True)
class Setting:
    """What cross-validation chooses."""

    names: tuple[str, ...]
    strength: float
    chronology_weight: float


class Trainer:
    """Examples as a matrix: passages first, then the chronology, which is never judged in the folds."""

    def __init__(self, examples: Sequence[Example], extra: Sequence[Example] = ()) -> None:
        self.examples = [*examples]
        self.extra = [*extra]
        self.columns = list(_columns(self.examples))
        everything = [*self.examples, *self.extra]
        self.values = matrix(everything, self.columns)
        self.right = np.array([example.right for example in everything])
        self.groups = [example.article for example in self.examples]

    def fit(self, setting: Setting, rows: NDArray[np.intp]) -> Scorer:
        """A scorer learned from the passages' claims `rows` and, at their weight, those of the chronology."""
        size = len(self.examples)
        weights = np.ones(len(rows))
        if setting.chronology_weight and self.extra:
            rows = np.concatenate([rows, np.arange(size, len(self.right))])
            weights = np.concatenate([weights, np.full(len(self.extra), setting.chronology_weight)])
        chosen = np.array([n for n, (name, _) in enumerate(self.columns) if name in setting.names])
        model = LogisticRegression(C=setting.strength, tol=1e-8, max_iter=10_000)
        model.fit(self.values[np.ix_(rows, chosen)], self.right[rows], sample_weight=weights)
        return _scorer([self.columns[n] for n in chosen], model)

    def chances(self, setting: Setting, seed: int) -> Matrix:
        """The chance of each claim of the passages by a scorer that saw nothing of its article."""
        chances = np.zeros(len(self.examples))
        folds = GroupKFold(FOLDS, shuffle=True, random_state=seed)
        for learned, judged in folds.split(self.groups, groups=self.groups):
            weights, intercept = self._flat(self.fit(setting, learned))
            chances[judged] = 1 / (1 + np.exp(-(self.values[judged] @ weights + intercept)))
        return chances

    def _flat(self, scorer: Scorer) -> tuple[Matrix, float]:
        weights = [
            scorer.numbers.get(name, 0.0) if value is None else scorer.categories.get(name, {}).get(value, 0.0)
            for name, value in self.columns
        ]
        return np.array(weights), scorer.intercept

    def loss(self, setting: Setting) -> float:
        """Cross-validated log loss, the mean over `REPEATS` ways to draw the folds."""
        right = self.right[: len(self.examples)]
        losses = []
        for seed in range(REPEATS):
            chances = np.clip(self.chances(setting, seed), 0.01, 0.99)
            losses.append(-np.log(np.where(right, chances, 1 - chances)).mean())
        return float(np.mean(losses))

    def choose(self) -> tuple[Setting, float]:
        """The best setting and its loss: strength and weight, then features dropped one by one, then both again."""
        names = tuple(name for name, kind in FEATURES.items() if any(column[0] == name for column in self.columns))
        setting, loss = self._strength_and_weight(names)
        while True:
            shorter = [replace(setting, names=tuple(n for n in setting.names if n != name)) for name in setting.names]
            tried = [(self.loss(each), each.names) for each in shorter]
            best, kept = min(tried)
            if best > loss - WORTHWHILE:
                return self._strength_and_weight(setting.names)
            setting, loss = replace(setting, names=kept), best

    def _strength_and_weight(self, names: tuple[str, ...]) -> tuple[Setting, float]:
        weights = CHRONOLOGY_WEIGHTS if self.extra else (0.0,)
        settings = [Setting(names, strength, weight) for weight in weights for strength in STRENGTHS]
        loss, index = min((self.loss(each), n) for n, each in enumerate(settings))
        return settings[index], loss


FEATURES = {name: field.type for name, field in Features.__dataclass_fields__.items()}


def _columns(examples: Sequence[Example]) -> Iterator[Column]:
    seen = Counter((name, value) for example in examples for name, value in example.features.items())
    for name, kind in FEATURES.items():
        if kind != "str":
            yield name, None
            continue
        for value in sorted({str(v) for n, v in seen if n == name}):
            if FEWEST <= seen[name, value] < len(examples):
                yield name, value


def matrix(examples: Sequence[Example], columns: Sequence[Column]) -> Matrix:
    """One row an example, one column a number or a value of a category."""
    rows = []
    for example in examples:
        known = dict(example.features.items())
        rows.append([float(known[name]) if value is None else float(known[name] == value) for name, value in columns])
    return np.array(rows, dtype=np.float64).reshape(len(rows), len(columns))


def _scorer(columns: Sequence[Column], model: LogisticRegression) -> Scorer:
    categories: dict[str, dict[str, float]] = {}
    numbers: dict[str, float] = {}
    for (name, value), weight in zip(columns, model.coef_[0], strict=True):
        if value is None:
            numbers[name] = float(weight)
        else:
            categories.setdefault(name, {})[value] = float(weight)
    return Scorer(float(model.intercept_[0]), categories, numbers)


def as_json(scorer: Scorer, notes: dict[str, object]) -> str:
    """The file of coefficients, rounded, without those that round to nothing."""

    def rounded(table: dict[str, float]) -> dict[str, float]:
        return {name: round(value, DECIMALS) for name, value in table.items() if round(value, DECIMALS)}

    data = {
        "intercept": round(scorer.intercept, DECIMALS),
        "categories": {name: rounded(dict(values)) for name, values in scorer.categories.items()},
        "numbers": rounded(dict(scorer.numbers)),
        "learned": notes,
    }
    return json.dumps(data, indent=1, sort_keys=True) + "\n"


def scored(examples: Sequence[Example], scorer: Scorer) -> list[Scored]:
    """The examples with the chance that `scorer` gives them."""
    return [Scored(example, scorer.probability(example.features)) for example in examples]


def main() -> int:
    """Choose, report, learn from all of train, write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--claims", type=Path, required=True)
    parser.add_argument("--chronology", type=Path)
    parser.add_argument("--out", type=Path, default=SCORER)
    args = parser.parse_args()

    examples = list(passages(args.claims, "train"))
    extra = list(chronology(args.chronology)) if args.chronology else []
    trainer = Trainer(examples, extra)
    setting, loss = trainer.choose()
    print(f"{len(examples)} claims of {len(set(trainer.groups))} articles; of the chronology {len(extra)}")
    print(
        f"chosen: C {setting.strength}, chronology {setting.chronology_weight},"
        f" log loss {loss:.4f} in {REPEATS} x {FOLDS} folds"
    )
    for weight in CHRONOLOGY_WEIGHTS if extra else ():
        print(f"  with the chronology at {weight}: {trainer.loss(replace(setting, chronology_weight=weight)):.4f}")
    print("features: " + ", ".join(setting.names))

    everything = np.arange(len(examples))
    folded = [
        Scored(*pair)
        for seed in range(REPEATS)
        for pair in zip(examples, map(float, trainer.chances(setting, seed)), strict=True)
    ]
    scorer = trainer.fit(setting, everything)
    print(report(f"train, in folds by article, {REPEATS} times", folded))
    print(report("dev, by the scorer of all of train", scored(list(passages(args.claims, "dev")), scorer)))
    if extra:
        alone = trainer.fit(replace(setting, chronology_weight=0.0), everything)
        print(report("chronology, by a scorer that never saw it", scored(extra, alone)))
    notes: dict[str, object] = {
        "articles": len(set(trainer.groups)),
        "claims": len(examples),
        "claims_of_chronology": len(extra),
        "strength": setting.strength,
        "chronology_weight": setting.chronology_weight,
        "log_loss_in_folds": round(loss, 3),
    }
    args.out.write_text(as_json(scorer, notes), encoding="utf-8")
    print(f"written: {args.out.name}, {sum(map(len, scorer.categories.values())) + len(scorer.numbers)} coefficients")
    return 0


if __name__ == "__main__":
    sys.exit(main())
