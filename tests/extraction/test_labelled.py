"""The labelled passages are well formed: a slip in the answers would teach the reader a wrong thing."""

import json
import re
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from conflictmap.core.claims import Kind, Modality, PlaceKind, Relation

FOLDER = Path(__file__).parent / "labelled"
FILES = sorted(FOLDER.glob("*.jsonl"))
ITEM_KEYS = {"id", "published", "text", "claims"}
CLAIM_KEYS = {
    "quote",
    "place",
    "place_kind",
    "relation",
    "actor",
    "actor_canonical",
    "kind",
    "from",
    "to",
    "modality",
}
CANONICAL_ACTORS = {
    "Islamic State",
    "Iraqi government",
    "Kurdistan Region",
    "PKK/YBS",
    "Syrian government",
    "SDF/YPG",
    "Syrian opposition",
    "HTS/al-Nusra",
    "Turkey",
    "Russia",
    "Ukraine",
    "Libyan GNA",
    "Libya other",
    "US-led coalition",
    "Taliban",
    "unknown",
}


def items(path: Path) -> list[dict[str, Any]]:
    """The passages of one file, in its order."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def faults(item: dict[str, Any]) -> list[str]:
    """What is wrong with one passage and its claims, in words; empty when nothing is."""
    found = []
    if item.keys() != ITEM_KEYS:
        return [f"keys are {sorted(item)}"]
    published = date.fromisoformat(item["published"])
    if item["text"] != item["text"].strip() or not item["text"]:
        found.append("text is empty or padded with blanks")
    for number, claim in enumerate(item["claims"], start=1):
        found += [f"claim {number}: {fault}" for fault in claim_faults(claim, item["text"], published)]
    return found


def claim_faults(claim: dict[str, Any], text: str, published: date) -> list[str]:
    """What is wrong with one claim on ``text``, published on the day ``published``."""
    if claim.keys() != CLAIM_KEYS:
        return [f"keys are {sorted(claim)}"]
    found = []
    vocabularies = {"kind": Kind, "modality": Modality, "place_kind": PlaceKind, "relation": Relation}
    for field, vocabulary in vocabularies.items():
        if claim[field] not in {member.value for member in vocabulary}:
            found.append(f"{field} {claim[field]!r} is not one of the known values")
    for field in ("quote", "place", "actor"):
        value = claim[field]
        if value is None and field == "actor":
            continue
        if not value or value not in text:
            found.append(f"{field} {value!r} is not in the text, letter for letter")
    canonical = claim["actor_canonical"]
    if canonical not in CANONICAL_ACTORS and not re.fullmatch(r"other:\S.*", canonical):
        found.append(f"actor_canonical {canonical!r} is neither a standard name nor other:NAME")
    first, last = (date.fromisoformat(claim[end]) if claim[end] else None for end in ("from", "to"))
    if first and last and first > last:
        found.append(f"from {first} is after to {last}")
    if last and last > published and claim["modality"] != "planned":
        found.append(f"to {last} is after the text was published")
    return found


def test_there_is_practice_and_check() -> None:
    assert any(path.stem.endswith("-practice") for path in FILES)
    assert any(path.stem.endswith("-check") for path in FILES)
    assert all(path.stem.endswith(("-practice", "-check")) for path in FILES)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_passage_is_well_formed(path: Path) -> None:
    assert {item["id"]: found for item in items(path) if (found := faults(item))} == {}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_no_claim_is_written_twice(path: Path) -> None:
    for item in items(path):
        counted = Counter(json.dumps(claim, sort_keys=True) for claim in item["claims"])
        assert max(counted.values(), default=1) == 1, item["id"]


def test_ids_and_texts_are_unique() -> None:
    everything = [item for path in FILES for item in items(path)]
    for field in ("id", "text"):
        counted = Counter(item[field] for item in everything)
        assert [value for value, times in counted.items() if times > 1] == []


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"quote": "seized Hit on"}, "quote"),
        ({"place": "Haditha"}, "place"),
        ({"actor": "militants"}, "actor"),
        ({"kind": "takes"}, "kind"),
        ({"actor_canonical": "the army"}, "actor_canonical"),
        ({"actor_canonical": "other:"}, "actor_canonical"),
        ({"from": "2014-10-04"}, "from"),
        ({"to": "2014-10-09"}, "to"),
        ({"extra": 1}, "keys"),
    ],
)
def test_a_slip_is_found(change: dict[str, Any], fault: str) -> None:
    good = {
        "quote": "ISIL seized Hit",
        "place": "Hit",
        "place_kind": "town",
        "relation": "in",
        "actor": "ISIL",
        "actor_canonical": "Islamic State",
        "kind": "captures",
        "from": "2014-10-02",
        "to": "2014-10-02",
        "modality": "asserted",
    }
    text, published = "On 2 October ISIL seized Hit.", date(2014, 10, 3)
    assert claim_faults(good, text, published) == []
    found = claim_faults(good | change, text, published)
    assert len(found) == 1
    assert found[0].startswith(fault)
