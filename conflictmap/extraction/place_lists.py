"""Lists of places: "A, B and C", "several villages, including A and B"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from conflictmap.core.claims import PlaceKind
from conflictmap.extraction.actors import Actor
from conflictmap.extraction.lexicon import Lexicon, any_of, grammar
from conflictmap.extraction.place_phrases import PhraseReader
from conflictmap.extraction.places import Place
from conflictmap.extraction.tokens import Sentence

_INCLUDE = frozenset({"include", "includes", "included", "are", "were"})
_BEHIND_A_LISTED = frozenset({",", "and", "&", "-"})
_AREAS = frozenset({"districts", "provinces", "regions", "oblasts", "governorates", "counties", "raions", "states"})
LIST_LIMIT = 40
"""Places read from one list."""


@cache
def _auxiliaries() -> frozenset[str]:
    return any_of("be", "have", "modals")


HAVE_LOST = frozenset({"it", "they", "he", "lost", "held", "taken", "captured", "seized"})
"""With which a clause may begin that tells whose the ground was: "the ground (that) it had lost", "the areas lost"."""
_COLLECTIONS = grammar("collections")
_AT_LEAST = frozenset({("at", "least"), ("more", "than"), ("up", "to"), ("as", "many"), ("fewer", "than")})
_LISTED_AS = frozenset({("such", "as"), ("among", "them"), ("among", "these")})
_RELATIVE_REACH = 14
"""Tokens of "that had been held by the rebels since the summer of 2014" at most."""


class PlaceReader(PhraseReader):
    """Reads the place phrases of one sentence, alone and in lists; each phrase once, however many ask for it."""

    def __init__(self, sentence: Sentence, actors: Sequence[Actor], lexicon: Lexicon) -> None:
        super().__init__(sentence, actors, lexicon)
        self._phrases: dict[int, Place | None] = {}

    def read(self, i: int, depth: int = 0) -> Place | None:
        """As `PhraseReader.read`."""
        if depth:
            return super().read(i, depth)
        if i not in self._phrases:
            place = super().read(i)
            self._phrases[i] = self._capital(place) if place is not None else None
        return self._phrases[i]

    def _capital(self, place: Place) -> Place:
        """ "The Yemeni capital", "Yemen's capital": the town that is; not where its name stands beside it."""
        s, noun = self.sentence, place.end - 1
        if s.key(noun) != "capital" or not (place.reference or place.unnamed):
            return place
        if s.capitals[max(0, place.start - 2)] and s.key(place.start - 1) == ",":
            return place  # "Sanaa, the Yemeni capital"
        if s.key(place.end) in {",", "(", "of"} and place.end + 1 < len(s) and s.capitals[place.end + 1]:
            return place  # "the Yemeni capital, Sanaa"
        names = self.lexicon.country_names if s.words[noun - 1] == "'s" else self.lexicon.nationalities
        end = noun - (s.words[noun - 1] == "'s")
        found = (names.match(s.keys, at) for at in range(max(0, end - 3), end))
        country = next((match[1] for match in found if match is not None and match[0] == end), None)
        town = self.lexicon.theatres.capital_of.get(country, "") if country else ""
        return replace(place, called=town, reference=False, unnamed=False, known=True) if town else place

    def read_list(self, i: int) -> list[Place]:
        """The place phrase at token `i` and those joined to it by commas, "and", "as well as", "including"."""
        places: list[Place] = []
        sure = 1
        i = self._behind_amount(i)
        at: int | None = i
        while at is not None and len(places) < LIST_LIMIT:
            place = self.read(at)
            if place is None:
                bare = all(p.start == p.name_start for p in places[1:])
                if bare and self.sentence.key(at - 1) == "and" and self.sentence.key(at) not in self.lexicon.verbs:
                    sure = max(1, len(places))
                break
            if (places and self.sentence.key(places[-1].end) != ",") or at - (places[-1].end if places else at) > 1:
                sure = len(places) + 1
            if places and place.country and self.sentence.key(place.start - 1) == "," and not places[-1].country:
                at = self._next_in_list(place.end)  # "took P, Iraq, and Q": where P lies
                continue
            place = self._renamed(place)
            if places and not place.cued and place.kind is PlaceKind.TOWN and not place.unnamed:
                first = places[0]
                before = places[-1]
                if first.kind is not PlaceKind.TOWN and first.cued and not first.unnamed and not place.known:
                    place = replace(place, kind=first.kind if first.kind is not PlaceKind.REGION else place.kind)
                elif before.kind is PlaceKind.DISTRICT and before.cued and not place.known:
                    place = replace(place, kind=before.kind)
            if (
                places
                and places[-1].partial
                and not place.partial
                and place.name_start == place.start
                and self.sentence.key(place.start - 1) != "including"
                and self._shares_part(places[0])
            ):
                place = replace(place, partial=True, share=places[-1].share)
            places.append(place)
            at = self._next_in_list(place.end)
            if at is None and (place.unnamed or (place.reference and place.kind is PlaceKind.REGION)):
                at = self._named_later(place.end)
        if sure > 1 and self._fronted(i) and self.sentence.key(places[sure - 1].end) not in {",", ".", ";"}:
            sure = next((n for n in range(1, sure) if self.sentence.key(places[n - 1].end) == ","), sure)
        if sure == 2 and self._next_clause(places[0], places[1]):
            sure = 1
        apposed = places[sure] if len(places) > sure else None
        if apposed and apposed.holder and (apposed.unnamed or apposed.reference) and places[sure - 1].holder is None:
            places[sure - 1] = replace(places[sure - 1], holder=apposed.holder)
        if places and self.lies_in_all(places):
            places[1:] = [replace(place, unnamed=True, attributive=True) for place in places[1:]]
        return places[:sure]

    def _behind_amount(self, i: int) -> int:
        """The token behind "a string of", "dozens of", "at least" before "three towns"; `i` without them."""
        s = self.sentence
        of = next((n for n in range(i + 1, i + 4) if s.key(n) == "of"), 0)
        if of and s.key(of - 1) in _COLLECTIONS and (of == i + 1 or s.key(i) in self.words["determiners"]):
            return of + 1
        return i + 2 if s.keys[i : i + 2] in _AT_LEAST and s.key(i + 2) in self.lexicon.numbers else i

    def lies_in_all(self, places: list[Place]) -> bool:
        """ "17 villages in P, Q and R districts", "several villages in P and Q": where they lie, and none is named."""
        if len(places) == 1:
            return False
        s, first, second, last = self.sentence, places[0], places[1], places[-1]
        at = first.name_start
        if not (first.unnamed and s.capitals[at] and s.key(at - 1) in {"in", "across", "throughout"}):
            return False
        named = all(place.start == place.name_start and not place.unnamed for place in places[1:])
        if not named or s.key(second.start - 1) not in {",", "and"}:
            return False
        areas = s.key(last.end - 1) in _AREAS or s.key(last.end) in _AREAS
        pair = second is last and s.key(first.end) == "and"
        return areas or (pair and not second.cued and first.end == first.name_end and s.capitals[first.end - 1])

    def _next_clause(self, first: Place, second: Place) -> bool:
        """ "Fighting went on at P, and Q was captured": the second begins a clause of its own."""
        s = self.sentence
        then = s.key(second.end)
        verb = then in _auxiliaries() or (then in self.lexicon.verbs and not then.endswith("ing"))
        return s.keys[first.end : second.start] in {(",", "and"), (",", "and", "the")} and verb

    def _shares_part(self, first: Place) -> bool:
        """ "Most of P and Q", "southern areas of P and Q" tell a part of both; "southern P and Q" of P alone."""
        keys = self.sentence.keys[first.start : first.name_start]
        return not keys or keys[0] not in self.words["directions"] or "of" in keys

    def _renamed(self, place: Place) -> Place:
        """ "An air base (P)", "the largest base of X, P Camp", "most of the capital, P,": the name in its stead."""
        s = self.sentence
        if not (place.unnamed or place.reference) or place.kind is PlaceKind.REGION or place.end + 1 >= len(s):
            return place
        mark = s.key(place.end)
        if mark not in {"(", ","} or not s.capitals[place.end + 1]:
            return place
        name = self.read(place.end + 1)
        if name is None or name.unnamed or name.reference or name.name_start != place.end + 1:
            return place
        if mark == "(":
            return replace(name, kind=place.kind, end=name.end + 1, cued=True) if s.key(name.end) == ")" else place
        several = any_of("settlement_plural").intersection(s.keys[place.start : place.name_start])
        if several and s.capitals[place.name_start]:
            return place  # "17 villages in P, Q and R districts"
        town = name.kind is place.kind is PlaceKind.TOWN and not name.called and not name.country
        capital = town and (name.known or "capital" in s.keys[place.start : place.end])
        alike = capital or name.kind is place.kind is PlaceKind.FACILITY
        if not alike or s.key(name.end) not in {",", ".", ""}:
            return place
        return replace(name, partial=name.partial or place.partial, share=name.share or place.share)

    def _named_later(self, i: int) -> int | None:
        """ "captured several villages in the process, including: P, Q": where the names begin."""
        s = self.sentence
        i = self._behind_relative(i)
        for at in range(i, min(i + 9, len(s) - 1)):
            if (s.key(at) == ":" or (s.key(at) == "-" and not s.joined(at))) and s.capitals[at + 1]:
                first = self.read(at + 1)  # "took three villages on Friday - P, Q and R"
                listed = first is not None and s.key(first.end) in _BEHIND_A_LISTED and not self._clause_from(at + 1)
                return at + 1 if listed else None
            if s.key(at) in {"including", "namely", "like"} or s.keys[at : at + 2] in _LISTED_AS:
                at += 1 + (s.key(at) in {"such", "among"})
                return min(at + (s.key(at) == ":"), len(s) - 1)
            if s.key(at) in {";", "."} or (s.key(at) in self.lexicon.verbs and s.key(at + 1) not in {"including", ","}):
                return None
        return None

    def _behind_relative(self, i: int) -> int:
        """The comma before "including" behind "the ground (that) it had lost a day earlier" at token `i`; else `i`."""
        s = self.sentence
        if s.key(i) not in HAVE_LOST | {"that", "which"}:
            return i
        comma = next((n for n in range(i, min(i + _RELATIVE_REACH, len(s))) if s.words[n] in {",", ";"}), i)
        return comma if s.key(comma + 1) in {"including", "namely"} or s.key(comma + 2) == "them" else i

    def listed_behind(self, i: int) -> list[Place]:
        """The places that "the towns captured by X include P and Q" tells behind the participle at token `i`."""
        s = self.sentence
        for at in range(i + 1, min(i + 12, len(s) - 1)):
            if s.key(at) in _INCLUDE:
                return [place for place in self.read_list(at + 1) if not (place.unnamed or place.reference)]
            if s.key(at) in {",", ";", "and", "which", "that"}:
                break
        return []

    def _clause_from(self, i: int) -> bool:
        """Whether what begins at token `i`, up to the next dash, is a clause: "took two hills - P and Q were calm"."""
        s = self.sentence
        end = next((n for n in range(i, len(s)) if s.key(n) in {"-", ";"} and not s.joined(n)), len(s))
        return not _auxiliaries().isdisjoint(s.keys[i:end])

    def _fronted(self, i: int) -> bool:
        """Whether token `i` is in a phrase before the main clause ("After the capture of P, Q and R fell")."""
        s = self.sentence
        return (
            s.key(0) in {"after", "following", "with", "despite", "during", "before", "since"} and "," not in s.keys[:i]
        )

    def _next_in_list(self, end: int) -> int | None:
        s = self.sentence
        at = end
        if s.words[at : at + 1] == ("'s",):
            at += 1
        if s.key(at) == "(":
            closing = next((n for n in range(at, min(at + 12, len(s))) if s.words[n] == ")"), None)
            if closing is None:
                return None
            at = closing + 1
        moved = False
        if s.key(at) == ",":
            at, moved = at + 1, True
        for phrase in (
            ("and",),
            ("as", "well", "as"),
            ("including",),
            ("along", "with"),
            ("together", "with"),
            ("in", "addition", "to"),
            ("or",),
            ("such", "as"),
            ("among", "them"),
            ("like",),
            ("namely",),
            (":",),
            ("&",),
        ):
            if s.keys[at : at + len(phrase)] == phrase:
                at, moved = at + len(phrase), True
                break
        if not moved or at >= len(s):
            return None
        if s.key(at) in self.words["besieged"] and s.key(at - 1) == "and" and not s.capitals[at]:
            return None  # "captured P and encircled Q"
        while s.key(at) in {"also", "then", "nearby", "neighboring", "neighbouring", "adjacent", "later"}:
            at += 1
        return at if at < len(s) else None
