"""Names of places: by shape (capitals), by the nouns beside them, and by the known names of a theatre."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache

from conflictmap.core.claims import PlaceKind
from conflictmap.extraction.actors import Actor
from conflictmap.extraction.lexicon import Lexicon, any_of, grammar
from conflictmap.extraction.tokens import Sentence

_PARTICLES = grammar("particles")


_ARABIC_ARTICLES = grammar("arabic_articles")


_ORGANISATIONS = grammar("organisations")


_PERSONS = grammar("persons")


_TITLES = grammar("personal_titles")
_ARMS = grammar("arms")
_ROAD = re.compile(r"[AEMNP]\d{1,3}$")


_GIVEN_NAMES = grammar("given_names")


_FOLLOWING = frozenset({("loyal", "to"), ("faithful", "to"), ("loyalty", "to"), ("allegiance", "to")})


_IN_NAMES = _ARABIC_ARTICLES | {"-"}


_WORDS_BEFORE_FACILITY = grammar("words_before_facility")


_WATERS = frozenset({"sea", "gulf", "ocean", "coast", "river", "lake"})


@cache
def _noun_kinds() -> Mapping[str, PlaceKind]:
    """The kind of place that each noun tells; of a noun in several lists the first counts."""
    lists = (
        (any_of("settlement") - {"port", "capital"}, PlaceKind.TOWN),
        (any_of("facility"), PlaceKind.FACILITY),
        (any_of("district"), PlaceKind.DISTRICT),
        (any_of("region"), PlaceKind.REGION),
    )
    return {noun: kind for nouns, kind in reversed(lists) for noun in nouns}


class PlaceNames:
    """Reads the names of places in one sentence."""

    def __init__(self, sentence: Sentence, actors: Sequence[Actor], lexicon: Lexicon) -> None:
        self.sentence = sentence
        self.lexicon = lexicon
        self.words = lexicon.words
        self.actor_at = {actor.start: actor for actor in actors}
        self.inside_actor = {i: actor for actor in actors for i in range(actor.start, actor.end)}

    def name_at(self, i: int) -> tuple[int, PlaceKind | None, bool] | None:
        """The end of the place name at token `i`, the kind its own words give, and whether it is known."""
        s, keys = self.sentence, self.sentence.keys
        if self._titled(i) or (s.key(i - 1) == "-" and s.key(i - 2) in {"pro", "anti"}):
            return None  # "pro-Moscow rebels" are not in Moscow
        if s.keys[max(0, i - 2) : i] in _FOLLOWING:
            return None  # "forces loyal to Ali Saleh"
        actor = self.inside_actor.get(i)
        known = self.lexicon.place_names.match(keys, i) if s.capitals[i] or keys[i] in _PARTICLES else None
        if known and not any(s.capitals[i : known[0]]):
            known = None
        longer = known and actor and actor.start == i and actor.end <= known[0] - (actor.named and not actor.adjective)
        if actor and not (actor.country or longer):
            return None
        if actor and actor.country and not known:
            return actor.end, PlaceKind.REGION, True
        at = known[0] if known else self._shape_end(i)
        if at == i or (not known and self._whose_people(i)):
            return None
        at = self._extend(at, i)
        if not known and (self._person(i, at) or self._no_place(i, at)):
            return None
        if not known and at < len(s) and s.capitals[at] and keys[at] in _ORGANISATIONS:
            return None
        region = self.is_region(i, at)
        if s.key(at) == "state" and (region or s.key(at + 1) not in self.words["heads"]):
            return at + 1, PlaceKind.REGION, bool(known)  # "Borno state", not "the Borno state police"
        if region and not self._noun_kind(s.key(at)):
            return at, PlaceKind.REGION, True
        last = keys[at - 1]
        kind = self._noun_kind(last) if at - i > 1 else None
        if kind is PlaceKind.TOWN and s.key(at - 2) in {"old", "inner", "ancient"}:
            kind = PlaceKind.DISTRICT
            at += not s.capitals[min(at, len(s) - 1)] and self._noun_kind(s.key(at)) is PlaceKind.DISTRICT
        if kind is None and at < len(s) and not s.capitals[at]:
            ahead = at
            while ahead - at < 2 and s.key(ahead) in _WORDS_BEFORE_FACILITY and self._noun_kind(s.key(ahead + 1)):
                ahead += 1
            if ahead > at:
                return ahead + 1, self._noun_kind(keys[ahead]), bool(known)
            kind = self._noun_kind(keys[at])
            if kind and (keys[at] in self.words["unnamed"] or kind is not PlaceKind.TOWN):
                end = at + 1
                return end, kind, bool(known)
            if kind:
                return at + 1, kind, bool(known)
        return at, kind, bool(known)

    def _titled(self, i: int) -> bool:
        """Whether a title before token `i` makes the name a person's: "Colonel al-Bab", "General Ali Homs"."""
        s = self.sentence
        at = i - 1
        while at > max(0, i - 5) and s.key(at) not in _TITLES and (s.capitals[at] or s.key(at) in _IN_NAMES):
            at -= 1
        at -= s.key(at) == "." and s.joined(at)
        return s.key(at) in _TITLES and s.capitals[at]

    def _no_place(self, i: int, end: int) -> bool:
        """Whether a name is a weapon's ("T-80 tanks") or a road's by its number alone ("the M5")."""
        s = self.sentence
        return s.key(end) in _ARMS or s.key(end - 1) in _ARMS or bool(end == i + 1 and _ROAD.match(s.words[i]))

    def _person(self, i: int, end: int) -> bool:
        """Whether what follows a name tells that it is a person's: "captured N, who ...", "N, a commander, ..."."""
        s = self.sentence
        if s.key(i - 1) in self.words["prepositions"]:
            return False
        first = i - 1
        while first > max(0, i - 5) and (s.capitals[first] or s.key(first) in _IN_NAMES):
            first -= 1
        role = s.key(first) in _PERSONS and s.words[first].islower()
        if role or (s.key(i - 1) in _GIVEN_NAMES and s.capitals[i - 1]):
            return True  # "their leader Ali al-Omar", "Serhiy Cherevatiy"
        if s.key(i) in _GIVEN_NAMES and end > i + 1 and not any(self._noun_kind(s.key(n)) for n in (end - 1, end)):
            return True  # "captured Ahmad al-Jabouri in P"
        if s.key(end) != ",":
            return False
        if s.key(end + 1) not in {"a", "an", "one"}:
            return s.key(end + 1) == "who"
        for at in range(end + 2, end + 8):
            if s.key(at) in _PERSONS:  # not "took P, a commander said"
                end = next((n for n in range(at, len(s)) if not s.key(n).isalpha()), len(s))
                return self.words["subject_of_report"].isdisjoint(s.keys[at:end])
            if not s.key(at).isalpha() or s.key(at) in self.words["prepositions"] or self._noun_kind(s.key(at)):
                return False
        return False

    def _noun_kind(self, key: str) -> PlaceKind | None:
        return _noun_kinds().get(key)

    def _shape_end(self, i: int) -> int:
        """The end of a name read by its capitals alone; `i` when there is none."""
        s, keys, barred = self.sentence, self.sentence.keys, self.words["not_place"]
        at = i
        if keys[at] in _ARABIC_ARTICLES and s.key(at + 1) == "-" and s.joined(at + 1):
            at += 2
            if at >= len(s) or not s.words[at][0].isalpha():
                return i
            return at + 1
        titled = at + 1 < len(s) and s.capitals[at + 1] and self._noun_kind(keys[at + 1]) is PlaceKind.FACILITY
        if not s.capitals[at] or not s.words[at][0].isalpha():
            return i
        if (keys[at] in barred or keys[at] in _TITLES) and not titled:
            return i
        if self.bare_noun(at):
            return i
        if keys[at] in self.lexicon.shares and s.key(at + 1) == "of":
            return i
        if s.words[at].isupper() and len(s.words[at]) > 2 and not s.shouting:
            return i  # an acronym
        if len(s.words[at]) < 2 and not (s.key(at + 1) == "-" and s.joined(at + 1) and s.key(at + 2).isdecimal()):
            return i
        return at + 1

    def is_region(self, start: int, end: int) -> bool:
        """Whether these tokens are the name of a region that a theatre pack knows: "Darfur"."""
        return self.sentence.keys[start:end] in self.lexicon.theatres.regions

    def _whose_people(self, i: int) -> bool:
        """ "The mostly Catholic town": who lives in a place, not its name."""
        s, behind = self.sentence, self.sentence.key(i + 1)
        noun = self._noun_kind(behind) is not None or behind in self.words["stronghold"]
        return noun and s.key(i) in self.words["peoples"] and not s.capitals[i + 1]

    def kind_of_what_lies_there(self, at: int, named: tuple[int, PlaceKind | None, bool]) -> PlaceKind | None:
        """The kind of P in "the Euphrates town of P", "the Damascus suburb of P"; None for "the P district of Q"."""
        s, cities, places = self.sentence, self.lexicon.theatres.cities, self.lexicon.place_names
        noun = named[0] - 1
        if s.key(noun + 1) != "of" or s.capitals[noun] or noun <= at:
            return None
        if named[1] is not PlaceKind.DISTRICT:
            return named[1] if named[1] is PlaceKind.TOWN else None
        behind = places.match(s.keys, noun + 2)
        whole = behind is not None and s.keys[noun + 2 : behind[0]] in cities
        city = s.keys[at:noun] in cities or (behind is None and places.match(s.keys, at) is not None)
        if whole or not city or noun + 2 >= len(s) or not s.capitals[noun + 2]:
            return None
        return PlaceKind.TOWN if s.key(noun) == "suburb" else PlaceKind.DISTRICT

    def kind_within_region(self, named: tuple[int, PlaceKind | None, bool]) -> PlaceKind | None:
        """The kind of place behind a region's name, where its own name follows: "district of P", "city of P"."""
        s, end = self.sentence, named[0]
        told = s.key(end + 1) == "of" and end + 2 < len(s) and (s.capitals[end + 2] or s.key(end + 2) in _PARTICLES)
        return self._noun_kind(s.key(end)) if named[1] is PlaceKind.REGION and told else None

    def lies_there(self, start: int, at: int, name_end: int, end: int) -> bool:
        """Whether the name before a noun is not the place's own: "five Borno villages", "a Red Sea town"."""
        s = self.sentence
        nation = self.lexicon.country_names.match(s.keys, at)
        wider = self.is_region(at, name_end) or (nation is not None and nation[0] == name_end)
        return wider or (name_end < end and s.key(at - 1) in {"a", "an"} and at > start)

    def shore(self, at: int) -> int:
        """The token behind a sea that only tells where a town lies ("the Black Sea port city of P"), or 0."""
        s, end = self.sentence, at + 2
        if s.key(at + 1) not in _WATERS or not s.capitals[at + 1]:
            return 0
        noun = next((n for n in range(end, min(end + 6, len(s))) if s.capitals[n] or not s.words[n].isalpha()), len(s))
        towns = any_of("settlement") & set(s.keys[end:noun])
        return end if towns and s.key(noun - 1) == "of" else 0

    def bare_noun(self, at: int) -> bool:
        """Whether a capitalised noun is no name: "the Town of P", "key Towns", "the City was taken"."""
        s = self.sentence
        beside = (n for n in (at - 1, at + 1) if 0 <= n < len(s) and s.capitals[n] and n not in self.inside_actor)
        alone = all(s.key(n) in self.words["determiners"] for n in beside)
        return alone and s.key(at) in any_of("settlement", "settlement_plural") and not self._hyphenated(at)

    def _hyphenated(self, at: int) -> bool:
        """Whether a longer name begins with the noun at `at`: "Port-au-Prince", not "City-based"."""
        s, end = self.sentence, at
        while s.key(end + 1) == "-" and s.joined(end + 1) and end + 2 < len(s) and s.joined(end + 2):
            end += 2
        return end > at and s.capitals[end]

    def _article(self, at: int) -> bool:
        """Whether the Arabic article at `at` goes on with a name: "al-Gharbiyah", "al Sharqiyah"."""
        s = self.sentence
        return s.key(at + 1) == "-" or (
            s.key(at) in {"al", "el", "as", "ash"} and at + 1 < len(s) and s.capitals[at + 1] and s.key(at) != "as"
        )

    def _extend(self, at: int, start: int) -> int:
        s, keys = self.sentence, self.sentence.keys
        while at < len(s) and at - start < 9:
            if keys[at] == "-" and s.joined(at) and at + 1 < len(s) and s.joined(at + 1) and s.words[at + 1].isalnum():
                if keys[at + 1] in self.words["held"] or keys[at + 1] in self.words["backed"]:
                    break
                at += 2
            elif s.words[at] == "'s" and s.joined(at) and s.key(at + 1) in _ARABIC_ARTICLES and s.key(at + 2) == "-":
                at += 4
            elif (
                (s.capitals[at] or (keys[at] in _ARABIC_ARTICLES and self._article(at)))
                and at not in self.inside_actor
                and (keys[at] not in self.words["not_place"] or keys[at] in {"international", "air", "upper"})
                and s.words[at][0].isalpha()
            ) or (
                s.words[at].isdecimal()
                and len(s.words[at]) <= 4
                and self._noun_kind(keys[at - 1]) is PlaceKind.FACILITY
            ):
                at += 1
            else:
                break
        return min(at, len(s))
