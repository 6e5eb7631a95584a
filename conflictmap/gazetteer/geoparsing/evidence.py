"""What the words beside a known name say about it: that a place is meant, that it is another's name, or nothing."""

from __future__ import annotations

from dataclasses import dataclass, field

from conflictmap.extraction.tokens import Sentence
from conflictmap.gazetteer.geoparsing.words import words

# Known to so many that no word beside it is needed.
FAMOUS = 200_000
FAMOUS_AT_START = 1_000_000
# A smaller place is not what "to Hope" means.
KNOWN = 10_000
_ABBREVIATED_TITLES = frozenset({"mr", "mrs", "ms", "dr"})
_AFTER_HYPHEN = frozenset({"based", "born", "area", "wide", "led", "run", "backed", "controlled", "held", "bound"})


@dataclass(slots=True)
class Found:
    """A name in a sentence, by tokens; `fame` is the people of its largest place, -1 for an unknown name.

    `weight`: 2 is surely a place, 1 likely, 0 has only its fame, -1 is another's name.
    """

    first: int
    last: int
    key: str
    fame: int = -1
    weight: int = -1
    area: bool = False
    town: bool = False
    within: list[str] = field(default_factory=list)
    in_area: bool = False
    part_of: str = ""


def weight_of(s: Sentence, one: Found, common: set[str]) -> int:
    """The weight of a known name. `common` are words that the text also writes small."""
    if one.first == 0 and s.key(one.last) in {"(", "-"} and not s.joined(one.last):
        return 2  # the line that says where a report comes from
    if _goes_on(s, one) or _is_a_persons(s, one) or _goes_before(s, one, common):
        return -1
    ahead = before(s, one.first)
    if s.key(ahead) in {"of", "for", "at"} and _of_an_organisation(s, ahead):
        return -1
    if one.area or one.town or s.key(ahead) in words("locative"):
        return 2
    if done_to(s, ahead) or (s.key(ahead) == "of" and s.key(ahead - 1) in words("before_of")):
        return 2
    return int(s.key(ahead) in words("weak_locative") and one.fame >= KNOWN)


def before(s: Sentence, at: int) -> int:
    """The token before a name, articles and words such as "northern" left out."""
    at -= 1
    while at >= 0 and (s.keys[at] in words("directions") or s.keys[at] in {"the", "-"}):
        at -= 1
    return at


def done_to(s: Sentence, ahead: int) -> bool:
    """Whether a name follows a word for what is done to places: "recaptured | Hit", "seized control of | Hit"."""
    return s.key(ahead - (s.key(ahead) == "of")) in words("done_to_places")


def _goes_on(s: Sentence, one: Found) -> bool:
    """Whether what follows makes it part of a longer name: "Los Angeles | Times", "Marburg | virus"."""
    right, key = one.last, s.key(one.last)
    if right >= len(s):
        return False
    if key in words("not_before"):
        return True
    if s.words[right] == "-" and s.joined(right) and right + 1 < len(s) and s.joined(right + 1):
        return s.keys[right + 1] not in _AFTER_HYPHEN
    if s.capitals[right] and s.words[right][0].isalpha():
        abbreviation = s.words[one.last - 1].isupper() and s.words[one.last - 1].isascii()
        return (
            not abbreviation
            and key not in words("roles")
            and (key in words("organisation_words") or key not in words("never"))
        )
    return False


def _is_a_persons(s: Sentence, one: Found) -> bool:
    """Whether a title or a first name stands before it: "President | Lincoln", "Dr. | Paris"."""
    left = one.first - 1
    if s.key(left) == ".":
        return s.key(left - 1) in words("titles") | words("abbreviated") or (left > 1 and len(s.words[left - 1]) == 1)
    return s.key(left) in words("titles") and (s.capitals[left] or s.key(left) in _ABBREVIATED_TITLES)


def _goes_before(s: Sentence, one: Found, common: set[str]) -> bool:
    """Whether it ends a longer name that is no place: "Radio | Pyongyang", "Ebola- | Reston"."""
    left = one.first - 1
    if left < 0:
        return False
    if s.words[left] == "-" and s.joined(left) and s.joined(one.first):
        return True
    if not s.capitals[left] or not s.words[left][0].isalpha() or s.words[left].endswith("."):
        return False
    key = s.key(left)
    if key in words("directions") or key in words("before_of"):
        return False
    return left > 0 or (key not in words("never") and key not in common)


def _of_an_organisation(s: Sentence, preposition: int) -> bool:
    """Whether "of" or "for" before a name belongs to an organisation's: "University of | Calgary"."""
    at = preposition - 1
    while at >= max(0, preposition - 6) and (s.capitals[at] or s.keys[at] in {"of", "and", "for", "the", "&"}):
        if s.capitals[at] and s.keys[at] in words("organisation_words") and s.keys[at] not in words("before_of"):
            return True
        at -= 1
    return False
