"""Compile the stages of extraction to machine code; called by bin/compile.

Compiled is a copy of the sources, rewritten for mypyc. What comes out must read all labelled passages as plain Python
does, to the byte; only then it gets the name under which `conflictmap.extraction.builds` finds it.
"""

from __future__ import annotations

import contextlib
import io
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

PROJECT = Path(__file__).resolve().parent.parent
PASSAGES = PROJECT / "tests/extraction/labelled"
NOT_COMPILED = frozenset(
    {
        "__init__",
        "__main__",
        "builds",
        "check_lexicons",
        "explanation",
        "explanation_text",
        "jsonlines",
        "lexicon_files",
    }
)
"""What runs once a process or once a text, and what finds files beside itself."""


class CompilingError(Exception):
    """No build came out; the message says why."""


def translate(package: Path, kept: frozenset[str], library: str) -> list[Any]:
    """Translate the modules of a package, but those `kept` as they are, to C: extension modules for setuptools.

    In the directory it is called in; the packages beside this one are taken for their types only. Raises
    CompilingError.
    """
    from mypyc.build import mypycify
    from native_sources import native

    around = package.parent
    translated = []
    for path in sorted(around.rglob("*.py")):
        copy, source = path.relative_to(around.parent), path.read_text(encoding="utf-8")
        copy.parent.mkdir(parents=True, exist_ok=True)
        if path.parent == package and path.stem not in kept:
            source = native(source)
            translated.append(str(copy))
        copy.write_text(source, encoding="utf-8")
    paths = ["--config-file=", "--ignore-missing-imports", "--disable-error-code=misc", *translated]
    name, said = library.removesuffix("__mypyc"), io.StringIO()
    try:
        with contextlib.redirect_stdout(said):
            return list(mypycify(paths, opt_level="2", debug_level="0", multi_file=True, group_name=name))
    except SystemExit as error:
        raise CompilingError(f"{said.getvalue()}{error}") from error


def compile_package(package: Path, kept: frozenset[str], library: str, target: Path) -> None:
    """Compile the modules of a package, but those `kept` as they are; raises CompilingError.

    In `target` then lie one library of that name, which ends in ``__mypyc``, and in ``stages`` a small module for each
    that names its part of it.
    """
    from setuptools import setup

    with tempfile.TemporaryDirectory() as folder, contextlib.chdir(folder):
        modules = translate(package, kept, library)
        build = ["--quiet", "build_ext", "--build-lib", "built"]
        try:
            setup(name=package.name, packages=[], ext_modules=modules, script_args=build)
        except SystemExit as error:
            raise CompilingError(str(error)) from error
        target.mkdir(parents=True)
        shutil.move(f"built/{package.parent.name}/{package.name}", target / "stages")
        for path in Path("built").glob("*.so"):
            shutil.move(path, target / path.name)


def compare(builds: Path) -> int:
    """Read the labelled passages with a build and without, at once; how many there are. Raises CompilingError."""
    passages = b"".join(path.read_bytes() for path in sorted(PASSAGES.glob("*.jsonl")))
    read = [sys.executable, "-W", "error::UserWarning", "-m", "conflictmap.extraction"]
    with contextlib.ExitStack() as files:
        outputs, running = [], []
        for folder, how in ((builds, "compiled"), (Path("none"), "plain Python")):
            environment = {**os.environ, "COMPILED_EXTRACTION": str(folder)}
            version = subprocess.run(
                [*read, "--version"], cwd=PROJECT, env=environment, capture_output=True, check=False
            )
            if not version.stdout.strip().endswith(how.encode()):
                raise CompilingError(f"what was built is not used: {(version.stderr or version.stdout).decode()}")
            given, output = files.enter_context(tempfile.TemporaryFile()), files.enter_context(tempfile.TemporaryFile())
            given.write(passages)
            given.seek(0)
            running.append(subprocess.Popen(read, stdin=given, stdout=output, cwd=PROJECT, env=environment))
            outputs.append(output)
        ended = [process.wait() for process in running]
        if any(ended):
            raise CompilingError("reading the labelled passages failed")
        answers = []
        for output in outputs:
            output.seek(0)
            answers.append(output.read().splitlines())
    different = [plain for compiled, plain in zip(*answers, strict=True) if compiled != plain]
    if different:
        raise CompilingError(f"{len(different)} passages are read otherwise, the first as plain Python reads it: "
                             f"{different[0].decode()}")  # fmt: skip
    return len(answers[0])


def main() -> int:
    """Build, compare, keep; 1 when no build came out."""
    sys.path.insert(0, str(PROJECT))
    from conflictmap.extraction.builds import FOLDER, LIBRARY, PACKAGE, name_of_build

    build = FOLDER.resolve() / name_of_build()
    build.parent.mkdir(parents=True, exist_ok=True)
    if build.is_dir():
        print("compile: these sources are compiled already")
    else:
        print("compile: the stages of extraction, which takes some minutes", flush=True)
        with tempfile.TemporaryDirectory(dir=build.parent, prefix="unfinished-") as folder:
            made = Path(folder) / build.name
            try:
                compile_package(PACKAGE, NOT_COMPILED, LIBRARY, made)
                count = compare(made.parent)
            except CompilingError as error:
                print(f"compile: {error}\ncompile: nothing was compiled; plain Python goes on reading", file=sys.stderr)
                return 1
            made.rename(build)
        print(f"compile: done; {count} passages are read as plain Python reads them")
    for other in build.parent.iterdir():
        if other != build:
            shutil.rmtree(other)
    return 0


if __name__ == "__main__":
    sys.exit(main())
