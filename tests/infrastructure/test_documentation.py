"""What the documentation promises about commands, variables and containers is what the files say."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import yaml

PROJECT = Path(__file__).resolve().parent.parent.parent


def read(name: str) -> str:
    return (PROJECT / name).read_text(encoding="utf-8")


def test_every_variable_of_the_settings_is_explained_and_no_other() -> None:
    in_code = set(re.findall(r'environment(?:_list)?\("([A-Z_]+)"', read("conflictmap/settings.py")))
    in_code |= set(re.findall(r'environ\.get\("([A-Z_]+)"', read("bin/gunicorn_config.py")))
    in_code |= set(re.findall(r'environ\.get\("([A-Z_]+)"', read("conflictmap/extraction/builds.py")))
    explained = set(re.findall(r"^\| `([A-Z_]+)` \|", read("docs/operating.md"), re.MULTILINE))
    assert in_code == explained


def test_help_lists_every_target() -> None:
    targets = re.search(r"^\.PHONY: (.*)$", read("Makefile"), re.MULTILINE)
    assert targets
    shown = subprocess.run(
        ["make", "--no-print-directory"], cwd=PROJECT, capture_output=True, text=True, check=True
    ).stdout
    assert re.findall(r"^  make ([a-z]+)", shown, re.MULTILINE) == targets[1].split()


def test_continuous_integration_runs_make_test_and_nothing_else() -> None:
    commands = [line for line in read(".ci/run").splitlines() if line and not line.startswith(("#", "set ", "cd "))]
    assert commands == ["exec make test"]


def test_containers_agree_on_the_database_and_the_port() -> None:
    services = yaml.safe_load(read("docker-compose.yml"))["services"]
    database, web = services["db"]["environment"], services["web"]
    address = f"{database['POSTGRES_USER']}:{database['POSTGRES_PASSWORD']}@db:5432/{database['POSTGRES_DB']}"
    assert web["environment"]["DATABASE_URL"] == f"postgis://{address}"
    port = re.search(r"^EXPOSE (\d+)$", read("Dockerfile"), re.MULTILINE)
    assert port
    assert web["ports"] == [f"127.0.0.1:${{PORT:-8000}}:{port[1]}"]


def test_lock_files_name_no_private_registry() -> None:
    assert "resolved" not in read("package-lock.json")
    hosts = set(re.findall(r"https?://([^/\"]+)", read("uv.lock")))
    assert hosts == {"pypi.org", "files.pythonhosted.org"}
