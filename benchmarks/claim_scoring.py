"""Scores for extracted claims against hand-labelled ones.

A claim counts as found when place (folded; one name may hold the other), canonical actor and class of
kind agree. Only asserted and attributed claims are scored. A denied or planned label that comes out
as asserted or attributed control is a false change. Dates are judged on found claims: both ends agree
to a day. Labels marked "optional" neither help nor hurt; "actor_also" and "dates_also" are second answers.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from typing import Any

Record = dict[str, Any]

CLASSES = {
    "captures": "gain", "holds": "gain", "partly_holds": "part", "loses": "lose",
    "besieges": "siege", "contests": "inside", "attacks": "attack",
}  # fmt: skip
CONTROL = ("gain", "part", "lose")
ON_THE_MAP = (*CONTROL, "siege", "inside")
VOTING = ("asserted", "attributed")
_NOISE = re.compile(r"\b(the|city|town|village|district|of|al|el|ar|as|ash|at|ad|an|az)\b")


def fold(name: str | None) -> str:
    """A name without diacritics, articles and settlement nouns."""
    plain = unicodedata.normalize("NFKD", name or "")
    plain = "".join(c for c in plain if not unicodedata.combining(c)).lower()
    return " ".join(_NOISE.sub(" ", re.sub(r"[^\w]+", " ", plain)).split())


def same_place(one: str | None, other: str | None) -> bool:
    """Whether two names mean the same place: equal, or one holds the other."""
    a, b = fold(one), fold(other)
    return bool(a and b) and (f" {a} " in f" {b} " or f" {b} " in f" {a} ")


COARSER = dict.fromkeys(
    ("other:Libyan National Army", "other:Gaddafi government", "other:Libyan rebels"), "Libya other"
)
"""Parties that the guide's labels call by one name, though they fought each other. `score.py` does not know them."""


def same_actor(claim: Record, label: Record) -> bool:
    """Whether a claim names the party of a label; names outside the guide's list may hold each other."""
    said = claim.get("actor_canonical") or "unknown"
    answers = [label.get("actor_canonical") or "unknown", label.get("actor_also")]
    if any(answer and fold(said) == fold(answer) for answer in answers):
        return True
    if said in COARSER and COARSER[said] in answers:
        return True
    others = [a.removeprefix("other:") for a in answers if a and a.startswith("other:")]
    return any(same_place(a, b) for a in others for b in (said.removeprefix("other:"), claim.get("actor")))


def _same_end(one: str | None, other: str | None) -> bool:
    if not one or not other:
        return one == other
    return abs((date.fromisoformat(one) - date.fromisoformat(other)).days) <= 1


def same_dates(claim: Record, label: Record) -> bool:
    """Whether both ends agree to a day with one of the label's answers."""
    answers = [(label.get("from"), label.get("to"))]
    if "dates_also" in label:
        answers.append(tuple(label["dates_also"]))
    return any(_same_end(claim.get("from"), a) and _same_end(claim.get("to"), b) for a, b in answers)


def _unique(claims: list[Record]) -> list[Record]:
    kept: dict[tuple[Any, ...], Record] = {}
    for claim in claims:
        voting = claim["modality"] in VOTING
        key = (
            fold(claim["place"]),
            claim.get("actor_canonical"),
            CLASSES[claim["kind"]],
            claim.get("from"),
            claim.get("to"),
            voting,
        )
        kept.setdefault(key, claim)
    return list(kept.values())


@dataclass(slots=True)
class Scores:
    """Counts over a set of texts."""

    found: Counter[str] = field(default_factory=Counter)
    missed: Counter[str] = field(default_factory=Counter)
    invented: Counter[str] = field(default_factory=Counter)
    dates_right: int = 0
    dates_judged: int = 0
    false_changes: int = 0

    def add(self, claims: list[Record], labels: list[Record]) -> None:
        """Score the claims of one text."""
        found, wanted = _unique(claims), _unique(labels)
        voting = [label for label in wanted if label["modality"] in VOTING]
        used: set[int] = set()
        for claim in found:
            kind = CLASSES[claim["kind"]]
            if claim["modality"] not in VOTING:
                continue
            fits = [
                n for n, label in enumerate(voting)
                if n not in used and CLASSES[label["kind"]] == kind
                and same_place(claim["place"], label["place"]) and same_actor(claim, label)
            ]  # fmt: skip
            if not fits:
                self._add_invented(claim, kind, wanted)
                continue
            best = max(fits, key=lambda n: (not voting[n].get("optional"), same_dates(claim, voting[n])))
            used.add(best)
            if voting[best].get("optional"):
                continue
            self.found[kind] += 1
            if kind in ON_THE_MAP:
                self.dates_judged += 1
                self.dates_right += same_dates(claim, voting[best])
        for n, label in enumerate(voting):
            if n not in used and not label.get("optional"):
                self.missed[CLASSES[label["kind"]]] += 1

    def _add_invented(self, claim: Record, kind: str, wanted: list[Record]) -> None:
        self.invented[kind] += 1
        refused = any(
            label["modality"] not in VOTING
            and CLASSES[label["kind"]] == kind
            and same_place(claim["place"], label["place"])
            for label in wanted
        )
        self.false_changes += refused and kind in CONTROL

    def line(self, kinds: tuple[str, ...]) -> tuple[float, float, float]:
        """Precision, recall and F1 over some classes."""
        found, missed, invented = (sum(c[kind] for kind in kinds) for c in (self.found, self.missed, self.invented))
        precision = found / (found + invented) if found + invented else 0.0
        recall = found / (found + missed) if found + missed else 0.0
        return precision, recall, 2 * precision * recall / (precision + recall) if precision + recall else 0.0

    def report(self) -> str:
        """The figures as text."""
        rows = []
        for name, kinds in (
            *((kind, (kind,)) for kind in ("gain", "part", "lose", "siege", "inside", "attack")),
            ("all on the map", ON_THE_MAP),
            ("control", CONTROL),
        ):
            precision, recall, f1 = self.line(kinds)
            rows.append(f"  {name:<15} P {precision:.3f}  R {recall:.3f}  F1 {f1:.3f}")
        share = self.dates_right / self.dates_judged if self.dates_judged else 0.0
        rows.append(f"  dates right     {self.dates_right}/{self.dates_judged} = {share:.3f}")
        rows.append(f"  false changes   {self.false_changes}")
        return "\n".join(rows)
