"""The map inside other pages: who may show it, and what the headers say of it."""

from __future__ import annotations

import pytest
from django.core.checks import run_checks
from django.test import Client
from pytest_django import Settings

from conflictmap.atlas.embedding import check_origins
from tests.atlas.conftest import Hawija


def headers(client: Client, path: str) -> tuple[str, str | None]:
    """The directive `frame-ancestors` and X-Frame-Options of an answer."""
    answer = client.get(path)
    assert answer.status_code == 200
    policy = answer["Content-Security-Policy"]
    assert "default-src 'self'" in policy
    return policy.partition("frame-ancestors ")[2], answer.get("X-Frame-Options")


@pytest.mark.parametrize(
    ("origins", "ancestors", "options"),
    [
        (["self"], "'self'", "SAMEORIGIN"),
        (["none"], "'none'", "DENY"),
        (["*"], "*", None),
        (["self", "https://*.example.net"], "'self' https://*.example.net", None),
    ],
)
def test_both_headers_say_who_may_show_the_embedded_map(
    client: Client, hawija: Hawija, settings: Settings, origins: list[str], ancestors: str, options: str | None
) -> None:
    settings.EMBED_ORIGINS = origins
    assert headers(client, "/?embed=1&date=2017-09-22") == (ancestors, options)
    assert headers(client, "/ar/?embed=1") == (ancestors, options)


@pytest.mark.parametrize("path", ["/", "/?embed=0", "/towns/?embed=1", "/towns/hawija/?embed=1"])
def test_no_other_page_can_be_framed_even_where_all_may_embed(
    client: Client, hawija: Hawija, settings: Settings, path: str
) -> None:
    settings.EMBED_ORIGINS = ["*"]
    assert headers(client, path) == ("'none'", "DENY")


def test_the_embedded_map_leads_to_the_full_one_and_carries_the_credit(client: Client, hawija: Hawija) -> None:
    page = client.get("/?embed=1").text
    assert 'class="is-atlas is-embed"' in page
    assert 'id="full-map"' in page
    assert "GeoNames (CC BY 4.0)</span>" in page
    assert 'id="full-map"' not in client.get("/").text


@pytest.mark.parametrize(
    ("origins", "told"),
    [
        (["news.example.org"], "“news.example.org” is not an origin"),
        (["https://news.example.org/maps"], "is not an origin"),
        (["https://a.example; script-src *"], "is not an origin"),
        (["none", "https://news.example.org"], "“none” stands alone"),
        (["*", "self"], "“*” stands alone"),
    ],
)
def test_wrong_origins_are_told_to_the_operator(settings: Settings, origins: list[str], told: str) -> None:
    settings.EMBED_ORIGINS = origins
    errors = [error.msg for error in run_checks() if (error.id or "").startswith("atlas.")]
    assert len(errors) == 1
    assert told in errors[0]


def test_origins_ports_and_wildcards_are_right(settings: Settings) -> None:
    settings.EMBED_ORIGINS = ["self", "https://news.example.org:8443", "https://*.example.net", "http://localhost:8000"]
    assert check_origins() == []
