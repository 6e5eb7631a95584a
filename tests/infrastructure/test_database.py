"""`bin/database`: the embedded cluster starts, stops, is shared, and survives what happens to it.

Each test works on a copy of `bin/` in a directory of its own, so it has its own cluster and never touches the one that
the test run uses.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import psycopg
import pytest

PROJECT = Path(__file__).resolve().parent.parent.parent


class Checkout:
    """A directory with a copy of `bin/`, and `bin/database` run in it as a person would."""

    def __init__(self, directory: Path) -> None:
        self.directory = directory
        directory.mkdir(parents=True, exist_ok=True)
        shutil.copytree(PROJECT / "bin", directory / "bin", ignore=shutil.ignore_patterns("__pycache__"))
        self.environment = {
            name: value for name, value in os.environ.items() if name not in ("DATABASE_URL", "PGOPTIONS")
        }

    def command(self, *arguments: str) -> list[str]:
        return [sys.executable, str(self.directory / "bin/database"), *arguments]

    def database(self, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            self.command(*arguments),
            env=self.environment | environment,
            capture_output=True,
            text=True,
            check=False,
            timeout=120,
        )

    def is_running(self) -> bool:
        return self.database("status").returncode == 0

    def url(self) -> str:
        return (self.directory / ".pg/url").read_text().strip()


@pytest.fixture
def open_directory() -> Iterator[Path]:
    """A temporary directory that other users may enter, as PostgreSQL's user must when the tests run as root."""
    with tempfile.TemporaryDirectory(prefix="conflictmap-test-") as directory:
        Path(directory).chmod(0o755)
        yield Path(directory)


@pytest.fixture
def checkout(open_directory: Path) -> Iterator[Checkout]:
    checkout = Checkout(open_directory)
    yield checkout
    assert checkout.database("remove").returncode == 0


def rows(url: str, query: str) -> list[tuple[object, ...]]:
    """The result of a query on the database of an address as bin/database writes it."""
    parts = urlsplit(url)
    directory = parse_qs(parts.query)["host"][0]
    with psycopg.connect(
        host=directory, user=parts.username, dbname=parts.path.lstrip("/"), autocommit=True
    ) as connection:
        cursor = connection.execute(query.encode())
        return cursor.fetchall() if cursor.description else []


def test_start_makes_a_database_that_a_second_start_and_a_restart_keep(checkout: Checkout) -> None:
    assert not checkout.is_running()
    assert checkout.database("start").returncode == 0
    rows(checkout.url(), "CREATE TABLE kept AS SELECT 42 AS answer")
    first_url = checkout.url()

    again = checkout.database("start")
    assert (again.returncode, checkout.url()) == (0, first_url)
    assert "making" not in again.stdout

    assert checkout.database("stop").returncode == 0
    assert not checkout.is_running()
    assert not (checkout.directory / ".pg/url").exists()

    assert checkout.database("start").returncode == 0
    assert rows(checkout.url(), "SELECT answer FROM kept") == [(42,)]


def test_server_has_postgis_listens_on_no_network_and_is_closed_to_others(checkout: Checkout) -> None:
    checkout.database("start")
    rows(checkout.url(), "CREATE EXTENSION postgis")
    assert rows(checkout.url(), "SHOW listen_addresses") == [("",)]
    assert rows(checkout.url(), "SELECT ST_X(ST_Point(44.4, 33.3))") == [(44.4,)]
    socket_directory = Path(parse_qs(urlsplit(checkout.url()).query)["host"][0])
    assert socket_directory.stat().st_mode & 0o777 == 0o700


def test_stop_is_harmless_where_nothing_runs(checkout: Checkout) -> None:
    for _ in range(2):
        result = checkout.database("stop")
        assert (result.returncode, "was not running" in result.stdout) == (0, True)


def test_use_starts_runs_and_stops(checkout: Checkout) -> None:
    result = checkout.database("use", "--", "sh", "-c", "echo address: $DATABASE_URL; exit 7")
    assert result.returncode == 7
    assert "address: postgis://conflictmap@/conflictmap?host=/" in result.stdout
    assert not checkout.is_running()


