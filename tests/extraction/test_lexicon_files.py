"""The lexicon files keep to their schemas, and what is wrong in one is told so that a person finds it."""

import shutil
from pathlib import Path

import pytest

from conflictmap.extraction.check_lexicons import faults
from conflictmap.extraction.lexicon_files import FOLDER


def test_the_lexicons_are_in_order() -> None:
    assert faults() == []


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    copy = tmp_path / "lexicons"
    shutil.copytree(FOLDER, copy)
    return copy


@pytest.mark.parametrize(
    ("file", "old", "new", "told"),
    [
        ("theatres/sudan.yaml", "until: 2023-04-14", "until: April 2023", "periods > 0 > until: 'April 2023' is not a"),
        ("theatres/sudan.yaml", "only_in: [Sudan]", "only_in: [Sudaan]", "only_in: no pack has a country 'Sudaan'"),
        ("theatres/sudan.yaml", "paramilitaries:", "paramilitary:", "roles: actors.yaml has no role 'paramilitary'"),
        (
            "theatres/sudan.yaml",
            'rebels: "other:Rapid Support Forces"',
            "rebels: Rebels",
            "roles > rebels: no pack has a party 'Rebels'",
        ),
        (
            "theatres/sudan.yaml",
            'government: "other:Sudanese army"',
            "ruler: 1",
            "Additional properties are not allowed",
        ),
        ("theatres/sudan.yaml", "theatre: Sudan", "theatre: [Sudan", "no valid YAML"),
        ("triggers.yaml", "frame: expel", "frame: expl", "no frame is called 'expl'"),
        ("dates.yaml", "january: 1", "january: 13", "months > january: 13 is greater than the maximum"),
    ],
)
def test_a_fault_names_the_file_the_entry_and_the_field(folder: Path, file: str, old: str, new: str, told: str) -> None:
    path = folder / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    found = faults(folder)
    assert any(fault.startswith(f"{file}: ") and told in fault for fault in found), found


def test_days_out_of_order_are_told(folder: Path) -> None:
    path = folder / "theatres" / "sudan.yaml"
    text = path.read_text(encoding="utf-8").replace("since: 2023-11-01", "since: 2023-11-01\n    until: 2022-01-01", 1)
    path.write_text(text, encoding="utf-8")
    where = "theatres/sudan.yaml: actors > other:Sudanese army > Joint Forces"
    assert faults(folder) == [f"{where}: until 2022-01-01 lies before since 2023-11-01"]
