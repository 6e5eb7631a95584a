"""The geocoder over the database: spellings found, context heeded, doubt kept."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from pytest_django import DjangoAssertNumQueries

from conflictmap.core.claims import PlaceKind
from conflictmap.gazetteer.geocoding import Gazetteer, PlaceMention, candidates_for, place_mentions
from conflictmap.gazetteer.loading import load_places
from conflictmap.gazetteer.models import Town
from conflictmap.gazetteer.ranking import distance_km
from conflictmap.gazetteer.records import PlaceRecord, Spelling

pytestmark = pytest.mark.django_db
STORY_PLACES = Path(__file__).with_name("story_places.csv")
# How English news of 2014 to 2024 wrote towns of Ukraine: from Ukrainian, from Russian, and under former names. The
# spellings are common knowledge, the points are those of GeoNames (CC BY 4.0).
UKRAINE = Path(__file__).with_name("ukraine_news_spellings.csv")
# The same of smaller towns, which our overlay does not have.
FURTHER_UKRAINE = Path(__file__).with_name("ukraine_further_spellings.csv")


def place(name: str, country: str, lat: float, lon: float, *also: str, **values: object) -> PlaceRecord:
    spellings = [Spelling(spelling) for spelling in also]
    return PlaceRecord(name, country, lon, lat, "GeoNames", spellings=spellings, **values)  # type: ignore[arg-type]


@pytest.fixture
def _towns() -> None:
    load_places(
        [
            place("Hawija", "IQ", 35.33, 43.77, "Al Ḩawījah", "الحويجة", population=100_000, region="Kirkuk"),
            place("Hawija", "SY", 35.90, 38.90, slug="hawija-sy"),
            place("Mosul", "IQ", 36.34, 43.12, population=1_600_000, region="Nineveh"),
            place("Mosul Dam", "IQ", 36.63, 42.82, place_kind=PlaceKind.FACILITY),
            place("Old City of Mosul", "IQ", 36.34, 43.13, place_kind=PlaceKind.DISTRICT),
            place("Raqqa", "SY", 35.95, 39.01, "Ar Raqqah", population=500_000, region="Raqqa"),
            place("Tabqa air base", "SY", 35.75, 38.57, place_kind=PlaceKind.FACILITY),
            place("Tripoli", "LY", 32.88, 13.19, population=1_300_000),
            place("Tripoli", "LB", 34.43, 35.84, population=230_000),
            place("Beirut", "LB", 33.89, 35.50, population=1_900_000),
        ]
    )


def placed(*texts: str, countries: tuple[str, ...] = (), kind: PlaceKind = PlaceKind.TOWN) -> list[str | None]:
    """The slug that each text was placed on, None where it waits."""
    placements = place_mentions([PlaceMention(text, kind) for text in texts], countries)
    slugs = dict(Town.objects.values_list("pk", "slug"))
    return [slugs[placement.town] if placement.town else None for placement in placements]


@pytest.mark.usefixtures("_towns")
class TestPlacing:
    def test_spellings_are_found_exactly_folded_and_by_likeness(self) -> None:
        (exact,) = candidates_for("Raqqa", ["SY"])
        assert (exact.name, exact.country, exact.lon, exact.lat, exact.reason) == ("Raqqa", "SY", 39.01, 35.95, "exact")
        assert candidates_for("al-Raqa", ["SY"])[0].reason == "folded"
        assert candidates_for("Raqqua", ["SY"])[0].reason == "fuzzy"
        assert placed("al-Raqqah", "Alraqqa", countries=("SY",)) == ["raqqa", "raqqa"]
        assert placed("الحويجة", countries=("IQ",)) == ["hawija"]

    def test_a_spelling_that_fits_nothing_waits_without_candidates(self) -> None:
        (placement,) = place_mentions([PlaceMention("Nowhere")], ["IQ"])
        assert (placement.town, placement.candidates) == (None, ())
        assert placement.reason == "The gazetteer has no town spelled like “Nowhere”."

    def test_the_actors_countries_decide_between_homonyms(self) -> None:
        assert placed("Hawija", countries=("IQ",)) == ["hawija"]
        assert placed("Hawija", countries=("SY",)) == ["hawija-sy"]
        assert placed("Hawija") == [None]

    def test_other_places_of_the_article_decide_between_homonyms(self) -> None:
        assert placed("Tripoli") == [None]
        assert placed("Tripoli", "Beirut") == ["tripoli-lb", "beirut"]
        assert placed("Hawija", "Mosul") == ["hawija", "mosul"]
        assert placed("Hawija", "Raqqa") == ["hawija-sy", "raqqa"]

    def test_a_qualifier_decides_between_homonyms(self) -> None:
        assert placed("Tripoli, Lebanon", "Tripoli (LY)", "Hawija (Kirkuk)") == ["tripoli-lb", "tripoli", "hawija"]
        assert placed("Tripoli, Lebanon", "Tripoli", countries=("IQ",)) == ["tripoli-lb", None]

    def test_kinds_are_kept_apart(self) -> None:
        assert placed("Mosul Dam", countries=("IQ",), kind=PlaceKind.FACILITY) == ["mosul-dam"]
        assert placed("Mosul", countries=("IQ",), kind=PlaceKind.FACILITY) == [None]
        assert placed("Mosul", countries=("IQ",), kind=PlaceKind.DISTRICT) == [None]
        assert placed("Mosul", countries=("IQ",), kind=PlaceKind.REGION) == [None]
        assert placed("Tabqa military airport", countries=("SY",), kind=PlaceKind.FACILITY) == ["tabqa-air-base"]

    def test_mentions_keep_their_order_and_repeat(self) -> None:
        assert placed("Mosul", "Nowhere", "Mosul", countries=("IQ",)) == ["mosul", None, "mosul"]
        assert place_mentions([]) == []

    def test_strange_texts_find_nothing(self) -> None:
        texts = ["", "'", "%", "\\", "a" * 5000, "Tripoli,", "(Tripoli)", "\u202eMosul\u200f", "' OR 1=1 --"]
        assert [placed(text, countries=("IQ",))[0] for text in texts[:5]] == [None] * 5
        assert placed(texts[7], countries=("IQ",)) == ["mosul"]
        place_mentions([PlaceMention(text) for text in texts])

    def test_an_article_costs_few_queries(self, django_assert_max_num_queries: DjangoAssertNumQueries) -> None:
        with django_assert_max_num_queries(3):
            place_mentions([PlaceMention(f"{name} {n}") for name in ("Mosul", "Hawijja") for n in range(20)], ["IQ"])


@pytest.mark.usefixtures("_towns")
class TestGeopy:
    def test_geocode_gives_locations_with_candidates(self) -> None:
        gazetteer: Any = Gazetteer()
        location = gazetteer.geocode("al-Hawijah", country_codes=["iq"])
        assert (location.latitude, location.longitude) == (35.33, 43.77)
        assert location.address == "Hawija, Kirkuk, IQ"
        assert location.raw.town == Town.objects.get(slug="hawija").pk
        assert len(gazetteer.geocode("Tripoli", exactly_one=False)) == 2
        assert gazetteer.geocode("Nowhere") is None

    def test_reverse_gives_what_is_near(self) -> None:
        gazetteer: Any = Gazetteer()
        location = gazetteer.reverse((36.35, 43.10))
        assert location.raw.name in {"Mosul", "Old City of Mosul"}
        near = gazetteer.reverse("36.34, 43.12", exactly_one=False)
        assert [found.raw.name for found in near] == ["Mosul", "Old City of Mosul", "Mosul Dam"]
        assert gazetteer.reverse((0, 0)) is None


def test_every_place_of_the_demo_story_is_found_where_it_is() -> None:
    """Under the story's spelling and common others; 10 km because some coordinates of the story are rough."""
    call_command("load_gazetteer", country=["IQ", "SY"])
    facility = (" base", " crossing", " dam", " refinery", " airport", " post")
    wrong = []
    with STORY_PLACES.open(newline="", encoding="utf-8") as file:
        for row in csv.DictReader(file):
            kind = PlaceKind.FACILITY if row["place"].lower().endswith(facility) else PlaceKind.TOWN
            (placement,) = place_mentions([PlaceMention(row["place"], kind)], ["IQ", "SY"])
            if placement.town is None:
                wrong.append(f"{row['place']} waits: {placement.reason}")
                continue
            best = placement.candidates[0]
            off = distance_km((best.lon, best.lat), (float(row["lon"]), float(row["lat"])))
            if off > 10 or best.country != row["country"]:
                wrong.append(f"{row['place']} is placed on {best.name}, {best.country}, {off:.0f} km off")
    assert wrong == []


