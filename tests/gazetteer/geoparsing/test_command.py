"""``manage.py geoparse``: lines in, lines out."""

from __future__ import annotations

import io
import json
from types import SimpleNamespace
from typing import Any

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError


def run(monkeypatch: pytest.MonkeyPatch, lines: bytes, **options: object) -> tuple[list[dict[str, Any]], str, str]:
    """The objects written, what went to standard error, and the command's own error."""
    output, errors, failure = io.BytesIO(), io.StringIO(), ""
    monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=io.BytesIO(lines)))
    monkeypatch.setattr("sys.stdout", SimpleNamespace(buffer=output))
    try:
        call_command("geoparse", stderr=errors, no_color=True, **options)
    except CommandError as error:
        failure = str(error)
    return [json.loads(line) for line in output.getvalue().splitlines()], errors.getvalue(), failure


def test_each_name_has_its_place_or_nulls(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "Snow fell in Mosul and in the village of Zarkuyeh."
    rows, errors, failure = run(monkeypatch, json.dumps({"id": 7, "text": text}).encode())
    assert (errors, failure) == ("", "")
    (row,) = rows
    mosul, village = row["places"]
    assert row["id"] == 7
    assert list(mosul) == ["start", "end", "text", "name", "lon", "lat", "country", "geonames_id", "score"]
    assert (mosul["start"], mosul["end"], mosul["text"], mosul["country"]) == (13, 18, "Mosul", "IQ")
    assert (mosul["geonames_id"], round(mosul["lat"], 1), round(mosul["lon"], 1)) == (99072, 36.3, 43.1)
    assert 0.5 < mosul["score"] <= 1
    assert village == {
        "start": 41, "end": 49, "text": "Zarkuyeh",
        **dict.fromkeys(["name", "lon", "lat", "country", "geonames_id", "score"]),
    }  # fmt: skip


def test_bad_lines_are_named_and_the_rest_goes_on(monkeypatch: pytest.MonkeyPatch) -> None:
    lines = (
        b'\xef\xbb\xbf{"id": "a", "text": "In Mosul."}\nnot json\n\n{"id": "b"}\n{"id": 1.5, "text": ""}\n'
        b'{"id": "c", "text": "In \\ud800"}\n'
    )
    rows, errors, failure = run(monkeypatch, lines)
    assert [row["id"] for row in rows] == ["a", "c"]
    assert [line.partition(":")[0] for line in errors.splitlines()] == ["line 2", "line 4", "line 5"]
    assert 'field "text" is missing; add it' in errors
    assert failure == "3 lines could not be read; all others were answered."


def test_a_country_may_be_preferred(monkeypatch: pytest.MonkeyPatch) -> None:
    line = b'{"id": 1, "text": "The market in Tripoli burned."}'
    (libya,), _, _ = run(monkeypatch, line, country=["ly"])
    (lebanon,), _, _ = run(monkeypatch, line, country=["LB"])
    assert [row["places"][0]["country"] for row in (libya, lebanon)] == ["LY", "LB"]
    assert "XX: write a country" in run(monkeypatch, line, country=["XX"])[2]
