"""A live site with the full demo story, loaded once for all tests of this folder, and its map page.

The live server of pytest-django empties the database after each test; loading the story takes too long for that, so
these tests share a site of their own and only read. Afterwards the story is taken away again. Each module is marked
`django_db`: without a marked test pytest-django makes no test database.
"""

from __future__ import annotations

import io
from collections.abc import Iterator

import pytest
from django.core.management import call_command
from playwright.sync_api import Page
from pytest_django.live_server_helper import LiveServer
from pytest_django.plugin import DjangoDbBlocker

from tests.browser.atlas_page import AtlasPage


@pytest.fixture(scope="package")
def story_site(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[str]:
    """The address of a site that shows the full demo story."""
    with django_db_blocker.unblock():
        call_command("load_demo", "--story", "full", stdout=io.StringIO(), stderr=io.StringIO())
        server = LiveServer("localhost")
        yield server.url
        server.stop()
        call_command("flush", interactive=False, verbosity=0)


@pytest.fixture
def atlas(story_site: str, page: Page) -> Iterator[AtlasPage]:
    """The map page with the story, not yet opened. Fails the test on any error in the browser's console."""
    opened = AtlasPage(page, story_site)
    yield opened
    assert opened.errors == [], "the page wrote errors to the console"
