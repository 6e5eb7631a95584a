"""How well and how fast extraction reads: ``python -m benchmarks.extraction --chronology FILE --claims DIR``.

``--chronology``: a CSV of dated facts, each with a ``summary`` sentence and the columns it should give.
``--claims``: a folder with ``train.jsonl``, ``train_gold.jsonl``, ``dev.jsonl``, ``dev_gold.jsonl``.
"""

from __future__ import annotations

import argparse
import csv
import json
import sys
import time
from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

from benchmarks import scorer_examples
from benchmarks.calibration import report
from benchmarks.claim_scoring import CLASSES, VOTING, Record, Scores, same_place
from benchmarks.scorer_examples import CHRONOLOGY_ACTORS
from benchmarks.train_scorer import Trainer, scored
from conflictmap.extraction import EXTRACTOR_VERSION, extract
from conflictmap.extraction.jsonlines import claim_record
from conflictmap.extraction.scorer import load_scorer

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


def benchmark_set(folder: Path, name: str) -> None:
    """Print the scores of one labelled set."""
    texts = {r["id"]: r for r in _read(folder / f"{name}.jsonl")}
    scores = Scores()
    for label in _read(folder / f"{name}_gold.jsonl"):
        row = texts[label["id"]]
        scores.add(records(row["text"], date.fromisoformat(row["published"])), label["claims"])
    print(f"{name}:\n{scores.report()}")


def calibration(folder: Path, chronology_path: Path | None) -> None:
    """Print how far the confidence can be trusted: on train in folds, learned anew; on dev as it is."""
    extra = list(scorer_examples.chronology(chronology_path)) if chronology_path else []
    trainer = Trainer(list(scorer_examples.passages(folder, "train")), extra)
    setting, _ = trainer.choose()
    print(report("confidence, train in folds by article", trainer.in_folds(setting)))
    print(report("confidence, dev", scored(list(scorer_examples.passages(folder, "dev")), load_scorer())))


def _read(path: Path) -> Iterator[Record]:
    with path.open(encoding="utf-8") as lines:
        yield from (json.loads(line) for line in lines if line.strip())


def speed(folder: Path) -> None:
    """Print articles of 600 words a second, made of the training passages."""
    words = " ".join(r["text"] for r in _read(folder / "train.jsonl")).split()
    articles = [" ".join(words[n : n + 600]) for n in range(0, len(words) - 600, 600)]
    started = time.process_time()
    for article in articles:
        extract(article, date(2023, 1, 1))
    seconds = time.process_time() - started
    print(f"speed: {len(articles) / seconds:.0f} articles of 600 words a second on one core")


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
    print(f"extractor {EXTRACTOR_VERSION}")
    if args.chronology:
        chronology(args.chronology, verbose=args.verbose)
    if args.claims:
        for name in ("train", "dev"):
            benchmark_set(args.claims, name)
        calibration(args.claims, args.chronology)
        speed(args.claims)
    linear_time()
    return 0


if __name__ == "__main__":
    sys.exit(main())
