"""The scripts behind `make run`: a wrong argument is named before anything is installed or started."""

from __future__ import annotations

import os
import re
import socket
import subprocess
from pathlib import Path

import pytest
from django.contrib.auth import authenticate
from django.contrib.auth.models import User

PROJECT = Path(__file__).resolve().parent.parent.parent


def make_run(**arguments: str) -> subprocess.CompletedProcess[str]:
    words = [f"{name}={value}" for name, value in arguments.items()]
    return subprocess.run(
        ["make", "run", *words],
        cwd=PROJECT,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        ({"STORY": "half"}, "STORY=half is unknown; use STORY=full, STORY=seed or STORY=none"),
        ({"PORT": "http"}, "PORT=http is not a port"),
        ({"PORT": "0"}, "PORT=0 is not a port"),
        ({"PORT": "65536"}, "PORT=65536 is not a port"),
        ({"PORT": "٨٠"}, "PORT=٨٠ is not a port"),
        ({"HOST": "192.0.2.1"}, "cannot listen on 192.0.2.1"),
        ({"PYTHON": "/bin/false"}, "PYTHON=/bin/false is not a Python 3.11 or newer"),
    ],
)
def test_wrong_argument_is_named(arguments: dict[str, str], complaint: str) -> None:
    result = make_run(**arguments)
    assert result.returncode != 0
    assert complaint in result.stderr
    assert "install:" not in result.stdout


def test_taken_port_is_named() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
        result = make_run(PORT=str(port))
    assert result.returncode != 0
    assert f"port {port} of 127.0.0.1 is taken" in result.stderr


@pytest.mark.django_db
def test_first_admin_is_made_once_and_can_sign_in(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.syspath_prepend(PROJECT / "bin")
    from prepare import make_first_admin

    make_first_admin()
    shown = re.search(r"made the user 'admin' with the password (\S+) ", capsys.readouterr().out)
    assert shown
    user = authenticate(username="admin", password=shown[1])
    assert isinstance(user, User)
    assert user.is_superuser

    make_first_admin()
    assert capsys.readouterr().out == ""
    assert User.objects.count() == 1


def test_missing_browser_is_explained(tmp_path: Path) -> None:
    environment = {**os.environ, "CHROMIUM": str(tmp_path / "no-browser")}
    result = subprocess.run(
        [PROJECT / "bin/find-chromium"], env=environment, capture_output=True, text=True, check=False
    )
    assert result.returncode == 1
    assert "CHROMIUM=" in result.stderr
