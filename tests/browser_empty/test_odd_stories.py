"""Stories that no demo has: one town, towns on one point, at the edges of the map, a hundred actors without colours."""

from __future__ import annotations

from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from tests.browser.atlas_page import AtlasPage
from tests.factories import make_actor, make_period, make_revision, make_town


def use(atlas: AtlasPage) -> None:
    """Go through time, zoom, and show the map in each way."""
    for key in ("Home", "n", "End", "a", "b", "a", "t", "+", "0"):
        atlas.page.keyboard.press(key)


def test_a_single_town_can_be_found_and_chosen(live_server: LiveServer, page: Page) -> None:
    make_period(make_town("Hawija"), "2014-06-08", holders=[make_actor("Islamic State")])
    make_revision()
    atlas = AtlasPage(page, live_server.url).open()
    expect(page.locator("#legend")).to_contain_text("1 town")
    use(atlas)
    atlas.find("Hawija")
    expect(atlas.panel).to_contain_text("Hawija")
    assert atlas.errors == []


def test_towns_on_one_point_at_the_edges_of_the_world_with_a_hundred_actors(
    live_server: LiveServer, page: Page
) -> None:
    actors = [make_actor(f"Actor {number}") for number in range(100)]
    places = [(179.9, 65.0), (-179.9, 65.0), (10.0, 89.0), (-10.0, -89.5), (20.0, 30.0), (20.0, 30.0)]
    for number, (lon, lat) in enumerate(places):
        town = make_town(f"Town {number}", lon=lon, lat=lat)
        make_period(town, "2014-06-08", "2014-12-31", holders=[actors[number]])
        make_period(town, "2015-01-01", holders=actors[number : number + 3], status="mixed", share=0.5)
    for number, actor in enumerate(actors):
        make_period(make_town(f"Village {number}", lon=21 + number / 50, lat=31), "2014-06-08", holders=[actor])
    make_revision()
    atlas = AtlasPage(page, live_server.url).open("/?reach=100&borders=off")
    expect(page.locator("#legend")).to_contain_text("106 towns")
    use(atlas)
    atlas.find("Town 5")
    expect(atlas.panel).to_contain_text("Town 5")
    assert atlas.errors == []
