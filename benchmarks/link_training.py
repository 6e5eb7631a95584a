"""Learns the weights of links from every link of the labelled texts, and whether a label bears it out.

First whose a place is: among the parties that a word may mean of a place, where a label bears one of them out, by
conditional logistic regression (McFadden, Conditional logit analysis of qualitative choice behavior, 1974). Then,
of the likeliest party, whether it is told at all: by logistic regression.
"""

from __future__ import annotations

import csv
import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression
from threadpoolctl import threadpool_limits

from benchmarks.claim_scoring import CLASSES, CONTROL, VOTING, Record, same_actor, same_place
from benchmarks.labelled import Passage
from conflictmap.core.claims import Kind
from conflictmap.extraction.confidence import Candidate
from conflictmap.extraction.extract import propose_links
from conflictmap.extraction.jsonlines import claim_record
from conflictmap.extraction.links import Linker

FEWEST = 6
"""Links that must show a word for it to get a weight."""
STRENGTH = 0.1
"""Inverse penalty (scikit-learn's ``C``); of 0.02 to 0.5 the one whose links are ranked best in folds by article."""
RIVALS_PENALTY = 3.0
"""L2 penalty of the weights among rivals; 2 to 6 rank alike in folds."""
CUT = -1.5
"""Log-odds below which a link makes no claim."""
ALONE = -0.5
"""The same of a party of which no rule has read anything in the sentence. Of the claims that only a link tells and that
are shown, in folds by article, 1 in 100 is of a link below."""
DECIMALS = 2
Weights = NDArray[np.float64]
CHRONOLOGY_WEIGHT = 0.5
"""What a link of the chronology counts against one of the labelled passages: its sentences are plain and alike."""
CHRONOLOGY_ACTORS = {"SDF": "SDF/YPG", "HTS": "HTS/al-Nusra"}
"""The chronology's names of parties that differ from extraction's."""


@dataclass(frozen=True, slots=True)
class LinkExample:
    """A link of a labelled text: what is known of it, whether it holds, how much it counts.

    `group`: the word, place and kind of which several parties are rivals, with the text they are from.
    """

    words: tuple[str, ...]
    group: tuple[object, ...]
    right: bool
    article: str
    weight: float


def link_examples(passage: Passage) -> list[LinkExample]:
    """Every link of a passage that its labels tell right or wrong."""
    judged = [(c, _verdict(c, passage)) for c in propose_links(passage.text, passage.published)]
    known = [(c, verdict) for c, verdict in judged if verdict is not None and c.link is not None]
    together = Counter((c.sentence, c.draft.rule, c.draft.actor_canonical, verdict) for c, verdict in known)
    return [
        LinkExample(
            c.link.words,
            _group(passage.identifier, c),
            verdict,
            passage.article,
            together[c.sentence, c.draft.rule, c.draft.actor_canonical, verdict] ** -0.5,
        )
        for c, verdict in known
        if c.link is not None
    ]


