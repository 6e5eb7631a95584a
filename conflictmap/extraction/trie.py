"""A table of phrases, looked up at a place in a sentence; the longest match wins."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from conflictmap.extraction.patterns import keys_of

Value = TypeVar("Value")


@dataclass(slots=True)
class Trie(Generic[Value]):
    """Phrases by their first key; the longest match wins."""

    entries: dict[str, list[tuple[tuple[str, ...], Value]]] = field(default_factory=lambda: defaultdict(list))

    def add(self, phrase: str, value: Value) -> None:
        """Store `value` under the keys of `phrase`."""
        keys = keys_of(phrase)
        self.entries[keys[0]].append((keys, value))

    def freeze(self) -> None:
        """Order each first key's phrases so that the longest comes first."""
        for phrases in self.entries.values():
            phrases.sort(key=lambda entry: (-len(entry[0]), entry[0]))

    def match(self, keys: tuple[str, ...], i: int) -> tuple[int, Value] | None:
        """The end and the value of the longest phrase at token `i`."""
        for phrase, value in self.entries.get(keys[i], ()):
            if keys[i : i + len(phrase)] == phrase:
                return i + len(phrase), value
        return None
