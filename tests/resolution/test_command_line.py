"""`python -m conflictmap.resolution`, and that it runs without Django, geopy or a database."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

PROJECT = Path(__file__).resolve().parents[2]
BLOCKED = ("django", "geopy", "psycopg")

MOSUL: dict[str, Any] = {
    "town": "Mosul",
    "actor": "Islamic State",
    "kind": "loses",
    "from": "2017-07-01",
    "to": "2017-07-31",
    "modality": "asserted",
    "confidence": 0.9,
    "source": "AFP",
    "published": "2017-09-22",
    "review": "accepted",
}


def run(lines: list[dict[str, Any] | str | bytes], *options: str) -> tuple[list[dict[str, Any]], list[str], int]:
    """Periods, lines on standard error and exit status."""
    program = (
        "import sys, runpy\n"
        f"for name in {BLOCKED!r}: sys.modules[name] = None\n"
        f"sys.argv = ['resolution', *{list(options)!r}]\n"
        "runpy.run_module('conflictmap.resolution', run_name='__main__')\n"
    )
    encoded = [
        one if isinstance(one, bytes) else (one if isinstance(one, str) else json.dumps(one)).encode() for one in lines
    ]
    done = subprocess.run(
        [sys.executable, "-c", program], input=b"\n".join(encoded), capture_output=True, check=False, cwd=PROJECT
    )
    periods = [json.loads(line) for line in done.stdout.decode().splitlines()]
    return periods, done.stderr.decode().splitlines(), done.returncode


def test_claims_in_periods_out() -> None:
    periods, faults, status = run([MOSUL])
    assert (faults, status) == ([], 0)
    shared = {"town": "Mosul", "share": None, "rule": 7, "claims": [1], "confidence": 0.99}
    assert periods == [
        {"from": "2017-07-01", "to": "2017-07-31", "status": "changing", "holders": ["Islamic State"], **shared},
        {"from": "2017-08-01", "to": None, "status": "unknown", "holders": [], **shared},
    ]


def test_periods_come_by_town_then_by_day_and_name_the_given_ids() -> None:
    state = {**MOSUL, "kind": "holds", "to": "2017-07-01", "town": "الرقة", "id": "r-1"}
    part = {**state, "kind": "partly_holds", "from": "2017-09-22", "to": "2017-09-22", "actor": "SDF", "share": 0.6}
    periods, _, _ = run([{**part, "id": 7}, state, {**MOSUL, "kind": "captures", "from": None}])
    assert [(one["town"], one["from"], one["claims"]) for one in periods] == [
        ("Mosul", "2017-07-31", [3]),
        ("الرقة", "2017-07-01", ["r-1"]),
        ("الرقة", "2017-09-22", ["r-1", 7]),
    ]
    assert periods[2]["holders"] == ["SDF", "Islamic State"]
    assert periods[2]["share"] == 0.6


def test_known_at() -> None:
    late = {**MOSUL, "kind": "captures", "actor": "Iraqi government", "published": "2017-10-01"}
    periods, _, _ = run([MOSUL, late], "--known-at", "2017-09-30")
    assert {claim for period in periods for claim in period["claims"]} == {1}


def test_the_threshold_can_be_set() -> None:
    unsure = {**MOSUL, "review": "proposed", "confidence": 0.4}
    assert run([unsure])[0] == []
    assert len(run([unsure], "--threshold", "0.3")[0]) == 2


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("not json", "line 2: is not JSON"),
        ("[1]", "line 2: is JSON but not an object; write one object a line"),
        (b'{"town": "\xff"}', "line 2: byte 11 is not UTF-8; save the file as UTF-8"),
        ({**MOSUL, "town": " "}, "line 2: town: ' ' is no text; give a text"),
        ({**MOSUL, "town": "\ud800"}, "line 2: town: holds half of a character"),
        ({key: MOSUL[key] for key in MOSUL if key != "actor"}, "line 2: actor: is missing"),
        ({key: MOSUL[key] for key in MOSUL if key != "from"}, "line 2: from: is missing"),
        (
            {**MOSUL, "from": "2017-13-40"},
            "line 2: from: '2017-13-40' is no day of the calendar; write it as YYYY-MM-DD",
        ),
        ({**MOSUL, "from": "20170701"}, "line 2: from: '20170701' is no day of the calendar"),
        ({**MOSUL, "to": "2017-06-01"}, "line 2: to: 2017-06-01 is before from, 2017-07-01; swap them or correct one"),
        ({**MOSUL, "published": None}, "line 2: published: is missing"),
        ({**MOSUL, "kind": "liberates"}, "line 2: kind: 'liberates' is not known; give one of captures, holds"),
        ({**MOSUL, "kind": ["holds"]}, "line 2: kind: ['holds'] is not known"),
        ({**MOSUL, "modality": None}, "line 2: modality: is missing"),
        ({**MOSUL, "confidence": 1.5}, "line 2: confidence: 1.5 is not in 0..1; give a number from 0 to 1"),
        ({**MOSUL, "confidence": float("nan")}, "line 2: confidence: nan is not in 0..1"),
        ({**MOSUL, "confidence": True}, "line 2: confidence: True is not in 0..1"),
        ({**MOSUL, "share": "half"}, "line 2: share: 'half' is not in 0..1"),
        ({**MOSUL, "against": 5}, "line 2: against: 5 is no text"),
        ({**MOSUL, "place_kind": "river"}, "line 2: place_kind: 'river' is not known; give one of town, district"),
        ({**MOSUL, "position": 1.5}, "line 2: position: 1.5 is no whole number"),
        ({**MOSUL, "id": [1]}, "line 2: id: [1] is no text"),
        ({**MOSUL, "id": "first"}, "line 2: id: 'first' is taken by an earlier line"),
    ],
)
def test_a_bad_line_is_named_and_the_others_go_on(line: dict[str, Any] | str | bytes, message: str) -> None:
    periods, faults, status = run([{**MOSUL, "id": "first"}, line, "", {**MOSUL, "town": "Erbil"}])
    assert len(faults) == 1
    assert faults[0].startswith(message)
    assert status == 1
    assert {one["town"] for one in periods} == {"Mosul", "Erbil"}


@pytest.mark.parametrize("options", [("--known-at", "2017-13-40"), ("--threshold", "2")])
def test_a_wrong_option_is_refused(options: tuple[str, str]) -> None:
    periods, faults, status = run([MOSUL], *options)
    assert (periods, status) == ([], 2)
    assert repr(options[1]) in faults[-1]


def test_days_at_the_ends_of_the_calendar() -> None:
    first = {**MOSUL, "kind": "captures", "from": "0001-01-01", "to": "0001-01-01"}
    last = {**MOSUL, "kind": "contests", "actor": "clans", "from": "9999-12-30", "to": "9999-12-31"}
    periods, faults, _ = run([first, last])
    assert faults == []
    assert [(one["from"], one["to"], one["status"]) for one in periods] == [
        ("0001-01-01", "9999-12-29", "held"),
        ("9999-12-30", None, "contested"),
    ]


def test_nothing_in_nothing_out() -> None:
    assert run([]) == ([], [], 0)
