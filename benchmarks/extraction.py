"""How well and how fast extraction reads: ``python -m benchmarks.extraction --chronology FILE --claims DIR``.

``--chronology``: a CSV of dated facts, each with a ``summary`` sentence and the columns it should give.
``--claims``: a folder with ``train.jsonl``, ``train_gold.jsonl``, ``dev.jsonl``, ``dev_gold.jsonl``. The project's own
labelled passages (``tests/extraction/labelled``) are always scored.
"""

from __future__ import annotations

import argparse
import csv
import sys
import time
from collections import Counter
from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path

from benchmarks.calibration import report
from benchmarks.causes_of_misses import causes_of_misses
from benchmarks.claim_scoring import CLASSES, CONTROL, VOTING, Record, Scores, same_place
from benchmarks.extraction_speed import speed
from benchmarks.labelled import OWN, Passage, labelled_sets
from benchmarks.link_training import CHRONOLOGY_ACTORS
from benchmarks.party_names import report as party_names
from benchmarks.scorer_examples import examples_of
from benchmarks.train_scorer import learn, scored
from conflictmap.extraction import COMPILED, EXTRACTOR_VERSION, extract
from conflictmap.extraction.jsonlines import claim_record
from conflictmap.extraction.links import load_links
from conflictmap.extraction.scorer import load_scorer

PUBLISHED_FROM = (0.51, 0.55, 0.58, 0.6, 0.65, 0.7)
"""Confidences at which the worth of what is published is shown."""
CONTROL_KINDS = {"captures", "holds", "partly_holds", "loses"}
ADVERSARIAL = {
    "nationalities": "Russian ",
    "capitals": "Ab ",
    "places in a list": "Mosul, ",
    "captures": "rebels captured Mosul and ",
    "determiners": "the ",
    "quotes": '"',
    "hyphens": "a-",
    "digits": "4 ",
    "apostrophes": "Ra's ",
}


def records(text: str, published: date) -> list[Record]:
    """The claims of a text as JSON objects."""
    return [claim_record(claim) for claim in extract(text, published)]


def _dates_fit(claim: Record, row: dict[str, str]) -> bool:
    first, last = date.fromisoformat(row["date_from"]), date.fromisoformat(row["date_to"])
    to = date.fromisoformat(claim["to"]) if claim["to"] else None
    start = date.fromisoformat(claim["from"]) if claim["from"] else None
    day = timedelta(days=1)
    return to is not None and first - day <= to <= last + day and (start is None or start <= last)


def _why_missed(row: dict[str, str], claims: list[Record]) -> tuple[str, str]:
    """The reason a row is missed ("" when it is not), and when only the kind differs within gains ("gain")."""
    actor = CHRONOLOGY_ACTORS.get(row["actor"], row["actor"])
    name = row["place"].split(" (")[0]
    voting = [c for c in claims if c["modality"] in VOTING]
    here = [c for c in voting if same_place(c["place"], name)]
    by_actor = [c for c in here if c["actor_canonical"] == actor]
    of_kind = [c for c in by_actor if c["kind"] == row["kind"]]
    if any(_dates_fit(c, row) for c in of_kind):
        return "", ""
    if of_kind:
        return "date", ""
    if by_actor:
        gain = any(CLASSES[c["kind"]] == CLASSES[row["kind"]] for c in by_actor)
        return "kind", "gain" if gain else ""
    if here:
        return "actor", ""
    if voting:
        return "place", ""
    return ("modality" if any(same_place(c["place"], name) for c in claims) else "nothing"), ""