def chronology_links(path: Path) -> list[LinkExample]:
    """Every link of the chronology's sentences that its row tells right or wrong; a row labels one fact."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    examples = []
    for row in rows:
        actor, against = (CHRONOLOGY_ACTORS.get(row[name], row[name]) for name in ("actor", "against"))
        wanted, article = CLASSES[row["kind"]], f"chronology: {row['summary']}"
        for c in propose_links(row["summary"], date.fromisoformat(row["date_to"])):
            draft, kind = c.draft, CLASSES[c.draft.kind]
            named = same_place(draft.place, row["place"].split(" (")[0])
            untold = draft.actor_canonical == against and (kind == "lose" or wanted not in CONTROL)
            if c.link and named and draft.modality in VOTING and not untold and (kind in CONTROL or kind == wanted):
                right = kind == wanted and draft.actor_canonical == actor
                examples.append(LinkExample(c.link.words, _group(row["summary"], c), right, article, CHRONOLOGY_WEIGHT))
    return examples


def _group(text: str, c: Candidate) -> tuple[object, ...]:
    assert c.link is not None
    event = c.link.event
    return text, c.sentence, event.group.start, event.place.start if event.place else None, c.draft.place, event.kind


def _verdict(c: Candidate, passage: Passage) -> bool | None:
    """Whether a label says the same in the same words; None when it does so elsewhere, or may be left out."""
    claim = claim_record(c.draft)
    fits = [
        label
        for label in passage.labels
        if CLASSES[label["kind"]] == CLASSES[claim["kind"]]
        and same_place(claim["place"], label["place"])
        and same_actor(claim, label)
    ]
    if not fits:
        return False if c.draft.modality in VOTING else None  # who plans or denies is seldom labelled
    here = [label for label in fits if _overlaps(c, label, passage.text)]
    if not here or all(label.get("optional") for label in here):
        return None
    if c.draft.kind in {Kind.CAPTURES, Kind.HOLDS}:
        return any(label["kind"] == c.draft.kind for label in here) or None
    return True


def _overlaps(c: Candidate, label: Record, text: str) -> bool:
    quote = label.get("quote") or text
    start = text.find(quote)
    return start < 0 or (start < c.draft.end and c.draft.start < start + len(quote))


class LinkTrainer:
    """The examples as a sparse matrix, one column for each word that enough of them show."""

    def __init__(self, examples: Sequence[LinkExample]) -> None:
        self.examples = [*examples]
        seen = Counter(word for example in self.examples for word in set(example.words))
        self.names = sorted(word for word, count in seen.items() if count >= FEWEST)
        column = {name: n for n, name in enumerate(self.names)}
        rows, columns = [], []
        for n, example in enumerate(self.examples):
            for word in set(example.words):
                if word in column:
                    rows.append(n)
                    columns.append(column[word])
        shape = (len(self.examples), len(self.names))
        self.values = csr_matrix((np.ones(len(rows)), (rows, columns)), shape=shape)
        self.right = np.array([example.right for example in self.examples])
        self.weights = np.array([example.weight for example in self.examples])
        self.articles = np.array([example.article for example in self.examples])
        numbers: dict[tuple[object, ...], int] = {}
        self.groups = np.array([numbers.setdefault(example.group, len(numbers)) for example in self.examples])

    def fit(self, without: frozenset[str] = frozenset(), strength: float = STRENGTH) -> Linker:
        """Weights learned from all articles but those named."""
        rows = np.flatnonzero(~np.isin(self.articles, sorted(without)))
        with threadpool_limits(1):
            rivals = self._whose(rows)
            rows, told = self._likeliest(rows, self.values @ rivals)
            model = LogisticRegression(C=strength, tol=1e-6, max_iter=2000)
            model.fit(self.values[rows], told, sample_weight=self.weights[rows])
        return linker_of(self.names, model.coef_[0], rivals, float(model.intercept_[0]))

    def _whose(self, rows: NDArray[np.intp]) -> Weights:
        """What tells the right party from its rivals."""
        rows = rows[np.argsort(self.groups[rows], kind="stable")]
        starts = np.flatnonzero(np.diff(self.groups[rows], prepend=-1))
        rights = np.logical_or.reduceat(self.right[rows], starts) & ~np.logical_and.reduceat(self.right[rows], starts)
        rows = rows[np.repeat(rights, np.diff([*starts, len(rows)]))]
        starts = np.flatnonzero(np.diff(self.groups[rows], prepend=-1))
        which = np.repeat(np.arange(len(starts)), np.diff([*starts, len(rows)]))
        values, right = self.values[rows], self.right[rows].astype(np.float64)
        counts = np.maximum.reduceat(self.weights[rows], starts)

        def loss(weights: Weights) -> tuple[float, Weights]:
            sums = values @ weights
            odds = np.exp(sums - np.maximum.reduceat(sums, starts)[which])
            of_all = np.add.reduceat(odds, starts)
            of_right = np.add.reduceat(odds * right, starts)
            lost = counts @ (np.log(of_all) - np.log(of_right)) + RIVALS_PENALTY / 2 * (weights @ weights)
            slope = counts[which] * (odds / of_all[which] - odds * right / of_right[which])
            return float(lost), values.T @ slope + RIVALS_PENALTY * weights

        start = np.zeros(values.shape[1])
        return np.asarray(minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": 300}).x)

    def _likeliest(self, rows: NDArray[np.intp], sums: Weights) -> tuple[NDArray[np.intp], NDArray[np.bool_]]:
        """Of each group the likeliest party, and whether a label bears out any of them."""
        best: dict[int, int] = {}
        told: dict[int, bool] = {}
        for row in rows.tolist():
            group = int(self.groups[row])
            if group not in best or sums[row] > sums[best[group]]:
                best[group] = row
            told[group] = told.get(group, False) or bool(self.right[row])
        return np.array([*best.values()]), np.array([told[group] for group in best])


def linker_of(names: Sequence[str], weights: Weights, rivals: Weights, intercept: float) -> Linker:
    """The weights, rounded as the file has them."""

    def table(values: Weights) -> dict[str, float]:
        rounded = {name: round(float(value), DECIMALS) for name, value in zip(names, values, strict=True)}
        return {name: value for name, value in rounded.items() if value}

    return Linker(round(intercept, DECIMALS), table(weights), table(rivals), CUT, ALONE)


def as_json(linker: Linker, notes: dict[str, object]) -> str:
    """The file of weights."""
    data = {
        "intercept": linker.intercept,
        "cut": linker.cut,
        "alone": linker.alone,
        "weights": dict(linker.weights),
        "rivals": dict(linker.rivals),
        "learned": notes,
    }
    return json.dumps(data, indent=1, sort_keys=True) + "\n"
