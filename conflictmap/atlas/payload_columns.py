"""Columns of a binary file: numbers as varints of small differences, texts as lines, and what puts a file together.

"cmap", format (u8), length of the head (u32, little endian), head (JSON), columns one after the other
"""

from __future__ import annotations

import json
import struct
from array import array
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import chain, pairwise
from typing import Any

MAGIC = b"cmap"
FORMAT = 3


@dataclass(frozen=True, slots=True)
class Part:
    """Columns of the file by their names, and the tables of the head that they refer to."""

    columns: dict[str, bytes]
    tables: dict[str, list[Any]] = field(default_factory=dict)


@dataclass(slots=True)
class Table:
    """Distinct things in order of first use; a column holds their numbers."""

    rows: dict[Any, int] = field(default_factory=dict)

    def number(self, thing: Any) -> int:
        """The number of a thing, a new one at its first use."""
        return self.rows.setdefault(thing, len(self.rows))

    def listed(self) -> list[Any]:
        """The things in order of their numbers."""
        return list(self.rows)


def joined(head: Mapping[str, Any], columns: Mapping[str, bytes]) -> bytes:
    """A file of a head and of columns; the head then names them with their sizes."""
    listed = {**head, "columns": [[name, len(column)] for name, column in columns.items()]}
    text = json.dumps(listed, ensure_ascii=False, separators=(",", ":")).encode()
    return b"".join((MAGIC, struct.pack("<BI", FORMAT, len(text)), text, *columns.values()))


@dataclass(slots=True)
class TownColumns:
    """Columns that are written town by town, as their rows come, and put in the order of the file at the end."""

    count: int
    columns: dict[str, bytearray]
    ends: dict[str, array[int]] = field(init=False)
    """Where each town begins and ends in a column as it is written, by turns."""
    begun: bytearray = field(init=False)

    def __post_init__(self) -> None:
        self.ends = {name: array("I", bytes(8 * self.count)) for name in self.columns}
        self.begun = bytearray(self.count)

    def begin(self, town: int, key: int) -> None:
        """All that is written from here on belongs to a town. Raises ValueError when it was begun before."""
        if self.begun[town]:
            raise ValueError(f"town {key}: its periods do not come side by side")
        self.begun[town] = 1
        for name, column in self.columns.items():
            self.ends[name][2 * town] = len(column)

    def end(self, town: int) -> None:
        """All of a town is written."""
        for name, column in self.columns.items():
            self.ends[name][2 * town + 1] = len(column)

    def ordered(self) -> dict[str, bytes]:
        """The columns by the places of their towns."""
        return {name: self._put_in_order(column, self.ends[name]) for name, column in self.columns.items()}

    def _put_in_order(self, column: bytearray, ends: array[int]) -> bytes:
        ordered = bytearray()
        with memoryview(column) as written:
            for town in range(self.count):
                ordered += written[ends[2 * town] : ends[2 * town + 1]]
        return bytes(ordered)


def zigzag(value: int) -> int:
    """Small numbers of either sign as small numbers: 0, -1, 1, -2 become 0, 1, 2, 3."""
    return value * 2 if value >= 0 else -value * 2 - 1


def differences(values: Iterable[int]) -> Iterable[int]:
    """Each value as its difference from the one before, the first from 0, as zigzag."""
    return (zigzag(value - before) for before, value in pairwise(chain((0,), values)))


def varints(values: Iterable[int]) -> bytes:
    """Whole numbers from 0 on, seven bits a byte, the lowest first (LEB128)."""
    column = bytearray()
    for value in values:
        put(column, value)
    return bytes(column)


def put(column: bytearray, value: int) -> None:
    """Write one number at the end of a column of varints."""
    while value > 127:
        column.append(value & 127 | 128)
        value >>= 7
    column.append(value)


def lines(texts: Iterable[str]) -> bytes:
    """Texts in UTF-8, each ended by a line feed."""
    return "".join(" ".join(text.splitlines()) + "\n" for text in texts).encode()
