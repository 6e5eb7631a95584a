"""Finds the stages compiled to machine code (``make compile``), while they are still those of the sources beside this.

Builds lie in folders named after the sources and the Python that they were made of and for: one made of other sources,
or for another Python, has another name and is never found. Without one that fits, plain Python reads the same.
"""

from __future__ import annotations

import os
import sys
import warnings
from importlib.machinery import EXTENSION_SUFFIXES
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

from conflictmap.extraction.lexicon_files import digest

PACKAGE = Path(__file__).parent
FOLDER = Path(os.environ.get("COMPILED_EXTRACTION") or PACKAGE.parents[1] / ".compiled")
"""Where builds lie; the variable names another folder, or none that exists to do without."""
SUFFIX = EXTENSION_SUFFIXES[0]
"""Of compiled modules: names the kind and version of Python, the processor and the C library."""
LIBRARY = "conflictmap_extraction__mypyc"
"""The module with all the machine code, next to the folder ``stages`` of the modules that only name its parts."""


def name_of_build(package: Path = PACKAGE) -> str:
    """The name of the build of these sources for this Python: what they import counts with them."""
    sources = [path for folder in (package, package.parent / "core") for path in sorted(folder.glob("*.py"))]
    return digest(sources) + SUFFIX.removesuffix(".so")


def use_build(search_path: list[str], folder: Path = FOLDER, package: Path = PACKAGE) -> bool:
    """Have the stages imported from the build that fits, if there is one; whether there is.

    `search_path`: of the package, whose other modules go on being found there.
    """
    if not folder.is_dir():
        return False
    build = folder / name_of_build(package)
    library = build / (LIBRARY + SUFFIX)
    if not library.is_file():
        return False
    try:
        spec = spec_from_file_location(LIBRARY, library)
        if spec is None or spec.loader is None:
            return False
        module = module_from_spec(spec)
        spec.loader.exec_module(module)
    except ImportError as error:
        warnings.warn(f"{build} cannot be loaded ({error}); plain Python reads instead", stacklevel=2)
        return False
    sys.modules[LIBRARY] = module
    search_path.insert(0, str(build / "stages"))
    return True
