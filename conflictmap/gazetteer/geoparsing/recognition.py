"""Finding the names of places in a text of any kind, by shape, by the words around them, and by the names of the world.

A name must begin with a capital and be known, or stand where only a place can ("the village of X", "in X, Iraq").
A known name alone is not enough: Paris Hilton, the Los Angeles Times, Ms Jordan. What speaks for a place (a preposition
of place, the country after a comma, a noun such as "province"), what speaks against it (a title, a further capitalised
word, an organisation) and the rest of the text decide. Words are those of ``words.yaml``; the text is English.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from conflictmap.extraction.tokens import Sentence, sentences, without_title_case
from conflictmap.gazetteer.countries import country_keys
from conflictmap.gazetteer.folding import plain
from conflictmap.gazetteer.geoparsing.evidence import FAMOUS, FAMOUS_AT_START, Found, before, done_to, weight_of
from conflictmap.gazetteer.geoparsing.nationality import is_nationality
from conflictmap.gazetteer.geoparsing.words import words

LONGEST_NAME = 7
LONGEST_UNKNOWN = 4
# So many names of places in a list are places, whatever stands around them.
LONG_LIST = 5
_ABBREVIATIONS = words("abbreviated")
_SETTLEMENTS = frozenset({"city", "cities", "town", "towns", "village", "villages", "suburb", "hamlet"})

_LISTING = frozenset({",", "and", "or", "&"})

Fame = Callable[[str], int]


@dataclass(frozen=True, slots=True)
class PlaceName:
    """A name of a place in a text: `start` and `end` are code points.

    `key` is what it is looked up under. `area` tells that the words say it is a province or county ("Anbar province"),
    `town` that they say it is a town. `within` are the keys of the names that it lies in ("Hit, Anbar, Iraq"), and
    `in_area` tells that the words call the first of them an area ("in Anbar province").
    `part_of` is the key of the area that it is a part of by its words ("Southern Sinaloa"), empty otherwise.
    """

    start: int
    end: int
    text: str
    key: str
    area: bool = False
    town: bool = False
    within: tuple[str, ...] = ()
    in_area: bool = False
    part_of: str = ""


class Recogniser:
    """Finds place names. `fame` gives the people of the largest place of a plain key, -1 for a name of none."""

    def __init__(self, fame: Fame) -> None:
        self._fame = fame

    def find(self, text: str) -> list[PlaceName]:
        """The names of places in a text, in order, none within another. Never raises; linear in its length."""
        split = list(sentences(text, _ABBREVIATIONS))
        common = {key for s in split for key, word in zip(s.keys, s.words, strict=True) if word.islower()}
        split = [without_title_case(s, (common | words("never")) - words("articles")) for s in split]
        people = {name for s in split for name in _surnames(s, self._fame)}
        found = [(s, one) for s in split for one in _Reader(s, self._fame, common, people).names()]
        sure = {one.key for _, one in found if one.weight > 0}
        return [
            _place_name(text, s, one)
            for s, one in found
            if one.weight > 0 or (one.weight == 0 and (one.key in sure or (_is_famous(one) and one.key not in people)))
        ]


def _place_name(text: str, s: Sentence, one: Found) -> PlaceName:
    start, end = s.starts[one.first], s.ends[one.last - 1]
    return PlaceName(
        start, end, text[start:end], one.key, one.area, one.town, tuple(one.within), one.in_area, one.part_of
    )


def _is_famous(one: Found) -> bool:
    """Whether a name needs no word beside it; at the start of a sentence any word has a capital (Reading is nice)."""
    return one.fame >= (FAMOUS if one.first else FAMOUS_AT_START)


class _Reader:
    """Reads one sentence."""

    def __init__(self, sentence: Sentence, fame: Fame, common: set[str], people: set[str]) -> None:
        self.s = sentence
        self.fame = fame
        self.common = common
        self.people = people

    def names(self) -> list[Found]:
        """The names of the sentence with what speaks for each."""
        found: list[Found] = []
        at = 0
        while at < len(self.s):
            one = self._name_at(at)
            at = one.last if one else at + 1
            if one:
                found.append(one)
        _hold(self.s, found)
        _list_together(self.s, found)
        return found

    def _name_at(self, at: int) -> Found | None:
        s = self.s
        if not self._begins(at):
            return None
        known = self._known(at)
        if s.shouting:
            # In a line of capitals only fame can tell.
            if known is None or known.fame < FAMOUS:
                return None
            known.weight = 0
            return known
        feature = self._feature(at)
        if feature and (known is None or feature.last > known.last):
            return feature
        if known is None:
            return self._unknown(at)
        self._lengthen(known)
        self._take_nouns(known)
        known.weight = weight_of(s, known, self.common)
        return known

    def _begins(self, at: int) -> bool:
        """Whether a name may begin here: with a capital, or with an Arabic article that belongs to it."""
        s = self.s
        if s.keys[at] in words("articles") and s.key(at + 1) == "-" and s.joined(at + 1) and at + 2 < len(s):
            return s.capitals[at + 2]
        return s.capitals[at] and s.words[at][0].isalpha()

    def _known(self, at: int) -> Found | None:
        """The longest known name that begins at a token."""
        s = self.s
        ends = []
        for end in range(at + 1, min(at + LONGEST_NAME, len(s)) + 1):
            token = end - 1
            if s.capitals[token] or (token > at and s.joined(token) and s.words[token].isalnum()):
                ends.append(end)
            elif s.keys[token] not in words("inner"):
                break
        for end in reversed(ends):
            key = plain(self._text(at, end))
            alone = end - at == 1
            if not key or key in words("never") or (alone and not self._stands_alone(at, key)):
                continue
            fame = self.fame(key)
            if alone and fame < FAMOUS and is_nationality(key):
                continue
            if fame >= 0:
                return Found(at, end, key, fame=fame)
        return None

    def _stands_alone(self, at: int, key: str) -> bool:
        """Whether a single word may be a name: no currency, and in capitals, if short, only that of a country."""
        s, word = self.s, self.s.words[at]
        if s.key(at - 1) == "$" and s.joined(at):
            return False
        if not word.isupper() or len(key.replace(" ", "")) > 4 or s.shouting:
            return True
        money = at + 1 < len(s) and s.joined(at + 1) and s.words[at + 1] in "$€£¥"
        return self.fame(key) >= FAMOUS and not money

    def _text(self, at: int, end: int) -> str:
        parts = (("" if token == at or self.s.joined(token) else " ") + self.s.words[token] for token in range(at, end))
        return "".join(parts)

    def _feature(self, at: int) -> Found | None:
        """A sea, lake, mountain range or the like, by its noun: "Lake Titicaca", "the Ural Mountains"."""
        s = self.s
        end = self._run(at)
        nouns = [token for token in range(at + 1, end) if s.keys[token] in words("feature_nouns")]
        if nouns and not any(s.keys[token] in words("organisation_words") for token in range(at, nouns[0])):
            last = nouns[0] + 1
        elif s.keys[at] in words("feature_heads") and end - at in {2, 3}:
            last = end
        else:
            return None
        if last < len(s) and s.keys[last] in words("organisation_words") and s.capitals[last]:
            return None
        if s.keys[at] in words("never") | words("organisation_words"):
            return None
        key = plain(self._text(at, last))
        return Found(at, last, key, fame=self.fame(key), weight=1)

    def _run(self, at: int) -> int:
        """The end of the capitalised words from a token on."""
        s = self.s
        end = at + 1 if s.capitals[at] else at + 3
        while (
            end < len(s) and end - at < LONGEST_UNKNOWN and (s.capitals[end] or (s.words[end] == "-" and s.joined(end)))
        ):
            end += 1
        while end > at + 1 and not s.words[end - 1][0].isalpha():
            end -= 1
        return end

    def _unknown(self, at: int) -> Found | None:
        """A name that the world does not have, where only a place can stand: "the village of X"."""
        s = self.s
        barred = words("never") | words("titles") | words("organisation_words") | words("directions")
        end = self._run(at)
        key = plain(self._text(at, end))
        if (
            s.keys[at] in barred
            or not key
            or (s.words[at].isupper() and len(s.words[at]) > 1)
            or any(
                s.keys[token] in words("organisation_words") or is_nationality(s.keys[token])
                for token in range(at, end)
            )
        ):
            return None
        one = Found(at, end, key)
        ahead = before(s, at)
        of = s.key(ahead) == "of" and s.key(ahead - 1)
        nxt = s.key(end)
        locative = s.key(ahead) in words("locative") or done_to(s, ahead)
        person = key in self.people or key in self.common
        if of and of in words("area_nouns") | words("place_nouns") | _SETTLEMENTS:
            one.weight, one.town, one.area = 2, of not in words("area_nouns"), of in words("area_nouns")
        elif nxt in words("area_nouns") and not s.capitals[end] and at > 0:
            one.weight, one.area = 1 + locative, True
        elif nxt in words("place_nouns") and not s.capitals[end] and locative:
            one.weight = 2
        elif end - at > 1 and s.keys[end - 1] in words("area_nouns") | words("place_nouns"):
            one.weight, one.area = 1, s.keys[end - 1] in words("area_nouns")
        elif (locative and self._holder_follows(end)) or (
            (s.key(at - 1) in words("surely_locative") or done_to(s, ahead))
            and at > 1
            and not person
            and end - at <= 2
            and len(key) > 3
        ):
            one.weight = 1
        elif s.key(at - 1) in {"and", "or"} and (nxt in {".", ",", ";", ":", "in"} or end == len(s)):
            # Only what it stands in a list with can tell.
            one.weight = 0
        self._lengthen(one)
        return one if one.weight >= 0 else None

    def _holder_follows(self, end: int) -> bool:
        """Whether a comma and a known name come after a name: "in Roskear, Cornwall"."""
        s = self.s
        return s.key(end) == "," and end + 1 < len(s) and s.capitals[end + 1] and self._known(end + 1) is not None

    def _lengthen(self, one: Found) -> None:
        """Take in what makes a name another, of which a part is known: "West Java", "Bab el-Oued", "Davao del Sur"."""
        s = self.s
        left = one.first - 1
        if left > 0 and s.capitals[left] and s.keys[left] in words("directions"):
            key = plain(self._text(left, one.last))
            one.first, one.part_of, one.key = left, one.key, key
            one.fame = max(one.fame, self.fame(key))
        token = one.last
        if s.key(token) in words("particles") and token + 1 < len(s):
            end = token + 1 + (s.words[token + 1] == "-")
            if end < len(s) and s.capitals[end] and s.words[end][0].isalpha():
                one.last, one.key = end + 1, plain(self._text(one.first, end + 1))
                one.fame = self.fame(one.key)

    def _take_nouns(self, one: Found) -> None:
        """Take in the noun that belongs to the name, and note what the words beside it say it is."""
        s = self.s
        noun = s.key(one.last)
        own = one.last < len(s) and s.capitals[one.last] and not _goes_on(s, one.last + 1)
        if noun in words("area_nouns"):
            one.area = one.area or own or not s.capitals[one.last]
            one.last += own
        elif noun in words("place_nouns") and noun not in words("organisation_words"):
            one.town = True
            one.last += own
        ahead = before(s, one.first)
        if s.key(ahead) == "of":
            one.area = one.area or s.key(ahead - 1) in words("area_nouns")
            one.town = one.town or s.key(ahead - 1) in _SETTLEMENTS


def _goes_on(s: Sentence, at: int) -> bool:
    """Whether a name in capitals goes on: "Orange County | Sanitation District", "Department | of Health"."""
    return at < len(s) and (
        (s.capitals[at] and s.words[at][0].isalpha()) or (s.key(at) == "of" and at + 1 < len(s) and s.capitals[at + 1])
    )


def _hold(s: Sentence, found: Sequence[Found]) -> None:
    """Note what holds a name: what follows it ("Hit, Anbar, Iraq", "Andriivka in Donetsk Oblast"), or a first country.

    "In Libya, the army held Tripoli" is about the Tripoli of Libya.
    """
    if found and found[0].key in country_keys() and found[0].first == 1 and s.key(0) == "in":
        for one in found[1:]:
            one.within = [found[0].key]
    for one, other in reversed(list(pairwise(found))):
        if other.first == one.last + 1 and s.words[one.last] in {",", "(", "in"} and min(one.weight, other.weight) >= 0:
            one.within = [other.key, *(key for key in other.within if key != one.key)]
            one.in_area = other.area or not words("area_nouns").isdisjoint(other.key.split())
            if one.weight == 0 and one.fame >= 0 and other.fame >= FAMOUS and s.words[one.last] != "in":
                one.weight = 1


def _list_together(s: Sentence, found: Sequence[Found]) -> None:
    """What stands in a list with a place, is one; and so is each of a long list of names that places have."""
    joined = [(one, other) for one, other in pairwise(found) if _are_listed(s, one, other)]
    for one, other in [*joined, *reversed(joined)]:
        weights = (one.weight, other.weight)
        if 0 in weights and max(weights) > 0:
            one.weight = other.weight = max(weights)
    linked = {id(one) for one, other in joined if min(one.fame, other.fame) >= 0 == one.weight == other.weight}
    run: list[Found] = []
    for one in found:
        run.append(one)
        if id(one) not in linked:
            if len(run) >= LONG_LIST:
                for listed in run:
                    listed.weight = 1
            run = []


def _are_listed(s: Sentence, one: Found, other: Found) -> bool:
    """Whether nothing but a comma, "and" or "or" stands between two names; a sign for ayn belongs to the next."""
    between = set(s.keys[one.last : other.first])
    if not between & _LISTING or other.first - one.last > 4:
        return False
    return between <= _LISTING | words("area_nouns") | {"the", "'"}


def _surnames(s: Sentence, fame: Fame) -> Iterator[str]:
    """The last words of what look like names of people: two or three capitalised words that are no place."""
    barred = words("organisation_words") | words("area_nouns") | words("place_nouns") | words("directions")
    at = 0
    while at < len(s):
        end = at
        while end < len(s) and s.capitals[end] and s.words[end].isalpha() and s.keys[end] not in words("never"):
            end += 1
        shaped = 2 <= end - at <= 3 and barred.isdisjoint(s.keys[at:end]) and s.keys[at] not in words("name_heads")
        if shaped and fame(plain(" ".join(s.words[at:end]))) < 0 and fame(plain(s.words[at])) < FAMOUS:
            yield plain(s.words[end - 1])
        at = max(end, at + 1)
