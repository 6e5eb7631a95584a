"""The map on which an editor sets the point of a town."""

from __future__ import annotations

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from conflictmap.gazetteer.models import Town
from tests.browser.atlas_page import AtlasPage
from tests.factories import make_town

MAP = ".leaflet-container[data-basemap=drawn]"


def draw_point(page: Page, right: float, down: float) -> None:
    """Set the point so many CSS pixels from the middle of the map."""
    ground = page.locator(MAP)
    ground.scroll_into_view_if_needed()
    page.locator(".leaflet-draw-draw-marker").click()
    box = ground.bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + box["width"] / 2 + right, box["y"] + box["height"] / 2 + down)
    page.mouse.down()
    page.mouse.up()


def test_a_new_town_is_placed_with_the_mouse(desk: AtlasPage) -> None:
    page = desk.page
    page.goto(desk.site + reverse("admin:gazetteer_town_add"))
    expect(page.locator(MAP)).to_be_visible()
    page.get_by_label("Name:").first.fill("Qaryat al-Tajriba")
    page.get_by_label("Country:").fill("IQ")
    draw_point(page, 40, 0)
    page.get_by_role("button", name="Save", exact=True).click()
    point = Town.objects.get(slug="qaryat-al-tajriba").point
    # A map without a point opens on the basemap's region, 32 to 49 degrees east.
    assert 40 < point.x < 49
    assert 28 < point.y < 39
    assert desk.errors == []


def test_the_point_of_a_town_is_moved_with_the_mouse(desk: AtlasPage) -> None:
    page = desk.page
    town = make_town("Hawija", lon=43.77, lat=35.32)
    page.goto(desk.site + reverse("admin:gazetteer_town_change", args=[town.pk]))
    expect(page.locator(f"{MAP} .leaflet-marker-icon")).to_be_visible()
    draw_point(page, 100, -50)
    page.get_by_role("button", name="Save", exact=True).click()
    page.wait_for_url("**/admin/gazetteer/town/")
    town.refresh_from_db()
    # At zoom 9 a pixel is 360 / (256 * 2**9) degrees of longitude.
    assert town.point.x == pytest.approx(43.77 + 100 * 360 / (256 * 2**9), abs=0.01)
    assert town.point.y == pytest.approx(35.43, abs=0.02)
    assert desk.errors == []
