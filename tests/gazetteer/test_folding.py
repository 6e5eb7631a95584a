"""The folded key: spellings of one name meet, other names do not, and nothing breaks it."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from conflictmap.gazetteer.folding import FOLDED_LENGTH, fold, plain, without_attached_article

SPELLINGS_OF_ONE_NAME = [
    ["Raqqa", "ar-Raqqah", "Ar Raqqah", "al-Raqqa", "Raqa", "Rakka", "RAQQA"],
    ["Deir ez-Zor", "Deir al-Zor", "Deir el-Zour", "Dayr az Zawr", "Dair az-Zaur", "DEIR EZ ZOR"],
    ["Hawija", "al-Hawijah", "Al Ḩawījah", "Haweeja", "Al-Hawīja"],
    ["al-Qa'im", "al-Qaim", "Al Qā’im", "el Qaim", "Al Qāʼim", "al‑Qaim"],
    ["Tal Afar", "Tall ‘Afar", "Tell Afar", "Tel Afar", "Tal-Afar"],
    ["Ash Sharqāţ", "al-Sharqat", "Sharqat"],
    ["Aş Şaqlāwīyah", "Saqlawiyah", "al-Saqlawiya"],
    ["Aḑ Ḑulū‘īyah", "Dhuluiya", "Ad Duluiyah", "Dhuluiyah"],
    ["Ma‘arrat an Nu‘mān", "Maarat al-Numan", "Maarrat al-Numan"],
    ["Khan Shaykhun", "Khan Sheikhoun", "Khān Shaykhūn"],
    ["Qaryat al Jāsimīyah", "al-Jasimiya"],
    ["Tabqa air base", "Tabqa airbase", "Tabqa military airport", "Tabqa Airport"],
    ["al-Qaim border crossing", "al-Qaim crossing", "al-Qaim border post"],
    ["الرقة", "رقة", "الرَّقَّة", "الرقـــة"],
    ["أعزاز", "اعزاز", "إعزاز"],
    ["قضاء القائم", "القائم"],
    ["تلعفر", "تل عفر"],
    ["Бахмут", "БАХМУТ"],
]
OTHER_NAMES = [
    ("Homs", "Hamah"),
    ("Aleppo", "Lippo"),
    ("Alqosh", "Qosh"),
    ("Ankara", "Kara"),
    ("Azaz", "Az Zaz"),
    ("Assur", "Sur"),
    ("Mosul", "Mosul Dam"),
    ("Tabqa", "Tabqa Dam"),
    ("Qamishli", "Qamishliyah al-Jadidah"),
    ("Mayadin", "Midin"),
    ("الموصل", "البصرة"),
    ("دير الزور", "دير حافر"),
]


@pytest.mark.parametrize("spellings", SPELLINGS_OF_ONE_NAME, ids=lambda spellings: spellings[0])
def test_spellings_of_one_name_share_a_key(spellings: list[str]) -> None:
    keys = {spelling: fold(spelling) for spelling in spellings}
    assert len(set(keys.values())) == 1, keys
    assert fold(spellings[0])


@pytest.mark.parametrize(("one", "other"), OTHER_NAMES)
def test_other_names_keep_other_keys(one: str, other: str) -> None:
    assert fold(one) != fold(other)


@pytest.mark.parametrize("word", ["Al", "El", "ال", "Tell", "Ash"])
def test_a_name_that_is_only_an_article_stays(word: str) -> None:
    assert fold(word)


@pytest.mark.parametrize("nothing", ["", " ", "'", "-", "…", "‘’", "\u200f", "ـ"])
def test_a_text_without_letters_has_no_key(nothing: str) -> None:
    assert fold(nothing) == ""


def test_a_joined_article_is_for_a_second_look_only() -> None:
    assert fold("Alraqqa") == "alraka"
    assert without_attached_article(fold("Alraqqa")) == fold("Raqqa")
    assert without_attached_article(fold("Ashsharqat")) == fold("Sharqat")
    assert without_attached_article(fold("Mosul")) is None


def test_plain_keeps_words_apart() -> None:
    assert plain("Aş Şaqlāwīyah") == "as saqlawiyah"
    assert plain("al-Qa'im") == "al qaim"
    assert plain("Łódź") == "lodz"


# Pieces that the rules look for, so that they meet in all orders.
PIECES = st.one_of(
    st.sampled_from(
        ["al", "ash", "ez", "-", " ", "'", "ah", "iyah", "ie", "ou", "aw", "ay", "q", "dh", "ee", "y", "zor"]
    ),
    st.sampled_from(
        ["air base", "border post", "qaryat", "tell", "ال", "ة", "ى", "Ḩ", "ﷺ", "ß", "İ", "ﬀ", "ٱ", "\u0301"]
    ),
)


@settings(max_examples=400)
@given(st.one_of(st.text(max_size=40), st.lists(PIECES, max_size=12).map("".join)))
@example("alal")
@example("الال ال")
@example("aouo" * 100)
def test_a_folded_key_is_short_and_folds_to_itself(name: str) -> None:
    key = fold(name)
    assert len(key) <= FOLDED_LENGTH
    assert fold(key) == key
    assert " " not in key


@given(st.text(min_size=200, max_size=400))
def test_long_names_fold_too(name: str) -> None:
    key = fold(name)
    assert len(key) <= FOLDED_LENGTH
    assert fold(key) == key


@given(st.lists(PIECES, max_size=8).map("".join))
def test_case_never_matters(name: str) -> None:
    assert fold(name.upper()) == fold(name.upper().lower())
