"""Which of several places an article means: rules over matches, without a database."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from conflictmap.core.claims import PlaceKind
from conflictmap.gazetteer.candidates import Match, PlaceMention
from conflictmap.gazetteer.folding import fold
from conflictmap.gazetteer.ranking import Context, distance_km, rank, theatre_of

HAWIJA = PlaceMention("Hawija")
KIRKUK = (44.39, 35.47)
IRAQ = Context(frozenset({"IQ"}))


def match(town: int, **values: object) -> Match:
    defaults = {
        "name": f"Town {town}", "country": "IQ", "region": "", "lon": 43.77, "lat": 35.33, "population": 0,
        "place_kind": PlaceKind.TOWN, "likeness": 1.0, "reason": "exact",
    }  # fmt: skip
    return Match(town=town, **{**defaults, **values})  # type: ignore[arg-type]


def test_distance_is_that_of_the_sphere() -> None:
    assert distance_km((0, 0), (0, 90)) == pytest.approx(10007.557, abs=0.01)
    # Mosul to Baghdad.
    assert distance_km((43.13, 36.34), (44.40, 33.34)) == pytest.approx(353, abs=2)
    assert distance_km((179.9, 0), (-179.9, 0)) == pytest.approx(22.24, abs=0.01)


def test_the_only_place_of_a_name_is_placed() -> None:
    assert rank(HAWIJA, [match(1)], IRAQ).town == 1
    assert rank(HAWIJA, [match(1)], Context()).town == 1


def test_two_of_a_name_wait() -> None:
    placement = rank(HAWIJA, [match(1), match(2, lat=32.0)], IRAQ)
    assert placement.town is None
    assert {candidate.town for candidate in placement.candidates} == {1, 2}
    assert "equally well" in placement.reason


def test_the_one_near_the_other_places_of_the_article_is_meant() -> None:
    assert rank(HAWIJA, [match(1), match(2, lat=32.0)], Context(frozenset({"IQ"}), (KIRKUK,))).town == 1


def test_the_one_in_a_division_that_the_article_names_is_meant() -> None:
    near, far = match(1, region="Kirkuk"), match(2, lat=32.0, region="Wasit")
    assert rank(HAWIJA, [near, far], Context(frozenset({"IQ"}), divisions=frozenset({fold("Kirkuk")}))).town == 1


def test_size_decides_between_two_second_names_only_with_what_else_is_named() -> None:
    large = match(1, likeness=0.92, population=70_000, lat=34.4, lon=41.0)
    small = match(2, likeness=0.92, lat=33.4, lon=43.4)
    husaybah = PlaceMention("Husaybah")
    assert rank(husaybah, [large, small], IRAQ).town is None
    assert rank(husaybah, [large, small], Context(frozenset({"IQ"}), ((41.9, 34.4),))).town == 1


def test_the_one_in_the_theatre_is_meant_even_if_smaller() -> None:
    abroad = match(2, country="EG", population=90_000, lat=30.0, lon=31.0)
    assert rank(HAWIJA, [match(1), abroad], IRAQ).town == 1


def test_a_city_beats_a_hamlet_of_its_name_only_in_the_theatre() -> None:
    city, hamlet = match(1, population=500_000), match(2, lat=32.0)
    assert rank(HAWIJA, [city, hamlet], IRAQ).town == 1
    assert rank(HAWIJA, [match(1, population=500_000), match(2, lat=32.0, country="SY")], Context()).town is None


def test_nothing_is_placed_outside_the_theatre() -> None:
    placement = rank(HAWIJA, [match(1, country="EG", population=900_000)], Context(frozenset({"IQ", "SY"})))
    assert placement.town is None
    assert placement.reason == "Every place spelled like “Hawija” lies outside IQ, SY, which the article is about."


def test_a_known_city_abroad_of_just_that_name_makes_a_likely_spelling_wait() -> None:
    near = match(1, likeness=0.8, reason="folded")
    paris = match(2, country="FR", population=2_000_000, lon=2.35, lat=48.86)
    assert rank(PlaceMention("Paris"), [near], IRAQ).town == 1
    assert rank(PlaceMention("Paris"), [near, paris], IRAQ).town is None


def test_a_spelling_that_is_only_similar_waits_unless_it_is_near_enough() -> None:
    assert rank(HAWIJA, [match(1, likeness=0.70, reason="fuzzy")], IRAQ).town is None
    assert rank(HAWIJA, [match(1, likeness=0.80, reason="fuzzy")], IRAQ).town == 1
    assert rank(HAWIJA, [match(1, likeness=0.80, reason="fuzzy")], Context()).town is None


def test_one_place_entered_twice_is_no_tie() -> None:
    assert rank(HAWIJA, [match(1, population=10_000), match(2, lat=35.34)], IRAQ).town == 1


@pytest.mark.parametrize("kind", [PlaceKind.DISTRICT, PlaceKind.FACILITY])
def test_a_district_or_facility_is_never_its_town(kind: PlaceKind) -> None:
    assert rank(PlaceMention("Hawija", kind), [match(1)], IRAQ).town is None
    assert rank(PlaceMention("Hawija", kind), [match(1), match(2, place_kind=kind)], IRAQ).town == 2


def test_what_a_text_calls_a_town_may_be_entered_as_a_district_but_a_town_goes_first() -> None:
    yarmouk = match(2, place_kind=PlaceKind.DISTRICT)
    assert rank(HAWIJA, [yarmouk], IRAQ).town == 2
    assert rank(HAWIJA, [match(2, place_kind=PlaceKind.DISTRICT, likeness=0.88)], IRAQ).town is None
    assert rank(HAWIJA, [yarmouk, match(1, population=1000)], IRAQ).candidates[0].town == 1


def test_a_camp_may_be_entered_as_a_district_of_just_that_name() -> None:
    camp = PlaceMention("Yarmouk camp", PlaceKind.FACILITY)
    yarmouk = match(2, place_kind=PlaceKind.DISTRICT)
    assert rank(camp, [match(1), yarmouk], IRAQ).town == 2
    assert rank(camp, [match(2, place_kind=PlaceKind.DISTRICT, likeness=0.9, reason="folded")], IRAQ).town is None


def test_no_other_facility_is_a_district_and_no_district_a_facility() -> None:
    base = PlaceMention("Yarmouk base", PlaceKind.FACILITY)
    assert rank(base, [match(2, place_kind=PlaceKind.DISTRICT)], IRAQ).candidates == ()
    quarter = PlaceMention("Yarmouk", PlaceKind.DISTRICT)
    assert rank(quarter, [match(2, place_kind=PlaceKind.FACILITY)], IRAQ).candidates == ()


def test_a_district_that_was_read_as_a_town_is_not_the_town_it_is_called_after() -> None:
    district = PlaceMention("Hawija district")
    assert rank(district, [match(1)], IRAQ).candidates == ()
    assert rank(district, [match(1), match(2, place_kind=PlaceKind.DISTRICT)], IRAQ).town == 2


def test_a_little_place_far_from_all_others_of_the_article_waits() -> None:
    basra, amarah = (47.8, 30.5), (47.1, 31.8)
    far = Context(frozenset({"IQ"}), (basra, amarah))
    assert rank(HAWIJA, [match(1, population=1_000)], far).town is None
    assert rank(HAWIJA, [match(1, population=100_000)], far).town == 1
    assert rank(HAWIJA, [match(1, population=1_000)], replace(far, others=(basra, amarah, KIRKUK))).town == 1
    assert rank(HAWIJA, [match(1, population=9_000)], replace(far, others=(basra,))).town == 1
    # What the news knows may be farther off.
    ours = match(1, is_ours=True, lat=33.2, lon=46.0)
    assert rank(HAWIJA, [ours], far).town == 1
    assert rank(HAWIJA, [replace(ours, is_ours=False)], far).town is None
    assert rank(PlaceMention("village of Hawija"), [ours], replace(far, others=(basra,))).town is None
    named = replace(far, divisions=frozenset({fold("Kirkuk")}))
    assert rank(HAWIJA, [match(1, population=1_000, region="Kirkuk")], named).town == 1


def test_a_village_waits_until_the_article_names_something_near_unless_the_news_knows_it() -> None:
    village, here = match(1, population=1_500), PlaceMention("Bezimenne")
    assert "is a village" in rank(here, [village], IRAQ).reason
    assert rank(here, [village], replace(IRAQ, others=(KIRKUK,))).town == 1
    assert rank(here, [replace(village, region="Kirkuk")], replace(IRAQ, divisions=frozenset({fold("Kirkuk")}))).town
    assert rank(here, [replace(village, is_ours=True)], IRAQ).town == 1
    # How many people it has is not known of many a town.
    assert rank(here, [replace(village, population=0)], IRAQ).town == 1
    # Of a list of all villages its namesakes would be known.
    assert rank(here, [replace(village, is_listed=True)], IRAQ).town == 1
    # Before anything else is certain, villages may keep each other company.
    assert rank(here, [village], replace(IRAQ, first_look=True)).town == 1


def test_a_little_place_that_is_not_spelled_just_so_waits_where_the_key_hides_much() -> None:
    kodyma = match(1, country="UA", population=9_000, likeness=0.89, reason="folded")
    ukraine = Context(frozenset({"UA"}))
    assert "is not spelled just like" in rank(PlaceMention("Kodema"), [kodyma], ukraine).reason
    assert rank(PlaceMention("Kodema"), [kodyma], replace(ukraine, others=(KIRKUK,))).town == 1
    assert rank(PlaceMention("Kodyma"), [replace(kodyma, reason="exact")], ukraine).town == 1
    assert rank(PlaceMention("Kodema"), [replace(kodyma, is_ours=True)], ukraine).town == 1
    # Spellings of Arabic names differ in their vowels.
    assert rank(HAWIJA, [replace(kodyma, country="IQ")], IRAQ).town == 1


def test_a_small_town_waits_when_another_place_is_spelled_as_well() -> None:
    town, namesake = match(1, population=13_000), match(2, population=300, country="RU", lat=52.0)
    assert "Many places" in rank(HAWIJA, [town, namesake], IRAQ).reason
    assert rank(HAWIJA, [town, namesake], replace(IRAQ, others=(KIRKUK,))).town == 1
    assert rank(HAWIJA, [town, replace(namesake, likeness=0.8, reason="folded")], IRAQ).town == 1
    assert rank(HAWIJA, [replace(town, population=30_000), namesake], IRAQ).town == 1


def test_a_city_that_readers_know_is_meant_rather_than_a_little_town_of_its_name() -> None:
    city = match(1, population=236_000, likeness=0.92)
    little = match(2, population=3_000, lat=33.0, likeness=0.92)
    assert rank(HAWIJA, [city, little], IRAQ).town == 1
    assert rank(HAWIJA, [city, replace(little, population=20_000)], IRAQ).town is None
    assert rank(HAWIJA, [replace(city, of_its_name=False), little], IRAQ).town is None
    beside_the_little = replace(IRAQ, others=((43.77, 33.1),))
    assert rank(HAWIJA, [city, little], beside_the_little).town != 1


def test_what_the_news_calls_a_place_is_that_rather_than_a_smaller_one_or_one_with_another_name_today() -> None:
    town, rival = match(1, population=18_000, is_ours=True), match(2, population=2_000, lat=33.0, likeness=0.92)
    assert rank(HAWIJA, [town, rival], IRAQ).town == 1
    assert rank(HAWIJA, [replace(town, is_ours=False), rival], IRAQ).town is None
    larger = replace(rival, population=30_000)
    assert rank(HAWIJA, [town, larger], IRAQ).town is None
    assert rank(HAWIJA, [town, replace(larger, of_its_name=False)], IRAQ).town == 1
    assert rank(HAWIJA, [town, rival], replace(IRAQ, others=((43.77, 33.1),))).town != 1


def test_an_arabic_name_made_of_another_waits_until_the_article_names_something_near() -> None:
    mention, town = PlaceMention("al-Hashimiyah"), match(1, population=20_000)
    assert "a name such as" in rank(mention, [town], IRAQ).reason
    assert rank(mention, [town], replace(IRAQ, others=(KIRKUK,))).town == 1
    assert rank(mention, [replace(town, population=139_000)], IRAQ).town == 1
    assert rank(mention, [replace(town, is_ours=True)], IRAQ).town == 1
    assert rank(mention, [replace(town, is_ours=True, of_its_name=False)], IRAQ).town is None
    assert rank(mention, [replace(town, is_listed=True)], IRAQ).town == 1
    assert rank(mention, [replace(town, country="ID")], Context(frozenset({"ID"}))).town == 1


def test_a_name_that_only_sounds_like_a_second_name_waits() -> None:
    heard = match(1, population=73_000, likeness=0.8, reason="fuzzy")
    assert rank(HAWIJA, [heard], IRAQ).town == 1
    assert "second name" in rank(HAWIJA, [replace(heard, of_its_name=False)], IRAQ).reason


def test_what_a_text_calls_a_village_is_no_city() -> None:
    village = PlaceMention("the village of Hawija")
    assert rank(village, [match(1, population=9_000)], IRAQ).town == 1
    placement = rank(village, [match(1, population=100_000)], IRAQ)
    assert (placement.town, placement.reason) == (
        None,
        "Town 1 (IQ) has 100,000 people, and the text speaks of a village.",
    )


def test_a_common_name_waits_until_the_article_names_something_near() -> None:
    here = match(1, population=40_000)
    abroad = [match(2, country="LY", lon=13.2), match(3, country="SY", lon=39.0)]
    placement = rank(HAWIJA, [here, *abroad], IRAQ)
    assert (placement.town, placement.candidates[0].town) == (None, 1)
    assert placement.reason.startswith("Many places have the name of Town 1 (IQ)")
    assert rank(HAWIJA, [here, *abroad], Context(frozenset({"IQ"}), (KIRKUK,))).town == 1
    assert rank(HAWIJA, [here, abroad[0]], IRAQ).town == 1
    assert rank(HAWIJA, [replace(here, population=60_000), *abroad], IRAQ).town == 1
    assert rank(HAWIJA, [replace(here, is_ours=True), *abroad], IRAQ).town == 1


def test_a_second_name_that_is_not_spelled_just_so_waits_until_the_article_names_something_near() -> None:
    kifri = match(1, likeness=0.79, reason="folded", of_its_name=False)
    placement = rank(HAWIJA, [kifri], IRAQ)
    assert (placement.town, "a second name" in placement.reason) == (None, True)
    assert rank(HAWIJA, [kifri], Context(frozenset({"IQ"}), (KIRKUK,))).town == 1
    assert rank(HAWIJA, [replace(kifri, of_its_name=True)], IRAQ).town == 1
    assert rank(HAWIJA, [replace(kifri, reason="exact", likeness=0.92)], IRAQ).town == 1


def test_what_a_text_calls_a_town_is_never_placed_on_a_facility() -> None:
    placement = rank(HAWIJA, [match(2, place_kind=PlaceKind.FACILITY)], IRAQ)
    assert (placement.town, len(placement.candidates)) == (None, 1)
    assert "is a facility" in placement.reason


def test_a_region_is_never_placed() -> None:
    assert rank(PlaceMention("Hawija", PlaceKind.REGION), [match(1)], IRAQ).town is None


def test_unambiguous_places_say_what_the_article_is_about() -> None:
    assert theatre_of([[match(1)], [match(2), match(3, country="SY")]]) == {"IQ"}
    assert theatre_of([[match(1)]], ["SY"]) == {"SY"}
    assert theatre_of([[match(1)], [match(2)]], ["SY"]) == {"IQ", "SY"}
    assert theatre_of([[match(1, likeness=0.8)]]) == frozenset()


MATCHES = st.lists(
    st.builds(
        match,
        town=st.integers(1, 5),
        country=st.sampled_from(["IQ", "SY", "FR"]),
        lon=st.floats(-180, 180),
        lat=st.floats(-90, 90),
        population=st.integers(0, 10_000_000),
        place_kind=st.sampled_from([PlaceKind.TOWN, PlaceKind.DISTRICT, PlaceKind.FACILITY]),
        likeness=st.floats(0, 1),
    ),
    max_size=6,
    unique_by=lambda one: one.town,
)


TOWN_AND_DISTRICT = [
    match(1, lon=0.0, lat=0.0, likeness=0.0),
    match(2, lon=0.0, lat=0.0, place_kind=PlaceKind.DISTRICT),
]


@settings(max_examples=150)
@example(TOWN_AND_DISTRICT, {"IQ"}, PlaceKind.FACILITY)
@given(MATCHES, st.sets(st.sampled_from(["IQ", "SY"])), st.sampled_from(PlaceKind))
def test_order_never_matters_and_what_is_placed_is_first_and_in_the_theatre(
    matches: list[Match], theatre: set[str], kind: PlaceKind
) -> None:
    context = Context(frozenset(theatre), (KIRKUK,))
    placement = rank(PlaceMention("Hawija", kind), matches, context)
    shuffled = sorted(matches, key=lambda one: -one.town)
    assert rank(PlaceMention("Hawija", kind), shuffled, context) == placement
    assert placement.reason
    scores = [candidate.score for candidate in placement.candidates]
    assert scores == sorted(scores, reverse=True)
    assert all(0 <= score <= 1 for score in scores)
    if placement.town is not None:
        assert placement.town == placement.candidates[0].town
        assert not theatre or placement.candidates[0].country in theatre
        assert kind is PlaceKind.TOWN or placement.candidates[0].place_kind is kind
