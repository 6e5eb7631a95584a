"""The other places that an article names."""

from __future__ import annotations

import pytest

from conflictmap.core.claims import PlaceKind
from conflictmap.gazetteer.candidates import PlaceMention
from conflictmap.gazetteer.context import places_named_in
from conflictmap.gazetteer.geocoding import place_mentions
from conflictmap.gazetteer.loading import load_places
from conflictmap.gazetteer.models import Town
from conflictmap.gazetteer.records import PlaceRecord, Spelling

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _towns() -> None:
    load_places(
        [
            PlaceRecord("Andriivka", "UA", 37.6, 47.6, "editor", region="Donetsk", slug="andriivka-donetsk"),
            PlaceRecord("Andriivka", "UA", 36.6, 49.5, "editor", region="Kharkiv", slug="andriivka-kharkiv"),
            PlaceRecord(
                "Balakliia",
                "UA",
                36.85,
                49.46,
                "editor",
                region="Kharkiv",
                population=26_000,
                spellings=[Spelling("Балаклія"), Spelling("بالاكليا", "ar")],
            ),
        ]
    )


def test_towns_and_divisions_are_named_and_countries_left_out() -> None:
    text = (
        "Ukraine said on Monday that its army entered Balakliia, in Kharkiv oblast, and Andriivka. Mr Balakliia agreed."
    )
    assert places_named_in(text) == [
        PlaceMention("Andriivka"),
        PlaceMention("Balakliia"),
        PlaceMention("Kharkiv", PlaceKind.REGION),
    ]
    assert places_named_in("") == []


def test_what_the_article_names_elsewhere_decides_between_homonyms() -> None:
    andriivka = PlaceMention("Andriivka")
    for text, slug in {
        "Shells fell in Andriivka.": None,
        "Shells fell in Andriivka. In Balakliia the power was cut.": "andriivka-kharkiv",
        "Shells fell in Andriivka. Aid reached Donetsk oblast.": "andriivka-donetsk",
    }.items():
        (placement,) = place_mentions([andriivka], ["UA"], places_named_in(text))
        assert placement.town == (Town.objects.get(slug=slug).pk if slug else None), text


def test_towns_are_named_and_placed_by_their_names_in_other_scripts() -> None:
    assert [mention.text for mention in places_named_in("Бої тривають у Балаклії.")] == ["балаклія".replace("ї", "і")]
    balakliia = Town.objects.get(name="Balakliia").pk
    for text in ("Балаклія", "м. Балаклія", "مدينة بالاكليا"):
        assert place_mentions([PlaceMention(text)], ["UA"])[0].town == balakliia
    # What the text says in another script keeps a town of the same article company.
    beside = places_named_in("Бої тривають у Балаклії.")
    andriivka = place_mentions([PlaceMention("Andriivka")], ["UA"], beside)[0]
    assert andriivka.town == Town.objects.get(slug="andriivka-kharkiv").pk
