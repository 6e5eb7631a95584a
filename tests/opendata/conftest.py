"""A small story that the tests of the exports share."""

from __future__ import annotations

import pytest

from conflictmap.actors.models import Actor
from tests.factories import (
    make_actor,
    make_article,
    make_claim,
    make_period,
    make_pressure,
    make_revision,
    make_town,
)


@pytest.fixture
def actors(db: None) -> dict[str, Actor]:
    """Three actors by a short key."""
    return {
        "is": make_actor("Islamic State"),
        "iraq": make_actor("Iraqi government"),
        "sdf": make_actor("Syrian Democratic Forces", short_name="SDF"),
    }


@pytest.fixture
def story(actors: dict[str, Actor]) -> None:
    """Hawija held and attacked, Raqqa mixed, Mosul disputed, and an island on each side of the antimeridian."""
    hawija, raqqa = make_town("Hawija"), make_town("Raqqa", lon=39.0133333333, lat=35.95, country="SY")
    article = make_article("Hawija is still held by the group. Raqqa is mostly in other hands.")
    claim = make_claim(article, "Hawija is still held by the group", town=hawija, actor=actors["is"])
    contrary = make_claim(article, "Hawija is", town=hawija, actor=actors["iraq"])
    make_period(hawija, "2014-06-08", "2017-10-04", holders=[actors["is"]], claims=[claim], against=[contrary])
    make_period(hawija, "2017-10-05", holders=[actors["iraq"]], unreviewed=True)
    make_pressure(hawija, "2017-09-21", "2017-10-04", by=[actors["iraq"]])
    make_period(
        raqqa, "2017-06-06", "2017-10-16", holders=[actors["sdf"], actors["is"]], status="mixed", share=0.75, rule=8
    )
    mosul = make_town("Mosul", lon=43.13, lat=36.34)
    make_period(mosul, "2017-07-01", holders=[actors["iraq"], actors["is"]], status="disputed", rule=5)
    for name, lon in (("Taveuni", 179.9), ("Vanua Balavu", -179.9)):
        make_period(make_town(name, lon=lon, lat=-17.0, country="FJ"), "2017-01-01", holders=[actors["sdf"]])
    make_revision()
