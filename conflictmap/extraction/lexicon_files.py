"""Where the lexicon files lie, how they are read, and the hash that stands for all of them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import yaml

FOLDER = Path(__file__).parent / "lexicons"
LINKS = Path(__file__).with_name("links.json")
"""The weights of `conflictmap.extraction.links`; part of the version."""
SCORER = Path(__file__).with_name("scorer.json")
"""The coefficients of `conflictmap.extraction.scorer`; part of the version, as the word lists are."""


class _Loader(yaml.SafeLoader):
    """YAML in which only true and false are booleans: "on", "no" and "off" are words here."""


_Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag != "tag:yaml.org,2002:bool" or first in "tTfF"]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def lexicon_paths(folder: Path = FOLDER) -> list[Path]:
    """The general word lists, then the theatre packs, each in order of their names."""
    return [*sorted(folder.glob("*.yaml")), *sorted(folder.glob("theatres/*.yaml"))]


def read_yaml(path: Path) -> Any:
    """What a lexicon file says. Raises `yaml.YAMLError`, which tells the line, where it is no YAML."""
    return yaml.load(path.read_text(encoding="utf-8"), _Loader)  # noqa: S506, a SafeLoader


def digest(paths: Iterable[Path]) -> str:
    """Twelve hexadecimal digits over the names and bytes of files."""
    sha = hashlib.sha256()
    for path in paths:
        sha.update(path.name.encode())
        sha.update(path.read_bytes())
    return sha.hexdigest()[:12]
