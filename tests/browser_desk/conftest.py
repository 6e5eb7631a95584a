"""An editor at the desk, in a browser."""

from __future__ import annotations

import pytest
from django.conf import settings
from django.contrib.auth.models import User
from django.test import Client
from playwright.sync_api import Page
from pytest_django.live_server_helper import LiveServer

from tests.browser.atlas_page import AtlasPage


@pytest.fixture
def desk(live_server: LiveServer, page: Page, client: Client) -> AtlasPage:
    client.force_login(User.objects.create_superuser("editor"))
    cookie = client.cookies[settings.SESSION_COOKIE_NAME]
    page.context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": live_server.url}])
    return AtlasPage(page, live_server.url)
