"""Names in Cyrillic letters as English news writes them: Дзержинск is Dzerzhinsk, Красный Лиман Krasny Liman.

Ukrainian by the national system of 2010; Russian in the way of the press, which is that of BGN/PCGN (1947) without
apostrophes and with -y for -ый and -ий. Lists of places have names in Cyrillic letters, of which news from Russian
sources is written; they lack most of those in Latin letters.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

# Where names in Cyrillic letters are Ukrainian or Russian.
READ_IN = frozenset({"BY", "RU", "UA"})
_CYRILLIC = re.compile(r"[\u0400-\u04ff\u2019' -]+")
_UKRAINIAN_LETTERS = re.compile("[іїєґ’']", re.IGNORECASE)
_CONSONANTS = {
    "б": "b", "в": "v", "д": "d", "ж": "zh", "з": "z", "к": "k", "л": "l", "м": "m", "н": "n", "п": "p", "р": "r",
    "с": "s", "т": "t", "ф": "f", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch", "ъ": "", "ь": "",
}  # fmt: skip
_RUSSIAN = str.maketrans(
    _CONSONANTS
    | {"а": "a", "г": "g", "е": "e", "ё": "yo", "и": "i", "й": "y", "о": "o", "у": "u", "ы": "y", "э": "e"}
    | {"ю": "yu", "я": "ya"}
)
_UKRAINIAN = str.maketrans(
    _CONSONANTS
    | {"а": "a", "г": "h", "ґ": "g", "е": "e", "є": "ie", "и": "y", "і": "i", "ї": "i", "й": "i", "о": "o", "у": "u"}
    | {"ю": "iu", "я": "ia", "’": "", "'": ""}
)
# At the beginning of a word, Ukrainian.
_AT_FIRST = str.maketrans({"є": "ye", "ї": "yi", "й": "y", "ю": "yu", "я": "ya"})
_SOFTENED = re.compile("(?<![бвгджзйклмнпрстфхцчшщы])е")
_ADJECTIVE = re.compile(r"[иы]й\b")


def romanised(name: str) -> Iterator[str]:
    """The spellings in Latin letters of a name in Ukrainian or Russian; none of any other. Never raises."""
    if name.isascii() or not _CYRILLIC.fullmatch(name):
        return
    words = name.lower()
    if _UKRAINIAN_LETTERS.search(name):
        yield _capitalised(
            re.sub(r"(?<![\w’'])[єїйюя]", lambda first: first[0].translate(_AT_FIRST), words)
            .replace("зг", "zgh")
            .translate(_UKRAINIAN)
        )
        return
    for russian in dict.fromkeys((words, words.replace("ё", "е"))):
        yield _capitalised(_ADJECTIVE.sub("y", _SOFTENED.sub("ye", russian)).translate(_RUSSIAN))


def _capitalised(words: str) -> str:
    return re.sub(r"(?<![^\W_])[a-z]", lambda first: first[0].upper(), words)
