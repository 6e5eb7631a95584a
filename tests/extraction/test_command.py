"""The command line: lines in, lines out, bad lines named."""

import json
import subprocess
import sys
from datetime import date
from pathlib import Path

from conflictmap.extraction import EXTRACTOR_VERSION, extract

ROOT = Path(__file__).parents[2]
GOOD = {"id": "a", "published": "2014-11-09", "text": "Rebels took Nawa from the Syrian army."}


def run(data: bytes) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "conflictmap.extraction"], input=data, capture_output=True, cwd=ROOT, check=False
    )


def lines(*rows: object) -> bytes:
    return "".join(f"{row if isinstance(row, str) else json.dumps(row)}\n" for row in rows).encode()


def test_a_good_line_gives_the_fields_of_the_guide() -> None:
    done = run(lines(GOOD))
    assert done.returncode == 0
    assert done.stderr == b""
    answer = json.loads(done.stdout)
    assert answer["id"] == "a"
    (claim,) = answer["claims"]
    assert claim == {
        "quote": "Rebels took Nawa",
        "start": 0,
        "end": 16,
        "place": "Nawa",
        "place_kind": "town",
        "relation": "in",
        "actor": "Rebels",
        "actor_canonical": "Syrian opposition",
        "kind": "captures",
        "from": None,
        "to": "2014-11-09",
        "precision": "open",
        "modality": "asserted",
        "confidence": claim["confidence"],
        "rule": "capture",
        "against": "Syrian government",
    }


def test_bad_lines_are_named_and_the_others_go_on() -> None:
    rows = [
        "not json",
        "[1]",
        {"id": "b", "text": "x"},
        {**GOOD, "published": "2017-13-40"},
        {**GOOD, "published": 5},
        {**GOOD, "text": None},
        {**GOOD, "id": None},
        GOOD,
    ]
    done = run(lines(*rows))
    assert done.returncode == 1
    assert [json.loads(line)["id"] for line in done.stdout.splitlines()] == ["a"]
    errors = done.stderr.decode().splitlines()
    assert [error.split(":")[0] for error in errors] == [f"line {n}" for n in range(1, 8)]
    for error, word in zip(
        errors, ("JSON", "object", "published", "2017-13-40", "published", "text", "id"), strict=True
    ):
        assert word in error


def test_marks_bytes_and_lone_surrogates_are_survived() -> None:
    surrogate = '{"id": "s\\ud800", "published": "2014-11-09", "text": "Rebels took \\ud800 Nawa."}\n'
    done = run(b"\xef\xbb\xbf" + lines(GOOD) + b"\n\xff\xfe\n" + surrogate.encode() + b"{\n")
    assert done.returncode == 1
    first, second = (json.loads(line) for line in done.stdout.splitlines())
    assert first["id"] == "a"
    assert second["id"] == "s\ud800"
    assert [line[:7] for line in done.stderr.decode().splitlines()] == ["line 3:", "line 5:"]


def test_nothing_in_gives_nothing_out() -> None:
    done = run(b"")
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")


def test_the_version_names_the_lexicons() -> None:
    code, _, digest = EXTRACTOR_VERSION.partition("+")
    assert code
    assert len(digest) == 12


BLOCKED = """
import sys

class Blocker:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in {
            "django", "geopy", "psycopg", "psycopg2", "requests", "socket", "dateparser", "sklearn", "numpy", "scipy"
        }:
            raise ImportError(f"{name} is blocked")

sys.meta_path.insert(0, Blocker())
import conflictmap.core.days, conflictmap.core.claims, conflictmap.core.periods
from conflictmap.extraction.__main__ import main
sys.exit(main())
"""


def test_it_runs_without_django_geopy_database_network_or_learning_library() -> None:
    done = subprocess.run(
        [sys.executable, "-c", BLOCKED], input=lines(GOOD), capture_output=True, cwd=ROOT, check=False
    )
    assert done.returncode == 0, done.stderr.decode()
    assert len(json.loads(done.stdout)["claims"]) == len(extract(str(GOOD["text"]), date(2014, 11, 9)))
