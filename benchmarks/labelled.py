"""Labelled passages: texts with the control claims that a careful reader finds in them.

Two forms are read: a folder with ``NAME.jsonl`` and ``NAME_gold.jsonl``, and files of the project's own, one
object a line: ``{"id", "published", "text", "claims"}``. Passages named ``...-practice`` are there to learn from,
those named ``...-check`` to report on, like ``dev``.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

Record = dict[str, Any]
OWN = Path(__file__).parent.parent / "tests" / "extraction" / "labelled"
"""The project's own labelled passages."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A text, its day of publication and its labels. `article` keeps the passages of one article together."""

    identifier: str
    text: str
    published: date
    article: str
    labels: list[Record]


def of_folder(folder: Path, name: str) -> list[Passage]:
    """The passages of ``NAME.jsonl``, with the labels of ``NAME_gold.jsonl``."""
    labels = {row["id"]: row["claims"] for row in _read(folder / f"{name}_gold.jsonl")}
    return [
        Passage(row["id"], row["text"], date.fromisoformat(row["published"]), _article(row), labels[row["id"]])
        for row in _read(folder / f"{name}.jsonl")
    ]


def own(name: str, folder: Path = OWN) -> list[Passage]:
    """The project's own passages of the files ``...-NAME.jsonl``, each an article of its own."""
    return [
        Passage(row["id"], row["text"], date.fromisoformat(row["published"]), row["id"], row["claims"])
        for path in sorted(folder.glob(f"*-{name}.jsonl"))
        for row in _read(path)
    ]


def labelled_sets(folder: Path | None, own_folder: Path = OWN) -> dict[str, list[Passage]]:
    """All labelled passages by what they are for; train and dev are empty without their folder."""
    sets = {name: of_folder(folder, name) if folder else [] for name in ("train", "dev")}
    return sets | {name: own(name, own_folder) for name in ("practice", "check")}


def _article(row: Record) -> str:
    source = row["source"]
    return source if isinstance(source, str) else str(source.get("file") or source.get("title"))


def _read(path: Path) -> Iterator[Record]:
    with path.open(encoding="utf-8") as lines:
        yield from (json.loads(line) for line in lines if line.strip())
