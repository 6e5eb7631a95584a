"""`make compile`: what is compiled reads the same, and a build of other sources is never found."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest

from conflictmap.extraction.builds import LIBRARY, PACKAGE, SUFFIX, name_of_build, use_build

ROOT = Path(__file__).parents[2]
SPANS = '''"""Spans of tokens."""
from __future__ import annotations

from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Span:
    """Tokens `start` to `end`."""

    start: int
    end: int = 9

    def __len__(self) -> int:
        return self.end - self.start


def lengths(starts: list[int], ends: list[int]) -> list[int]:
    return [len(Span(start, end)) for start, end in zip(starts, ends, strict=True)]


def wider(span: Span) -> Span:
    return replace(span, **{"end": span.end + 1})
'''
USE = """
import sys
from pathlib import Path
from conflictmap.extraction.builds import use_build
builds, package = map(Path, sys.argv[1:])
sys.path.insert(0, str(package.parent.parent))
import words.stages
print(use_build(words.stages.__path__, builds, package))
from words.stages import spans
print(Path(spans.__file__).suffix, spans.lengths([1, 2], [4, 9]), spans.wider(spans.Span(3)), hash(spans.Span(1)) != 0)
"""


@pytest.fixture
def sources(tmp_path: Path) -> Path:
    """A copy of the sources, as `PACKAGE`."""
    for package in ("core", "extraction"):
        shutil.copytree(PACKAGE.parent / package, tmp_path / package, ignore=shutil.ignore_patterns("__pycache__"))
    return tmp_path / "extraction"


def put_build(folder: Path, name: str) -> None:
    """A build whose library cannot be loaded: whether it is tried tells whether it was found."""
    (folder / name).mkdir(parents=True)
    (folder / name / (LIBRARY + SUFFIX)).write_bytes(b"no machine code")


def test_the_same_sources_have_the_same_build(sources: Path) -> None:
    assert name_of_build(sources) == name_of_build()
    assert name_of_build().endswith(SUFFIX.removesuffix(".so"))


@pytest.mark.parametrize("changed", ["extraction/tokens.py", "extraction/extract.py", "core/claims.py"])
def test_other_sources_have_another_build(sources: Path, changed: str) -> None:
    with (sources.parent / changed).open("a") as source:
        source.write("# changed\n")
    assert name_of_build(sources) != name_of_build()


def test_a_build_is_tried_and_without_it_plain_python_reads(tmp_path: Path) -> None:
    put_build(tmp_path, name_of_build())
    search_path = ["here"]
    with pytest.warns(UserWarning, match="plain Python reads instead"):
        assert not use_build(search_path, tmp_path)
    assert search_path == ["here"]


def test_a_stale_build_is_not_found(tmp_path: Path) -> None:
    put_build(tmp_path, "0123456789ab" + SUFFIX.removesuffix(".so"))
    search_path = ["here"]
    assert not use_build(search_path, tmp_path)
    assert not use_build(search_path, tmp_path / "none")
    assert search_path == ["here"]


def version(folder: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "conflictmap.extraction", "--version"],
        env={**os.environ, "COMPILED_EXTRACTION": folder},
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )


def test_the_variable_names_the_folder_or_turns_builds_off(tmp_path: Path) -> None:
    put_build(tmp_path, name_of_build())
    tried, off = version(str(tmp_path)), version("none")
    assert "cannot be loaded" in tried.stderr
    assert off.stderr == ""
    assert off.stdout.endswith(", plain Python\n")
    assert tried.stdout == off.stdout


def test_rewritten_sources_do_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(ROOT / "bin")
    from native_sources import native

    # Only compiled code may set the fields of a frozen class as the rewritten one does.
    rewritten = native(SPANS.replace("frozen=True", "unsafe_hash=True"))
    assert "def __init__(self, start: int, end: int=9)" in rewritten
    assert "slots" not in rewritten
    assert "strict" not in rewritten
    (tmp_path / "rewritten_spans.py").write_text(rewritten)
    monkeypatch.syspath_prepend(tmp_path)
    spans = import_module("rewritten_spans")
    assert spans.lengths([1, 2], [4, 9]) == [3, 7]
    assert spans.wider(spans.Span(3)) == spans.Span(3, 10)
    assert {spans.Span(3): "seen"}[spans.Span(3, 9)] == "seen"


def test_every_stage_can_be_translated(tmp_path: Path) -> None:
    """Also where nobody compiles: mypyc takes a little less than plain Python does."""
    pytest.importorskip("setuptools", reason="make compile installs it")
    translate = """
import sys
sys.path[:0] = sys.argv[1:]
from compile_extraction import NOT_COMPILED, translate
from conflictmap.extraction.builds import LIBRARY, PACKAGE
translate(PACKAGE, NOT_COMPILED, LIBRARY)
"""
    paths = [str(ROOT / "bin"), str(ROOT)]
    done = subprocess.run([sys.executable, "-c", translate, *paths], cwd=tmp_path, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert len([*tmp_path.rglob("__native_conflictmap*.c")]) > 60


def test_what_is_compiled_is_found_until_its_sources_change(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("setuptools", reason="make compile installs it")
    if not shutil.which("cc"):
        pytest.skip("there is no C compiler; make compile installs one")
    monkeypatch.syspath_prepend(ROOT / "bin")
    from compile_extraction import compile_package

    package, builds = tmp_path / "words" / "stages", tmp_path / "builds"
    package.mkdir(parents=True)
    (package.parent / "__init__.py").touch()
    (package / "__init__.py").touch()
    (package / "spans.py").write_text(SPANS)
    (package / "other.py").write_text('"""One library holds several modules."""\n')
    compile_package(package, frozenset({"__init__"}), LIBRARY, builds / name_of_build(package))
    use = [sys.executable, "-c", USE, str(builds), str(package)]

    def answer() -> list[str]:
        environment = {**os.environ, "COMPILED_EXTRACTION": "none"}
        return subprocess.run(use, env=environment, cwd=ROOT, capture_output=True, text=True, check=True).stdout.split(
            "\n"
        )

    same = " [3, 7] Span(start=3, end=10) True"
    assert answer() == ["True", f".so{same}", ""]
    (package / "other.py").write_text('"""Changed."""\n')
    assert answer() == ["False", f".py{same}", ""]
