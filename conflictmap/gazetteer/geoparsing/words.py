"""The words of ``words.yaml`` by which place names are told from other names."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import yaml

_FILE = Path(__file__).with_name("words.yaml")


@cache
def _lists() -> dict[str, Any]:
    lists: dict[str, Any] = yaml.safe_load(_FILE.read_text(encoding="utf-8"))
    return lists


@cache
@cache
def words(name: str) -> frozenset[str]:
    """One list of single words. Raises KeyError for a list that the file does not have."""
    return frozenset(_lists()[name])


def abbreviations() -> dict[str, list[str]]:
    """How news abbreviates areas, by their names."""
    found: dict[str, list[str]] = _lists()["abbreviations"]
    return found


def nationalities() -> dict[str, list[str]]:
    """Irregular nationalities, by ISO 3166-1 alpha-2 code."""
    found: dict[str, list[str]] = _lists()["nationalities"]
    return found


def further_areas() -> dict[str, tuple[float, float]]:
    """Areas that the files lack, with a (lon, lat) in their midst, in degrees."""
    return {name: (float(lon), float(lat)) for name, (lon, lat) in _lists()["further_areas"].items()}
