"""Place phrases: the words around a name that tell its kind, how much of it is meant, and who holds it."""

from __future__ import annotations

from dataclasses import replace

from conflictmap.core.claims import PlaceKind, Relation
from conflictmap.extraction.lexicon import any_of, grammar
from conflictmap.extraction.place_words import Phrase, PhraseWords
from conflictmap.extraction.places import Place
from conflictmap.extraction.tokens import Sentence

REACH = 18
"""Tokens that may stand between the start of a place phrase and its name."""
_LISTED = grammar("listed_places")
_OTHERS = grammar("other_places")
_THESE = frozenset({"these", "those", "both"})
_ORDINALS = grammar("ordinals")
_NEIGHBOURS = grammar("neighbours")
_VICINITY = frozenset({"vicinity", "surroundings", "environs"})
_EXCEPT = frozenset({"except", "excepting", "barring"})
_EXCEPT_FOR = frozenset({("except", "for"), ("exception", "of"), ("apart", "from"), ("aside", "from"), ("save", "for")})
_BEFORE_FACILITY = frozenset(
    {"air", "military", "oil", "border", "power", "police", "town", "city", "state", "railway", "train", "bus"}
)
_ARABIC_ARTICLES = grammar("arabic_articles")


def _is_single(sentence: Sentence, place: Place) -> bool:
    """Whether a nameless facility is one thing ("Aleppo's airport"), not several."""
    return not sentence.key(place.end - 1).endswith("s")


