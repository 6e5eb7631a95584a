"""How well the places of any text are found: ``python -m benchmarks.geoparsing --geovirus PATH``.

PATH is GeoVirus.xml: 229 health news articles with their place names and coordinates (Gritta, Pilehvar and Collier
2018; texts of Wikinews, CC BY 2.5). The measures are those of Gritta, Pilehvar and Collier, "A pragmatic guide to
geoparsing evaluation" (Language Resources and Evaluation, 2020): precision, recall and F1 of the names found, by exact
spans and by overlapping ones; for the names found, mean and median error in km, the share within 161 km (100 miles)
and the area under the curve of log errors (ln(error + 1) / ln(20039), trapezoids, 0 is perfect); and the share within
161 km of all names, where one not found or not placed counts as wrong. A second row of each takes the place of most
people for every name found. Rules were written on the even articles, so the odd ones are told apart.

Offsets of the file count from 1; they are mended where the text shows it. Needs no database.
"""

from __future__ import annotations

import argparse
import math
import os
import statistics
import time
import xml.etree.ElementTree as ElementTree
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path

import django

NEAR_KM = 161.0
FARTHEST_KM = 20039.0


@dataclass(frozen=True, slots=True)
class GoldName:
    """A place name of the corpus: code points of the text, and degrees."""

    start: int
    end: int
    text: str
    lon: float
    lat: float


@dataclass(slots=True)
class Score:
    """What was counted over some articles."""

    gold: int = 0
    found: int = 0
    exact: int = 0
    overlapping: int = 0
    errors: list[float] = field(default_factory=list)
    baseline_errors: list[float] = field(default_factory=list)


def main() -> None:
    """Read the options, measure and print the table."""
    parser = argparse.ArgumentParser(description="How well the places of any text are found.")
    parser.add_argument("--geovirus", type=Path, required=True, help="GeoVirus.xml")
    parser.add_argument("--misses", action="store_true", help="print what went wrong in the even articles")
    options = parser.parse_args()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "conflictmap.settings")
    django.setup()
    measure(options.geovirus, misses=options.misses)


def measure(path: Path, *, misses: bool) -> None:
    """Print the measures over all articles, the even and the odd ones."""
    from conflictmap.gazetteer.geoparsing.world import world

    started = time.perf_counter()
    world()
    loaded = time.perf_counter()
    halves = {"even articles": Score(), "odd articles": Score()}
    wrong: Counter[str] = Counter()
    characters = 0
    for number, (text, gold) in enumerate(articles(path)):
        characters += len(text)
        _score_article(text, gold, list(halves.values())[number % 2], wrong if number % 2 == 0 else Counter())
    took = time.perf_counter() - loaded
    for label, score in {"all articles": _together(list(halves.values())), **halves}.items():
        _print_score(label, score)
    print(f"{loaded - started:.1f} s to load the world; {characters / took / 1000:,.0f} thousand characters a second")
    if misses:
        for line, count in wrong.most_common():
            print(f"{count:4} {line}")


def articles(path: Path) -> Iterator[tuple[str, list[GoldName]]]:
    """Each article's text and its names."""
    for article in ElementTree.parse(path).getroot().iter("article"):
        text = article.findtext("text") or ""
        yield text, [_gold_name(text, node) for node in article.iter("location")]


def _gold_name(text: str, node: ElementTree.Element) -> GoldName:
    name, start = node.findtext("name") or "", int(node.findtext("start") or 0)
    if text[start : start + len(name)] != name and text[start - 1 : start - 1 + len(name)] == name:
        start -= 1
    return GoldName(start, start + len(name), name, float(node.findtext("lon") or 0), float(node.findtext("lat") or 0))


def _score_article(text: str, gold: Sequence[GoldName], score: Score, wrong: Counter[str]) -> None:
    from conflictmap.gazetteer.geoparsing.geoparser import geoparse
    from conflictmap.gazetteer.geoparsing.world import world
    from conflictmap.gazetteer.ranking import distance_km

    found = geoparse(text)
    score.gold += len(gold)
    score.found += len(found)
    matched = set()
    for name in gold:
        here = (name.lon, name.lat)
        beside = [n for n, one in enumerate(found) if one.name.start < name.end and name.start < one.name.end]
        exact = [n for n in beside if (found[n].name.start, found[n].name.end) == (name.start, name.end)]
        matched.update(beside)
        score.exact += bool(exact)
        score.overlapping += bool(beside)
        if not beside:
            wrong[f"not found: {name.text} | {_around(text, name.start, name.end)}"] += 1
            continue
        one = found[(exact or beside)[0]]
        if not exact:
            wrong[f"other span: {name.text} as {one.name.text}"] += 1
        if one.place is not None:
            error = distance_km((one.place.lon, one.place.lat), here)
            largest = max(world().named(one.name.key), key=lambda place: place.population, default=one.place)
            score.errors.append(error)
            score.baseline_errors.append(distance_km((largest.lon, largest.lat), here))
            if error > NEAR_KM:
                wrong[f"{error:6.0f} km: {name.text} as {one.place.name}, {one.place.kind}, {one.place.country}"] += 1
        else:
            wrong[f"not placed: {name.text}"] += 1
    for n, one in enumerate(found):
        if n not in matched:
            wrong[f"no name: {one.name.text} | {_around(text, one.name.start, one.name.end)}"] += 1


def _around(text: str, start: int, end: int) -> str:
    return " ".join(text[max(0, start - 40) : end + 40].split())


def _together(scores: Sequence[Score]) -> Score:
    return Score(
        gold=sum(score.gold for score in scores),
        found=sum(score.found for score in scores),
        exact=sum(score.exact for score in scores),
        overlapping=sum(score.overlapping for score in scores),
        errors=[error for score in scores for error in score.errors],
        baseline_errors=[error for score in scores for error in score.baseline_errors],
    )


def _print_score(label: str, score: Score) -> None:
    print(f"{label}: {score.gold:,} names")
    for spans, hits in (("exact spans", score.exact), ("overlapping", score.overlapping)):
        precision, recall = hits / max(1, score.found), hits / max(1, score.gold)
        f1 = 2 * precision * recall / max(1e-9, precision + recall)
        print(f"  {spans:22} P {precision:.3f}  R {recall:.3f}  F1 {f1:.3f}")
    for resolver, errors in (("context", score.errors), ("most people", score.baseline_errors)):
        near = sum(error <= NEAR_KM for error in errors)
        print(
            f"  {resolver:22} within 161 km {near / max(1, len(errors)):.3f} of placed, "
            f"{near / max(1, score.gold):.3f} of all; mean {statistics.fmean(errors or [0]):,.0f} km, "
            f"median {statistics.median(errors or [0]):,.0f} km, AUC {log_error_area(errors):.3f}"
        )


def log_error_area(errors: Sequence[float]) -> float:
    """The area under the sorted log errors, scaled to 0..1 on both axes (trapezoids)."""
    logs = sorted(math.log1p(min(error, FARTHEST_KM)) / math.log1p(FARTHEST_KM) for error in errors)
    if len(logs) < 2:
        return sum(logs)
    return sum((low + high) / 2 for low, high in pairwise(logs)) / (len(logs) - 1)


if __name__ == "__main__":
    main()
