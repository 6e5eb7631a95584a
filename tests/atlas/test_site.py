"""What every page and file of the site has: policy, health, icon, hashed names, compression."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from django.contrib.gis.geos import Point
from django.core.management import call_command
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import OperationalError, close_old_connections
from django.test import Client
from pytest_django import Settings

from conflictmap.atlas import views
from conflictmap.atlas.content_security import tiles_origin
from conflictmap.atlas.first_ground import first_ground
from conflictmap.atlas.storage import HashedStaticFilesStorage
from conflictmap.atlas.warm_start import ask
from conflictmap.control.story import current_revision
from conflictmap.gazetteer.models import Town
from tests.atlas.conftest import Hawija
from tests.factories import make_actor


def policy(client: Client, path: str) -> dict[str, str]:
    """The directives of the policy sent with a page."""
    header = client.get(path).headers["Content-Security-Policy"]
    return dict(directive.split(" ", 1) for directive in header.split("; "))


@pytest.mark.parametrize("path", ["/", "/towns/", "/towns/hawija/", "/articles/", "/nowhere/", "/control.geojson"])
def test_public_pages_load_and_run_nothing_from_elsewhere_or_inline(client: Client, hawija: Hawija, path: str) -> None:
    directives = policy(client, path)
    assert directives["default-src"] == "'self'"
    assert directives["img-src"] == "'self' data:"
    assert directives["frame-ancestors"] == "'none'"
    assert "unsafe" not in str(directives)


def test_a_tile_server_is_allowed_only_where_the_operator_names_one(
    client: Client, hawija: Hawija, settings: Settings
) -> None:
    assert client.get("/").context["map_settings"]["tiles"] is None
    settings.BASEMAP_TILES_URL = "https://{s}.tiles.example.org/{z}/{x}/{y}.png"
    settings.BASEMAP_TILES_ATTRIBUTION = "Example"
    assert policy(client, "/")["img-src"] == "'self' data: https://*.tiles.example.org"
    assert client.get("/").context["map_settings"]["tiles"]["attribution"] == "Example"


def test_the_map_page_names_the_files_of_the_first_map_before_its_script_runs(client: Client, hawija: Hawija) -> None:
    def named(address: str) -> list[str]:
        return re.findall(r'rel="preload" href="(\S+)" as="fetch" crossorigin', client.get(address).content.decode())

    ground = ["/static/basemap/iraq-syria.json", "/static/basemap/tributaries.json"]
    assert named("/") == [f"/atlas/timeline-{current_revision()}.bin", *ground]
    assert named("/?known=2016-05-01") == ground

    Town.objects.filter(slug="hawija").update(point=Point(2.35, 48.85))
    first_ground.cache_clear()
    assert named("/")[1:] == ["/static/basemap/world.json"]
    assert client.get("/").context["map_settings"]["basemap"] == {
        "first": "world",
        "world": "/static/basemap/world.json",
        "details": [],
    }

    Town.objects.filter(slug="hawija").update(point=Point(36.25, 49.99))
    first_ground.cache_clear()
    assert named("/")[1:] == ["/static/basemap/ukraine.json"]


def test_tiles_of_this_site_need_no_other_origin() -> None:
    assert tiles_origin("/tiles/{z}/{x}/{y}.png") == ""
    assert tiles_origin("") == ""


def test_admin_may_run_its_inline_scripts(client: Client, hawija: Hawija) -> None:
    assert policy(client, "/admin/login/")["script-src"] == "'self' 'unsafe-inline'"


def test_health_is_told_with_the_revision(client: Client, hawija: Hawija) -> None:
    response = client.get("/healthz")
    assert response.json()["status"] == "ok"
    assert response.json()["revision"] > 0
    assert "no-cache" in response.headers["Cache-Control"]


def test_health_fails_when_the_database_cannot_be_reached(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def unreachable() -> int:
        raise OperationalError("connection refused")

    monkeypatch.setattr(views, "current_revision", unreachable)
    response = client.get("/healthz")
    assert (response.status_code, response.json()) == (503, {"status": "database cannot be reached"})


def test_crawlers_and_icons(client: Client) -> None:
    assert "Disallow: /admin/" in client.get("/robots.txt").content.decode()
    assert client.get("/favicon.ico").headers["Location"] == "/static/atlas/icon.svg"


@pytest.mark.django_db
def test_colours_of_actors_come_from_the_database(client: Client) -> None:
    make_actor("Grey", fill_light="#3d3f42", line_light="#1e1f21", fill_dark="#7d8085", line_dark="#b9bcc0")
    yellow = make_actor("Yellow", fill_light="#eadf84", line_light="#7f7209", fill_dark="#f3e07a", line_dark="#a8962e")
    make_actor("Without colours")
    response = client.get("/atlas/actors.css")
    css = response.content.decode()
    assert response.headers["Content-Type"] == "text/css"
    assert ".actor-grey {\n  --fill: light-dark(#3d3f42, #7d8085);" in css
    assert "#3d3f42 24%" in css
    assert "#eadf84 48%" in css
    assert "without-colours" not in css
    etag = response.headers["ETag"]
    assert client.get("/atlas/actors.css", headers={"If-None-Match": etag}).status_code == 304
    yellow.delete()
    assert client.get("/atlas/actors.css", headers={"If-None-Match": etag}).status_code == 200


def test_pages_are_compressed(client: Client, hawija: Hawija) -> None:
    response = client.get("/towns/hawija/", headers={"Accept-Encoding": "gzip"})
    assert response.headers["Content-Encoding"] == "gzip"


def test_collected_modules_import_each_other_by_their_hashed_names(tmp_path: Path, settings: Settings) -> None:
    source, target = tmp_path / "source", tmp_path / "target"
    (source / "app").mkdir(parents=True)
    (source / "app/main.js").write_text('import { draw } from "./draw.js";\ndraw();\n')
    (source / "app/draw.js").write_text("export function draw() {}\n")
    use_static_files(settings, source, target)
    storage = HashedStaticFilesStorage()
    assert storage.url("app/main.js") == "/static/app/main.js"
    call_command("collectstatic", interactive=False, verbosity=0)
    storage = HashedStaticFilesStorage()
    collected = (target / storage.stored_name("app/main.js")).read_text()
    assert re.search(r'from "\./draw\.[0-9a-f]{12}\.js"', collected)
    with pytest.raises(ValueError, match="Missing staticfiles manifest entry"):
        storage.url("app/missing.js")


def use_static_files(settings: Settings, source: Any, target: Path) -> None:
    settings.STATICFILES_DIRS = [source]
    settings.STATIC_ROOT = target
    # Only our own files, and not compressed: that takes long, and is the library's business.
    settings.STATICFILES_FINDERS = ["django.contrib.staticfiles.finders.FileSystemFinder"]
    settings.WHITENOISE_SKIP_COMPRESS_EXTENSIONS = ["css", "js", "json", "svg", "txt", "woff2"]
    settings.STORAGES = settings.STORAGES | {
        "staticfiles": {"BACKEND": "conflictmap.atlas.storage.HashedStaticFilesStorage"}
    }


@pytest.mark.parametrize("hosts", [["*"], [".example.org"], ["map.example.org", "localhost"]])
def test_a_server_that_starts_can_ask_itself_for_the_map(hawija: Hawija, settings: Settings, hosts: list[str]) -> None:
    settings.ALLOWED_HOSTS = hosts
    first_ground.cache_clear()
    # As Django's own test client does: the test goes on with the connection.
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    try:
        assert ask(get_wsgi_application(), "/") == "200 OK"
    finally:
        for signal in (request_started, request_finished):
            signal.connect(close_old_connections)
    assert first_ground.cache_info().currsize == 1
