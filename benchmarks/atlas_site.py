"""The site as `make run` serves it, over the throw-away database of a measurement: gunicorn and collected files."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

from django.db import connection

PROJECT = Path(__file__).resolve().parent.parent
START_SECONDS = 60
SETTINGS = """
from conflictmap.settings import *
DATABASES["default"]["NAME"] = {database!r}
STATIC_ROOT = {static_root!r}
TIMELINE_FOLDER = {timelines!r}
"""


@contextmanager
def served_site() -> Iterator[str]:
    """The address of a site over the database of the Django connection, ended on leaving."""
    folder = Path(tempfile.mkdtemp(prefix="atlas-bench-"))
    text = SETTINGS.format(
        database=connection.settings_dict["NAME"],
        static_root=str(folder / "staticfiles"),
        timelines=str(folder / "timelines"),
    )
    (folder / "bench_settings.py").write_text(text)
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "bench_settings",
        "PYTHONPATH": f"{folder}{os.pathsep}{PROJECT}",
        "HOST": "127.0.0.1",
        "PORT": str(port),
        "WEB_WORKERS": "1",
    }
    environment.pop("DEBUG", None)
    collect = [sys.executable, "-m", "django", "collectstatic", "--no-input", "--verbosity", "0"]
    subprocess.run(collect, cwd=PROJECT, env=environment, check=True)
    command = [sys.executable, "-m", "gunicorn", "--config", "bin/gunicorn_config.py", "conflictmap.wsgi"]
    try:
        with subprocess.Popen(command, cwd=PROJECT, env=environment, stdout=subprocess.DEVNULL) as server:
            try:
                wait_until_served(f"http://127.0.0.1:{port}/healthz", server)
                yield f"http://127.0.0.1:{port}"
            finally:
                server.terminate()
    finally:
        shutil.rmtree(folder)


def wait_until_served(address: str, server: subprocess.Popen[bytes]) -> None:
    """Come back when the address answers. Raises RuntimeError when the server ends or stays silent."""
    until = time.monotonic() + START_SECONDS
    while time.monotonic() < until:
        if server.poll() is not None:
            raise RuntimeError(f"the web server ended with status {server.returncode}")
        try:
            with urlopen(address):
                return
        except URLError:
            time.sleep(0.1)
    raise RuntimeError(f"the web server did not answer within {START_SECONDS} seconds")
