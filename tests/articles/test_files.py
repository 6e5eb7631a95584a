"""Finding documents: folders, formats, and what cannot be opened."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from conflictmap.articles import files
from conflictmap.articles.files import Format, files_at, read_files
from conflictmap.articles.reading import Defaults

NOBODY = 65534
DATED = "date 2017-09-22 AFP, BAGHDAD\nIraqi forces took {}."
LINE = '{{"text": "Iraqi forces took {}.", "published": "2017-09-22", "source": "AFP"}}\n'


def read(*paths: Path | str, written_as: Format | None = None) -> list[tuple[str, bool, str]]:
    """Origin without folder, whether there is a document, and the error, of all that is read."""
    readings = read_files(files_at(str(path) for path in paths), Defaults(), written_as)
    return [
        (Path(reading.origin).name, reading.document is not None, reading.error.split(":")[0]) for reading in readings
    ]


def test_a_folder_is_read_to_its_depths_in_order_of_name(tmp_path: Path) -> None:
    (tmp_path / "b" / "deep").mkdir(parents=True)
    (tmp_path / ".hidden").mkdir()
    (tmp_path / "b" / "deep" / "two.txt").write_text(DATED.format("Hawija"))
    (tmp_path / "a.txt").write_text(DATED.format("Rawa"))
    (tmp_path / "c.jsonl").write_text(LINE.format("Anah") + "\n" + LINE.format("Hit"))
    (tmp_path / "picture.png").write_bytes(b"\x89PNG")
    (tmp_path / ".hidden" / "x.txt").write_text(DATED.format("Hit"))
    assert read(tmp_path) == [
        ("a.txt", True, ""),
        ("c.jsonl line 1", True, ""),
        ("c.jsonl line 3", True, ""),
        ("two.txt", True, ""),
    ]


def test_each_bad_file_or_line_is_one_reading_and_the_rest_goes_on(tmp_path: Path) -> None:
    (tmp_path / "bad.jsonl").write_text(LINE.format("Anah") + "{\n" + LINE.format("Hit"))
    (tmp_path / "empty.jsonl").write_text("\n")
    (tmp_path / "empty.txt").write_text("")
    (tmp_path / "photo.jpg").write_bytes(b"\xff\xd8")
    assert read(tmp_path / "missing.txt", tmp_path / "photo.jpg", tmp_path) == [
        ("missing.txt", False, "cannot be opened"),
        ("photo.jpg", False, "is neither .txt nor .jsonl. Say with --format how it is written."),
        ("bad.jsonl line 1", True, ""),
        ("bad.jsonl line 2", False, "is not JSON"),
        ("bad.jsonl line 3", True, ""),
        ("empty.jsonl", False, "is empty"),
        ("empty.txt", False, "is empty"),
    ]


@contextmanager
def without_privileges() -> Iterator[None]:
    """Be nobody for a while where the tests run as root, whom no permission stops."""
    is_root = os.geteuid() == 0
    if is_root:
        os.seteuid(NOBODY)
    try:
        yield
    finally:
        if is_root:
            os.seteuid(0)


def test_what_may_not_be_read_is_reported_and_the_rest_goes_on() -> None:
    with TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)
        (folder / "a").mkdir()
        (folder / "a" / "x.txt").write_text(DATED.format("Hit"))
        (folder / "b.txt").write_text(DATED.format("Rawa"))
        (folder / "c.txt").write_text(DATED.format("Anah"))
        (folder / "a").chmod(0)
        (folder / "b.txt").chmod(0)
        with without_privileges():
            found = read(folder, folder / "a" / "x.txt")
        (folder / "a").chmod(0o755)
    assert found == [
        ("b.txt", False, "cannot be opened"),
        ("c.txt", True, ""),
        ("a", False, "is a folder that cannot be read. Check its permissions."),
        ("x.txt", False, "cannot be opened"),
    ]


def test_a_line_beyond_the_limit_costs_only_itself(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "MAX_LINE_BYTES", 200)
    path = tmp_path / "x.jsonl"
    path.write_text(LINE.format("Anah") + LINE.format("H" * 1000) + LINE.format("Hit"))
    assert read(path) == [
        ("x.jsonl line 1", True, ""),
        ("x.jsonl line 2", False, "is longer than 10 MB. Split it into its articles."),
        ("x.jsonl line 3", True, ""),
    ]


@pytest.mark.parametrize(("text", "written_as"), [(DATED, None), (LINE, Format.JSONL)])
def test_standard_input(text: str, written_as: Format | None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(text.format("Hawija").encode())))
    [(origin, found, _)] = read("-", written_as=written_as)
    assert found
    assert origin.startswith("standard input")


def test_right_to_left_and_combining_characters_are_kept(tmp_path: Path) -> None:
    text = "date 2017-09-22 AFP\nسيطرت القوات العراقية على الحويجة\u200f. Deir ez-Zo\u0304r\r\n"
    (tmp_path / "x.txt").write_bytes(text.encode())
    [reading] = read_files([str(tmp_path / "x.txt")], Defaults())
    assert reading.document is not None
    assert reading.document.text == text
