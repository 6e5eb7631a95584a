"""The names of provinces and counties without the words for what they are: "Muḩāfaz̧at Banī Suwayf" is Banī Suwayf."""

from __future__ import annotations

from conflictmap.gazetteer.folding import plain
from conflictmap.gazetteer.geoparsing.words import words


def bare_key(name: str) -> str:
    """The plain key of an area's name without words for divisions at its ends; empty when nothing else is in it."""
    key = plain(name).split()
    kinds = words("division_words")
    while key and key[0] in kinds:
        key.pop(0)
    while key and key[-1] in kinds:
        key.pop()
    return " ".join(key)
