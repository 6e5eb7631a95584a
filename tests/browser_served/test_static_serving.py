"""The map page as `make run` serves it: gunicorn, WhiteNoise, and static files under hashed names."""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.error import URLError
from urllib.parse import urlsplit
from urllib.request import urlopen

import pytest
from django.db import connection
from playwright.sync_api import Page, Response

from tests.browser.atlas_page import AtlasPage

PROJECT = Path(__file__).resolve().parent.parent.parent
HASHED = re.compile(r"\.[0-9a-f]{12}\.\w+$")
FOR_EVER = "max-age=315360000, public, immutable"
# The settings of the site, but with the database of the tests and static files of its own.
SETTINGS = """
from conflictmap.settings import *
DATABASES["default"]["NAME"] = {database!r}
STATIC_ROOT = {static_root!r}
TIMELINE_FOLDER = {timelines!r}
"""


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port: int = listener.getsockname()[1]
        return port


def wait_until_served(address: str, server: subprocess.Popen[bytes]) -> None:
    for _ in range(300):
        assert server.poll() is None, "gunicorn has ended"
        try:
            urlopen(f"{address}/healthz")
            return
        except URLError:
            time.sleep(0.1)
    pytest.fail("gunicorn did not answer in 30 seconds")


@pytest.fixture(params=["collected", "debug"])
def served(request: pytest.FixtureRequest, transactional_db: None, tmp_path: Path) -> Iterator[tuple[str, str]]:
    """A site in a process of its own, and whether its static files are collected or (DEBUG) taken from the source."""
    database = connection.settings_dict["NAME"]
    text = SETTINGS.format(
        database=database, static_root=str(tmp_path / "staticfiles"), timelines=str(tmp_path / "timelines")
    )
    (tmp_path / "served_settings.py").write_text(text)
    port = free_port()
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "served_settings",
        "PYTHONPATH": f"{tmp_path}{os.pathsep}{PROJECT}",
        "DEBUG": "1" if request.param == "debug" else "0",
        "HOST": "127.0.0.1",
        "PORT": str(port),
        "WEB_WORKERS": "1",
    }
    if request.param == "collected":
        collect = [sys.executable, "-m", "django", "collectstatic", "--no-input", "--verbosity", "0"]
        subprocess.run(collect, cwd=PROJECT, env=environment, check=True)
    command = [sys.executable, "-m", "gunicorn", "--config", "bin/gunicorn_config.py", "conflictmap.wsgi"]
    with subprocess.Popen(command, cwd=PROJECT, env=environment, stdout=subprocess.DEVNULL) as server:
        try:
            wait_until_served(f"http://127.0.0.1:{port}", server)
            yield f"http://127.0.0.1:{port}", request.param
        finally:
            server.terminate()


def test_only_hashed_names_are_kept_for_ever(served: tuple[str, str], page: Page) -> None:
    site, way = served
    answers: list[Response] = []
    page.context.on("response", lambda answer: answers.append(answer))
    atlas = AtlasPage(page, site).open()
    page.wait_for_load_state("networkidle")
    assert atlas.errors == []

    static = {urlsplit(answer.url).path: answer for answer in answers if "/static/" in answer.url}
    names = [path.rsplit("/", 1)[1] for path in static]
    stems = ("main", "connect", "worker", "world", "site", "map")
    # The sources come one by one, what is collected in bundles.
    for stem in stems if way == "collected" else (*stems, "map_view", "raster", "combine", "tokens"):
        assert any(name.startswith(f"{stem}.") for name in names), f"{stem} was not loaded"
    assert {answer.status for answer in static.values()} == {200}
    for path, answer in static.items():
        if way == "collected":
            assert HASHED.search(path), f"{path} has no hash in its name"
            assert answer.headers["cache-control"] == FOR_EVER, path
        else:
            assert not HASHED.search(path)
            assert answer.headers["cache-control"] == "max-age=0, public", path

    with urlopen(f"{site}/static/atlas/main.js") as answer:
        kept = re.search(r"max-age=(\d+)", answer.headers["Cache-Control"])
    assert kept
    assert int(kept[1]) <= 60, "a plain name may hold something else after an upgrade"
