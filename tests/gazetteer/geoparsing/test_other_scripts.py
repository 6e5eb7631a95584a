"""Place names in Arabic and Cyrillic letters: found where the words around them speak for a place, and only there."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conflictmap.gazetteer.folding import plain
from conflictmap.gazetteer.geoparsing.names import find_names

PEOPLE = {
    "الموصل": 1_600_000, "حلب": 1_600_000, "دير الزور": 240_000, "القيارة": 15_000, "المدينة": 1_300_000,
    "الباب": 64_000, "السلام": 30_000, "Попасна": 20_000, "Бахмут": 74_000, "Харків": 1_430_000, "Авдіївка": 32_000,
    "Роботине": 500, "Мир": 2_000, "Mosul": 1_600_000, "Київ": 2_800_000, "Куп'янськ": 27_000, "Залужне": 900,
}  # fmt: skip
FAME = {plain(name): people for name, people in PEOPLE.items()}


def found(text: str) -> list[tuple[str, str]]:
    """Each name as the text has it, with the name that it is known by."""
    keys = {plain(name): name for name in PEOPLE}
    names = find_names(text, lambda key: FAME.get(key, -1))
    assert all(text[name.start : name.end] == name.text for name in names)
    return [(name.text, keys[name.key]) for name in names]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("سيطرت القوات على مدينة الموصل وبلدة القيارة.", [("الموصل", "الموصل"), ("القيارة", "القيارة")]),
        ("انسحب التنظيم من حلب ودير الزور.", [("حلب", "حلب"), ("دير الزور", "دير الزور")]),
        ("وقع انفجار بالموصل أمس", [("الموصل", "الموصل")]),
        ("دخلت القوات مدينة الباب", [("الباب", "الباب")]),
        ("Російські війська захопили Попасну.", [("Попасну", "Попасна")]),
        ("У Бахмуті та Харкові тихо.", [("Бахмуті", "Бахмут"), ("Харкові", "Харків")]),
        ("Бої під Авдіївкою, у селі Роботине й Куп'янську.", [("Авдіївкою", "Авдіївка"), ("Роботине", "Роботине")]),
        ("Звільнено м. Куп’янськ.", [("Куп’янськ", "Куп'янськ")]),
    ],
)
def test_names_are_found_behind_nouns_prepositions_and_in_lists(text: str, names: list[tuple[str, str]]) -> None:
    assert found(text)[: len(names)] == names


@pytest.mark.parametrize(
    "text",
    [
        "فتح الرجل الباب وشرب في المدينة حليبا، والسلام عليكم",
        "حلب البقرة",
        "Мир і дружба. Настав мир у Мир.",
        "Указ Залужного підписано, від Залужного чекали більше.",
        "Президент Бахмут сказав, що Київ Іванович прийшов.",
    ],
)
def test_everyday_words_and_people_are_no_places(text: str) -> None:
    assert found(text) == []


def test_a_name_quoted_in_another_script_is_found_and_does_not_hide_its_neighbour() -> None:
    assert found("The army entered Mosul (الموصل) on Monday.") == [("Mosul", "Mosul"), ("الموصل", "الموصل")]
    assert found("The army entered “مدينة الموصل” and the town of Попасна.") == [
        ("الموصل", "الموصل"),
        ("Попасна", "Попасна"),
    ]
    # A quotation that goes on is no name, whatever word it begins with.
    assert found("They chanted “السلام عليكم يا شعب” there.") == []


@given(st.text(alphabet=st.sampled_from("مدينة الموصل وفبلا ةي،. Попасній у м'-abIn\n«»“”"), max_size=60))
def test_any_text_gives_names_in_order(text: str) -> None:
    names = find_names(text, lambda key: len(key) * 9_000)
    assert all(text[name.start : name.end] == name.text for name in names)
    assert all(one.end <= other.start for one, other in pairwise(names))
