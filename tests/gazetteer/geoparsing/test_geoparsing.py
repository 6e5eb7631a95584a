"""Place names of any text: which are found, and which places of the world they mean."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conflictmap.gazetteer.geoparsing.geoparser import geoparse
from conflictmap.gazetteer.geoparsing.nationality import countries_spoken_of


def names(text: str) -> list[str]:
    return [one.name.text for one in geoparse(text)]


def countries(text: str, *preferred: str) -> dict[str, str | None]:
    return {one.name.text: one.place.country if one.place else None for one in geoparse(text, preferred)}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The goose was found in Dorset, England.", ["Dorset", "England"]),
        ("Flooding was reported across Scott County, Indiana.", ["Scott County", "Indiana"]),
        ("Nurses in the U.S. and the UK were told on Monday.", ["U.S.", "UK"]),
        ("Residents of the village of Zarkuyeh left for Basra.", ["Zarkuyeh", "Basra"]),
        ("Troops recaptured al-Alam and Tell Rifaat.", ["al-Alam", "Tell Rifaat"]),
        ("Ferries crossed the Black Sea and Lake Victoria.", ["Black Sea", "Lake Victoria"]),
        ("Cases rose in West Java, Bali and Lombok.", ["West Java", "Bali", "Lombok"]),
        ("MOSUL HIT BY FLOODS", ["MOSUL"]),
        ("PITTSBURGH (AP) - Two people died. BEIRUT, Lebanon - Aid came.", ["PITTSBURGH", "BEIRUT", "Lebanon"]),
        ("They seized the capital of Jezirah state.", ["Jezirah"]),
    ],
)
def test_places_are_found(text: str, found: list[str]) -> None:
    assert names(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "Paris Hilton told the Los Angeles Times that she was tired.",
        "Dr. Lincoln of the University of Calgary spoke on Tuesday.",
        "The Angolan minister met Turkish and Greek doctors.",
        "Tests for Marburg virus and the Ebola-Reston strain were negative.",
        "It cost US$58 million, said Mr Jordan.",
        "Reading is nice, and so is mobile news.",
        "",
    ],
)
def test_other_names_are_not(text: str) -> None:
    assert names(text) == []


def test_spans_are_the_texts_own_words() -> None:
    text = "\u200f“Aid reached Deir ez-Zor”, a doctor in Córdoba said."
    found = geoparse(text)
    assert [text[one.name.start : one.name.end] for one in found] == ["Deir ez-Zor", "Córdoba"]


def test_what_follows_says_which_is_meant() -> None:
    assert countries("He was born in Paris, Texas.") == {"Paris": "US", "Texas": "US"}
    assert countries("The outbreak in Tripoli, Lebanon, is over.")["Tripoli"] == "LB"
    assert countries("Teams left for China, Japan and Iraq.") == {"China": "CN", "Japan": "JP", "Iraq": "IQ"}
    assert countries("Shells fell in Baranivka in Zhytomyr Oblast.")["Baranivka"] == "UA"


def test_one_name_may_mean_two_places_where_the_text_says_so() -> None:
    found = geoparse("People met in Tripoli, Lebanon. In Libya, the army held Tripoli and Misrata.")
    assert [one.place.country for one in found if one.place and one.name.text == "Tripoli"] == ["LB", "LY"]


def test_a_name_is_not_placed_outside_the_division_that_the_text_names() -> None:
    assert countries("Troops left Kreminna in Odesa Oblast.") == {"Kreminna": None, "Odesa Oblast": "UA"}


def test_the_capital_is_meant_rather_than_a_state_of_its_name() -> None:
    (washington,) = geoparse("The ministers met in Washington.")
    assert washington.place is not None
    assert washington.place.kind == "town"


def test_a_long_list_of_towns_is_one_however_it_is_written() -> None:
    towns = [
        "Kirkuk", "Tokmak", "Al Mawşil al Jadīdah", "‘Anah", "Al Ḩasakah", "Debaltseve", "Az Zabadānī", "Zvyahel",
    ]  # fmt: skip
    assert names(f"Towns: {', '.join(towns)}.") == [name.removeprefix("‘") for name in towns]
    assert names(f"{', '.join(towns[3:])}.") == [name.removeprefix("‘") for name in towns[3:]]


def test_the_other_places_of_the_text_say_which_is_meant() -> None:
    assert countries("Clashes in Tripoli spread to Benghazi and Misrata.")["Tripoli"] == "LY"
    assert countries("Clashes in Tripoli spread to Beirut and Sidon.")["Tripoli"] == "LB"
    assert countries("Georgia and Tennessee closed schools; Atlanta and Savannah did so too.")["Georgia"] == "US"
    assert countries("Georgia closed its border; in Tbilisi and Batumi people queued.")["Georgia"] == "GE"


def test_nationalities_and_preferred_countries_say_which_is_meant() -> None:
    assert countries("Syrian officials in Palmyra and Syrian doctors said so.")["Palmyra"] == "SY"
    assert countries("The museum in Palmyra was shut.", "sy")["Palmyra"] == "SY"
    assert countries_spoken_of("Angolan, Iraqi and Greek doctors; an Iraqi nurse") == {"AO": 1, "IQ": 2, "GR": 1}


def test_a_town_and_its_province_are_told_apart() -> None:
    kinds = {
        text: geoparse(text)[0].place.kind  # type: ignore[union-attr]
        for text in (
            "Shells fell in Aleppo.",
            "Shells fell in Aleppo governorate.",
            "Shells fell in Anbar.",
            "Shells fell in Khartoum.",
            "Snow fell in Kentucky and New York.",
        )
    }
    assert list(kinds.values()) == ["town", "division", "division", "town", "division"]


def test_an_unknown_village_has_no_point() -> None:
    (village, country) = geoparse("Rockets struck the village of Zarkuyeh in Iraq.")
    assert (village.name.text, village.place, village.score) == ("Zarkuyeh", None, 0.0)
    assert country.place is not None
    assert (country.place.country, country.place.kind) == ("IQ", "country")


@given(
    st.text(max_size=200)
    | st.lists(
        st.sampled_from(
            [
                "in",
                "the",
                "Mosul",
                "Iraq",
                ",",
                "of",
                "al-",
                "U.S.",
                "-",
                "County",
                "Dr.",
                "Paris",
                "near",
                "West",
                "'s",
                "(",
                "Xob",
                "\n",
            ]
        ),
        max_size=30,
    ).map(" ".join)
)
def test_any_text_gives_spans_in_order_and_the_same_twice(text: str) -> None:
    found = geoparse(text)
    assert found == geoparse(text)
    ends = 0
    for one in found:
        assert ends <= one.name.start < one.name.end <= len(text)
        assert text[one.name.start : one.name.end] == one.name.text
        assert 0.0 <= one.score <= 1.0
        ends = one.name.end
