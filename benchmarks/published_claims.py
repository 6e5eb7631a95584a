"""What is wrong of what is published without an editor: ``python -m benchmarks.published_claims``.

Reads the project's own passages that rules and weights are made from, and sorts each claim that the map would take
unreviewed by what its labels say of it. No measure of unseen text: a list of what to mend next, the worst first.
``--list actor`` prints the claims whose party is wrong, each with its words and the labels of its place.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterator

from benchmarks.claim_scoring import CLASSES, CONTROL, VOTING, Record, fold, same_actor, same_dates, same_place
from benchmarks.extraction import records
from benchmarks.labelled import Passage, own
from conflictmap.resolution.weights import PUBLISHING_THRESHOLD

VERDICTS = {
    "right": "party, place, kind and days as labelled",
    "days": "told right but for its days",
    "actor": "another party did so",
    "kind": "the party did another thing",
    "modality": "denied or planned",
    "both": "neither the party nor what it did is labelled",
    "place": "no label speaks of the place",
}
_AROUND = 120
"""Characters of text around a claim that is listed."""


def verdict(claim: Record, labels: list[Record]) -> str:
    """What the labels of its passage say of a claim: one of `VERDICTS`."""
    here = [label for label in labels if same_place(claim["place"], label["place"])]
    alike = [label for label in here if CLASSES[label["kind"]] == CLASSES[claim["kind"]]]
    told = [label for label in alike if same_actor(claim, label)]
    if told:
        if all(label["modality"] not in VOTING for label in told):
            return "modality"
        return "right" if any(same_dates(claim, label) for label in told) else "days"
    if not here:
        return "place"
    if alike:
        return "actor"
    return "kind" if any(same_actor(claim, label) for label in here) else "both"


def published(passage: Passage) -> Iterator[Record]:
    """The control claims of a passage that the map would take unreviewed."""
    for claim in records(passage.text, passage.published):
        votes = claim["modality"] in VOTING and claim["confidence"] >= PUBLISHING_THRESHOLD
        if votes and CLASSES[claim["kind"]] in CONTROL:
            yield claim


def main() -> None:
    """Print how many of the published claims are right and wrong in which way, or those wrong in one way."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("--list", choices=VERDICTS, metavar="VERDICT", help=f"one of {', '.join(VERDICTS)}")
    chosen = parser.parse_args().list
    counts: Counter[tuple[str, bool]] = Counter()
    for passage in own("practice"):
        for claim in published(passage):
            found = verdict(claim, passage.labels)
            counts[found, fold(claim["place"]) not in fold(claim["quote"])] += 1
            if found == chosen:
                print(_listed(claim, passage))
    total = counts.total()
    print(
        f"{total} published control claims of practice, of which told of the place by its name, of 'the town' or 'it'"
    )
    for name, meaning in VERDICTS.items():
        named, meant = counts[name, False], counts[name, True]
        print(f"  {name:9} {named + meant:5} {(named + meant) / total:6.3f}  {named:5} {meant:4}   {meaning}")


def _listed(claim: Record, passage: Passage) -> str:
    start, end = claim["start"], claim["end"]
    before, behind = passage.text[max(0, start - _AROUND) : start], passage.text[end : end + _AROUND]
    here = [label for label in passage.labels if same_place(claim["place"], label["place"])]
    labels = "; ".join(f"{x['kind']} by {x['actor_canonical']} {x.get('from')}..{x.get('to')}" for x in here)
    told = f"{claim['kind']} {claim['place']} by {claim['actor_canonical']}, {claim['from']}..{claim['to']}"
    return (
        f"{told}, {claim['confidence']:.2f} {claim['rule']}\n"
        f"  {passage.published} ...{before}[{passage.text[start:end]}]{behind}...\n  labels: {labels or 'none'}\n"
    )


if __name__ == "__main__":
    main()
