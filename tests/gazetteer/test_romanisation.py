"""Names in Cyrillic letters in the spellings of English news."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conflictmap.gazetteer.cities500 import spellings_of
from conflictmap.gazetteer.romanisation import romanised


@pytest.mark.parametrize(
    ("name", "spellings"),
    [
        ("Дзержинск", ["Dzerzhinsk"]),
        ("Красный Лиман", ["Krasny Liman"]),
        ("Белозёрское", ["Belozyorskoye", "Belozerskoye"]),
        ("Счастье", ["Schastye"]),
        ("Жёлтые Воды", ["Zhyoltye Vody", "Zheltye Vody"]),
        ("Каменка-Днепровская", ["Kamenka-Dneprovskaya"]),
        ("Слов’янськ", ["Sloviansk"]),
        ("Єнакієве", ["Yenakiieve"]),
        ("Згурівка", ["Zghurivka"]),
        ("Гуляйполе", ["Gulyaypole"]),
        ("الموصل", []),
        ("Kyiv", []),
        ("Київ-2", []),
        ("", []),
    ],
)
def test_names_are_spelled_as_the_news_spells_them(name: str, spellings: list[str]) -> None:
    assert list(romanised(name)) == spellings


@given(st.text(alphabet=st.characters(min_codepoint=0x400, max_codepoint=0x4FF) | st.sampled_from(" -’'")))
def test_any_name_gives_at_most_two_spellings(name: str) -> None:
    assert len(list(romanised(name))) <= 2


def test_places_get_them_only_where_the_letters_are_read_so() -> None:
    names = ["Дзержинск", "Dzerzhynsk"]
    assert [spelling.name for spelling in spellings_of(names, "UA")] == [*names, "Dzerzhinsk"]
    assert [spelling.name for spelling in spellings_of(names, "BG")] == names