def chronology(path: Path, *, verbose: bool) -> None:
    """Print how many rows of the chronology extraction finds, and the claims it adds to them."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    reasons: Counter[str] = Counter()
    lenient = 0
    extras: list[str] = []
    for row in rows:
        claims = records(row["summary"], date.fromisoformat(row["date_to"]))
        why, gain = _why_missed(row, claims)
        reasons[why or "right"] += 1
        lenient += not why or gain == "gain"
        if why and verbose:
            got = "; ".join(
                f"{c['kind']} {c['place']} {c['actor_canonical']} {c['from']}..{c['to']} {c['modality']}"
                for c in claims
            )
            wanted = f"{row['kind']} {row['place']} {row['actor']}"
            print(f"  missed ({why}): {wanted} | {row['summary']} | got {got or 'nothing'}")
        extras += [line for claim in claims if (line := _extra(claim, row))]
    total = len(rows)
    print(f"chronology: {reasons['right']}/{total} right = {reasons['right'] / total:.3f}")
    print(f"  with captures and holds as one class: {lenient}/{total} = {lenient / total:.3f}")
    print("  missed: " + (", ".join(f"{why} {n}" for why, n in reasons.most_common() if why != "right") or "none"))
    print(f"  extra control claims to look at: {len(extras)}")
    if verbose:
        print("\n".join(f"  extra: {line}" for line in extras))


def _extra(claim: Record, row: dict[str, str]) -> str:
    """A voting control claim that the row does not tell, as a line to read, or ""."""
    if claim["modality"] not in VOTING or claim["kind"] not in CONTROL_KINDS:
        return ""
    actor = CHRONOLOGY_ACTORS.get(row["actor"], row["actor"])
    against = CHRONOLOGY_ACTORS.get(row["against"], row["against"])
    name = row["place"].split(" (")[0]
    if same_place(claim["place"], name):
        if claim["actor_canonical"] == actor and CLASSES[claim["kind"]] == CLASSES[row["kind"]]:
            return ""
        if claim["actor_canonical"] == against and (claim["kind"] == "loses" or row["kind"] not in CONTROL_KINDS):
            return ""
    return f"{claim['kind']} {claim['place']} by {claim['actor_canonical']} | {row['summary']}"


def score(name: str, passages: Sequence[tuple[Passage, list[Record]]]) -> None:
    """Print the scores of labelled passages and the claims made of them, and why the labels were missed."""
    scores = Scores()
    causes: Counter[str] = Counter()
    for passage, claims in passages:
        scores.add(claims, passage.labels)
        causes.update(causes_of_misses(passage, claims))
    print(f"{name}:\n{scores.report()}")
    print(
        "  missed because  " + (", ".join(f"{cause} {count}" for cause, count in causes.most_common()) or "of nothing")
    )


def published(sets: dict[str, list[Passage]]) -> None:
    """Print what control claims are worth from a confidence on, for the passages that nothing was learned from.

    Claims of at most `MOST_UNSEEN` are those that wait for an editor.
    """
    read = {name: [(p, records(p.text, p.published)) for p in sets[name]] for name in ("dev", "check") if sets[name]}
    if not read:
        return
    print("published unseen, control, from a confidence on: right, found, false changes")
    for threshold in PUBLISHED_FROM:
        line = []
        together = Scores()
        for name, passages in read.items():
            alone = Scores()
            for passage, claims in passages:
                sure = [c for c in claims if c["confidence"] >= threshold]
                alone.add(sure, passage.labels)
                together.add(sure, passage.labels)
            line.append(_worth(name, alone))
        print(f"  {threshold:.2f}: " + "; ".join([*line, _worth("together", together)]))


def _worth(name: str, scores: Scores) -> str:
    right, found, _ = scores.line(CONTROL)
    return f"{name} {right:.3f}, {found:.3f}, {scores.false_changes}"


def labelled(sets: dict[str, list[Passage]], chronology_path: Path | None) -> None:
    """Print the scores of all labelled sets, those to learn from in folds by article, and the reliability."""
    learned = learn(sets["train"], sets["practice"], chronology_path)
    train = {passage.identifier for passage in sets["train"]}
    for name, of_train in (("train, by what was learned from other articles", True), ("practice, the same", False)):
        chosen = [(p, claims) for p, claims in learned.unseen if (p.identifier in train) is of_train]
        if chosen:
            score(name, chosen)
    for name in ("dev", "check"):
        if sets[name]:
            score(name, [(p, records(p.text, p.published)) for p in sets[name]])
    for name in ("practice", "check", "dev"):
        print(party_names(name, sets[name]))
    published(sets)
    print(report("confidence, train and practice in folds by article", learned.trainer.in_folds(learned.setting)))
    for name in ("dev", "check"):
        examples = [e for p in sets[name] for e in examples_of(p, load_links())]
        if examples:
            print(report(f"confidence, {name}", scored(examples, load_scorer())))


def linear_time() -> None:
    """Print the time for 100,000 characters of adversarial text, and how it grows when doubled (2 is linear)."""
    print("adversarial input, 100,000 characters: seconds, and growth when doubled")
    for name, unit in ADVERSARIAL.items():
        seconds = []
        for size in (100_000, 200_000):
            text = unit * (size // len(unit))
            started = time.process_time()
            extract(text, date(2023, 1, 1))
            seconds.append(time.process_time() - started)
        print(f"  {name:<18} {seconds[0]:.2f} s, x{seconds[1] / seconds[0]:.1f}")


def main() -> int:
    """Run the parts that have their data."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--chronology", type=Path)
    parser.add_argument("--claims", type=Path)
    parser.add_argument("--verbose", action="store_true", help="list missed chronology rows and extra claims")
    args = parser.parse_args()
    print(f"extractor {EXTRACTOR_VERSION}, {'compiled' if COMPILED else 'plain Python'}")
    if args.chronology:
        chronology(args.chronology, verbose=args.verbose)
    sets = labelled_sets(args.claims, OWN)
    labelled(sets, args.chronology)
    speed([*sets["train"], *sets["practice"]])
    linear_time()
    return 0


if __name__ == "__main__":
    sys.exit(main())
