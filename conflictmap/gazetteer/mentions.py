"""What stands around a name in a mention: "the town of Hawija", "Mosul city", "Tripoli, Lebanon", "Hawija (Kirkuk)"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from conflictmap.gazetteer.cities500 import region_names
from conflictmap.gazetteer.countries import country_names
from conflictmap.gazetteer.folding import fold

_QUALIFIED = re.compile(r"^\s*(?P<name>[^,(]+?)\s*(?:,\s*(?P<after>[^,]+)|\((?P<inside>[^()]+)\))\s*$")
_SETTLEMENT = "city|town|village|hamlet|township|municipality|settlement"
# The same in Arabic, Ukrainian and Russian, where a text quotes them with the name.
_QUOTED = (
    r"مدينة|بلدة|قرية|محافظة|ناحية|قضاء|"
    r"місто|м\.|село|с\.|селище|смт|город|г\.|пос[её]лок|пгт|деревня"
)
_BEFORE = re.compile(rf"^\s*(?:(?:the\s+)?(?:{_SETTLEMENT})\s+of\s+|(?:{_QUOTED})\s+)(?=\S)", re.IGNORECASE)
# "Sadr City" and "Kansas City" are names: only what begins with a small letter is the text's own word.
_AFTER = re.compile(rf"(?<=\S)\s+(?:{_SETTLEMENT}|area)\s*$")
_NOUN = r"\s+(?:governorate|province|oblast|region|state|district|county|prefecture|department)\s*$"
# "Ramouseh district", in either case: a district's name hardly ever has the word.
_PART = re.compile(r"(?<=\S)\s+(?:sub)?(?:district|neighbou?rhood|quarter|suburb)s?\s*$", re.IGNORECASE)
_FIELD = re.compile(r"\b(oil|gas)[\s-]?fields?\b", re.IGNORECASE)
_VILLAGE = re.compile(r"^\s*(?:the\s+)?(?:village|hamlet)\s+of\s|\s(?:village|hamlet)\s*$", re.IGNORECASE)
_DIVISION = re.compile(rf"^\s*(?:the\s+)?|{_NOUN}", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class MentionedName:
    """A name without the words around it, and what a text adds to tell it from others; empty when nothing."""

    name: str
    qualifier: str


def read_name(text: str) -> MentionedName:
    """The name in a mention. Never raises; a text that is nothing but such a word is its own name."""
    qualified = _QUALIFIED.match(text)
    name = qualified["name"] if qualified else text
    qualifier = (qualified["after"] or qualified["inside"]) if qualified else ""
    name = _FIELD.sub(r"\1 field", _AFTER.sub("", _BEFORE.sub("", name)))
    return MentionedName(_PART.sub("", name), qualifier)


def says_district(text: str) -> bool:
    """Whether a mention says by its last word that it is a part of a town, or an area around one."""
    return bool(_PART.search(text))


def says_village(text: str) -> bool:
    """Whether a mention says that the place is a village."""
    return bool(_VILLAGE.search(text))


def division_key(text: str) -> str:
    """The folded name of a division without the word for what it is: "Anbar province" gives the key of Anbar."""
    return fold(_DIVISION.sub("", text))


def may_be_division(text: str) -> bool:
    """Whether a name is that of a first-level division we know, with or without the word for it."""
    return division_key(text) in _divisions()


def known_areas(qualifier: str) -> frozenset[str]:
    """The folded keys of a qualifier that names a country or a first-level division we know; empty for any other."""
    keys = {fold(qualifier), division_key(qualifier)} - {""}
    return frozenset(keys) if keys & _areas() else frozenset()


@cache
def _areas() -> frozenset[str]:
    return _divisions() | {key for name in (*country_names(), *country_names().values()) if (key := fold(name))}


@cache
def _divisions() -> frozenset[str]:
    return frozenset(fold(name) for name in region_names().values())
