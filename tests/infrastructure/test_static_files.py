"""The static files can be collected, hashed and compressed: every file that another one names is there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command
from django.test import override_settings

PROJECT = Path(__file__).resolve().parent.parent.parent


@pytest.fixture(scope="module")
def collected(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A directory with all static files, as `make run` collects them."""
    directory = tmp_path_factory.mktemp("static")
    storages = {**settings.STORAGES, "staticfiles": {"BACKEND": served_backend()}}
    with override_settings(STATIC_ROOT=directory, STORAGES=storages):
        call_command("collectstatic", interactive=False, verbosity=0)
    return directory


def served_backend() -> str:
    """The storage that settings.py names; the tests themselves use a plain one, see conftest.py."""
    named = re.search(r'"staticfiles": \{"BACKEND": "([\w.]+)"\}', (PROJECT / "conflictmap/settings.py").read_text())
    assert named
    return named[1]


def test_modules_import_each_other_under_hashed_names(collected: Path) -> None:
    (main,) = [path for path in collected.glob("atlas/main.*.js") if len(path.name.split(".")) == 3]
    imports = re.findall(r'^import .* from "(\..*)";$', main.read_text(), re.MULTILINE)
    assert imports
    for name in imports:
        assert (main.parent / name).is_file()
        assert re.search(r"\.[0-9a-f]{12}\.js$", name), f"{name} can be cached for ever only under a hashed name"


def test_text_files_are_compressed(collected: Path) -> None:
    styles = [path for path in collected.glob("atlas/**/*.css") if path.stat().st_size > 2000]
    assert styles
    for path in styles:
        assert path.with_name(path.name + ".br").is_file()
