"""Which country a word such as "Angolan" or "Greek" belongs to: no name of a place, but it tells where a text is."""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cache

from conflictmap.gazetteer.countries import country_names
from conflictmap.gazetteer.folding import plain
from conflictmap.gazetteer.geoparsing.words import nationalities, words

_WORD = re.compile(r"[^\W\d_]{4,}")
_ENDINGS = ("n", "i", "s", "an", "is", "ns", "ese", "ian", "ean", "ish", "ans", "ians")
SHORTEST_STEM = 4


def countries_spoken_of(text: str) -> dict[str, float]:
    """How often a text speaks of the people and things of each country, by ISO 3166-1 alpha-2 code."""
    hints: defaultdict[str, float] = defaultdict(float)
    for word in _WORD.findall(text):
        if word[0].isupper() and (code := country_of(plain(word))):
            hints[code] += 1
    return hints


def is_nationality(word: str) -> bool:
    """Whether a plain key is a nationality, or says of which continent something is."""
    return word in words("of_continents") or bool(country_of(word))


@cache
def country_of(word: str) -> str:
    """The code of the country that a nationality belongs to; empty for any other word."""
    for code, listed in nationalities().items():
        if word in listed:
            return code
    stems = (word.removesuffix(ending) for ending in _ENDINGS if word.endswith(ending))
    return next((found for stem in stems if (found := _stems().get(stem, ""))), "")


@cache
def _stems() -> dict[str, str]:
    """The country of each beginning of its name that is no beginning of another's."""
    stems: dict[str, set[str]] = {}
    for code, name in country_names().items():
        key = plain(name)
        if " " not in key:
            for length in range(SHORTEST_STEM, len(key) + 1):
                stems.setdefault(key[:length], set()).add(code)
    return {stem: next(iter(codes)) for stem, codes in stems.items() if len(codes) == 1}
