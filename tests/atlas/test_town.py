"""The page and panel of a town: who held it, and the quotes that say so."""

from __future__ import annotations

from django.test import Client

from tests.atlas.conftest import Hawija


def html(client: Client, path: str) -> str:
    response = client.get(path)
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def test_panel_tells_each_period_with_its_days(client: Client, hawija: Hawija) -> None:
    panel = html(client, "/towns/hawija/panel/?date=2017-09-22")
    print(panel)
    assert "<html" not in panel
    assert 'data-from="2014-06-08" data-to="2017-10-04" aria-current="date"' in panel
