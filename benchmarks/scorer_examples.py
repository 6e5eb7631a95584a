"""Whether a claim that extraction made is right, by the labels of its text: what the scorer learns.

- A control or pressure claim that is asserted or attributed: right when a label has its place, class and
  party, as in `benchmarks.claim_scoring`; a label vouches for one claim only.
- The same without a known party: right when any label has its place and class. It is incomplete, not wrong.
- A denied or planned claim: right when a label has its place, its class and its modality.
"""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from benchmarks.claim_scoring import CLASSES, CONTROL, VOTING, Record, fold, same_actor, same_dates, same_place
from benchmarks.labelled import Passage
from benchmarks.link_training import CHRONOLOGY_ACTORS
from conflictmap.extraction.confidence import Candidate, Features
from conflictmap.extraction.extract import extract_candidates
from conflictmap.extraction.jsonlines import claim_record
from conflictmap.extraction.links import Linker
from conflictmap.extraction.scorer import Scorer
from conflictmap.extraction.soon_over import IMPLIED

BLANK = Scorer(0.0, {}, {}, {})
"""Knows nothing, so that what is learned never depends on what was learned before."""


@dataclass(frozen=True, slots=True)
class Example:
    """A claim of a labelled text: what there is to see about it, and whether it is right.

    `article` keeps the claims of one article together. `voting`: it is asserted or attributed, so that it
    may reach the map. `weight`: the claims that one rule makes of one
    sentence (a list of towns) stand or fall together, so together they count as one.
    """

    features: Features
    right: bool
    article: str
    kind_class: str
    voting: bool
    weight: float


def verdicts(claims: list[Record], labels: list[Record]) -> list[bool]:
    """For each claim of one text, in order, whether the text's labels bear it out."""
    used: set[int] = set()
    seen: dict[tuple[object, ...], bool] = {}
    return [_verdict(claim, labels, used, seen) for claim in claims]


def _verdict(claim: Record, labels: list[Record], used: set[int], seen: dict[tuple[object, ...], bool]) -> bool:
    here = [
        n
        for n, label in enumerate(labels)
        if CLASSES[label["kind"]] == CLASSES[claim["kind"]] and same_place(claim["place"], label["place"])
    ]
    if claim["modality"] not in VOTING:
        return any(labels[n]["modality"] == claim["modality"] for n in here)
    here = [n for n in here if labels[n]["modality"] in VOTING]
    if claim["actor_canonical"] == "unknown":
        return bool(here)
    key = (fold(claim["place"]), claim["actor_canonical"], CLASSES[claim["kind"]], claim["from"], claim["to"])
    if key not in seen:
        fits = [n for n in here if n not in used and same_actor(claim, labels[n])]
        seen[key] = bool(fits)
        if fits:
            used.add(max(fits, key=lambda n: (not labels[n].get("optional"), same_dates(claim, labels[n]))))
    return seen[key]


def examples_of(passage: Passage, linker: Linker) -> list[Example]:
    """The claims that extraction makes of a passage with the links of `linker`, judged by its labels.

    Without implied losses: labels tell none, and they are as sure as what they follow from.
    """
    candidates = extract_candidates(passage.text, passage.published, BLANK, linker)
    found = verdicts([claim_record(c.draft) for c in candidates], passage.labels)
    weights = _weights(candidates)
    return [
        _example(candidate.features, passage.article, weight, right=right)
        for candidate, right, weight in zip(candidates, found, weights, strict=True)
        if candidate.draft.rule not in IMPLIED
    ]


def chronology(path: Path, linker: Linker) -> Iterator[Example]:
    """The claims that extraction makes of the chronology's sentences, as far as a row tells whether they are right.

    A row labels one fact of its sentence. So claims on other places are left out, and so are pressure
    claims unless the row is one.
    """
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    for row in rows:
        actor, against = (CHRONOLOGY_ACTORS.get(row[name], row[name]) for name in ("actor", "against"))
        wanted = CLASSES[row["kind"]]
        candidates = extract_candidates(row["summary"], date.fromisoformat(row["date_to"]), BLANK, linker)
        for candidate, weight in zip(candidates, _weights(candidates), strict=True):
            draft = candidate.draft
            kind = CLASSES[draft.kind]
            if not same_place(draft.place, row["place"].split(" (")[0]) or draft.modality not in VOTING:
                continue
            right = kind == wanted and draft.actor_canonical in {actor, "unknown"}
            # "X took P from Y": Y lost it; "X besieged Y-held P": Y held it.
            right |= draft.actor_canonical == against and (
                kind == "lose" or (kind in CONTROL and wanted not in CONTROL)
            )
            if right or kind in CONTROL or kind == wanted:
                yield _example(candidate.features, f"chronology: {row['summary']}", weight, right=right)


def _weights(candidates: list[Candidate]) -> list[float]:
    together = Counter((c.sentence, c.draft.rule) for c in candidates)
    return [1 / together[c.sentence, c.draft.rule] for c in candidates]


def _example(features: Features, article: str, weight: float, *, right: bool) -> Example:
    return Example(features, right, article, CLASSES[features.kind], features.modality in VOTING, weight)
