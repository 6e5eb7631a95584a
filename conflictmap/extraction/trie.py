"""A table of phrases, looked up at a place in a sentence; the longest match wins."""

from __future__ import annotations

from collections import defaultdict
from typing import Generic, TypeVar

from conflictmap.extraction.patterns import keys_of

Value = TypeVar("Value")


class Trie(Generic[Value]):
    """Phrases by their keys; the longest match wins, and of two values of one phrase the first.

    `entries`: how long the phrases with each first key are, the longest first. A look-up costs one look a length: a
    hundred names begin with "al".
    """

    __slots__ = ("entries", "phrases")

    def __init__(self) -> None:
        self.entries: dict[str, list[int]] = defaultdict(list)
        self.phrases: dict[tuple[str, ...], Value] = {}

    def add(self, phrase: str, value: Value) -> None:
        """Store `value` under the keys of `phrase`."""
        keys = keys_of(phrase)
        self.phrases.setdefault(keys, value)
        lengths = self.entries[keys[0]]
        if len(keys) not in lengths:
            lengths.append(len(keys))
            lengths.sort(reverse=True)

    def match(self, keys: tuple[str, ...], i: int) -> tuple[int, Value] | None:
        """The end and the value of the longest phrase at token `i`."""
        lengths = self.entries.get(keys[i])
        if lengths is None:
            return None
        for length in lengths:
            phrase = keys[i : i + length]  # shorter at the end of the sentence, where it may be another phrase
            if phrase in self.phrases and len(phrase) == length:
                return i + length, self.phrases[phrase]
        return None
