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
_BEFORE = re.compile(rf"^\s*(?:the\s+)?(?:{_SETTLEMENT})\s+of\s+(?=\S)", re.IGNORECASE)
# "Sadr City" and "Kansas City" are names: only what begins with a small letter is the text's own word.
_AFTER = re.compile(rf"(?<=\S)\s+(?:{_SETTLEMENT}|area)\s*$")
_DIVISION = re.compile(
    r"^\s*(?:the\s+)?|\s+(?:governorate|province|oblast|region|state|district|county|prefecture|department)\s*$",
    re.IGNORECASE,
)


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
    return MentionedName(_AFTER.sub("", _BEFORE.sub("", name)), qualifier)


def division_key(text: str) -> str:
    """The folded name of a division without the word for what it is: "Anbar province" gives the key of Anbar."""
    return fold(_DIVISION.sub("", text))


def known_areas(qualifier: str) -> frozenset[str]:
    """The folded keys of a qualifier that names a country or a first-level division we know; empty for any other."""
    keys = {fold(qualifier), division_key(qualifier)} - {""}
    return frozenset(keys) if keys & _areas() else frozenset()


@cache
def _areas() -> frozenset[str]:
    names = {*country_names(), *country_names().values(), *region_names().values()}
    return frozenset(key for name in names if (key := fold(name)))