def test_towns_of_ukraine_are_found_as_the_news_writes_them() -> None:
    call_command("load_gazetteer", country=["UA"])
    # The same in the letters of their own languages.
    own = placed("Авдіївка", "Артёмовск", "Дзержинск", "м. Попасна", countries=("UA",))
    assert own == ["avdiivka", "bakhmut", "toretsk", "popasna"]
    for path, share in ((UKRAINE, 0.95), (FURTHER_UKRAINE, 0.6)):
        with path.open(newline="", encoding="utf-8") as file:
            rows = [(row["spelling"], (float(row["lon"]), float(row["lat"]))) for row in csv.DictReader(file)]
        found, wrong = 0, []
        for spelling, here in rows:
            (placement,) = place_mentions([PlaceMention(spelling)], ["UA"])
            if placement.town is not None:
                best = placement.candidates[0]
                near = distance_km((best.lon, best.lat), here) <= 10
                found += near
                wrong += [] if near else [f"{spelling} is placed on {best.name}, {best.region}"]
        assert wrong == []
        assert found >= share * len(rows)


def test_a_village_and_a_town_of_one_name_are_not_mixed_up() -> None:
    """Both Barwanas were in the news of Iraq: the town on the Euphrates, and the village near Muqdadiyah."""
    call_command("load_gazetteer", country=["IQ"])
    assert placed("Barwana village", countries=("IQ",)) == [None]
    assert placed("Barwana", "Haditha", countries=("IQ",)) == ["barwana", "haditha"]
    assert placed("Barwana", "Muqdadiyah", countries=("IQ",)) == [None, "muqdadiyah"]
    assert {found.region for found in candidates_for("Barwana", ["IQ"])} >= {"Anbar", "Diyala"}
