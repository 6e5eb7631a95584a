"""The catalogs of the pages' texts: whole, compiled, and as the sources have them."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import read_mo
from babel.messages.pofile import read_po
from django.conf import settings

ROOT = Path(settings.BASE_DIR)
CATALOGS = sorted((ROOT / "locale").glob("*/LC_MESSAGES/*.po"))
PLACEHOLDER = re.compile(r"%\(\w+\)s|%%")
Key = tuple[str, str | None]


def read(path: Path) -> Catalog:
    with path.open("rb") as file:
        return read_po(file)


def texts(catalog: Catalog) -> dict[Key, Message]:
    """The messages by text and context; Babel leaves the contexts of compiled catalogs as bytes."""
    return {
        (
            message.id if isinstance(message.id, str) else message.id[0],
            message.context.decode() if isinstance(message.context, bytes) else message.context,
        ): message
        for message in catalog
        if message.id
    }


def forms(message: Message) -> list[str]:
    """The translation, or all its plural forms."""
    return [message.string] if isinstance(message.string, str) else list(message.string or ())


def test_each_language_has_both_catalogs() -> None:
    languages = [code for code, _ in settings.LANGUAGES if code != settings.LANGUAGE_CODE]
    assert [path.relative_to(ROOT / "locale").as_posix() for path in CATALOGS] == [
        f"{language}/LC_MESSAGES/{domain}.po" for language in sorted(languages) for domain in ("django", "djangojs")
    ]


@pytest.mark.parametrize("path", CATALOGS, ids=lambda path: str(path.name))
def test_no_word_is_half_latin_and_half_arabic(path: Path) -> None:
    mixed = re.compile(r"\w*[A-Za-z][\u0621-\u064a]\w*")
    words = [found[0] for message in read(path) for form in forms(message) for found in [mixed.search(form)] if found]
    assert words == []


@pytest.mark.parametrize("path", CATALOGS, ids=lambda path: str(path.name))
def test_every_message_is_translated(path: Path) -> None:
    catalog = read(path)
    for (text, context), message in texts(catalog).items():
        assert not message.fuzzy, f"fuzzy: {text}"
        assert all(forms(message)), f"not translated: {text} ({context})"
        if not isinstance(message.id, str):
            assert len(forms(message)) == catalog.num_plurals, f"plural forms are missing: {text}"


@pytest.mark.parametrize("path", CATALOGS, ids=lambda path: str(path.name))
def test_translations_have_the_placeholders_of_their_originals(path: Path) -> None:
    for (text, _), message in texts(read(path)).items():
        wanted = set(PLACEHOLDER.findall(text if isinstance(message.id, str) else message.id[1]))
        # The form for exactly 0, 1 or 2 may say the number in words.
        counted = set() if isinstance(message.id, str) else {"%(count)s", "%(days)s", "%(claims)s", "%(number)s"}
        for number, form in enumerate(forms(message)):
            found = set(PLACEHOLDER.findall(form)) - {"%%"}
            assert found <= wanted, f"{text}: {form}"
            assert wanted - found - {"%%"} <= (counted if number < 3 else set()), f"{text}: {form}"


@pytest.mark.parametrize("path", CATALOGS, ids=lambda path: str(path.name))
def test_compiled_catalogs_say_what_their_sources_say(path: Path) -> None:
    with path.with_suffix(".mo").open("rb") as file:
        compiled = texts(read_mo(file))
    source = texts(read(path))
    assert {key: forms(message) for key, message in compiled.items()} == {
        key: forms(message) for key, message in source.items()
    }, "run make messages"


def test_catalogs_have_the_texts_of_the_sources(tmp_path: Path) -> None:
    for folder in ("conflictmap", "templates", "static", "locale", "bin"):
        shutil.copytree(
            ROOT / folder, tmp_path / folder, ignore=shutil.ignore_patterns("__pycache__", "fonts", "basemap")
        )
    shutil.copy(ROOT / "manage.py", tmp_path)
    subprocess.run(
        ["bash", "bin/messages"],
        cwd=tmp_path,
        check=True,
        capture_output=True,
        env={"PATH": "/usr/bin:/bin", "PYTHON": sys.executable, "SECRET_KEY": "messages", "LANG": "C.UTF-8"},
    )
    for path in CATALOGS:
        fresh = set(texts(read(tmp_path / path.relative_to(ROOT))))
        assert fresh - set(texts(read(path))) == set(), "run make messages, and translate what is new"
        assert set(texts(read(path))) - fresh == set(), "run make messages: these texts are gone"
