"""The figures of the method page, as measured: ``python -m benchmarks.measured_figures --claims DIR``.

Writes ``conflictmap/extraction/measured.json``: precision, recall and F1 of the labelled sets by the extractor
that runs (those to learn from in folds by article), the reliability of its confidence on ``dev``, and what is
published of it.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

from benchmarks.calibration import BINS, may_vote
from benchmarks.claim_scoring import CONTROL, ON_THE_MAP, Record, Scores
from benchmarks.extraction import records
from benchmarks.labelled import OWN, Passage, labelled_sets
from benchmarks.scorer_examples import examples_of
from benchmarks.train_scorer import learn, scored
from conflictmap.extraction import EXTRACTOR_VERSION
from conflictmap.extraction.lexicon_files import SCORER
from conflictmap.extraction.links import load_links
from conflictmap.extraction.scorer import load_scorer
from conflictmap.resolution.weights import PUBLISHING_THRESHOLD

MEASURED = SCORER.with_name("measured.json")
DECIMALS = 3


def figures(name: str, passages: Sequence[tuple[Passage, list[Record]]], *, unseen: bool) -> dict[str, object]:
    """One set's scores as the method page shows them."""
    scores = Scores()
    for passage, claims in passages:
        scores.add(claims, passage.labels)
    precision, recall, f1 = (round(value, DECIMALS) for value in scores.line(CONTROL))
    return {
        "name": name,
        "unseen": unseen,
        "passages": len(passages),
        "precision": precision,
        "recall": recall,
        "f1": f1,
        "f1_with_pressure": round(scores.line(ON_THE_MAP)[2], DECIMALS),
        "dates": round(scores.dates_right / scores.dates_judged, DECIMALS) if scores.dates_judged else 0.0,
        "false_changes": scores.false_changes,
    }


def main() -> int:
    """Measure and write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--claims", type=Path, required=True)
    parser.add_argument("--chronology", type=Path)
    parser.add_argument("--out", type=Path, default=MEASURED)
    args = parser.parse_args()
    sets = labelled_sets(args.claims, OWN)
    learned = learn(sets["train"], sets["practice"], args.chronology)
    train = {passage.identifier for passage in sets["train"]}
    told = {name: [(p, records(p.text, p.published)) for p in sets[name]] for name in ("dev", "check")}
    examples = [e for passage in sets["dev"] for e in examples_of(passage, load_links())]
    chances = [one for one in scored(examples, load_scorer()) if one.chance >= load_scorer().keep]
    reliability = []
    for low, high in pairwise(BINS):
        inside = [one for one in chances if low <= one.chance < high or (high == BINS[-1] and one.chance >= high)]
        if inside:
            mean = sum(one.chance for one in inside) / len(inside)
            right = sum(one.example.right for one in inside) / len(inside)
            row = {"low": low, "high": high, "claims": len(inside), "mean": round(mean, 3), "right": round(right, 3)}
            reliability.append(row)
    control = [one for one in chances if may_vote(one.example) and one.example.kind_class in CONTROL]
    published = [one for one in control if one.chance >= PUBLISHING_THRESHOLD]
    scores = Scores()
    for passage, claims in told["dev"]:
        scores.add([claim for claim in claims if claim["confidence"] >= PUBLISHING_THRESHOLD], passage.labels)
    data = {
        "extractor": EXTRACTOR_VERSION,
        "sets": [
            figures("train", [(p, c) for p, c in learned.unseen if p.identifier in train], unseen=False),
            figures("practice", [(p, c) for p, c in learned.unseen if p.identifier not in train], unseen=False),
            figures("dev", told["dev"], unseen=True),
            figures("check", told["check"], unseen=True),
        ],
        "reliability": reliability,
        "published": {
            "precision": round(sum(one.example.right for one in published) / len(published), DECIMALS),
            "recall": round(scores.line(CONTROL)[1], DECIMALS),
        },
    }
    args.out.write_text(json.dumps(data, indent=1) + "\n", encoding="utf-8")
    print(f"written: {args.out.name}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
