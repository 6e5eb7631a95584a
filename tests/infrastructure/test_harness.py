"""The harness of the tests itself: the database has the extensions, the browser works, the network is closed."""

from __future__ import annotations

import socket

import pytest
from django.db import connection, connections
from playwright.sync_api import Page
from pytest_django.live_server_helper import LiveServer
from pytest_socket import SocketConnectBlockedError

from tests.conftest import leaves_machine


@pytest.mark.django_db
def test_database_is_made_by_the_migrations_with_its_extensions() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_database(), array_agg(extname::text) FROM pg_extension GROUP BY 1")
        name, extensions = cursor.fetchone()
    assert name.startswith("test_")
    assert {"postgis", "btree_gist"} <= set(extensions)


@pytest.mark.django_db
def test_no_other_database_can_be_reached() -> None:
    other = connections.create_connection("default")
    options = {name: value for name, value in other.settings_dict["OPTIONS"].items() if name != "pool"}
    other.settings_dict = {**other.settings_dict, "NAME": "template1", "OPTIONS": options}
    with pytest.raises(pytest.fail.Exception, match="template1"):
        other.ensure_connection()
    assert other.connection is None, "nothing can go on with a connection that was refused"


def test_other_machines_cannot_be_reached() -> None:
    with pytest.warns(UserWarning, match="192.0.2.1"), pytest.raises(SocketConnectBlockedError):
        socket.create_connection(("192.0.2.1", 80), timeout=1)


def test_browser_opens_a_page_of_the_site(live_server: LiveServer, page: Page) -> None:
    page.goto(f"{live_server.url}/admin/")
    assert page.locator("input[name=username]").is_visible()


@pytest.mark.parametrize(
    ("url", "leaves"),
    [
        ("http://127.0.0.1:8000/", False),
        ("http://[::1]:8000/", False),
        ("data:image/png;base64,AA==", False),
        ("https://tiles.example.org/1/1/1.png", True),
        ("//localhost.example.org/", False),
        ("http://localhost.example.org/", True),
    ],
)
def test_requests_to_other_hosts_are_recognised(url: str, leaves: bool) -> None:
    assert leaves_machine(url) is leaves