def test_use_leaves_a_cluster_that_was_started_before(checkout: Checkout) -> None:
    checkout.database("start")
    assert checkout.database("use", "--", "true").returncode == 0
    assert checkout.is_running()


def test_the_last_of_two_users_stops_the_cluster(checkout: Checkout, tmp_path: Path) -> None:
    first_is_in, first_may_go = tmp_path / "in", tmp_path / "go"
    script = f"touch {first_is_in}; while [ ! -e {first_may_go} ]; do sleep 0.05; done"
    first = subprocess.Popen(checkout.command("use", "--", "sh", "-c", script), env=checkout.environment)
    wait_for(first_is_in, first)
    assert checkout.database("use", "--", "true").returncode == 0
    assert checkout.is_running(), "the second user stopped the cluster under the first"
    first_may_go.touch()
    assert first.wait(timeout=60) == 0
    assert not checkout.is_running()


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_signal_ends_the_command_and_the_cluster(checkout: Checkout, tmp_path: Path, number: signal.Signals) -> None:
    ready = tmp_path / "ready"
    script = f"trap 'exit 5' TERM; touch {ready}; while :; do sleep 0.05; done"
    process = subprocess.Popen(checkout.command("use", "--", "sh", "-c", script), env=checkout.environment)
    wait_for(ready, process)
    process.send_signal(number)
    assert process.wait(timeout=60) == 5
    assert not checkout.is_running()


def wait_for(path: Path, process: subprocess.Popen[bytes]) -> None:
    """Wait until a file appears, as long as the process that makes it lives."""
    while not path.exists():
        assert process.poll() is None, "the process ended early"
        os.sched_yield()


def test_serve_leads_manage_py_to_its_database_and_use_does_not(checkout: Checkout) -> None:
    checkout.database("start")
    checkout.database("serve", "conflictmap_seed", "--", "true")
    assert "/conflictmap_seed?" in checkout.url()
    checkout.database("use", "conflictmap_bench", "--", "true")
    assert "/conflictmap_seed?" in checkout.url()


def test_database_url_of_the_environment_wins(checkout: Checkout) -> None:
    elsewhere = "postgis://someone@db.example.org/map"
    result = checkout.database("use", "--", "sh", "-c", "echo address: $DATABASE_URL", DATABASE_URL=elsewhere)
    assert f"address: {elsewhere}" in result.stdout
    assert not (checkout.directory / ".pg").exists()


def test_long_path_moves_the_socket(open_directory: Path) -> None:
    checkout = Checkout(open_directory / ("deep-" * 20))
    try:
        assert checkout.database("start").returncode == 0
        assert rows(checkout.url(), "SHOW data_directory") == [(str(checkout.directory / ".pg/data"),)]
        assert len(parse_qs(urlsplit(checkout.url()).query)["host"][0]) < 85
    finally:
        checkout.database("remove")


def test_half_made_cluster_is_made_anew(checkout: Checkout) -> None:
    started = checkout.database("start")
    assert started.returncode == 0
    (data,) = (Path(str(row[0])) for row in rows(checkout.url(), "SHOW data_directory"))
    checkout.database("stop")
    (data / "made").unlink()
    assert "making" in checkout.database("start").stdout
    assert checkout.is_running()


@pytest.mark.skipif(os.geteuid() != 0, reason="only root needs another user for PostgreSQL")
def test_root_keeps_the_data_where_postgres_may_go(checkout: Checkout) -> None:
    checkout.directory.chmod(0o700)
    result = checkout.database("start")
    assert "is closed to the user 'postgres'; the data go to /var/lib/conflictmap-" in result.stdout
    (data,) = (Path(str(row[0])) for row in rows(checkout.url(), "SHOW data_directory"))
    assert data.owner() == "postgres"
    checkout.database("remove")
    assert not data.parent.exists()


@pytest.mark.parametrize(
    "arguments",
    [[], ["begin"], ["use"], ["serve", "seed"], ["start", "no;name"], ["stop", "now"], ["start", "--", "true"]],
)
def test_wrong_command_line_shows_the_usage(checkout: Checkout, arguments: list[str]) -> None:
    result = checkout.database(*arguments)
    assert result.returncode == 2
    assert "bin/database use [NAME] -- COMMAND" in result.stderr
