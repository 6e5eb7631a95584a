"""Learn links and scorer: ``python -m benchmarks.train_scorer [--claims DIR] [--chronology FILE]``.

Learns from ``train`` of the folder and from the project's own passages for practice. Writes
``conflictmap/extraction/links.json`` and ``scorer.json`` and prints how well calibrated they are, by
cross-validation with folds by article and on ``dev`` and ``check``, which decide nothing.

The order: in each fold, links learned from the other articles propose claims of the fold's; from these
the scorer learns, so that it knows links as they are on text they never saw. Strength of regularisation,
the weight of the chronology's sentences and the chance from which a claim is kept are chosen in the same folds.

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
from typing import get_type_hints

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold
from threadpoolctl import threadpool_limits

from benchmarks.calibration import Scored, report
from benchmarks.claim_scoring import CONTROL, ON_THE_MAP, Record, Scores
from benchmarks.labelled import OWN, Passage, labelled_sets
from benchmarks.link_training import LinkTrainer, chronology_links, link_examples
from benchmarks.link_training import as_json as links_as_json
from benchmarks.scorer_examples import Example, chronology, examples_of
from conflictmap.extraction.confidence import Candidate, Features
from conflictmap.extraction.extract import extract_candidates
from conflictmap.extraction.jsonlines import claim_record
from conflictmap.extraction.lexicon_files import LINKS, SCORER
from conflictmap.extraction.links import Linker
from conflictmap.extraction.scorer import Scorer

FEWEST = 5
"""Claims that must show a value for it to get a coefficient; so rare and new rules fall back on the other features."""
STRENGTHS = (0.1, 0.2, 0.4)
"""Inverse penalties to choose from (scikit-learn's ``C``)."""
CHRONOLOGY_WEIGHTS = (0.3,)
"""What one claim of the chronology counts against one of the labelled passages. In folds no weight up to 1 makes a
difference; this one keeps plain sentences from being doubted because most of the passages are not plain."""
KEEP = tuple(n / 100 for n in range(20, 46, 2))
"""Confidences to choose from, from which a claim is kept; that of a link is at most `MOST_UNSEEN`. Not above 0.44:
from 0.42 to 0.48 a few passages more or less decide which is chosen, and the higher ones lose what an editor would
want to see."""
ALIKE = 0.01
"""Sums of two F1 that differ by no more count as equal."""
FOLDS, REPEATS = 5, 2
DECIMALS = 3

Matrix = NDArray[np.float64]
Column = tuple[str, str | None]
"""A feature and, of a category, the value that the column stands for."""


@dataclass(frozen=True, slots=True)
class Setting:
    """What cross-validation chooses."""

    chronology_weight: float
    strength: float


class Trainer:
    """Examples as a matrix: passages first, then the chronology, which is never judged in the folds."""

    def __init__(self, examples: Sequence[Example], extra: Sequence[Example] = ()) -> None:
        self.examples = [*examples]
        self.extra = [*extra]
        self.columns = list(columns_of(self.examples))
        everything = [*self.examples, *self.extra]
        self.values = matrix(everything, self.columns)
        self.right = np.array([example.right for example in everything])
        self.weights = np.array([example.weight for example in everything])
        self.groups = [example.article for example in self.examples]

    def fit(self, setting: Setting, rows: NDArray[np.intp]) -> Scorer:
        """A scorer learned from the passages' claims `rows` and, at their weight, those of the chronology."""
        size = len(self.examples)
        weights = self.weights[rows]
        if setting.chronology_weight and self.extra:
            rows = np.concatenate([rows, np.arange(size, len(self.right))])
            weights = np.concatenate([weights, setting.chronology_weight * self.weights[size:]])
        model = LogisticRegression(C=setting.strength, tol=1e-8, max_iter=10_000)
        with threadpool_limits(1):  # sums in one order whatever the machine, and no threads to start for so little
            model.fit(self.values[rows], self.right[rows], sample_weight=weights)
        return scorer_of(self.columns, model, self.values[rows])

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

    def in_folds(self, setting: Setting) -> list[Scored]:
        """Each claim of the passages `REPEATS` times, scored by what saw nothing of its article."""
        return [
            Scored(example, float(chance))
            for seed in range(REPEATS)
            for example, chance in zip(self.examples, self.chances(setting, seed), strict=True)
        ]

    def losses(self, setting: Setting) -> Matrix:
        """The log loss of each claim of the passages by its weight, the mean over `REPEATS` ways to draw the folds."""
        right = self.right[: len(self.examples)]
        chances = [np.clip(self.chances(setting, seed), 0.01, 0.99) for seed in range(REPEATS)]
        losses: Matrix = np.array([-np.log(np.where(right, each, 1 - each)) for each in chances])
        weights = self.weights[: len(self.examples)]
        weighted: Matrix = losses.mean(axis=0) * weights / weights.mean()
        return weighted

    def choose(self) -> tuple[Setting, dict[Setting, float]]:
        """The simplest setting that is as good as the best, and the loss of each.

        As good: its loss is greater by at most one standard error of the difference. Simple: the
        chronology counts little, then the penalty is strong (the "one standard error" rule of
        Breiman et al., Classification and Regression Trees, 1984, here on paired losses).
        """
        weights = CHRONOLOGY_WEIGHTS if self.extra else (0.0,)
        settings = [Setting(weight, strength) for weight in weights for strength in STRENGTHS]
        losses = {setting: self.losses(setting) for setting in settings}
        means = {setting: float(each.mean()) for setting, each in losses.items()}
        best = losses[min(settings, key=lambda setting: means[setting])]
        for setting in settings:
            worse = losses[setting] - best
            if worse.mean() <= worse.std(ddof=1) / np.sqrt(len(worse)):
                return setting, means
        raise AssertionError("the best setting is as good as itself")


FEATURES = get_type_hints(Features)


def columns_of(examples: Sequence[Example]) -> Iterator[Column]:
    """The numbers, and the values of categories that `FEWEST` claims show but not all."""
    seen = Counter((name, value) for example in examples for name, value in example.features.items())
    for name, kind in FEATURES.items():
        if kind is not str:
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


def scorer_of(columns: Sequence[Column], model: LogisticRegression, values: Matrix) -> Scorer:
    """The coefficients of a fitted model; `values` are the rows it was fitted to."""
    categories: dict[str, dict[str, float]] = {}
    numbers: dict[str, float] = {}
    typical: dict[str, float] = {}
    for (name, value), weight, mean in zip(columns, model.coef_[0], values.mean(axis=0), strict=True):
        typical[name] = typical.get(name, 0.0) + float(weight * mean)
        if value is None:
            numbers[name] = float(weight)
        else:
            categories.setdefault(name, {})[value] = float(weight)
    return Scorer(float(model.intercept_[0]), categories, numbers, typical)


def as_json(scorer: Scorer, notes: dict[str, object]) -> str:
    """The file of coefficients, rounded, without those that round to nothing."""

    def rounded(table: dict[str, float]) -> dict[str, float]:
        return {name: round(value, DECIMALS) for name, value in table.items() if round(value, DECIMALS)}

    data = {
        "intercept": round(scorer.intercept, DECIMALS),
        "categories": {name: rounded(dict(values)) for name, values in scorer.categories.items()},
        "numbers": rounded(dict(scorer.numbers)),
        "typical": rounded(dict(scorer.typical)),
        "keep": scorer.keep,
        "learned": notes,
    }
    return json.dumps(data, indent=1, sort_keys=True) + "\n"


@dataclass(frozen=True, slots=True)
class Learned:
    """Links and scorer of all passages, and the claims that those of other articles make of each passage."""

    linker: Linker
    scorer: Scorer
    trainer: Trainer
    setting: Setting
    losses: dict[Setting, float]
    links: int
    unseen: list[tuple[Passage, list[Record]]]
    """Each passage with the claims that what was learned from the other folds makes of it."""


def learn(real: Sequence[Passage], own: Sequence[Passage], chronology_path: Path | None = None) -> Learned:
    """Learn from labelled passages, all choices made in folds by article.

    From which confidence on a claim is kept, the `real` passages and our `own` decide together: rules were written from
    the former, so that there they seem to miss little, and the latter are denser than what is printed.
    """
    passages = [*real, *own]
    told = chronology_links(chronology_path) if chronology_path else []
    links = LinkTrainer([*(example for passage in passages for example in link_examples(passage)), *told])
    articles = [passage.article for passage in passages]
    folds = list(GroupKFold(FOLDS, shuffle=True, random_state=0).split(articles, groups=articles))
    linkers = [links.fit(frozenset(articles[n] for n in judged)) for _, judged in folds]
    examples: list[list[Example]] = [[] for _ in passages]
    for linker, (_, judged) in zip(linkers, folds, strict=True):
        for n in judged:
            examples[n] = examples_of(passages[n], linker)
    linker = links.fit()
    extra = list(chronology(chronology_path, linker)) if chronology_path else []
    trainer = Trainer([example for each in examples for example in each], extra)
    setting, losses = trainer.choose()
    starts = np.cumsum([0, *map(len, examples)])
    unseen: list[tuple[Passage, list[Candidate]]] = []
    for fold_linker, (others, judged) in zip(linkers, folds, strict=True):
        rows = np.concatenate([np.arange(starts[n], starts[n + 1]) for n in others])
        scorer = trainer.fit(setting, rows)
        for n in judged:
            passage = passages[n]
            unseen.append((passage, extract_candidates(passage.text, passage.published, scorer, fold_linker)))
    names = {passage.identifier for passage in real}
    of_real = [(passage, found) for passage, found in unseen if passage.identifier in names]
    of_own = [(passage, found) for passage, found in unseen if passage.identifier not in names]
    keep = _best_threshold([each for each in (of_real, of_own) if each])
    scorer = replace(trainer.fit(setting, np.arange(len(trainer.examples))), keep=keep)
    kept = [(passage, _kept(candidates, keep)) for passage, candidates in unseen]
    return Learned(linker, scorer, trainer, setting, losses, len(links.examples), kept)


def _kept(candidates: Sequence[Candidate], keep: float) -> list[Record]:
    return [claim_record(c.draft) for c in candidates if c.features.told_by != "link" or c.draft.confidence >= keep]


def _best_threshold(sets: Sequence[Sequence[tuple[Passage, list[Candidate]]]]) -> float:
    """The confidence from which claims are kept: where F1 of control and of all on the map is best; sets count alike.

    Of confidences that are alike the highest: a wrong claim costs more than one that is missing.
    """

    def quality(keep: float) -> float:
        reached = 0.0
        for unseen in sets:
            scores = Scores()
            for passage, candidates in unseen:
                scores.add(_kept(candidates, keep), passage.labels)
            reached += (scores.line(CONTROL)[2] + scores.line(ON_THE_MAP)[2]) / len(sets)
        return reached

    qualities = {keep: quality(keep) for keep in KEEP}
    return max(keep for keep, reached in qualities.items() if reached >= max(qualities.values()) - ALIKE)


def scored(examples: Sequence[Example], scorer: Scorer) -> list[Scored]:
    """The examples with the chance that `scorer` gives them."""
    return [Scored(example, scorer.probability(example.features)) for example in examples]


def main() -> int:
    """Choose, report, learn from every passage for learning, write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--claims", type=Path, help="a folder with train.jsonl, train_gold.jsonl and the same of dev")
    parser.add_argument("--own", type=Path, default=OWN, help="the folder of the project's own labelled passages")
    parser.add_argument("--chronology", type=Path)
    parser.add_argument("--out", type=Path, default=SCORER)
    parser.add_argument("--links", type=Path, default=LINKS)
    args = parser.parse_args()

    sets = labelled_sets(args.claims, args.own)
    learned = learn(sets["train"], sets["practice"], args.chronology)
    trainer, setting = learned.trainer, learned.setting
    print(
        f"{len(trainer.examples)} claims of {len(set(trainer.groups))} articles; of the chronology {len(trainer.extra)}"
    )
    print(f"log loss in {REPEATS} x {FOLDS} folds by article:")
    for each, loss in learned.losses.items():
        chosen = "  chosen" if each == setting else ""
        print(f"  chronology at {each.chronology_weight}, C {each.strength}: {loss:.4f}{chosen}")
    print(report(f"for learning, in folds by article, {REPEATS} times", trainer.in_folds(setting)))
    for name in ("dev", "check"):
        examples = [example for passage in sets[name] for example in examples_of(passage, learned.linker)]
        if examples:
            print(report(f"{name}, by the scorer of all", scored(examples, learned.scorer)))
    notes: dict[str, object] = {
        "articles": len(set(trainer.groups)),
        "claims": len(trainer.examples),
        "claims_of_chronology": len(trainer.extra),
        "strength": setting.strength,
        "chronology_weight": setting.chronology_weight,
        "log_loss_in_folds": round(learned.losses[setting], 3),
    }
    args.out.write_text(as_json(learned.scorer, notes), encoding="utf-8")
    args.links.write_text(links_as_json(learned.linker, {"links": learned.links}), encoding="utf-8")
    coefficients = sum(map(len, learned.scorer.categories.values())) + len(learned.scorer.numbers)
    print(f"written: {args.out.name}, {coefficients} coefficients, claims kept from {learned.scorer.keep}")
    print(f"written: {args.links.name}, {len(learned.linker.weights)} weights")
    return 0


if __name__ == "__main__":
    sys.exit(main())
