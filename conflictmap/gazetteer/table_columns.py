"""Which column of a table of places is what, told by its heading.

The headings are those of the lists that aid organisations give away: populated places and settlements of the Common
Operational Datasets of OCHA (``admin1Name_en``, ``featureName_en``, ``featureAltName1``; ``ADM4_EN``, ``ADM4_PCODE``,
``ADM4_RP_LAT``) and villages of the Myanmar Information Management Unit (``SR_Name_Eng``, ``Village_Pcode``,
``Village_Name_MMR``). Headings differ from list to list in case, underscores and abbreviations, so none of those count.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from conflictmap.gazetteer.records import RowError

_SIGNS = re.compile(r"[\W_]+")
# Columns of the place itself begin so; the first that has a name is taken. When nothing else is there, the fourth level
# does, which in Ukraine and Syria is settlements; the levels above are areas, and their midst is no town.
_PLACES = ("village", "feature", "settlement", "ppl", "place", "locality", "town", "")
_SETTLEMENT_LEVELS = ("5", "4")
_LEVEL = re.compile(r"adm(?:in)?(?:level)?([0-5])")
_REGIONS = (
    r"adm(?:in)?1(?:name)?(?:en|eng|english)",
    r"adm(?:in)?1(?:name)?1?",
    r"(?:sr|state|stateregion|region|province|governorate|oblast)(?:name)?(?:en|eng|english)?",
)
_LANGUAGES = {
    "": "", "1": "", "en": "", "eng": "", "english": "", "ar": "ar", "arabic": "ar", "ua": "uk", "uk": "uk", "ru": "ru",
    "fr": "fr", "ku": "ku", "mmr": "my", "mmr3": "my", "mm": "my", "my": "my", "mya": "my", "so": "so", "am": "am",
    "ti": "ti", "fa": "fa", "dari": "fa", "ps": "ps",
}  # fmt: skip
_ENGLISH = ("en", "eng", "english", "", "1")
# Shapefiles cut headings to ten letters: featureNam.
_NAME = "(?:name?)?"
_LATITUDES = ("lat", "latitude", "y", "pointy", "ycoord", "latitudey", "ydd", "centerlat", "rplat")
_LONGITUDES = ("lon", "long", "longitude", "lng", "x", "pointx", "xcoord", "longitudex", "xdd", "centerlon", "rplon")
_POPULATIONS = re.compile(r"(?:total)?pop(?:ulation)?(?:total|est|\d{4})?|(?:village|town|feature)pop(?:ulation)?")
_COUNTRIES = re.compile(r"adm(?:in)?0(?:name)?(?:pcode|en|eng)?|iso[23]?|iso3166|country(?:code|name|iso[23])?")


@dataclass(slots=True)
class Columns:
    """The columns of a table by what they hold, as their numbers from 0; -1 where there is none.

    `names` are the place's names with their language (a BCP 47 tag, empty for Latin letters), the one to show first;
    `others` hold further spellings, several in one cell, parted by commas, semicolons, slashes or bars. `code` is the
    place's own code, `codes` are those of all levels.
    """

    headings: list[str]
    names: list[tuple[int, str]] = field(default_factory=list)
    others: list[int] = field(default_factory=list)
    latitude: int = -1
    longitude: int = -1
    code: int = -1
    region: int = -1
    population: int = -1
    countries: list[int] = field(default_factory=list)
    codes: list[int] = field(default_factory=list)

    def called(self, column: int) -> str:
        """How a message names a column: by its heading, and by its number from 1."""
        return f'column "{self.headings[column]}" ({column + 1})'


def recognise(headings: Sequence[str]) -> Columns:
    """What each column holds. Raises RowError naming what is missing, when it is no table of places."""
    keys = [_SIGNS.sub("", heading.lower()) for heading in headings]
    columns = Columns([heading.strip() for heading in headings])
    columns.latitude, columns.longitude = _point(keys, _LATITUDES), _point(keys, _LONGITUDES)
    for prefix in (*_PLACES, *(f"adm(?:in)?(?:level)?{level}" for level in _SETTLEMENT_LEVELS)):
        columns.names = _names(keys, prefix)
        if columns.names:
            columns.others = [at for at, key in enumerate(keys) if re.fullmatch(_alternates(prefix), key)]
            columns.code = _first(keys, prefix + "p?code?")
            break
    if columns.code < 0:
        columns.code = _first(keys, "p?code?")
    columns.region = _region(keys)
    columns.population = next((at for at, key in enumerate(keys) if _POPULATIONS.fullmatch(key)), -1)
    columns.codes = [at for at, key in enumerate(keys) if key.endswith(("pcode", "pcod"))]
    columns.countries = [at for at, key in enumerate(keys) if _COUNTRIES.fullmatch(key)]
    missing = [
        what
        for what, found in (
            ("the name of the place (such as featureName_en, ADM4_EN or Village_Name_Eng)", bool(columns.names)),
            ("the latitude", columns.latitude >= 0),
            ("the longitude", columns.longitude >= 0),
        )
        if not found
    ]
    if missing:
        raise RowError(f"row 1: no column has {', nor '.join(missing)}; the headings are {', '.join(headings)}")
    return columns


def _names(keys: Sequence[str], prefix: str) -> list[tuple[int, str]]:
    """The columns of names of one kind of place, that in English first."""
    pattern = re.compile(f"{prefix}{_NAME if prefix else 'name'}([a-z]*[0-9]?)")
    found = [
        (match[match.lastindex or 0], at)
        for at, key in enumerate(keys)
        if (match := pattern.fullmatch(key)) and match[match.lastindex or 0] in _LANGUAGES
    ]
    if found:
        # "Arabic_Name" beside "PPL_Name".
        before = re.compile("([a-z]{2,})name")
        found += [
            (match[1], at)
            for at, key in enumerate(keys)
            if (match := before.fullmatch(key)) and match[1] in _LANGUAGES and match[1] not in _ENGLISH
        ]
    found.sort(key=lambda pair: (_ENGLISH.index(pair[0]) if pair[0] in _ENGLISH else len(_ENGLISH), pair[1]))
    return [(at, _LANGUAGES[language]) for language, at in found]


def _alternates(prefix: str) -> str:
    languages = "|".join(sorted(_LANGUAGES, key=len, reverse=True))
    return (
        f"(?:{prefix})?(?:alt(?:ernate|ernative)?|ref|other|local)name[0-9]?s?(?:{languages})|(?:{prefix})alias(?:es)?"
    )


def _point(keys: Sequence[str], wanted: Sequence[str]) -> int:
    """The column of a coordinate: by its own heading, else that of the deepest administrative level."""
    for name in wanted:
        if name in keys:
            return keys.index(name)
    levels = [
        (_LEVEL.match(key)[1], at)  # type: ignore[index]
        for at, key in enumerate(keys)
        if _LEVEL.match(key) and _LEVEL.sub("", key, count=1) in wanted
    ]
    return max(levels)[1] if levels else -1


def _first(keys: Sequence[str], pattern: str) -> int:
    return next((at for at, key in enumerate(keys) if re.fullmatch(pattern, key)), -1)


def _region(keys: Sequence[str]) -> int:
    """The column of the first-level division's name, in English if there is one."""
    for pattern in _REGIONS:
        if (at := _first(keys, pattern)) >= 0:
            return at
    return -1
