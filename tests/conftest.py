"""What all tests share.

- Database: a test that asks for `db` or `transactional_db` gets a database made by the migrations. Each process has one
  of its own, so that several test runs can share a server. `make test` and `bin/database start` provide the server.
  A fixture that unblocks the database itself, where no test has the mark `django_db`, would meet the real one: every
  connection to a database that is not for tests fails.
- Browser: `page` and `context` of pytest-playwright drive the system's Chromium, with `live_server` as the site. The
  browser resolves no name but this machine's, and a test fails where the page asked another host for anything.
- Network: only unix sockets and the loopback addresses can be reached from Python (pytest-socket, options in
  pyproject.toml).
- Hypothesis: no example has a deadline, since a busy machine would miss it.
"""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import psycopg
import pytest
from django.conf import settings
from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.signals import connection_created
from hypothesis import settings as hypothesis_settings
from playwright.sync_api import BrowserContext
from pytest_django import DjangoDbBlocker

PROJECT = Path(__file__).resolve().parent.parent
LOOPBACK = ("127.0.0.1", "localhost", "::1")
# Chromium as root needs --no-sandbox; the rest keeps it quiet, off the network and equal on all machines.
CHROMIUM_ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-domain-reliability",
    "--disable-sync",
    "--no-first-run",
    "--force-color-profile=srgb",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1",
]


def pytest_configure() -> None:
    """Set what differs between serving and testing."""
    # Playwright's synchronous interface runs an event loop in the thread of the test, where Django refuses to query.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    # Test databases are thrown away: they need not survive a power cut.
    os.environ.setdefault("PGOPTIONS", "-c synchronous_commit=off")
    settings.STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    connection_created.connect(refuse_real_database)
    hypothesis_settings.register_profile("suite", deadline=None)
    hypothesis_settings.load_profile("suite")


def refuse_real_database(connection: BaseDatabaseWrapper, **_: object) -> None:
    """Fail whoever connects to another database than one for tests, or the server's own for making these."""
    name = connection.settings_dict["NAME"]
    if name not in (None, "postgres") and not str(name).startswith("test_"):
        connection.close()
        pytest.fail(f"this would work on the database {name}: mark the test django_db", pytrace=False)


@pytest.fixture(scope="session", autouse=True)
def nothing_collected(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Serve static files as they are in the source, not as an earlier `make run` collected them."""
    settings.STATIC_ROOT = tmp_path_factory.mktemp("staticfiles")
    settings.TIMELINE_FOLDER = tmp_path_factory.mktemp("timelines")


@pytest.fixture(scope="session")
def django_db_modify_db_settings() -> None:
    """Give this process a test database of its own, and drop those that killed processes left behind."""
    database = settings.DATABASES["default"]
    prefix = f"test_{database['NAME']}_"
    if str(database["OPTIONS"].get("host", "")).startswith("/"):
        drop_abandoned_databases(database, prefix)
    database.setdefault("TEST", {})["NAME"] = f"{prefix}{os.getpid()}"


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """End what still talks to the test database, such as a last request of a page, so that it can be dropped."""
    yield
    with django_db_blocker.unblock(), connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )


def drop_abandoned_databases(database: Mapping[str, Any], prefix: str) -> None:
    """Drop the test databases whose process, the number in their name, has ended. The server is on this machine."""
    address = {"host": database["OPTIONS"]["host"], "user": database["USER"] or None, "dbname": "postgres"}
    with psycopg.connect(**address, autocommit=True) as server:
        for (name,) in server.execute("SELECT datname FROM pg_database").fetchall():
            owner = re.fullmatch(re.escape(prefix) + r"(\d+)", name)
            if owner and not Path(f"/proc/{owner[1]}").exists():
                server.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """Launch the system's Chromium, or the one that CHROMIUM names, instead of one that Playwright downloads."""
    found = subprocess.run([PROJECT / "bin/find-chromium"], capture_output=True, text=True, check=False)
    if found.returncode != 0:
        pytest.fail(found.stderr, pytrace=False)
    return {**browser_type_launch_args, "executable_path": found.stdout.strip(), "args": CHROMIUM_ARGUMENTS}


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict[str, Any]) -> dict[str, Any]:
    """Make dates, numbers and sizes the same on all machines."""
    viewport = {"width": 1400, "height": 900}
    return {**browser_context_args, "locale": "en-GB", "timezone_id": "UTC", "viewport": viewport}


@pytest.fixture
def context(context: BrowserContext) -> Iterator[BrowserContext]:
    """A browser context that fails the test when a page asked another machine for anything."""
    elsewhere: list[str] = []
    context.on("request", lambda request: elsewhere.append(request.url) if leaves_machine(request.url) else None)
    yield context
    assert elsewhere == [], "the page asked other hosts"


def leaves_machine(url: str) -> bool:
    """Tell whether a request for this address would go to another host."""
    parts = urlsplit(url)
    return parts.scheme in ("http", "https", "ws", "wss") and parts.hostname not in LOOPBACK
