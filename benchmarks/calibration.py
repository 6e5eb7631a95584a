"""How far a confidence can be trusted: reliability by bins, Brier score, log loss, and what a threshold buys."""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from benchmarks.claim_scoring import CONTROL
from benchmarks.scorer_examples import Example
from conflictmap.core.claims import PlaceKind, Relation

THRESHOLDS = (0.4, 0.5, 0.6, 0.65, 0.7, 0.75, 0.8)
BINS = (0.0, 0.3, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0)
"""Lower bounds and the upper end; the low bins are wide because few claims fall there."""


@dataclass(frozen=True, slots=True)
class Scored:
    """A claim with the chance in 0..1 that a scorer gave it."""

    example: Example
    chance: float


def log_loss(scored: Sequence[Scored]) -> float:
    """Mean of -ln(chance given to what is the case); chances are kept within 0.01..0.99."""
    total = 0.0
    for s in scored:
        chance = min(0.99, max(0.01, s.chance))
        total -= math.log(chance if s.example.right else 1 - chance)
    return total / len(scored)


def brier(scored: Sequence[Scored]) -> float:
    """Mean squared distance of the chance from 1 for a right claim, from 0 for a wrong one."""
    return sum((s.chance - s.example.right) ** 2 for s in scored) / len(scored)


def calibration_error(scored: Sequence[Scored]) -> float:
    """Expected calibration error: |mean chance - share right| of each bin, weighted by its claims."""
    return sum(abs(sum(s.chance for s in b) - sum(s.example.right for s in b)) for _, _, b in _bins(scored)) / len(
        scored
    )


def ranking(scored: Sequence[Scored]) -> float:
    """How often a right claim scores above a wrong one, ties counted half (area under the ROC curve); 0.5 is chance."""
    right = [s.chance for s in scored if s.example.right]
    wrong = sorted(s.chance for s in scored if not s.example.right)
    above = sum((bisect_left(wrong, chance) + bisect_right(wrong, chance)) / 2 for chance in right)
    return above / (len(right) * len(wrong)) if right and wrong else 0.5


def shift_needed(scored: Sequence[Scored]) -> float:
    """What would have to be added to all log-odds for the mean chance to be the share that is right."""
    right = sum(s.example.right for s in scored)
    low, high = -10.0, 10.0
    for _ in range(50):
        middle = (low + high) / 2
        total = sum(1 / (1 + math.exp(-_log_odds(s.chance) - middle)) for s in scored)
        low, high = (middle, high) if total < right else (low, middle)
    return (low + high) / 2


def _log_odds(chance: float) -> float:
    kept = min(0.999, max(0.001, chance))
    return math.log(kept / (1 - kept))


def _bins(scored: Sequence[Scored]) -> list[tuple[float, float, list[Scored]]]:
    bins = []
    for low, high in pairwise(BINS):
        inside = [s for s in scored if low <= s.chance < high or (high == BINS[-1] and s.chance >= high)]
        if inside:
            bins.append((low, high, inside))
    return bins


def may_vote(example: Example) -> bool:
    """Whether a claim could change the map (rule 1): not denied, of no region, for control not of the surroundings."""
    seen = example.features
    near = seen.relation == Relation.NEAR and example.kind_class in CONTROL
    return example.voting and seen.place_kind != PlaceKind.REGION and not near


def report(name: str, scored: Sequence[Scored]) -> str:
    """All figures of a set of claims as text."""
    right = sum(s.example.right for s in scored)
    rows = [
        f"{name}: {len(scored)} claims, {right / len(scored):.3f} right",
        f"  log loss {log_loss(scored):.4f}  Brier {brier(scored):.4f}"
        f"  calibration error {calibration_error(scored):.3f}",
        f"  a right claim above a wrong one: {ranking(scored):.3f}",
        f"  right on average with log-odds changed by {shift_needed(scored):+.2f}",
        "  confidence   claims  mean   right",
    ]
    for low, high, inside in _bins(scored):
        mean, share = (
            sum(values) / len(inside) for values in zip(*((s.chance, s.example.right) for s in inside), strict=True)
        )
        rows.append(f"  {low:.1f} to {high:.1f}   {len(inside):6}  {mean:.3f}  {share:.3f}")
    voting = [s for s in scored if may_vote(s.example)]
    control = [s for s in voting if s.example.kind_class in CONTROL]
    pressure = [s for s in voting if s.example.kind_class not in CONTROL]
    for title, group in (("control", control), ("pressure", pressure)):
        rows.append(f"  {title} that may vote, from a confidence on: precision, share of the right claims kept")
        for threshold in THRESHOLDS:
            kept = [s for s in group if s.chance >= threshold]
            good = sum(s.example.right for s in kept)
            recall = good / max(1, sum(s.example.right for s in group))
            precision = good / len(kept) if kept else 0.0
            rows.append(f"    {threshold:.2f}: {precision:.3f}, {recall:.3f} ({len(kept)} of {len(group)})")
    return "\n".join(rows)
