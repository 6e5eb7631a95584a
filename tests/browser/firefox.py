"""Starts the system's Firefox for tests; see `bidi_bridge.py` for how Playwright reaches it."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Playwright

PROJECT = Path(__file__).resolve().parents[2]
PREFERENCES: dict[str, str | float | bool] = {
    # Off the network: all but this machine is asked of a proxy that does not exist.
    "network.proxy.type": 1,
    "network.proxy.http": "127.0.0.1",
    "network.proxy.http_port": 9,
    "network.proxy.ssl": "127.0.0.1",
    "network.proxy.ssl_port": 9,
    "network.captive-portal-service.enabled": False,
}


@contextmanager
def running_firefox(playwright: Playwright, folder: Path) -> Iterator[Browser]:
    """Run the Firefox that `bin/find-firefox` finds, without a window. Skip the test when there is none.

    Args:
        playwright: what drives it.
        folder: where the program that Playwright starts is written.
    """
    found = subprocess.run([PROJECT / "bin/find-firefox"], capture_output=True, text=True, check=False)
    if found.returncode != 0:
        pytest.skip(found.stderr.strip())
    bridge = folder / "firefox"
    bridge.write_text(f'#!/bin/sh\nexec "{sys.executable}" "{Path(__file__).with_name("bidi_bridge.py")}" "$@"\n')
    bridge.chmod(0o755)
    browser = playwright.firefox.launch(
        channel="moz-firefox",
        executable_path=bridge,
        env={**os.environ, "FIREFOX_PROGRAM": found.stdout.strip()},
        firefox_user_prefs=PREFERENCES,
    )
    yield browser
    browser.close()
