"""Reads timeline files back into columns, as the page does (`static/atlas/story/payload.js`)."""

from __future__ import annotations

import json
import re
import struct
from itertools import accumulate
from typing import Any


def content_of(response: Any) -> bytes:
    """All of a file that the server sends in pieces."""
    return b"".join(response.streaming_content)


def varints(data: bytes) -> list[int]:
    """The numbers of a column."""
    numbers, value, shift = [], 0, 0
    for byte in data:
        value |= (byte & 127) << shift
        shift += 7
        if byte < 128:
            numbers.append(value)
            value, shift = 0, 0
    assert shift == 0, "the column ends inside a number"
    return numbers


def unzigzag(value: int) -> int:
    return -(value + 1) // 2 if value & 1 else value // 2


def degrees(data: bytes) -> list[float]:
    steps, found = 0, []
    for difference in varints(data):
        steps += unzigzag(difference)
        found.append(steps / 100_000)
    return found


def lines(data: bytes) -> list[str]:
    *texts, rest = data.decode().split("\n")
    assert rest == ""
    return texts


def whole_slug(text: str, name: str) -> str:
    return re.sub("[^a-z0-9]+", "-", name.lower()).strip("-") + text[1:] if text.startswith("+") else text


def read_columns(content: bytes) -> tuple[dict[str, Any], dict[str, bytes]]:
    """The head of a file and its columns."""
    magic, form, size = struct.unpack("<4sBI", content[:9])
    assert (magic, form) == (b"cmap", 3)
    head: dict[str, Any] = json.loads(content[9 : 9 + size])
    raw, place = {}, 9 + size
    for name, length in head["columns"]:
        raw[name] = content[place : place + length]
        place += length
    assert place == len(content)
    return head, raw


def read_names(raw: dict[str, bytes]) -> dict[str, list[str]]:
    """Names and slugs row by row."""
    names = lines(raw["names.name"])
    slugs = [whole_slug(text, name) for text, name in zip(lines(raw["names.slug"]), names, strict=True)]
    return {"slug": slugs, "name": names, "name_ar": lines(raw["names.name_ar"])}


def read_timeline(content: bytes) -> dict[str, Any]:
    """The head's entries, and the tables `towns`, `periods` and `pressure` as dictionaries of columns.

    Names and slugs are those of the towns that `named` counts; `names.town` tells which towns these are.
    """
    head, raw = read_columns(content)
    gaps = map(unzigzag, varints(raw["names.town"]))
    named = list(accumulate(gaps))
    places = [head["places"][number] for number in varints(raw["towns.place"])]
    towns = {
        **read_names(raw),
        "country": [country for country, _, _ in places],
        "region": [region for _, region, _ in places],
        "place_kind": [kind for _, _, kind in places],
        "lon": degrees(raw["towns.lon"]),
        "lat": degrees(raw["towns.lat"]),
        "population": varints(raw["towns.population"]),
    }
    return head | {
        "names.town": named,
        "towns": towns,
        "periods": read_periods(head, raw),
        "pressure": read_pressure(head, raw),
    }


def read_periods(head: dict[str, Any], raw: dict[str, bytes]) -> dict[str, list[Any]]:
    kinds = iter(varints(raw["periods.kind"]))
    gaps, lengths = iter(varints(raw["periods.gap"])), iter(varints(raw["periods.length"]))
    vouched, grades = iter(varints(raw["confirmations.count"])), iter(varints(raw["confirmations.confidence"]))
    vouched_days = iter(varints(raw["confirmations.day"]))
    columns: dict[str, list[Any]] = {
        name: [] for name in ("town", "from", "to", "status", "holders", "share", "unreviewed", "confirmations")
    }
    for town, count in enumerate(varints(raw["periods.count"])):
        day = head["origin"]
        for left in range(count // 2, 0, -1):
            first = day + next(gaps)
            end = None if left == 1 and count % 2 else first + next(lengths)
            before, confirmations = first, []
            for _ in range(next(vouched)):
                before += unzigzag(next(vouched_days))
                confirmations.append([before, head["confidences"][next(grades)]])
            row = (town, first, end, *head["kinds"][next(kinds)], confirmations)
            for column, value in zip(columns.values(), row, strict=True):
                column.append(value)
            day = end
    return columns


def read_pressure(head: dict[str, Any], raw: dict[str, bytes]) -> dict[str, list[Any]]:
    columns: dict[str, list[Any]] = {name: [] for name in ("town", "from", "to", "status", "by")}
    kinds, gaps, lengths = (iter(varints(raw[f"pressure.{name}"])) for name in ("kind", "gap", "length"))
    for town, count in enumerate(varints(raw["pressure.count"])):
        first = head["origin"]
        for _ in range(count):
            first += next(gaps)
            length = next(lengths)
            row = (town, first, first + length if length else None, *head["pressure_kinds"][next(kinds)])
            for column, value in zip(columns.values(), row, strict=True):
                column.append(value)
    return columns