class PhraseReader(PhraseWords):
    """Reads place phrases from their first token."""

    def read(self, i: int, depth: int = 0) -> Place | None:
        """The place phrase that begins at token `i`, or None. `depth` counts the owners before ("Iraq's")."""
        s, keys, words = self.sentence, self.sentence.keys, self.words
        phrase = Phrase()
        at = i
        while at < len(s) and at - i < REACH:
            key = keys[at]
            actor = self.actor_at.get(at)
            held = actor and actor.country and s.key(actor.end) == "-" and s.key(actor.end + 1) in words["held"]
            if actor and (held or (not actor.country and not self._named_here(at))):
                after = self._held_by(actor, phrase)
                if not after:
                    return None
                at = after
                continue
            if (
                (s.capitals[at] or key in _ARABIC_ARTICLES)
                and key not in words["determiners"]
                and not self.bare_noun(at)
                and (key not in words["directions"] or self._known_whole(at))
            ):
                if phrase.noun < 0 and (shore := self.shore(at)):
                    at = shore  # "the Black Sea port of P"
                    continue
                named = self.name_at(at)
                beside = s.key(named[0] + 1) if named and s.words[named[0] : named[0] + 1] == ("'s",) else ""
                if beside in _NEIGHBOURS and not beside.endswith("ing"):
                    return None  # "P's neighbour, Q"
                if named:
                    if (what := self.kind_of_what_lies_there(at, named)) is not None:
                        phrase.kind, phrase.noun = what, named[0] - 1  # "the Euphrates town of P", "the Q suburb of P"
                        at = named[0] + 1
                        continue
                    within = self.kind_within_region(named) if phrase.noun < 0 else None
                    if within is not None:
                        phrase.kind, phrase.noun = within, named[0]  # "the Helmand province district of P"
                        at = named[0] + 2
                        continue
                    if s.words[named[0] : named[0] + 1] == ("'s",) and not phrase.noun >= 0:
                        at = named[0] + 1  # "Iraq's second city of Mosul", "Aleppo's eastern districts"
                        inner = self.read(at, depth + 1) if at < len(s) and depth < 2 else None
                        return self._owned(i, at, named, phrase, inner)
                    if self.is_owning_country(at, named[0]):
                        at = named[0] + 1  # "more ground in Syria's Idlib"
                        continue
                    if noun := self.noun_behind_country(at, named[0]):
                        if self._noun_kind(s.key(noun)) is PlaceKind.TOWN and True in s.capitals[noun + 1 : noun + 2]:
                            phrase.kind, phrase.noun, at = PlaceKind.TOWN, noun, noun + 1  # "Syria town Albu Kamal"
                            continue
                        return Place(i, noun + 1, at, noun + 1, PlaceKind.FACILITY, unnamed=True)  # "Syria border post"
                    return self._named(i, at, named, phrase)
                nation = self.lexicon.nationalities.match(keys, at)
                if nation or key in words["peoples"]:
                    at = nation[0] if nation else at + 1
                    continue
                if key not in self.lexicon.shares and key not in self.lexicon.numbers and key not in words["besieged"]:
                    if phrase.noun >= 0 and s.key(at - 1) == "in" and key in words["not_place"]:
                        break  # "retook the city in July"
                    return None
            if s.words[at] == "'s" and phrase.definite and phrase.noun == at - 1 and depth < 2 and at + 1 < len(s):
                inner = self.read(at + 1, depth + 1)  # "the town's hospital"
                if inner is not None:
                    return self._of_reference(i, at, inner, phrase)
                if s.key(at + 1) in _VICINITY:
                    return replace(self._reference(i, at, phrase), end=at + 2, relation=Relation.NEAR)
                part = self._part_end(at + 1)  # "the city's eastern half", "eastern and western suburbs"
                return replace(self._reference(i, at, phrase), end=part, partial=True) if part else None
            step = self._word(at, phrase) if key != "it" or s.key(at - 1) != "of" else 0
            if step == 0:
                break
            at += step
        if s.keys[at - 1 : at + 1] == ("of", "it") and phrase.noun < 0 and s.key(at - 2) in self.lexicon.shares:
            return Place(
                i,
                at + 1,
                at,
                at + 1,
                PlaceKind.TOWN,
                partial=phrase.partial,
                share=phrase.share,
                reference=True,
                rest=phrase.rest,
            )
        return self._nameless(i, at, phrase)

    def _known_whole(self, at: int) -> bool:
        """Whether a direction here begins a known name ("Eastern Ghouta", "Central African Republic")."""
        keys = self.sentence.keys
        known = self.lexicon.place_names.match(keys, at) or self.lexicon.country_names.match(keys, at)
        return bool(known and known[0] > at + 1 and self.sentence.capitals[at])

    def _named_here(self, at: int) -> bool:
        known = self.lexicon.place_names.match(self.sentence.keys, at)
        return bool(known and self.sentence.capitals[at])

    def _named(self, start: int, at: int, named: tuple[int, PlaceKind | None, bool], phrase: Phrase) -> Place:
        s = self.sentence
        end, own_kind, known = named
        name_end = end
        if (
            own_kind is PlaceKind.TOWN
            and end - 1 > at
            and not s.capitals[end - 1]
            and s.key(end - 1) in any_of("settlement", "settlement_plural")
        ):
            name_end = end - 1
        kind = own_kind or phrase.kind or PlaceKind.TOWN
        partial = phrase.partial
        if own_kind is None and phrase.kind is None and s.key(end) in self.words["event_nouns"] and not s.joined(end):
            return Place(start, end, at, end, kind, known=known, unnamed=True, attributive=True)
        if phrase.quarters and not known and own_kind is None and not phrase.direction:
            kind, partial = PlaceKind.DISTRICT, False
        before = max(0, start - 2 - (s.keys[max(0, start - 2) : start] == (",", "and")))  # "P, Q, and R villages"
        listed = s.key(start - 1) in {"and", ","} and start == at and s.capitals[before]
        of_it = own_kind is PlaceKind.TOWN and s.key(end - 1) in self.words["settlement_plural"] and not listed
        land = own_kind is PlaceKind.REGION and self._noun_kind(s.key(end)) is PlaceKind.TOWN  # "a Yemen town"
        if land or phrase.beside or of_it or (own_kind is PlaceKind.TOWN and self.lies_there(start, at, name_end, end)):
            return Place(start, end, at, end, kind, phrase.relation, holder=phrase.holder, unnamed=True)
        if self._only_tells_which(start, phrase, own_kind) or self._left_out(start) or self._alias(start):
            return Place(start, end, at, end, kind, known=known, unnamed=True, attributive=True)
        partial = partial or self._excepted(end, whole="all" in self.sentence.keys[max(0, start - 2) : at])
        relation = phrase.relation
        if phrase.kind in {PlaceKind.DISTRICT, PlaceKind.FACILITY} and own_kind in {None, PlaceKind.TOWN}:
            of_town = known and s.key(at - 1) == "of" and not phrase.plural
            joint = self.before_country(at) - 1
            joint -= s.key(joint) in self.words["directions"]  # "the town hall in central P"
            if (s.key(joint) in {"in", "at", "near", "outside"} or of_town) and phrase.kind is PlaceKind.FACILITY:
                return self._facility_of(start, end, phrase)
            one_of = phrase.kind is PlaceKind.DISTRICT and (own_kind or s.key(start) in {"a", "an", "another", "one"})
            if one_of or (phrase.plural and known):
                kind, partial = PlaceKind.TOWN, True  # "a district of P"
        beside_name = s.key(at - 1) in self.words["directions"] and at > start
        told_so = beside_name or (phrase.noun < 0 and not partial)
        if phrase.direction and kind is PlaceKind.TOWN and own_kind is None and told_so:
            return self._quarter(start, end, at, phrase, known=known)
        within = phrase.noun >= 0 and not partial and s.key(phrase.noun + 1) in {"in", "inside", "near", "around"}
        lone = phrase.kind is PlaceKind.DISTRICT and not phrase.plural and s.key(phrase.noun) in self.words["unnamed"]
        lone = lone or (phrase.kind is PlaceKind.FACILITY and kind is PlaceKind.REGION)  # "a crossing in Anbar"
        if within and (phrase.kind is PlaceKind.TOWN or lone):
            return Place(start, end, at, end, phrase.kind or PlaceKind.TOWN, unnamed=True)  # "a town in P"
        if phrase.kind is PlaceKind.REGION and own_kind is None and s.key(at - 1) in self.words["near"]:
            kind, relation = PlaceKind.TOWN, Relation.NEAR
        elif phrase.kind is PlaceKind.REGION and own_kind is None and s.key(phrase.noun) == "enclave":
            kind = PlaceKind.TOWN
        place = Place(
            start,
            end,
            at,
            name_end,
            kind,
            relation,
            partial,
            phrase.share,
            phrase.holder,
            phrase.former,
            phrase.besieged,
            known=known,
            cued=phrase.kind is not None or own_kind is not None or phrase.quarters,
            country=bool((nation := self.lexicon.country_names.match(s.keys, at)) and nation[0] == end),
            rest=partial and phrase.rest and kind is not PlaceKind.REGION and s.key(phrase.noun) != "positions",
        )
        return self._district_of(place)

    def _only_tells_which(self, start: int, phrase: Phrase, own_kind: PlaceKind | None) -> bool:
        """Whether a name only tells which capital is meant: "P, capital of Q", "the capital of Q province"."""
        s = self.sentence
        if phrase.noun < 0 or s.key(phrase.noun) != "capital" or s.key(phrase.noun + 1) != "of":
            return False
        beside = s.key(start - 1) == "," and start > 1 and s.capitals[start - 2]
        return beside or own_kind is PlaceKind.REGION

    def _left_out(self, start: int) -> bool:
        """Whether what begins at token `start` is left out: "all of P, with the exception of Q", "apart from Q"."""
        keys = self.sentence.keys[max(0, start - 2) : start]
        return keys in _EXCEPT_FOR or self.sentence.key(start - 1) in _EXCEPT

    def _alias(self, start: int) -> bool:
        """Whether another name of a place follows: "P, also known as Q"."""
        return self.sentence.keys[max(0, start - 2) : start] == ("known", "as")

    def _excepted(self, end: int, *, whole: bool) -> bool:
        """Whether a part is left out behind a name: "all of P, with the exception of ...", "P except for ..."."""
        s = self.sentence
        at = end + (s.key(end) == ",")
        if whole and s.key(end) == "but":
            return True  # "all of P but a few streets"
        at += s.keys[at : at + 2] == ("with", "the")
        at += s.key(at) == "the"
        return s.key(at) in _EXCEPT or s.keys[at : at + 2] in _EXCEPT_FOR

    def _quarter(self, start: int, end: int, at: int, phrase: Phrase, *, known: bool) -> Place:
        """ "eastern P": a district of its own, called so."""
        first = at
        directions = self.words["directions"]
        while first > start and ((key := self.sentence.key(first - 1)) in directions or key in {"and", "-"}):
            first -= 1
        return Place(
            start,
            end,
            first,
            end,
            PlaceKind.DISTRICT,
            phrase.relation,
            phrase.partial,
            phrase.share,
            phrase.holder,
            phrase.former,
            phrase.besieged,
            known=known,
            cued=True,
        )

    def _facility_of(self, start: int, end: int, phrase: Phrase) -> Place:
        if self.sentence.key(phrase.noun) in self.words["unnamed"] and self.sentence.key(phrase.noun) != "base":
            return Place(start, end, phrase.noun, end, PlaceKind.FACILITY, unnamed=True)
        first = phrase.noun
        beside = self.words["facility"] | _BEFORE_FACILITY
        while first - 1 >= start and self.sentence.key(first - 1) in beside:
            first -= 1
        return Place(
            start,
            end,
            first,
            end,
            PlaceKind.FACILITY,
            phrase.relation,
            phrase.partial,
            phrase.share,
            phrase.holder,
            cued=True,
        )

    def _district_of(self, place: Place) -> Place:
        """ "the Zahra district of Aleppo": swallow the town behind."""
        s = self.sentence
        if (
            place.kind in {PlaceKind.DISTRICT, PlaceKind.FACILITY}
            and s.key(place.end) in {"of", "in"}
            and place.end + 1 < len(s)
        ):
            behind = self.name_at(place.end + 1)
            if behind:
                return replace(place, end=behind[0])
        return place

    def _owned(
        self, start: int, at: int, named: tuple[int, PlaceKind | None, bool], phrase: Phrase, inner: Place | None
    ) -> Place | None:
        name_start = at - 1 - (named[0] - start)
        if inner is None and named[1] is not PlaceKind.REGION and (end := self._part_end(at)):
            first = next((n for n in range(start, at) if self.sentence.capitals[n]), name_start)
            kind = named[1] or PlaceKind.TOWN
            return Place(start, end, first, named[0], kind, partial=True, known=named[2], rest=phrase.rest)
        if inner is not None and not inner.reference and not inner.unnamed:
            return replace(
                inner, start=start, partial=inner.partial or phrase.partial, share=inner.share or phrase.share
            )
        if (
            inner is not None
            and (inner.kind is PlaceKind.DISTRICT or inner.partial)
            and named[1] is not PlaceKind.REGION
        ):
            first = next((n for n in range(start, at) if self.sentence.capitals[n]), name_start)
            return Place(
                start,
                inner.end,
                first,
                named[0],
                named[1] or PlaceKind.TOWN,
                partial=True,
                known=named[2],
                rest=phrase.rest or inner.rest,
            )
        if inner is not None and inner.kind is PlaceKind.FACILITY and _is_single(self.sentence, inner):
            first = next((n for n in range(start, at) if self.sentence.capitals[n]), name_start)
            return Place(
                start,
                inner.end,
                first,
                inner.end,
                PlaceKind.FACILITY,
                partial=phrase.partial,
                share=phrase.share,
                cued=True,
            )
        return inner

    def _part_end(self, at: int) -> int:
        """The token behind "eastern half", "centre" of "P's eastern half"; 0 where token `at` begins no part."""
        s, words = self.sentence, self.words
        while s.key(at) in words["directions"] or s.key(at) in {"-", "and"}:
            at += 1
        part = any(s.key(at) in words[group] for group in ("part_only", "centre", "district"))
        return at + 1 if part else 0

    def _of_reference(self, start: int, at: int, inner: Place, phrase: Phrase) -> Place:
        """ "The town's hospital" is the hospital; "the city's eastern districts" a part of the city."""
        unnamed = inner.reference or inner.unnamed
        if unnamed and (inner.kind is PlaceKind.DISTRICT or inner.partial):
            return replace(self._reference(start, at, phrase), end=inner.end, partial=True)
        if unnamed and inner.kind is PlaceKind.FACILITY and _is_single(self.sentence, inner):
            return replace(inner, start=start, name_start=start, cued=True, unnamed=False, reference=False)
        partial, share = inner.partial or phrase.partial, inner.share or phrase.share
        return replace(inner, start=start, partial=partial, share=share)

    def _reference(self, start: int, end: int, phrase: Phrase) -> Place:
        return Place(start, end, phrase.noun, end, phrase.kind or PlaceKind.TOWN, reference=True)

    def _several(self, start: int, phrase: Phrase) -> bool:
        """ "These towns", "both villages", "the three districts", "all five positions": a list told before is meant."""
        s, keys = self.sentence, self.sentence.keys[start : phrase.noun]
        if s.key(phrase.noun) not in _LISTED or phrase.beside or _OTHERS & set(keys):
            return False
        counted = any(self.lexicon.numbers.get(key) or key.isdecimal() for key in keys)
        return bool(_THESE & set(keys)) or (counted and bool({"the", "all"} & set(keys)))

    def _nameless(self, start: int, end: int, phrase: Phrase) -> Place | None:
        if phrase.noun < 0:
            return None
        s = self.sentence
        noun_end = phrase.noun + 1
        kind = phrase.kind or PlaceKind.TOWN
        its_part = (phrase.part_noun and phrase.kind is None) or phrase.kind is PlaceKind.DISTRICT
        if s.key(start) == "its" and its_part:
            kind = PlaceKind.TOWN
            return Place(start, noun_end, start, noun_end, kind, partial=True, share=phrase.share, reference=True)
        half_of = phrase.partial and s.key(phrase.noun - 1) == "of" and kind is PlaceKind.TOWN  # "seize half of city"
        reference = (phrase.definite or half_of) and not phrase.plural and not phrase.count
        first = phrase.noun
        while (
            first > start
            and s.key(first - 1) not in self.words["determiners"]
            and s.words[first - 1].isalpha()
            and s.key(first - 1) not in {"of"}
        ):
            first -= 1
        vague = (
            phrase.kind is None
            or phrase.beside
            or s.key(phrase.noun) in {"position", "territory", "area", "line", "side"}
            or (s.key(phrase.noun) in {"building", "post", "centre", "center"} and first == phrase.noun)
        )
        ordinal = any(s.key(n) in _ORDINALS for n in range(start, phrase.noun))
        several = self._several(start, phrase)
        reference = several or (reference and not vague and not ordinal)
        return Place(
            start,
            noun_end,
            first,
            noun_end,
            kind,
            phrase.relation,
            phrase.partial or phrase.direction,
            phrase.share,
            phrase.holder,
            phrase.former,
            phrase.besieged,
            reference=reference,
            several=several,
            unnamed=not reference,
            rest=phrase.rest,
        )
