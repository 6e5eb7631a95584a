"""Which place "the town" means: what was told of, not the province it lies in nor the city it lies north of."""

from datetime import date

import pytest

from conflictmap.core.claims import Kind, PlaceKind
from tests.extraction import read

PUBLISHED = date(2021, 7, 10)


def facts(text: str, published: date = PUBLISHED) -> set[tuple[str, str, str]]:
    return {(c.place, c.actor_canonical, c.kind.value) for c in read(text, published)}


@pytest.mark.parametrize(
    ("text", "town"),
    [
        ("The RSF captured the town of Abu Zabad in West Kordofan. {}", "Abu Zabad"),
        ("The RSF captured the town of Abu Zabad in Um Sumeima. {}", "Abu Zabad"),
        ("The RSF captured Bara, 50 km (31 miles) north of El Obeid. {}", "Bara"),
        ("The RSF captured Rigil, 45km north of El Obeid. {}", "Rigil"),
        ("The RSF captured Rigil, north of El Obeid, at dawn. {}", "Rigil"),
        ("In Sudan, the RSF captured Rigil on Monday. {}", "Rigil"),
    ],
)
def test_it_is_what_was_told_of(text: str, town: str) -> None:
    found = facts(text.format("The army retook the town a day later."), date(2025, 6, 1))
    assert {place for place, actor, kind in found if (actor, kind) == ("other:Sudanese army", "captures")} == {town}


@pytest.mark.parametrize(
    ("text", "city"),
    [
        ("Fighting broke out 5 km north of El Obeid. The RSF captured the city.", "El Obeid"),
        ("The RSF reached El Obeid and captured Rigil. Then it besieged the city.", "El Obeid"),
    ],
)
def test_a_landmark_or_an_older_name_still_fits_where_nothing_does_better(text: str, city: str) -> None:
    found = {(place, kind) for place, _, kind in facts(text, date(2025, 6, 1))}
    assert (city, "captures") in found or (city, "besieges") in found


def test_a_quarter_whose_kind_nobody_tells_lies_in_the_city_that_is_meant() -> None:
    found = facts("Syrian rebels attacked Baba Tuma in Homs. The army later left the city.")
    assert ("Homs", "Syrian government", "loses") in found


@pytest.mark.parametrize("name", ["North Kordofan", "Darfur", "Kassala state", "Blue Nile"])
def test_a_region_is_no_town(name: str) -> None:
    claims = [c for c in read(f"The RSF controls {name}.", date(2025, 6, 1)) if c.kind is Kind.HOLDS]
    assert {c.place_kind for c in claims} == {PlaceKind.REGION}


def test_a_state_is_only_told_behind_a_name() -> None:
    text = "The army recaptured the headquarters of state television in Omdurman, Sudan."
    assert {place for place, _, _ in facts(text, date(2025, 6, 1))} == {"headquarters"}


@pytest.mark.parametrize(
    "text",
    [
        "In Syria, rebels took control of key Towns including Nawa on Monday.",
        "In Syria, rebels took control of the Town of Nawa on Monday.",
        "The City of Nawa fell to rebels in Syria.",
    ],
)
def test_a_capital_does_not_make_a_noun_a_name(text: str) -> None:
    assert facts(text) == {("Nawa", "Syrian opposition", "captures")}


@pytest.mark.parametrize("phrase", ["a Red Sea town", "a Yemen town", "two Shabwa towns"])
def test_a_name_before_a_town_may_be_where_it_lies(phrase: str) -> None:
    found = read(f"Government forces have retaken {phrase} from the Houthis in Yemen.", PUBLISHED)
    assert not [c for c in found if c.kind is Kind.CAPTURES and not c.rule.startswith("link_")]


def test_a_palace_in_the_capital_is_not_the_capital() -> None:
    found = read("The Sudanese army has recaptured the presidential palace in the capital, Khartoum.", PUBLISHED)
    assert {c.place for c in found if not c.rule.startswith("link_")} == {"presidential palace"}


def test_what_most_of_a_land_includes_is_held_whole() -> None:
    found = facts("The Houthis control most of northern Yemen, including Amran and Saada.")
    assert {("Amran", "other:Houthis", "holds"), ("Saada", "other:Houthis", "holds")} <= found


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("Rebels captured Palmyra, a World Heritage site.", {"Palmyra"}),
        ("Rebels who called out in Arabic captured Nawa in Syria.", {"Nawa"}),
        ("Rebels captured the Idlib province district of Harem in Syria.", {"Harem"}),
        ("The Houthis captured the Red Sea coast city of Hays in Yemen.", {"Hays"}),
        ("Rebels captured Old Town and Nawa in Syria.", {"Old Town", "Nawa"}),
        ("Insurgents were driven from five Borno villages.", set()),
        ("The eastern Central African Republic is quiet; the FACA captured Ippy.", {"Ippy"}),
    ],
)
def test_what_is_a_place(text: str, places: set[str]) -> None:
    assert {place for place, _, _ in facts(text)} == places
