"""The key under which spellings of one place name meet.

News texts write one Arabic name in many Latin ways: Raqqa, Ar Raqqah, ar-Raqa; Deir ez-Zor, Dayr az
Zawr, Deir al-Zour. `fold` removes what such spellings differ in. It is a key to look under, never a
name to show, and two places may share a key: the geocoder compares the spellings themselves afterwards.

What the rules cannot know (that Kobani is Ayn al-Arab, that Hit is Heet but Tal is also Tel) is left to
the spellings that the gazetteer stores.
"""

from __future__ import annotations

import re
import unicodedata

FOLDED_LENGTH = 200

# Letters that Unicode does not decompose, or that people write instead of marks.
_LETTERS = str.maketrans(
    {
        "ı": "i",
        "ł": "l",
        "ø": "o",
        "đ": "d",
        "ð": "d",
        "þ": "th",
        "æ": "ae",
        "œ": "oe",
        "ə": "a",
        "ٱ": "ا",
        "ى": "ي",
        "ی": "ي",
        "ې": "ي",
        "ک": "ك",
        "ڪ": "ك",
        "ة": "ه",
        "ە": "ه",
        "ۀ": "ه",
        "ہ": "ه",
        "ء": None,
        "ـ": None,
    }
)
# Apostrophes, and the signs used for ayn and hamza, join the letters around them; other signs part them.
_JOINING = "'`´‘’‚‛“”′‵ʹʺʻʼʽʾʿˈˊˋ՚＇"
_JOINING_SIGNS = re.compile(f"[{re.escape(_JOINING)}\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]")
_NOT_A_LETTER = re.compile(r"[\W_]+")

_ARTICLES = {"al", "el", "ul"}
# An article takes the sound of these consonants: ar-Raqqa, ash-Sharqat, ez-Zor.
_ASSIMILATED_ARTICLE = re.compile(r"[aeiu](th|dh|sh|[tdrzsnl])")
_ARABIC_ARTICLE = re.compile(r"^ال(?=\w{2})")
# What gazetteers put before the name of a village, subdistrict or district.
_ADMINISTRATIVE = {"qaryat", "nahiyat", "nahiyah", "qada", "qadaa", "markaz", "ناحيه", "قريه", "قضا", "مركز"}
# Frequent first words that the sounds below do not bring together.
_COMMON_WORDS = {
    **dict.fromkeys(("tell", "tel", "til"), "tall"),
    **dict.fromkeys(("jebel", "jabel", "djebel", "jebal", "gebel"), "jabal"),
    **dict.fromkeys(("kefr", "kfar", "kufr", "kafar", "kifr"), "kafr"),
    **dict.fromkeys(("qalaat", "kalaat", "qalet", "qalaet"), "qalat"),
    **dict.fromkeys(("maarat", "maarrat", "maaret", "maarret", "marrat", "maarrah"), "marat"),
}
# In this order. Ends of words count, so these run over the words before they are joined, and over the joined key.
_REPLACED = (("q", "k"), ("dh", "d"), ("oo", "u"), ("ou", "u"), ("ee", "i"))
_SOUNDS = (
    (re.compile(r"(\w)\1+"), r"\1"),
    (re.compile(r"[ae]h\b"), "a"),
    (re.compile(r"(?<=\w)iy?e\b"), "ia"),
    (re.compile(r"iy(?=[au])"), "i"),
    # A diphthong stands before a consonant or at the end: Dayr, Zawr. Between vowels y and w are consonants: Mayadin.
    (re.compile(r"[ae][iy](?![aeiou])"), "i"),
    (re.compile(r"a[uw](?![aeiou])"), "u"),
    (re.compile(r"y\b"), "i"),
)
_SHORT_VOWELS = str.maketrans("oe", "ui")
_DOUBLED = re.compile(r"(\w)\1+")
_LATIN_LETTER = re.compile(r"[a-z]")
# Kinds of facility that the news calls by several names.
_FACILITIES = (
    (re.compile(r"\b(?:(?:military|international) )?(?:air ?base|air ?port|air ?field)\b"), "airport"),
    (re.compile(r"\b(?:border )?(?:crossing|post)\b(?: point)?"), "crossing"),
    (re.compile(r"\boil (?=refinery\b)"), ""),
)
_MARKS = re.compile(
    "[" + "".join(re.escape(chr(code)) for code in range(0x110000) if unicodedata.combining(chr(code))) + "]"
)


def plain(name: str) -> str:
    """The name in small letters without diacritics, ayn and hamza signs; words parted by single spaces.

    Spellings that are equal so differ only in typing: Ḩawījah and hawijah, al-Qa'im and Al Qaim.
    """
    if not name.isascii():
        name = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", name).casefold())
        name = _MARKS.sub("", name).translate(_LETTERS)
    return _NOT_A_LETTER.sub(" ", _JOINING_SIGNS.sub("", name.casefold())).strip()


def fold(name: str) -> str:
    """The key of a spelling: at most 200 letters and digits, empty when the name has none.

    Folding a key again gives the same key. Never raises.
    """
    words = plain(name)
    for pattern, word in _FACILITIES:
        words = pattern.sub(word, words)
    key = "".join(_fold_word(word) for word in _telling(words.split()))[:FOLDED_LENGTH]
    while (again := _fold_word(key)[:FOLDED_LENGTH]) != key:
        key = again
    return key


def without_attached_article(key: str) -> str | None:
    """The key without an article written together with its name (Alraqqa), or None when none shows.

    This may eat a real word (Alqosh, Annaba), so it is for a second look when the key itself finds nothing.
    """
    match = re.match(r"(?:[aeiu]l|ال|[aeiu](?:sh|[tdrzsn]))(?=\w{4})", key)
    return key[match.end() :] if match else None


def _telling(words: list[str]) -> list[str]:
    """The words without articles and administrative words, frequent first words in one spelling."""
    told = [word for place, word in enumerate(words) if not _says_nothing(word, words[place + 1 :])]
    return [_COMMON_WORDS.get(word, word) for word in told] if len(told) > 1 else told


def _says_nothing(word: str, following: list[str]) -> bool:
    if not following:
        return False
    if word in _ARTICLES or word in _ADMINISTRATIVE:
        return True
    article = _ASSIMILATED_ARTICLE.fullmatch(word)
    return article is not None and following[0].startswith(article[1])


def _fold_word(word: str) -> str:
    if not _LATIN_LETTER.search(word):
        return _DOUBLED.sub(r"\1", _ARABIC_ARTICLE.sub("", word))
    for spelling, sound in _REPLACED:
        word = word.replace(spelling, sound)
    for pattern, replacement in _SOUNDS:
        word = pattern.sub(replacement, word)
    return _DOUBLED.sub(r"\1", word.translate(_SHORT_VOWELS))
