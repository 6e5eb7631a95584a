"""The static files can be collected, hashed and compressed: every file that another one names is there."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command
from django.test import override_settings
from fontTools.ttLib import TTFont

PROJECT = Path(__file__).resolve().parent.parent.parent
HASHED = re.compile(r"\.[0-9a-f]{12}\.(?:js|json)$")
NAMED = re.compile(r'(?:import\(|new URL\(|^import .* from )"(\.[^"]+)"', re.MULTILINE)


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


def test_a_page_is_one_script_that_loads_the_rest_on_demand(collected: Path) -> None:
    (main,) = [path for path in collected.glob("atlas/main.*.js") if len(path.name.split(".")) == 3]
    code = main.read_text()
    assert "class MapView" in code
    assert not re.search(r"^import ", code, re.MULTILINE), "the first map waits for no second file"
    assert [name.split("/")[-1].split(".")[0] for name in NAMED.findall(code)] == ["worker", "connect"]


def test_bundles_name_others_under_hashed_names(collected: Path) -> None:
    bundles = [path for path in collected.glob("*/**/*.*.js") if HASHED.search(path.name)]
    named = [(path, name) for path in bundles for name in NAMED.findall(path.read_text())]
    assert len(named) > 10
    for path, name in named:
        assert HASHED.search(name), f"{name} can be cached for ever only under a hashed name"
        assert (path.parent / name).is_file(), f"{path} names {name}"


def test_bundles_carry_no_comments_of_the_sources(collected: Path) -> None:
    for path in (*collected.glob("atlas/**/*.*.js"), *collected.glob("atlas/**/*.*.css")):
        assert not re.search(r"^\s*(/\*|//)", path.read_text(), re.MULTILINE), path


def test_text_files_are_compressed(collected: Path) -> None:
    styles = [path for path in collected.glob("atlas/**/*.css") if path.stat().st_size > 2000]
    assert styles
    for path in styles:
        assert path.with_name(path.name + ".br").is_file()


def test_the_two_cuts_of_the_latin_font_share_no_letter_and_are_asked_for_what_they_have() -> None:
    styles = (PROJECT / "static/atlas/style/tokens.css").read_text()
    cuts = {}
    for name in ("basic", "latin"):
        ranges = re.search(rf"ibm-plex-sans-{name}\.woff2.*?unicode-range: (.*?);", styles, re.DOTALL)
        assert ranges
        letters = set(TTFont(PROJECT / f"static/fonts/ibm-plex-sans-{name}.woff2").getBestCmap())
        cuts[name] = (letters, code_points(ranges[1]))
    (basic, basic_asked), (latin, latin_asked) = cuts["basic"], cuts["latin"]
    assert basic == basic_asked
    assert not latin_asked & basic
    # The rest are signs to put on letters, which stand in the range of the third file.
    assert {letter for letter in latin - latin_asked if not unicodedata.combining(chr(letter))} == set()


def code_points(ranges: str) -> set[int]:
    """The numbers in "U+0041, U+0061-007A"."""
    found: set[int] = set()
    for part in ranges.split(","):
        first, _, last = part.strip().removeprefix("U+").partition("-")
        found.update(range(int(first, 16), int(last or first, 16) + 1))
    return found
