"""Finding the names of places in Arabic and Cyrillic letters, in a text of those letters or quoted in another.

Arabic has no capitals, and many names of towns are everyday words (al-Bab, the door); so a name counts only where the
words around it speak for a place: a noun ("the town of"), a preposition for a name that many people know, a list with
another place, or a quotation that is nothing but the name. Cyrillic has capitals, and inflects names: the word is tried
as it stands and with the endings of cases taken back. Words are those of ``script_words.yaml``.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum
from functools import cache
from itertools import product
from operator import itemgetter
from pathlib import Path
from typing import Any

import yaml

from conflictmap.gazetteer.folding import plain
from conflictmap.gazetteer.geoparsing.recognition import PlaceName

ARABIC = "\u0621-\u0652\u066e-\u06d3\u06fa-\u06ff"
CYRILLIC = "\u0400-\u052f"
_FILE = Path(__file__).with_name("script_words.yaml")
_WORD = re.compile(rf"[{ARABIC}]+|[{CYRILLIC}]+(?:['’ʼ-][{CYRILLIC}]+)*")
_LAST_LATIN_WORD = re.compile(r"([A-Za-z]+)[\s\"“'(«]*$")
_LOOK_BACK = 24
_AND = "و"
_IN = ("ب", "وب", "لل")
LONGEST_NAME = 3
LONGEST_SHORT_WORD = 3
SHORTEST_NAME = 3
SHORTEST_INFLECTED = 5
# How many people must live in the largest place of a name that is a single word, by what speaks for it.
KNOWN_IN_ARABIC = 20_000
KNOWN_IN_CYRILLIC = 2_000
KNOWN_BY_ITS_CAPITAL = 50_000

Fame = Callable[[str], int]


class _Told(IntEnum):
    """What the words before a word say: nothing, only its capital, a preposition, a quotation, a noun or a list."""

    NOTHING = 0
    BY_CAPITAL = 1
    LIKELY = 2
    IF_ALL = 3
    SURELY = 4


@dataclass(frozen=True, slots=True)
class _Word:
    """A word of a text, its plain form, and what stands between it and the word of such letters before it."""

    start: int
    end: int
    text: str
    key: str
    gap: str
    arabic: bool

    @property
    def follows(self) -> bool:
        """Whether nothing but a space stands between it and the word before."""
        return bool(self.gap) and self.gap.isspace() and "\n" not in self.gap

    @property
    def listed(self) -> bool:
        """Whether a comma stands between it and the word before."""
        return self.gap.strip() in {",", "،"} and bool(self.gap.strip())


def find_in_other_scripts(text: str, fame: Fame) -> list[PlaceName]:
    """The names of places in Arabic and Cyrillic letters, in order, none within another. Linear; never raises.

    `fame`: the people of the largest place of a plain key, -1 for a name of none. `PlaceName.key` is the name as a list
    of places has it, without case endings and prefixes.
    """
    read = list(_words(text))
    found: list[PlaceName] = []
    at, last_name = 0, -9
    while at < len(read):
        told = _evidence(text, read, at, last_name)
        name = _longest(read, at, told, fame)
        if name is None:
            at += 1
            continue
        size, key = name
        start, end = read[at].start + _prefix(read[at], key), read[at + size - 1].end
        found.append(PlaceName(start, end, text[start:end], key))
        last_name = at + size - 1
        at += size
    return found


def without_other_scripts(text: str) -> str:
    """The text with spaces for all words in Arabic and Cyrillic letters: what is left is read by other rules."""
    return _WORD.sub(lambda match: " " * len(match.group()), text)


def _words(text: str) -> Iterator[_Word]:
    end = 0
    for match in _WORD.finditer(text):
        word = match.group()
        yield _Word(match.start(), match.end(), word, plain(word), text[end : match.start()], word[0] >= "\u0600")
        end = match.end()


def _prefix(word: _Word, key: str) -> int:
    """How many letters of an Arabic word are written together with the name, and not of it: "and", "in"."""
    first = key.split(" ")[0]
    prefixes: list[str] = _lists(arabic=True)["prefixes"] if word.arabic else []
    return next((len(p) for p in prefixes if word.text.startswith(p) and plain(word.text[len(p) :]) == first), 0)


def _evidence(text: str, read: Sequence[_Word], at: int, last_name: int) -> _Told:
    """How far the words before a word speak for a place."""
    word, before = read[at], read[at - 1] if at else None
    if before is not None and before.arabic == word.arabic:
        lists = _lists(word.arabic)
        # "м. Балаклія": the full stop belongs to the short word.
        shortened = word.gap.strip() == "." and len(before.key) <= LONGEST_SHORT_WORD
        noun = before.key.removeprefix(_AND) if word.arabic else before.key
        if (word.follows or shortened) and noun in lists["place_nouns"]:
            return _Told.SURELY
        if word.follows and before.key in lists["titles"]:
            return _Told.NOTHING
        and_so = word.follows and (before.key in lists["conjunctions"] or word.key.startswith(_AND))
        if (last_name == at - 1 and (word.listed or and_so)) or (last_name == at - 2 and and_so):
            return _Told.SURELY
        if word.follows and before.key in lists["prepositions"]:
            return _Told.LIKELY
    if word.arabic and word.key.startswith(_IN):
        return _Told.LIKELY
    if _LAST_LATIN_WORD.search(text, max(0, word.start - _LOOK_BACK), word.start):
        return _Told.IF_ALL
    inside = not word.arabic and before is not None and word.follows and not before.text[0].isupper()
    return _Told.BY_CAPITAL if inside else _Told.NOTHING


def _longest(read: Sequence[_Word], at: int, told: _Told, fame: Fame) -> tuple[int, str] | None:
    """How many words the name has that begins at a word, and its key; None when no name begins there."""
    if told is _Told.NOTHING or not (read[at].arabic or read[at].text[0].isupper()):
        return None
    end = at + 1
    while end < len(read) and end - at < LONGEST_NAME and read[end].follows and read[end].arabic == read[at].arabic:
        end += 1
    for last in range(end, at, -1):
        parts = read[at:last]
        if not parts[0].arabic and not all(part.text[0].isupper() for part in parts):
            continue
        if _goes_on(read, last, told):
            continue
        keys = _arabic_keys(parts) if parts[0].arabic else _cyrillic_keys(parts)
        known = [(fame(key), key) for key in keys if len(key) >= SHORTEST_NAME]
        known = [(people, key) for people, key in known if people >= _needed(key, told, parts)]
        if known:
            return last - at, max(known, key=itemgetter(0))[1]
    return None


def _needed(key: str, told: _Told, parts: Sequence[_Word]) -> float:
    """How many people must live in the largest place of a name; infinitely many where none is meant."""
    if told >= _Told.IF_ALL:
        return 0
    if key in _lists(parts[0].arabic)["everyday"]:
        return math.inf
    if told is _Told.BY_CAPITAL:
        return KNOWN_BY_ITS_CAPITAL
    if len(parts) > 1:
        return 0
    return KNOWN_IN_ARABIC if parts[0].arabic else KNOWN_IN_CYRILLIC


def _goes_on(read: Sequence[_Word], end: int, told: _Told) -> bool:
    """Whether what follows makes it no name: more words of a quotation, a surname, the name of a street."""
    if told is _Told.SURELY or end >= len(read) or not read[end].follows:
        return False
    return told is _Told.IF_ALL or (not read[end].arabic and read[end].text[0].isupper())


def _arabic_keys(parts: Sequence[_Word]) -> Iterator[str]:
    """The keys of Arabic words: as they stand, and without what is written together with the first."""
    first, rest = parts[0].key, [part.key for part in parts[1:]]
    lists = _lists(arabic=True)
    yield " ".join([first, *rest])
    for prefix in lists["prefixes"]:
        if first.startswith(prefix) and len(first) - len(prefix) >= SHORTEST_NAME:
            yield " ".join([first[len(prefix) :], *rest])
    for prefix, article in lists["articled_prefixes"].items():
        if first.startswith(prefix):
            yield " ".join([article + first[len(prefix) :], *rest])


def _cyrillic_keys(parts: Sequence[_Word]) -> Iterator[str]:
    """The keys of Cyrillic words: as they stand, and with the endings of cases taken back."""
    yield " ".join(part.key for part in parts)
    seen = set()
    for forms in product(*(_nominatives(part.text.lower()) for part in parts)):
        key = plain(" ".join(forms))
        if key not in seen:
            seen.add(key)
            yield key


def _nominatives(word: str) -> list[str]:
    """A word as it stands and as it may stand in the nominative."""
    forms = [word]
    if len(word) >= SHORTEST_INFLECTED:
        for ending, replacements in _lists(arabic=False)["endings"].items():
            if word.endswith(ending):
                forms += [word.removesuffix(ending) + other for other in replacements]
    return forms


@cache
def _lists(arabic: bool) -> dict[str, Any]:
    both: dict[str, dict[str, Any]] = yaml.safe_load(_FILE.read_text(encoding="utf-8"))
    chosen = both["arabic" if arabic else "cyrillic"]
    sets = {"place_nouns", "prepositions", "everyday", "titles", "conjunctions"}
    return {name: frozenset(plain(word) for word in value) if name in sets else value for name, value in chosen.items()}
